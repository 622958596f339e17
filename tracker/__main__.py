"""The command: answers `--version` at once, and leaves everything else to `tracker.cli`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; without arguments, those of the process, which ends with it."""
    gc.disable()  # one command, one answer: what is built stays in use to the end
    if arguments is None:
        _leave(main(sys.argv[1:]))
    if list(arguments) in (["--version"], ["-V"]):
        from tracker import __version__

        print(f"tracker {__version__}")
        return 0
    from tracker.cli.app import run

    return run(arguments)


def _leave(code: int) -> NoReturn:
    """End the process at once: to take down what is in memory, object by object, costs a tenth of a large run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # there is none, nobody reads it, or it is closed
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
