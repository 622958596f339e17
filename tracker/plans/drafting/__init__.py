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

__all__ = ["draft"]


def draft(reading: Reading, tasks: Sequence[Task] = (), *, period: Period, org: str = "", lang: str = "zh") -> str:
    """A plan file with one target for each promise of a document and for each row of its tables of tasks.

    Args:
        reading: the document as read, without its tables of tasks.
        tasks: the rows of those; one that holds no task becomes a comment, so that none is lost.
        period: the period of the plan; promises of an earlier one are listed as comments.
        org: whose plan it is.
        lang: the language of the comments.

    Returns:
        The text of the plan file; empty where there is nothing to follow.
    """
    reading = replace(reading, file=_file(reading.file))
    org = one_line(org)[:NAME_LIMIT]
    found, rows = promised(reading, period, org, lang), tabled(tasks, period, lang)
    items = named(sound((*merged(found.items), *rows.items), period, lang))
    if not items:
        return ""
    counts = []
    if reading.statements or not tasks:
        n = len(items) - len(rows.items)
        counts.append(words.say("drafting.counts", lang, n=n, quantities=len(reading.statements)))
    if tasks:
        said = {"rows": len(tasks), "n": len(rows.items), "rest": len(rows.left_out)}
        counts.append(words.say("drafting.rows", lang, **said))
    left_out = (
        LeftOut(words.say("drafting.past_above", lang), found.past),
        LeftOut(words.say("drafting.undated_above", lang), found.undated),
        LeftOut(words.say("drafting.rows_left_out", lang), rows.left_out),
    )
    return write(Heading(reading.file, period, org, counts), items, left_out, lang)


def _file(name: str) -> str:
    """The name of a file as a plan takes it."""
    return one_line(name)[:NAME_LIMIT] or "?"
