"""Verdicts as CSV that is safe to open in a spreadsheet: UTF-8 with BOM, CRLF, and no text is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker import words
from tracker.model.assessment import Assessment
from tracker.render.flat import FIELDS, written
from tracker.render.layout import visible

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula, full width too."""


def guarded(text: str) -> str:
    """A text that no spreadsheet computes, with nothing in it that a terminal obeys.

    An apostrophe that stands there before a formula gets one more, so that it is still there when one is taken away.

    >>> guarded("=HYPERLINK(1)"), guarded("临淄区"), guarded("-8.8"), guarded("'=1")
    ("'=HYPERLINK(1)", '临淄区', "'-8.8", "''=1")
    """
    shown = visible(text)
    bare = (text.lstrip("'"), shown.lstrip("'"))
    return f"'{shown}" if any(each.startswith(FORMULA) for each in bare) else shown


def quoted(text: str) -> str:
    """A cell, in quotes if it holds a comma, a quote or a line end."""
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in ',"\n\r') else text


def status(assessments: Iterable[Assessment], lang: str) -> Iterator[str]:
    """The header, then one line for each assessment; the BOM comes first."""
    yield BOM + ",".join(quoted(words.say(f"field.{field.name}", lang)) for field in FIELDS) + "\r\n"
    for judged in assessments:
        yield ",".join(_cells(judged, lang)) + "\r\n"


def _cells(judged: Assessment, lang: str) -> Iterator[str]:
    for field in FIELDS:
        value = field.get(judged, lang)
        text = written(field.kind, value)
        yield quoted(guarded(text) if isinstance(value, str) else text)
