"""The queue of doubtful claims: each as a page to decide on, all as a table to be filled in, and the words proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from tracker import words
from tracker.ledger import Candidate, Claim, Decided
from tracker.model.plan import Target
from tracker.render import reading
from tracker.render.book.cells import fits
from tracker.render.book.styles import Styles
from tracker.render.csv import BOM, guarded, quoted
from tracker.render.layout import Canvas, Line, Page, visible, wrapped
from tracker.render.matches import because
from tracker.words import figures

Targets = Mapping[tuple[str, str], Target]
COLUMNS = ("number", "place", "sentence", "said", "candidates", "decision", "why")
"""The columns of the table; only the last two are to be filled in."""
WIDTHS = (8, 24, 50, 12, 50, 18, 24)
SHOWN = 9
"""Candidates that can be chosen by a digit."""
INDENT = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that a person is asked about: its number, its place among how many, and what was decided before."""

    seq: int
    claim: Claim
    number: int
    of: int
    before: Decided | None = None


def claim(asked: Asked, targets: Targets) -> Page:
    """The sentence with the quantity marked, and the candidates with their reasons."""

    def build(canvas: Canvas) -> Iterator[Line]:
        place = str(asked.claim.source._replace(quote=""))
        head = canvas.say("review.head", number=asked.number, of=asked.of, seq=asked.seq, place=visible(place))
        yield from wrapped(canvas, head, style="bold")
        yield from wrapped(canvas, sentence(canvas, asked.claim), indent=INDENT)
        if asked.before is not None:
            yield from wrapped(canvas, _before(canvas, asked.before, targets), indent=2, hanging=INDENT)
        if not asked.claim.candidates:
            yield from wrapped(canvas, canvas.say("review.no_candidate"), style="dim", indent=2)
        for number, candidate in enumerate(asked.claim.candidates[:SHOWN], 1):
            yield from wrapped(canvas, f"{number} {_candidate(canvas, candidate, targets)}", indent=2, hanging=INDENT)
            yield from wrapped(canvas, _why(canvas, candidate), style="dim", indent=INDENT)

    return Page(build)


def _before(canvas: Canvas, decided: Decided, targets: Targets) -> str:
    """What was decided of a claim, by whom, when and why."""
    target = targets.get((decided.plan, decided.target))
    by = decided.by
    who = canvas.say("log.by_why" if by.why else "log.by", who=by.who, why=by.why)
    said = {"task": target.text if target else decided.target, "id": decided.target}
    return visible(canvas.say(f"review.before.{decided.verdict}", day=by.when.date(), who=who, **said))


def sentence(canvas: Canvas, said: Claim) -> str:
    """The sentence as it was read, its quantity in marks."""
    text, quote = said.statement.sentence, said.statement.quote
    at = said.statement.start - said.statement.sentence_span.start
    if text[at : at + len(quote)] != quote:
        at = text.find(quote)
    if not quote or at < 0:
        return visible(text)
    marked = f"{canvas.symbol('open')}{quote}{canvas.symbol('close')}"
    return visible(f"{text[:at]}{marked}{text[at + len(quote) :]}")


def _candidate(canvas: Canvas, candidate: Candidate, targets: Targets) -> str:
    target = targets.get((candidate.plan, candidate.target))
    return canvas.say(
        "review.candidate",
        task=visible(target.text if target else candidate.target),
        id=visible(candidate.target),
        score=figures.fixed(candidate.score, 2),
    )


def _why(canvas: Canvas, candidate: Candidate) -> str:
    return visible(canvas.say("match.between").join(because(reason, canvas.lang) for reason in candidate.reasons))


# -- the table for a colleague


def table(claims: Sequence[tuple[int, Claim]], targets: Targets, lang: str) -> list[list[str]]:
    """The heads, and a line for every claim."""
    canvas = Canvas(lang=lang)
    heads = [canvas.say(f"review.column.{name}") for name in COLUMNS]
    return [heads, *(_row(canvas, seq, said, targets) for seq, said in claims)]


def _row(canvas: Canvas, seq: int, said: Claim, targets: Targets) -> list[str]:
    told = [
        f"{number} {_candidate(canvas, each, targets)}{canvas.say('review.colon')}{_why(canvas, each)}"
        for number, each in enumerate(said.candidates[:SHOWN], 1)
    ]
    place = str(said.source._replace(quote=""))
    figure = reading.quantity(canvas, said.statement)
    return [str(seq), visible(place), sentence(canvas, said), figure, "\n".join(told), "", ""]


def as_csv(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The table as CSV, safe to open in a spreadsheet."""
    yield BOM
    for row in rows:
        yield ",".join(quoted("\n".join(map(guarded, cell.split("\n")))) for cell in row) + "\r\n"


def as_book(rows: Sequence[Sequence[str]], lang: str) -> bytes:
    """The table as a workbook, with the decisions to choose from.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same table is the same file
    styles, sheet = Styles(book), book.add_worksheet()
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, fits(cell), styles.cell() if number else styles.named("head"))
    said = [words.say(f"review.say.{name}", lang) for name in ("credit", "reject", "skip")]
    offered = {"validate": "list", "source": said, "show_error": False}
    sheet.data_validation(1, COLUMNS.index("decision"), max(1, len(rows) - 1), COLUMNS.index("decision"), offered)
    book.close()
    return target.getvalue()


def proposal(proposed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Words for a lexicon as YAML, to be looked at and put in by a person."""
    yield "synonyms:\n"
    for standard, variants in proposed.items():
        yield f"  {_scalar(standard)}: [{', '.join(map(_scalar, variants))}]\n"


def _scalar(word: str) -> str:
    """A word as YAML: in quotes where it is not made of letters alone."""
    return word if word.isalpha() and not word.isascii() else "'" + word.replace("'", "''") + "'"
