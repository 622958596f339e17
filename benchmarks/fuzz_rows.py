"""Feed broken files to the row readers: nothing but rows and problems may come out, and never late.

    python benchmarks/fuzz_rows.py --seconds 600

Files of every format are mutated at random; atheris, where it is installed, guides the mutations by coverage.
A file that raises anything, takes more than ten seconds, or loses a row is kept in the temporary folder and ends
the run with exit code 1.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from tracker.readers import read_rows

ROOT = Path(__file__).resolve().parents[1]
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


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """A few random changes; inside a zip, to one of its parts."""
    if raw.startswith(b"PK") and chance.random() < 0.8:
        return _mutated_part(raw, chance)
    changed = bytearray(raw[:200_000])
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(changed))
        to = min(len(changed), at + chance.choice((0, 1, 1, 2, 8, 64)))
        match chance.randint(0, 4):
            case 0:
                changed[at:to] = chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 1000))
            case 1:
                del changed[at:to]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 200)] * chance.choice((1, 2, 50))
            case 3 if changed:
                changed[at % len(changed)] = chance.randrange(256)
            case _:
                there = chance.randint(0, len(changed))
                changed[at:to] = changed[there : there + chance.randint(1, 40)]
    return bytes(changed)


def _mutated_part(raw: bytes, chance: random.Random) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([*names, *(name for name in names if "sheet1" in name), "xl/sharedStrings.xml"])
        for name in names:
            part = old.read(name)
            new.writestr(name, mutate(part, chance) if name == chosen else part)
    return stream.getvalue()


def inputs(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Mutated files without end; now and then under another suffix."""
    corpus = seeds()
    while True:
        suffix, raw = chance.choice(corpus)
        if chance.random() < 0.05:
            suffix = chance.choice(KINDS)
        if chance.random() < 0.02:
            raw += chance.choice(corpus)[1]
        yield suffix, mutate(raw, chance)


def run(seconds: float, seed: int) -> int:
    """Mutate at random for so many seconds; how many files were read."""
    chance = random.Random(seed)
    until, count = time.monotonic() + seconds, 0
    for suffix, raw in inputs(chance):
        if time.monotonic() > until:
            break
        _checked(suffix, raw)
        count += 1
    return count


def run_guided(seconds: float) -> None:
    """Let atheris mutate, guided by coverage. It ends the process itself."""
    import atheris

    folder = Path(tempfile.mkdtemp(prefix="fuzz-rows-corpus-"))
    for suffix, raw in seeds():
        (folder / hashlib.sha256(raw).hexdigest()[:16]).write_bytes(bytes([KINDS.index(suffix)]) + raw)
    atheris.instrument_all()

    def one(raw: bytes) -> None:
        _checked(KINDS[raw[0] % len(KINDS)] if raw else ".csv", raw[1:])

    atheris.Setup(
        [sys.argv[0], f"-max_total_time={int(seconds)}", "-timeout=30", "-rss_limit_mb=4096", str(folder)], one
    )
    atheris.Fuzz()


def _checked(suffix: str, raw: bytes) -> None:
    try:
        check(suffix, raw)
    except Exception:
        kept = Path(tempfile.gettempdir()) / f"fuzz-rows-{hashlib.sha256(raw).hexdigest()[:12]}{suffix}"
        kept.write_bytes(raw)
        traceback.print_exc()
        print(f"kept as {kept}", file=sys.stderr)
        raise SystemExit(1) from None


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        count = run(options.seconds, options.seed)
        print(f"{count} files read in {options.seconds:g} s, without atheris: no exception, no hang, no row lost")
    else:
        run_guided(options.seconds)


if __name__ == "__main__":
    main()
