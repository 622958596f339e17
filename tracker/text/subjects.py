"""What each quantity of a clause is said of: the phrase behind its unit (7个…卫生室) or before it (…覆盖率达90%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from tracker.model.statement import Kind
from tracker.text import roles
from tracker.text.grammar import Grammar
from tracker.text.lists import conjuncts, rates_of_acts
from tracker.text.phrases import bare, ended, joined, last_verb, thing_behind, trimmed, unlevelled
from tracker.text.quantities import Quantity
from tracker.text.spoken import LINKS, RUN, Spoken

_BOTH = re.compile(r"(?:均|都|全部|分别均)[^,。;、]{0,6}$")
_EACH = re.compile(r"分别|依次|各(?!级|类|地|项|种|族|界|方)")
_SPENT = re.compile(
    r"(?:拿出|筹措|筹资|出资|注资|投入|投资|安排|拨付|筹集|下达|支出|发放|争取|落实)(?:资金|经费|专项)?$"
)
_MONEY = re.compile(r"(?:专项|补贴|补助|扶持|奖补)?(?:资金|经费)")
_ONE = re.compile(r"^(?:一|任何)[起例件次个]?")
_PART_OF = re.compile(r"\s*其中")
_NUMBER = re.compile(r"(?:人数|户数|数量|总数|总量)$")
_AND = re.compile(r"和|及|与")
_CHANGED = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:增长|下降|增加|减少|净增|新增|压降|提高|降低)$")
_ALSO = re.compile(r"^.*[、,](?=力争|确保|实现|推动|带动|争取)")
_ABOUT = re.compile(r"是|占|相当于|高于|低于|快于|慢于|好于")
_SETS_UP = re.compile(r"设置|设立|开设|建立|配备|开展|建成|实现")
_PREPOSITION = re.compile(r"[对为在由]$")
_HEDGE = re.compile(r"^(?:(?:左右|以上|以内|上下)(?=[、,;]|$)|大关|关口)")
_DAY_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:已?于|已在)(?=\d)")
_KEPT_UP = re.compile(r"跃居|位居|位列|居|再创|创|保持|排名|高于|快于|好于|同比|比|较")
_GROWING = ("增长", "下降", "提高", "提升", "减少", "增加", "降低", "实际增长", "名义增长")
_THAN_BEFORE = re.compile(
    r"^(?:(?:[比较](?:上一?年|去年|前年|20\d\d年|年初|预算)?(?:同期|[底末])?|与[^,。]{2,6}相比|同比)|转为|又|再|(?:人均)?(?:年均|每年))"
    r"(?=[增下提减降上])"
)
_CLAUSE_END = re.compile(r"[,。;:!?]")
_ARRIVED = re.compile(r"(?:提高|增加|扩大|上升|下降|降低|减少|[降升增])[到至为](?:[去今上]年|20\d\d年)?")
_SHARED_BOUNDS = ("以上", "以内", "左右", "以下")
_PEOPLE = frozenset("人名位")
_AND_SO_ON = re.compile(r"(?:等|等共)$")
_SHORT = 3
"""Characters of a thing that is too short to say which ones: 24%的县."""
_LONG = 120
"""Characters of a subject that the next clause takes over."""
_QUALIFIER = 12
"""Characters of a phrase before the figure that still belongs to what stands behind: 为民服务15项实事."""


class Named(NamedTuple):
    """A quantity with what it is said of."""

    quantity: Quantity
    subject: str
    action: str = ""
    flags: tuple[str, ...] = ()


class Subjects:
    """The subjects of a sentence, clause by clause; what a clause does not name it takes over from the one before."""

    def __init__(self, use: Grammar, before: str = "") -> None:
        self.use, self.before = use, before
        self.last = ""
        self.parts: list[str] = []
        self.following = ""
        self._taken = False
        """What stood behind the figure before is said already."""
        self._named = False
        """This clause has named a subject."""

    @property
    def _from_before(self) -> tuple[str, ...]:
        """The flag of a subject that another clause named."""
        return () if self._named else ("inherited",)

    def pass_over(self, clause: Spoken) -> None:
        """A clause without quantities: what it names may be the subject of the next."""
        if self.last and _KEPT_UP.match(clause.words.strip()):
            return
        named = _DAY_BEHIND.split(clause.words, maxsplit=1)[0]
        phrase, _ = trimmed(named, self.use)
        self.last = phrase or self.last

    def of(self, clause: Spoken) -> Iterator[Named]:
        """The quantities of a clause with their subjects; one value of two subjects comes twice."""
        self._taken = self._named = False
        topic = self.last
        place, count = 0, len(clause.quantities)
        while place < count:
            last = place
            while last + 1 < count and last - place < RUN and LINKS.fullmatch(clause.behind(last)):
                last += 1
            if last > place and clause.before(place).strip():
                found = self._distributed(clause, place, last)
            else:
                found, last = self._single(clause, place), place
            for named in found:
                whole = self._with_topic(named, topic)
                self._remember(whole)
                yield whole
            place = last + 1

    def _with_topic(self, named: Named, topic: str) -> Named:
        """A subject of vague words takes up what the clause before spoke of."""
        vague = self.use.vague
        if self.last and _ARRIVED.fullmatch(named.subject):
            return Named(named.quantity, self.last, named.action, (*named.flags, "inherited"))
        if not vague.fullmatch(named.subject):
            return named
        topic = topic or trimmed(_CLAUSE_END.split(self.before.rstrip("。!?;"))[-1], self.use)[0]
        if not topic or vague.fullmatch(topic):
            return named
        return Named(named.quantity, joined(topic, named.subject), named.action, (*named.flags, "inherited"))

    def _remember(self, named: Named) -> None:
        self.last = named.subject[:_LONG] or self.last
        self._named = bool(named.subject)
        if "respective" not in named.flags:
            self.parts = [*self.parts[-5:], named.subject]

    def _distributed(self, clause: Spoken, first: int, last: int) -> Iterator[Named]:
        """A和B分别达x和y; 管理A和B患者x、y; 从x、y提高到x、y."""
        values = _sharing(clause.quantities[first : last + 1])
        before = clause.before(first)
        each = _EACH.search(before)
        head, tail = (before[: each.start()], before[each.end() :]) if each else (before, "")
        grown = next((word for word in _GROWING if word in before), "")
        phrase, action = trimmed(head, self.use)
        if len(self.parts) >= len(values) and (self._says_nothing(phrase) or phrase in _GROWING):
            for quantity, part in zip(values, self.parts[-len(values) :], strict=True):
                yield Named(
                    quantity, joined(part, phrase if phrase in _GROWING else phrase + grown), flags=("respective",)
                )
            return
        if not each and len({one.unit for one in values}) > 1:
            yield from (Named(quantity, phrase or self.last, action) for quantity in values)
            return
        rest, late = trimmed(tail, self.use)
        parts = conjuncts(phrase, self.use, len(values))
        apart = len(parts) == len(values)
        self.parts = parts if apart else self.parts
        end = (late if rest or late in _GROWING else "") + rest
        flags = ("respective",) if apart else ("respective", "inherited")
        for place, quantity in enumerate(values):
            yield Named(quantity, (parts[place] if apart else phrase) + end, action or late, flags)

    def _single(self, clause: Spoken, place: int) -> Iterator[Named]:
        quantity, before = clause.quantities[place], clause.before(place)
        phrase, action = self._phrase_before(quantity, before)
        after = _HEDGE.sub("", ended(bare(clause.behind(place))))
        if quantity.form == "coverage":
            return self._covered(clause, quantity, phrase, after)
        if quantity.form == "none":
            thing, _ = trimmed(_ONE.sub("", after.removesuffix("发生")), self.use)
            return iter(
                (Named(quantity, joined(phrase, thing) if clause.text[quantity.start] == "零" else thing, "发生"),)
            )
        if _BOTH.search(before):
            return (Named(quantity, part, action) for part in conjuncts(phrase, self.use))
        if quantity.kind is Kind.MONEY and (spent := _SPENT.search(before.rstrip("了"))):
            return iter((self._spent(quantity, spent[0], phrase, after),))
        if self.use.known(quantity.unit).group == "region":
            return iter((Named(quantity, quantity.unit + thing_behind(after), action),))
        if roles.is_assigned(clause.around(place)):
            thing = thing_behind(after)
            if not thing and phrase:
                return iter((Named(quantity, phrase, action),))
            return iter((Named(quantity, self.last + thing, action, ("inherited",)),))
        if self._stands_behind(quantity, phrase, before, after):
            self._taken = True
            return iter((self._behind(clause, place, phrase, after),))
        if not phrase and _PART_OF.match(clause.words) and self.use.predicate.match(after):
            phrase = self.use.later_predicate.split(self.last.partition("全部")[0], maxsplit=1)[0]
        return self._ahead(quantity, phrase, action, after)

    def _phrase_before(self, quantity: Quantity, before: str) -> tuple[str, str]:
        """What stands before a figure, unless it was said of the one before already."""
        if self._taken:
            self._taken = False
            if quantity.kind is Kind.RATIO and self.use.told.search(before):
                return trimmed(before, self.use, verbs=False)
            added = before.rpartition("、")[2] if "、" in before else ""
            predicate = self.use.predicate.match(added) is not None
            return (added.rstrip("的达到") if predicate else ""), last_verb(before, self.use)
        nominal = quantity.kind in (Kind.RATIO, Kind.INDEX)
        return trimmed(_ALSO.sub("", before), self.use, verbs=not nominal)

    def _covered(self, clause: Spoken, quantity: Quantity, phrase: str, after: str) -> Iterator[Named]:
        """全部 and 全覆盖: the things stand before, what they all did behind."""
        flags = () if phrase else self._from_before
        if clause.text[quantity.start : quantity.end] in ("全部", "所有"):
            takes_over = self.use.verb.match(after) or self.use.predicate.match(after)
            thing = phrase or (self.last.partition("全部")[0] if takes_over else "")
            yield Named(quantity, joined(thing, thing_behind(after)), "", flags)
            return
        thing = phrase.removesuffix("实现") or self.last
        divided = "、" in thing and not _AND.search(thing) and not _SETS_UP.search(thing)
        for part in conjuncts(thing, self.use) if divided else [thing]:
            yield Named(quantity, part, "覆盖", flags)

    def _spent(self, quantity: Quantity, verb: str, phrase: str, after: str) -> Named:
        """Money: what it was spent on stands behind, or in the next clause."""
        alone = len(phrase) <= len(verb) + 1
        thing, _ = trimmed(thing_behind(after) or ended(self.following) * alone, self.use)
        if not thing and alone and self.last:
            return Named(quantity, joined(self.last, phrase or verb), verb, self._from_before)
        if _MONEY.fullmatch(thing):
            purpose, _ = trimmed(ended(self.following), self.use)
            thing = joined(purpose or ("" if alone else phrase), thing)
        return Named(quantity, joined(thing or phrase, verb), verb)

    def _stands_behind(self, quantity: Quantity, phrase: str, before: str, after: str) -> bool:
        """Whether what is counted stands behind the number, not before it."""
        use = self.use
        if not after or after[0] in "、和及与,)/" or roles.is_arrow(after):
            return False
        if after[0] == "的":
            return True
        if quantity.kind in (Kind.RATIO, Kind.INDEX):
            return not phrase or not (use.told.search(before) or use.predicate.match(after))
        if use.predicate.match(after):
            return False
        return not phrase or (quantity.kind is not Kind.MONEY and not use.verb.match(after))

    def _behind(self, clause: Spoken, place: int, phrase: str, after: str) -> Named:
        use, quantity = self.use, clause.quantities[place]
        thing, before = thing_behind(after), clause.before(place)
        verb = last_verb(before, use)
        following = place + 1 < len(clause.quantities)
        if following and use.only_level.fullmatch(thing):
            return Named(quantity, thing + self._shared_head(clause, place), verb)
        if following and after.endswith(("、", "和", "及", "与")):
            alone = not (phrase or verb) or _PREPOSITION.search(before)
            final = ended(clause.behind(len(clause.quantities) - 1))
            told = use.later_predicate.search(final) if alone and not use.later_predicate.search(thing) else None
            return Named(quantity, thing + (thing_behind(final[told.start() :]) if told else ""), verb)
        if phrase and not _AND_SO_ON.search(before) and (len(thing) <= _SHORT or self._qualifies(quantity, phrase)):
            thing = phrase.rpartition("、")[2] + thing
        return Named(quantity, thing, verb)

    def _shared_head(self, clause: Spoken, place: int) -> str:
        """What 50个市级、600个县级示范村 count: the first thing behind that is more than a level."""
        for later in range(place + 1, min(place + RUN, len(clause.quantities))):
            thing = thing_behind(ended(clause.behind(later)))
            if not self.use.only_level.fullmatch(thing):
                return unlevelled(thing, self.use)
        return ""

    def _qualifies(self, quantity: Quantity, phrase: str) -> bool:
        """Whether what stands before the figure belongs to the thing behind it: 为民服务15项实事; not a list of 15."""
        if quantity.value is not None and phrase.count("、") + 1 == quantity.value:
            return False
        final = phrase.rpartition("、")[2]
        return len(final) <= _QUALIFIER and (quantity.unit in "项条件" or not self.use.final_verb.search(final))

    def _ahead(self, quantity: Quantity, phrase: str, action: str, after: str) -> Iterator[Named]:
        """What is counted stands before the number; what is told of it may stand behind."""
        use = self.use
        told = after and use.predicate.match(after) and not roles.is_arrow(after)
        did = thing_behind(after) if told else ""
        phrase = _THAN_BEFORE.sub("", phrase)
        if self.last and (use.only_level.fullmatch(phrase) or use.modifier.fullmatch(phrase)):
            yield Named(quantity, phrase + unlevelled(self.last, use), action, self._from_before)
        elif phrase in _GROWING or _ABOUT.match(phrase):
            yield Named(quantity, joined(_CHANGED.sub("", self.last), phrase), action, self._from_before)
        elif did and not phrase:
            yield Named(quantity, action + did + ("人数" if quantity.unit in _PEOPLE else ""), action)
        elif self._says_nothing(phrase):
            flags = self._from_before if self.last else ()
            base = _CHANGED.sub("", self.last)
            base = _NUMBER.sub("", base) if phrase.endswith("率") else base
            yield Named(quantity, joined(base, phrase or action), action, flags)
        elif phrase in use.bare_heads and self.last:
            yield Named(quantity, joined(self.last, action + phrase), action, ("inherited",))
        elif quantity.kind is Kind.RATIO and (parts := rates_of_acts(phrase, use)):
            yield from (Named(quantity, part, action) for part in parts)
        elif did and (quantity.kind in (Kind.COUNT, Kind.MONEY) or did.startswith("用于")):
            yield Named(quantity, phrase + did, action)
        elif action and quantity.unit.endswith("人次") and not use.head.search(phrase):
            yield Named(quantity, action + phrase, action)
        else:
            yield Named(quantity, phrase, action)

    def _says_nothing(self, phrase: str) -> bool:
        """Whether a phrase needs what was spoken of before: nothing at all, 建成率, 培训."""
        return not phrase or self.use.empty.fullmatch(phrase) is not None


def _sharing(values: list[Quantity]) -> list[Quantity]:
    """98%和95%以上, 2.2个和3.7个百分点: what only the last of a list says, its bound and unit, holds for all."""
    last = values[-1]
    if last.unit.endswith("百分点"):
        values = [replace(one, unit=last.unit, kind=last.kind) if one.unit in ("个", "") else one for one in values]
    if last.bound_word not in _SHARED_BOUNDS or any(one.bound != "exact" for one in values[:-1]):
        return values
    return [
        replace(one, bound=last.bound, bound_word=last.bound_word) if one.unit == last.unit else one for one in values
    ]
