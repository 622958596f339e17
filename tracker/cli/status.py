"""`tracker status`: the board, as a table or for machines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import words
from tracker.cli import console, plain, screening

if TYPE_CHECKING:
    import click

    from tracker.board import Board


def command(lang: str) -> click.Command:
    """The command in a language."""
    from functools import partial

    from tracker.cli.help import Command
    from tracker.cli.options import judging, plans, spelled

    return Command(
        "status",
        callback=partial(status, lang),
        help=words.say("help.status", lang),
        params=[plans(lang), *judging(lang), *(spelled(lang, each) for each in plain.STATUS)],
    )


def status(
    lang: str,
    only: str | None,
    org: str | None,
    lead: str | None,
    theme: str | None,
    fail_on: str | None,
    strict: bool,
    verbose: bool,
    orgs: bool,
    ascii_only: bool,
    output: Path | None,
    json: bool,
    csv: bool,
    md: bool,
    **sources: object,
) -> int:
    """Judge, show, and say by the exit code whether something is as it should not be."""
    from tracker.board import judgements_named
    from tracker.cli.gather import account, gather, report_rows

    chosen = _format(output, lang, json=json, csv=csv, md=md)
    given = plain.Sources(**sources)  # type: ignore[arg-type]  # they have been read as such
    failing = judgements_named(fail_on or "")
    wanted = judgements_named(only or "")
    if screening.is_asked(given, output):
        asked = {"--lead": lead, "--theme": theme, "--json": json, "--md": md, "--csv": csv and output is None}
        screening.must_fit([name for name, value in asked.items() if value])
        bad, wrong = screening.status(lang, given, output, only=wanted, org=org, failing=failing, verbose=verbose)
        return 1 if bad or (strict and wrong) else 0
    gathered = gather(given, lang)
    board = gathered.board()
    rows = account(board, gathered)
    if wanted or org or lead or theme:
        board = board.filter(only=wanted, org=org, lead=lead, theme=theme, orgs=orgs)
    if output is not None and screening.is_table_file(output) and not chosen:
        screening.write_board(board, output, lang)
    else:
        _show(board, chosen, output, lang, orgs=orgs, ascii_only=ascii_only)
    report_rows(rows, gathered)
    fails = any(
        a.status in failing or not set(failing).isdisjoint(a.flags) for a in board if a.scope == "plan" or orgs or org
    )
    mend = rows.refused or rows.waiting or gathered.rows.unread
    return 1 if fails or (strict and mend) else 0


def _format(output: Path | None, lang: str, **asked: bool) -> str:
    """The format asked for by an option, else by the suffix of the output file; empty for the table.

    Raises:
        click.UsageError: two formats at once.
    """
    names = [name for name, wanted in asked.items() if wanted]
    if len(names) > 1:
        import click

        text = words.say("usage.formats", lang, names=words.say("separator", lang).join(f"--{name}" for name in names))
        raise click.UsageError(text)
    if names:
        return names[0]
    suffix = output.suffix.lower().lstrip(".") if output is not None else ""
    return suffix if suffix in asked else ""


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
