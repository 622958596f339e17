"""What is installed is whole: the package with its data, its types and its licence, and nothing else."""

from __future__ import annotations

import zipfile
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
    assert "tracker/rules/presets/yinchuan.yaml" in inside


def test_the_wheel_has_its_licence_and_its_command(wheel: zipfile.ZipFile) -> None:
    by_end = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "licenses/LICENSE" in by_end
    assert "tracker = tracker.__main__:main" in wheel.read(by_end["entry_points.txt"]).decode()
