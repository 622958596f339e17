"""What is installed is whole: the package with its data, its types and its licence; what it imports is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.gates.project import PACKAGE, ROOT, run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    done = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    (built,) = Path(folder).glob("target_tracker-*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_has_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == ours
    assert "tracker/py.typed" in inside
    assert "tracker/lexicon/matching.yaml" in inside


def test_the_wheel_has_its_licence_and_its_command(wheel: zipfile.ZipFile) -> None:
    by_end = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "licenses/LICENSE" in by_end
    assert "tracker = tracker.__main__:main" in wheel.read(by_end["entry_points.txt"]).decode()


WITH_ANOTHER = {"pydantic-core": "pydantic", "markupsafe": "jinja2"}
"""Distributions that another one stands for: they are made and versioned together."""


@pytest.mark.parametrize(
    ("rooms", "extras"),
    [(("tracker",), {"office", "scale", "spark"}), (("tests", "docs"), {"office", "scale", "spark", "test"})],
)
def test_what_is_imported_is_declared(rooms: tuple[str, ...], extras: set[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(each for extra in extras for each in project["optional-dependencies"][extra])]
    declared = {_plain(re.split(r"[^\w.-]", each)[0]) for each in wanted}
    distributions = packages_distributions()
    ours = {"tracker", "tests", "docs", "benchmarks"}
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in _imported(path) - ours - sys.stdlib_module_names:
                named = {WITH_ANOTHER.get(each, each) for each in map(_plain, distributions.get(name, [name]))}
                assert named & declared, f"{path.relative_to(ROOT)} imports {name}, of {named}"


def _plain(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(path: Path) -> set[str]:
    """The top-level modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found
