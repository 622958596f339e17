"""Mutate the rules, one small change at a time, and see which changes no case of the rule book notices.

    python benchmarks/mutants.py                    every module of tracker/rules, but for the sentences
    python benchmarks/mutants.py status flags       these modules
    python benchmarks/mutants.py status --only 17   one mutant, with its whole difference

The changes are mutmut's (`pip install mutmut`), made also where mutmut itself makes none: outside functions and in
decorated ones. A mutant is run in a fork that has read all cases, those first that noticed the mutants before it. What
no case notices is then run over random scenes too, as drawn and with rows that speak of another target than they were
drawn for: a mutant that answers otherwise there is a case still to be written.
"""

from __future__ import annotations

import argparse
import gc
import importlib.abc
import importlib.util
import multiprocessing
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import libcst as cst  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from mutmut.mutation.mutators import mutation_operators  # noqa: E402

from tests.rules import casebook  # noqa: E402
from tests.rules.strategies import Scene, scenes  # noqa: E402
from tracker.model.achievement import Achievement  # noqa: E402
from tracker.model.assessment import Assessment, Verdicts  # noqa: E402

RULES = ROOT / "tracker" / "rules"
SHOWN_ONLY = ("sentences",)
WORDING = {"sentence", "reasons", "rule", "words of problems"}
SCENES = 200
SECONDS = 20
BYTES = 4 << 30
"""Seconds and memory that a mutant may take for all cases before it counts as killed."""
STRANGE: Sequence[Mapping[str, Any]] = (
    *({}, {"unit": "万个"}, {"unit": "人", "org": "甲"}, {"org": "丁"}, {"mode": "increment"}, {"mode": "point"}),
    *({"member": "东大街"}, {"step": "验收"}, {"grade": "优"}),
)
"""What makes a row drawn for a target one that may not fit it."""


class Mutant(NamedTuple):
    """One change of a module, by its number in it."""

    module: str
    number: int


class Outcome(NamedTuple):
    """What became of a mutant: killed by a case, or the fields in which it answers otherwise, and where."""

    mutant: Mutant
    killer: str
    differs: Sequence[str] = ()
    where: str = ""


class Expected(NamedTuple):
    """What the rules as they are say of a scene, and how they are asked again."""

    name: str
    said: Verdicts
    ask: Callable[[], Verdicts]


EXPECTED: list[Expected] = []
CASES = list(casebook.all_cases())
"""The cases, in the order in which they are asked."""


class _Places(cst.CSTVisitor):
    """Every node that may be changed: all code but annotations, imports, decorators and docstrings."""

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Import, cst.ImportFrom, cst.Decorator)):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found.extend((node, changed) for changed in operator(node))
        return True


@cache
def places(module: str) -> tuple[cst.Module, list[tuple[cst.CSTNode, cst.CSTNode]]]:
    """A module and every change that may be made in it."""
    tree = cst.parse_module((RULES / f"{module}.py").read_text(encoding="utf-8"))
    found = _Places()
    tree.visit(found)
    return tree, found.found


def source(mutant: Mutant) -> str:
    """The module with the change made."""
    tree, found = places(mutant.module)
    changed = tree.deep_replace(*found[mutant.number])
    assert isinstance(changed, cst.Module)
    return changed.code


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the one module from its changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"tracker.rules.{mutant.module}"
        self.code = compile(source(mutant), str(RULES / f"{mutant.module}.py"), "exec", dont_inherit=True)

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self, origin=self.name) if name == self.name else None

    def exec_module(self, module: Any) -> None:
        exec(self.code, module.__dict__)


def load(mutant: Mutant) -> None:
    """The rules anew, with the mutant in them; the cases ask these from now on."""
    loader = _Loader(mutant)
    for name in [name for name in sys.modules if name.startswith("tracker.rules")]:
        del sys.modules[name]
    sys.meta_path.insert(0, loader)
    rules = importlib.import_module("tracker.rules")
    casebook.assess, casebook.glances, casebook.share_out = rules.assess, rules.glances, rules.share_out


def judged(mutant: Mutant) -> Outcome:
    """Run a mutant over the cases, and over the scenes if no case notices it."""
    killer = in_a_fork(noticed_by, mutant, SECONDS)
    if killer is None:
        return Outcome(mutant, "no answer")
    if killer:
        CASES.sort(key=lambda case: case.name != killer)
        return Outcome(mutant, killer)
    return Outcome(mutant, "", *(in_a_fork(answers_otherwise, mutant, 10 * SECONDS) or (["no answer"], "a scene")))


def in_a_fork(ask: Callable[[Mutant], Any], mutant: Mutant, seconds: int) -> Any:
    """What is answered in a process of its own; None if it takes too much time or memory."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        signal.alarm(seconds)  # ends the process, even one that never comes back from a loop in C
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(ask(mutant), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None


def noticed_by(mutant: Mutant) -> str:
    """The first case that a mutant answers otherwise, or the error that it raises; empty if none."""
    try:
        load(mutant)
        return next((case.name for case in CASES if casebook.faults(case)), "")
    except BaseException as error:
        return type(error).__name__


def answers_otherwise(mutant: Mutant) -> tuple[list[str], str]:
    """The fields in which a mutant answers a scene otherwise, to the first that is more than wording; and the scene."""
    load(mutant)
    differs: dict[str, str] = {}
    for name, before, ask in EXPECTED:
        try:
            changed = differing(before, ask())
        except Exception as error:
            changed = {type(error).__name__}
        for field in sorted(changed):
            differs.setdefault(field, name)
        if changed - WORDING:
            break
    serious = [field for field in differs if field not in WORDING] or list(differs)
    return list(differs), differs[serious[0]] if serious else ""


def differing(before: Verdicts, after: Verdicts) -> set[str]:
    """The fields in which two answers differ, those of the totals among them."""
    found = {
        field.name
        for one, other in zip(before.assessments, after.assessments, strict=True)
        if one != other
        for field in fields(Assessment)
        if getattr(one, field.name) != getattr(other, field.name)
    }
    found |= {f"totals.{field.name}" for field in fields(before.totals)
              if getattr(before.totals, field.name) != getattr(after.totals, field.name)}  # fmt: skip
    if [problem.code for problem in before.problems] != [problem.code for problem in after.problems]:
        found.add("problems")
    elif before.problems != after.problems:
        found.add("words of problems")
    return found | {name for name in ("listed", "rows") if getattr(before, name) != getattr(after, name)}


def expected() -> list[Expected]:
    """Every case and many random scenes, with the answer of the rules as they are."""
    asked = [(case.name, lambda case=case: casebook.answer(case).verdicts) for case in CASES]
    for scene in _drawn():
        for rows in (scene.rows, misdirected(scene)):
            asked.extend((_name(scene, rows, known_at), _asking(scene, rows, known_at))
                         for known_at in (None, scene.as_of))  # fmt: skip
    return [Expected(name, ask(), ask) for name, ask in asked]


def _asking(scene: Scene, rows: Sequence[Achievement], known_at: date | None) -> Callable[[], Verdicts]:
    plan = scene.plan
    return lambda: casebook.assess([plan], rows, as_of=scene.as_of, known_at=known_at)


def _name(scene: Scene, rows: Sequence[Achievement], known_at: date | None) -> str:
    said = [{k: v for k, v in row._asdict().items() if v != row._field_defaults[k]} for row in rows]
    return f"{scene.as_of} known_at {known_at} {scene.written} {said}"


def misdirected(scene: Scene) -> list[Achievement]:
    """The rows of a scene, each with another target, org, unit, mode or member than it was drawn with."""
    targets = [target["id"] for target in scene.written["targets"]]
    rows = []
    for number, row in enumerate(scene.rows):
        target = targets[(targets.index(row.target) + number) % len(targets)]
        rows.append(row._replace(target=target, **STRANGE[number % len(STRANGE)]))
    return rows


def _drawn() -> list[Scene]:
    drawn: list[Scene] = []

    @settings(max_examples=SCENES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(scenes())
    def draw(scene: Scene) -> None:
        drawn.append(scene)

    draw()
    return drawn


def difference(mutant: Mutant, context: int = 0) -> str:
    before = (RULES / f"{mutant.module}.py").read_text(encoding="utf-8").splitlines()
    lines = unified_diff(before, source(mutant).splitlines(), lineterm="", n=context)
    return "\n".join(list(lines)[2:])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("modules", nargs="*")
    options.add_argument("--only", type=int, nargs="*")
    options.add_argument("--children", type=int, default=2)
    asked = options.parse_args()
    modules = asked.modules or [p.stem for p in sorted(RULES.glob("*.py")) if p.stem not in (*SHOWN_ONLY, "__init__")]
    EXPECTED.extend(expected())
    for module in modules:
        numbers = range(len(places(module)[1])) if asked.only is None else asked.only
        outcomes = run([Mutant(module, number) for number in numbers], asked.children)
        report(module, outcomes, context=0 if asked.only is None else 3)


def run(made: list[Mutant], children: int) -> list[Outcome]:
    """What became of each mutant that compiles, `children` at a time."""
    gc.freeze()
    context = multiprocessing.get_context("fork")
    with context.Pool(children) as pool:
        outcomes = pool.map(judged, made, chunksize=1)
    return [outcome for outcome in outcomes if outcome.killer != "SyntaxError"]


def report(module: str, outcomes: Sequence[Outcome], *, context: int) -> None:
    """Count a module's mutants, and show those that no case notices."""
    alive = [outcome for outcome in outcomes if not outcome.killer]
    serious = [outcome for outcome in alive if not WORDING.issuperset(outcome.differs)]
    wording = len([outcome for outcome in alive if outcome.differs]) - len(serious)
    print(f"{module}: {len(outcomes)} mutants, {len(outcomes) - len(alive)} killed, {len(serious)} answer otherwise, "
          f"{wording} in words alone, {len(alive) - len(serious) - wording} never seen to")  # fmt: skip
    for mutant, _, differs, where in alive:
        print(f"--- {module} {mutant.number}: {' '.join(differs)}")
        print(difference(mutant, context))
        print(f"    {where[:1500]}", flush=True)


if __name__ == "__main__":
    main()
