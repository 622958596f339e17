"""From what a command was asked to what it needs: plans, rows, the day, the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import rules, words
from tracker.board import Board
from tracker.cli import console, screening
from tracker.cli.plain import Sources
from tracker.model.goalrow import GoalRow
from tracker.model.plan import Plan, Thresholds
from tracker.problems import PlanError, refuse
from tracker.values import NamedTuple, replace
from tracker.workflow import Achievements, Workspace, assess, find_workspace, load_achievements, load_goals, load_plans
from tracker.workflow.achievements import LEDGER_SUFFIXES, row_files
from tracker.workflow.files import ROW_SUFFIXES
from tracker.workflow.judging import day
from tracker.workflow.plans import policy_named

if TYPE_CHECKING:
    from tracker.calendar import Period
    from tracker.ledger import Claim
    from tracker.model.match import Match
    from tracker.workflow.matching import Matched

TODAY = frozenset({"today", "今天"})


class About(NamedTuple):
    """What a command asks of: a target, of one unit or of all."""

    target: str
    org: str | None


class Gathered(NamedTuple):
    """Everything that a board is made of.

    `whole`: all plans of the workspace are there; if not, `elsewhere` counts the rows of the other plans.
    """

    workspace: Workspace
    plans: list[Plan]
    rows: Achievements
    as_of: date
    known_at: date | None
    policy: Thresholds | None
    lang: str
    whole: bool
    elsewhere: int = 0
    reports: Sequence[Matched] = ()
    ledgers: Sequence[Path] = ()
    claims: Sequence[Claim] = ()
    goals: Sequence[GoalRow] = ()

    @property
    def reviews(self) -> list[Match]:
        """The statements that wait for review, each with the target that it most likely tells of."""
        told = [match for report in self.reports for match in report.waiting]
        ids = {plan.id for plan in self.plans}
        likeliest = (next((each for each in claim.matches if each.plan in ids), None) for claim in self.claims)
        return [*told, *(match for match in likeliest if match is not None)]

    def board(self, policy: Thresholds | None = None) -> Board:
        """The board of all plans, by the policy asked for, else by `policy`, else by the plans' own."""
        board = assess(
            self.plans,
            self.rows,
            self.as_of,
            known_at=self.known_at,
            policy=policy or self.policy,
            calendar=self.workspace.calendar,
            goals=self.goals,
            lang=self.lang,
        )
        return console.kept(board)


def gather(sources: Sources, lang: str, about: About | None = None) -> Gathered:
    """Read what was asked for; what was not named is the workspace's.

    `about`: from tables of millions of rows, those of one target alone; without it no such table is read.

    Raises:
        PlanError: something named cannot be read, or there is no plan at all.
    """
    workspace, plans, as_of, known_at, policy, tables = _asked(sources)
    given = sources.achievements or _without(tables, (*workspace.rows, *_ledger_of(workspace)))
    large = [path for path in given if about is not None and screening.is_table(path)]
    files, documents = _told_apart([path for path in given if path not in large], sources.encoding)
    rows = load_achievements(files, encoding=sources.encoding, known_at=known_at)
    if large and about is not None:
        rows += _about(large, about, plans)
    if sources.achievements and rows.unread and not rows.rows_in:
        raise PlanError(rows.unread)
    plans = _by_default(plans, workspace)
    reports = _matched(plans, documents, as_of, sources.encoding, workspace) if documents else []
    for report in reports:
        rows += report.report.rows
    own = _of_these(plans, rows) if sources.plans else rows
    elsewhere = len(rows) - len(own)
    for report in reports:
        own = replace(own, rows=(*own.rows, *report.achievements), rows_in=own.rows_in + len(report.achievements))
    whole = not sources.plans
    ledgers = [path for path in given if path.suffix.lower() in LEDGER_SUFFIXES]
    claims = [claim for path in ledgers for claim in _claims(path, known_at)]
    goals: Sequence[GoalRow] = load_goals(tables, encoding=sources.encoding)
    if not whole:
        goals = rules.among(plans, goals)
    return Gathered(
        workspace, plans, own, as_of, known_at, policy, lang, whole, elsewhere, reports, ledgers, claims, goals
    )


def _about(tables: Sequence[Path], about: About, plans: Sequence[Plan]) -> Achievements:
    """The rows of a target and of its parts, out of tables."""
    from tracker.workflow.screening import rows_about

    targets = {target.id: target for plan in plans for target in plan.targets}
    wanted, left = set(), [about.target.rpartition("/")[2]]
    while left:
        name = left.pop()
        if name not in wanted:
            wanted.add(name)
            left.extend(targets[name].parts if name in targets else ())
    return reduce(add, (rows_about(table, sorted(wanted), about.org) for table in tables))


class JudgedBy(NamedTuple):
    """The workspace, the plans, the day judged, what was known then, the policy asked for, the goals tables."""

    workspace: Workspace
    plans: list[Plan]
    as_of: date
    known_at: date | None
    policy: Thresholds | None
    goals: Sequence[Path]


def judged_by(sources: Sources) -> JudgedBy:
    """What rows are judged by, as asked for; what was not named is the workspace's.

    Raises:
        PlanError: there is no plan, or one of them cannot be understood.
    """
    by = _asked(sources)
    return by._replace(plans=_by_default(by.plans, by.workspace))


def _asked(sources: Sources) -> JudgedBy:
    workspace = find_workspace()
    as_of = read_day(sources.as_of, workspace) or workspace.as_of or today(workspace)
    known_at = read_day(sources.known_at, workspace)
    policy = policy_named(sources.policy) if sources.policy else None
    plans = load_plans(sources.plans or workspace.plans)
    if not plans:
        raise refuse("", "W114")
    return JudgedBy(workspace, plans, as_of, known_at, policy, sources.goals or workspace.goals)


def of_period(plans: Sequence[Plan], span: Period, lang: str) -> list[Plan]:
    """The plans of a workspace that a period is about; the others are named on stderr."""
    from tracker.workflow.summary import touching

    chosen = touching(plans, span)
    left = [plan.title or plan.id for plan in plans if plan not in chosen]
    if left:
        names = words.say("separator", lang).join(left)
        console.note(words.say("summary.left_out", lang, n=len(left), names=names))
    return chosen


def _without(tables: Sequence[Path], rows: Sequence[Path]) -> Sequence[Path]:
    """Where the workspace's rows are, without the goals tables among them."""
    resolved = {table.resolve() for table in tables}
    among = [path for path in rows if any(path.resolve() in (table, *table.parents) for table in resolved)]
    if not among:
        return rows
    files = (file for path in rows for file in (row_files(path) if path in among else [path]))
    return [file for file in files if file.resolve() not in resolved]


def _told_apart(given: Sequence[Path], encoding: str | None) -> tuple[Sequence[Path], Sequence[Path]]:
    """Files of rows, and documents; what reads documents is loaded only where there may be one."""
    if all(path.suffix.lower() in ("", *ROW_SUFFIXES, *LEDGER_SUFFIXES) for path in given):
        return given, ()
    from tracker.workflow.documents import documents_among

    return documents_among(given, encoding)


def _ledger_of(workspace: Workspace) -> Sequence[Path]:
    """The workspace's ledger, once something was taken into it."""
    return [workspace.ledger] if workspace.ledger is not None and workspace.ledger.is_file() else []


def _claims(ledger: Path, known_at: date | None) -> Sequence[Claim]:
    """What waits for review in a ledger."""
    from tracker.workflow.ledger.reading import claims_of

    return claims_of(ledger, known_at)


def _matched(
    plans: Sequence[Plan], documents: Sequence[Path], as_of: date, encoding: str | None, workspace: Workspace
) -> list[Matched]:
    """The documents among the achievements, each matched to the plans."""
    from tracker.workflow.matching import match_documents

    judged = [(each, as_of) for each in documents]
    found = list(match_documents(plans, judged, encoding=encoding, lexicon=workspace.lexicon))
    wrong = [problem for each in found if isinstance(each, PlanError) for problem in each.problems]
    if wrong:
        raise PlanError(wrong)
    return [each for each in found if not isinstance(each, PlanError)]


def _of_these(plans: Sequence[Plan], rows: Achievements) -> Achievements:
    """Without the rows that name a plan which was not asked for."""
    ids = {"", *(plan.id for plan in plans)}
    return replace(rows, rows=tuple(row for row in rows if row.plan in ids))


def _by_default(plans: Sequence[Plan], workspace: Workspace) -> list[Plan]:
    """The plans with the workspace's policy where they name none."""
    if workspace.policy is None or all(plan.policy is not None for plan in plans):
        return list(plans)
    thresholds = policy_named(workspace.policy)
    return [plan if plan.policy is not None else plan.changed(policy=thresholds) for plan in plans]


def read_day(written: str | None, workspace: Workspace) -> date | None:
    """A day as asked for; `today` is that of the workspace's time zone."""
    if written is None:
        return None
    return today(workspace) if written.casefold() in TODAY else day(written)


def today(workspace: Workspace) -> date:
    """Today where the workspace is."""
    from tracker.calendar import today as today_in

    return today_in(workspace.time_zone)


class Account(NamedTuple):
    """What became of the rows: `rows_in` = kept + refused; of the kept, `aside` did not count, by reason."""

    rows_in: int
    refused: int
    aside: Counter[str]
    to_review: int = 0

    @property
    def waiting(self) -> int:
        """Rows, and sentences of reports, that wait for somebody to review them."""
        return self.to_review + sum(self.aside[reason] for reason in WAITING)


WAITING = ("stock_for_count", "unconfirmed")
MISTAKES = frozenset({"unknown_target", "unknown_plan", "ambiguous_target"})


def account(board: Board, gathered: Gathered) -> Account:
    """Count the rows of a board; a row without a known target is a mistake only where all plans were read."""
    refused, aside = board.refused, Counter[str]()
    for judged in board.listed:
        reason = judged.reason
        if reason[:1].isupper() or (gathered.whole and reason in MISTAKES):
            refused += 1
        else:
            aside["other_plan" if reason in MISTAKES else reason] += 1
    if gathered.elsewhere:
        aside["other_plan"] += gathered.elsewhere
    return Account(board.rows_in, refused, aside, len(gathered.reviews))


def say_rows(counted: Account, lang: str, *, told: bool = False) -> None:
    """Say on stderr what became of the rows, nothing is dropped in silence; `told`: what is wrong has been said."""
    kept = counted.rows_in - counted.refused
    key = "rows.read.refused" if counted.refused and not told else "rows.read"
    console.note(words.say(key, lang, n=counted.rows_in, kept=kept, refused=counted.refused))
    if counted.aside:
        reasons = words.say("separator", lang).join(
            words.say("rows.reason", lang, reason=words.say(f"row.{reason}", lang), n=n)
            for reason, n in counted.aside.most_common()
        )
        console.note(words.say("rows.aside", lang, n=counted.aside.total(), reasons=reasons))


def report_rows(counted: Account, gathered: Gathered) -> None:
    """Say what became of the rows and of the reports, and which files gave none."""
    lang = gathered.lang
    console.problems(gathered.rows.unread, lang)
    say_rows(counted, lang)
    if gathered.reports:
        from tracker.model.match import Decision
    for report in gathered.reports:
        credited, review = report.count(Decision.CREDITED), report.count(Decision.REVIEW)
        console.note(
            words.say("reports.read", lang, file=report.report.document.name, credited=credited, review=review)
        )
