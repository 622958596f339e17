"""Follow up on plans: goals declared in YAML, achievements matched to them, statuses that can be defended.

Nothing heavy is imported before it is used: a name of the library face loads its room on first access.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.board import Board
    from tracker.problems import PlanError, Problem
    from tracker.workflow import assess, load_achievements, load_goals, load_plan
    from tracker.workflow.documents import read_report
    from tracker.workflow.drafting import draft_plan
    from tracker.workflow.matching import match
    from tracker.workflow.screening import Screened, screen
    from tracker.workflow.summary import Summary, summarize

__version__ = "0.1.0"
__all__ = [
    "Board",
    "PlanError",
    "Problem",
    "Screened",
    "Summary",
    "__version__",
    "assess",
    "draft_plan",
    "load_achievements",
    "load_goals",
    "load_plan",
    "match",
    "read_report",
    "screen",
    "summarize",
]

_ROOMS = {
    "Board": "tracker.board",
    "PlanError": "tracker.problems",
    "Problem": "tracker.problems",
    "assess": "tracker.workflow",
    "load_achievements": "tracker.workflow",
    "load_goals": "tracker.workflow",
    "load_plan": "tracker.workflow",
    "read_report": "tracker.workflow.documents",
    "draft_plan": "tracker.workflow.drafting",
    "match": "tracker.workflow.matching",
    "Screened": "tracker.workflow.screening",
    "screen": "tracker.workflow.screening",
    "Summary": "tracker.workflow.summary",
    "summarize": "tracker.workflow.summary",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
