"""Due days as a calendar file (RFC 5545): whole days, a reminder a week before, the same bytes for the same board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from tracker.render import cells
from tracker.render.due import Due, left, task
from tracker.render.layout import Canvas, visible

FOLD = 75
"""Octets of the longest line, its end not counted."""


def calendar(duties: Iterable[Due], as_of: date, canvas: Canvas) -> Iterator[str]:
    """The calendar, line by line; the time stamp is the day judged, so that nothing depends on the clock."""
    name = canvas.say("ics.name")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//target-tracker//tracker//ZH", "CALSCALE:GREGORIAN"]
    for line in [*head, "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]:
        yield folded(line)
    for duty in duties:
        for line in _event(duty, as_of, canvas):
            yield folded(line)
    yield folded("END:VCALENDAR")


def _event(duty: Due, as_of: date, canvas: Canvas) -> Iterator[str]:
    judged = duty.judged
    told = [cells.status(canvas, judged), left(canvas, duty), judged.sentence, judged.lead, duty.uid]
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(duty.uid.encode()).hexdigest()[:32]}@target-tracker"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{duty.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{duty.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(canvas.say('ics.summary', task=task(canvas, duty)))}"
    yield f"DESCRIPTION:{escaped(chr(10).join(text for text in told if text))}"
    if judged.theme:
        yield f"CATEGORIES:{escaped(judged.theme)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(task(canvas, duty))}"
    yield "TRIGGER:-P7D"
    yield "END:VALARM"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text as a value of the calendar: its own marks escaped, control characters written out.

    >>> print(escaped("a;b,c\\nd\\\\e"))
    a\\;b\\,c\\nd\\\\e
    """
    text = "\n".join(map(visible, text.split("\n")))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line of at most 75 octets each, continued with a space, never parted inside a character."""
    pieces: list[str] = []
    piece, used = "", 0
    for char in line:
        size = len(char.encode("utf-8", "replace"))
        if used + size > FOLD:
            pieces.append(piece)
            piece, used = " ", 1
        piece += char
        used += size
    return "\r\n".join([*pieces, piece]) + "\r\n"
