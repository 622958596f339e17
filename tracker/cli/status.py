"""`tracker status`: the board, as a table or for machines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import Sources, ascii_only, choose_format, judging, option, output, plans

if TYPE_CHECKING:
    from tracker.board import Board


def command(lang: str) -> click.Command:
    """The command in a language."""

    def status(
        only: str | None,
        org: str | None,
        lead: str | None,
        theme: str | None,
        fail_on: str | None,
        strict: bool,
        orgs: bool,
        ascii_only: bool,
        output: Path | None,
        json: bool,
        csv: bool,
        md: bool,
        **sources: object,
    ) -> int:
        from tracker.board import judgements_named
        from tracker.cli.gather import account, gather, report_rows

        chosen = choose_format(output, lang, json=json, csv=csv, md=md)
        failing = judgements_named(fail_on or "")
        wanted = judgements_named(only or "")
        gathered = gather(Sources(**sources), lang)  # type: ignore[arg-type]  # click has checked them
        board = gathered.board()
        rows = account(board, gathered)
        if wanted or org or lead or theme:
            board = board.filter(only=wanted, org=org, lead=lead, theme=theme, orgs=orgs)
        _show(board, chosen, output, lang, orgs=orgs, ascii_only=ascii_only)
        report_rows(rows, gathered)
        fails = any(
            a.status in failing or not set(failing).isdisjoint(a.flags)
            for a in board
            if a.scope == "plan" or orgs or org
        )
        mend = rows.refused or rows.waiting or gathered.rows.unread
        return 1 if fails or (strict and mend) else 0

    return Command(
        "status",
        callback=status,
        help=words.say("help.status", lang),
        params=[
            plans(lang),
            *judging(lang),
            option(lang, "--only", metavar="NAME,…"),
            option(lang, "--org", metavar="NAME"),
            option(lang, "--lead", metavar="NAME"),
            option(lang, "--theme", metavar="NAME"),
            option(lang, "--orgs", is_flag=True),
            option(lang, "--fail-on", metavar="NAME,…"),
            option(lang, "--strict", is_flag=True),
            option(lang, "--json", is_flag=True),
            option(lang, "--csv", is_flag=True),
            option(lang, "--md", is_flag=True),
            output(lang),
            ascii_only(lang),
        ],
    )


def _show(board: Board, chosen: str, output: Path | None, lang: str, *, orgs: bool, ascii_only: bool) -> None:
    if chosen:
        console.write(_machine(board, chosen, lang, orgs=orgs), output, lang)
        return
    from tracker.render import table

    page = table.board(board, titles=board.titles, orgs=orgs)
    console.show([page], lang, ascii_only=ascii_only, output=output)


def _machine(board: Board, chosen: str, lang: str, *, orgs: bool) -> Iterable[str]:
    if chosen == "json":
        from tracker.render import json

        return json.status(board)
    if chosen == "csv":
        from tracker.render import csv

        return csv.status(board.assessments, lang)
    return [board.to_markdown(orgs=orgs)]
