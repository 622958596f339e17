"""Laws of loading: nothing a file can hold raises, what loads is sound, and order and spelling do not matter."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker import nodes
from tracker.model.names import ALIASES
from tracker.plans import advise, load_plan, load_policy, plan_from
from tracker.plans.keys import PLAN, POLICY, TARGET

EXAMPLES = Path(__file__).parents[1] / "examples"
GOOD = [path.read_text(encoding="utf-8") for path in sorted((EXAMPLES / "good").glob("*.yaml"))]
KEYS = sorted({*PLAN.names, *TARGET.names, *POLICY.names})
VALUES = [
    *("", "~", "5", "-5", "80%", "+5pp", "x2", "翻番", "约50", "一万二", "1:30", "no", "true", "2021", "2021-02-30"),
    *("2021-06", "十四五", "{start: 2021, end: 2020}", "[85%, 93%]", "{甲: 5}", "[a, a]", "{value: 5, on: 2021}"),
    *("{points: {2021-06: 10%}}", "[{decided_on: 2021-06-01, field: due, to: 2021-08}]", "none", "linear", "'", "["),
    *("{of: 医院, members: 5, at_least: 1}", "达成", "[{name: 甲, due: 2021-06}]", "yinchuan", "{amber: 5}", "１２"),
]
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


def whatever_comes(text: str) -> None:
    """Load a plan and show all there is to say of it: no exception may escape."""
    plan, problems = load_plan(text, "x.yaml")
    assert (plan is None) == any(not problem.advice for problem in problems)
    for problem in [*problems, *(advise(plan) if plan is not None else [])]:
        assert problem.show("zh")
        assert problem.show("en")
    if plan is not None:
        for target in plan.targets:
            assert plan.start_of(target) <= plan.due_of(target)
            assert target.kind
            assert target.place.line


@given(st.text())
@relaxed
def test_no_text_raises(text: str) -> None:
    whatever_comes(text)
    load_policy(text, "x.yaml")


@given(st.text(alphabet="abc:：-[]{}\"'#&*!|>%@`,?\n\t 目标5\r\x85", max_size=60))
@relaxed
def test_no_yaml_raises(text: str) -> None:
    whatever_comes(text)


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=8))
@settings(relaxed, max_examples=400)
def test_no_target_raises(pairs: list[tuple[str, str]]) -> None:
    body = "".join(f"    {key}: {value}\n" for key, value in pairs)
    whatever_comes(f"plan: x\nperiod: 2021\ntargets:\n  - id: a\n    text: 目标\n{body}")


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=5))
@relaxed
def test_no_header_raises(pairs: list[tuple[str, str]]) -> None:
    body = "".join(f"{key}: {value}\n" for key, value in pairs)
    whatever_comes(f"{body}targets:\n  - id: a\n    text: 目标\n    at_least: 5\n")


@given(st.data())
@settings(relaxed, max_examples=300)
def test_no_mutilated_plan_raises(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(GOOD))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.text(max_size=4) | st.sampled_from(VALUES)) + text[end:]
    whatever_comes(text)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.dates() | st.text(max_size=5)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))


@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=6), st.dictionaries(st.sampled_from(KEYS), values))
@relaxed
def test_no_mapping_from_python_raises(header: dict[str, object], target: dict[str, object]) -> None:
    plan, problems = plan_from({"plan": "x", "period": 2021, **header, "targets": [{"id": "a", **target}]})
    assert (plan is None) == bool(problems)
    assert all(problem.show() for problem in problems)


@pytest.mark.parametrize("text", GOOD, ids=range(len(GOOD)))
@given(st.randoms(use_true_random=False))
@settings(relaxed, max_examples=20)
def test_names_of_keys_are_interchangeable(text: str, random: object) -> None:
    document = nodes.load(text, "x.yaml")
    assert document.root is not None
    plan, _ = load_plan(text, "x.yaml")
    assert plan is not None
    again, problems = plan_from(renamed(document.root.data(), random))
    assert problems == []
    assert again is not None
    assert again == plan


def renamed(value: object, random: object) -> dict[str, object]:
    """The keys of the plan and of its targets, each under one of its names."""
    assert isinstance(value, dict)
    english = {**PLAN.names, **TARGET.names}
    result: dict[str, object] = {}
    for key, inner in value.items():
        name = english.get(key, key)
        if name == "targets":
            inner = [renamed(target, random) for target in inner]
        result[random.choice((name, *ALIASES.get(name, ())))] = inner  # type: ignore[attr-defined]
    return result
