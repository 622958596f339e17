"""Documents opened and read: what a report says, with the places of the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker import readers
from tracker.calendar import Period, parse_day, parse_period
from tracker.model.document import Document
from tracker.model.statement import Masked, Reading, Repair, Span, Statement
from tracker.problems import PlanError, Problem, Source, refuse
from tracker.readers import documents
from tracker.workflow.achievements import Achievements, from_rows
from tracker.workflow.files import read_bytes
from tracker.workflow.judging import day

TITLE_LINES, TITLE_LENGTH = 6, 40
_PLACE = re.compile(r"(?:中共)?([\u4e00-\u9fff]{1,7}?(?:省|自治区|自治州|市|县|区|旗))")
_NO_PLACES = (
    "社区",
    "小区",
    "校区",
    "园区",
    "景区",
    "院区",
    "病区",
    "地区",
    "城区",
    "片区",
    "灾区",
    "山区",
    "辖区",
    "库区",
)
_OWN = re.compile("全|^[我本各]")
_TELLS = re.compile("总结|报告|汇报|情况|简报|通报|公报|进展|成效|综述")
_DATED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-年._]?(?P<month>0[1-9]|1[0-2]|[1-9](?=月))(?!\d))?")


@dataclass(frozen=True, slots=True)
class Report:
    """A document and what it says. The places in `reading` are those of the file's own text.

    A file that has no characters of its own (docx, pdf) has the text that was read from it.
    """

    document: Document
    reading: Reading
    places: dict[str, Source]

    @property
    def text(self) -> str:
        """The text that the places count in."""
        return self.document.original or self.document.text

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read of the file."""
        return self.document.problems

    @property
    def rows(self) -> Achievements:
        """The rows of its tables that report under known headers; their text is no part of the reading."""
        from tracker.readers.tablerows import document_rows

        return from_rows(document_rows(self.document, as_of=dated(Path(self.document.name).name)))

    def source(self, statement: Statement) -> Source:
        """Where a statement stands: file, line and column, or paragraph, cell or page; and the words quoted."""
        return self.places[statement.id]


def read_document(
    path: str | Path,
    *,
    as_of: date | str | None = None,
    org: str | None = None,
    period: Period | str | None = None,
    encoding: str | None = None,
) -> Report:
    """Open a document and read it.

    Args:
        path: a text, Markdown, HTML, docx or pdf file.
        as_of: the day against which 今年 and 目前 are read where the document names none; by default the year or
            month in the file's name.
        org: whose document it is.
        period: the time that it tells of, where it names none itself.
        encoding: of a text file; without it the usual ones are told apart.

    Raises:
        PlanError: the file cannot be read at all, or a day or period cannot be understood.
    """
    from tracker.text.read import read

    path = Path(path)
    document = documents.read_document(read_bytes(path), str(path), encoding=encoding)
    if document.problems and not document.text and not document.tables:
        raise PlanError(document.problems)
    found = read(
        document.text,
        str(path),
        as_of=day(as_of) if as_of is not None else dated(path.name),
        org=org or "",
        period=period_of(period) if period is not None else None,
    )
    return _placed(document, found)


def read_report(
    path: str | Path,
    *,
    as_of: date | str | None = None,
    org: str | None = None,
    period: Period | str | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read the quantities of a report: what each is said of, promised or achieved, and for which time.

    Args:
        path: a text, Markdown, HTML, docx or pdf file.
        as_of: the day against which 今年 and 目前 are read where the document names none.
        org: whose report it is.
        period: the time that it tells of, where it names none itself.
        encoding: of a text file; without it the usual ones are told apart.

    Returns:
        The statements, the events without a number, every other numeral with its reason, and the repairs. The places
        are characters of the file's own text.

    Raises:
        PlanError: the file cannot be read at all, or a day or period cannot be understood.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> report = Path(folder.name, "2021年工作总结.txt")
    >>> _ = report.write_text("2021年新建示范卫生室50个。", encoding="utf-8")
    >>> [(each.quote, each.subject, each.value) for each in read_report(report).statements]
    [('50个', '示范卫生室', Decimal('50'))]
    >>> folder.cleanup()
    """
    return read_document(path, as_of=as_of, org=org, period=period, encoding=encoding).reading


def documents_among(paths: Iterable[Path], encoding: str | None = None) -> tuple[list[Path], list[Path]]:
    """Files of rows and documents told apart: a text file is a document unless it holds rows."""
    rows: list[Path] = []
    told: list[Path] = []
    for path in paths:
        (told if _is_document(path, encoding) else rows).append(path)
    return rows, told


def _is_document(path: Path, encoding: str | None) -> bool:
    suffix = path.suffix.lower()
    if suffix not in documents.DOCUMENT_SUFFIXES or path.is_dir():
        return False
    return (
        suffix not in readers.SUFFIXES or not readers.read_rows(read_bytes(path), str(path), encoding=encoding).rows_in
    )


def place_of(text: str) -> str:
    """The place whose report a text is, by its title: 甲市2021年工作总结; nothing where the title names none.

    >>> place_of("甲市2021年卫生健康工作总结\\n全市建成…"), place_of("2021年工作总结"), place_of("示范社区工作总结")
    ('甲市', '', '')
    """
    front = [line.strip() for line in text.splitlines()[:TITLE_LINES]]
    titles = (_PLACE.match(line) for line in front if line and len(line) <= TITLE_LENGTH and _TELLS.search(line))
    found = next((match[1] for match in titles if match is not None), "")
    return "" if found.endswith(_NO_PLACES) or _OWN.search(found) else found


def of_place(found: Reading, place: str) -> Reading:
    """What was read, of a place; what names its own keeps it."""
    return replace(
        found,
        statements=tuple(each if each.org else replace(each, org=place) for each in found.statements),
        events=tuple(each if each.org else replace(each, org=place) for each in found.events),
    )


def dated(name: str) -> date | None:
    """The last day of the year or month in a file's name.

    >>> dated("2011年政府工作报告.docx"), dated("2021-06.md"), dated("总结.txt")
    (datetime.date(2011, 12, 31), datetime.date(2021, 6, 30), None)
    """
    match = _DATED.search(name)
    if match is None:
        return None
    return parse_day("-".join(part for part in (match["year"], match["month"]) if part), last=True)


def period_of(written: Period | str) -> Period:
    """A period as people write it.

    Raises:
        PlanError: not a period.
    """
    if isinstance(written, Period):
        return written
    try:
        return parse_period(written)
    except ValueError:
        raise refuse("", "T121", key="--period", found=written) from None


def _placed(document: Document, found: Reading) -> Report:
    """What was read, its places moved from the text to the file's own."""
    places = {each.id: document.place(each.start, each.end) for each in (*found.statements, *found.events)}
    if not document.original:
        return Report(document, found, places)

    def span(start: int, end: int) -> Span:
        place = document.place(start, end)
        return Span(place.start or 0, place.end or 0)

    def statement(each: Statement) -> Statement:
        start, end = span(each.start, each.end)
        quote = document.original[start:end]
        return replace(each, start=start, end=end, quote=quote, sentence_span=span(*each.sentence_span))

    def masked(each: Masked) -> Masked:
        start, end = span(each.start, each.end)
        return each._replace(start=start, end=end, quote=document.original[start:end])

    def repair(each: Repair) -> Repair:
        start, end = span(each.start, each.end)
        return each._replace(start=start, end=end)

    reading = replace(
        found,
        statements=tuple(map(statement, found.statements)),
        events=tuple(map(statement, found.events)),
        masked=tuple(map(masked, found.masked)),
        repairs=tuple(map(repair, found.repairs)),
    )
    return Report(document, reading, places)
