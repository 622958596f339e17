"""The table of doubtful claims as a colleague filled it in: each line a decision, or a problem at its place."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker import words
from tracker.ledger import Claim
from tracker.problems import Problem, Source, refuse
from tracker.readers.workbook import column_letters, read_sheets
from tracker.readers.zipguard import Objection
from tracker.workflow.files import read_bytes, read_text
from tracker.workflow.ledger.reading import Waiting
from tracker.workflow.ledger.reviewing import Choice, Targets, nearest_targets, target_named


class Cell(NamedTuple):
    """A cell of the table and where it stands."""

    text: str
    place: Source


class Said(NamedTuple):
    """A line that was filled in: the claim, what was made of it, and where that stands."""

    waiting: Waiting
    choice: Choice
    place: Source


def read_filled(path: Path, queue: Iterable[Waiting], targets: Targets) -> tuple[list[Said], list[Problem]]:
    """The decisions of a table, and what is wrong with the others; lines without a decision are left alone.

    Raises:
        PlanError: the file cannot be read, or has not the columns that it was written with.
    """
    rows = iter(_book(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _text(path))
    places = _places(next(rows, []), path)
    waiting = {str(each.seq): each for each in queue}
    said: list[Said] = []
    problems: list[Problem] = []
    for row in rows:
        number, decision, why = (row[place] if place < len(row) else Cell("", Source()) for place in places)
        if not decision.text or decision.text.casefold() in _worded("skip"):
            continue
        try:
            choice = _choice(waiting, number, decision, targets)
        except _Wrong as wrong:
            problems.append(wrong.problem)
            continue
        said.append(Said(waiting[number.text], choice._replace(why=why.text), decision.place))
    return said, problems


class _Wrong(Exception):
    """A line that cannot be used."""

    def __init__(self, place: Source, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(place, code, params)


def _choice(waiting: dict[str, Waiting], number: Cell, decision: Cell, targets: Targets) -> Choice:
    if number.text not in waiting:
        raise _Wrong(number.place, "B202", found=number.text)
    choice = choice_of(decision.text, waiting[number.text].claim, targets)
    if choice is not None:
        return choice
    if decision.text.isdecimal() or decision.text.casefold() in _worded("credit"):
        raise _Wrong(decision.place, "B204", found=decision.text)
    near = next(iter(nearest_targets(targets, decision.text, 1)), ("", ""))
    raise _Wrong(decision.place, "B203", found=decision.text, suggestion=near[1])


def choice_of(written: str, claim: Claim, targets: Targets) -> Choice | None:
    """What a person wrote of a claim: 计入 (the first candidate), its number, 不计, or the id of a target."""
    word = written.strip().casefold()
    if word in _worded("reject"):
        return Choice()
    number = 1 if word in _worded("credit") else int(word) if word.isdecimal() and len(word) < 3 else 0
    if 1 <= number <= len(claim.candidates):
        candidate = claim.candidates[number - 1]
        return Choice(candidate.plan, candidate.target)
    named = target_named(targets, written.strip())
    return None if named is None else Choice(*named)


def _worded(name: str) -> frozenset[str]:
    """The words and the letter of a decision, in any language."""
    return frozenset({name, name[0], *(words.say(f"review.say.{name}", lang).casefold() for lang in words.LANGUAGES)})


def _places(head: Sequence[Cell], path: Path) -> tuple[int, int, int]:
    """Which column holds the number, the decision and the reason."""
    found = {cell.text.casefold(): place for place, cell in enumerate(head)}

    def place(name: str) -> int | None:
        named = (words.say(f"review.column.{name}", lang).casefold() for lang in words.LANGUAGES)
        return next((found[each] for each in named if each in found), None)

    number, decision, why = place("number"), place("decision"), place("why")
    if number is None or decision is None:
        raise refuse(Source(str(path), 1), "B201")
    return number, decision, len(head) if why is None else why


def _text(path: Path) -> Iterator[list[Cell]]:
    """The rows of a CSV file; a number is written as it stands."""
    lines = read_text(path).lstrip("\ufeff").splitlines(keepends=True)
    reader = csv.reader(lines)
    before = 0
    try:
        for row in reader:
            yield [Cell(cell.strip(), Source(str(path), before + 1)) for cell in row]
            before = reader.line_num
    except csv.Error:
        raise refuse(Source(str(path), before + 1), "A202") from None


def _book(path: Path) -> Iterator[list[Cell]]:
    """The rows of the first sheet of a workbook."""
    sheets = read_sheets(read_bytes(path))
    if isinstance(sheets, Objection):
        raise refuse(path, sheets.code, **sheets.params)
    sheet = next((each for each in sheets if each.rows), None)
    if sheet is None:
        return
    for number, row in sorted(sheet.rows.items()):
        yield [
            Cell(
                str(row[column].value).strip() if column in row else "",
                Source(str(path), number, column, cell=f"{sheet.name}!{column_letters(column)}{number}"),
            )
            for column in range(1, max(row) + 1)
        ]
