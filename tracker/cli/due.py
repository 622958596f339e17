"""`tracker due`: what falls due, as a table or a calendar file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, Sources, ascii_only, judging, option, plans
from tracker.problems import refuse
from tracker.render.layout import Canvas, Page

if TYPE_CHECKING:
    from tracker.cli.gather import Gathered

WITHIN = "30d"
_LENGTH = re.compile(r"(\d{1,5})\s*(d|w|m|y|天|日|周|个?月|年)?", re.IGNORECASE)
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "月": 30, "个月": 30, "y": 365, "年": 365}


def days(written: str) -> int:
    """A length of time in days; a month counts 30, a year 365.

    Raises:
        PlanError: not a length of time.

    >>> days("30d"), days("2周"), days("90")
    (30, 14, 90)
    """
    match = _LENGTH.fullmatch(written.strip())
    if match is None:
        raise refuse("", "W133", found=written)
    return int(match[1]) * _DAYS[(match[2] or "d").lower()]


def command(lang: str) -> click.Command:
    """The command in a language."""

    def due(
        within: str | None, org: str | None, lead: str | None, orgs: bool, ics: Path | None, unreported: str | None,
        ascii_only: bool, **sources: object,
    ) -> int:  # fmt: skip
        from tracker.cli.gather import account, gather, report_rows
        from tracker.render.due import falling_due, page

        horizon = None if within is None and ics is not None else days(within or WITHIN)
        gathered = gather(Sources(**sources), lang)  # type: ignore[arg-type]  # click has checked them
        if unreported is not None:
            console.show([_unreported(gathered, unreported, org, lead)], lang, ascii_only=ascii_only)
            return 0
        board = gathered.board()
        rows = account(board, gathered)
        if org or lead:
            board = board.filter(org=org, lead=lead)
        duties = falling_due(board, gathered.plans, within=horizon, orgs=orgs or org is not None)
        if ics is not None:
            from tracker.render.ics import calendar

            console.write(calendar(duties, board.as_of, Canvas(lang=lang)), ics, lang)
        else:
            console.show([page(board, duties, horizon)], lang, ascii_only=ascii_only)
        report_rows(rows, gathered)
        return 0

    return Command(
        "due",
        callback=due,
        help=words.say("help.due", lang),
        params=[
            plans(lang),
            option(lang, "--within", metavar="30d"),
            option(lang, "--ics", type=PATH, metavar="FILE"),
            option(lang, "--unreported", metavar="PERIOD"),
            option(lang, "--org", metavar="NAME"),
            option(lang, "--lead", metavar="NAME"),
            option(lang, "--orgs", is_flag=True),
            *judging(lang),
            ascii_only(lang),
        ],
    )


def _unreported(gathered: Gathered, written: str, org: str | None, lead: str | None) -> Page:
    """Who has not reported for a period: of a target that is shared out, its units, else the department that leads."""
    from tracker.render.unreported import page
    from tracker.report.reporting import missing
    from tracker.workflow.summary import period_named, touching

    period = period_named(written)
    board = gathered._replace(plans=touching(gathered.plans, period), as_of=period.end).board()
    if org or lead:
        board = board.filter(org=org, lead=lead)
    shared = {(a.plan, a.target) for a in board.assessments if a.scope == "org"}
    judged = [a for a in board.assessments if a.scope == "org" or (a.plan, a.target) not in shared]
    return page(missing(judged, gathered.plans, period), period, gathered.known_at or gathered.as_of)
