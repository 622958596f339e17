"""`tracker verify`: whether the ledger is as it was written."""

from __future__ import annotations

from json import dumps
from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.ledgers import ledger_option, place_of
from tracker.cli.options import language, option


def command(lang: str) -> click.Command:
    """The command in a language."""

    def verify(ledger: Path | None, *, json: bool) -> int:
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.opening import opened

        with opened(place_of(ledger, find_workspace()), read_only=True) as book:
            broken = book.verify()
            count, head = book.head
        if json:
            first = None if broken is None else broken._asdict()
            said = {"schema": 1, "whole": broken is None, "entries": count, "head": head.hex(), "broken": first}
            console.write([dumps(said) + "\n"], None, lang)
        elif broken is None:
            print(words.say("verify.whole", lang, count=count, head=head.hex()))
        else:
            reason = words.say(f"verify.{broken.reason}", lang)
            print(words.say("verify.broken", lang, seq=broken.seq, reason=reason))
        return int(broken is not None)

    return Command(
        "verify",
        callback=verify,
        help=words.say("help.verify", lang),
        params=[option(lang, "--json", is_flag=True), ledger_option(lang), language(lang)],
    )
