"""From a planning document or a task table to a plan file for a person to edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracker.calendar import Period
from tracker.plans.drafting import draft, draft_tasks
from tracker.problems import PlanError
from tracker.workflow.documents import period_of, read_document
from tracker.workflow.files import read_bytes, refuse

TABLES = (".xlsx", ".xlsm")


def draft_plan(
    path: str | Path,
    *,
    period: str | Period,
    org: str = "",
    encoding: str | None = None,
    lang: str = "zh",
) -> str:
    """Draft a plan from what a document promises, or from the rows of a workbook of tasks (台账).

    Args:
        path: a text, Markdown, HTML, docx or pdf file; or an xlsx file with one task a row.
        period: the period of the plan, such as `2021`; promises of an earlier one are left out.
        org: whose plan it is.
        encoding: of a text file; without it the usual ones are told apart.
        lang: the language of the comments.

    Returns:
        A plan file as text: one target for each promise, what is doubtful in a comment beside it. It loads as it is.

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
        from tracker.readers.tasks import read_tasks

        table = read_tasks(read_bytes(path), path.name)
        if table.problems:
            raise PlanError(table.problems)
        text = draft_tasks(table.tasks, period=when, org=org, lang=lang)
    else:
        report = read_document(path, org=org, period=when, encoding=encoding)
        text = draft(replace(report.reading, file=path.name), period=when, org=org, lang=lang)
    if not text:
        raise refuse(path, "P102", period=period, file=path)
    return text
