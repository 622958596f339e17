"""The command: answers `--version` at once, and leaves everything else to `tracker.cli`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default with the arguments of the process; returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments in (["--version"], ["-V"]):
        from tracker import __version__

        print(f"tracker {__version__}")
        return 0
    from tracker.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
