"""The presets of the thresholds that turn a schedule gap into a colour (SPEC §6)."""

from __future__ import annotations

from decimal import Decimal

from tracker.model.names import POLICIES
from tracker.model.plan import Plan, Thresholds

PRESETS = POLICIES
DEFAULT = PRESETS[0]

_THRESHOLDS = (
    # 序时进度法：落后 10 个百分点为黄，落后超过 30 个百分点为红，超前 10 个百分点为超序时。默认标准。
    Thresholds(name="yinchuan", title="序时进度（默认）", amber=Decimal(10), red=Decimal(30), ahead=Decimal(10)),
    # 从严：只要低于序时进度即为滞后，不再区分严重滞后。
    Thresholds(name="xuancheng", title="从严（低于序时即滞后）", amber=Decimal(0), red=None, ahead=Decimal(10)),
    # 三分法：落后 16.5 个百分点为黄，超过 33 个百分点为红（约合工期的六分之一与三分之一）。
    Thresholds(
        name="engagedly",
        title="三分法（16.5/33 个百分点）",
        amber=Decimal("16.5"),
        red=Decimal(33),
        ahead=Decimal(10),
    ),
    # 比率法：实际进度与序时进度之比不低于 1.05 为超前，不低于 0.95 为正常，不低于 0.85 为滞后，其下为严重滞后。
    Thresholds(
        name="cascade",
        title="比率法（实际进度/序时进度）",
        basis="ratio",
        ahead=Decimal("1.05"),
        amber=Decimal("0.95"),
        red=Decimal("0.85"),
    ),
)
_BY_NAME = {each.name: each for each in _THRESHOLDS}


def preset(name: str) -> Thresholds:
    """The thresholds of a preset.

    Raises:
        KeyError: no preset of that name.

    >>> preset("engagedly").amber
    Decimal('16.5')
    """
    return _BY_NAME[name]


def policy_of(plan: Plan) -> Thresholds:
    """The plan's own policy: thresholds written in it, or a preset's name (files are opened by the workflow)."""
    if isinstance(plan.policy, Thresholds):
        return plan.policy
    return preset(plan.policy or DEFAULT)
