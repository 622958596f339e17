"""A plan drafted from what a document promises, or from the rows of a task table: commented YAML for a person to edit.

What is doubtful is written all the same, with a comment beside it; what the model of a plan would refuse becomes a
task to be done, with its own words. So the draft always loads, and nothing that was promised is lost.
"""

from __future__ import annotations

from dataclasses import replace

from tracker import words
from tracker.calendar import Period
from tracker.model.scalars import NAME_LIMIT
from tracker.model.statement import Reading
from tracker.plans.drafting.items import Item, merged, named, sound
from tracker.plans.drafting.promises import promised
from tracker.plans.drafting.wording import one_line
from tracker.plans.drafting.writing import Heading, write

__all__ = ["Item", "draft"]


def draft(reading: Reading, *, period: Period, org: str = "", lang: str = "zh") -> str:
    """A plan file with one target for each promise of a document; empty where it promises nothing for the period.

    Args:
        reading: the document as read.
        period: the period of the plan; promises of an earlier one are listed as comments.
        org: whose plan it is.
        lang: the language of the comments.
    """
    reading, org = replace(reading, file=one_line(reading.file)[:NAME_LIMIT] or "?"), one_line(org)[:NAME_LIMIT]
    found = promised(reading, period, org, lang)
    items = named(sound(merged(found.items), period, lang))
    if not items:
        return ""
    counts = words.say("drafting.counts", lang, n=len(items), quantities=len(reading.statements))
    return write(Heading(reading.file, period, org, counts), items, found.left_out, lang)
