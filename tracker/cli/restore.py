"""`tracker restore`: a ledger made of an export."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli.help import Command
from tracker.cli.ledgers import ledger_option, place_of
from tracker.cli.options import PATH, language


def command(lang: str) -> click.Command:
    """The command in a language."""

    def put_back(file: Path, ledger: Path | None) -> int:
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.portable import restore

        target = place_of(ledger, find_workspace())
        count, head = restore(file, target)
        print(words.say("restore.done", lang, file=target, count=count, head=head.hex()))
        return 0

    return Command(
        "restore",
        callback=put_back,
        help=words.say("help.restore", lang),
        params=[
            click.Argument(["file"], type=PATH, metavar=words.say("metavar.file", lang)),
            ledger_option(lang),
            language(lang),
        ],
    )
