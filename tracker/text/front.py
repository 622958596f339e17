"""What a document says of itself before it begins: its year, and whether it is a plan or a review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from tracker.text.anchor import NO_ANCHOR, Anchor
from tracker.text.headings import Hint, Modality, heading_hints, looks_ahead
from tracker.text.sentences import Sentence, is_numbered
from tracker.text.times import times

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:年|-|/)\s?\d{1,2}\s?(?:月|-|/)\s?\d{1,2}")
_TITLE_YEAR = re.compile(r"(?<![\d、至和-])((?:19|20)\d\d)\s?(?:年(?!规划)|[Hh][12]|[Qq][1-4])")
FRONT, FRONT_LENGTH, FIRST_SENTENCES = 12, 60, 40
"""How many sentences may be title and dateline, how long such a line is, and how many sentences introduce a text."""


@dataclass(frozen=True, slots=True)
class Front:
    """The lines in front, `hints` what they announce in order, `anchor` what the text's times are read against."""

    title: str
    hints: tuple[Hint, ...]
    anchor: Anchor
    looks_back: bool
    """It is spoken to an assembly at the start of a year: what it reviews is the year before."""

    def announced(self, modality: Modality) -> Hint | None:
        """What the title announces of the part that is planned, or done."""
        return next((hint for hint in self.hints if hint.modality == modality), None)


def vote(said: Sequence[Sentence]) -> Modality:
    """What most sentences speak of, where nothing announces it: twice as many as of the other kind, and at least 5."""
    told = Counter(looks_ahead(one.text) for one in said)
    for modality, ahead in ((Modality.DONE, False), (Modality.PLAN, True)):
        if told[ahead] >= max(5, 2 * told[not ahead]):
            return modality
    return Modality.UNKNOWN


def front_of(said: Sequence[Sentence], anchor: Anchor = NO_ANCHOR) -> Front:
    """What the lines in front say; a year that the caller knows is not asked for again."""
    lines = [one for one in said[:FRONT] if len(one.text) <= FRONT_LENGTH]
    address = any(one.text.startswith("各位代表") for one in lines)
    if anchor.year is None:
        anchor = replace(anchor, year=_this_year(lines, said, address=address))
    told = [(one.text, heading_hints(one.text, anchor)) for one in lines if one.heading and not _DAY.search(one.text)]
    title, hints = next((one for one in told if one[1][0].modality), (told[0][0] if told else "", ()))
    return Front(title, hints, _at_the_start(anchor) if address else anchor, address)


def _at_the_start(anchor: Anchor) -> Anchor:
    """An address is spoken in the first months of its year, however late the day is that it is read on."""
    year, day = anchor.this_year, anchor.as_of
    if year is None or day is None or day.year != year:
        return anchor
    return replace(anchor, as_of=min(day, date(year, 3, 31)))


def _this_year(lines: Sequence[Sentence], said: Sequence[Sentence], *, address: bool) -> int | None:
    """The year that the text calls this year: by its dateline, its title, its parts, or the last that it tells of."""
    dated = [int(match[1]) for one in lines if (match := _DAY.search(one.text))]
    titles = [one.text for one in takewhile(lambda one: one.heading, lines) if not is_numbered(one.text)]
    named = [int(match[1]) for line in titles if (match := _TITLE_YEAR.search(line))]
    if named:
        return dated[0] if dated and dated[0] in named else named[0]
    if dated:
        return dated[0]
    parts = [part for one in said if one.heading and is_numbered(one.text) for part in _parts(one)]
    if parts:
        year, modality = max(parts, key=lambda part: part[0])
        return year + (address and modality is Modality.DONE)
    counted = Counter(_told_years(said if address else said[:FIRST_SENTENCES]))
    if not counted:
        return None
    if address:
        return 1 + max(counted, key=lambda year: (counted[year], year))
    return max((year for year, count in counted.items() if count > 1), default=max(counted))


def _parts(heading: Sentence) -> Iterator[tuple[int, Modality | None]]:
    """The years that a numbered heading names, and what it says of each."""
    for hint in heading_hints(heading.text, NO_ANCHOR):
        if hint.period and hint.period.start.year == hint.period.end.year:
            yield hint.period.end.year, hint.modality


def _told_years(said: Iterable[Sentence]) -> Iterator[int]:
    """The years that sentences tell of: not those by which something is due, nor those that they compare with."""
    for one in said:
        for start, _, period, relation, flags in times(one.text, NO_ANCHOR):
            if relation == "by" or flags or not period or period.start.year != period.end.year:
                continue
            if not set("从由自") & set(one.text[max(0, start - 1) : start + 1]):
                yield period.end.year
