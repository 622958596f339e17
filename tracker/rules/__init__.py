"""The rule engine: fold the rows, measure them against the plan, decide the status (SPEC §3–§6). Pure."""

from tracker.rules.assess import assess, glances
from tracker.rules.policy import DEFAULT, PRESETS, preset
from tracker.rules.shares import NO_SHARES, Shares, among, instances, share_out
from tracker.rules.totals import totals

__all__ = [
    "DEFAULT",
    "NO_SHARES",
    "PRESETS",
    "Shares",
    "among",
    "assess",
    "glances",
    "instances",
    "preset",
    "share_out",
    "totals",
]
