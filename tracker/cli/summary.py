"""`tracker summary`: the summary of a period, in the terminal or in files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import rules, words
from tracker.cli import console, screening
from tracker.cli.help import Command
from tracker.cli.options import PATH, Sources, encoding, language, option, plans
from tracker.cli.options import ascii_only as ascii_option

if TYPE_CHECKING:
    from tracker.calendar import Period
    from tracker.cli.gather import Gathered
    from tracker.ledger import Ledger
    from tracker.model.plan import Plan
    from tracker.workflow.summary import Summary


def command(lang: str) -> click.Command:
    """The command in a language."""

    def summary(
        period: str | None,
        output: tuple[Path, ...],
        template: Path | None,
        font: Path | None,
        org: str | None,
        lead: str | None,
        ascii_only: bool,
        **sources: object,
    ) -> int:
        from tracker.cli.gather import gather
        from tracker.workflow.summary import last_month, period_named

        asked = period_named(period) if period else None
        day = str(asked.end) if asked else None
        given = Sources(as_of=day, **sources)  # type: ignore[arg-type]  # click has checked them
        if screening.is_asked(given, None):
            more = {"--org": org, "--lead": lead, "--template": template, "--font": font}
            screening.must_fit([name for name, value in more.items() if value])
            return screening.summary(lang, given, asked, output, ascii_only=ascii_only)
        gathered = gather(given, lang)
        span = asked or last_month(gathered.as_of)
        with _steps(1 + len(output), lang) as done:
            said = summarized(gathered, span, org=org, lead=lead)
            done()
            for path in output:
                said.save(path, template=template, font=font)
                done()
        _tell(said, output, lang, ascii_only=ascii_only)
        console.problems(gathered.rows.unread, lang)
        return 0

    return Command(
        "summary",
        callback=summary,
        help=words.say("help.summary", lang),
        params=[
            plans(lang),
            option(lang, "--period", metavar="PERIOD"),
            option(lang, "--output", "-o", key="summary_output", multiple=True, type=PATH, metavar="FILE"),
            option(lang, "--template", type=PATH, metavar="FILE"),
            option(lang, "--font", type=PATH, metavar="FILE"),
            option(lang, "--org", key="summary_org", metavar="NAME"),
            option(lang, "--lead", key="summary_lead", metavar="NAME"),
            option(lang, "--achievements", "-a", multiple=True, type=PATH, metavar="PATH"),
            option(lang, "--goals", multiple=True, type=PATH, metavar="PATH"),
            option(lang, "--known-at", metavar="DAY"),
            option(lang, "--policy", metavar="POLICY"),
            encoding(lang),
            language(lang),
            ascii_option(lang),
        ],
    )


def summarized(gathered: Gathered, span: Period, *, org: str | None = None, lead: str | None = None) -> Summary:
    """The summary of a period; of a ledger, with its head and what it says of closed periods."""
    from tracker.cli.gather import of_period
    from tracker.workflow.summary import summarize

    plans = of_period(gathered.plans, span, gathered.lang) if gathered.whole else gathered.plans
    with ExitStack() as stack:
        ledger = stack.enter_context(_ledger(gathered)) if gathered.ledgers else None
        said = summarize(
            plans,
            gathered.rows,
            span,
            known_at=gathered.known_at,
            previous_known_at=_closed_before(ledger, plans, span, gathered.known_at) if ledger else None,
            policy=gathered.policy,
            calendar=gathered.workspace.calendar,
            org=org,
            lead=lead,
            reviews=gathered.reviews,
            goals=gathered.goals if len(plans) == len(gathered.plans) else rules.among(plans, gathered.goals),
            lang=gathered.lang,
        )
        if ledger is None:
            return said
        from tracker.workflow.ledger.closing import kept

        return kept(said, ledger)


def _ledger(gathered: Gathered) -> AbstractContextManager[Ledger]:
    """The ledger that the rows come from; of several the first."""
    from tracker.workflow.ledger.opening import opened

    return opened(gathered.ledgers[0], read_only=True)


def _closed_before(ledger: Ledger, plans: Sequence[Plan], span: Period, known_at: date | None) -> date | None:
    """The day on which the period before was closed, if that was known."""
    from tracker.calendar import previous_period
    from tracker.workflow.ledger.closing import closing_of

    closed = closing_of(ledger, previous_period(span), [plan.id for plan in plans])
    return None if closed is None or (known_at is not None and closed.known_at > known_at) else closed.known_at


def _tell(said: Summary, output: tuple[Path, ...], lang: str, *, ascii_only: bool) -> None:
    if not output:
        console.show([said.page()], lang, ascii_only=ascii_only)
    for path in output:
        console.note(words.say("summary.written", lang, file=path))


@contextmanager
def _steps(count: int, lang: str) -> Iterator[Callable[[], None]]:
    """A bar on stderr while the work is long; nothing where stderr is no terminal."""
    if count < 3 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words.say("summary.working", lang), total=count)
        yield lambda: bar.advance(task)
