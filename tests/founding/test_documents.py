"""Every plan and every figure of the five founding documents works here: counted, traced, and explained."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import tracker
from tracker.__main__ import main
from tracker.model.plan import Plan, Target

ROOT = Path(__file__).parents[2]
FIGURES = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
PLANS = [tracker.load_plan(path) for path in sorted((ROOT / "targets").glob("*.yaml"))]
DONE = tracker.load_achievements(ROOT / "seeds")
FOUNDING = [plan for plan in PLANS if any(o.file in FIGURES for target in plan.targets for o in target.source)]
ROWS = [row for row in DONE if row.source.file in FIGURES]


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """A command stops the collector for its own short life; the tests go on living."""
    yield
    gc.enable()


def spans_of(target: Target, document: str) -> set[str]:
    return {f"{origin.start}-{origin.end}" for origin in target.source if origin.file == document}


def test_the_figures_are_those_that_were_counted() -> None:
    assert sum(len(found["targets"]) for found in FIGURES.values()) == 25
    assert sum(len(found["achievements"]) for found in FIGURES.values()) == 178


@pytest.mark.parametrize("document", FIGURES)
def test_every_promised_quantity_is_a_target(document: str) -> None:
    declared = {span for plan in PLANS for target in plan.targets for span in spans_of(target, document)}
    assert set(FIGURES[document]["targets"]) - declared == set()


@pytest.mark.parametrize("document", FIGURES)
def test_every_reported_fact_is_one_row(document: str) -> None:
    rows = [row for row in ROWS if row.source.file == document and row.has_value]
    spans = [f"{row.source.start}-{row.source.end}" for row in rows]
    facts = FIGURES[document]["achievements"]
    missing = [fact for fact in facts if not set(fact) & set(spans)]
    assert missing == []
    assert len(rows) == len(facts)


def test_every_document_has_its_plan_or_its_rows() -> None:
    with_plan = {origin.file for plan in PLANS for target in plan.targets for origin in target.source}
    assert set(FIGURES) - with_plan - {row.source.file for row in ROWS} == set()


def test_nothing_of_them_is_refused() -> None:
    assert DONE.refused == 0
    assert list(DONE.problems) == []


@pytest.mark.parametrize("plan", FOUNDING, ids=lambda plan: plan.id)
def test_every_target_has_a_sentence_and_its_source(plan: Plan) -> None:
    board = tracker.assess(PLANS, DONE, as_of="2021-09-30")
    for target in plan.targets:
        assert board[f"{plan.id}/{target.id}"].sentence
        assert all(origin.file in FIGURES for origin in target.source)


@pytest.mark.parametrize("plan", FOUNDING, ids=lambda plan: plan.id)
def test_why_shows_the_sentence_the_inputs_and_the_source(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    target = next(target for target in plan.targets if target.source)
    assessment = tracker.assess(PLANS, DONE, as_of="2021-09-30")[f"{plan.id}/{target.id}"]
    assert main(["why", f"{plan.id}/{target.id}"]) == 0
    said = "".join(capfd.readouterr().out.split())
    assert "".join(assessment.sentence.split()) in said
    assert str(assessment.due) in said
    assert all(origin.file in said for origin in target.source)


@pytest.mark.parametrize("document", FIGURES)
def test_why_shows_a_row_with_its_quote_and_place(
    document: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    row = next(row for row in ROWS if row.source.file == document)
    assert main(["why", row.id]) == 0
    said = capfd.readouterr().out
    assert row.source.quote in said
    assert document in said
