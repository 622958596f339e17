"""`tracker match`: which statement of a document tells of which target of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, ascii_only, encoding, language, option, output, processes
from tracker.problems import PlanError

if TYPE_CHECKING:
    from tracker.workflow.matching import Matched


def command(lang: str) -> click.Command:
    """The command in a language."""

    def match(
        plan: Path,
        documents: tuple[Path, ...],
        as_of: str | None,
        org: str | None,
        encoding: str | None,
        processes: int | None,
        json: bool,
        ascii_only: bool,
        output: Path | None,
    ) -> int:
        from tracker.cli.gather import read_day, today
        from tracker.render import matches as pages
        from tracker.workflow import find_workspace, load_plans
        from tracker.workflow.matching import match_documents

        workspace = find_workspace()
        plans = load_plans([plan])
        if any(map(_is_table, documents)):
            from tracker.workflow.tables import match_table

            if len(documents) > 1 or output is None or not _is_table(output) or as_of or org or json:
                raise click.UsageError(words.say("usage.table", lang))
            counts = match_table(
                plans, documents[0], output, lexicon=workspace.lexicon, encoding=encoding, processes=processes
            )
            console.note(words.say("match.table", lang, file=output, left=counts.left, **counts._asdict()))
            return 0
        day = read_day(as_of, workspace) or workspace.as_of or today(workspace)
        judged = [(document, day) for document in documents]
        found = _Told(
            match_documents(plans, judged, org=org, encoding=encoding, lexicon=workspace.lexicon, processes=processes),
            lang,
        )
        if json:
            told = ("".join(pages.as_json(each.matches, plans, each.name, lang)) for each in found)
            lines = told if len(documents) == 1 else (f"{''.join(each.splitlines())}\n" for each in told)
            console.write(lines, output, lang)
        else:
            each_page = (pages.page(each.matches, plans, each.name, each.report.text) for each in found)
            console.show(each_page, lang, ascii_only=ascii_only, output=output)
        return found.code

    return Command(
        "match",
        callback=match,
        help=words.say("help.match", lang),
        params=[
            click.Argument(["plan"], metavar=words.say("metavar.plan", lang), type=PATH),
            click.Argument(
                ["documents"], nargs=-1, required=True, metavar=words.say("metavar.documents", lang), type=PATH
            ),
            option(lang, "--as-of", metavar="DAY"),
            option(lang, "--org", key="match_org", metavar="NAME"),
            encoding(lang),
            processes(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            ascii_only(lang),
            language(lang),
        ],
    )


TABLES = (".csv", ".parquet")
"""Files of rows: what they tell of goes into another."""


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in TABLES


class _Told:
    """The documents that could be read, one after the other; what is to be said of each goes to stderr."""

    def __init__(self, found: Iterable[Matched | PlanError], lang: str) -> None:
        self.found = found
        self.lang = lang
        self.read = self.unread = 0

    def __iter__(self) -> Iterator[Matched]:
        for each in self.found:
            if isinstance(each, PlanError):
                self.unread += 1
                console.problems(each.problems, self.lang)
            else:
                self.read += 1
                console.problems(each.report.problems, self.lang)
                console.tables(len(each.report.rows), self.lang)
                yield each

    @property
    def code(self) -> int:
        """1 if a document could not be read, 2 if none could."""
        return 2 if not self.read else int(bool(self.unread))
