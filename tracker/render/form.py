"""The blank sheet that one unit fills in: a row a target, what was promised and last reported beside the empty cells.

Its headers are those that rows are read under; the columns that are handed out filled say so (已填), so that a row in
which nothing else stands is no row, however the sheet is sorted and its columns are moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

from tracker import words
from tracker.model.assessment import Assessment
from tracker.model.plan import Measure, Target
from tracker.readers.fields import FIELDS
from tracker.render import cells
from tracker.render.book.cells import fits
from tracker.render.book.styles import NUMBERS, Styles
from tracker.render.book.values import FORBIDDEN
from tracker.render.layout import Canvas, visible

TITLE, HINT, HEAD = 0, 1, 2
"""The lines above the rows, counted from 0."""
LIST_LIMIT = 255
"""Characters that the choices of a cell may have together."""
FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
A4 = 9
MARGIN = Decimal("0.4")
"""Inches."""
HEIGHT = 32
"""Points of two lines of text: Excel makes no room by itself for text that a program wrote."""
TEXT = 30
"""Characters across the column of tasks."""


class Asked(NamedTuple):
    """Whose form it is: its title, the day that it is for (None: to be filled in), the day on which it was made."""

    title: str
    until: date | None
    made: date
    lang: str


class Line(NamedTuple):
    """A row of the form: a target, and how it stands."""

    target: Target
    judged: Assessment


class Given(NamedTuple):
    """A column that is handed out filled: the field or phrase of its head, its width (0: hidden), what stands in it."""

    key: str
    width: int
    filled: Callable[[Line, Canvas], str | date]


class Empty(NamedTuple):
    """A column to be filled in: its field, its width, and for which targets it is open."""

    field: str
    width: int
    is_open: Callable[[Target], bool] = lambda target: True


def _is_number(target: Target) -> bool:
    return target.kind in (Measure.COUNT, Measure.LEVEL)


GIVEN: tuple[Given, ...] = (
    Given("plan", 0, lambda line, canvas: line.judged.plan),
    Given("target", 0, lambda line, canvas: line.judged.target),
    Given("text", TEXT, lambda line, canvas: line.judged.text),
    Given("org", 10, lambda line, canvas: line.judged.org if line.judged.of_unit else ""),
    Given("form.goal", 11, lambda line, canvas: cells.goal(canvas, line.judged)),
    Given("form.due", 11, lambda line, canvas: line.judged.due),
    Given("form.last", 11, lambda line, canvas: cells.actual(canvas, line.judged)),
    Given("form.last_day", 11, lambda line, canvas: line.judged.as_of or ""),
    Given("unit", 8, lambda line, canvas: line.judged.unit),
)
EMPTY: tuple[Empty, ...] = (
    Empty("as_of", 11),
    Empty("mode", 7, lambda target: target.kind is Measure.COUNT and target.each is None),
    Empty("value", 9, _is_number),
    Empty("numerator", 8, lambda target: target.kind is Measure.LEVEL),
    Empty("denominator", 8, lambda target: target.kind is Measure.LEVEL),
    Empty("done_on", 11, lambda target: target.kind is Measure.MILESTONE),
    Empty("step", 10, lambda target: bool(target.steps)),
    Empty("grade", 10, lambda target: target.kind is Measure.GRADED),
    Empty("reason", 18),
    Empty("next_step", 18),
    Empty("note", 12),
)
HEADERS = {field.name: field.headers[0] for field in FIELDS}
DAYS = frozenset(field.name for field in FIELDS if field.is_day)
NUMBERS_ASKED = frozenset(field.name for field in FIELDS if field.is_number)
MODES = ("to_date", "increment", "point")


def form(lines: Sequence[Line], asked: Asked) -> bytes:
    """The sheet as the bytes of an xlsx file, the same for the same lines.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # ships no types

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, options)
    made = asked.made
    book.set_properties({"title": asked.title[:255], "created": datetime(made.year, made.month, made.day)})
    _Form(book, asked, lines).write()
    book.close()
    return target.getvalue()


class _Form:
    """Writes the one sheet of a form."""

    def __init__(self, book: Any, asked: Asked, lines: Sequence[Line]) -> None:
        self.asked, self.styles, self.lines = asked, Styles(book), lines
        self.canvas = canvas = Canvas(lang=asked.lang)
        self.given = [each for each in GIVEN if not each.width or any(each.filled(line, canvas) for line in lines)]
        self.empty = [each for each in EMPTY if any(each.is_open(line.target) for line in lines)]
        name = self.canvas.say("form.sheet")
        self.sheet = book.add_worksheet("".join("_" if char in FORBIDDEN else char for char in name))
        edge = {"border": 1, "border_color": "#8C9AA8", "valign": "top", "text_wrap": True}
        self.open: Mapping[bool, object] = {
            is_day: book.add_format({**edge, "locked": False, "num_format": NUMBERS["day"] if is_day else "General"})
            for is_day in (False, True)
        }
        self.shut = book.add_format({**edge, "bg_color": "#ECECEC"})
        self.shut_day = book.add_format({**edge, "bg_color": "#ECECEC", "num_format": NUMBERS["day"]})

    def write(self) -> None:
        """Title, heads, a row a target, in the columns that a target has a use for; protected, and ready for print."""
        sheet, canvas = self.sheet, self.canvas
        sheet.write_string(TITLE, 2, fits(visible(self.asked.title)), self.styles.named("title"))
        sheet.write_string(HINT, 2, canvas.say("form.hint"))
        sheet.set_row(TITLE, HEIGHT)
        sheet.set_row(HEAD, HEIGHT)
        for column, given in enumerate(self.given):
            sheet.set_column(column, column, given.width, None, {} if given.width else {"hidden": True})
            sheet.write_string(HEAD, column, self._given_head(given.key), self.styles.named("head"))
        for column, empty in enumerate(self.empty, len(self.given)):
            sheet.set_column(column, column, empty.width)
            sheet.write_string(HEAD, column, self._head(empty), self.styles.named("head"))
        for number, line in enumerate(self.lines, HEAD + 1):
            self._line(number, line)
        self._finish()

    def _given_head(self, key: str) -> str:
        said = self.canvas.say(key) if "." in key else self._field(key)
        return self.canvas.say("form.given", head=said)

    def _head(self, empty: Empty) -> str:
        """The head of a column to fill in; the day that the form is for stands in its cells already."""
        name = self._field(empty.field)
        return self.canvas.say("form.given", head=name) if empty.field == "as_of" and self.asked.until else name

    def _field(self, name: str) -> str:
        return HEADERS[name] if self.asked.lang == "zh" else name

    def _line(self, number: int, line: Line) -> None:
        self.sheet.set_row(number, HEIGHT * (1 + words.cell_width(line.judged.text) // (2 * TEXT)))
        for column, given in enumerate(self.given):
            self._given(number, column, given.filled(line, self.canvas))
        for column, empty in enumerate(self.empty, len(self.given)):
            if not empty.is_open(line.target):
                self.sheet.write_blank(number, column, None, self.shut)
                continue
            style = self.open[empty.field in DAYS]
            if empty.field == "as_of" and self.asked.until:
                self.sheet.write_datetime(number, column, self.asked.until, style)
            else:
                self.sheet.write_blank(number, column, None, style)
            for rule in self._rules(empty.field, line.target):
                self.sheet.data_validation(number, column, number, column, rule)

    def _given(self, number: int, column: int, value: str | date) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(number, column, value, self.shut_day)
        elif value:
            self.sheet.write_string(number, column, fits(visible(value)), self.shut)
        else:
            self.sheet.write_blank(number, column, None, self.shut)

    def _rules(self, field: str, target: Target) -> Iterator[dict[str, object]]:
        """What may be written into a cell; a number may be refused with a question only: 约200 is an answer too."""
        message = self.canvas.say(f"form.{self._kind(field)}")
        said = {"error_title": self.canvas.say("form.wrong"), "error_message": message}
        if field in DAYS:
            yield {"validate": "date", "criteria": "between", "minimum": FIRST, "maximum": LAST, **said}
        elif field in NUMBERS_ASKED:
            yield {"validate": "decimal", "criteria": "between", "minimum": -(10**15), "maximum": 10**15,
                   "error_type": "warning", **said}  # fmt: skip
        elif choices := self._choices(field, target):
            yield {"validate": "list", "source": choices, **said}

    @staticmethod
    def _kind(field: str) -> str:
        return "day" if field in DAYS else "number" if field in NUMBERS_ASKED else "choice"

    def _choices(self, field: str, target: Target) -> list[str]:
        """What a cell offers; nothing where it does not fit into what Excel can offer."""
        offered = {
            "grade": list(target.grades),
            "step": [step.name for step in target.steps],
            "mode": [self.canvas.say(f"mode.{mode}") if self.asked.lang == "zh" else mode for mode in MODES],
        }.get(field, [])
        fitting = len(",".join(offered)) <= LIST_LIMIT and not any("," in each for each in offered)
        return offered if fitting else []

    def _finish(self) -> None:
        sheet = self.sheet
        sheet.freeze_panes(HEAD + 1, 3)
        sheet.repeat_rows(HEAD)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=2 * MARGIN)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C- &P -")
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
