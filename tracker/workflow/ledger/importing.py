"""Files taken into the ledger, each in one piece: every row and every statement ends somewhere, and is counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from tracker import __version__, readers, rules
from tracker.ledger import By, Counts, Imported, Ledger, New, PlanVersion, write
from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem
from tracker.readers.documents import DOCUMENT_SUFFIXES
from tracker.workflow.achievements import is_no_row_file
from tracker.workflow.documents import documents_among, period_of
from tracker.workflow.files import ROW_SUFFIXES, read_bytes, read_text, walk
from tracker.workflow.ledger.rematching import match_again
from tracker.workflow.ledger.sorting import judged_on, said, sort_report, sort_rows
from tracker.workflow.lexicons import layer_files
from tracker.workflow.matching import Matched, match_documents


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said of the files taken in: by whom, on what day, and what stands where they say nothing.

    `on` is the day of reporting of rows that give none; `as_of`, or the end of `period`, the day that rows without one
    speak of; `org` whose they are; `shares` who is held to a target for each unit, by a goals table.
    """

    by: By
    on: date
    org: str = ""
    period: str = ""
    as_of: date | None = None
    encoding: str | None = None
    lexicon: Path | None = None
    shares: rules.Shares = field(default_factory=lambda: rules.NO_SHARES)

    @property
    def day(self) -> date | None:
        """The day that rows without one speak of."""
        return period_of(self.period).end if self.as_of is None and self.period else self.as_of


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: the counts add up. `batch` is its import, 0 if nothing of it was new.

    `new` are the rows and claims that the ledger did not have; `reasons` say how many rows did not count and why.
    `again` are the claims of a file seen before that come out otherwise by the plans and words of today.
    """

    name: str
    counts: Counts = NOTHING
    batch: int = 0
    new: int = 0
    seen_before: bool = False
    again: Counts = NOTHING
    reasons: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether anything could be read of it."""
        return bool(self.counts.came_in) or self.seen_before or not self.problems


def import_files(
    ledger: Ledger,
    plans: Sequence[Plan],
    files: Iterable[tuple[Path, bool]],
    asked: Asked,
    *,
    processes: int | None = None,
    done: Callable[[Taken], None] = lambda _: None,
) -> list[Taken]:
    """Take files in, one after the other.

    Each file is one import, whole or not at all; one that cannot be read does not keep the others out. The versions of
    the plans that the ledger has not seen are recorded before them.

    Args:
        ledger: an open ledger; a rehearsal to see what would come of it.
        plans: what rows and statements are held against.
        files: as `told_apart` gives them: each with whether it is a document.
        asked: what is said of them.
        processes: how many read and match documents; by default as many as it is worth.
        done: called after each file.
    """
    ledger.append(_versions(plans, asked))
    files = list(files)
    taken: list[Taken] = []
    with closing(_reports(ledger, plans, files, asked, processes)) as reports:
        for path, is_document in files:
            taken.append(_taken(ledger, plans, path, asked, reports if is_document else None))
            done(taken[-1])
    return taken


Reports = Generator[tuple[Path, Matched | PlanError]]
"""Documents that the ledger has not seen, in the order of the files, read and matched."""


def _reports(
    ledger: Ledger, plans: Sequence[Plan], files: Iterable[tuple[Path, bool]], asked: Asked, processes: int | None
) -> Reports:
    """The documents matched ahead of their turn; what keeps all of them out is said of each."""
    documents = [path for path, is_document in files if is_document and _is_new(ledger, path, asked)]
    found = match_documents(
        plans,
        [(path, judged_on(path, asked)) for path in documents],
        org=asked.org or None,
        period=asked.period or None,
        encoding=asked.encoding,
        lexicon=asked.lexicon,
        processes=processes,
    )
    waiting = iter(documents)
    try:
        for each in found:
            yield next(waiting), each
    except PlanError as error:
        yield from ((path, error) for path in waiting)


def _is_new(ledger: Ledger, path: Path, asked: Asked) -> bool:
    """Whether a document is to be read; one that cannot be will say why in its turn."""
    try:
        return not ledger.import_of(_import_of(path, read_bytes(path), asked, "document").key)
    except PlanError:
        return False


def _import_of(path: Path, raw: bytes, asked: Asked, kind: Literal["rows", "document"]) -> Imported:
    digest = sha256(raw).hexdigest()
    return Imported(shown(path), digest, kind, NOTHING, asked.on, asked.by, asked.org, asked.period, asked.as_of)


def told_apart(paths: Iterable[Path], encoding: str | None = None) -> Iterator[tuple[Path, bool]]:
    """The files that paths stand for, in order, each once, and whether it is a document.

    Of a folder: all that hold rows or are documents; plans and policies are left out.
    """
    suffixes = (*ROW_SUFFIXES, *DOCUMENT_SUFFIXES)
    files: dict[Path, None] = {}
    for path in paths:
        found = [file for file in walk(path, suffixes) if not is_no_row_file(file)] if path.is_dir() else [path]
        files.update(dict.fromkeys(found))
    for file in files:
        try:
            _, documents = documents_among([file], encoding)
        except PlanError:
            documents = []
        yield file, bool(documents)


def _taken(ledger: Ledger, plans: Sequence[Plan], path: Path, asked: Asked, reports: Reports | None) -> Taken:
    name = shown(path)
    try:
        raw = read_bytes(path)
        document = _import_of(path, raw, asked, "rows" if reports is None else "document")
        if known := ledger.import_of(document.key):
            return Taken(name, seen_before=True, again=match_again(ledger, plans, known, asked))
        if reports is None:
            rows = readers.read_rows(raw, str(path), encoding=asked.encoding, as_of=asked.day, said=said(asked))
            found = sort_rows(ledger, plans, rows, asked, name)
        else:
            found = sort_report(ledger, plans, _report(reports, path), asked, name)
    except PlanError as error:
        return Taken(name, problems=error.problems)
    if not found.counts.came_in:
        return Taken(name, problems=found.problems)
    entries = list(found.entries(name, asked.on))
    appended = ledger.take_in(write(replace(document, counts=found.counts)), entries)
    return Taken(
        name,
        found.counts,
        appended.batch,
        sum(appended.new),
        seen_before=not appended.batch,
        reasons=found.reasons,
        problems=found.problems,
    )


def _report(reports: Reports, path: Path) -> Matched:
    """The document whose turn it is; one that was passed over had the same content as one before it."""
    found = next(found for document, found in reports if document == path)
    if isinstance(found, PlanError):
        raise found
    return found


def _versions(plans: Iterable[Plan], asked: Asked) -> Iterator[New]:
    """The plans as their files stand, each with what tells the words that it is matched by from others."""
    for plan in plans:
        from_file = plan.file and Path(plan.file).is_file()
        text = read_text(Path(plan.file)) if from_file else json.dumps(plan.written(), ensure_ascii=False)
        words = sha256(__version__.encode())
        for file in layer_files([plan], asked.lexicon):
            words.update(read_bytes(file))
        digest = sha256(text.encode()).hexdigest()
        yield write(PlanVersion(plan.id, plan.file, digest, text, asked.by, words.hexdigest()[:12]))


def shown(path: Path) -> str:
    """The name of a file as text, also where the disk has it in GBK."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return str(path).encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return str(path)
