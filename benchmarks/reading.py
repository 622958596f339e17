"""Hold reading against annotated documents, phenomenon by phenomenon, and time it.

    python benchmarks/reading.py CORPUS_FOLDER [--write]

CORPUS_FOLDER holds `seeds_extraction.jsonl`, `seeds_nonquantity.jsonl` and `dev/` with its texts under `raw/`; the five
founding documents lie in the folder `seeds` beside it. They are not part of this project. A quantity is found if a
statement overlaps it; subjects are alike if Dice over their characters is 0.6. `--write` puts the figures into
`benchmarks/reading.md`, between its marks. Exits 1 if a bar of the project is missed.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from tracker.model.statement import Reading, Statement
from tracker.text.read import read

Record = Mapping[str, Any]
FIELDS = ("value", "unit", "bound", "role", "subject")
ALIKE = 0.6
UNITS = {"％": "%", "家": "个", "所": "个", "处": "个", "名": "人", "位": "人"}
NUMERALS = "零〇一二两三四五六七八九十百千万亿"
PAGE = Path(__file__).with_suffix(".md")
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
BARS = {
    "founding documents": {"recall": 0.995, "precision": 0.985, "value": 0.985, "unit": 0.985, "bound": 0.985}
    | {"role": 0.97, "subject": 0.90, "all": 0.87},
    "provincial reports": {"recall": 0.97, "value": 0.96, "role": 0.92, "all": 0.82},
}


class Hit(NamedTuple):
    """A gold record, the statement that overlaps it most, if any, and which fields of it are right."""

    record: Record
    statement: Statement | None
    right: Mapping[str, bool]

    @property
    def whole(self) -> bool:
        return self.statement is not None and all(self.right.values())


PHENOMENA: dict[str, Callable[[Record], bool]] = {
    "a bound word (以上, 不少于, 余, 约, 超 …)": lambda r: r["bound"] != "exact",
    "余 or 多 within the number": lambda r: _attr(r, "q") in ("余", "多"),
    "左右, 近, 约": lambda r: r["bound"] == "approx",
    "万 or 亿": lambda r: any(word in r["value_text"] for word in "万亿萬億"),
    "a Chinese numeral (三家)": lambda r: r["value_text"][0] in NUMERALS,
    "no figure written (全部, 全覆盖, 无…发生)": lambda r: _attr(r, "implicit") or _attr(r, "negation"),
    "分别, or a list of bare values": lambda r: _attr(r, "respective"),
    "one value of several subjects": lambda r: _attr(r, "shared_value"),
    "a head or a verb said once for several": lambda r: _attr(r, "elided_head") or _attr(r, "elided_verb"),
    "a rate of completion": lambda r: _attr(r, "completion_rate"),
    "a change (增长, 提高…个百分点)": lambda r: _attr(r, "change"),
    "per thousand people, a month, a day, a member": lambda r: r["kind"] == "rate" or _attr(r, "per"),
    "money": lambda r: r["kind"] == "money",
    "ratios": lambda r: r["kind"] == "ratio",
    "broken lines, split digits, bold": lambda r: _attr(r, "noise") or _attr(r, "markdown"),
    "targets": lambda r: r["role"] == "target",
    "achievements": lambda r: r["role"] == "achievement",
    "background": lambda r: r["role"] == "background",
}


def main(folder: Path, write: bool) -> int:
    """Measure, print, write; the exit code."""
    seeds = folder.parent / "seeds"
    other = rows(folder / "seeds_nonquantity.jsonl")
    measured = {
        "founding documents": measure(rows(folder / "seeds_extraction.jsonl"), seeds, other),
        "provincial reports": measure(rows(folder / "dev" / "prov_extraction.jsonl"), folder / "raw" / "dev" / "prov"),
        "both sides of pairs": measure(sides(folder), folder / "raw" / "dev"),
    }
    page = "\n".join((*figures(measured), "", *phenomena(measured), "", *throughput(folder), "", *coverage(seeds)))
    print(page)
    if write:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
        PAGE.write_text(f"{before}{MARKS[0]}\n\n{page}\n\n{MARKS[1]}{after}", encoding="utf-8")
    return any(rate(measured[name], field) < bar for name, bars in BARS.items() for field, bar in bars.items())


class Measured(NamedTuple):
    """The hits of one set, and how many statements stand where the annotators saw no quantity."""

    hits: list[Hit]
    false: list[tuple[str, Statement]]


def measure(records: list[Record], texts: Path, other: list[Record] | None = None) -> Measured:
    """Every record beside what was read there."""
    by_document: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_document[record["doc"]].append(record)
    hits, false = [], []
    for name, wanted in sorted(by_document.items()):
        statements = list(reading_of(texts, name).statements)
        used: set[int] = set()
        for record in wanted:
            best = max(
                (place for place in range(len(statements)) if place not in used),
                key=lambda place: overlap(statements[place], record),
                default=None,
            )
            found = best is not None and overlap(statements[best], record) > 0
            if found:
                used.add(best)
            if not _attr(record, "optional"):
                hits.append(hit(record, statements[best] if found else None))
        others = [record for record in other or [] if record["doc"] == name]
        false += [
            (name, one)
            for place, one in enumerate(statements)
            if place not in used and any(overlap(one, record) for record in others)
        ]
    return Measured(hits, false)


def hit(record: Record, said: Statement | None) -> Hit:
    """Which fields are right; a field that the record does not have is."""
    if said is None:
        return Hit(record, None, dict.fromkeys(FIELDS, False))
    told = {"unit": UNITS.get(said.unit, said.unit), "bound": said.bound, "role": said.role.value}
    wanted = {"unit": UNITS.get(record.get("unit") or "", record.get("unit") or ""), "bound": record["bound"]}
    wanted["role"] = record["role"]
    right = {name: told[name] == wanted[name] for name in told}
    right["value"] = value(said) == gold_value(record)
    right["subject"] = "subject" not in record or alike(said.subject, record["subject"]) >= ALIKE
    return Hit(record, said, right)


def sides(folder: Path) -> list[Record]:
    """The quantities named in the pairs of targets and achievements: other years, no subjects annotated."""
    found: dict[tuple[object, ...], Record] = {}
    for name in ("gwr_pairs.jsonl", "prov_pairs.jsonl"):
        for pair in rows(folder / "dev" / name):
            for side in (pair["target"], pair["achievement"]):
                if "start" in side:
                    record = {"kind": "", **side}
                    record.pop("subject", None)
                    found.setdefault((side["doc"], side["start"], side["value"]), record)
    return list(found.values())


def value(said: Statement) -> object:
    if said.on:
        return said.on
    return (said.low, said.high) if said.low is not None else said.value


def gold_value(record: Record) -> object:
    written = record["value"]
    if isinstance(written, list):
        return tuple(Decimal(str(one)) for one in written)
    return Decimal(str(written)) if isinstance(written, int | float) else written


def alike(first: str, second: str) -> float:
    """Dice over characters."""
    a, b = Counter(first), Counter(second)
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def overlap(said: Statement, record: Record) -> int:
    return max(0, min(said.end, record["end"]) - max(said.start, record["start"]))


def reading_of(folder: Path, document: str) -> Reading:
    path = next(
        path for path in sorted(folder.rglob("*.txt")) if document in (path.name, path.stem) or named(path, document)
    )
    with path.open(encoding="utf-8", newline="") as file:
        return read(file.read(), path.name)


def named(path: Path, document: str) -> bool:
    return path.stem == document.removeprefix("GWR") or (not path.stem.isdigit() and path.stem in document)


def rows(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _attr(record: Record, name: str) -> Any:
    return (record.get("attrs") or {}).get(name)


# -- tables


def rate(measured: Measured, field: str) -> float:
    """A share of the annotated quantities; precision of what was found."""
    found = sum(one.statement is not None for one in measured.hits)
    match field:
        case "recall":
            return found / len(measured.hits)
        case "precision":
            return found / (found + len(measured.false))
        case "all":
            return sum(one.whole for one in measured.hits) / len(measured.hits)
    return sum(one.right[field] for one in measured.hits) / len(measured.hits)


def figures(measured: Mapping[str, Measured]) -> Iterator[str]:
    columns = ("recall", "precision", *FIELDS, "all")
    yield f"| set | n | {' | '.join(columns)} |"
    yield f"|---|--:|{'--:|' * len(columns)}"
    for name, one in measured.items():
        bars = BARS.get(name, {})
        cells = (shown(rate(one, field), bars.get(field)) if known(name, field) else "–" for field in columns)
        yield f"| {name} | {len(one.hits)} | {' | '.join(cells)} |"
    for name, one in measured.items():
        yield ""
        yield f"Not right, {name} (document, position: fields): {'; '.join(misses(one)) or 'none'}."


def known(name: str, field: str) -> bool:
    """Only the founding documents have their other numerals annotated; the pairs have no subjects of their own."""
    return {"precision": name == "founding documents", "subject": name != "both sides of pairs"}.get(field, True)


def shown(share: float, bar: float | None) -> str:
    return f"{share:.3f}" + (f" (≥ {bar:.3f})" if bar else "")


def misses(measured: Measured) -> Iterator[str]:
    for one in measured.hits:
        if not one.whole:
            wrong = [name for name, right in one.right.items() if not right] if one.statement else ["missed"]
            yield f"{short(one.record['doc'])} {one.record['start']}: {', '.join(wrong)}"
    for name, said in measured.false:
        yield f"{short(name)} {said.start}: false"


def short(document: str) -> str:
    return re.sub(r"_.*|政府工作报告|2025年", "", document)


def phenomena(measured: Mapping[str, Measured]) -> Iterator[str]:
    yield "| phenomenon | n | found | value, unit, bound | role | all |"
    yield "|---|--:|--:|--:|--:|--:|"
    hits = [one for name, each in measured.items() if name in BARS for one in each.hits]
    for name, holds in PHENOMENA.items():
        those = [one for one in hits if holds(one.record)]
        figure = sum(one.right["value"] and one.right["unit"] and one.right["bound"] for one in those)
        found, role, whole = (
            sum(one.statement is not None for one in those),
            sum(one.right["role"] for one in those),
            sum(one.whole for one in those),
        )
        yield f"| {name} | {len(those)} | {found} | {figure} | {role} | {whole} |"


def throughput(folder: Path) -> Iterator[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "raw" / "dev" / "prov").glob("*.txt"))]
    read(texts[0])
    best = min(timed(texts) for _ in range(3))
    size = sum(map(len, texts))
    yield f"Throughput: {size:,} characters of {len(texts)} reports in {best:.2f} s of one core, "
    yield f"{round(size / best, -4):,.0f} characters a second (the guide is 100,000), everything from the raw text on."


def timed(texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def coverage(seeds: Path) -> Iterator[str]:
    """That nothing is lost: every digit and Chinese numeral of the founding documents is read or masked."""
    lost, counted, reasons = 0, 0, Counter[str]()
    for path in sorted(seeds.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = read(text)
        told = {at for one in (*found.statements, *found.masked) for at in range(one.start, one.end)}
        lost += sum((char.isdecimal() or char in NUMERALS) and at not in told for at, char in enumerate(text))
        counted += len(found.statements)
        reasons.update(one.reason for one in found.masked)
    listed = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
    yield f"The five founding documents: {counted} statements, {sum(reasons.values())} numerals masked ({listed}), "
    yield f"{lost} characters of a numeral without either."


if __name__ == "__main__":
    arguments = [one for one in sys.argv[1:] if one != "--write"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    sys.exit(main(Path(arguments[0]).resolve(), "--write" in sys.argv))
