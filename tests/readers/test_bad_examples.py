"""Every bad file of rows gives exactly the problems that stand beside it, as a user is shown them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.readers import read_rows

FOLDER = Path(__file__).parents[1] / "examples" / "bad" / "rows"
EXAMPLES = sorted(file for file in FOLDER.iterdir() if not file.name.endswith(".expected.txt"))


def shown(file: Path) -> str:
    """The problems as shown, and the count."""
    rows = read_rows(file.read_bytes(), file.name)
    assert rows.rows_in == len(rows.achievements) + rows.refused
    return "\n".join(
        [*(problem.show() for problem in rows.problems), f"kept {len(rows.achievements)} of {rows.rows_in}", ""]
    )


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.name))
def test_a_bad_file_gives_exactly_these_problems(file: Path) -> None:
    assert shown(file) == file.with_suffix(".expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.name))
def test_every_problem_can_be_said_in_english(file: Path) -> None:
    for problem in read_rows(file.read_bytes(), file.name).problems:
        assert problem.message("en")
        assert problem.show("en").isprintable() or "\n" in problem.show("en")


def test_there_are_many_and_each_has_its_answer() -> None:
    assert len(EXAMPLES) >= 30
    assert {file.stem for file in EXAMPLES} == {
        file.name.removesuffix(".expected.txt") for file in FOLDER.glob("*.txt")
    }
