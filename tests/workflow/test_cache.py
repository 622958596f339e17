"""What was read once and found right is kept, and never believed when there is any doubt of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from marshal import dumps, loads
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker
from tests.gates.project import ROOT
from tracker import plans
from tracker.model.packing import packed, unpacked
from tracker.model.plan import Plan, Thresholds
from tracker.plans import advise
from tracker.problems import PlanError
from tracker.workflow import assess, cache, find_workspace, load_achievements, load_plan
from tracker.workflow.judging import thresholds

GOOD = sorted((ROOT / "tests/examples/good").glob("*.yaml"))
PLANS = sorted([*(ROOT / "targets").glob("*.yaml"), *(path for path in GOOD if path.stem != "every-key")])
BAD = sorted((ROOT / "tests/examples/bad/plans").glob("*.yaml"))
SMALL = "plan: a\nperiod: 2021\ntargets:\n- {id: x, text: 引才, at_least: 5}\n"


def by_name(path: Path) -> str:
    return path.stem


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, empty."""
    monkeypatch.setenv("TRACKER_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of one target."""
    path = tmp_path / "a.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def recalled(path: Path) -> object:
    """What is known of a file."""
    return cache.recalled("plan", path.read_bytes(), str(path))


@pytest.mark.parametrize("path", PLANS, ids=by_name)
def test_a_kept_plan_is_the_plan(path: Path, kept: Path) -> None:
    read = load_plan(path)
    again = cache.recalled("plan", path.read_bytes(), str(path))
    assert isinstance(again, Plan)
    assert again == read
    assert again.file == read.file
    assert [target.place for target in again.targets] == [target.place for target in read.targets]
    assert [each.value for target in again.targets for each in target.revisions] == [
        each.value for target in read.targets for each in target.revisions
    ]
    assert [target.given.keys() for target in again.targets] == [target.given.keys() for target in read.targets]
    assert advise(again) == advise(read)


@pytest.mark.parametrize("path", PLANS, ids=by_name)
def test_its_board_is_the_board(path: Path, kept: Path) -> None:
    rows = load_achievements(ROOT / "seeds")
    boards = [assess(load_plan(path), rows, "2021-06-30").to_json() for _ in range(2)]
    assert boards[0] == boards[1]


@pytest.mark.parametrize("path", BAD, ids=by_name)
def test_a_plan_with_problems_is_not_kept_and_has_them_again(path: Path, kept: Path) -> None:
    told = []
    for _ in range(2):
        with pytest.raises(PlanError) as refused:
            load_plan(path)
        told.append(refused.value.problems)
    assert told[0] == told[1]
    assert not kept.exists()


def test_a_plan_with_advice_is_kept_and_the_advice_is_given_still(kept: Path, plan: Path) -> None:
    first = [(str(each.source), each.code) for each in advise(load_plan(plan))]
    assert first == [(str(each.source), each.code) for each in advise(load_plan(plan))] != []


def test_another_byte_another_name_another_kind_is_not_known(kept: Path, plan: Path) -> None:
    load_plan(plan)
    raw, name = plan.read_bytes(), str(plan)
    assert cache.recalled("plan", raw, name) is not None
    assert cache.recalled("plan", raw + b"\n", name) is None
    assert cache.recalled("plan", raw, name + "l") is None
    assert cache.recalled("policy", raw, name) is None


def test_a_changed_file_is_read_anew(kept: Path, plan: Path) -> None:
    load_plan(plan)
    plan.write_text(SMALL.replace("5", "7"), encoding="utf-8")
    assert str(load_plan(plan)["x"].at_least) == "7"


@pytest.fixture
def another_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program is a later one."""
    yield monkeypatch.setattr(tracker, "__version__", "999")
    cache.edition.cache_clear()


def test_what_another_version_kept_is_not_known(kept: Path, plan: Path, request: pytest.FixtureRequest) -> None:
    load_plan(plan)
    request.getfixturevalue("another_version")
    assert recalled(plan) is not None
    cache.edition.cache_clear()
    assert recalled(plan) is None


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_damaged_is_not_known(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    folder.mkdir(exist_ok=True)
    path = folder / "a.yaml"
    path.write_text(SMALL, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_CACHE", str(folder / "kept"))
        read = load_plan(path)
        (file,) = (folder / "kept").iterdir()
        whole = file.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1), label="at")
        changed = data.draw(st.sampled_from(["cut", "flipped", "more", "empty", "foreign"]), label="how")
        bit = 1 << data.draw(st.integers(0, 7), label="bit")
        damaged = {
            "cut": whole[:at],
            "flipped": whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :],
            "more": whole[:at] + b"," + whole[at:],
            "empty": b"",
            "foreign": b"SQLite format 3\0" + whole,
        }[changed]
        file.write_bytes(damaged)
        assert recalled(path) is None
        assert load_plan(path) == read
        assert file.read_bytes() == whole


@pytest.mark.parametrize("folder", ["off", "a.yaml/kept", "/dev/null/kept", "/proc/kept"])
def test_where_nothing_can_be_kept_nothing_is_missed(folder: str, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    monkeypatch.setenv("TRACKER_CACHE", folder)
    assert load_plan(plan) == load_plan(plan)
    assert [path.name for path in plan.parent.iterdir()] == ["a.yaml"]


def test_a_folder_where_the_kept_file_should_be_is_no_matter(kept: Path, plan: Path) -> None:
    load_plan(plan)
    (file,) = kept.iterdir()
    file.unlink()
    file.mkdir()
    assert load_plan(plan) == load_plan(plan)


def test_the_oldest_goes_when_there_is_too_much(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{name}.yaml" for name in "abcd"]
    for age, path in enumerate(reversed(paths)):
        path.write_text(SMALL, encoding="utf-8")
        load_plan(path)
        for file in kept.iterdir():
            os.utime(file, (file.stat().st_atime - 10 * age, file.stat().st_mtime - 10))
    (kept / "not ours").write_text("x")
    size = max(file.stat().st_size for file in kept.iterdir())
    monkeypatch.setattr(cache, "LIMIT", 2 * size)
    (tmp_path / "e.yaml").write_text(SMALL, encoding="utf-8")
    load_plan(tmp_path / "e.yaml")
    assert [path.stem for path in paths if recalled(path) is not None] == ["a"]
    assert (kept / "not ours").exists()


def test_policies_and_workspaces_are_kept_too(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("title: 从严\namber: 5\nred: 20\n", encoding="utf-8")
    (tmp_path / "days.yaml").write_text("放假: [2021-02-11..2021-02-17]\n", encoding="utf-8")
    (tmp_path / ".tracker.yaml").write_text("as_of: 2021-06\nholidays: days.yaml\n", encoding="utf-8")
    policies = [thresholds(tmp_path / "own.yaml") for _ in range(2)]
    assert policies[0] == policies[1]
    assert isinstance(policies[1], Thresholds)
    assert policies[1].name == "own"
    assert find_workspace(tmp_path) == find_workspace(tmp_path)
    assert len(list(kept.iterdir())) == 3


def test_what_is_wrong_with_a_kept_workspace_is_told_at_its_line(kept: Path, tmp_path: Path) -> None:
    (tmp_path / ".tracker.yaml").write_text("language: zh\nas_of: 2021-13\n", encoding="utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(PlanError) as refused:
            find_workspace(tmp_path)
        told.append([(str(each.source), each.code, each.excerpt, each.width) for each in refused.value.problems])
    assert told[0] == told[1] == [(f"{tmp_path}/.tracker.yaml:2:8", "W124", "as_of: 2021-13", 7)]


def test_several_processes_may_keep_at_once(kept: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tracker", "status", str(PLANS[-1]), "--as-of", "2021-09-30", "--json"]
    running = [subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) for _ in range(4)]
    said = {each.communicate() for each in running}
    assert len(said) == 1
    assert [each.returncode for each in running] == [0] * 4
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("path", GOOD, ids=by_name)
def test_a_packed_plan_is_the_same_unpacked(path: Path) -> None:
    read, _ = plans.load_plan(path.read_text(encoding="utf-8"), path.name)
    assert read is not None
    again = unpacked(loads(dumps(packed(read))))
    assert again == read
    assert packed(again) == packed(read)
