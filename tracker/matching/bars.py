"""What speaks against a candidate: it is another indicator, the same one elsewhere, or doubtful.

A candidate that is another indicator is none. One that is the same indicator of another time, level or place, or a
promise said again, is recognised and said, never credited. What is doubtful is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tracker.calendar import Period
from tracker.matching.profiles import Eye, Profile, Telling
from tracker.matching.units import MEASURED, counts_alike
from tracker.model.goals import POINT_UNITS
from tracker.model.match import Reason
from tracker.model.plan import Measure
from tracker.model.statement import Kind, Role

DOUBTFUL = frozenset(
    ("damaged_text", "layout_suspect", "role_unknown", "distributive", "respective_unclear", "unit_missing")
)
"""Flags of a statement that a person is to look at."""
ALIKE = frozenset((("person", "visit"), ("visit", "person"), ("ratio", "index"), ("index", "ratio")))
"""Groups of units close enough that a person is asked."""


def is_other(profile: Profile, telling: Telling, eye: Eye) -> bool:
    """Whether a statement speaks of another indicator than a target, whatever words they share."""
    if profile.excluded:
        text = eye.lexicon.canonical(telling.statement.clause + telling.statement.subject)
        if any(word in text for word in profile.excluded):
            return True
    if profile.is_numeric and telling.statement.kind is not Kind.EVENT and _other_unit(profile, telling):
        return True
    for _, words in eye.groups:
        asked, told = profile.members & words, telling.members & words
        if asked and told and not asked & told:
            return True
    return False


def _other_unit(profile: Profile, telling: Telling) -> bool:
    asked, told = profile.group, telling.group
    if asked == told or not asked or not told:
        return False
    if "money" in (profile.kind, telling.kind):
        return True
    if telling.kind == "ratio" or profile.kind == "ratio":
        return False
    return asked in MEASURED and told in MEASURED and (asked, told) not in ALIKE


def elsewhere(profile: Profile, telling: Telling, as_of: date) -> Iterator[Reason]:
    """Why a statement of the same indicator does not count: another time, level, place, or no achievement at all."""
    statement = telling.statement
    if profile.level and telling.level and profile.level != telling.level:
        yield Reason("other_level", {"said": telling.level, "wanted": profile.level})
    said = _time_of(telling)
    if said is not None and not _in_time(profile, said, as_of, arrived=telling.arrived):
        yield Reason("other_period", {"said": said, "wanted": profile.window})
    if statement.org and not _of_the_plan(profile, statement.org):
        yield Reason("other_place", {"said": statement.org, "wanted": profile.plan.org})
    if statement.role is Role.TARGET:
        yield Reason("restated")
    elif statement.role is Role.BACKGROUND and statement.detail != "baseline":
        yield Reason("background")
    if _is_a_change_of_it(profile, telling):
        yield Reason("change")


def _time_of(telling: Telling) -> Period | None:
    """The time that a statement speaks of: a baseline of none, a change since an earlier year of all years since."""
    period, since = telling.statement.period, telling.since
    if telling.statement.detail == "baseline" or period is None:
        return None
    return Period(date(since + 1, 1, 1), period.end) if since and since < period.start.year - 1 else period


def _in_time(profile: Profile, said: Period, as_of: date, *, arrived: bool) -> bool:
    """Whether a time lies within the target's: for what adds up it must not begin before, for a level end within.

    A figure that something `arrived` at (由7种扩大到15种) is a level, whatever adds up otherwise.
    """
    window = profile.window
    if said.start > as_of or said.end < window.start or said.start > window.end:
        return False
    if (profile.target.kind is Measure.COUNT or profile.change) and not arrived:
        return said.start >= window.start
    return said.end <= window.end or said.start >= window.start


def _of_the_plan(profile: Profile, org: str) -> bool:
    own = profile.plan.org or ""
    if not own or org in own or own in org or org.startswith(SELF):
        return True
    return org in profile.plan.orgs or org in profile.target.allocation


SELF = ("全", "我", "本")
"""How a report names the place that it speaks for: 全市, 我区, 本院."""


def _is_a_change_of_it(profile: Profile, telling: Telling) -> bool:
    """增长8% of what is to stand at 8%, or the other way round; 支出增加70亿元 where the whole is asked."""
    if (telling.unit in POINT_UNITS) != (profile.unit in POINT_UNITS):
        return telling.kind == profile.kind
    if telling.kind == profile.kind and profile.kind in CHANGING:
        return bool(telling.change) != bool(profile.change)
    return bool(telling.change) and telling.compared and not profile.change


CHANGING = ("ratio", "index", "money")
"""Kinds of which a change is another figure; of what is counted, 增加 and 新增 tell of the same."""


def doubts(profile: Profile, telling: Telling, as_of: date) -> Iterator[Reason]:
    """Why a person should look at a candidate."""
    if telling.statement.period is None and not profile.window.start <= as_of <= profile.window.end:
        yield Reason("no_period")
    for flag in telling.statement.flags:
        if flag in DOUBTFUL:
            yield Reason("flag", {"flag": flag})
    for code, holds in DOUBTS:
        if holds(profile, telling):
            yield Reason(code)


def _other_kind(profile: Profile, telling: Telling) -> bool:
    if not profile.is_numeric or telling.statement.kind is Kind.EVENT:
        return False
    if (profile.kind == "ratio") != (telling.kind == "ratio"):
        return bool(profile.unit and telling.unit)
    return bool(profile.unit and telling.unit) and not counts_alike(telling.unit, profile.unit)


def _opposite(profile: Profile, telling: Telling) -> bool:
    return bool(profile.change and telling.change) and profile.change != telling.change


def _a_part(profile: Profile, telling: Telling) -> bool:
    org = telling.statement.org
    return bool(org) and org in profile.plan.orgs and org not in profile.target.allocation


DOUBTS: tuple[tuple[str, Callable[[Profile, Telling], bool]], ...] = (
    ("other_kind", _other_kind),
    ("opposite", _opposite),
    ("average", lambda profile, telling: telling.average != profile.average and telling.average),
    ("baseline", lambda profile, telling: telling.statement.detail == "baseline"),
    ("a_part", _a_part),
    ("range", lambda profile, telling: telling.statement.low is not None),
    ("each", lambda profile, telling: profile.target.each is not None),
    ("no_level", lambda profile, telling: bool(profile.level) and not telling.level),
    ("no_number_asked", lambda profile, telling: not profile.is_numeric and telling.statement.kind is not Kind.EVENT),
)
"""What makes a candidate doubtful, by the code of its reason."""
