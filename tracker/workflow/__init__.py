"""The pipeline in order: opens files, returns values; the only room besides the commands that knows the disk."""

from __future__ import annotations

from tracker.workflow.achievements import Achievements, load_achievements
from tracker.workflow.goals import load_goals
from tracker.workflow.judging import assess
from tracker.workflow.plans import load_plan, load_plans
from tracker.workflow.workspace import Workspace, find_workspace

__all__ = [
    "Achievements",
    "Workspace",
    "assess",
    "find_workspace",
    "load_achievements",
    "load_goals",
    "load_plan",
    "load_plans",
]
