"""The command as a process: terminals, pipes, encodings, signals; and never a traceback."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
import wcwidth

from tests.cli.conftest import WORKSPACE

COMMAND = [sys.executable, "-m", "tracker"]
ROOT = Path(__file__).parent.parent.parent
CODES = re.compile(r"\x1b\[([0-9;]*)m")


def environment(**changes: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TRACKER_CACHE": "off"}
    return {**kept, **ours, **changes}


def ran(*arguments: str, folder: Path = WORKSPACE, **changes: str) -> subprocess.CompletedProcess[bytes]:
    settings = environment(**changes)
    return subprocess.run([*COMMAND, *arguments], cwd=folder, env=settings, capture_output=True, check=False)


def on_a_terminal(width: int, *arguments: str, **changes: str) -> str:
    """What a terminal of so many columns receives."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    settings = environment(TERM="xterm-256color", **changes)
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=WORKSPACE, env=settings, stdout=slave, stderr=subprocess.DEVNULL
    ) as process:
        os.close(slave)
        received = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            received += piece
        process.wait()
    os.close(master)
    return received.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_fits_the_terminal(width: int) -> None:
    shown = on_a_terminal(width, "status")
    lines = CODES.sub("", shown).splitlines()
    assert max(wcwidth.wcswidth(line) for line in lines) <= width
    assert ("未显示" in shown) == (width < 200)
    assert "控制医疗事故" in shown
    assert "\x1b[31m" in shown


def test_without_colour_only_weight_is_left() -> None:
    codes = {part for found in CODES.findall(on_a_terminal(80, "status", NO_COLOR="1")) for part in found.split(";")}
    assert codes <= {"", "0", "1", "2"}


def test_a_pipe_gets_the_whole_width_and_no_colour() -> None:
    done = ran("status", COLUMNS="60")
    assert b"\x1b" not in done.stdout
    assert "未显示" not in done.stdout.decode()


def test_colour_can_be_forced_into_a_pipe() -> None:
    assert b"\x1b[" in ran("status", FORCE_COLOR="1").stdout


def test_a_chinese_codepage_is_written_with_what_it_has() -> None:
    shown = ran("status", PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "█" in shown
    assert "░" not in shown
    assert "● 达序时" in shown
    assert "?" not in shown.replace("? 无数据", "").replace("? 待研判", "")


def test_a_terminal_without_chinese_gets_english() -> None:
    done = ran("status", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Task")


def test_machine_formats_are_utf8_whatever_the_terminal_speaks() -> None:
    assert ran("status", "--json", PYTHONIOENCODING="gbk").stdout.decode("utf-8")
    assert ran("status", "--csv", PYTHONIOENCODING="gbk").stdout.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("options", [("status",), ("status", "--json"), ("why", "staff"), ("check",), ("show",)])
def test_a_closed_pipe_is_no_error(options: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [*COMMAND, *options], cwd=WORKSPACE, env=environment(), stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize("options", [("status",), ("status", "--json")])
def test_a_full_disk_is_told(options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *options], cwd=WORKSPACE, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert "无法输出" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def _heed_interrupts() -> None:
    """What a shell starts in the background is told to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rows.csv")
    with subprocess.Popen(
        [*COMMAND, "status", "-a", str(tmp_path / "rows.csv")], cwd=WORKSPACE, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heed_interrupts,
    ) as process:  # fmt: skip
        writer = os.open(tmp_path / "rows.csv", os.O_WRONLY)  # the command has begun to read when this returns
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        os.close(writer)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert out == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "missing.yaml"),
        ("status", "seeds/rows.csv"),
        ("status", "-a", "missing"),
        ("status", "-a", "targets/small.yaml"),
        ("status", "--as-of", "2021-02-30"),
        ("status", "--known-at", "yesterday"),
        ("status", "--policy", "yinchaun"),
        ("status", "--encoding", "no-such-encoding"),
        ("check", "missing"),
        ("show", "missing"),
        ("why", "missing"),
        ("due", "--within", "-3d"),
    ],
)
def test_a_mistake_ends_with_two_and_a_hint(arguments: tuple[str, ...]) -> None:
    done = ran(*arguments)
    assert done.returncode == 2, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert "=" in done.stderr.decode() or "：" in done.stderr.decode()


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(bytes(range(128, 256)) * 3)
    done = ran("status", str(file))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    done = ran("status", os.fsdecode(b"\xff\xfe.yaml"), folder=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_no_plan_at_all_is_told(tmp_path: Path) -> None:
    done = ran("status", folder=tmp_path)
    assert done.returncode == 2
    assert "没有找到计划" in done.stderr.decode()


def test_the_shell_can_complete_commands() -> None:
    done = ran(COMP_WORDS="tracker sta", COMP_CWORD="1", _TRACKER_COMPLETE="bash_complete")
    assert b"status" in done.stdout
