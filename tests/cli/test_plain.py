"""What is understood without click is what click would have understood."""

from __future__ import annotations

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Run
from tracker.cli import plain
from tracker.cli.commands import Commands

STATUS = Commands("zh").get_command(click.Context(Commands("zh")), "status")
WORDS = st.sampled_from(
    [
        "a.yaml",
        "targets",
        "rows.csv",
        "办公室",
        "yinchuan",
        "overdue,behind",
        "gbk",
        "en",
        "today",
        "-",
        "--",
        "-a",
        "-ab.csv",
        "-o",
        "-h",
        "--help",
        "--json",
        "--jso",
        "--json=1",
        "--csv",
        "--md",
        "--orgs",
        "--strict",
        "--ascii",
        "--as-of",
        "--as-of=",
        "--as-of=2021-06",
        "--known-at",
        "--achievements=b.csv",
        "--output=x.md",
        "--policy",
        "--only",
        "--lead",
        "--theme",
        "--org",
        "--fail-on=overdue",
        "--lang",
        "--lang=fr",
        "--encoding",
        "",
    ]
)


@given(st.lists(WORDS, max_size=7))
@settings(max_examples=500)
def test_a_plain_line_means_what_click_takes_it_for(words: list[str]) -> None:
    asked = plain.status(["status", *words])
    if asked is None:
        return
    assert STATUS is not None
    with STATUS.make_context("status", list(words)) as context:
        assert {**context.params} == {"encoding": None, **asked}


OTHERS = (
    "", "check", "--help", "status --help", "status --as-of", "status --jso", "status --json --md", "status --lang fr",
    "status --encoding gbk", "status -- a.yaml",
)  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_every_other_line_is_clicks(line: str) -> None:
    assert plain.status(line.split()) is None


def test_a_wrong_line_is_refused_as_ever(workspace: object, run: Run) -> None:
    code, _, told = run("status", "--json", "--csv")
    assert code == 2
    assert "--json" in told
    code, _, told = run("status", "--as-of")
    assert code == 2
    assert "--as-of" in told
