"""The page about millions of targets: it says what its story says, runs nothing but its own, and stays small."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.render.boards import holds_golden
from tests.render.summaries import HOSTILE
from tests.render.test_web import Read
from tracker.calendar import parse_period
from tracker.model.assessment import Status
from tracker.model.overview import Counted, Listed, Promised
from tracker.render.layout import visible
from tracker.render.page.overview import page
from tracker.render.story.value import Paragraph
from tracker.scale.answers import PUBLISHED
from tracker.workflow.digest import Digest


def counted(*name: str, **counts: int) -> Counted:
    return Counted(name, {status: counts.get(status.value, 0) for status in Status})


def line(**said: Any) -> dict[str, Any]:
    """A line of a status table; numbers as the engine gives them."""
    given = dict.fromkeys(PUBLISHED) | {"plan": "p", "target": "beds", "org": "甲县", "scope": "plan", "flags": ""}
    return given | {"unit": "张", "status": "behind"} | said


def digest(lang: str = "zh", **changed: Any) -> Digest:
    whole = counted(
        achieved=40, achieved_late=2, on_track=30, behind=12, far_behind=4, missed=2, no_data=9, withdrawn=1
    )
    listed = Digest(
        titles={"p": "各县2025年重点工作", "q": "医养结合"},
        promised={("p", "beds"): Promised("新增床位", "at_least"), ("p", "deaths"): Promised("死亡率", "at_most")},
        as_of=date(2025, 6, 30),
        known_at=None,
        period=parse_period("2025-06"),
        all=whole,
        before=(date(2025, 5, 31), whole._replace(counts={**whole.counts, Status.BEHIND: 20, Status.ACHIEVED: 32})),
        plans=Listed([counted("p", achieved=42, behind=18), counted("q", on_track=30, no_data=10)], 2),
        tasks=Listed([counted("p", "beds", missed=2, behind=9, achieved=9), counted("p", "deaths", far_behind=4)], 2),
        units=Listed([counted("甲县", missed=2, on_track=3), counted("", no_data=9)], 3000),
        worst=[
            line(status="missed", goal=Decimal("20.000000"), actual=Decimal("6.500000"), schedule_gap=Decimal("-67.5"),
                 progress=Decimal("0.325000"), expected=Decimal("1.000000"), overdue_days=30,
                 flags="overdue,below_schedule"),
            line(target="deaths", status="far_behind", unit="%", goal=Decimal("8.000000"), actual=Decimal("9.25")),
            line(target="road", org="", goal=Decimal(1), goal_high=Decimal("2.5"), unit="公里"),
            line(target="grade", unit="", grade="乙级"),
        ],
        rows_in=1200,
        refused=3,
        aside={"not_yet": 40, "before_start": 2},
        lang=lang,
    )  # fmt: skip
    return listed._replace(**changed)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_and_the_text_are_as_they_were(lang: str) -> None:
    said = digest(lang)
    written = page(said, said.story)
    assert holds_golden(f"overview-{lang}.html", written[written.index("<main>") : written.index("<script>")])
    assert holds_golden(f"overview-{lang}.txt", str(said))
    assert holds_golden(f"overview-{lang}.md", said.to_markdown())


def test_the_page_says_all_that_the_story_says() -> None:
    said = digest()
    told, shown = said.story, Read(page(said, said.story)).said
    tables = [told.annex]
    for section in told.sections:
        assert section.title in shown
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert block.text in shown
            else:
                tables.append(block)
    assert [table.key for table in tables] == ["worst", "plans", "tasks", "units"]
    for table in tables:
        for row in table.rows:
            for cell in row:
                assert cell.text in shown


def test_every_table_of_counts_adds_up_to_its_targets() -> None:
    each = counted("p", **{status.value: n for n, status in enumerate(Status, 1)})
    for section in digest(plans=Listed([each, each], 2)).story.sections:
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                for row in block.rows:
                    _, targets, *groups, _ = (cell.value for cell in row)
                    assert targets == sum(group for group in groups if isinstance(group, int))


def test_of_one_plan_and_one_unit_there_is_nothing_to_compare() -> None:
    alone = Listed([counted("p", behind=1)], 1)
    sections = digest(plans=alone, units=alone, before=None).story.sections
    assert [section.key for section in sections] == ["overall", "tasks"]


def test_of_nothing_there_is_a_page_too() -> None:
    none = Listed([], 0)
    said = digest(all=counted(), before=None, plans=none, tasks=none, units=none, worst=[], rows_in=0, refused=0)
    shown = Read(page(said, said.story)).said
    assert "没有列入督查的目标" in shown


def test_hostile_words_are_text_and_nothing_else() -> None:
    nasty = HOSTILE[:300]
    groups = Listed([counted(nasty, behind=1), counted(nasty + "2", missed=1)], 2)
    said = digest(
        titles={"p": nasty},
        promised={("p", "beds"): Promised(nasty, "at_most")},
        units=groups,
        worst=[line(org=nasty, unit=nasty, goal=Decimal(1), grade=nasty)],
    )
    written = page(said, said.story)
    plain = digest()
    assert {tag for tag, _ in Read(written).tags} <= {tag for tag, _ in Read(page(plain, plain.story)).tags}
    assert visible(nasty).strip() in Read(written).said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    for tag, attributes in Read(written).tags:
        assert tag not in ("link", "img", "iframe")
        assert not {"style", "src"} & attributes.keys()


def test_with_all_the_names_that_are_listed_it_stays_small() -> None:
    each = {status.value: n + 100 for n, status in enumerate(Status)}
    groups = Listed([counted(f"第{n:03}个县卫生健康局", **each) for n in range(500)], 3000)
    tasks = Listed([counted("p", f"t{n}", **each) for n in range(500)], 900)
    named = {
        ("p", f"t{n}"): Promised(f"第{n}项：每千常住人口执业（助理）医师数达到国家标准" * 2, "at_least")
        for n in range(500)
    }
    said = digest(tasks=tasks, units=groups, promised=named, worst=[line(goal=Decimal(20), actual=Decimal(6))] * 200)
    assert len(page(said, said.story).encode()) < 1_500_000
