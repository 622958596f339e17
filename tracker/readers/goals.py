"""Rows of a goals table: what one unit is held to under a target that is one for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from operator import getitem

from tracker.model.goalrow import GoalRow
from tracker.model.goals import Goal
from tracker.model.numerals import SCALES, convert
from tracker.problems import Problem, Source
from tracker.readers import cells, read_file
from tracker.readers.assembly import Assembler, Gathering
from tracker.readers.cells import Figure
from tracker.readers.fields import FIELDS, Field, Vocabulary
from tracker.readers.outcome import Fault
from tracker.readers.typed import gathered

OF_ROWS = {field.name: field for field in FIELDS}
GOAL_FIELDS = (
    OF_ROWS["plan"],
    OF_ROWS["target"],
    OF_ROWS["org"],
    Field("goal", ("目标值", "目标下限"), cells.read_figure, None, "50"),
    Field("goal_high", ("目标上限", "上限"), cells.read_figure, None, "95"),
    Field("baseline", ("基期值", "基线", "基数"), cells.read_figure, None, "40"),
    OF_ROWS["unit"],
    OF_ROWS["note"],
)
"""Every field of a goals table, in the order of its columns."""
NUMBERS = ("goal", "goal_high", "baseline")


class Goals(Assembler[GoalRow]):
    """Rows of cells into rows of a goals table."""

    vocabulary = Vocabulary(GOAL_FIELDS, measured="goal")
    content = NUMBERS
    spreading = frozenset(("plan", "target", "org", "unit"))
    lists = ("goals", "目标表", "各单位目标")
    headers = "目标编号,单位,目标值,基期值"

    def row(self, cells: Sequence[str], source: Source) -> GoalRow | None:
        """One row; None if it is refused or empty."""
        plan, target, org, *figures, unit, _ = self._pick((*map(getitem, self.memos, cells), *self._absent))
        if not target and not org and self._blank(cells):
            return None
        for name, said in (("target", target), ("org", org)):
            if said == "":
                self._faults.append(Fault("G111", (name,)))
        goal, high, baseline = (self._goal(*said, unit or "") for said in zip(NUMBERS, figures, strict=True))
        return None if self._faults else GoalRow(plan, target, org, goal, high, baseline, source)

    def _goal(self, name: str, figure: object, unit: str) -> Goal | None:
        """A number with the unit that stands behind it, else in the column of units, if any."""
        if isinstance(figure, Decimal):
            figure = Figure(figure)
        if not isinstance(figure, Figure):
            return None
        if figure.bound != "exact":
            self._faults.append(Fault("G112", (name,), {"found": figure.value}))
        value, own = figure.value, figure.unit or unit
        if own in SCALES:
            value, own = convert(value, f"{own}个", "个") or value, ""
        return Goal(value, own)


def read_goals(raw: bytes, name: str, *, encoding: str | None = None) -> tuple[list[GoalRow], tuple[Problem, ...]]:
    """The rows of a goals table, and everything that is wrong with it; its kind is told by the end of its name.

    >>> rows, problems = read_goals("目标编号,单位,目标值\\nbeds,甲县,50\\n".encode(), "目标.csv")
    >>> rows[0].org, rows[0].goal.value, str(rows[0].source), problems
    ('甲县', Decimal('50'), '目标.csv:2', ())
    """
    return _both(read_file(raw, name, Goals, {}, encoding=encoding))


def goals_from(
    records: Iterable[Mapping[str, object] | GoalRow], name: str = "<goals>"
) -> tuple[list[GoalRow], tuple[Problem, ...]]:
    """The rows of a goals table from Python: mappings with the names of its columns; rows made before as they are."""
    return _both(gathered(records, name, Goals, GoalRow))


def _both(gathering: Gathering[GoalRow]) -> tuple[list[GoalRow], tuple[Problem, ...]]:
    return gathering.kept, gathering.found()
