"""Every plan in `examples/good` is taken as it is, and together they use every key by every kind of name."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tracker import nodes
from tracker.nodes import Node
from tracker.plans import load_plan
from tracker.plans.keys import PLAN, Shape

FOLDER = Path(__file__).parents[1] / "examples" / "good"
EXAMPLES = sorted(FOLDER.glob("*.yaml"))


def written_keys(node: Node, shape: Shape, path: str = "") -> Iterator[tuple[str, str]]:
    """Every key of a tree: where it stands under the model's names, and how it is written."""
    for item in node.items:
        yield from written_keys(item, shape, path)
    for key, value in node.pairs:
        name = shape.key(key.value)
        assert name is not None
        yield f"{path}.{name}", str(key.value)
        if name in shape.below:
            yield from written_keys(value, shape.below[name], f"{path}.{name}")


def keys_of(name: str) -> dict[str, str]:
    root = nodes.load((FOLDER / name).read_text(encoding="utf-8"), name).root
    assert root is not None
    return dict(written_keys(root, PLAN))


def all_keys(shape: Shape, path: str = "") -> Iterator[str]:
    for key in dict.fromkeys(shape.names.values()):
        yield f"{path}.{key}"
        if key in shape.below:
            yield from all_keys(shape.below[key], f"{path}.{key}")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_good_plan_has_no_problems(path: Path) -> None:
    plan, problems = load_plan(path.read_text(encoding="utf-8"), path.name)
    assert [problem.show() for problem in problems] == []
    assert plan is not None
    assert plan.file == path.name


def test_the_examples_use_every_key() -> None:
    used = {key for path in EXAMPLES for key in keys_of(path.name)}
    assert set(all_keys(PLAN)) - used == {".targets.each.more_than", ".targets.each.less_than"}


def test_one_example_is_written_in_chinese_throughout() -> None:
    assert [key for key in keys_of("chinese-keys.yaml").values() if key.isascii()] == []


def test_numbers_are_read_as_the_comments_say() -> None:
    path = FOLDER / "numbers.yaml"
    text = path.read_text(encoding="utf-8")
    plan, _ = load_plan(text, path.name)
    assert plan is not None
    comments = [line.rpartition("# ")[2] for line in text.splitlines() if line.lstrip().startswith("- {")]
    for target, comment in zip(plan.targets, comments, strict=True):
        value, _, unit = comment.partition(" ")
        baseline = target.baseline.value.value if target.baseline is not None else None
        assert target.goals[0].against(baseline) == Decimal(value), target.id
        assert target.goal_unit == (unit or "个"), target.id
