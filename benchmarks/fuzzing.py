"""What the fuzzers of files share: files mutated at random, read one by one, and kept if anything goes wrong."""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTATED = 200_000
"""Bytes of a file that are used."""


@dataclass(frozen=True)
class Fuzzer:
    """What is fuzzed: `corpus` are good and bad files to begin with, by suffix; `check` reads one and may raise.

    `parts` are the parts of a zip that matter most: any whose name contains one of these words.
    """

    name: str
    corpus: Sequence[tuple[str, bytes]]
    pieces: Sequence[bytes]
    parts: Sequence[str]
    check: Callable[[str, bytes], None]

    @property
    def kinds(self) -> list[str]:
        """The suffixes."""
        return sorted({suffix for suffix, _ in self.corpus})

    def mutate(self, raw: bytes, chance: random.Random) -> bytes:
        """A few random changes; inside a zip, to one of its parts."""
        if zipfile.is_zipfile(BytesIO(raw)) and chance.random() < 0.8:
            return self._mutated_part(raw, chance)
        changed = bytearray(raw[:MUTATED])
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(changed))
            to = min(len(changed), at + chance.choice((0, 1, 1, 2, 8, 64)))
            match chance.randint(0, 4):
                case 0:
                    changed[at:to] = chance.choice(self.pieces) * chance.choice((1, 1, 1, 2, 1000))
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

    def _mutated_part(self, raw: bytes, chance: random.Random) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            chosen = chance.choice([*names, *(name for name in names for part in self.parts if part in name)])
            for name in names:
                part = old.read(name)
                new.writestr(name, self.mutate(part, chance) if name == chosen else part)
        return stream.getvalue()

    def inputs(self, chance: random.Random) -> Iterator[tuple[str, bytes]]:
        """Mutated files without end; now and then under another suffix."""
        while True:
            suffix, raw = chance.choice(self.corpus)
            if chance.random() < 0.05:
                suffix = chance.choice(self.kinds)
            if chance.random() < 0.02:
                raw += chance.choice(self.corpus)[1]
            yield suffix, self.mutate(raw, chance)

    def run(self, seconds: float, seed: int) -> int:
        """Mutate at random for so many seconds; how many files were read."""
        until, count = time.monotonic() + seconds, 0
        for suffix, raw in self.inputs(random.Random(seed)):
            if time.monotonic() > until:
                break
            self._checked(suffix, raw)
            count += 1
        return count

    def run_guided(self, seconds: float) -> None:
        """Let atheris mutate, guided by coverage. It ends the process itself."""
        import atheris

        kinds = self.kinds
        folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{self.name}-corpus-"))
        for suffix, raw in self.corpus:
            (folder / hashlib.sha256(raw).hexdigest()[:16]).write_bytes(bytes([kinds.index(suffix)]) + raw)
        atheris.instrument_all()

        def one(raw: bytes) -> None:
            self._checked(kinds[raw[0] % len(kinds)] if raw else kinds[0], raw[1:])

        atheris.Setup(
            [sys.argv[0], f"-max_total_time={int(seconds)}", "-timeout=30", "-rss_limit_mb=4096", str(folder)], one
        )
        atheris.Fuzz()

    def _checked(self, suffix: str, raw: bytes) -> None:
        try:
            self.check(suffix, raw)
        except Exception:
            kept = Path(tempfile.gettempdir()) / f"fuzz-{self.name}-{hashlib.sha256(raw).hexdigest()[:12]}{suffix}"
            kept.write_bytes(raw)
            traceback.print_exc()
            print(f"kept as {kept}", file=sys.stderr)
            raise SystemExit(1) from None

    def main(self, description: str | None, promise: str) -> None:
        """Read the options and run."""
        parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument("--seed", type=int, default=0)
        options = parser.parse_args()
        try:
            import atheris  # noqa: F401
        except ImportError:
            count = self.run(options.seconds, options.seed)
            print(f"{count} files read in {options.seconds:g} s, without atheris: {promise}")
        else:
            self.run_guided(options.seconds)
