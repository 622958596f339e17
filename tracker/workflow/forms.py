"""A blank reporting sheet for one unit, made of its targets as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.board import Board, must_know
from tracker.calendar import Period
from tracker.model.assessment import Assessment, Status
from tracker.model.plan import Plan
from tracker.problems import refuse
from tracker.render.form import Asked, Line, form
from tracker.render.layout import Canvas, visible
from tracker.report.selection import belongs, names_in


def lines_of(plans: Iterable[Plan], board: Board, org: str) -> list[Line]:
    """The targets that a unit reports on: its own, those allocated to it, and those that it leads.

    Raises:
        PlanError: no target is the unit's; the nearest names are told.
    """
    targets = {(plan.id, target.id): target for plan in plans for target in plan.targets}
    must_know((name for a in board for name in (a.org, *names_in(a.lead))), "org", org)
    return [Line(targets[a.plan, a.target], a) for a in board if a.status is not Status.WITHDRAWN and _reports(a, org)]


def _reports(a: Assessment, org: str) -> bool:
    """Whether a unit reports on it: what a department leads, it reports as a whole."""
    return belongs(a, org=org) or (a.scope == "plan" and belongs(a, lead=org))


def blank_form(
    plans: Sequence[Plan], board: Board, org: str, *, period: Period | None = None, lang: str = "zh"
) -> bytes:
    """The sheet as the bytes of an xlsx file.

    Args:
        plans: the plans of the board.
        board: how they stand: goals and last values are shown.
        org: the unit that fills it in.
        period: what is reported on; its last day stands in the sheet.
        lang: the language of the sheet.

    Raises:
        PlanError: no target is the unit's, or a package is missing.
    """
    lines = lines_of(plans, board, org)
    until = period.end if period else None
    try:
        return form(lines, Asked(_title(plans, org, until, lang), until, until or board.as_of, lang))
    except ModuleNotFoundError as error:
        raise refuse("", "S102", found=error.name or error) from None


def _title(plans: Sequence[Plan], org: str, until: date | None, lang: str) -> str:
    canvas = Canvas(lang=lang)
    names = canvas.say("separator").join(visible(plan.title or plan.id) for plan in plans)
    return canvas.say("form.title.until" if until else "form.title", org=visible(org), plan=names, day=until)
