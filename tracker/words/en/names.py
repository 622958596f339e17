"""English words of what the engine says: statuses, flags and other names."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "status.withdrawn": "withdrawn",
    "status.undetermined": "undetermined",
    "status.pending": "not started",
    "status.no_data": "no data",
    "status.achieved": "achieved",
    "status.achieved_late": "achieved late",
    "status.missed": "missed",
    "status.far_behind": "far behind",
    "status.behind": "behind",
    "status.ahead": "ahead",
    "status.on_track": "on track",
    "status.in_progress": "in progress",
    "flag.overdue": "{days} days overdue",
    "flag.due_soon": "due soon",
    "flag.stale": "stale",
    "flag.late_report": "reported late",
    "flag.below_schedule": "below schedule",
    "flag.regressed": "regressed",
    "flag.breached": "breached",
    "flag.over": "over",
    "flag.conflict": "conflict",
    "flag.partial": "partial",
    "flag.revised": "revised",
    "flag.extended": "extended",
    "flag.approximate": "approximate",
    "flag.unconfirmed": "unconfirmed",
    "flag.provisional": "provisional",
}
