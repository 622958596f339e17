"""What people write in a cell, and what is understood."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.readers.cells import Figure, Refusal, read_day, read_figure, read_flag, read_name, read_text, serial_day


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("170", "170"),
        ("1,234.0", "1234"),
        ("94.60", "94.6"),
        ("-0.5", "-0.5"),
        ("−3", "-3"),
        ("-0", "0"),
        ("５", "5"),
        ("五十", "50"),
        (" 7 ", "7"),
        ("7\u200b0", "70"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_a_bare_number_is_exact(written: str, value: str) -> None:
    assert str(read_figure(written)) == value


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("85%", Figure(Decimal(85), "%")),
        ("68.5％", Figure(Decimal("68.5"), "%")),
        ("500人次", Figure(Decimal(500), "人次")),
        ("9200余", Figure(Decimal(9200), "", "at_least")),
        ("约1.5%", Figure(Decimal("1.5"), "%", "approx")),
        ("30万人以内", Figure(Decimal(300_000), "人", "at_most")),
        ("700万元", Figure(Decimal(7_000_000), "元")),
        ("≥9200", Figure(Decimal(9200), "", "at_least")),
        ("1.2万", Figure(Decimal(12_000), "", "exact", scaled=True)),
        ("3万余", Figure(Decimal(30_000), "", "at_least", scaled=True)),
        ("1.5个百分点", Figure(Decimal("1.5"), "个百分点")),
    ],
)
def test_a_number_keeps_the_words_beside_it(written: str, figure: Figure) -> None:
    assert read_figure(written) == figure


@pytest.mark.parametrize("dash", ["-", "—", "——", "/", "－"])
def test_a_dash_says_that_there_is_nothing_to_report(dash: str) -> None:
    assert read_figure(dash) is None
    assert read_day(dash) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("已完成", "A301"),
        ("无", "A301"),
        ("62/90", "A301"),
        ("约", "A301"),
        ("9" * 100_000, "A301"),
        (" " * 50_000 + "7" + " " * 50_000 + "人", "A301"),
        ("一万二", "A302"),
        ("007", "A303"),
        ("1:30", "A303"),
        ("1e5", "A303"),
        ("1" * 31, "A304"),
    ],
)
def test_what_is_not_one_number_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_figure(written)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-06-30", date(2021, 6, 30)),
        ("2021/6/3", date(2021, 6, 3)),
        ("2021.6.3", date(2021, 6, 3)),
        ("20210630", date(2021, 6, 30)),
        ("２０２１年６月３日", date(2021, 6, 3)),
        ("2021-06", date(2021, 6, 30)),
        ("2021年2月底", date(2021, 2, 28)),
        ("2021Q3", date(2021, 9, 30)),
        ("2021年上半年", date(2021, 6, 30)),
        ("2021", date(2021, 12, 31)),
        ("2021-06-30 17:05:09", date(2021, 6, 30)),
        ("2021-06-30T00:00:00.000Z", date(2021, 6, 30)),
        ("2021/6/30 0:00", date(2021, 6, 30)),
    ],
)
def test_a_day_is_read_as_it_is_written_and_a_month_as_its_last_day(written: str, day: date) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2021-02-30", "A310"),
        ("2021-13", "A310"),
        ("六月底", "A310"),
        ("20211301", "A310"),
        ("18991231", "A310"),
        ("0000", "A310"),
        ("0001-01-01", "A311"),
        ("2999", "A311"),
        ("1" * 70, "A310"),
    ],
)
def test_what_is_no_day_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_day(written)
    assert refusal.value.code == code


def test_a_spreadsheets_number_in_text_is_refused_and_its_meaning_named() -> None:
    with pytest.raises(Refusal) as refusal:
        read_day("44377")
    assert refusal.value.params["meaning"] == serial_day(44377) == date(2021, 6, 30)


def test_text_keeps_its_lines_and_loses_the_blanks_around_it() -> None:
    assert read_text("\u3000主体完工，\r\n设备安装中\x0b待验收\t") == "主体完工，\n设备安装中\n待验收"


def test_names_lose_characters_that_nobody_sees() -> None:
    assert read_name("\ufeff临淄\u200b区\u00a0") == "临淄区"


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x9b", "\ud800", "\uffff"], ids=ascii)
def test_control_characters_are_refused(control: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_text(f"甲{control}乙")
    assert refusal.value.code == "A205"


@pytest.mark.parametrize(
    ("written", "flag"), [("是", True), ("已核实", True), ("TRUE", True), ("否", False), ("Ｎ", False)]
)
def test_yes_and_no(written: str, flag: bool) -> None:
    assert read_flag(written) is flag
