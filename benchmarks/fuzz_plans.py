"""Fuzz the plan reader: only problems may come of any file, never an exception, a crash or ten seconds of silence.

    python benchmarks/fuzz_plans.py --seconds 600
    python benchmarks/fuzz_plans.py --one 123456        the input of one number, read again

With atheris installed (`pip install atheris`) every second input is guided by coverage; without it, all are made
by mutating the example plans. Inputs are read in a child process, so that even a crash of the interpreter is caught.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 10
PIECES = (
    *(
        "：",
        ":",
        ": ",
        "- ",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "#",
        " #",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "<<: ",
        "!x ",
    ),
    *(
        "|",
        ">",
        ">=80%",
        "@",
        "%",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x00",
        "\ud800",
        "\u200b",
        "💡",
        "---\n",
        "...\n",
        "? ",
    ),
    *(
        "null",
        "~",
        "no",
        "1:30",
        "000123",
        "1e5",
        "-5",
        "+5",
        "+5pp",
        "x2",
        "翻番",
        "约50",
        "一万二",
        "9" * 5000,
        "80%",
    ),
    *(
        "2021-02-30",
        "2021-13",
        "0000-00-00",
        "9999-12-31",
        "十四五",
        "去年",
        "true",
        "none",
        "linear",
        "flat",
        "points",
    ),
)


def read(text: str) -> None:
    """Read one input as plan and as policy, and say all there is to say."""
    from tracker.plans import advise, load_plan, load_policy

    plan, problems = load_plan(text, "fuzz.yaml")
    if (plan is None) != any(not problem.advice for problem in problems):
        raise AssertionError("a plan beside problems, or neither")
    for problem in [*problems, *(advise(plan) if plan is not None else [])]:
        problem.show("zh")
        problem.show("en")
    load_policy(text, "fuzz.yaml")


def sources() -> list[str]:
    """The plans that inputs are made from."""
    files = sorted(
        [*(ROOT / "tests" / "examples").rglob("plans/*.yaml"), *(ROOT / "tests" / "examples" / "good").glob("*")]
    )
    files += sorted((ROOT / "targets").glob("*.yaml"))
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in files]
    return [text for text in texts if len(text) < 20_000]


def keys() -> list[str]:
    """Every name of every key."""
    from tracker.model.names import ALIASES

    return [name for key, aliases in ALIASES.items() for name in (key, *aliases)]


def mutated(number: int, texts: list[str], names: list[str]) -> str:
    """The input of a number: an example with a few pieces cut out, put in, doubled or moved."""
    chance = random.Random(number)
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        end = min(len(text), at + chance.choice((0, 1, 2, 5, 20, 200)))
        piece = chance.choice((chance.choice(PIECES), chance.choice(names) + ": ", text[at:end] * 2, ""))
        if chance.random() < 0.02:
            piece *= 2000
        text = text[:at] + piece + text[end:]
    return text[:300_000]


def mutate(seconds: float, first: int, progress: int) -> None:
    """Read mutated inputs for some time; the number of each is written down before it is read."""
    texts, names = sources(), keys()
    end = time.monotonic() + seconds
    number = first
    while time.monotonic() < end:
        os.pwrite(progress, number.to_bytes(8, "big"), 0)
        read(mutated(number, texts, names))
        number += 1
    print(f"{number - first} mutated inputs")


def guided(seconds: float, progress: int) -> None:
    """Read inputs that atheris makes, for some time."""
    import atheris

    with atheris.instrument_imports(include=["tracker"]):
        import tracker.plans.advice
        import tracker.plans.load  # noqa: F401

    tick = 0

    def one(data: bytes) -> None:
        nonlocal tick
        tick += 1
        os.pwrite(progress, tick.to_bytes(8, "big"), 0)
        read(data.decode("utf-8", errors="replace"))

    with tempfile.TemporaryDirectory() as corpus:
        for number, text in enumerate(sources()):
            Path(corpus, str(number)).write_text(text, encoding="utf-8")
        options = [f"-max_total_time={int(seconds)}", f"-timeout={PATIENCE}", "-max_len=4096", "-verbosity=0"]
        atheris.Setup([sys.argv[0], corpus, *options], one)
        atheris.Fuzz()


def watched(arguments: list[str], progress: int, show: Callable[[int], str]) -> int:
    """Run a child; end it when one input takes too long."""
    child = subprocess.Popen([sys.executable, __file__, *arguments], pass_fds=[progress], cwd=ROOT)
    last, since = b"", time.monotonic()
    while child.poll() is None:
        time.sleep(0.2)
        now = os.pread(progress, 8, 0)
        if now != last:
            last, since = now, time.monotonic()
        elif last and time.monotonic() - since > PATIENCE:
            child.kill()
            child.wait()
            print(f"an input took more than {PATIENCE} seconds{show(int.from_bytes(last, 'big'))}")
            return 1
    if child.returncode:
        print(f"the reader ended with {child.returncode}{show(int.from_bytes(last, 'big'))}")
    return 1 if child.returncode else 0


def main() -> int:
    """Fuzz, or read one input again."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()) * 1000)
    parser.add_argument("--one", type=int)
    parser.add_argument("--child", choices=["mutate", "guided"])
    parser.add_argument("--progress", type=int, default=-1)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if options.one is not None:
        text = mutated(options.one, sources(), keys())
        print(repr(text))
        read(text)
        return 0
    if options.child == "mutate":
        mutate(options.seconds, options.seed, options.progress)
        return 0
    if options.child == "guided":
        guided(options.seconds, options.progress)
        return 0
    kinds = ["mutate", "guided"] if importlib.util.find_spec("atheris") else ["mutate"]
    failed = 0
    for kind in kinds:
        with tempfile.TemporaryFile() as file:
            share = f"--seconds={options.seconds / len(kinds)}"
            arguments = [f"--child={kind}", share, f"--seed={options.seed}", f"--progress={file.fileno()}"]
            again = (lambda number: f": --one {number}") if kind == "mutate" else (lambda _: "")
            failed |= watched(arguments, file.fileno(), again)
    return failed


if __name__ == "__main__":
    sys.exit(main())
