"""Every example of the README and the docs is run: commands print what is shown, files that are shown are read.

A page is one story in one folder: a copy of the bundled data, or an empty one where the page says so by
`<!-- examples: empty folder -->`. ```console blocks are run by the shell (`...` stands for lines left out; a command
that fails is followed by `echo $?`), ```python blocks are doctests or are run as they stand, and a ```yaml or ```csv
block with a title is saved under that name; without a title it must be a plan, targets of a plan, or a policy.
```sh blocks install things: `.ci/run` runs those.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.gates.project import ROOT
from tracker import plans

PAGES = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"console", "python", "yaml", "csv", "text", "json", "sh", "ini"}
FENCE = re.compile(r"^```(?P<lang>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "\x01"


class Block(NamedTuple):
    """One fenced block of a page."""

    page: str
    line: int
    lang: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def _blocks(page: str) -> Iterator[Block]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(page, line, match["lang"], match["title"] or "", match["text"])


def _folder(page: str, folder: Path) -> Path:
    """The folder in which the page's examples are run."""
    if "<!-- examples: empty folder -->" not in (ROOT / page).read_text(encoding="utf-8"):
        for name in ("targets", "seeds"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / ".tracker.yaml", folder)
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.lang != "sh" for b in _blocks(page))])
def test_the_examples_of(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_folder(page, tmp_path))
    names: dict[str, object] = {}
    for block in _blocks(page):
        assert block.lang in LANGUAGES, f"{block}: {block.lang}"
        if block.lang == "console":
            _run_console(block, monkeypatch)
        elif block.lang == "python":
            _run_python(block, names)
        elif block.title:
            file = Path(block.title)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.lang == "yaml":
            _read_yaml(block)


def _commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines shown beneath it."""
    command, shown = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            assert command, f"{block}: output without a command"
            shown.append(line)
    yield command, shown


def _run_console(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = list(_commands(block))
    python = f'tracker() {{ "{sys.executable}" -m tracker "$@"; }}'
    lines = [python, *(f"{c}\nstatus=$?; printf '{MARK}%d{MARK}' $status; (exit $status)" for c, _ in commands), "pwd"]
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}
    done = subprocess.run(
        ["sh", "-c", "\n".join(lines)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        check=False,
    )
    parts = done.stdout.split(MARK)
    monkeypatch.chdir(parts[-1].strip())
    for number, (command, shown) in enumerate(commands):
        output, status = parts[2 * number], int(parts[2 * number + 1])
        explained = number + 1 < len(commands) and commands[number + 1][0] == "echo $?"
        assert not status or explained, f"{block}: {command} ended with {status}\n{output}"
        if shown:
            _assert_shown("\n".join(shown), output, f"{block}: {command}")


def _assert_shown(shown: str, output: str, where: str) -> None:
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", ".*?") + r"[ ]*\n"
        for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, output if output.endswith("\n") else output + "\n"), f"{where} printed\n{output}"


def _run_python(block: Block, names: dict[str, object]) -> None:
    if ">>>" in block.text:
        test = doctest.DocTestParser().get_doctest(block.text, names, str(block), block.page, block.line)
        said: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append, clear_globs=False)
        names.update(test.globs)
        assert not said, "".join(said)
    else:
        exec(compile(block.text, str(block), "exec"), names)


def _read_yaml(block: Block) -> None:
    text = block.text
    if text.startswith("- id:"):
        text = "plan: example\nperiod: 2021\ntargets:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    if re.search(r"^(?:plan|计划):", text, re.MULTILINE):
        _, problems = plans.load_plan(text, str(block))
    else:
        _, problems = plans.load_policy(text, str(block))
    wrong = [problem.show() for problem in problems if not problem.advice]
    assert not wrong, "\n".join(wrong)
