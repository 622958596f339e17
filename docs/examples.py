"""Runs the examples of the README and the docs; `python docs/examples.py` writes what they print today into the pages.

A page is one story in one folder: a copy of the bundled data, or an empty one where the page says so by
`<!-- examples: empty folder -->`. ```console blocks are run by the shell; lines shown beneath a command are what it
prints, `...` stands for some left out, and a command that fails is followed by `echo $?`. ```python blocks are doctests
or are run as they stand. A ```yaml or ```csv block with a title is saved under that name; ```yaml without a title must
be a plan, targets of a plan, or a policy. ```sh blocks install things: `.ci/run` runs those.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tracker import plans

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"console", "python", "yaml", "csv", "text", "sh"}
FENCE = re.compile(r"^```(?P<lang>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "\x01"
LEFT_OUT = "..."
OURS = {
    "TRACKER_WIDTH": "100", "TRACKER_LANG": "zh", "TRACKER_CACHE": "off", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT),
}  # fmt: skip


class Wrong(NamedTuple):
    """An example that is not as its page says: where, what is shown, and what happens."""

    where: str
    shown: str
    happens: str

    def __str__(self) -> str:
        return f"{self.where} shows\n{self.shown}\nbut there is\n{self.happens}"


class Block(NamedTuple):
    """One fenced block of a page."""

    where: str
    lang: str
    title: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(f"{page}:{line}", match["lang"], match["title"] or "", match["text"])


def run(page: str) -> list[Wrong]:
    """Run the examples of a page in a folder of its own; returns those that are not as shown."""
    wrong: list[Wrong] = []
    names: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(_furnished(page, Path(name))):
        for block in blocks(page):
            match block.lang:
                case "console":
                    wrong += _console(block)
                case "python":
                    wrong += _python(block, names)
                case _ if block.title:
                    file = Path(block.title)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(block.text, encoding="utf-8")
                case "yaml":
                    wrong += _yaml(block)
                case lang if lang not in LANGUAGES:
                    wrong.append(Wrong(block.where, lang, "no such language"))
    return wrong


def _furnished(page: str, folder: Path) -> Path:
    if "<!-- examples: empty folder -->" not in (ROOT / page).read_text(encoding="utf-8"):
        for name in ("targets", "seeds"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / ".tracker.yaml", folder)
    return folder


def _commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what is shown beneath it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _console(block: Block) -> Iterator[Wrong]:
    commands = list(_commands(block))
    for number, ((command, shown), (printed, status)) in enumerate(zip(commands, _executed(commands), strict=True)):
        where = f"{block.where}: {command}"
        if status and [after for after, _ in commands[number + 1 : number + 2]] != ["echo $?"]:
            yield Wrong(where, "a command that succeeds", f"{printed}exit code {status}")
        elif shown and not _agrees(shown, printed):
            yield Wrong(where, shown, printed)


def _executed(commands: list[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """What each command prints (stdout, then stderr) and its exit code, all in one shell."""
    told = f"status=$?; cat $said; printf '{MARK}%d{MARK}' $status; (exit $status)"
    lines = [f'tracker() {{ "{sys.executable}" -m tracker "$@"; }}', "said=$(mktemp)"]
    lines += [f"{{ {command}; }} 2> $said\n{told}" for command, _ in commands]
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(
        ["sh", "-c", "\n".join([*lines, "rm $said"])],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment | OURS,
        encoding="utf-8",
        check=True,
    )
    parts = done.stdout.split(MARK)
    for printed, status in zip(parts[::2], parts[1::2], strict=False):
        yield printed, int(status)


def _agrees(shown: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed if printed.endswith("\n") else f"{printed}\n") is not None


def _python(block: Block, names: dict[str, object]) -> Iterator[Wrong]:
    if ">>>" not in block.text:
        with contextlib.redirect_stdout(None):
            exec(compile(block.text, block.where, "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, block.where, block.where, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    if said:
        yield Wrong(block.where, "a doctest", "".join(said))


def _yaml(block: Block) -> Iterator[Wrong]:
    text = block.text
    if text.startswith("- id:"):
        text = "plan: example\nperiod: 2021\ntargets:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    if re.search(r"^(?:plan|计划):", text, re.MULTILINE):
        problems = plans.load_plan(text, block.where)[1]
    else:
        problems = plans.load_policy(text, block.where)[1]
    faults = [problem.show() for problem in problems if not problem.advice]
    if faults:
        yield Wrong(block.where, "YAML without a problem", "\n".join(faults))


def mend(page: str) -> list[Wrong]:
    """Write what commands print today into a page; returns what a person must mend."""
    left = []
    file = ROOT / page
    for wrong in run(page):
        text = file.read_text(encoding="utf-8")
        command = wrong.where.partition(": ")[2]
        before = f"$ {command}\n{wrong.shown}"
        if LEFT_OUT not in wrong.shown and text.count(before) == 1 and "exit code" not in wrong.happens:
            file.write_text(text.replace(before, f"$ {command}\n{wrong.happens}"), encoding="utf-8")
        else:
            left.append(wrong)
    return left


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        for each in mend(name):
            print(each, end="\n\n")
