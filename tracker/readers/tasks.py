"""Tasks from a workbook or from a table of a document: a header of one or several rows, beneath it one task a row.

Columns are known by the names that people use. What stands above the header is a title. A cell merged over several
rows speaks for all of them; a row with a single cell is a heading, the theme of the rows beneath it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tracker.model.document import Table
from tracker.model.task import Task, Tasks
from tracker.problems import Problem, Source
from tracker.readers.fields import COLUMN_LIMIT, NUMBERING, plain
from tracker.readers.workbook import Cell, Sheet, column_letters, read_sheets
from tracker.readers.zipguard import Objection

HEADER_ROWS = 10
HEADERS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "任务", "任务名称", "工作任务", "重点任务", "主要任务", "任务内容", "目标任务", "工作内容", "具体任务",
        "事项", "工作事项", "重点工作", "项目", "项目名称", "指标", "指标名称", "考核指标", "内容",
    ),
    "goal": (
        "目标值", "目标", "年度目标", "年度目标值", "目标数", "任务数", "计划数", "指标值", "数量", "工作目标",
        "年度任务", "目标要求", "完成标准",
    ),
    "unit": ("计量单位", "数量单位", "单位"),
    "theme": ("类别", "领域", "重点领域", "专题", "分类", "任务类别", "板块"),
    "lead": (
        "牵头单位", "牵头", "牵头部门", "责任单位", "责任部门", "责任科室", "主责单位", "主办单位", "承办单位",
        "牵头科室",
    ),
    "support": ("配合单位", "配合", "配合部门", "协办单位", "参与单位", "配合科室"),
    "start": ("开始时间", "启动时间", "起始时间", "开工时间"),
    "due": (
        "完成时限", "时限", "完成时间", "完成日期", "截止时间", "截止日期", "期限", "时间要求", "计划完成时间",
        "办结时限",
    ),
    "baseline": ("基期值", "基数", "现状值", "现状", "上年完成", "上年完成值"),
    "note": ("备注", "说明"),
}  # fmt: skip
"""What each column may be called; the name under a merged header counts before the merged one."""
FIELDS = {plain(name): field for field, names in HEADERS.items() for name in names}
NUMBERS = frozenset((*NUMBERING, "编号", "任务编号"))
SPREADING = frozenset(("text", "unit", "theme", "lead", "support", "start", "due", "note"))
"""Fields whose merged cell speaks for every row beside it; a target value is that of its own row."""


def read_tasks(raw: bytes, name: str) -> Tasks:
    """The tasks of every visible sheet that has a header.

    Args:
        raw: the bytes of an xlsx file.
        name: its name, as sources and problems shall show it.
    """
    found = read_sheets(raw)
    if isinstance(found, Objection):
        return Tasks((), (Problem(Source(name), found.code, found.params),))
    tasks: list[Task] = []
    for sheet in found:
        header = _header(sheet)
        if header is not None and not sheet.hidden:
            tasks += _Rows(sheet, header, partial(_cell_of, name, sheet)).tasks()
    return Tasks(tuple(tasks), () if tasks else (Problem(Source(name), "P101"),))


def _cell_of(name: str, sheet: Sheet, row: int, column: int, quote: str) -> Source:
    """A cell of a workbook as a place."""
    return Source(name, row, column, None, None, f"{sheet.name}!{column_letters(column)}{row}", quote)


def tasks_of(table: Table) -> tuple[Task, ...]:
    """The tasks of a table in a document; none if it has no header of tasks.

    >>> from tracker.model.document import TableCell
    >>> cells = [("任务", "目标值"), ("新建村卫生室", "50个")]
    >>> table = Table("table1", tuple(
    ...     TableCell(row, column, row, column, text, Source("要点.docx", cell=f"table1.{row}{column}"))
    ...     for row, texts in enumerate(cells, 1) for column, text in enumerate(texts, 1)
    ... ))
    >>> [(task.text, task.goal, str(task.source)) for task in tasks_of(table)]
    [('新建村卫生室', '50个', '要点.docx!table1.21')]
    """
    sheet = Sheet(table.name, hidden=False)
    for cell in table.cells:
        if cell.text:
            sheet.rows.setdefault(cell.row, {})[cell.column] = Cell("text", cell.text)
        if (cell.bottom, cell.right) != (cell.row, cell.column):
            sheet.merged.append((cell.row, cell.column, cell.bottom, cell.right))
    header = _header(sheet)
    if header is None:
        return ()
    places = {(cell.row, cell.column): cell.source for cell in table.cells}
    rows = {cell.row: cell.source for cell in reversed(table.cells)}
    return tuple(_Rows(sheet, header, lambda row, column, quote: places.get((row, column), rows[row])).tasks())


@dataclass(frozen=True, slots=True)
class _Header:
    """The rows of a header, and by its number each column's field (or its own name) and its header."""

    last: int
    fields: Mapping[int, str]
    names: Mapping[int, str]


def _header(sheet: Sheet) -> _Header | None:
    """The first rows with a task and something else that is known."""
    for first in sorted(sheet.rows)[:HEADER_ROWS]:
        if len(sheet.rows[first]) < 2:  # a title
            continue
        rows = range(first, _last_of_header(sheet, first) + 1)
        columns = sorted({column for row in rows for column in sheet.rows.get(row, {})})[:COLUMN_LIMIT]
        over = _covered(sheet, rows)
        names = {column: _stack(sheet, over, column, rows) for column in columns}
        fields = _fields(names)
        if len(fields) > 1 and "text" in fields.values():
            return _Header(rows[-1], fields, {column: "/".join(stack) for column, stack in names.items()})
    return None


def _last_of_header(sheet: Sheet, first: int) -> int:
    """The last row of a header: as deep as its cells are merged, or one more under a cell merged over columns."""
    depth, named = first, _named(sheet, first + 1)
    for top, left, bottom, right in sheet.merged:
        if top == first and left in sheet.rows[first]:
            depth = max(depth, bottom, first + 1 if right > left and named else first)
    return min(depth, first + 3)


def _named(sheet: Sheet, row: int) -> bool:
    """Whether a row holds nothing but texts, one of them a known header."""
    cells = sheet.rows.get(row, {}).values()
    return all(cell.kind == "text" for cell in cells) and any(plain(str(cell.value)) in FIELDS for cell in cells)


_Place = tuple[int, int]


def _covered(sheet: Sheet, rows: range) -> dict[_Place, _Place]:
    """By row and column of a header, the cell that is merged over them."""
    over: dict[_Place, _Place] = {}
    for top, left, bottom, right in [each for each in sheet.merged if each[0] in rows][:COLUMN_LIMIT]:
        for row in range(top, min(bottom, rows[-1]) + 1):
            for column in range(left, min(right, left + COLUMN_LIMIT) + 1):
                over.setdefault((row, column), (top, left))
    return over


def _stack(sheet: Sheet, over: Mapping[_Place, _Place], column: int, rows: range) -> tuple[str, ...]:
    """The names above a column, from the top, each once."""
    names: list[str] = []
    for row in rows:
        top, left = over.get((row, column), (row, column))
        cell = sheet.rows.get(row, {}).get(column) or sheet.rows.get(top, {}).get(left)
        if cell is not None and cell.kind == "text" and str(cell.value).strip() not in names:
            names.append(str(cell.value).strip())
    return tuple(names)


def _fields(names: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """Each column's field; of two tasks the first is the theme, of two owners the second supports."""
    found = {column: field for column, stack in names.items() if (field := _field(stack))}
    texts = [column for column, field in found.items() if field == "text"]
    for column in texts[:-1]:
        found[column] = "theme"
    owners = [column for column, field in found.items() if field == "lead"]
    if len(owners) > 1 and "support" not in found.values():
        found[owners[1]] = "support"
    units = [column for column, field in found.items() if field == "unit"]
    if "lead" not in found.values() and (len(units) > 1 or (units and "goal" not in found.values())):
        found[units[-1]] = "lead"
    return found


def _field(stack: tuple[str, ...]) -> str:
    """The field of a column by the names above it, the lowest first."""
    return next((FIELDS[plain(name)] for name in reversed(stack) if plain(name) in FIELDS), "")


class _Rows:
    """A header of a sheet and the rows under it; `place` says where a cell stands."""

    def __init__(self, sheet: Sheet, header: _Header, place: Callable[[int, int, str], Source]) -> None:
        self.sheet = sheet
        self.header = header
        self.place = place
        self.heading = ""
        self.spread = {column: _stretches(sheet, column, header.last) for column in self._spreading()}

    def _spreading(self) -> list[int]:
        return [column for column, field in self.header.fields.items() if field in SPREADING]

    def tasks(self) -> Iterator[Task]:
        """One task for every row with something in it."""
        for number in sorted(row for row in self.sheet.rows if row > self.header.last):
            row = {column: shown for column, cell in self.sheet.rows[number].items() if (shown := _shown(cell))}
            if row:
                yield self._task(number, row)

    def _task(self, number: int, own: Mapping[int, str]) -> Task:
        row = {**self._above(number), **own}
        said, others = self._said(row)
        place = max((column for column in row if self.header.fields.get(column) == "text"), default=min(own))
        if len(row) == 1 or "text" not in said:
            words = " ".join(own[column] for column in sorted(own))
            self.heading = words if len(row) == 1 else self.heading
            return Task(self.place(number, place, words))
        return Task(self.place(number, place, said["text"]), others=others, **{"theme": self.heading, **said})

    def _above(self, number: int) -> dict[int, str]:
        """What merged cells that begin in a row above say of this one."""
        above: dict[int, str] = {}
        for column, stretches in self.spread.items():
            place = bisect_right(stretches, (number, 0, "")) - 1
            if place >= 0 and stretches[place][1] >= number:
                above[column] = stretches[place][2]
        return above

    def _said(self, row: Mapping[int, str]) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
        """The cells of a row by their fields, and those under other headers."""
        said: dict[str, str] = {}
        others: list[tuple[str, str]] = []
        for column, shown in sorted(row.items()):
            field = self.header.fields.get(column)
            header = self.header.names.get(column, column_letters(column))
            if field is not None:
                said[field] = f"{said[field]} {shown}" if field in said else shown
            elif plain(header) not in NUMBERS:
                others.append((header, shown))
        return said, tuple(others)


def _stretches(sheet: Sheet, column: int, header: int) -> list[tuple[int, int, str]]:
    """The merged cells of a column beneath the header: first and last row, and what they say."""
    found = []
    for top, left, bottom, right in sheet.merged:
        if top > header and left <= column <= right and bottom > top:
            cell = sheet.rows.get(top, {}).get(left)
            if cell is not None and (shown := _shown(cell)):
                found.append((top, bottom, shown))
    return sorted(found)


def _shown(cell: Cell) -> str:
    """A cell as text: a day as ISO writes it, a percentage with its sign; of a formula never calculated nothing."""
    value = cell.value
    match cell.kind:
        case "number" | "percent":
            return f"{value:f}{'%' if cell.kind == 'percent' else ''}"
        case "flag":
            return "true" if value else "false"
        case _:
            return " ".join(str(value).split())
