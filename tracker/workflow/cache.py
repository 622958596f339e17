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
from typing import Any

import tracker
from tracker.model.packing import packed, unpacked

ROOMS = ("model", "nodes", "plans", "plans/checks")
"""The rooms that decide what a plan is and whether it is right."""
LIMIT = 100_000_000
"""Bytes kept; beyond them, what has not been written for longest goes."""
SUFFIX = ".tracker-kept"


def recalled(kind: str, raw: bytes, name: str) -> Any:
    """What was made of these bytes under this name before; None if that is not known.

    Args:
        kind: what they were read as, a plan or a policy.
        raw: the bytes of the file.
        name: its name, as it would be shown.
    """
    folder = folder_of(os.environ)
    if not folder:
        return None
    key = _key(kind, raw, name)
    try:
        with open(f"{folder}/{key}{SUFFIX}", "rb") as file:  # noqa: PTH123  # pathlib would cost a tenth of a short run
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            digest, body = file.readline().rstrip(), file.read()
    except OSError:
        return None
    return unpacked(loads(body)) if digest == _digest(key.encode(), body) else None


def keep(kind: str, raw: bytes, name: str, value: object) -> None:
    """Keep what was made of these bytes; in vain where the folder cannot be written."""
    folder = folder_of(os.environ)
    if not folder:
        return
    key = _key(kind, raw, name)
    body = dumps(packed(value))
    file, part = f"{folder}/{key}{SUFFIX}", f"{folder}/{key}.{os.getpid()}{SUFFIX}"
    with suppress(OSError):
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        with open(part, "xb") as written:  # noqa: PTH123
            written.write(_digest(key.encode(), body) + b"\n" + body)
        os.replace(part, file)  # noqa: PTH105
        _forget_the_oldest(folder)


def folder_of(environment: Mapping[str, str]) -> str:
    """The folder of the cache; empty where there is none.

    >>> folder_of({"XDG_CACHE_HOME": "/tmp/of-mine"}), folder_of({"TRACKER_CACHE": "off"})
    ('/tmp/of-mine/tracker', '')
    """
    setting = environment.get("TRACKER_CACHE", "")
    if setting:
        return "" if setting == "off" else setting
    base = environment.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")  # noqa: PTH111
    return f"{base}/tracker" if os.path.isabs(base) else ""  # noqa: PTH117


def _key(kind: str, raw: bytes, name: str) -> str:
    belongs = "\0".join((kind, name, edition())).encode(errors="surrogatepass")
    return blake2b(raw, key=_digest(belongs), digest_size=20).hexdigest()


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"\0".join(parts), digest_size=20).hexdigest().encode()


@cache
def edition() -> str:
    """This program: its version, and when any of the files that decide was last changed."""
    root = os.path.dirname(tracker.__file__)  # noqa: PTH120
    files = [file for room in ROOMS for file in os.scandir(f"{root}/{room}") if file.name.endswith(".py")]
    changed = max((file.stat().st_mtime_ns for file in files), default=0)
    return f"{tracker.__version__} {sys.implementation.cache_tag} {len(files)} {changed}"


def _forget_the_oldest(folder: str) -> None:
    room = LIMIT
    kept = [(file.stat(), file.path) for file in os.scandir(folder) if file.name.endswith(SUFFIX)]
    for stat, path in sorted(kept, key=lambda each: each[0].st_mtime_ns, reverse=True):
        room -= stat.st_size
        if room < 0:
            os.unlink(path)  # noqa: PTH108
