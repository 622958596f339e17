"""`tracker export`: the whole ledger as JSON lines."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.ledgers import ledger_option, place_of
from tracker.cli.options import PATH, language, option


def command(lang: str) -> click.Command:
    """The command in a language."""

    def export(ledger: Path | None, output: Path | None) -> int:
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.opening import opened
        from tracker.workflow.ledger.portable import exported

        with opened(place_of(ledger, find_workspace()), read_only=True) as book:
            console.write(exported(book), output, lang)
        return 0

    return Command(
        "export",
        callback=export,
        help=words.say("help.export", lang),
        params=[
            option(lang, "--output", "-o", key="export_output", type=PATH, metavar="FILE.jsonl"),
            ledger_option(lang),
            language(lang),
        ],
    )
