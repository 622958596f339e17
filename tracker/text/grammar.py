"""The words of a lexicon made into the patterns that reading needs, each once: `Grammar`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tracker.lexicon import Lexicon, Unit, package

Pattern = re.Pattern[str]

TIME = (
    r"(?:(?:到|至|自|从|用|近|前|比|截至|截止)?(?:(?:(?:19|20)\d\d|今|去|明|本)年|“?十[一二三四五六]五”?(?:时期|期间)?)"
    r"(?:度|底|末|初|以来|前|来|年内)?(?:\d{1,2}月(?:\d{1,2}日|底|末|初)?)?(?:前|,)?|\d{1,2}月(?:\d{1,2}日|底|末|初)?(?:之?前)?"
    r"|(?:年[底末初]|月底)(?:之?前)?|(?:近|用|连续)?[\d一二三四五六七八九十两]+年(?:来|内|间|时间)?|[上下]半年|[一二三四前1-4]+季度)"
)
_WHOLE = ("签约", "预约", "节约", "合约", "条约", "附近", "最近", "到达", "发达", "行为", "彩超")
"""Words that end in what may also stand alone before a figure (约, 近, 达, 为, 超)."""
_CHANGES = "增长|下降|减少|增加|提高|提升|降低|上涨|回落|上升|快于|高于|低于|减碳|覆盖|约|近"


@dataclass(frozen=True)
class Grammar:
    """The patterns of one lexicon; each is made when it is first asked for."""

    lexicon: Lexicon

    def words(self, key: str) -> str:
        """An alternation of a list's words, the longest first."""
        return alternation(self.lexicon.listed(key))

    def known(self, unit: str) -> Unit:
        """What is known of a unit; of the first half of 元/平方米."""
        units = self.lexicon.units
        return units.get(unit) or units.get(unit.partition("/")[0]) or Unit()

    @cached_property
    def unit(self) -> Pattern:
        """A unit right behind a number, with what it is per: 吨, 元/平方米, 微克/立方米."""
        names = alternation(self.lexicon.units)
        per = rf"(?:(?:/|每)(?:{names}|千人|万人|10万|十万|人|月))?"
        aside = r"(?:\((?:套|间|个|张|件|户|次|处|家|所|项)\))?"
        other = r"[\u4e00-\u9fff]{1,2}/(?:日|天|月|年|小时|人|千人)"
        apart = r"(?:(?<![A-Za-z])|(?![A-Za-z]))"
        return re.compile(rf"[ ]{{0,2}}(?!{self.words('not_units')})((?:{names}){per}|{other}){aside}{apart}")

    @cached_property
    def implied_unit(self) -> Pattern:
        """A noun that tells the unit of what is counted; the group is the unit."""
        groups = self.lexicon.group("implied_units")
        return re.compile("|".join(f"(?P<{unit}>{alternation(nouns)})" for unit, nouns in groups.items()) or "(?!)")

    @cached_property
    def lead(self) -> Pattern:
        """What may stand before the name of what is counted: a time, an adverb, a place."""
        not_these = f"{self.words('not_leads')}|{self.words('verbs')}"
        return re.compile(rf"(?!{not_these})(?:{TIME}|{self.words('leads')}|[、,和及与的])")

    @cached_property
    def vague(self) -> Pattern:
        """A subject that says nothing without what the clause before spoke of."""
        return re.compile(f"(?:{self.words('vague')}){{1,8}}")

    @cached_property
    def tail(self) -> Pattern:
        """What may stand between a subject and its figure."""
        whole = "".join(f"(?<!{word})" for word in _WHOLE)
        return re.compile(rf"(?:{self.words('tails')}|(?:19|20)\d\d年(?:\d{{1,2}}月)?|[、,:]){whole}$")

    @cached_property
    def verb(self) -> Pattern:
        """A verb of doing that begins no noun."""
        return re.compile(rf"(?!{self.words('not_verbs')})(?:{self.words('verbs')})了?")

    @cached_property
    def light_verb(self) -> Pattern:
        """A verb that says only that what follows came about."""
        return re.compile(rf"(?:{self.words('light_verbs')})了?")

    @cached_property
    def final_verb(self) -> Pattern:
        """A verb at the end."""
        return re.compile(rf"(?:{self.words('verbs')})了?$")

    @cached_property
    def predicate(self) -> Pattern:
        """What tells of the things counted, behind their number."""
        return re.compile(rf"(?!{self.words('not_leads')})(?:{self.words('stop_verbs')})")

    @cached_property
    def later_predicate(self) -> Pattern:
        """The same somewhere behind: no single characters, which other words hold."""
        return re.compile(alternation(word for word in self.lexicon.listed("stop_verbs") if len(word) > 1))

    @cached_property
    def level(self) -> Pattern:
        """A level of administration; 县级以上 is a scope, no level."""
        return re.compile(rf"({self.words('levels')})(?!以[上下]|及以)")

    @cached_property
    def only_level(self) -> Pattern:
        """A level and nothing else."""
        return re.compile(rf"(?:{self.words('levels')})$")

    @cached_property
    def modifier(self) -> Pattern:
        """A modifier that stands for others in a coordination: 城镇, 农村."""
        return re.compile(self.words("modifiers"))

    @cached_property
    def metric(self) -> Pattern:
        """The name of a measure at the end: 覆盖率, 吞吐量, 收入."""
        return re.compile(rf"[\u4e00-\u9fff]{{2}}率$|(?:{self.words('metrics')})$")

    @cached_property
    def final_metric(self) -> Pattern:
        """The head of a measure's name at the end."""
        return re.compile(rf"(?:{self.words('metrics')})$")

    @cached_property
    def told(self) -> Pattern:
        """What a subject that stands before its figure ends in."""
        return re.compile(rf"(?:{self.words('tails')}|{self.words('metrics')}|{_CHANGES})了?$")

    @cached_property
    def pair(self) -> Pattern:
        """One word for two: 城乡."""
        return re.compile(alternation(self.lexicon.group("pairs")))

    @cached_property
    def act(self) -> Pattern:
        """The name of an act at the end: 签约, 接种."""
        return re.compile(rf"(?:{self.words('acts')})$")

    @cached_property
    def empty(self) -> Pattern:
        """A phrase that needs what was spoken of before: 培训, 建成率, 总数."""
        acts, metrics = self.words("acts"), self.words("metrics")
        return re.compile(rf"(?:{acts})|(?:{acts}|{self.words('verbs')})[率数量]|(?:总|总的)?(?:{metrics})")

    @cached_property
    def head(self) -> Pattern:
        """The head of a noun that its modifier needs: 高血压患者."""
        return re.compile(rf"({self.words('heads')})(?:管理|服务|建设)?$")

    @cached_property
    def needed_head(self) -> Pattern:
        """Such a head anywhere."""
        return re.compile(self.words("heads"))

    @cached_property
    def bare_heads(self) -> frozenset[str]:
        """Nouns that say nothing without what was spoken of before."""
        return frozenset(self.lexicon.listed("bare_heads"))

    @cached_property
    def plan(self) -> Pattern:
        """A mark of what is promised."""
        return re.compile(f"{self.words('plan_marks')}|{self._to_do}")

    @cached_property
    def firm_plan(self) -> Pattern:
        """A mark of what is promised, in a section that looks back too."""
        will = rf"将(?={self.words('verbs')}|由|在|于|继续|进一步|达|有|会|全面|再|首批|陆续|逐步|分批)"
        return re.compile(f"{self.words('firm_plan_marks')}|{self._to_do}|{will}")

    @cached_property
    def done(self) -> Pattern:
        """A mark of what is done."""
        return re.compile(self.words("done_marks"))

    @cached_property
    def firm_done(self) -> Pattern:
        """A mark of what is done, in a section that looks ahead too."""
        return re.compile(self.words("firm_done_marks"))

    @cached_property
    def no_mark(self) -> Pattern:
        """A word that a mark is part of: 计划生育."""
        return re.compile(self.words("not_marks"))

    @cached_property
    def happening(self) -> Pattern:
        """A verb of what happens on a day."""
        return re.compile(rf"{self.words('event_verbs')}|通过[\u4e00-\u9fff]{{0,10}}(?:验收|评审|复审|认证|评估|审查)")

    @property
    def _to_do(self) -> str:
        name = "".join(
            rf"(?<!{kind})" for kind in ("行动", "倍增", "提升", "培育", "培养", "规划", "三年", "五年", "实施")
        )
        return rf"{name}计划(?={self.words('verbs')}|在|对|于|今|明|到|用|年|20\d\d)"


def alternation(words: Iterable[str]) -> str:
    """The words as one pattern, the longest first; a pattern that matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


_MADE: dict[str, Grammar] = {}


def grammar(lexicon: Lexicon | None = None) -> Grammar:
    """The grammar of a lexicon, else of the package's own words; made once for each content.

    >>> grammar().unit.match("余人次")
    >>> grammar().unit.match("人次")[1]
    '人次'
    """
    words = package() if lexicon is None else lexicon
    return _MADE.setdefault(words.digest, Grammar(words))
