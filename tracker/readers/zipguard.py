"""What must be true of a workbook before a library opens it: a real zip, not encrypted, not a bomb."""

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
CELL_TAGS = 3_000_000
OTHER_TAGS = 150_000
"""XML tags in the sheets and their texts, and in everything else: some 700,000 cells, and the styles for them."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an .xls, and a workbook with a password, begins."""


class Objection(NamedTuple):
    """Why a workbook is not opened: a code and the words for its message."""

    code: str
    params: dict[str, object]


def objection(raw: bytes) -> Objection | None:
    """The reason not to open these bytes as a workbook; None if there is none.

    >>> objection(b"not a zip").code
    'A121'
    """
    if raw.startswith(OLE):
        secret = "EncryptedPackage".encode("utf-16-le") in raw
        return Objection("A122" if secret else "A102", {"found": ".xls"})
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _of_members(archive.infolist(), len(raw)) or _of_content(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, OverflowError):
        return Objection("A121", {})
    except RuntimeError:  # zipfile's word for an encrypted member
        return Objection("A122", {})


def _of_members(members: list[zipfile.ZipInfo], packed: int) -> Objection | None:
    if any(member.flag_bits & 1 for member in members):
        return Objection("A122", {})
    declared = sum(member.file_size for member in members)
    if len(members) > MEMBER_LIMIT:
        return Objection("A123", {"found": len(members), "limit": MEMBER_LIMIT})
    if declared > DECLARED_LIMIT or (declared > SMALL and declared > RATIO_LIMIT * packed):
        return Objection("A123", {"found": declared, "limit": min(DECLARED_LIMIT, max(SMALL, RATIO_LIMIT * packed))})
    if not any(member.filename == "[Content_Types].xml" for member in members):
        return Objection("A121", {})
    return None


def _of_content(archive: zipfile.ZipFile) -> Objection | None:
    """Count the tags before a tree is built of them, and refuse a document type: it may declare entities."""
    tags = {True: 0, False: 0}
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels", ".vml")):
            continue
        holds_cells = member.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))
        for block in _blocks(archive, member):
            tags[holds_cells] += block.count(b"<")
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                return Objection("A121", {})
            for cells, limit in ((True, CELL_TAGS), (False, OTHER_TAGS)):
                if tags[cells] > limit:
                    return Objection("A123", {"found": tags[cells], "limit": limit})
    return None


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while block := stream.read(1 << 20):
            yield block
