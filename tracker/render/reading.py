"""What a document says: every sentence with its quantities marked, and, if asked, what became of every numeral."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import NamedTuple

from tracker.calendar import write_period
from tracker.model.statement import Kind, Reading, Role, Statement
from tracker.render import cells
from tracker.render.grid import Cell, Column, Grid
from tracker.render.layout import Canvas, Line, Page, Span, Style, visible, wrapped
from tracker.words import figures

STYLES: dict[Role, Style] = {Role.TARGET: "cyan", Role.ACHIEVEMENT: "green", Role.BACKGROUND: "dim"}
"""The colour of a role; marks and a word always stand beside it."""


ASSUMED = "period_assumed"
LONG = 24
"""Characters: a longer subject of an event says no more than its sentence, which stands above it."""


def page(reading: Reading, text: str) -> Page:
    """The sentences of a document with their quantities; `text` is the file's own."""
    return Page(partial(_lines, reading, Text(text)))


def explained(reading: Reading, text: str) -> Page:
    """Every numeral of a document: what it was read as, or why it is no quantity; and every repair."""
    return Page(partial(_explained, reading, Text(text)))


class Text:
    """The text of a file with its lines, so that an offset can be shown as editors do."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> str:
        """`line:column`, both from 1."""
        line = self.line(offset)
        return f"{line}:{offset - self.starts[line - 1] + 1}"


def _lines(reading: Reading, text: Text, canvas: Canvas) -> Iterator[Line]:
    yield from wrapped(canvas, visible(reading.file), style="bold")
    yield from wrapped(canvas, _counts(canvas, reading))
    told = in_order(reading)
    if not told:
        return
    first = dict(_sentences(told))
    grid = Grid(canvas, _columns(canvas), [_row(canvas, each) for each in told])
    yield []
    yield from grid.header()
    yield from grid.body(lambda index: sentence(canvas, text, first[index]) if index in first else ())
    yield grid.rule()
    yield from grid.note()


def in_order(reading: Reading) -> list[Statement]:
    """Quantities and events in the order in which a reader meets their sentences."""
    return sorted((*reading.statements, *reading.events), key=lambda each: (each.sentence_span, each.start, each.end))


def _sentences(told: Sequence[Statement]) -> Iterator[tuple[int, list[Statement]]]:
    """The statements of each sentence, with the index of the first."""
    index = 0
    for _, group in groupby(told, key=lambda each: each.sentence_span):
        statements = list(group)
        yield index, statements
        index += len(statements)


def _counts(canvas: Canvas, reading: Reading) -> str:
    roles = Counter(each.role for each in reading.statements)
    return canvas.say(
        "reading.counts",
        n=len(reading.statements),
        target=roles[Role.TARGET],
        achievement=roles[Role.ACHIEVEMENT],
        background=roles[Role.BACKGROUND],
        events=len(reading.events),
        masked=len(reading.masked),
    )


# -- sentences


class _Marked(NamedTuple):
    """A text and the style of each of its characters."""

    text: str
    styles: tuple[Style, ...]


def sentence(canvas: Canvas, text: Text, statements: Sequence[Statement]) -> Iterator[Line]:
    """A sentence as it stands in the file, behind the number of its line, its quantities marked."""
    yield []
    marked = _marked(canvas, text.text, statements)
    number = f"{text.line(marked_from(statements))}  "
    indent = canvas.cells(number)
    room = None if canvas.width is None else max(8, canvas.width - indent)
    position = 0
    for count, piece in enumerate(canvas.wrap(marked.text, room)):
        spans, position = _styled(marked, piece, position)
        yield [Span(" " * indent if count else number, "dim"), *spans]


def marked_from(statements: Sequence[Statement]) -> int:
    """Where the sentence of statements begins in the file; without one, where they do themselves."""
    start = min(each.start for each in statements)
    span = statements[0].sentence_span
    return min(span.start, start) if span.end > span.start else start


def _marked(canvas: Canvas, text: str, statements: Sequence[Statement]) -> _Marked:
    """The sentence as it stands in the file, what was read in marks."""
    start, end = marked_from(statements), max(each.end for each in statements)
    end = max(end, statements[0].sentence_span.end)
    pieces: list[tuple[str, Style]] = []
    position = start
    for span, style in _stretches(statements):
        pieces.append((text[position : span[0]], ""))
        pieces.append((f"{canvas.symbol('open')}{visible(text[span[0] : span[1]])}{canvas.symbol('close')}", style))
        position = span[1]
    pieces.append((text[position:end], ""))
    shown = [(visible(piece), style) for piece, style in pieces]
    return _Marked("".join(piece for piece, _ in shown), tuple(style for piece, style in shown for _ in piece))


def _stretches(statements: Iterable[Statement]) -> Iterator[tuple[tuple[int, int], Style]]:
    """What is marked, without overlaps: one quantity may be said of two subjects."""
    position = -1
    for each in sorted(statements, key=lambda each: (each.start, each.end)):
        if each.start >= position and each.end > each.start:
            yield (each.start, each.end), STYLES[each.role]
            position = each.end


def _styled(marked: _Marked, piece: str, position: int) -> tuple[list[Span], int]:
    """A wrapped piece of a marked text in its styles; wrapping may have dropped spaces before it."""
    while piece and not marked.text.startswith(piece, position):
        position += 1
    end = position + len(piece)
    places = groupby(range(position, end), key=lambda index: marked.styles[index])
    return [Span("".join(marked.text[index] for index in group), style) for style, group in places], end


def _columns(canvas: Canvas) -> list[Column]:
    return [
        Column(canvas.say("column.role"), 1),
        Column(canvas.say("column.quantity"), 2, 8, right=True),
        Column(canvas.say("column.subject"), 0),
        Column(canvas.say("column.level"), 5, optional=True),
        Column(canvas.say("column.period"), 3, optional=True),
        Column(canvas.say("column.org"), 6, 8, optional=True),
        Column(canvas.say("column.mode"), 7, optional=True),
        Column(canvas.say("column.caution"), 4, 8, optional=True),
    ]


def _row(canvas: Canvas, statement: Statement) -> list[Cell]:
    style = STYLES[statement.role]
    cautions = tuple(canvas.say(f"caution.{flag}") for flag in statement.flags if flag != ASSUMED)
    yellow: list[Style] = ["yellow"] * len(cautions)
    return [
        Cell((role(canvas, statement),), styles=(style,)),
        Cell((quantity(canvas, statement),), styles=(style,)),
        Cell((visible(subject(canvas, statement)),)),
        Cell((visible(statement.level),)),
        Cell((period(canvas, statement),)),
        Cell((visible(statement.org),)),
        Cell((canvas.say(f"mode.{statement.mode}") if statement.mode else "",)),
        Cell(cautions or ("",), canvas.say("separator"), yellow),
    ]


def role(canvas: Canvas, statement: Statement) -> str:
    """What a quantity is for, in a word; of a background quantity, what it is instead."""
    background = statement.role is Role.BACKGROUND and statement.detail
    return canvas.say(f"detail.{statement.detail}" if background else f"role.{statement.role}")


def quantity(canvas: Canvas, statement: Statement) -> str:
    """The figure with its unit and bound; of an event, that it is one."""
    unit = visible(statement.unit)
    if statement.value is not None:
        value = figures.figure(Fraction(statement.value), unit, canvas.lang)
    elif statement.low is not None and statement.high is not None:
        low = figures.number(Fraction(statement.low), canvas.lang)
        value = f"{low}~{figures.figure(Fraction(statement.high), unit, canvas.lang)}"
    elif statement.kind is Kind.EVENT:
        return canvas.say("reading.event")
    else:
        return visible(statement.quote) or cells.NOTHING
    return canvas.say(f"bound.{statement.bound}", value=value)


def period(canvas: Canvas, statement: Statement) -> str:
    """The time that a quantity speaks of, in brackets where its own sentence names none."""
    if statement.period is None:
        return ""
    written = write_period(statement.period)
    return canvas.say("reading.assumed", period=written) if ASSUMED in statement.flags else written


def subject(canvas: Canvas, statement: Statement) -> str:
    """What is spoken of, with what is done about it where that is not said in the subject itself."""
    if statement.kind is Kind.EVENT and len(statement.subject) > LONG:
        return statement.action
    if not statement.action or statement.action in statement.subject:
        return statement.subject
    return canvas.say("reading.subject", subject=statement.subject, action=statement.action)


# -- every numeral


def _explained(reading: Reading, text: Text, canvas: Canvas) -> Iterator[Line]:
    yield from wrapped(canvas, visible(reading.file), style="bold")
    yield from wrapped(canvas, _counts(canvas, reading))
    yield from _section(canvas, "reading.numerals", _numerals(canvas, reading, text), _numeral_columns(canvas))
    yield from _section(canvas, "reading.repairs", _repairs(canvas, reading, text), _repair_columns(canvas))


def _section(canvas: Canvas, key: str, rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Iterator[Line]:
    yield []
    yield [Span(canvas.say(key, n=len(rows)), "bold")]
    if rows:
        grid = Grid(canvas, columns, rows)
        yield from grid.header()
        yield from grid.body()
        yield from grid.note()


def _numeral_columns(canvas: Canvas) -> list[Column]:
    return [
        Column(canvas.say("column.place"), 2),
        Column(canvas.say("column.quoted"), 1, 8),
        Column(canvas.say("column.read_as"), 3, 8),
        Column(canvas.say("column.why"), 0),
    ]


def _numerals(canvas: Canvas, reading: Reading, text: Text) -> list[list[Cell]]:
    """Statements and what is none, in reading order."""
    rows: list[tuple[int, int, list[Cell]]] = []
    for each in in_order(reading):
        said = canvas.say("reading.said", quantity=quantity(canvas, each), subject=subject(canvas, each))
        row = [text.place(each.start), each.quote, role(canvas, each), visible(said)]
        rows.append((each.start, each.end, _cells(row, STYLES[each.role])))
    for masked in reading.masked:
        reason = canvas.say(f"masked.{masked.reason}")
        row = [text.place(masked.start), masked.quote, canvas.say("reading.no_quantity"), reason]
        rows.append((masked.start, masked.end, _cells(row, "dim")))
    return [row for _, _, row in sorted(rows, key=lambda each: each[:2])]


def _repair_columns(canvas: Canvas) -> list[Column]:
    return [
        Column(canvas.say("column.place"), 2),
        Column(canvas.say("column.repair"), 1, 8),
        Column(canvas.say("column.before"), 0),
        Column(canvas.say("column.after"), 3, 8),
    ]


def _repairs(canvas: Canvas, reading: Reading, text: Text) -> list[list[Cell]]:
    return [
        _cells([text.place(each.start), canvas.say(f"repair.{each.kind}"), _ends(each.before), _ends(each.after)], "")
        for each in reading.repairs
    ]


def _ends(text: str) -> str:
    """A text whose line ends can be seen."""
    return text.replace("\r", "\\r").replace("\n", "\\n")


def _cells(texts: Iterable[str], style: Style) -> list[Cell]:
    return [Cell((visible(each),), styles=(style,)) for each in texts]
