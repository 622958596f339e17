"""A small document in words of our own, and what it says, made by hand: rendering needs no reader."""

from __future__ import annotations

from decimal import Decimal

from tracker.calendar import parse_period
from tracker.model.statement import Kind, Masked, Reading, Repair, Role, Span, Statement

LEAD = "2021年，全市计划建成50个市级、600个县级示范卫生室，\n其中一半放在山区。"
DONE = "去年培训村医９２００余人次，居民满意度为80%~85%。"
EVENT = "东院区年底前投入使用。"
TEXT = f"{LEAD}\n\n{DONE}\n{EVENT}\n"


def at(text: str, words: str, start: int = 0) -> Span:
    """Where words stand in the document."""
    begin = TEXT.index(words, TEXT.index(text) + start)
    return Span(begin, begin + len(words))


def said(number: int, sentence: str, words: str, **given: object) -> Statement:
    """A statement of a sentence, quoting words of it."""
    span = at(sentence, words)
    facts: dict[str, object] = {"kind": Kind.COUNT, "role": Role.TARGET, "clause": sentence, **given}
    whole = sentence.replace("\n", "")
    return Statement(f"s{number}", *span, words, whole, sentence_span=at(sentence, sentence), **facts)  # type: ignore[arg-type]


YEAR, BEFORE = parse_period("2021"), parse_period("2020")
CITY = said(
    1, LEAD, "50个", value=Decimal(50), unit="个", subject="示范卫生室", level="市级", period=YEAR, action="建成"
)
COUNTY = said(
    2, LEAD, "600个", value=Decimal(600), unit="个", subject="示范卫生室", level="县级", period=YEAR, action="建成",
    flags=("inherited", "period_assumed"),
)  # fmt: skip
HALF = said(
    3,
    LEAD,
    "一半",
    value=Decimal(50),
    unit="%",
    kind=Kind.RATIO,
    role=Role.BACKGROUND,
    detail="universe",
    subject="山区",
)
TRAINED = said(
    4, DONE, "９２００余人次", value=Decimal(9200), unit="人次", bound="at_least", bound_word="余", period=BEFORE,
    role=Role.ACHIEVEMENT, subject="村医", action="培训", mode="to_date",
)  # fmt: skip
CONTENT = said(
    5, DONE, "80%~85%", low=Decimal(80), high=Decimal(85), unit="%", kind=Kind.RATIO, role=Role.ACHIEVEMENT,
    subject="居民满意度", period=BEFORE, org="示例市",
)  # fmt: skip
OPENED = said(6, EVENT, "投入使用", kind=Kind.EVENT, subject="东院区", action="投入使用", period=YEAR)

READING = Reading(
    "要点.txt",
    (CITY, COUNTY, HALF, TRAINED, CONTENT),
    (OPENED,),
    (Masked(*at(LEAD, "2021年"), "2021年", "year"),),
    (Repair("line_break", *at(LEAD, "\n"), "\n", ""), Repair("full_width", *at(DONE, "９２００"), "９２００", "9200")),
)
