"""One run of the command line, and the ways in which it may end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tracker import words
from tracker.cli import console, language, plain
from tracker.problems import PlanError

INTERRUPTED, PIPE_CLOSED = 130, 141
"""What shells give for a program that Ctrl-C or a closed pipe has ended."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code, and never lets a user's mistake become a traceback."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for them costs a tenth of a short run
    lang = language.choose(arguments, os.environ, Path(), sys.stdout.encoding or "utf-8")
    console.prepare()
    try:
        code = _answer(arguments, lang)
        sys.stdout.flush()
    except PlanError as error:
        console.problems(error.problems, lang)
        return 2
    except KeyboardInterrupt:
        console.note("")
        return INTERRUPTED
    except BrokenPipeError:
        console.forget_stdout()
        return PIPE_CLOSED
    except OSError as error:  # the disk behind stdout is full, or the terminal gone
        console.forget_stdout()
        console.note(words.say("stdout.failed", lang, found=error.strerror or error))
        return 2
    return code


def _answer(arguments: Sequence[str], lang: str) -> int:
    """What the command says; click, which costs as much as a short run, is asked only where it is needed."""
    asked = None if "_TRACKER_COMPLETE" in os.environ else plain.status(arguments)
    if asked is not None:
        from tracker.cli.status import status

        return status(lang, **asked)
    from tracker.cli.commands import invoke

    return invoke(arguments, lang)
