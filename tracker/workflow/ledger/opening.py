"""The ledger's file opened as its disk allows; what goes wrong becomes a problem that names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.ledger import Ledger, LedgerError
from tracker.problems import refuse

SHARES = frozenset(
    ("9p", "afs", "ceph", "cifs", "davfs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf")
)
"""File systems of other machines: there SQLite's write-ahead log, which is shared memory, does not work."""
MOUNTS = Path("/proc/mounts")


@contextmanager
def opened(path: Path, *, read_only: bool = False, must_exist: bool = False, journal: str = "") -> Iterator[Ledger]:
    """The ledger of a file, closed in the end; made if there is none, unless it is only to be read or must exist.

    Raises:
        PlanError: it is none, is damaged, locked or read-only, or the disk is full; also while it is in use.
    """
    try:
        if must_exist and not path.is_file():
            raise LedgerError("B101", found=path)
        journal = journal or ("delete" if on_share(path) else "wal")
        with Ledger(path, journal=journal, read_only=read_only) as ledger:
            yield ledger
    except LedgerError as error:
        raise refuse(path, error.code, **error.params) from error


@contextmanager
def rehearsal(path: Path) -> Iterator[Ledger]:
    """A copy of a ledger in memory, to see what would come of something; an empty one where there is no file."""
    try:
        with Ledger(None) as copy:
            if path.is_file():
                with Ledger(path, read_only=True) as ledger:
                    ledger.copy_to(copy)
            yield copy
    except LedgerError as error:
        raise refuse(path, error.code, **error.params) from error


def on_share(path: Path) -> bool:
    """Whether a file lies on a network share, where the system can tell."""
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
        where = path.resolve()
    except OSError:
        return False
    return file_system(where, mounts) in SHARES


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system that a path lies on, by the system's list of mounts.

    >>> file_system(Path("/srv/share/ledger.db"), "/dev/sda1 / ext4 rw 0 0\\n//nas/x /srv/share cifs rw 0 0\\n")
    'cifs'
    """
    fields = [line.split(" ") for line in mounts.splitlines()]
    found = [
        (len(place.parts), kind)
        for _, point, kind, *_ in (each for each in fields if len(each) > 2)
        if path.is_relative_to(place := Path(point.replace("\\040", " ")))
    ]
    return max(found, key=lambda each: each[0])[1] if found else ""
