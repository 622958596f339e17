"""Every numeral of a text as a `Quantity` or a `Mask`: one scan, each place looked at once.

The text has been repaired: half-width digits and punctuation, Simplified characters. A mask says why a numeral
measures nothing (a year, a name, a grade); a quantity holds what its own words say: value, unit and bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.model.numerals import DIGIT_LIMIT, Bound
from tracker.model.statement import Kind
from tracker.text import masks
from tracker.text.grammar import Grammar
from tracker.text.masks import DIGITS, HAN, Mask
from tracker.text.numerals import han_value, scaled, share


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that measures something, where it stands in the repaired text.

    `start` to `end` holds the bound words beside it; the number itself begins at `first`, its unit ends at `last`.
    `form` says how it was written: figure, han, vague (数十), share (三分之一), coverage (全部), none (无…发生), times.
    """

    start: int
    end: int
    first: int
    last: int
    form: str
    kind: Kind = Kind.COUNT
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound = "exact"
    bound_word: str = ""


_SCALE = r"(?:万亿|[十百千]?亿|[十百千]?万|百(?!分)|千(?![米克瓦伏卡赫]))"
_FIGURE = rf"(?P<figure>{DIGITS}) ?(?P<more>[余多])?(?P<scale>{_SCALE})?(?P<over>[余多])?(?P<tenth>/10万|/10万人)?"
_NUMBERS = (
    rf"(?P<percent>百分之(?P<hundredths>[{HAN}]+(?:点[{HAN}]+)?))(?P<pmore>[余多])?",
    rf"(?P<fraction>(?P<parts>[{HAN}]+|\d+)分之(?P<part>[{HAN}]+|\d+))",
    r"(?P<slash>(?<![\d/.])\d{1,2}/\d{1,3}(?![\d/万年月]))",
    r"(?P<tenths>(?:[一二三四五六七八九]|(?<!\d)\d)成)(?=[以多左的]|[,。;、)]|$)",
    r"(?P<doubling>翻(?P<times>[一两二三四]|\d)?番)",
    r"(?P<half>一半|超?过半数|半数|过半(?!年))",
    r"(?P<coverage>全覆盖|全面覆盖|全部(?!门)|所有(?![制权者])(?=[^,。;]{1,30}(?:均|都|全部)))",
    r"(?P<none>(?:未|没有|无)(?:再)?(?:发生|出现)|无(?=[^,。;、无]{2,10}发生)|零(?=感染|死亡|伤亡|事故))",
    rf"(?P<vague>(?:[数几]|(?<![迈登站跃冲再])上(?=[百千万])|近(?=[百千万]))[十百千万亿]+|[十百千万]+[余多]|[{HAN}]*十几)",
    rf"(?P<han>[{HAN}]+(?:点[{HAN}]+)?)(?P<hmore>[余多])?(?P<hscale>万|亿)?",
    _FIGURE,
)
_SCAN = re.compile(
    rf"(?=[\d{HAN}全所无未没零半过数几上近翻第(（\[［A-Za-z“])(?:{'|'.join((*masks.PATTERNS, *_NUMBERS))})"
)
_NEXT = re.compile(rf"(?:-|－|—+|–|~|～|至|到)({DIGITS}) ?({_SCALE})?")

_BEFORE = re.compile(
    r"(?:(?P<at_least>不少于|不低于|不小于|不得低于|不得少于|至少|最少|≥|>=?|超过了?|突破|跨过|跨越|迈过|迈上|站上|多于|高于|大于|逾|(?<![彩高])超)"
    r"|(?P<at_most>不超过|不高于|不多于|不大于|不得超过|至多|最多|≤|<=?|低于|少于|小于|不到|不足|不满)"
    r"|(?P<approx>大约|(?<![签节预合条制集特])约|将近|接近|(?<![最附就临贴远邻])近))\Z"
)
_LOOSE = re.compile(
    r"(?:(?P<at_least>至少|不少于|不低于|超过?(?=每))|(?P<at_most>不超过|控制在))[\u4e00-\u9fff]{0,4}\Z"
)
_OF = re.compile(r"(?:(?P<at_least>不低于|不少于|超过)|(?P<at_most>不超过|不高于|低于))[^,。;]{1,20}的\Z")
_AFTER = re.compile(r"(?P<at_least>[及或]?以上)|(?P<at_most>[及或]?以[下内]|之内)|(?P<approx>左右|上下)")
_BESIDE = re.compile(r"\([^()]*\)(?:(?P<at_least>以上)|(?P<at_most>以内|以下)|(?P<approx>左右))")


def scan(text: str, use: Grammar) -> tuple[list[Quantity], list[Mask]]:
    """Every numeral of `text`, in order, as a quantity or a mask.

    >>> from tracker.text.grammar import grammar
    >>> found, masked = scan("2021年建成9200余个卫生室", grammar())
    >>> [(q.value, q.unit, q.bound) for q in found], [m.reason for m in masked]
    ([(Decimal('9200'), '个', 'at_least')], ['date'])
    """
    return _Scan(text, use).run()


class _Scan:
    """One text while it is scanned."""

    def __init__(self, text: str, use: Grammar) -> None:
        self.text = text
        self.use = use
        self.quantities: list[Quantity] = []
        self.masks: list[Mask] = []

    def run(self) -> tuple[list[Quantity], list[Mask]]:
        """Look at one numeral after the other."""
        position, search = 0, _SCAN.search
        while match := search(self.text, position):
            position = max(self._take(match), match.start() + 1)
        return self.quantities, self.masks

    def _take(self, match: re.Match[str]) -> int:
        """Keep what was found as a quantity or a mask, and say where it ends."""
        kind = match.lastgroup or ""
        masked = kind in masks.REASONS
        found = None if masked and not masks.measured(self.text, match, kind) else self._quantity(match, kind)
        if found is None:
            end = match.end()
            self.masks.append(Mask(match.start(), end, kind if masked else masks.reason(self.text, match)))
            return end
        if masks.is_threshold(self.text, found.last, found.end, found.kind, found.bound_word):
            self.masks.append(Mask(found.start, found.end, "threshold"))
            return found.end
        if masks.is_label(self.text, found.start, found.end, found.unit):
            self.masks.append(Mask(found.start, found.end, "name"))
            return found.end
        self.quantities.append(found)
        return found.end

    def _quantity(self, match: re.Match[str], kind: str) -> Quantity | None:
        if kind in masks.REASONS:
            return self._measured(match)
        if match["figure"]:
            return self._figure(match)
        if match["han"] or match["vague"]:
            return self._han(match)
        return self._worded(match)

    def _measured(self, match: re.Match[str]) -> Quantity | None:
        """An age or a duration that is measured: 人均预期寿命82.4岁, 缩短至3个工作日."""
        inner = _MEASURED.match(self.text, match.start())
        if inner is None or len(inner["n"]) > DIGIT_LIMIT:
            return None
        value = Decimal(inner["n"]) if inner["n"][0].isdigit() else han_value(inner["n"])
        unit, last = self._unit(inner.end("n"))
        if value is None or unit is None:
            return None
        found = Quantity(match.start(), last, match.start(), last, "figure", Kind.INDEX, value, unit=unit)
        return self._bounded(found)

    def _unit(self, position: int) -> tuple[str | None, int]:
        match = self.use.unit.match(self.text, position)
        return (match[1].replace("每", "/"), match.end()) if match else (None, position)

    def _figure(self, match: re.Match[str]) -> Quantity | None:
        text, number = self.text, match.end()
        if len(match["figure"]) > DIGIT_LIMIT:
            return None
        value = scaled(match["figure"], match["scale"])
        if match["tenth"]:
            found = Quantity(match.start(), number, match.start(), number, "figure", Kind.INDEX, value, unit="/10万")
            return self._bounded(found)
        unit, last = self._unit(number)
        span = _NEXT.match(text, last) if not match["more"] else None
        if span and len(span[1]) <= DIGIT_LIMIT and (ranged := self._range(match, span, unit)):
            return ranged
        if unit is None and masks.is_bare(text, match):
            return None
        unit = unit or ""
        found = Quantity(match.start(), last, match.start(), last, "figure", self._kind(unit), value, unit=unit)
        return self._bounded(found, match["more"] or match["over"] or "")

    def _range(self, match: re.Match[str], span: re.Match[str], unit: str | None) -> Quantity | None:
        """`5%-6%`, `30~50名`; None where it is a change (由5%到6%)."""
        first, text = match.start(), self.text
        if text[max(0, first - 6) : first].rstrip("每人月年天约").endswith(("从", "由", "自")) or _FROM.search(
            text, max(0, first - 12), first
        ):
            return None
        second, last = self._unit(span.end())
        if second is None or (unit is not None and unit != second):
            return None
        low, high = scaled(match["figure"], match["scale"] or span[2]), scaled(span[1], span[2])
        if low >= high:
            return None
        found = Quantity(first, last, first, last, "range", self._kind(second), None, low, high, second)
        return self._bounded(found)

    def _han(self, match: re.Match[str]) -> Quantity | None:
        vague = match["vague"]
        more = match["hmore"] or ""
        written, end = (vague, match.end()) if vague else (match["han"], match.end())
        value = han_value(written)
        unit, last = self._unit(end)
        if unit is None and vague and vague[-1] in "万亿":
            unit, last = "", end
        if value is None or unit is None or masks.is_name(self.text, match, self.use.known(unit)):
            return None
        if scale := (None if vague else match["hscale"]):
            value = scaled(str(value), scale)
        form = "vague" if vague else "han"
        found = Quantity(match.start(), last, match.start(), last, form, self._kind(unit), value, unit=unit)
        if vague and vague[0] == "近":
            return replace(self._bounded(found), bound="approx", bound_word="近")
        return self._bounded(found, "余" if vague else more)

    def _worded(self, match: re.Match[str]) -> Quantity | None:
        """Shares, multiples, whole coverage and nothing at all."""
        start, end = match.span()
        if match["coverage"] or match["none"]:
            if masks.is_attribute(self.text, match):
                return None
            if match["coverage"]:
                return Quantity(start, end, start, end, "coverage", Kind.RATIO, Decimal(100), unit="%")
            return Quantity(start, end, start, end, "none", Kind.COUNT, Decimal(0))
        if masks.is_motto(self.text, match):
            return None
        form, unit = "share", "%"
        if match["percent"]:
            value = han_value(match["hundredths"])
        elif match["fraction"]:
            value = share(match["part"], match["parts"])
        elif match["slash"]:
            value = share(*match["slash"].split("/"))
        elif match["tenths"]:
            value = (han_value(match["tenths"][0]) or Decimal(0)) * 10
        elif match["half"]:
            value = Decimal(50)
        else:
            form, unit = "times", "倍"
            value = Decimal(2) ** int(han_value(match["times"] or "一") or 1)
        if value is None:
            return None
        found = Quantity(start, end, start, end, form, Kind.RATIO, value, unit=unit)
        if match["half"] and "过" in match["half"]:
            return replace(found, bound="at_least", bound_word="过")
        return self._bounded(found, match["pmore"] or "")

    def _loose(self, found: Quantity) -> re.Match[str] | None:
        """A bound word that stands a little before: 至少建设1个, 不低于平均水平的1.6倍."""
        start = found.start
        if loose := _LOOSE.search(self.text, max(0, start - 8), start):
            return loose
        return _OF.search(self.text, max(0, start - 26), start) if found.kind is Kind.RATIO else None

    def _kind(self, unit: str) -> Kind:
        known = self.use.known(unit)
        if "/" in unit and known.kind == "count":
            return Kind.INDEX
        return Kind(known.kind)

    def _bounded(self, found: Quantity, more: str = "") -> Quantity:
        """With the words around it that say a bound, and 千分之, 每千人 left to the subject."""
        text = self.text
        start, end = found.start, found.end
        bound: Bound = "at_least" if more else "exact"
        word = more
        if after := _AFTER.match(text, end):
            end, word = after.end(), after[0]
            bound = after.lastgroup  # type: ignore[assignment]
        elif beside := _BESIDE.match(text, end):
            word = text[beside.start(beside.lastgroup or 0) : beside.end()]
            bound = beside.lastgroup  # type: ignore[assignment]
        if before := _BEFORE.search(text, max(0, start - 5), start):
            start = before.start()
            if bound == "exact" or bound == "approx":
                bound, word = before.lastgroup, before[0]  # type: ignore[assignment]
        elif bound == "exact" and (loose := self._loose(found)):
            bound = loose.lastgroup  # type: ignore[assignment]
            word = loose[loose.lastgroup or 0]
        if bound == "exact" and not word:
            return found
        return replace(found, start=start, end=end, bound=bound, bound_word=word)


_MEASURED = re.compile(rf"(?P<n>{DIGITS}|[{HAN}]+)")
_FROM = re.compile(r"[从由][^,。;]{0,8}$")
