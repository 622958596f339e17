"""Every wrong plan in `examples/bad/plans` gives exactly the problems that stand beside it.

`python -m tests.plans.test_bad_examples` writes what is given now; read it before you keep it.
"""

from pathlib import Path

import pytest

from tracker.plans import load_plan

FOLDER = Path(__file__).parents[1] / "examples" / "bad" / "plans"
EXAMPLES = sorted(FOLDER.glob("*.yaml"))


def text_of(path: Path) -> str:
    """The text of a file that may have come from an old editor."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return path.read_bytes().decode("gb18030")


def shown(path: Path) -> str:
    """Every problem of a plan as the terminal shows it."""
    plan, problems = load_plan(text_of(path), path.name)
    assert plan is None
    assert any(not problem.advice for problem in problems)
    return "".join(f"{problem.show('zh')}\n" for problem in problems)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_wrong_plan_gives_these_problems(path: Path) -> None:
    assert shown(path) == path.with_suffix(".expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_problem_is_said_in_english_too(path: Path) -> None:
    _, problems = load_plan(text_of(path), path.name)
    for problem in problems:
        assert problem.message("en")
        assert problem.message("en") != problem.message("zh")
        assert problem.show("en")


def test_there_are_enough_of_them() -> None:
    assert len(EXAMPLES) >= 45


if __name__ == "__main__":
    for example in EXAMPLES:
        example.with_suffix(".expected.txt").write_text(shown(example), encoding="utf-8")
