"""The charts: exact places, every text escaped and named, nothing that overlaps, and no need to tell red from green."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.boards import holds_golden
from tracker.model.assessment import COLOURS, Status
from tracker.model.report import Course, Mark
from tracker.render.svg import course, look, marks, months, progress, strip
from tracker.render.svg.draw import Svg, cut, length, lines, literal, picture, tag, text

HOSTILE = "<script>alert(1)</script> \u202e\x07 {{7*7}} & \" '"
COUNTS = {Status.ACHIEVED: 3, Status.ON_TRACK: 40, Status.BEHIND: 8, Status.MISSED: 1, Status.NO_DATA: 13}
FULL = Course(
    marks=tuple(
        Mark(date(2021, month, 28), status, 10 * month, Fraction(month, 9), Fraction(month, 12))
        for month, status in ((2, Status.NO_DATA), (3, Status.ON_TRACK), (4, Status.ON_TRACK), (5, Status.BEHIND))
    ),
    plan=tuple((date(2021, month, 28), Fraction(month, 12)) for month in range(1, 13)),
)
DUE = date(2021, 12, 28)


def read(drawn: str) -> ElementTree.Element:
    """The drawing as XML, which it must be."""
    return ElementTree.fromstring(drawn)


def test_the_charts_are_as_they_were() -> None:
    drawn = course.course(FULL, DUE, "zh")
    assert drawn is not None
    days = months.columns([FULL])
    charts = (
        strip.strip(COUNTS, "zh"),
        picture(96, 14, "进度", *progress.bar(Status.BEHIND, Fraction(1, 3), Fraction(1, 2)), class_="bar"),
        drawn,
        months.heads(days, "zh"),
        months.row(FULL, days, "zh"),
        marks.defined(),
        course.defined(),
    )
    assert holds_golden(
        "charts.svg.txt", "".join(f"{chart.replace('><', '>' + chr(10) + '<')}\n\n" for chart in charts)
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chart_says_in_words_what_it_shows(lang: str) -> None:
    drawn = course.course(FULL, DUE, lang)
    for chart in (strip.strip(COUNTS, lang), months.row(FULL, months.columns([FULL]), lang), drawn):
        assert chart is not None
        shown = read(chart)
        assert shown.get("role") == "img"
        assert shown[0].tag == "title"
        assert shown[0].text


def test_the_words_of_the_strip_are_its_counts_and_their_sum() -> None:
    said = strip.spoken(COUNTS, "zh")
    assert said == "65项目标：已完成 3、达序时 40、滞后 8、逾期未完成 1、无数据 13"


def test_months_alike_are_said_together() -> None:
    assert months.spoken(FULL.marks, "zh") == "2021-02 无数据、2021-03至2021-04 达序时、2021-05 滞后"


@given(st.dictionaries(st.sampled_from(list(Status)), st.integers(0, 10_000)), st.sampled_from([360, 720, 1180]))
def test_the_parts_of_a_strip_fill_it_and_the_legend_never_overlaps(counts: dict[Status, int], width: int) -> None:
    drawn = read(strip.strip(counts, "zh", strip.Scale(width)))
    bar = [each for each in drawn if each.tag == "rect"]
    if not any(counts.values()):
        assert not bar
        return
    ends = [(Fraction(each.get("x", "0")), Fraction(each.get("width", "0"))) for each in bar]
    assert abs(sum(size for _, size in ends) + len(bar) - 1 - width) < 1
    assert all(x + size <= nxt for (x, size), (nxt, _) in pairwise(ends))
    legend = [
        (Fraction(each.get("y", "0")), Fraction(each.get("x", "0")), each.text or "")
        for each in drawn.iter("text")
        if "c-figure" not in each.get("class", "")
    ]
    assert len(legend) == sum(1 for count in counts.values() if count)
    for (y, x, said), (below, after, _) in pairwise(legend):
        assert below > y or after >= x + length(said, 13)
    assert all(x + length(said, 13) <= width for _, x, said in legend)


@given(st.text(max_size=60), st.integers(6, 40), st.integers(20, 400))
def test_what_is_cut_fits(said: str, size: int, room: int) -> None:
    shown = cut(said, size, room)
    assert length(shown, size) <= max(room, size)
    for line in lines(said, size, room, most=3):
        assert length(line, size) <= max(room, size)


def test_a_drawing_of_hostile_words_is_well_formed_and_shows_them() -> None:
    shown = read(picture(100, 20, HOSTILE, text(0, 10, HOSTILE), class_="c"))
    assert [each.tag for each in shown.iter()] == ["svg", "title", "text"]
    assert (shown[1].text or "").startswith("<script>alert(1)</script> \\u202e\\x07")
    assert "<script" not in literal(HOSTILE)


def test_an_attribute_cannot_be_left() -> None:
    assert read(tag("g", Svg("<a/>"), id='"><script>')).get("id") == '"><script>'


def test_a_schedule_that_rises_evenly_is_one_straight_line() -> None:
    even = Course((), tuple((date(2021, m, 28), Fraction(m, 12)) for m in (1, 2, 3)))
    whole = Course((), tuple((day, Fraction(n, 6)) for n, day in enumerate(_ends(), 1)))
    for followed in (even, whole):
        drawn = course.course(followed, DUE, "zh")
        assert drawn is not None
    assert 'd="M40 93.3L350 10" class="c-plan"' in str(course.course(whole, date(2021, 6, 30), "zh"))


def _ends() -> list[date]:
    return [date(2021, m, d) for m, d in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30))]


def test_progress_far_beyond_the_goal_is_drawn_at_the_ceiling() -> None:
    over = Course((Mark(DUE, Status.AHEAD, 900, Fraction(9), Fraction(1)),), ((DUE, Fraction(1)),))
    drawn = str(course.course(over, DUE, "zh"))
    assert '<path d="M40 10" class="c-actual"/>' in drawn
    assert "900.0%" in drawn


def test_without_progress_there_is_nothing_to_draw() -> None:
    assert course.course(Course((), ()), DUE, "zh") is None


def test_the_mark_of_the_schedule_stays_within_its_bar() -> None:
    for expected in (Fraction(1, 1000), Fraction(1), Fraction(3)):
        *_, mark = progress.bar(Status.ON_TRACK, Fraction(1, 2), expected)
        x = Fraction(re.findall(r"M([\d.]+) ", mark)[0])
        assert 1 <= x <= 95


# -- for whoever cannot see the colours


def test_each_status_has_a_symbol_of_its_own() -> None:
    assert set(marks.SHAPES) == set(look.CODES) == set(Status)
    assert len(set(marks.SHAPES.values())) == len(Status)
    assert len(set(look.CODES.values())) == len(Status)


@pytest.mark.parametrize("colours", [look.LIGHT, look.DARK])
def test_a_symbol_stands_out_from_its_ground(colours: look.Look) -> None:
    for status, shade in colours.shades.items():
        least = Fraction(2) if status is Status.WITHDRAWN else Fraction(3)
        assert contrast(shade.ground, shade.ink) >= least, status


@pytest.mark.parametrize("colours", [look.LIGHT, look.DARK])
def test_type_can_be_read_on_its_paper(colours: look.Look) -> None:
    assert contrast(colours.paper, colours.type) >= 7
    assert contrast(colours.paper, colours.quiet) >= Fraction(9, 2)
    assert contrast(colours.paper, colours.warning) >= Fraction(9, 2)


def test_good_and_bad_differ_in_lightness_where_they_meet_in_hue() -> None:
    """Green and red of the same lightness are one colour to one man in twelve."""
    good = [shade.ground for status, shade in look.LIGHT.shades.items() if COLOURS[status] == "green"]
    assert contrast(look.LIGHT.shades[Status.ON_TRACK].ground, look.LIGHT.shades[Status.MISSED].ground) > 4
    assert len(good) == 4


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart (WCAG 2): 1 is not at all, 21 is black on white."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
