"""Running commands in this process, in a copy of a small workspace."""

from __future__ import annotations

import gc
import gettext
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.__main__ import main

WORKSPACE = Path(__file__).parent / "workspace"


class Outcome(NamedTuple):
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the workspace, as the current folder."""
    folder = tmp_path / "workspace"
    shutil.copytree(WORKSPACE, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A function that runs a command and returns its exit code, stdout and stderr."""
    for name in ("TRACKER_LANG", "TRACKER_WIDTH", "NO_COLOR", "FORCE_COLOR", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def running(*arguments: object) -> Outcome:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    yield running
    gc.enable()
    gettext.textdomain("messages")
    os.environ.pop("LANGUAGE", None)
    os.environ.pop("PYDANTIC_DISABLE_PLUGINS", None)
