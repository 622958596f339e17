"""The six figures that stand large at the head of a page and of a card."""

from __future__ import annotations

from typing import NamedTuple

from tracker import words
from tracker.model.report import Report
from tracker.render.story.value import Story

FIGURES = (("targets", "目标数"), ("completed", "完成率"), ("on_schedule", "达序时率"), ("mean", "平均进度"),
           ("below", "滞后项数"), ("late", "逾期项数"))  # fmt: skip
"""The word of each figure, and the field of the story that holds it."""


class Figure(NamedTuple):
    """A figure with its word; `alarming` where there should be none and there is."""

    word: str
    figure: str
    alarming: bool


def headline(report: Report, told: Story) -> tuple[Figure, ...]:
    """The figures of a report, as its story says them."""
    return tuple(
        Figure(
            words.say(f"summary.column.{key}", told.lang), told.fields[field], key == "late" and bool(report.overdue)
        )
        for key, field in FIGURES
    )
