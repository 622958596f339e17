"""`tracker draft`: a plan file drafted from a planning document or a task table."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, encoding, language, option, output
from tracker.problems import refuse


def command(lang: str) -> click.Command:
    """The command in a language."""

    def draft(document: Path, period: str, org: str, encoding: str | None, output: Path | None) -> int:
        from tracker.workflow.drafting import draft_plan
        from tracker.workflow.files import read_text

        text = draft_plan(document, period=period, org=org, encoding=encoding, lang=lang)
        if output is not None and output.is_file() and read_text(output) != text:
            raise refuse(output, "P103")
        console.write([text], output, lang)
        return 0

    return Command(
        "draft",
        callback=draft,
        help=words.say("help.draft", lang),
        params=[
            click.Argument(["document"], metavar=words.say("metavar.document", lang), type=PATH),
            option(lang, "--period", key="draft_period", metavar="PERIOD", required=True),
            option(lang, "--org", key="draft_org", metavar="NAME", default=""),
            encoding(lang),
            language(lang),
            output(lang),
        ],
    )
