"""What was read from YAML and found right, kept so that the next run need not read it again.

A kept value belongs to the bytes that it was made of, to the name they were read under, and to the program that read
them: where one of these differs, there is none, and the file is read as ever. Each is a file in the cache folder,
named by a digest of what it belongs to and led by a digest of what it holds; one that is damaged, cut short, foreign or
another user's is as good as none. What it holds is plain data, as `marshal` writes it: reading it runs nothing.

`TRACKER_CACHE` names another folder, or is `off`. What the disk refuses is no matter: all that is lost is time.
"""

from __future__ import annotations

import os
import sys
from _blake2 import blake2b  # what hashlib gives, without OpenSSL
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from marshal import dumps, loads
from pathlib import Path
from typing import Any

import tracker
from tracker.model.packing import packed, unpacked

PACKAGE = Path(tracker.__file__).parent
ROOMS = (".", "model", "nodes", "plans", "plans/checks")
"""The rooms that decide what a plan is and whether it is right."""
LIMIT = 100_000_000
"""Bytes kept; beyond them, what has not been written for longest goes."""
SUFFIX = ".tracker-kept"


def recalled(kind: str, raw: bytes, name: str) -> Any:
    """What was made of these bytes under this name before; None if that is not known.

    Args:
        kind: what they were read as, such as a plan or a policy.
        raw: the bytes of the file.
        name: its name, as it would be shown.
    """
    folder = folder_of(os.environ)
    if folder is None:
        return None
    key = _key(kind, raw, name)
    try:
        with (folder / f"{key}{SUFFIX}").open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            digest, body = file.readline().rstrip(), file.read()
    except OSError:
        return None
    return unpacked(loads(body)) if digest == _digest(key, body) else None


def keep(kind: str, raw: bytes, name: str, value: object) -> None:
    """Keep what was made of these bytes; in vain where the folder cannot be written."""
    folder = folder_of(os.environ)
    if folder is None:
        return
    key = _key(kind, raw, name)
    body = dumps(packed(value))
    part = folder / f"{key}.{os.getpid()}{SUFFIX}"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(_digest(key, body) + b"\n" + body)
        part.replace(folder / f"{key}{SUFFIX}")
        _forget_the_oldest(folder)


def folder_of(environment: Mapping[str, str]) -> Path | None:
    """The folder of the cache; None where nothing is to be kept.

    >>> folder_of({"XDG_CACHE_HOME": "/var/kept"}), folder_of({"TRACKER_CACHE": "off"})
    (PosixPath('/var/kept/tracker'), None)
    """
    setting = environment.get("TRACKER_CACHE", "")
    if setting:
        return None if setting == "off" else Path(setting)
    base = Path(environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""))
    if not base.is_absolute():
        try:
            base = Path("~/Library/Caches" if sys.platform == "darwin" else "~/.cache").expanduser()
        except RuntimeError:  # whoever runs this has no home
            return None
    return base / "tracker"


def _key(kind: str, raw: bytes, name: str) -> str:
    belongs = "\0".join((kind, name, edition()))
    return blake2b(raw, key=_digest(belongs, b""), digest_size=20).hexdigest()


def _digest(key: str, body: bytes) -> bytes:
    return blake2b(key.encode(errors="surrogatepass") + b"\0" + body, digest_size=20).hexdigest().encode()


@cache
def edition() -> str:
    """This program: its version, Python's, and when a file that decides was last changed."""
    changed = [0]
    with suppress(OSError):  # a package that is not in a folder does not change
        for room in ROOMS:
            changed += [file.stat().st_mtime_ns for file in os.scandir(PACKAGE / room) if file.name.endswith(".py")]
    return f"{tracker.__version__} {sys.version} {len(changed)} {max(changed)}"


def _forget_the_oldest(folder: Path) -> None:
    room = LIMIT
    kept = [(file.stat(), file.path) for file in os.scandir(folder) if file.name.endswith(SUFFIX)]
    for stat, path in sorted(kept, key=lambda each: each[0].st_mtime_ns, reverse=True):
        room -= stat.st_size
        if room < 0:
            Path(path).unlink()
