"""`tracker why`: one target, or one row, with everything that led to its verdict."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, Sources, ascii_only, judging, option, output


def command(lang: str) -> click.Command:
    """The command in a language."""

    def explain(
        target: str, org: str | None, plan: tuple[Path, ...], ascii_only: bool, output: Path | None, json: bool,
        **sources: object,
    ) -> int:  # fmt: skip
        from tracker.cli.finding import as_json, find, page, told
        from tracker.cli.gather import About, gather

        gathered = gather(Sources(plan, **sources), lang, About(target, org))  # type: ignore[arg-type]  # click has checked them
        board = gathered.board()
        found = find(board, target, org, lang)
        if json:
            console.write(as_json(found), output, lang)
            return 0
        pages = [page(found, gathered), *told(found, gathered)]
        console.show(pages, lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "why",
        callback=explain,
        help=words.say("help.why", lang),
        params=[
            click.Argument(["target"], metavar=words.say("metavar.target", lang)),
            option(lang, "--plan", multiple=True, type=PATH, metavar="PATH"),
            option(lang, "--org", key="why_org", metavar="NAME"),
            *judging(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            ascii_only(lang),
        ],
    )
