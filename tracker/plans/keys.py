"""Which keys may stand where, by every name that they have, and what a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tracker.model.clause import Clause
from tracker.model.clauses import Baseline, Curve, Each, Hints, Origin, Reporting, Revision, Step, Thresholds
from tracker.model.names import ALIASES
from tracker.model.plan import Plan, Target

Form = Literal["one", "list", "either"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping of a plan file: the names that its keys have, and the shapes of those keys that are mappings too.

    `form` says whether it stands alone, in a list, or in either.
    """

    names: Mapping[str, str]
    below: Mapping[str, Shape] = field(default_factory=dict)
    form: Form = "one"

    def key(self, written: object) -> str | None:
        """The key that a name stands for; None for a name that is not known here."""
        return self.names.get(written) if isinstance(written, str) else None


def _shape(keys: Iterable[str], form: Form = "one", **below: Shape) -> Shape:
    names: dict[str, str] = {}
    for key in keys:
        for name in (key, *ALIASES.get(key, ())):
            names.setdefault(name, key)
    return Shape(names, below, form)


def _of(model: type[Clause], form: Form = "one", **below: Shape) -> Shape:
    return _shape(model.fields, form, **below)


POLICY = _of(Thresholds)
REPORT = _of(Reporting)
TARGET = _of(
    Target,
    "list",
    each=_of(Each),
    baseline=_of(Baseline),
    curve=_of(Curve),
    steps=_of(Step, "list"),
    report=REPORT,
    match=_of(Hints),
    revisions=_of(Revision, "list"),
    source=_of(Origin, "either"),
)
PLAN = _of(Plan, period=_shape(("start", "end")), policy=POLICY, report=REPORT, targets=TARGET)

MEANT: Mapping[str, tuple[str, ...]] = {
    "owner": ("lead",),
    "responsible": ("lead",),
    "department": ("lead",),
    "责任人": ("lead",),
    "责任科室": ("lead",),
    "牵头科室": ("lead",),
    "deadline": ("due",),
    "until": ("due", "end"),
    "from": ("start",),
    "date": ("on", "due", "decided_on"),
    "到期": ("due",),
    "时限": ("due",),
    "完成时间": ("due",),
    "截止": ("due",),
    "时间": ("on", "due", "decided_on"),
    "target": ("at_least",),
    "goal": ("at_least", "to"),
    "目标值": ("at_least",),
    "min": ("at_least",),
    "max": ("at_most",),
    "至少": ("at_least",),
    "至多": ("at_most",),
    "name": ("text", "title"),
    "title": ("text",),
    "description": ("text", "title"),
    "task": ("text",),
    "名称": ("text",),
    "指标": ("text",),
    "任务名称": ("text",),
    "单位": ("计量单位",),
    "units": ("unit",),
    "denominator": ("of",),
    "分母": ("of",),
    "base": ("baseline",),
    "基数": ("baseline",),
    "基期": ("baseline",),
    "现状": ("baseline",),
    "milestones": ("steps",),
    "category": ("theme",),
    "year": ("period",),
    "年度": ("period",),
    "goals": ("targets",),
    "tasks": ("targets",),
    "指标清单": ("targets",),
    "任务清单": ("targets",),
    "children": ("parts",),
}
"""Words from other forms that mean one of our keys; spelling alone would not lead there."""


def suggestion(found: str, shape: Shape) -> str:
    """The name that a wrong key was probably meant to be, in the language that it was written in; or nothing.

    >>> suggestion("leed", TARGET), suggestion("牵头部门", TARGET), suggestion("deadline", TARGET)
    ('lead', '牵头', 'due')
    """
    meant = MEANT.get(found.strip().lower(), ())
    return next((name for name in meant if name in shape.names), "") or nearest(found, shape.names)


def nearest(found: str, names: Iterable[str]) -> str:
    """The known name most like the one found, or nothing."""
    from difflib import get_close_matches

    found = found.strip()[:40]
    known = list(names)
    lowered = {name.lower(): name for name in reversed(known)}
    if found.lower() in lowered:
        return lowered[found.lower()]
    if found.isascii():
        alike = get_close_matches(found.replace(" ", "_").replace("-", "_"), known, 1)
    else:
        alike = get_close_matches(found, known, 1, 1 / 2)  # in words of two or four characters one is much
    return alike[0] if alike else ""


def home(found: str) -> str:
    """Where a key that is unknown here belongs: `targets`, `targets.each`; nothing if it is known nowhere."""
    for path, shape in _shapes(PLAN, ""):
        if found in shape.names:
            return path
    return ""


def _shapes(shape: Shape, path: str) -> Iterable[tuple[str, Shape]]:
    if path:
        yield path, shape
    for key, below in shape.below.items():
        yield from _shapes(below, f"{path}.{key}" if path else key)
