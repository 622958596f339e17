"""The command: answers `--version` at once, and leaves everything else to `tracker.cli`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from tracker import __version__

        print(f"tracker {__version__}")
        return 0
    from tracker.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
