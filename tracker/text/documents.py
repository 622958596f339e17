"""What a document says of itself before it begins: its year, and whether it is a plan or a review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tracker.text.anchor import NO_ANCHOR, Anchor
from tracker.text.headings import Hint, Modality, heading_hints
from tracker.text.sentences import Sentence, is_numbered

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(?:年|-|/)\s?\d{1,2}\s?(?:月|-|/)\s?\d{1,2}")
_TITLE_LINES = 12


@dataclass(frozen=True, slots=True)
class Document:
    """The lines in front, `hints` what they announce in order, `anchor` what the text's times are read against."""

    title: str
    hints: tuple[Hint, ...]
    anchor: Anchor
    looks_back: bool
    """It is spoken to an assembly at the start of a year: what it reviews is the year before."""

    def announced(self, modality: Modality) -> Hint | None:
        """What the title announces of the part that is planned, or done."""
        return next((hint for hint in self.hints if hint.modality == modality), None)


def document(said: Sequence[Sentence], anchor: Anchor = NO_ANCHOR) -> Document:
    """What the lines in front say; a year that the caller knows is not asked for again."""
    front = [one.text for one in islice(said, _TITLE_LINES) if one.heading]
    if anchor.year is None:
        anchor = replace(anchor, year=_this_year(front, said))
    told = [(line, heading_hints(line, anchor)) for line in front if not _DAY.search(line)]
    title, hints = next((one for one in told if one[1][0].modality), (front[0] if front else "", ()))
    return Document(title, hints, anchor, _is_address(said))


def _this_year(front: Sequence[str], said: Sequence[Sentence]) -> int | None:
    """The year that the text calls this year: by its dateline, its title, its headings, or what it names most."""
    titles = [line for line in front if not is_numbered(line)]
    dated = [int(match[1]) for line in titles if (match := _DAY.search(line))]
    named = [int(match[1]) for line in titles if (match := _YEAR.search(line))]
    if dated and (not named or dated[0] in named):
        return dated[0]
    if named:
        return named[0]
    headings = [one.text for one in said if one.heading]
    for modality, later in ((Modality.PLAN, 0), (Modality.DONE, _is_address(said))):
        years = [
            hint.period.end.year
            for line in headings
            for hint in heading_hints(line, NO_ANCHOR)
            if hint.modality == modality and hint.period and hint.period.start.year == hint.period.end.year
        ]
        if years:
            return years[0] + later
    counted = Counter(_YEAR.findall("".join(one.text for one in said[:60])))
    return int(max(counted, key=lambda year: (counted[year], year))) if counted else None


def _is_address(said: Sequence[Sentence]) -> bool:
    """Whether it is a work report spoken to an assembly, which looks back on the year before."""
    return any(one.text.startswith("各位代表") for one in said[:_TITLE_LINES])
