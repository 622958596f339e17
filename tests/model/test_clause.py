"""What people write is frozen, knows what was given, and needs no library."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal

import pytest

from tracker.model.plan import Step, Thresholds
from tracker.plans import load_plan

PLAN = "plan: a\nperiod: 2021\ntargets:\n- {id: x, text: 引才, at_least: 5, curve: {points: {2021-06: 2}}}\n"
STRICT = Thresholds(amber=Decimal(5))


def test_a_clause_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="Thresholds is frozen: amber"):
        STRICT.amber = Decimal(6)  # type: ignore[misc]


def test_a_clause_has_its_fields_and_no_others() -> None:
    with pytest.raises(TypeError, match="Thresholds: amper"):
        Thresholds(amper=5)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Step: name, due"):
        Step()  # type: ignore[call-arg]


def test_what_was_given_is_known_and_the_rest_has_its_default() -> None:
    assert STRICT.given == {"amber": Decimal(5)}
    assert STRICT.red == Decimal(30)


def test_a_default_written_out_is_equal_to_one_that_is_not() -> None:
    assert Thresholds(amber=Decimal(10)) == Thresholds()
    assert hash(Thresholds(amber=Decimal(10))) == hash(Thresholds())
    assert Thresholds() != STRICT


def test_a_changed_target_stands_where_it_stood() -> None:
    plan, _ = load_plan(PLAN, "a.yaml")
    assert plan is not None
    target = plan["x"].changed(text="留才")
    assert (target.text, target.at_least, target.place) == ("留才", plan["x"].at_least, plan["x"].place)
    assert str(target.place) == "a.yaml:4:8"


def test_a_plan_can_be_sent_to_another_process() -> None:
    plan, _ = load_plan(PLAN, "a.yaml")
    assert plan is not None
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    assert (again.file, again["x"].place) == (plan.file, plan["x"].place)


def test_the_model_needs_no_library() -> None:
    program = "import sys, tracker.model.plan; assert not {'pydantic', 'pydantic_core', 'yaml'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
