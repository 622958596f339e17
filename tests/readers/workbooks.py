"""Workbooks for the tests: written by openpyxl, or patched part by part into what no program would write."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: Iterable[object], change: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of a workbook with one sheet `台账` of these rows, after `change` was made to its sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "台账"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def patched(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


def in_sheet(raw: bytes, after_cells: bytes = b"", cells: bytes = b"") -> bytes:
    """A workbook with XML put in at the end of the sheet's cells, and after them."""
    return patched(raw, SHEET, lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>" + after_cells))
