"""A document read: every numeral as a statement or as masked with its reason, and the events without a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.calendar import Period
from tracker.lexicon import Lexicon
from tracker.model.statement import Kind, Masked, Reading, Role, Statement
from tracker.text.anchor import Anchor
from tracker.text.events import Dated, Event, dated, events
from tracker.text.grammar import Grammar, grammar
from tracker.text.masks import Mask
from tracker.text.orgs import org_of, place_at
from tracker.text.periods import Told, ToldTimes
from tracker.text.phrases import level_of
from tracker.text.quantities import Quantity, scan
from tracker.text.repair import Repaired, repair
from tracker.text.roles import role_of, turns_back
from tracker.text.sections import Section, sections
from tracker.text.sentences import Sentence, sentences
from tracker.text.spoken import Spoken, spoken
from tracker.text.statements import Said, said
from tracker.text.times import times


def read(
    text: str,
    file: str = "",
    *,
    as_of: date | None = None,
    org: str = "",
    period: Period | None = None,
    lexicon: Lexicon | None = None,
) -> Reading:
    """Read a document.

    Args:
        text: the file's text as it stands.
        file: its name.
        as_of: the day that 今年 and 目前 are read against, where the text says none.
        org: whose document it is, else the place that its title names; statements carry it, if their clause begins
            with no other.
        period: what the document tells of, where it says nothing itself.
        lexicon: the words to read with; the package's own by default.

    Returns:
        The statements in reading order, ids s001, s002 …, their offsets those of `text`.

    >>> reading = read("2021年新建示范村卫生室50个。")
    >>> [(s.quote, s.subject, s.value) for s in reading.statements]
    [('50个', '示范村卫生室', Decimal('50'))]
    """
    repaired = repair(text)
    use = grammar(lexicon)
    quantities, masks = scan(repaired.text, use)
    whole = sentences(repaired)
    parts = sections(repaired, Anchor(as_of=as_of, period=period), said=whole)
    teller = _Teller(repaired, org or org_of(whole), use)
    for sentence, section, held in _placed(whole, parts, quantities):
        teller.tell(sentence, section, held)
    found = tuple(flag_duplicates(_numbered("s", teller.statements)))
    taken = {(one.start, one.end) for one in found}
    marked = tuple(one for mask in masks if (one := _masked(mask, repaired))[:2] not in taken)
    return Reading(file, found, tuple(_numbered("e", teller.events)), marked, repaired.repairs)


def _placed(
    whole: Sequence[Sentence], parts: Sequence[Section], quantities: Sequence[Quantity]
) -> Iterator[tuple[Sentence, Section, list[Quantity]]]:
    """Each sentence with its section and the quantities in it; a heading belongs to what stands under it."""
    starts = [quantity.first for quantity in quantities]
    ends = [part.end for part in parts]
    for place, sentence in enumerate(whole):
        below = next((one for one in whole[place : place + 3] if not one.heading), sentence)
        section = parts[min(bisect_right(ends, below.start), len(parts) - 1)]
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        yield sentence, section, list(quantities[first:last])


def _numbered(letter: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    ordered = sorted(statements, key=lambda one: (one.start, one.end))
    return (replace(one, id=f"{letter}{place:03}") for place, one in enumerate(ordered, 1))


class _Teller:
    """The statements of a document while its sentences are gone through."""

    def __init__(self, repaired: Repaired, org: str, use: Grammar) -> None:
        self.repaired, self.org, self.use = repaired, org, use
        self.back, self.end, self.before = False, 0, ""
        self.statements: list[Statement] = []
        self.events: list[Statement] = []

    def tell(self, sentence: Sentence, section: Section, quantities: Sequence[Quantity]) -> None:
        """Take in what a sentence says."""
        self._turn(sentence, section)
        before, self.before = self.before, sentence.text
        happens = self.use.happening.search(sentence.text) is not None or "前" in sentence.text
        if not quantities and not happens:
            return
        clauses = spoken(self.repaired.text, sentence.start, sentence.end, quantities)
        named = ToldTimes(sentence, times(sentence.text, section.anchor), section)
        for one in said(clauses, named, self.use, back=self.back, before=before):
            self.statements.append(self._quantity(one, sentence))
        if happens:
            for day in dated(clauses, named, self.use):
                self.statements.append(self._day(day, sentence))
            for event in events(clauses, named, self.use):
                self.events.append(self._event(event, named.at(event.end), sentence))

    def _turn(self, sentence: Sentence, section: Section) -> None:
        """过去一年 within a plan: what follows in the paragraph was done, until words look ahead again."""
        opens = "\n" in self.repaired.text[self.end : sentence.start]
        self.before = "" if opens else self.before
        turned = turns_back(sentence.text) if section.modality == "plan" else False
        if turned is None:
            turned = self.back and not opens
        self.back, self.end = turned, sentence.end

    def _quantity(self, one: Said, sentence: Sentence) -> Statement:
        quantity = one.quantity
        bare = self._bare(quantity.start, quantity.end, sentence, one.clause, quantity.kind, one.role)
        return replace(
            bare,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=one.unit,
            bound=quantity.bound,
            bound_word=quantity.bound_word,
            subject=one.subject,
            level=one.level,
            period=one.period,
            mode=one.mode,
            action=one.action,
            detail=one.detail,
            flags=(*one.flags, *bare.flags),
        )

    def _day(self, day: Dated, sentence: Sentence) -> Statement:
        role = role_of(day.modality, "")
        bare = self._bare(day.start, day.end, sentence, day.clause, Kind.DATE, role)
        return replace(bare, on=day.on, unit=day.unit, subject=day.subject, action=day.action)

    def _event(self, event: Event, told: Told, sentence: Sentence) -> Statement:
        role = role_of(event.modality, "")
        bare = self._bare(event.start, event.end, sentence, event.clause, Kind.EVENT, role)
        unknown = ("role_unknown",) * (event.modality == "unknown") + ("hedged",) * event.hedged
        return replace(
            bare,
            subject=event.subject,
            action=event.action,
            level=level_of(event.subject, self.use),
            period=told.period,
            flags=(*unknown, *told.flags, *bare.flags),
        )

    def _bare(self, start: int, end: int, sentence: Sentence, clause: Spoken, kind: Kind, role: Role) -> Statement:
        """A statement with its place in the file, and what is doubtful about the text there."""
        repaired = self.repaired
        span = repaired.span(start, end)
        return Statement(
            id="",
            start=span.start,
            end=span.end,
            quote=repaired.raw[span.start : span.end],
            sentence=sentence.text,
            clause=clause.words,
            kind=kind,
            role=role,
            org=place_at(clause.words, self.use) or self.org,
            flags=repaired.flags(sentence.start, sentence.end),
            sentence_span=repaired.span(sentence.start, sentence.end),
        )


def flag_duplicates(statements: Iterable[Statement]) -> Iterator[Statement]:
    """A fact told again (same subject, value, unit and level) is flagged `duplicate` from its second mention on."""
    seen: set[tuple[object, ...]] = set()
    for one in statements:
        fact = (one.subject, one.value, one.low, one.high, one.unit, one.on, one.level, one.role)
        yield replace(one, flags=(*one.flags, "duplicate")) if fact in seen else one
        seen.add(fact)


def _masked(mask: Mask, repaired: Repaired) -> Masked:
    span = repaired.span(mask.start, mask.end)
    return Masked(span.start, span.end, repaired.raw[span.start : span.end], mask.reason)
