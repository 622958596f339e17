"""A frozen value is what a frozen dataclass is, to whoever uses it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable
from decimal import Decimal

import pytest

from tracker.model.goals import Goal
from tracker.problems import Problem, Source
from tracker.values import FEW, NamedTuple, fields_of, frozen, made, record, replace

GOAL = Goal(Decimal(5), "%")


@frozen
class Span:
    """A stretch."""

    start: int
    end: int = 9
    notes: list[str] = made(default_factory=list)


@frozen
class Named(Span):
    """A stretch with a name."""

    name: str = ""


@record
class Count:
    """How many there are so far."""

    there: int = 0
    seen: set[str] = made(default_factory=set)


class Place(NamedTuple):
    """A named tuple."""

    file: str
    line: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Wide(NamedTuple):
    """One with more fields than are made ready for."""

    a: int
    b: int
    c: int
    d: int
    e: int
    f: int
    g: int
    h: int
    i: int
    j: int
    k: int = 11
    l: int = 12  # noqa: E741


def test_a_named_tuple_is_what_that_of_the_standard_library_is() -> None:
    standard = namedtuple("Place", ["file", "line"])
    place = Place("a.csv", 3)
    assert place == standard("a.csv", 3) == ("a.csv", 3)
    assert repr(place) == repr(standard("a.csv", 3))
    assert str(place) == "a.csv:3"
    assert (place.file, place.line, Place(line=2, file="b"), Place("b").line) == ("a.csv", 3, ("b", 2), 1)
    assert place._asdict() == {"file": "a.csv", "line": 3}
    assert place._replace(line=4) == Place._make(["a.csv", 4])
    assert copy.copy(place) == pickle.loads(pickle.dumps(place)) == place
    assert type(pickle.loads(pickle.dumps(place))) is Place
    assert str(inspect.signature(Place)) == "(file, line=1)"
    assert Wide(*range(10)) == (*range(10), 11, 12)
    assert Wide(**dict.fromkeys("abcdefghijl", 5)) == (*[5] * 10, 11, 5)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: Place(), TypeError),  # type: ignore[call-arg]
        (lambda: Place("a", 1, 2), TypeError),  # type: ignore[call-arg]
        (lambda: Place("a", column=2), TypeError),  # type: ignore[call-arg]
        (lambda: Place("a")._replace(column=2), ValueError),  # type: ignore[call-arg]
        (lambda: Place._make(["a"]), TypeError),
    ],
)
def test_a_named_tuple_takes_its_fields_and_no_others(wrong: Callable[[], Place], error: type[Exception]) -> None:
    with pytest.raises(error):
        wrong()


def test_it_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="Goal is frozen: unit"):
        GOAL.unit = "‰"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Goal is frozen: unit"):
        del GOAL.unit
    with pytest.raises(AttributeError, match="Goal is frozen: other"):
        GOAL.other = 1  # type: ignore[attr-defined]


def test_it_takes_its_fields_by_place_and_by_name_and_no_others() -> None:
    assert Span(1, 2) == Span(end=2, start=1)
    with pytest.raises(TypeError, match="start"):
        Span()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="stop"):
        Span(1, stop=2)  # type: ignore[call-arg]


@pytest.mark.parametrize("before", [0, FEW])
def test_the_first_values_and_those_after_many_are_made_alike(before: int) -> None:
    @frozen
    class Leg:
        start: int
        end: int = 9
        notes: list[str] = made(default_factory=list)

    made_before = [Leg(number) for number in range(before)]
    assert [leg.start for leg in made_before] == list(range(before))
    assert fields_of(Leg) == ("start", "end", "notes")
    assert Leg(1, notes=["a"]) == Leg(1, 9, ["a"]) == Leg(end=9, start=1, notes=["a"])
    wrong: list[Callable[[], Leg]] = [
        lambda: Leg(),  # type: ignore[call-arg]
        lambda: Leg(1, start=2),  # type: ignore[misc]
        lambda: Leg(1, 2, [], 4),  # type: ignore[call-arg]
        lambda: Leg(1, stop=2),  # type: ignore[call-arg]
    ]
    for each in wrong:
        with pytest.raises(TypeError):
            each()


def test_equal_content_is_equal_and_hashes_alike() -> None:
    assert Goal(Decimal(5), "%") == GOAL
    assert hash(Goal(Decimal(5), "%")) == hash(GOAL)
    assert Goal(Decimal(6), "%") != GOAL
    assert Span(1) != Named(1)
    assert Span(1) != (1, 9, [])


def test_a_default_that_is_made_is_made_anew() -> None:
    first, second = Span(1), Span(1)
    first.notes.append("x")
    assert second.notes == []


def test_one_that_builds_on_another_has_its_fields_first() -> None:
    assert fields_of(Named) == ("start", "end", "notes", "name")
    assert repr(Named(1, name="甲")) == "Named(start=1, end=9, notes=[], name='甲')"
    assert Named(1, 2, ["b"], "乙").name == "乙"


def test_one_changed_is_another() -> None:
    assert replace(Named(1, name="甲"), name="乙", end=3) == Named(1, 3, [], "乙")


def test_a_record_is_filled_in_and_has_no_hash() -> None:
    count = Count()
    count.there += 1
    assert count == Count(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(count)
    with pytest.raises(AttributeError):
        count.other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [GOAL, Named(1, name="甲"), Count(3, {"a"}), Problem(Source("a.yaml", 1, 2), "T101")])
def test_it_survives_copy_and_pickle(value: object) -> None:
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_the_standard_library_takes_it_for_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Span)
    assert [field.name for field in dataclasses.fields(Named)] == ["start", "end", "notes", "name"]
    assert dataclasses.replace(GOAL, unit="‰") == Goal(Decimal(5), "‰")
    assert dataclasses.asdict(Span(1, 2)) == {"start": 1, "end": 2, "notes": []}


def test_it_can_be_matched_by_place() -> None:
    match Span(1, 2):
        case Span(start, end):
            assert (start, end) == (1, 2)


def test_defining_one_does_not_load_the_standard_ones() -> None:
    program = "import sys, tracker.model.goals; assert not {'dataclasses', 'inspect'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
