"""A document held against plans: read, matched, and what is credited as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tracker import matching
from tracker.lexicon import Lexicon
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.plan import Plan
from tracker.problems import PlanError
from tracker.workflow.documents import Report, dated, of_place, place_of, read_document
from tracker.workflow.judging import day
from tracker.workflow.lexicons import lexicon_of_plan


@dataclass(frozen=True, slots=True)
class Matched:
    """A document, the plans that it was held against, and what came of it on the day judged."""

    report: Report
    plans: tuple[Plan, ...]
    as_of: date
    matches: Matches

    @property
    def name(self) -> str:
        """The document's."""
        return self.report.document.name

    def count(self, decision: Decision) -> int:
        """How many statements were decided so."""
        return len({match.statement.id for match in self.matches.matches if match.decision is decision})

    @property
    def waiting(self) -> list[Match]:
        """The matches that wait for somebody to review them."""
        return [match for match in self.matches.matches if match.decision is Decision.REVIEW]

    @property
    def achievements(self) -> list[Achievement]:
        """What was credited, as rows with the quoted words as their source."""
        return matching.achievements(self.matches, self.plans, as_of=self.as_of, source=self.report.source)


def match(
    plan: Plan | Iterable[Plan],
    document: str | Path,
    as_of: date | str,
    *,
    org: str | None = None,
    period: str | None = None,
    encoding: str | None = None,
    lexicon: Path | None = None,
) -> Matched:
    """Read a document and match what it says to the targets of a plan, or of several.

    Args:
        plan: one plan or several.
        document: a text, Markdown, HTML, docx or pdf file.
        as_of: the day judged, a date or as people write it.
        org: whose document it is; by default the place that its title names, else the plan's own.
        period: the time that it tells of, where it names none itself.
        encoding: of a text file; without it the usual ones are told apart.
        lexicon: the workspace's own words; those of each plan lie on top of them.

    Returns:
        The matches with their reasons, both leftovers, and `.achievements`: the rows of what was credited.

    Raises:
        PlanError: the document, a lexicon or a day cannot be read.

    >>> import tempfile
    >>> from tracker.workflow import load_plan
    >>> clinics = {"id": "clinics", "text": "新建示范卫生室", "at_least": "50个"}
    >>> plan = load_plan({"plan": "a", "period": 2021, "targets": [clinics]})
    >>> folder = tempfile.TemporaryDirectory()
    >>> report = Path(folder.name, "2021年工作总结.txt")
    >>> _ = report.write_text("2021年工作总结\\n2021年新建示范卫生室52个。", encoding="utf-8")
    >>> [(row.target, row.value) for row in match(plan, report, as_of="2021-12-31").achievements]
    [('clinics', Decimal('52'))]
    >>> folder.cleanup()
    """
    plans = (plan,) if isinstance(plan, Plan) else tuple(plan)
    judged = [(Path(document), day(as_of))]
    (found,) = match_documents(plans, judged, org=org, period=period, encoding=encoding, lexicon=lexicon, processes=1)
    if isinstance(found, PlanError):
        raise found
    return found


def match_documents(
    plans: Iterable[Plan],
    documents: Sequence[tuple[Path, date]],
    *,
    org: str | None = None,
    period: str | None = None,
    encoding: str | None = None,
    lexicon: Path | None = None,
    processes: int | None = None,
) -> Iterator[Matched | PlanError]:
    """Like `match`, for many documents each with the day judged; the plans are made ready once.

    Args:
        plans: what they are held against.
        documents: the files, and the day judged of each.
        org: whose documents they are, as in `match`.
        period: the time that they tell of, as in `match`.
        encoding: of text files.
        lexicon: the workspace's own words.
        processes: how many work at it; by default one, or as many as there are processors if it is worth starting them.

    Returns:
        What came of each, in their order; of one that cannot be read, why.

    Raises:
        PlanError: a lexicon cannot be read, or a process ended before its work was done.
    """
    from tracker.scale.processes import in_order

    plans = tuple(plans)
    setting = Setting(plans, tuple(lexicon_of_plan(one, lexicon) for one in plans), org, period, encoding)
    many = min(processes or _worth(plans, documents), len(documents))
    answers = in_order(_matcher, setting, documents, processes=many)
    for (_, judged), found in zip(documents, answers, strict=True):
        yield found if isinstance(found, PlanError) else Matched(found[0], plans, judged, found[1])


class Setting(NamedTuple):
    """What documents are held against, and what is said of them."""

    plans: tuple[Plan, ...]
    lexicons: tuple[Lexicon, ...]
    org: str | None
    period: str | None
    encoding: str | None


def _matcher(setting: Setting) -> Callable[[tuple[Path, date]], tuple[Report, Matches] | PlanError]:
    return partial(_matched, setting, matching.blocks(setting.plans, setting.lexicons))


def _matched(
    setting: Setting, blocks: Sequence[matching.Block], asked: tuple[Path, date]
) -> tuple[Report, Matches] | PlanError:
    path, judged = asked
    read_on = dated(path.name) or judged
    try:
        report = read_document(path, as_of=read_on, org=setting.org, period=setting.period, encoding=setting.encoding)
    except PlanError as error:
        return error
    whose = place_of(report.document.text) if setting.org is None else ""
    reading = of_place(report.reading, whose) if whose else report.reading
    return report, matching.match_blocks(blocks, reading, as_of=judged)


WORTH = 10_000_000
"""Bytes of documents, times the plans and `READING`, from which on other processes are worth starting."""
READING = 3
"""To read a document takes as long as to hold it against so many plans."""


def _worth(plans: Sequence[Plan], documents: Sequence[tuple[Path, date]]) -> int:
    """How many processes some documents are worth: to start one takes half a second of work."""
    from tracker.scale.processes import cores

    size = sum(path.stat().st_size for path, _ in documents if path.is_file()) if len(documents) > 1 else 0
    return cores() if size * (READING + len(plans)) >= WORTH else 1


def match_rows(
    plans: Sequence[Plan], rows: Iterable[Achievement], lexicon: Path | None = None
) -> list[tuple[Achievement, list[Match]]]:
    """Rows with what is found for those that name no target: one that counts is named in the row.

    Args:
        plans: what the rows are held against.
        rows: as read; those that name a target stay as they are, with no match.
        lexicon: the workspace's own words; those of each plan lie on top of them.
    """
    targets = {(plan.id, target.id): target for plan in plans for target in plan.targets}
    words = [lexicon_of_plan(plan, lexicon) for plan in plans]
    matcher = matching.RowMatcher(matching.blocks(plans, words))
    found: list[tuple[Achievement, list[Match]]] = []
    for row in rows:
        said = matcher.in_words(row)
        matches = matcher.match(said) if said is not None else []
        first = next(iter(matches), None)
        if said is not None and first is not None and first.decision is Decision.CREDITED:
            found.append((matching.told_of(said, first.plan, targets[first.plan, first.target]), matches))
        else:
            found.append((said or row, matches))
    return found
