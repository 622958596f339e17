"""Which assessments belong to a unit, a department or a theme."""

from __future__ import annotations

from tracker.model.assessment import Assessment


def belongs(judged: Assessment, *, org: str | None = None, lead: str | None = None, theme: str | None = None) -> bool:
    """Whether an assessment is of this unit, led by this department, of this theme; None asks for nothing."""
    wanted = {"org": org, "lead": lead, "theme": theme}
    return all(value is None or value in owners(judged, name) for name, value in wanted.items())


def owners(judged: Assessment, name: str) -> list[str]:
    """The `org`, `lead` or `theme` of an assessment as written, and each of several leads by itself."""
    written: str = getattr(judged, name)
    return names_in(written) if name == "lead" else [written] if written else []


def names_in(written: str) -> list[str]:
    """The departments of a lead: the whole as written, and each by itself.

    >>> names_in("医政科、护理科")
    ['医政科、护理科', '医政科', '护理科']
    """
    parts = written.replace("，", "、").replace(",", "、").replace("；", "、").split("、")
    return list(dict.fromkeys(part.strip() for part in (written, *parts) if part.strip()))
