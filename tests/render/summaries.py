"""A summary small enough to be read, with something in every section; and its hostile twin."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tracker import plans, readers
from tracker.model.achievement import Achievement
from tracker.model.plan import Plan
from tracker.workflow.summary import Summary, summarize

FOLDER = Path(__file__).parent / "summary"
HOSTILE = '<script>alert(1)</script> =HYPERLINK("http://x","y") {{7*7}} \u202e反 | *a* `b` \x07 ' + "长" * 10_000


def sample() -> tuple[Plan, tuple[Achievement, ...]]:
    """The plan and the rows that stand beside this file."""
    plan, problems = plans.load_plan((FOLDER / "plan.yaml").read_text(encoding="utf-8"), "plan.yaml")
    assert plan is not None, problems
    rows = readers.read_rows((FOLDER / "rows.yaml").read_bytes(), "rows.yaml")
    assert not rows.problems
    return plan, rows.achievements


@lru_cache(maxsize=2)
def june(lang: str = "zh") -> Summary:
    """June 2021 of the sample."""
    plan, rows = sample()
    return summarize(plan, list(rows), "2021-06", lang=lang)


@lru_cache(maxsize=2)
def hostile(length: int = len(HOSTILE)) -> Summary:
    """The same with something nasty, so many characters long, wherever a person can write."""
    nasty = HOSTILE[:length]
    plan, rows = sample()
    targets = tuple(t.changed(text=nasty + t.text, lead=nasty, theme=nasty) for t in plan.targets)
    plan = plan.changed(title=nasty, targets=targets)
    said = [
        row._replace(
            reason=nasty, next_step=nasty, note=nasty, source=row.source._replace(file=nasty[:200], quote=nasty)
        )
        for row in rows
    ]
    return summarize(plan, said, "2021-06")
