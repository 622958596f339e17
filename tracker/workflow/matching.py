"""A document held against plans: read, matched, and what is credited as rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from tracker import matching
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.plan import Plan
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
    judged = day(as_of)
    read_on = dated(Path(document).name) or judged
    report = read_document(document, as_of=read_on, org=org, period=period, encoding=encoding)
    whose = place_of(report.document.text) if org is None else ""
    reading = of_place(report.reading, whose) if whose else report.reading
    found = [matching.match(one, reading, as_of=judged, lexicon=lexicon_of_plan(one, lexicon)) for one in plans]
    return Matched(report, plans, judged, matching.together(found))


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
    ids = {name for plan, target in targets for name in (target, f"{plan}/{target}")}
    words = (matching.blocks((plan,), lexicon_of_plan(plan, lexicon)) for plan in plans)
    matcher = matching.RowMatcher(chain.from_iterable(words))
    found: list[tuple[Achievement, list[Match]]] = []
    for row in rows:
        said = _in_words(row, ids)
        matches = matcher.match(said) if said is not None else []
        first = next(iter(matches), None)
        if said is not None and first is not None and first.decision is Decision.CREDITED:
            found.append((matching.told_of(said, first.plan, targets[first.plan, first.target]), matches))
        else:
            found.append((said or row, matches))
    return found


def _in_words(row: Achievement, ids: Container[str]) -> Achievement | None:
    """A row that says in words what it tells of, also where they stand in place of an id; None if it names an id."""
    if not row.target:
        return row
    if row.text or row.target.isascii() or row.target in ids:
        return None
    return row._replace(target="", text=row.target)
