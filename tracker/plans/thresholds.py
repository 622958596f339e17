"""A policy's thresholds: yellow before red, and each where its basis needs it."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model.plan import Thresholds
from tracker.plans.places import Finding, Path, found


def thresholds_fit(policy: Thresholds, path: Path) -> Iterator[Finding]:
    """Gaps grow from amber to red; ratios fall from ahead to amber to red, and none of them has a default."""
    amber, red, ahead = policy.amber, policy.red, policy.ahead
    if policy.basis == "gap":
        if red is not None and amber > red:
            yield found((*path, "red" if "red" in policy.given else "amber"), "T210", amber=amber, red=red)
        return
    absent = [key for key in ("amber", "red", "ahead") if key not in policy.given]
    if absent:
        yield found((*path, "basis"), "T211", missing="、".join(absent))
    elif amber > ahead or (red is not None and red > amber):
        yield found((*path, "amber"), "T213", amber=amber, red="none" if red is None else red, ahead=ahead)
