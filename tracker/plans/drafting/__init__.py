"""A plan drafted from what a document promises, or from the rows of a task table: commented YAML for a person to edit.

What is doubtful is written all the same, with a comment beside it; what the model of a plan would refuse becomes a
task to be done, with its own words. So the draft always loads, and nothing that was promised is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker import words
from tracker.calendar import Period
from tracker.model.scalars import NAME_LIMIT
from tracker.model.statement import Reading
from tracker.model.task import Task
from tracker.plans.drafting.items import merged, named, sound
from tracker.plans.drafting.promises import promised
from tracker.plans.drafting.tasks import tabled
from tracker.plans.drafting.wording import one_line
from tracker.plans.drafting.writing import Heading, LeftOut, write

__all__ = ["draft", "draft_tasks"]


def draft(reading: Reading, *, period: Period, org: str = "", lang: str = "zh") -> str:
    """A plan file with one target for each promise of a document; empty where it promises nothing for the period.

    Args:
        reading: the document as read.
        period: the period of the plan; promises of an earlier one are listed as comments.
        org: whose plan it is.
        lang: the language of the comments.
    """
    reading = replace(reading, file=_file(reading.file))
    org = one_line(org)[:NAME_LIMIT]
    found = promised(reading, period, org, lang)
    items = named(sound(merged(found.items), period, lang))
    if not items:
        return ""
    counts = words.say("drafting.counts", lang, n=len(items), quantities=len(reading.statements))
    left_out = (
        LeftOut(words.say("drafting.past_above", lang), found.past),
        LeftOut(words.say("drafting.undated_above", lang), found.undated),
    )
    return write(Heading(reading.file, period, org, counts), items, left_out, lang)


def draft_tasks(tasks: Sequence[Task], *, period: Period, org: str = "", lang: str = "zh") -> str:
    """A plan file with one target for each row of a task table; empty where no row holds a task.

    Args:
        tasks: the rows as read; one without a task becomes a comment, so that none is lost.
        period: the period of the plan.
        org: whose plan it is.
        lang: the language of the comments.
    """
    found = tabled(tasks, period, lang)
    items = named(sound(found.items, period, lang))
    if not items:
        return ""
    counts = words.say("drafting.rows", lang, rows=len(tasks), n=len(items), rest=len(found.left_out))
    left_out = LeftOut(words.say("drafting.rows_left_out", lang), found.left_out)
    heading = Heading(_file(tasks[0].source.file), period, one_line(org)[:NAME_LIMIT], counts)
    return write(heading, items, [left_out], lang)


def _file(name: str) -> str:
    """The name of a file as a plan takes it."""
    return one_line(name)[:NAME_LIMIT] or "?"
