"""English words of the overview of a large status table."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "overview.title": "{plan}: overview of progress",
    "overview.overall": "Overview",
    "overview.plans": "Plan by plan",
    "overview.tasks": "Task by task",
    "overview.units": "Unit by unit",
    "overview.table.plans": "By plan",
    "overview.table.tasks": "By task",
    "overview.table.units": "By unit",
    "overview.column.plans": "Plan",
    "overview.column.tasks": "Task",
    "overview.column.units": "Unit",
    "overview.column.done": "Achieved",
    "overview.column.running": "Under way",
    "overview.column.behind": "Behind",
    "overview.column.far_behind": "Far behind",
    "overview.column.missed": "Missed",
    "overview.column.unknown": "No data",
    "overview.column.idle": "Other",
    "overview.column.strip": "Statuses",
    "overview.completion": "Completed: {rate}; missed, far behind or behind: {n}.",
    "overview.compared": (
        "Compared with {day}, the completion rate {completion}; missed, far behind or behind were {before}, now {now}."
    ),
    "overview.rows": "{n} rows read, {kept} kept, {refused} refused.",
    "overview.aside": "{n} of the kept rows were not counted: {reasons}.",
    "overview.more": "{n} in all; these are the {shown} with the most targets that need attention.",
    "overview.worst": "Targets that need attention ({n})",
    "overview.worst.first": "Targets that need attention ({n}, the first {shown})",
    "overview.foot": (
        "“Achieved” is in time or late, “under way” ahead, on track or in progress, “no data” also undetermined, "
        "“other” not started or withdrawn; units' shares of a target are not counted again in totals."
    ),
}
