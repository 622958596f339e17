"""Files found, read and written; whatever the disk refuses becomes a problem that names the file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from tracker import readers
from tracker.patterns import pattern
from tracker.problems import refuse

ROW_SUFFIXES = (".yaml", ".yml", ".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx", ".xlsm")
YAML_SUFFIXES = (".yaml", ".yml")

_TARGETS = pattern(r"""^["']?(?:targets|目标)["']?[ \t]*[:：]""", re.MULTILINE)
_ROWS = pattern(r"""^["']?(?:achievements|进展|成效)["']?[ \t]*[:：]""", re.MULTILINE)
_GOALS = pattern(r"""^["']?(?:goals|目标表|各单位目标)["']?[ \t]*[:：]""", re.MULTILINE)
_NAMED = pattern(r"""^["']?(?:plan|计划)["']?[ \t]*[:：][ \t]*[^\s#]""", re.MULTILINE)
_POLICY = pattern(r"""^["']?(?:amber|red|ahead|basis)["']?[ \t]*[:：]""", re.MULTILINE)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        PlanError: it is not there, is a folder, or may not be read.
    """
    return read_head(path)


def read_head(path: Path, size: int = -1) -> bytes:
    """The first bytes of a file, or all.

    Raises:
        PlanError: it is not there, is a folder, or may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        raise refuse(path, "W101", suggestion=_sibling(path)) from None
    except (IsADirectoryError, NotADirectoryError):
        raise refuse(path, "W102") from None
    except PermissionError:
        raise refuse(path, "W103") from None
    except OSError as error:
        raise refuse(path, "W104", found=error.strerror or error) from None
    except ValueError:  # a name with a NUL in it
        raise refuse(path, "W101", suggestion="") from None


def read_text(path: Path, encoding: str | None = None) -> str:
    """The text of a file, in whatever of the usual encodings it is.

    Raises:
        PlanError: it cannot be read, or is not text.
    """
    return decoded(read_bytes(path), path, encoding)


def decoded(raw: bytes, path: Path, encoding: str | None = None) -> str:
    """The bytes of a file as text.

    Raises:
        PlanError: they are not text.
    """
    try:
        return readers.decode(raw, encoding)
    except ValueError:
        raise refuse(path, "W105") from None


def _sibling(path: Path) -> str:
    """A file beside it whose name is much like the one asked for."""
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except (OSError, ValueError):
        return ""
    close = get_close_matches(path.name, names, 1)
    return str(path.parent / close[0]) if close else ""


Kind = Literal["plan", "rows", "goals", "policy", "other"]


def kind_of(file: Path) -> Kind:
    """What a YAML file holds, by its top-level keys.

    Raises:
        PlanError: the file cannot be read.
    """
    raw = read_bytes(file)
    try:
        return kind_of_text(readers.decode(raw))
    except ValueError:
        return kind_of_text(raw.decode("utf-8", errors="replace"))


def kind_of_text(text: str) -> Kind:
    """What a YAML text is, by its top-level keys.

    >>> kind_of_text("plan: a\\ntargets: []"), kind_of_text("achievements:\\n- {}"), kind_of_text("a: 1")
    ('plan', 'rows', 'other')
    """
    if _TARGETS.search(text):
        return "plan"
    if _ROWS.search(text):
        return "rows"
    if _GOALS.search(text):
        return "goals"
    if _NAMED.search(text):
        return "plan"
    return "policy" if _POLICY.search(text) else "other"


def walk(folder: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    """The files of a folder and those beneath it with one of the suffixes, in a stable order.

    Hidden files, and those that a spreadsheet program leaves beside an open one, are passed over.
    """
    wanted = tuple(suffixes)
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(wanted) and not name.startswith((".", "~$")):
                yield Path(base, name)


def write_whole(path: Path, pieces: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write a text as a whole or not at all: beside the old file first, then in its place.

    Raises:
        PlanError: the folder or the file cannot be written.
    """
    write_bytes(path, (piece.encode(encoding, errors="replace") for piece in pieces))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as a whole or not at all: beside the old one first, then in its place.

    Raises:
        PlanError: the folder or the file cannot be written.
    """
    target = path.resolve() if path.is_symlink() else path
    if target.is_dir():
        raise refuse(path, "W106")
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        _write(path, target, pieces)
        return
    from tempfile import mkstemp

    try:
        handle, name = mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise refuse(path, "W107", found=error.strerror or error) from None
    part = Path(name)
    try:
        os.close(handle)
        _write(path, part, pieces)
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        raise refuse(path, "W107", found=error.strerror or error) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _write(shown: Path, path: Path, pieces: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            if path.is_file():
                os.fsync(file.fileno())
    except OSError as error:
        raise refuse(shown, "W107", found=error.strerror or error) from None


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file would have."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
