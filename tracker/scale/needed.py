"""Libraries that are not always there, each with the command that installs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tracker.problems import refuse


def needed(module: str, command: str) -> Any:
    """A module.

    Raises:
        PlanError: it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise refuse("", "W141", found=error.name or module, command=command) from None
