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
    parts = written.replace("，", "、").replace(",", "、").replace("；", "、").split("、") if name == "lead" else []
    return list(dict.fromkeys(part.strip() for part in (written, *parts) if part.strip()))
