"""Office files as the same bytes for the same contents: their parts in order, without the clock."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip can name: no day at all."""


def settled(raw: bytes) -> bytes:
    """The archive written again with one fixed time for every part."""
    target = BytesIO()
    with ZipFile(BytesIO(raw)) as archive, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for member in archive.infolist():
            part = ZipInfo(member.filename, EPOCH)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            written.writestr(part, archive.read(member.filename))
    return target.getvalue()
