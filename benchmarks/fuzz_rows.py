"""Feed broken files to the row readers: nothing but rows and problems may come out, and never late.

    python benchmarks/fuzz_rows.py --seconds 600

Files of every format are mutated at random; atheris, where it is installed, guides the mutations by coverage.
A file that raises anything, takes more than ten seconds, or loses a row is kept in the temporary folder and ends
the run with exit code 1.
"""

from __future__ import annotations

import time
from io import BytesIO

from fuzzing import ROOT, Fuzzer

from tracker.readers import read_rows

KINDS = (".csv", ".tsv", ".yaml", ".jsonl", ".xlsx", ".txt")
SLOW = 10
PIECES = (
    *(
        b"\0",
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xff",
        b"[",
        b"{",
        b": ",
    ),
    *(
        piece.encode()
        for piece in ("，", "：", "—", "余", "万", "%", "％", "#REF!", "合计", "\u200b", "\u2028", "\x1b[31m")
    ),
    *(
        b"NaN",
        b"1e999999999",
        b"-0",
        b"9" * 40,
        b"2021-02-30",
        b"44377",
        b"&a",
        b"*a",
        b"<<: ",
        b"!!python/none ",
        b"---\n",
    ),
    *(
        piece.encode()
        for piece in ("目标编号", "截至", "数值", "分子", "分母", "achievements:\n", "document: ", '{"target": ')
    ),
    *(
        b"<row/>",
        b'<c t="s"><v>',
        b"<f>",
        b'r="XFD1048576"',
        b"<!DOCTYPE x>",
        b"</sheetData>",
        b'<mergeCell ref="A1:XFD9"/>',
    ),
)


def seeds() -> list[tuple[str, bytes]]:
    """Good and bad files to begin with: the bundled rows, the bad examples, and a workbook."""
    files = [*(ROOT / "seeds").iterdir(), *(ROOT / "tests" / "examples" / "bad").rglob("*")]
    found = [(file.suffix, file.read_bytes()) for file in sorted(files) if file.suffix in KINDS]
    return [*found, (".xlsx", _workbook())]


def _workbook() -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["目标编号", "单位", "截至", "数值"],
        ["clinics", "临淄区", "2021-06", 0.7],
        ["clinics", None, 44377, "=1+1"],
    ):
        sheet.append(row)
    sheet["D2"].number_format = "0.0%"
    sheet.merge_cells("B2:B3")
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def check(suffix: str, raw: bytes) -> None:
    """Read one file.

    Raises:
        AssertionError: it took too long, or a row is unaccounted for.
    """
    started = time.process_time()
    rows = read_rows(raw, f"fuzz{suffix}")
    assert rows.rows_in == len(rows.achievements) + rows.refused, "a row is lost"
    assert not rows.refused or rows.problems, "a row is refused without a word"
    for problem in rows.problems[:50]:
        problem.show("zh").encode()
        problem.show("en").encode()
    for row in rows.achievements[:50]:
        "\x1f".join(map(str, row.content)).encode()
    taken = time.process_time() - started
    assert taken < SLOW, f"{taken:.1f} s"


if __name__ == "__main__":
    Fuzzer("rows", seeds(), PIECES, ("sheet1", "xl/sharedStrings.xml"), check).main(
        __doc__, "no exception, no hang, no row lost"
    )
