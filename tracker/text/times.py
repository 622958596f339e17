"""Times in Chinese prose against a reference year: what is named, and whether it is a deadline, a span, a moment.

Nothing here asks what day it is: a year that the words do not say comes from the sentence, then from the anchor, and
is flagged `assumed_year`; where neither knows one, the period is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.calendar import Period
from tracker.text.anchor import NO_ANCHOR, Anchor, Time
from tracker.text.timeforms import FORMS, Reader
from tracker.text.timegrammar import GRAMMAR, QUICK, TO

__all__ = ["NO_ANCHOR", "Anchor", "Time", "times"]

_BETWEEN = re.compile(rf"(?:{TO})?")


def times(text: str, anchor: Anchor = NO_ANCHOR) -> Sequence[Time]:
    """The times that a sentence names, in order; a year once named holds for what follows in the sentence.

    >>> [str(one.period.end) for one in times("2020年截至5月底减免466人次,年底前完成,三年内翻番") if one.period]
    ['2020-12-31', '2020-05-31', '2020-12-31']
    """
    if not QUICK.search(text):
        return ()
    reader = Reader(text, anchor)
    found: list[Time] = []
    for match in GRAMMAR.finditer(text):
        time = FORMS[match.lastgroup](reader, match) if match.lastgroup else None
        if time is None:
            continue
        if found and (joined := _joined(found[-1], time, text)):
            found[-1] = joined
        else:
            found.append(time)
    return found


def _joined(first: Time, second: Time, text: str) -> Time | None:
    """2020年10月至2021年3月 is one time."""
    between = text[first.end : second.start] + (text[second.start] if text[second.start] in "至到" else "")
    if not between.strip() or not _BETWEEN.fullmatch(between) or first.relation not in ("during", "since"):
        return None
    if not first.period or not second.period or second.period.end < first.period.start:
        return None
    return Time(first.start, second.end, Period(first.period.start, second.period.end), "during", first.flags)
