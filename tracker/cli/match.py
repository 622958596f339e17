"""`tracker match`: which statement of a document tells of which target of a plan."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, ascii_only, encoding, language, option, output


def command(lang: str) -> click.Command:
    """The command in a language."""

    def match(
        plan: Path,
        document: Path,
        as_of: str | None,
        org: str | None,
        encoding: str | None,
        json: bool,
        ascii_only: bool,
        output: Path | None,
    ) -> int:
        from tracker.cli.gather import read_day, today
        from tracker.render import matches as pages
        from tracker.workflow import find_workspace, load_plans
        from tracker.workflow.matching import match as matched

        workspace = find_workspace()
        day = read_day(as_of, workspace) or workspace.as_of or today(workspace)
        plans = load_plans([plan])
        found = matched(plans, document, day, org=org, encoding=encoding, lexicon=workspace.lexicon)
        console.problems(found.report.problems, lang)
        console.tables(len(found.report.rows), lang)
        if json:
            console.write(pages.as_json(found.matches, plans, str(document), lang), output, lang)
        else:
            page = pages.page(found.matches, plans, str(document), found.report.text)
            console.show([page], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "match",
        callback=match,
        help=words.say("help.match", lang),
        params=[
            click.Argument(["plan"], metavar=words.say("metavar.plan", lang), type=PATH),
            click.Argument(["document"], metavar=words.say("metavar.document", lang), type=PATH),
            option(lang, "--as-of", metavar="DAY"),
            option(lang, "--org", key="match_org", metavar="NAME"),
            encoding(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            ascii_only(lang),
            language(lang),
        ],
    )
