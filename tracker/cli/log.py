"""`tracker log`: who said what when."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.ledgers import ledger_option, place_of
from tracker.cli.options import ascii_only, language, option, output


def command(lang: str) -> click.Command:
    """The command in a language."""

    def log(target: str | None, ledger: Path | None, output: Path | None, *, json: bool, ascii_only: bool) -> int:
        from tracker.ledger import history, history_of
        from tracker.render import ledger as pages
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.opening import opened

        with opened(place_of(ledger, find_workspace()), read_only=True) as book:
            events = history_of(book, target) if target else history(book)
        if json:
            console.write(pages.log_json(events), output, lang)
            return 0
        if target and not events:
            raise click.UsageError(words.say("log.empty", lang, target=target))
        console.show([pages.log(events)], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "log",
        callback=log,
        help=words.say("help.log", lang),
        params=[
            click.Argument(["target"], required=False, metavar=words.say("metavar.maybe_target", lang)),
            option(lang, "--json", is_flag=True),
            ledger_option(lang),
            output(lang),
            ascii_only(lang),
            language(lang),
        ],
    )
