"""Numbers as people write them: what is read, what is refused, and that nothing is rounded or guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model.numerals import SCALES, convert, parse_number, unit_scale, write_han

law = settings(max_examples=300, derandomize=True, deadline=None, database=None)

FIGURES = {
    # plain figures
    "170": "170",
    "0": "0",
    "4.41": "4.41",
    "0.50": "0.5",
    "-3": "-3",
    "+5": "5",
    "9,200": "9200",
    "1,234,567.8": "1234567.8",
    "１７０": "170",
    "９,２００": "9200",
    " 170 ": "170",
    # with a scale
    "1.2万": "12000",
    "3千": "3000",
    "5百": "500",
    "2亿": "200000000",
    "1.5万亿": "1500000000000",
    "30十万": "3000000",
    # Chinese numerals
    "零": "0",
    "〇": "0",
    "五": "5",
    "两": "2",
    "十": "10",
    "十六": "16",
    "五十": "50",
    "一百零五": "105",
    "一百一十": "110",
    "两百": "200",
    "三千零一": "3001",
    "三千零二十": "3020",
    "一万零五百": "10500",
    "一万二千": "12000",
    "十二万": "120000",
    "一百二十万": "1200000",
    "一亿二千万": "120000000",
    "三点五": "3.5",
    "零点零五": "0.05",
}


@pytest.mark.parametrize(("text", "value"), FIGURES.items(), ids=list(FIGURES))
def test_a_number_as_people_write_it(text: str, value: str) -> None:
    number = parse_number(text)
    assert number.value == Decimal(value)
    assert str(number.value) == value, "written without an exponent or needless places"
    assert (number.unit, number.bound, number.comparator) == ("", "exact", None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("80%", 80, "%"),
        ("80％", 80, "%"),
        ("百分之八十", 80, "%"),
        ("百分之零点五", Decimal("0.5"), "%"),
        ("4‰", 4, "‰"),
        ("170名", 170, "名"),
        ("170 名", 170, "名"),
        ("五十个", 50, "个"),
        ("700万元", 7_000_000, "元"),
        ("1.2亿元", 120_000_000, "元"),
        ("5个百分点", 5, "个百分点"),
        ("5pp", 5, "pp"),
        ("3千米", 3, "千米"),
        ("12千瓦", 12, "千瓦"),
        ("3人次", 3, "人次"),
    ],
)
def test_the_unit_stands_behind_the_number(text: str, value: int | Decimal, unit: str) -> None:
    number = parse_number(text)
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "bound", "comparator"),
    [
        ("不少于170名", 170, "at_least", "at_least"),
        ("不低于80%", 80, "at_least", "at_least"),
        ("至少5个", 5, "at_least", "at_least"),
        ("≥80%", 80, "at_least", "at_least"),
        (">=80%", 80, "at_least", "at_least"),
        ("80%以上", 80, "at_least", "at_least"),
        ("80%及以上", 80, "at_least", "at_least"),
        ("超过100", 100, "at_least", "more_than"),
        ("突破1万", 10000, "at_least", "more_than"),
        ("逾100", 100, "at_least", "more_than"),
        (">100", 100, "at_least", "more_than"),
        ("不超过3起", 3, "at_most", "at_most"),
        ("≤3", 3, "at_most", "at_most"),
        ("控制在5%以内", 5, "at_most", "at_most"),
        ("3起以内", 3, "at_most", "at_most"),
        ("4‰以下", 4, "at_most", "at_most"),
        ("低于4‰", 4, "at_most", "less_than"),
        ("不到100", 100, "at_most", "less_than"),
        ("不足100", 100, "at_most", "less_than"),
        ("<4", 4, "at_most", "less_than"),
        ("约300", 300, "approx", None),
        ("近300", 300, "approx", None),
        ("大约300人", 300, "approx", None),
        ("300左右", 300, "approx", None),
        ("300人左右", 300, "approx", None),
        ("9200余", 9200, "at_least", None),
        ("9200余人", 9200, "at_least", None),
        ("50多万", 500_000, "at_least", None),
        ("3万余人", 30_000, "at_least", None),
        ("十余个", 10, "at_least", None),
        ("9,200余", 9200, "at_least", None),
        ("170", 170, "exact", None),
    ],
)
def test_words_say_how_far_the_number_binds(text: str, value: int, bound: str, comparator: str | None) -> None:
    number = parse_number(text)
    assert (number.value, number.bound, number.comparator) == (value, bound, comparator)


REFUSED = {
    "一万二": "ambiguous",  # 12,000 to one reader, 10,002 to another
    "两万五": "ambiguous",
    "一百二": "ambiguous",
    "三四十": "ambiguous",
    "七八个": "ambiguous",
    "一二三": "ambiguous",
    "一千百": "ambiguous",
    "二〇二一": "ambiguous",
    "3万二": "ambiguous",
    "3万5": "ambiguous",
    "000123": "leading_zero",
    "007": "leading_zero",
    "-01": "leading_zero",
    "1:30": "sexagesimal",
    "1:30:00": "sexagesimal",
    "1e5": "exponent",
    "1E5": "exponent",
    "1.5e-3": "exponent",
    "１ｅ５": "exponent",
    "9" * 31: "too_long",
    "9" * 5000: "too_long",
    "0." + "1" * 5000: "too_long",
    "": "not_a_number",
    "   ": "not_a_number",
    "待定": "not_a_number",
    "几十": "not_a_number",
    "%": "not_a_number",
    "nan": "not_a_number",
    "inf": "not_a_number",
    "-": "not_a_number",
    ".": "not_a_number",
    "--5": "not_a_number",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=[text[:12] or "nothing" for text in REFUSED])
def test_what_could_be_read_two_ways_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=rf"^{reason}$"):
        parse_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "十几个",
        "3-5个",
        "1.2.3",
        "1,23",
        "12,34,567",
        "1 2",
        "0x10",
        "1_000",
        "3/4",
        "5*2",
        "1..2",
        "3个5",
        "约",
        "万",
        "约不少于5个以内",
        "00",
        "00.5",
        "1e99999",
        "=1+1",
        "１：３０",
    ],
)
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[a-z_]+$"):
        parse_number(text)


# -- laws

LETTERS = "0123456789.,%:eE+-约余多万亿千百十一二两三零〇点几个名以上不少于超过"
CURRENCY = st.sampled_from(["元", "千元", "万元", "亿元"])


@law
@given(st.integers(0, 10**12 - 1))
def test_a_chinese_numeral_reads_back_as_it_was_written(value: int) -> None:
    assert parse_number(write_han(value)).value == value


@law
@given(st.integers(0, 99_999))
def test_every_number_has_its_own_numeral(value: int) -> None:
    assert write_han(value) != write_han(value + 1)


@law
@given(st.decimals(-(10**12), 10**12, places=4))
def test_a_figure_reads_back_as_it_was_written(value: Decimal) -> None:
    number = parse_number(f"{value:f}")
    assert (number.value, number.unit, number.bound) == (value, "", "exact")


@law
@given(st.integers(0, 10**12))
def test_commas_change_nothing(value: int) -> None:
    assert parse_number(f"{value:,}").value == value


@law
@given(st.integers(1, 10**6), st.sampled_from(sorted(SCALES)))
def test_a_scale_is_a_power_of_ten(value: int, scale: str) -> None:
    assert parse_number(f"{value}{scale}").value == value * 10 ** SCALES[scale]


@law
@given(st.decimals(0, 10**9, places=3), CURRENCY, CURRENCY)
def test_conversion_and_back_loses_nothing(value: Decimal, unit: str, wanted: str) -> None:
    there = convert(value, unit, wanted)
    assert there is not None
    assert convert(there, wanted, unit) == value


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "converted"),
    [
        ("700", "万元", "元", "7000000"),
        ("5000000", "元", "万元", "500"),
        ("1", "亿元", "万元", "10000"),
        ("3", "万人", "人", "30000"),
        ("3", "人", "人", "3"),
        ("3", "人", "个", None),
        ("3", "%", "‰", None),
        ("3", "个百分点", "%", None),
    ],
)
def test_only_the_scale_of_a_unit_converts(value: str, unit: str, wanted: str, converted: str | None) -> None:
    assert convert(Decimal(value), unit, wanted) == (None if converted is None else Decimal(converted))


@pytest.mark.parametrize(
    ("unit", "scale", "base"),
    [
        ("万元", 10_000, "元"),
        ("亿元", 10**8, "元"),
        ("元", 1, "元"),
        ("百分点", 1, "百分点"),
        ("万", 1, "万"),
        ("", 1, ""),
    ],
)
def test_the_scale_before_a_unit(unit: str, scale: int, base: str) -> None:
    assert unit_scale(unit) == (scale, base)


@law
@given(st.one_of(st.text(max_size=12), st.text(LETTERS, max_size=10)))
def test_any_text_is_read_exactly_or_refused_by_name(text: str) -> None:
    value, refusal = read(text)
    assert refusal in {"", "leading_zero", "sexagesimal", "exponent", "too_long", "ambiguous", "not_a_number"}
    assert value.is_finite()
    assert "E" not in str(value)


def read(text: str) -> tuple[Decimal, str]:
    """The value, or the name of the refusal."""
    try:
        return parse_number(text).value, ""
    except ValueError as error:
        return Decimal(0), str(error)
