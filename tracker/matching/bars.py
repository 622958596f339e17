"""What speaks against a candidate: it is another indicator, the same one elsewhere, or doubtful.

A candidate that is another indicator is none. One that is the same indicator of another time, level or place, or a
promise said again, is recognised and said, never credited. What is doubtful is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tracker.calendar import Period
from tracker.lexicon import Lexicon
from tracker.matching.profiles import Asked, Eye, Heard, Profile, Spoken, Telling
from tracker.matching.units import MEASURED, counts_alike
from tracker.model.goals import POINT_UNITS
from tracker.model.match import Reason
from tracker.model.plan import Plan, Target
from tracker.model.statement import Role

DOUBTFUL = frozenset(
    ("damaged_text", "layout_suspect", "role_unknown", "distributive", "respective_unclear", "unit_missing")
)
"""Flags of a statement that a person is to look at."""
ALIKE = frozenset((("person", "visit"), ("visit", "person"), ("ratio", "index"), ("index", "ratio")))
"""Groups of units close enough that a person is asked."""


def is_other(asked: Asked, heard: Heard, eye: Eye) -> bool:
    """Whether a statement speaks of another indicator than a target, whatever words they share."""
    if asked.numeric and not heard.spoken.event and _other_unit(asked, heard.spoken):
        return True
    for _, words in eye.groups:
        wanted, told = asked.members & words, heard.members & words
        if wanted and told and not wanted & told:
            return True
    return False


def is_excluded(profile: Profile, telling: Telling, lexicon: Lexicon) -> bool:
    """Whether a statement has a word that a target excludes."""
    if not profile.excluded:
        return False
    text = lexicon.canonical(telling.statement.clause + telling.statement.subject)
    return any(word in text for word in profile.excluded)


def _other_unit(asked: Asked, spoken: Spoken) -> bool:
    wanted, told = asked.group, spoken.group
    if wanted == told or not wanted or not told:
        return False
    if "money" in (asked.kind, spoken.kind):
        return True
    if spoken.kind == "ratio" or asked.kind == "ratio":
        return False
    return wanted in MEASURED and told in MEASURED and (wanted, told) not in ALIKE


def elsewhere(profile: Profile, telling: Telling, as_of: date) -> Iterator[Reason]:
    """Why a statement of the same indicator does not count: another time, level, place, or no achievement at all."""
    statement, said_level, level = telling.statement, telling.spoken.level, profile.asked.level
    if level and said_level and level != said_level:
        yield Reason("other_level", {"said": said_level, "wanted": level})
    said = _time_of(telling)
    if said is not None and not _in_time(profile, said, as_of, arrived=telling.arrived):
        yield Reason("other_period", {"said": said, "wanted": profile.window})
    if statement.org and not is_promised(profile.plan, profile.target, statement.org):
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
    if (profile.counts or profile.asked.change) and not arrived:
        return said.start >= window.start
    return said.end <= window.end or said.start >= window.start


def is_of(plan: Plan, org: str) -> bool:
    """Whether a place is a plan's own, or one of its units."""
    own = plan.org or ""
    return not own or org in own or own in org or org.startswith(SELF) or org in plan.orgs


def is_promised(plan: Plan, target: Target, org: str) -> bool:
    """Whether a place is one that a target is promised for."""
    return is_of(plan, org) or org in target.allocation or (target.for_each is not None and not plan.orgs)


SELF = ("全", "我", "本")
"""How a report names the place that it speaks for: 全市, 我区, 本院."""


def _is_a_change_of_it(profile: Profile, telling: Telling) -> bool:
    """增长8% of what is to stand at 8%, or the other way round; 支出增加70亿元 where the whole is asked."""
    asked, spoken = profile.asked, telling.spoken
    if (spoken.unit in POINT_UNITS) != (asked.unit in POINT_UNITS):
        return spoken.kind == asked.kind
    if spoken.kind == asked.kind and asked.kind in CHANGING:
        return bool(telling.change) != bool(asked.change)
    return bool(telling.change) and telling.compared and not asked.change


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
    asked, spoken = profile.asked, telling.spoken
    if not asked.numeric or spoken.event:
        return False
    if (asked.kind == "ratio") != (spoken.kind == "ratio"):
        return bool(asked.unit and spoken.unit)
    return bool(asked.unit and spoken.unit) and not counts_alike(spoken.unit, asked.unit)


def _opposite(profile: Profile, telling: Telling) -> bool:
    asked = profile.asked
    return bool(asked.change and telling.change) and asked.change != telling.change


def _a_part(profile: Profile, telling: Telling) -> bool:
    org, target = telling.statement.org, profile.target
    return bool(org) and org in profile.plan.orgs and org not in target.allocation and not target.for_each


DOUBTS: tuple[tuple[str, Callable[[Profile, Telling], bool]], ...] = (
    ("other_kind", _other_kind),
    ("opposite", _opposite),
    ("average", lambda profile, telling: telling.average and not profile.asked.average),
    ("baseline", lambda profile, telling: telling.statement.detail == "baseline"),
    ("a_part", _a_part),
    ("range", lambda profile, telling: telling.statement.low is not None),
    ("each", lambda profile, telling: profile.target.each is not None),
    ("no_level", lambda profile, telling: bool(profile.asked.level) and not telling.spoken.level),
    ("no_number_asked", lambda profile, telling: not profile.asked.numeric and not telling.spoken.event),
)
"""What makes a candidate doubtful, by the code of its reason."""
