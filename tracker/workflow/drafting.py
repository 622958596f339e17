"""From a planning document or a task table to a plan file for a person to edit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from tracker.calendar import Period
from tracker.model.statement import Reading, Statement
from tracker.model.task import Task
from tracker.plans.drafting import draft
from tracker.problems import PlanError, refuse
from tracker.readers.tasks import read_tasks, tasks_of
from tracker.workflow.documents import Report, period_of, read_document
from tracker.workflow.files import read_bytes

TABLES = (".xlsx", ".xlsm")


def draft_plan(
    path: str | Path,
    *,
    period: str | Period,
    org: str = "",
    encoding: str | None = None,
    lang: str = "zh",
) -> str:
    """Draft a plan from what a document promises, in prose or in tables of tasks, or from a workbook of tasks (台账).

    Args:
        path: a text, Markdown, HTML, docx or pdf file; or an xlsx file with one task a row.
        period: the period of the plan, such as `2021`; promises of an earlier one are left out.
        org: whose plan it is.
        encoding: of a text file; without it the usual ones are told apart.
        lang: the language of the comments.

    Returns:
        A plan file as text: one target for each promise and each row, what is doubtful in a comment beside it. It
        loads as it is.

    Raises:
        PlanError: the file cannot be read, or it promises nothing for the period.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> document = Path(folder.name, "要点.txt")
    >>> _ = document.write_text("2021年工作计划\\n2021年计划新建示范卫生室50个。", encoding="utf-8")
    >>> print("\\n".join(draft_plan(document, period="2021", org="示例市").splitlines()[3:12]))
    plan: 示例市-2021
    title: 示例市2021年工作目标
    org: 示例市
    period: 2021
    targets:
      - id: 新建示范卫生室
        text: 新建示范卫生室
        at_least: 50
        unit: 个
    >>> folder.cleanup()
    """
    path = Path(path)
    when = period_of(period)
    if path.suffix.lower() in TABLES:
        table = read_tasks(read_bytes(path), path.name)
        if table.problems:
            raise PlanError(table.problems)
        reading, tasks = Reading(path.name), table.tasks
    else:
        report = read_document(path, org=org, period=when, encoding=encoding)
        reading, tasks = _apart(report, path.name)
    text = draft(reading, tasks, period=when, org=org, lang=lang)
    if not text:
        raise refuse(path, "P102", period=period, file=path)
    return text


def _apart(report: Report, name: str) -> tuple[Reading, tuple[Task, ...]]:
    """What a document says outside its tables of tasks, and the rows of those."""
    tasks: list[Task] = []
    cells: list[tuple[int, int]] = []
    for table in report.document.tables:
        if rows := tasks_of(table):
            tasks += (row._replace(source=row.source._replace(file=name)) for row in rows)
            cells += ((cell.source.start or 0, cell.source.end or 0) for cell in table.cells)
    cells.sort()

    def prose(said: Statement) -> bool:
        place = bisect_right(cells, said.start, key=lambda cell: cell[0]) - 1
        return place < 0 or said.start >= cells[place][1]

    reading = replace(
        report.reading,
        file=name,
        statements=tuple(filter(prose, report.reading.statements)),
        events=tuple(filter(prose, report.reading.events)),
    )
    return reading, tuple(tasks)
