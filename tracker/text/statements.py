"""From the quantities of a sentence to what is said of each: subject, role, level, mode."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.model.achievement import Mode
from tracker.model.statement import Kind, Role
from tracker.text import roles, subjects
from tracker.text.quantities import Quantity
from tracker.text.sections import Section
from tracker.text.spoken import LINKS, Spoken
from tracker.text.vocabulary import vocabulary

_BOTH = re.compile(r"(?:均|都|全部|分别均)[^,。;、]{0,6}$")
_EACH = re.compile(r"分别|依次|各(?!级|类|地|项|种|族|界|方)")
_TO_DATE = re.compile(r"累计|截至|截止|以来|共(?!同|享|建|产)|总计|合计|先后")
_INCREMENT = re.compile(r"新(?:增|建|设|引进|开|改建|签|认定|培育|登记|发现|落地)|净增|再(?!生|贷|制)|本月|当月")
_POINT = re.compile(r"现有|达到|达|目前|为|保持|稳定|拥有|已有|有")
_PER = (
    (re.compile(r"每?千(?:名)?(?:常住)?人口?|每千名"), "/千人"),
    (re.compile(r"每万(?:名)?(?:常住)?人口?"), "/万人"),
    (re.compile(r"每十万人口?|每10万人口?"), "/10万"),
    (re.compile(r"每人每月"), "/人·月"),
    (re.compile(r"每人每年"), "/人·年"),
    (re.compile(r"(?:^|[,、])?(?:日|每日)(?=[\u4e00-\u9fff]{0,6}(?:能力|处理量|供水))"), "/日"),
)
_IMPLIED = (
    (re.compile(r"托位|床位|位数"), "个"),
    (re.compile(r"床"), "张"),
    (re.compile(r"医师|护士|医生|人数"), "人"),
)
_NONE_UNITS = ((re.compile(r"感染|病例|疫情|死亡|伤亡|传播"), "例"), (re.compile(r"事故|事件|案件|纠纷"), "起"))
_SPENT = re.compile(r"(?:投入|投资|安排|拨付|筹集|下达|支出|发放|争取|落实)(?:资金|经费|专项)?$")
_PREDICATE_ONLY = 3
_DOES = re.compile(r"设置|设立|开设|建立|配备|开展|建成|实现")
_PREPOSITION = re.compile(r"[对为在由]$")
_RELATIVE = re.compile(r"^(?:具有|拥有|具备|符合|可|能)[^,。;]*的")
_HEDGE = re.compile(r"^(?:(?:左右|以上|以内|上下)(?=[、,;]|$)|大关|关口)")
_GROWING = frozenset(("增长", "下降", "提高", "提升", "减少", "增加", "降低"))
_ABOUT = re.compile(r"是|占|相当于")
_ADDED = re.compile(r"、(?=占|同比|增长|位居|居|再创|较|比|全国第|惠及)")
_PEOPLE = frozenset("人名位")


@dataclass(frozen=True, slots=True)
class Said:
    """One quantity with what the sentence says of it."""

    quantity: Quantity
    clause: Spoken
    subject: str
    unit: str
    role: Role
    action: str = ""
    level: str = ""
    mode: Mode = ""
    detail: str = ""
    flags: tuple[str, ...] = ()


def said(clauses: Sequence[Spoken], section: Section) -> Iterator[Said]:
    """What a sentence says, one by one in reading order.

    A clause without marks takes the modality of the clause before it; without a subject, that one's subject.
    """
    context = _Context(section)
    for place, clause in enumerate(clauses):
        context.enter(clauses, place)
        if clause.quantities:
            yield from context.told(clause)
        context.leave(clause)


@dataclass(slots=True)
class _Named:
    """A quantity with its subject, while the clause is read."""

    quantity: Quantity
    subject: str
    action: str = ""
    flags: tuple[str, ...] = ()


class _Context:
    """What the sentence has said so far."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.modality = ""
        self.subject = ""
        self.following = ""
        self.announced = False
        self.generic = frozenset(vocabulary().lexicon.listed("bare_heads"))
        self.parts: list[str] = []
        self.taken = False

    def enter(self, clauses: Sequence[Spoken], place: int) -> None:
        clause = clauses[place]
        said_here = roles.clause_modality(clause.words, self.section.modality)
        if said_here:
            self.modality = said_here
        elif self.section.modality == "unknown" and roles.defined(clause.words, clause.mark):
            self.modality = "plan"
        after = clauses[place + 1] if place + 1 < len(clauses) else None
        self.following = after.words if after and not after.quantities else ""
        self.announced = roles.announced(clause.words + self.following)

    def leave(self, clause: Spoken) -> None:
        if not clause.quantities:
            phrase, _ = subjects.trimmed(clause.words)
            if phrase:
                self.subject = phrase

    def told(self, clause: Spoken) -> Iterator[Said]:
        modality = "plan" if self.announced else self.modality or self.section.modality
        assumed = ("role_unknown",) if modality == "unknown" else ()
        for named in self._named(clause):
            quantity = named.quantity
            at = clause.quantities.index(quantity)
            before, behind = clause.text[clause.start : quantity.start], clause.behind(at)
            detail = roles.detail_of(*clause.around(at), quantity.form)
            if not detail and (
                roles.is_whole(clause.text[quantity.end : clause.end], quantity.unit)
                or (self.section.modality == "plan" and modality == "plan" and roles.exists(before))
            ):
                detail = "universe"
            role = roles.role_of(modality, detail)
            level = subjects.level_of(named.subject) or subjects.level_of(behind[:6])
            unit = unit_of(quantity, named.subject, clause.text[clause.start : quantity.end])
            self.subject = named.subject or self.subject
            if "respective" not in named.flags:
                self.parts = [*self.parts[-5:], named.subject]
            yield Said(
                quantity,
                clause,
                named.subject,
                unit,
                role,
                named.action,
                level,
                mode_of(before),
                detail,
                (*named.flags, *assumed, *(("implicit",) if quantity.form in ("coverage", "none") else ())),
            )

    def _named(self, clause: Spoken) -> Iterator[_Named]:
        self.taken = False
        place, count = 0, len(clause.quantities)
        while place < count:
            last = place
            while last + 1 < count and LINKS.fullmatch(clause.behind(last)):
                last += 1
            if last > place and clause.before(place).strip():
                yield from self._distributed(clause, place, last)
            else:
                yield from self._single(clause, place)
                last = place
            place = last + 1

    def _distributed(self, clause: Spoken, first: int, last: int) -> Iterator[_Named]:
        """A和B分别达x和y; 管理A和B患者x、y; 从x、y提高到x、y."""
        values = clause.quantities[first : last + 1]
        before = clause.before(first) if first == 0 else clause.text[clause.start : values[0].start]
        head, each, tail = before, "", ""
        if match := _EACH.search(before):
            head, each, tail = before[: match.start()], match[0], before[match.end() :]
        grown = next((word for word in _GROWING if word in tail), "")
        if len(self.parts) >= len(values) and (first or not subjects.trimmed(head)[0]):
            for quantity, part in zip(values, self.parts[-len(values) :], strict=True):
                yield _Named(quantity, _joined(part, grown), flags=("respective",))
            return
        if first and not each:
            head = clause.before(first)
        phrase, action = subjects.trimmed(head)
        rest, late = subjects.trimmed(tail)
        parts = subjects.conjuncts(phrase, len(values))
        self.parts = [*parts]
        bound = values[-1] if all(v.bound == "exact" for v in values[:-1]) and values[-1].bound != "exact" else None
        for place, quantity in enumerate(values):
            if (
                bound is not None
                and quantity.unit == bound.unit
                and bound.bound_word in ("以上", "以内", "左右", "以下")
            ):
                quantity = _replaced(clause, quantity, bound)
            part = parts[place] if len(parts) == len(values) else phrase
            flags = ("respective",) if len(parts) == len(values) else ("respective", "inherited")
            yield _Named(quantity, part + (late if rest or late in _GROWING else "") + rest, action or late, flags)

    def _single(self, clause: Spoken, place: int) -> Iterator[_Named]:
        quantity = clause.quantities[place]
        before, behind = clause.before(place), clause.behind(place)
        nominal = quantity.kind in (Kind.RATIO, Kind.INDEX)
        phrase, action = subjects.trimmed(before, verbs=not nominal)
        if self.taken:
            last = before.rpartition("、")[2] if "、" in before else ""
            added = subjects.patterns().stop.match(last) is not None
            phrase, action = (last.rstrip("的达到") if added else ""), subjects.last_verb(before)
        self.taken = False
        if quantity.form == "coverage":
            yield from self._covered(quantity, phrase, behind, action)
            return
        if quantity.form == "none":
            thing, _ = subjects.trimmed(re.sub(r"发生$", "", behind.strip("。!?”")))
            yield _Named(quantity, thing or phrase, "发生")
            return
        after = _HEDGE.sub("", subjects.bare(behind).strip(" \n。!?”"))
        if _BOTH.search(before):
            for part in subjects.conjuncts(phrase):
                yield _Named(quantity, part, action)
            return
        if quantity.kind is Kind.MONEY and (spent := _SPENT.search(before.rstrip("了"))):
            thing, _ = subjects.trimmed(after or self.following)
            thing = thing or phrase or self.subject
            yield _Named(quantity, _joined(thing, spent[0]), spent[0], () if after or phrase else ("inherited",))
            return
        if roles.is_assigned(clause.around(place)):
            thing = _object(after)
            yield _Named(quantity, self.subject + thing, action, ("inherited",))
            return
        if self._stands_behind(quantity, phrase, after, before):
            yield self._behind(clause, place, phrase, action, after)
            self.taken = True
            return
        yield from self._ahead(clause, place, phrase, action, after)

    def _covered(self, quantity: Quantity, phrase: str, behind: str, action: str) -> Iterator[_Named]:
        """全部 and 全覆盖: the subject stands before, what it all did behind."""
        after = behind.strip(" 。!?”")
        if clauses_word(quantity, "全部"):
            did, _ = subjects.trimmed(after, verbs=False)
            thing = phrase or self.subject.partition("全部")[0]
            yield _Named(quantity, _joined(thing, did), action, () if phrase else ("inherited",))
            return
        thing = re.sub(r"实现$", "", phrase) or self.subject
        if "、" in thing and not _DOES.search(thing):
            for part in subjects.conjuncts(thing):
                yield _Named(quantity, part, "覆盖")
            return
        yield _Named(quantity, thing, "覆盖", () if phrase else ("inherited",))

    def _stands_behind(self, quantity: Quantity, phrase: str, after: str, clause_before: str) -> bool:
        if not after or after[0] in "、和及与,)/":
            return False
        if after[0] == "的":
            return True
        use = subjects.patterns()
        if quantity.kind in (Kind.RATIO, Kind.INDEX):
            return not phrase or not (use.ends_told.search(clause_before) or use.stop.match(after))
        if use.stop.match(after):
            return False
        if quantity.kind is Kind.MONEY:
            return not phrase
        return not (phrase and use.verb.match(after))

    def _behind(self, clause: Spoken, place: int, phrase: str, action: str, after: str) -> _Named:
        thing = _object(after)
        use = subjects.patterns()
        verb = action or subjects.last_verb(clause.before(place))
        if use.bare_level.fullmatch(thing) and place + 1 < len(clause.quantities):
            shared = self._behind(clause, place + 1, "", "", clause.behind(place + 1).strip(" 。!?”"))
            return _Named(clause.quantities[place], thing + subjects.unlevelled(shared.subject), verb)
        if after.endswith(("、", "和", "及", "与")) and place + 1 < len(clause.quantities):
            final = clause.behind(len(clause.quantities) - 1).strip(" 。!?”")
            alone = not (phrase or action) or _PREPOSITION.search(clause.before(place))
            if alone and (stop := use.stop.search(final)):
                thing += _object(final[stop.start() :])
        elif phrase and self._qualifies(clause.quantities[place], phrase):
            thing = phrase.rpartition("、")[2] + thing
        return _Named(clause.quantities[place], thing, verb)

    @staticmethod
    def _qualifies(quantity: Quantity, phrase: str) -> bool:
        """Whether what stands before the figure belongs to the thing behind it: 为民服务15项实事."""
        if quantity.value is not None and phrase.count("、") + 1 == quantity.value:
            return False
        final = phrase.rpartition("、")[2]
        return len(final) <= 12 and (quantity.unit in "项条件" or not subjects.patterns().verb_end.search(final))

    def _ahead(self, clause: Spoken, place: int, phrase: str, action: str, after: str) -> Iterator[_Named]:
        quantity = clause.quantities[place]
        use = subjects.patterns()
        flags: tuple[str, ...] = ()
        did = ""
        if after and use.stop.match(after):
            did = _object(after)
        if phrase in _GROWING or _ABOUT.match(phrase):
            yield _Named(quantity, _joined(self.subject, phrase), action, ("inherited",))
            return
        if (
            not phrase
            or (len(phrase) <= _PREDICATE_ONLY and use.metric_end.search(phrase))
            or use.act_end.fullmatch(phrase)
        ):
            if did and not phrase:
                people = "人数" if quantity.unit in _PEOPLE else ""
                yield _Named(quantity, action + did + people, action)
                return
            base = self.subject
            flags = ("inherited",) if base else ()
            if phrase or action:
                base = _joined(base, phrase or action)
            yield _Named(quantity, base, action, flags)
            return
        if phrase in self.generic and self.subject:
            yield _Named(quantity, _joined(self.subject, action + phrase), action, ("inherited",))
            return
        if quantity.kind is Kind.RATIO and (parts := _action_rates(phrase)):
            for part in parts:
                yield _Named(quantity, part, action)
            return
        if did and quantity.kind in (Kind.COUNT, Kind.MONEY):
            phrase += did
        elif action and not did and quantity.unit.endswith("人次") and not use.heads.search(phrase):
            phrase = action + phrase
        yield _Named(quantity, phrase, action)


def clauses_word(quantity: Quantity, word: str) -> bool:
    """Whether a coverage word is this one."""
    return quantity.end - quantity.start == len(word) and word == "全部"


def _action_rates(phrase: str) -> list[str]:
    """签约和查体覆盖率 is two rates: each conjunct names an act."""
    parts = subjects.conjuncts(phrase)
    use = subjects.patterns()
    divided = re.split(r"[、和及与]", phrase)
    return (
        parts
        if len(parts) > 1 and all(use.act_end.search(part) or use.metric_end.search(part) for part in divided)
        else []
    )


def _object(after: str) -> str:
    text = _RELATIVE.sub("", subjects.bare(after)).lstrip("的")
    text = _ADDED.split(re.split(r"组成的|构成的", text, maxsplit=1)[0], maxsplit=1)[0]
    text = re.sub(r"^(?:以上|左右)的?", "", text)
    text = text.rstrip("、,和及与并对由为 。")
    return re.sub(r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff])|[并进]行(?=改造)", "", text).strip(
        "“”" if text.count("“") != text.count("”") else ""
    )


def _joined(base: str, act: str) -> str:
    if not base or base.endswith(act):
        return base or act
    return base + act


def _replaced(clause: Spoken, quantity: Quantity, bound: Quantity) -> Quantity:
    new = replace(quantity, bound=bound.bound, bound_word=bound.bound_word)
    clause.quantities[clause.quantities.index(quantity)] = new
    return new


def unit_of(quantity: Quantity, subject: str, words: str) -> str:
    """The unit, with what it is per where the subject says it: 每千人口…4.5个 is 个/千人."""
    unit = quantity.unit
    if quantity.form == "none":
        return next((name for pattern, name in _NONE_UNITS if pattern.search(subject)), "")
    if "/" in unit or unit in ("%", "‰"):
        return unit
    near = words[-28:]
    for pattern, per in _PER:
        if pattern.search(near):
            if not unit:
                unit = next((name for known, name in _IMPLIED if known.search(subject)), "")
            return unit + per if unit else per
    return unit


def mode_of(before: str) -> Mode:
    """Whether the figure is a running total, what was added, or what there is; "" where nothing says."""
    near = before[-14:]
    if _TO_DATE.search(near):
        return "to_date"
    if _INCREMENT.search(near):
        return "increment"
    return "point" if _POINT.search(near) else ""
