"""`tracker read`: the quantities that a document tells of, each with what it is said of."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, ascii_only, encoding, language, option, output


def command(lang: str) -> click.Command:
    """The command in a language."""

    def read(
        document: Path, json: bool, explain: bool, ascii_only: bool, output: Path | None, **said: str | None
    ) -> int:
        from tracker.workflow.documents import read_document

        found = read_document(document, **said)
        if json:
            from tracker.render import json as render

            console.write(render.reading(found.reading, found.problems, lang), output, lang)
            return 0
        from tracker.render import reading as pages

        console.problems(found.problems, lang)
        console.tables(len(found.rows), lang)
        drawn = (pages.explained if explain else pages.page)(found.reading, found.text)
        console.show([drawn], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "read",
        callback=read,
        help=words.say("help.read", lang),
        params=[
            click.Argument(["document"], metavar=words.say("metavar.document", lang), type=PATH),
            option(lang, "--as-of", key="read_as_of", metavar="DAY"),
            option(lang, "--org", key="read_org", metavar="NAME"),
            option(lang, "--period", key="read_period", metavar="PERIOD"),
            option(lang, "--explain", is_flag=True),
            option(lang, "--json", is_flag=True),
            encoding(lang),
            language(lang),
            output(lang),
            ascii_only(lang),
        ],
    )
