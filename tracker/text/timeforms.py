"""What each form of a time means: one function a branch of the grammar, from its match to a `Time`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from re import Match

from tracker.calendar import FIVE_YEAR_PLANS, Period, parse_period
from tracker.text.anchor import Anchor, Relation, Time
from tracker.text.timegrammar import DAY, HALF, MONTH, QUARTER, RANGE, SUPERLATIVE, number

_SHIFTS = {"前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "明": 1, "来": 1, "后": 2}
_BACKWARD = frozenset(("过去", "过去的", "近", "最近", "前"))
_FORWARD = frozenset(("今后", "未来", "接下来"))
_EQUALLING = ("是", "为", "相当于")
_COMPARING = ("比", "较", "同", "于", "与", "和")


class Reader:
    """One sentence on its way: the year that was last named carries forward."""

    def __init__(self, text: str, anchor: Anchor) -> None:
        self.text, self.anchor = text, anchor
        self.year: int | None = None

    def bare_year(self) -> tuple[int | None, tuple[str, ...]]:
        """The year of a time that names none, and the flag that says so."""
        if self.year is not None:
            return self.year, ()
        year = self.anchor.told_year
        return year, ("no_year",) if year is None else ("assumed_year",)

    def time(self, match: Match[str], period: Period | None, relation: Relation, *flags: str) -> Time:
        """The time that `match` names."""
        return Time(match.start(), match.end(), period, relation, flags)


def _years(first: int, last: int) -> Period | None:
    if not date.min.year <= first <= last <= date.max.year:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31))


def _months(year: int, first: int, last: int) -> Period:
    return Period(parse_period(f"{year:04}-{first:02}").start, parse_period(f"{year:04}-{last:02}").end)


def _until(period: Period) -> Period:
    """From the first day of the year to the end of `period`."""
    return Period(date(period.end.year, 1, 1), period.end)


def _iso(reader: Reader, match: Match[str]) -> Time | None:
    try:
        period = parse_period(match["iso"])
    except ValueError:
        return None
    reader.year = period.start.year
    if reader.text.endswith(("截至", "截止", "截止到"), 0, match.start()):
        return reader.time(match, _until(period), "as_of")
    return reader.time(match, period, "during")


def _span_of_years(reader: Reader, match: Match[str]) -> Time | None:
    return reader.time(match, _years(int(match["first"]), int(match["last"])), "during")


def _plan(reader: Reader, match: Match[str]) -> Time | None:
    first = FIVE_YEAR_PLANS[match["which"]]
    period, tail = _years(first, first + 4), match["tail"] or ""
    if tail in ("规划", "计划"):
        return reader.time(match, period, "during", "name")
    if tail == "收官之年":
        return reader.time(match, _years(first + 4, first + 4), "during")
    if tail == "开局之年":
        return reader.time(match, _years(first, first), "during")
    if tail == "以来":
        return reader.time(match, period and Period(period.start, _end_of_since(period, reader.anchor)), "since")
    return reader.time(match, period, "by" if match["up_to"] or tail.endswith("末") else "during")


def _dated(reader: Reader, match: Match[str]) -> Time | None:
    year, flags = _year(reader, match) if match["year"] else reader.bare_year()
    part = match["part"] or match["bare"] or ""
    relation = _relation(match, part)
    if year is None:
        return reader.time(match, None, relation, *flags)
    try:
        period, *rough = _part(year, part)
    except ValueError:
        return reader.time(match, None, relation, "no_such_day")
    if relation in ("by", "as_of"):
        period = _until(period)
    elif relation == "since":
        period = Period(period.start, _end_of_since(period, reader.anchor))
    return reader.time(match, period, relation, *flags, *rough)


def _year(reader: Reader, match: Match[str]) -> tuple[int | None, tuple[str, ...]]:
    """The year as written or meant; one that is only compared with does not carry forward."""
    word = match["year"].strip()
    this = reader.anchor.this_year
    if word[0] in "12一二":
        year: int | None = number(word.rstrip("度").rstrip("年"))
    elif word[0] in "当次" and reader.year is not None:
        year = reader.year + (word[0] == "次")
    else:
        year = None if this is None else this + _SHIFTS.get(word[0], 0)
    if reader.text.endswith(_COMPARING, 0, match.start()) or reader.text.startswith("同期", match.end()):
        return year, ("comparison",)
    if reader.text.endswith(_EQUALLING, 0, match.start()) and reader.text.startswith("的", match.end()):
        return year, ("comparison",)
    reader.year = year
    return year, ("no_year",) if year is None else ()


def _relation(match: Match[str], part: str) -> Relation:
    before, after = match["pre"] or "", match["post"] or ""
    if after.endswith("前"):
        return "by"
    if before.startswith("截"):
        return "as_of"
    if after in ("以来", "来", "起", "开始", "以后", "之后") or before == "自":
        return "since"
    if before == "从":
        return "during"
    return "by" if before in ("到", "至") or part.endswith(("底", "末")) else "during"


def _part(year: int, part: str) -> tuple[Period, *tuple[str, ...]]:
    """The part of `year` that the words name."""
    if part in ("", "全年"):
        return (Period(date(year, 1, 1), date(year, 12, 31)),)
    if part.endswith("初") and "月" not in part:
        return _months(year, 1, 1), "approximate"
    if part.startswith(("底", "末", "年")):
        return (Period(date(year, 1, 1), date(year, 12, 31)),)
    if half := HALF.fullmatch(part):
        return (_months(year, *((1, 6) if half["h"] == "上" else (7, 12))),)
    if quarter := QUARTER.fullmatch(part):
        last = 3 * number(quarter["q"])
        return (_months(year, 1 if quarter["from"] not in (None, "第") else last - 2, last),)
    return _month_or_days(year, part)


def _month_or_days(year: int, part: str) -> tuple[Period, *tuple[str, ...]]:
    if day := DAY.fullmatch(part):
        that = date(year, number(day["m"]), number(day["d"]))
        return (Period(that, that),)
    if month := MONTH.fullmatch(part):
        whole, edge = _months(year, number(month["m"]), number(month["m"])), month["edge"] or ""
        if edge in ("初", "上旬"):
            return Period(whole.start, whole.start.replace(day=10)), "approximate"
        if edge == "中旬":
            return Period(whole.start.replace(day=11), whole.start.replace(day=20)), "approximate"
        if edge == "下旬":
            return Period(whole.start.replace(day=21), whole.end), "approximate"
        return (whole,)
    span = RANGE.fullmatch(part)
    if span is None:
        raise ValueError(part)
    first, last = number(span["m1"]), number(span["m2"] or span["m1"])
    whole = _months(year, first, last)
    start = whole.start.replace(day=number(span["d1"])) if span["d1"] else whole.start
    end = whole.end.replace(day=number(span["d2"])) if span["d2"] else whole.end
    return (Period(start, end),) if start <= end else (Period(end, start),)


def _end_of_since(period: Period, anchor: Anchor) -> date:
    """Until the end of what the section tells of, else the day that the text speaks on, else the year's end."""
    ends = (anchor.period.end if anchor.period else None, anchor.as_of, _last_day(anchor.this_year))
    return next((end for end in ends if end and end >= period.start), period.end)


def _last_day(year: int | None) -> date | None:
    return date(year, 12, 31) if year is not None and date.min.year <= year <= date.max.year else None


def _inside(reader: Reader, match: Match[str]) -> Time | None:
    year, flags = reader.bare_year()
    return reader.time(match, None if year is None else _years(year, year), "during", *flags)


def _now(reader: Reader, match: Match[str]) -> Time | None:
    anchor = reader.anchor
    if anchor.period:
        return reader.time(match, anchor.period, "as_of", "assumed_year")
    if anchor.as_of and anchor.year in (None, anchor.as_of.year):
        return reader.time(match, Period(date(anchor.as_of.year, 1, 1), anchor.as_of), "as_of")
    year, flags = reader.bare_year()
    return reader.time(match, None if year is None else _years(year, year), "as_of", *flags)


def _this(reader: Reader, match: Match[str]) -> Time | None:
    relation: Relation = "by" if match["before"] or match["close"] in ("底", "末") else "during"
    if match["since"] in ("截至", "截止"):
        relation = "as_of"
    day = reader.anchor.as_of
    if day is None:
        return reader.time(match, None, relation, "no_year")
    length = 1 if match["what"] == "月" else 3
    place = (12 * day.year + day.month - 1) // length + {"上": -1, "下": 1}.get(match["whose"], 0)
    year, month = divmod(place * length, 12)
    if not date.min.year <= year <= date.max.year:
        return reader.time(match, None, relation, "no_year")
    period = _months(year, month + 1, month + length)
    return reader.time(match, period if relation == "during" else _until(period), relation)


def _every(reader: Reader, match: Match[str]) -> Time | None:
    return reader.time(match, None, "recurring")


def _coming(reader: Reader, match: Match[str]) -> Time | None:
    year = reader.anchor.this_year
    if year is None:
        return reader.time(match, None, "during", "no_year")
    return reader.time(match, _years(year, year + (2 if "三" in match[0] else 1)), "during")


def _span(reader: Reader, match: Match[str]) -> Time | None:
    way, how = (match["way"] or "").strip(), match["how"] or ""
    backward = way in _BACKWARD or how.endswith(("来", "间")) or match["summed"] is not None
    forward = way in _FORWARD or how.endswith("内")
    if match["count"] in ("几", "多"):
        return reader.time(match, None, "vague" if backward or forward else "duration")
    if backward:
        compared = reader.text.endswith(_COMPARING, 0, match.start()) or SUPERLATIVE.match(reader.text, match.end())
        flags = ("approximate", "comparison") if compared else ("approximate",)
        return reader.time(match, _past(reader.anchor, number(match["count"])), "during", *flags)
    year = reader.anchor.this_year
    if forward and year is not None:
        period = _years(year, year + number(match["count"]) - 1)
        return reader.time(match, period, "by" if how.endswith("内") else "during", "approximate")
    return reader.time(match, None, "duration")


def _past(anchor: Anchor, count: int) -> Period | None:
    """The last `count` years: those that the section tells of, else those before this year (near its end: with it)."""
    told = anchor.period
    if told and told.end.year - told.start.year + 1 == count:
        return told
    this = anchor.this_year
    if this is None:
        return None
    last = this if anchor.as_of and anchor.as_of.year == this and anchor.as_of.month >= 11 else this - 1
    return _years(last - count + 1, last)


def _vague(reader: Reader, match: Match[str]) -> Time | None:
    return reader.time(match, None, "vague")


FORMS: Mapping[str, Callable[[Reader, Match[str]], Time | None]] = {
    "iso": _iso,
    "years": _span_of_years,
    "plan": _plan,
    "dated": _dated,
    "inside": _inside,
    "now": _now,
    "this": _this,
    "every": _every,
    "coming": _coming,
    "span": _span,
    "vague": _vague,
}
