"""The page for browsers: one file that needs no other, runs no script but its own, and says what the story says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tests.gates.project import ROOT
from tests.render.boards import holds_golden
from tests.render.summaries import HOSTILE, hostile, june, sample
from tests.report.made import plan, rows
from tracker.calendar import parse_period
from tracker.model.achievement import Achievement
from tracker.model.plan import Plan
from tracker.model.report import Report
from tracker.problems import Source
from tracker.render.layout import visible
from tracker.render.page.write import page
from tracker.render.story.value import Paragraph
from tracker.render.story.write import story
from tracker.report.summarize import Asked, summarize
from tracker.workflow.summary import Summary


class Read(HTMLParser):
    """What a browser would make of the page: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def said(self) -> str:
        """All text, spaces made alike."""
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module", params=["zh", "en"])
def summary(request: pytest.FixtureRequest) -> Summary:
    return june(request.param)


def test_the_page_is_as_it_was(summary: Summary) -> None:
    written = page(summary)
    body = written[written.index("<main>") : written.index("<script>")]
    assert holds_golden(f"summary-{summary.lang}.html", body)


def test_the_page_says_all_that_the_story_says(summary: Summary) -> None:
    told, said = summary.story, Read(page(summary)).said
    tables = [told.annex]
    for section in told.sections:
        assert section.title in said
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert block.text in said
            else:
                tables.append(block)
    for table in tables:
        for row in table.rows:
            for cell in row:
                assert " ".join(cell.text.split()) in said
    for line in (*told.head, *told.foot):
        assert line in said


def test_every_row_that_was_reported_stands_beneath_its_target(summary: Summary) -> None:
    said = Read(page(summary)).said
    for a in summary.targets:
        assert visible(a.sentence) in said
        for judged in a.rows:
            assert visible(str(judged.row.source)) in said
            assert visible(judged.row.source.quote) in said


def test_the_language_is_said() -> None:
    assert ("html", {"lang": "zh-CN"}) in Read(page(june())).tags
    assert ("html", {"lang": "en"}) in Read(page(june("en"))).tags


# -- one file, and nothing runs but its own script


def test_style_and_script_are_those_that_the_policy_names(summary: Summary) -> None:
    written = page(summary)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', written)
    assert policy.startswith("default-src &#39;none&#39;;")
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", written, re.DOTALL)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in policy


def test_nothing_is_fetched_and_nothing_carries_code_or_style_of_its_own(summary: Summary) -> None:
    for tag, attributes in Read(page(summary)).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "image", "foreignObject")
        for name, value in attributes.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "src", "srcset", "action")
            if name == "href":
                assert (value or "").startswith("#")


def test_every_reference_leads_somewhere(summary: Summary) -> None:
    read = Read(page(summary))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in read.tags:
        if "href" in attributes:
            assert (attributes["href"] or "")[1:] in ids


def test_without_its_script_all_can_be_read_and_no_control_is_dead() -> None:
    for tag, attributes in Read(page(june())).tags:
        if "hidden" in attributes:
            assert (tag, attributes["id"]) == ("form", "tools")


# -- hostile words


def test_hostile_words_are_text_and_nothing_else() -> None:
    written = page(hostile())
    plain, nasty = Read(page(june())), Read(written)
    assert {tag for tag, _ in nasty.tags} <= {tag for tag, _ in plain.tags}
    assert [tag for tag, _ in nasty.tags].count("script") == 1
    assert visible(HOSTILE).strip() in nasty.said
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


# -- the same again


def test_the_page_is_the_same_whatever_the_machine_is_set_to() -> None:
    program = (
        "import sys; from tests.render.summaries import june; from tracker.render.page.write import page; "
        "sys.stdout.buffer.write(page(june()).encode())"
    )
    made = set()
    for zone, lang, seed in (("Asia/Shanghai", "zh_CN.UTF-8", "1"), ("America/New_York", "C", "2")):
        machine = {**os.environ, "TZ": zone, "LC_ALL": lang, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=machine, capture_output=True, check=True)
        made.add(done.stdout)
    assert len(made) == 1


def test_five_hundred_targets_of_twelve_months_stay_below_two_megabytes() -> None:
    many = plan(*({"id": f"t{n}", "at_least": 100 + n % 40, "unit": "个", "lead": f"第{n % 25}科"} for n in range(500)))
    done = rows(
        *(
            {"target": f"t{n}", "as_of": f"2021-{month:02}", "value": month * (8 + n % 7)}
            for n in range(500)
            for month in range(1, 13)
        )
    )
    assert len(page(december(many, done)).encode()) < 2_000_000


def december(one: Plan, done: tuple[Achievement, ...]) -> Report:
    quoted = tuple(
        row._replace(source=Source("monthly-2021.csv", n, 1, quote=f"{row.as_of.month}月底累计{row.value}个"))
        for n, row in enumerate(done, 2)
    )
    return summarize([one], quoted, Asked(period=parse_period("2021-12")))


def test_a_summary_of_nothing_is_a_page_too() -> None:
    nothing = summarize([], [], Asked(period=parse_period("2021-06")))
    assert visible(story(nothing).sections[0].title) in Read(page(nothing)).said


def test_the_share_of_one_unit_is_a_page_with_its_own_figures() -> None:
    whole, done = sample()
    share = summarize([whole], done, Asked(period=parse_period("2021-06"), org="东区"))
    said = Read(page(share)).said
    assert "190/400" in said
    assert "210/600" not in said
