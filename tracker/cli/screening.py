"""`tracker status` over tables: millions of achievements judged in the engine of tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import words
from tracker.cli import console
from tracker.cli.plain import Sources
from tracker.problems import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.calendar import Period
    from tracker.model.assessment import Flag, Status
    from tracker.workflow.screening import Screened

TABLES = frozenset((".parquet", ".pq", ".duckdb", ".ddb", ".db", ".sqlite", ".sqlite3"))
"""How the name of a file ends that may be a table; whether it is one, its first bytes say."""
LARGE = 3 << 19
"""Bytes of CSV, some 40,000 rows, from which on the engine of tables is quicker, its start included."""
SHOWN = 20
"""Lines of what needs attention, and problems, that are shown."""


def is_asked(sources: Sources, output: Path | None) -> bool:
    """Whether what is judged are tables, or text so large that a status table is made of it as of a table."""
    given = sources.achievements
    if any(map(is_table, given)):
        return True
    return bool(given) and is_table_file(output) and all(map(_is_large, given))


def is_table(path: Path) -> bool:
    """Whether a path stands for a table of the engine: a Parquet file, a folder of such, a database."""
    if not (path.suffix.lower() in TABLES or "::" in str(path) or path.is_dir()):
        return False
    from tracker.scale import tables

    return tables.is_table(path)


def is_table_file(output: Path | None) -> bool:
    """Whether a status table is asked for that only machines read."""
    return output is not None and output.suffix.lower() == ".parquet"


def _is_large(path: Path) -> bool:
    return path.suffix.lower() in (".csv", ".tsv") and path.is_file() and path.stat().st_size >= LARGE


def status(
    lang: str,
    sources: Sources,
    output: Path | None,
    *,
    only: Sequence[Status | Flag],
    org: str | None,
    failing: Sequence[Status | Flag],
    verbose: bool,
) -> tuple[int, int]:
    """Judge, write or show; how many targets are as they should not be, and how many rows are to be mended."""
    from tracker.cli.gather import judged_by
    from tracker.workflow.screening import screen

    _, plans, as_of, known_at, policy, goals = judged_by(sources)
    with screen(
        plans,
        list(sources.achievements),
        as_of,
        goals=list(goals) or None,
        known_at=known_at,
        policy=policy,
        whole=not sources.plans,
    ) as screened:
        chosen = screened.filter(only=only, org=org)
        if output is not None:
            chosen.write(output)
            console.note(words.say("written", lang, file=output))
        else:
            console.write(_told(chosen, lang), None, lang)
        if verbose:
            console.note(words.say("screen.engine", lang, engine="DuckDB", long=screened.long))
        mend = _report_rows(screened, lang)
        return (screened.filter(org=org).having(failing) if failing else 0), mend


def summary(lang: str, sources: Sources, period: Period | None, output: Sequence[Path], *, ascii_only: bool) -> int:
    """The digest of a period, compared with the period before as it was reported; in files, or shown."""
    from functools import partial

    from tracker.calendar import previous_period
    from tracker.cli.gather import judged_by, of_period
    from tracker.report.summarize import reporting_day
    from tracker.workflow.screening import screen
    from tracker.workflow.summary import last_month

    _, given, as_of, known_at, policy, goals = judged_by(sources)
    span = period or last_month(as_of)
    previous = previous_period(span)
    plans = given if sources.plans else of_period(given, span, lang)
    whole = not sources.plans and plans == given
    rows = list(sources.achievements)
    judged = partial(screen, plans, rows, goals=list(goals) or None, policy=policy, whole=whole)
    with judged(previous.end, known_at=reporting_day(plans, previous, known_at)) as screened:
        before = previous.end, screened.all
    with judged(span.end, known_at=known_at) as screened:
        digest = screened.digest(before, period=span, lang=lang)
        for path in output:
            digest.save(path)
            console.note(words.say("summary.written", lang, file=path))
        if not output:
            console.show([digest.page()], lang, ascii_only=ascii_only)
        _report_rows(screened, lang)
    return 0


def _told(chosen: Screened, lang: str) -> list[str]:
    """How many targets have which status, and the worst of them."""
    from tracker.render import screening

    counts, worst = chosen.counts, chosen.attention(SHOWN)
    return [f"{line}\n" for line in screening.lines(counts, worst, lang)]


def _report_rows(screened: Screened, lang: str) -> int:
    """Say what became of the rows; how many are refused or wait for somebody."""
    from tracker.cli.gather import Account, say_rows

    for problem in screened.problems[:SHOWN]:
        console.note(problem.show(lang))
    if len(screened.problems) > SHOWN:
        console.note(words.say("screen.problems", lang, n=len(screened.problems) - SHOWN))
    counted = Account(screened.rows_in, screened.refused, Counter(screened.aside))
    say_rows(counted, lang, told=True)
    return counted.refused + counted.waiting


def write_board(board: object, output: Path, lang: str) -> None:
    """What the ordinary engine says, as a status table."""
    from tracker.workflow.screening import write_assessments

    write_assessments(board, output)  # type: ignore[arg-type]  # a board
    console.note(words.say("written", lang, file=output))


def must_fit(asked: Sequence[str]) -> None:
    """Refuse options that only the full board has an answer to.

    Raises:
        PlanError: there are such.
    """
    if asked:
        raise refuse("", "W143", found=" ".join(asked))
