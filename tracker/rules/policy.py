"""The presets of the thresholds that turn a schedule gap into a colour (SPEC §6); each is a YAML file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tracker import nodes
from tracker.model.names import POLICIES
from tracker.model.plan import Thresholds

PRESETS = POLICIES
DEFAULT = PRESETS[0]


@lru_cache(maxsize=len(PRESETS))
def preset(name: str) -> Thresholds:
    """The thresholds of a preset.

    Raises:
        KeyError: no preset of that name.

    >>> preset("engagedly").amber
    Decimal('16.5')
    """
    if name not in PRESETS:
        raise KeyError(name)
    file = Path(__file__).parent / "presets" / f"{name}.yaml"
    document = nodes.load(file.read_text(encoding="utf-8"), file.name)
    assert document.root is not None
    return Thresholds.model_validate(document.root.data())
