"""What must be true of a workbook or a Word document before it is opened: a real zip, not encrypted, not a bomb."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

MEMBER_LIMIT = 2_000
DECLARED_LIMIT = 200 * 1024 * 1024
"""Bytes of all members, unpacked; zipfile gives no member more than it declares."""
RATIO_LIMIT = 200
SMALL = 20 * 1024 * 1024
"""Up to this size unpacked, no ratio is suspicious."""
OTHER_TAGS = 150_000
"""XML tags in the parts that do not hold the content: the styles of a large file."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xls or .doc, and a file with a password, begins."""


class Objection(NamedTuple):
    """Why a file is not opened: a code and the words for its message."""

    code: str
    params: dict[str, object]


class Guarded(NamedTuple):
    """A kind of file that is a zip: the codes of its problems, its old form, where its content is, and its limit."""

    damaged: str
    secret: str
    too_much: str
    old: str
    old_suffix: str
    content: tuple[str, ...]
    tags: int


WORKBOOK = Guarded("A121", "A122", "A123", "A102", ".xls", ("xl/worksheets/", "xl/sharedStrings"), 3_000_000)
"""Some 700,000 cells."""
WORD = Guarded("D110", "D111", "D112", "D102", ".doc", ("word/",), 2_000_000)
"""Some two thousand pages."""


def objection(raw: bytes, kind: Guarded = WORKBOOK) -> Objection | None:
    """The reason not to open these bytes as such a file; None if there is none.

    >>> objection(b"not a zip").code
    'A121'
    """
    if raw.startswith(OLE):
        secret = "EncryptedPackage".encode("utf-16-le") in raw
        return Objection(kind.secret if secret else kind.old, {"found": kind.old_suffix})
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _of_members(archive.infolist(), len(raw), kind) or _of_content(archive, kind)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, OverflowError):
        return Objection(kind.damaged, {})
    except RuntimeError:  # zipfile's word for an encrypted member
        return Objection(kind.secret, {})


def _of_members(members: list[zipfile.ZipInfo], packed: int, kind: Guarded) -> Objection | None:
    if any(member.flag_bits & 1 for member in members):
        return Objection(kind.secret, {})
    declared = sum(member.file_size for member in members)
    if len(members) > MEMBER_LIMIT:
        return Objection(kind.too_much, {"found": len(members), "limit": MEMBER_LIMIT})
    if declared > DECLARED_LIMIT or (declared > SMALL and declared > RATIO_LIMIT * packed):
        return Objection(
            kind.too_much, {"found": declared, "limit": min(DECLARED_LIMIT, max(SMALL, RATIO_LIMIT * packed))}
        )
    if not any(member.filename == "[Content_Types].xml" for member in members):
        return Objection(kind.damaged, {})
    return None


def _of_content(archive: zipfile.ZipFile, kind: Guarded) -> Objection | None:
    """Count the tags before a tree is built of them, and refuse a document type: it may declare entities."""
    tags = {True: 0, False: 0}
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels", ".vml")):
            continue
        is_content = member.filename.startswith(kind.content)
        for block in _blocks(archive, member):
            tags[is_content] += block.count(b"<")
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                return Objection(kind.damaged, {})
            for content, limit in ((True, kind.tags), (False, OTHER_TAGS)):
                if tags[content] > limit:
                    return Objection(kind.too_much, {"found": tags[content], "limit": limit})
    return None


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while block := stream.read(1 << 20):
            yield block
