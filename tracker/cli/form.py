"""`tracker form`: a blank reporting sheet for one unit."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, Sources, judging, option, plans


def command(lang: str) -> click.Command:
    """The command in a language."""

    def hand_out(org: str, period: str | None, output: Path | None, **sources: object) -> int:
        from tracker.cli.gather import gather
        from tracker.workflow.files import write_bytes
        from tracker.workflow.forms import blank_form, lines_of
        from tracker.workflow.summary import period_named

        span = period_named(period) if period else None
        if span and not sources["as_of"]:
            sources["as_of"] = str(span.end)
        gathered = gather(Sources(**sources), lang)  # type: ignore[arg-type]  # click has checked them
        board = gathered.board()
        raw = blank_form(gathered.plans, board, org, period=span, lang=lang)
        file = output or Path(words.say("form.file", lang, org=_fit(org), day=span.end if span else gathered.as_of))
        write_bytes(file, [raw])
        count = len(lines_of(gathered.plans, board, org))
        console.note(words.say("form.written", lang, file=file, n=count))
        console.problems(gathered.rows.unread, lang)
        return 0

    return Command(
        "form",
        callback=hand_out,
        help=words.say("help.form", lang),
        params=[
            plans(lang),
            option(lang, "--org", key="form_org", metavar="NAME", required=True),
            option(lang, "--period", key="form_period", metavar="PERIOD"),
            option(lang, "--output", "-o", key="form_output", type=PATH, metavar="FILE"),
            *judging(lang),
        ],
    )


def _fit(org: str) -> str:
    """The name of a unit as part of the name of a file."""
    return "".join("_" if char in '\\/:*?"<>|' or not char.isprintable() else char for char in org)
