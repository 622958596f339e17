"""`tracker undo`: supersede an import as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli.help import Command
from tracker.cli.ledgers import day_of, ledger_option, place_of, signed, signing, tell_head
from tracker.cli.options import language, option


def command(lang: str) -> click.Command:
    """The command in a language."""

    def take_back(number: int, ledger: Path | None, on: str | None, who: str | None, why: str | None) -> int:
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.opening import opened
        from tracker.workflow.ledger.undoing import undo

        workspace = find_workspace()
        file = place_of(ledger, workspace)
        with opened(file, must_exist=True) as book:
            document = undo(book, number, day_of(on, workspace), signed(who, why))
            print(words.say("undo.done", lang, number=number, file=document.name))
            tell_head(book, file, lang)
        return 0

    return Command(
        "undo",
        callback=take_back,
        help=words.say("help.undo", lang),
        params=[
            click.Argument(["number"], type=int, metavar=words.say("metavar.import", lang)),
            *signing(lang),
            option(lang, "--on", key="undo_on", metavar="DAY"),
            ledger_option(lang),
            language(lang),
        ],
    )
