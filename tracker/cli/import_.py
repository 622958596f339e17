"""`tracker import`: reported tables and documents into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.ledgers import day_of, ledger_option, place_of, signed, signing, tell_head, tell_share
from tracker.cli.options import PATH, language, option
from tracker.cli.options import ascii_only as ascii_only_option
from tracker.cli.options import encoding as encoding_option
from tracker.cli.options import processes as processes_option

if TYPE_CHECKING:
    from tracker.workflow.ledger.importing import Taken

LONG = 4
"""Files from which on a bar shows how far the import has come."""


def command(lang: str) -> click.Command:
    """The command in a language."""

    def take_in(
        paths: tuple[Path, ...],
        ledger: Path | None,
        plan: tuple[Path, ...],
        org: str | None,
        period: str | None,
        as_of: str | None,
        on: str | None,
        who: str | None,
        why: str | None,
        encoding: str | None,
        processes: int | None,
        *,
        dry_run: bool,
        json: bool,
        ascii_only: bool,
    ) -> int:
        from tracker.cli.gather import read_day
        from tracker.render import ledger as pages
        from tracker.rules import among
        from tracker.workflow import find_workspace, load_goals, load_plans
        from tracker.workflow.goals import shares_of
        from tracker.workflow.ledger.importing import Asked, import_files, told_apart
        from tracker.workflow.ledger.opening import opened, rehearsal
        from tracker.workflow.ledger.reviewing import replay

        workspace = find_workspace()
        plans = load_plans(plan or workspace.plans)
        goals = load_goals(workspace.goals)
        file = place_of(ledger, workspace)
        asked = Asked(
            signed(who, why),
            day_of(on, workspace),
            org or "",
            period or "",
            read_day(as_of, workspace),
            encoding,
            workspace.lexicon,
            shares_of(plans, among(plans, goals) if plan else goals),
        )
        files = list(told_apart(paths, encoding))
        tell_share(file, lang)
        with rehearsal(file) if dry_run else opened(file) as book:
            with _bar(len(files), lang) as done:
                taken = import_files(book, plans, files, asked, processes=processes, done=done)
            replayed = replay(book, plans, asked.on, asked.by)
            if json:
                console.write(pages.imported_json(taken, lang), None, lang)
            else:
                console.show([pages.imported(taken)], lang, ascii_only=ascii_only)
            console.problems((problem for each in taken for problem in each.problems), lang)
            if any(replayed):
                console.note(words.say("review.replayed", lang, **replayed._asdict()))
            if dry_run:
                console.note(words.say("import.rehearsed", lang))
            else:
                tell_head(book, file, lang)
        return _code(taken)

    return Command(
        "import",
        callback=take_in,
        help=words.say("help.import", lang),
        params=[
            click.Argument(["paths"], nargs=-1, required=True, type=PATH, metavar=words.say("metavar.files", lang)),
            option(lang, "--dry-run", is_flag=True),
            *signing(lang),
            option(lang, "--org", key="import_org", metavar="NAME"),
            option(lang, "--period", key="import_period", metavar="PERIOD"),
            option(lang, "--as-of", key="import_as_of", metavar="DAY"),
            option(lang, "--on", metavar="DAY"),
            option(lang, "--plan", multiple=True, type=PATH, metavar="PATH"),
            ledger_option(lang),
            encoding_option(lang),
            processes_option(lang),
            option(lang, "--json", is_flag=True),
            ascii_only_option(lang),
            language(lang),
        ],
    )


def _code(taken: Sequence[Taken]) -> int:
    """1 if something is to be mended, 2 if nothing could be read."""
    if not any(each.readable for each in taken):
        return 2
    return int(any(each.counts.refused or not each.readable for each in taken))


@contextmanager
def _bar(count: int, lang: str) -> Iterator[Callable[[object], None]]:
    """A bar on stderr while many files are read; nothing where stderr is no terminal."""
    if count < LONG or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words.say("import.working", lang), total=count)
        yield lambda _: bar.advance(task)
