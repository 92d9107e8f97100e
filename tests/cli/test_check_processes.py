"""`xzfacts check --jobs N`: processes that are ended, and signals."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, FERRY, piped

DRAFT = "青石渡轮渡有限公司现有渡船14条，船员106人。\n"

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs the /proc of Linux")


def workers_of(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return [int(child) for child in children if b"spawn_main" in command_of(int(child))]


def command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has ended
        return b""


@contextmanager
def checking(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Check a long draft in a process group of its own, until its processes have begun."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT * 40_000, encoding="utf-8")
    with (
        (tmp_path / "report").open("wb") as report,
        subprocess.Popen(
            [*COMMAND, "check", str(draft), "--json", "--jobs", "2", "--store", FERRY],
            stdout=report,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process,
    ):
        while not (tmp_path / "report").stat().st_size:
            assert process.poll() is None
            time.sleep(0.01)
        yield process


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_ended_is_said(tmp_path: Path, number: int) -> None:
    with checking(tmp_path) as process:
        os.kill(workers_of(process.pid)[0], number)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 2
    assert "xzfacts: A process of the check was ended; is there enough memory?" in told
    assert "bug" not in told


@pytest.mark.parametrize("delay", [0, 0.2])
def test_ctrl_c_ends_all_processes(tmp_path: Path, delay: float) -> None:
    with checking(tmp_path) as process:
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "Traceback" not in told


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_command(tmp_path: Path, number: int) -> None:
    with checking(tmp_path) as process:
        workers = workers_of(process.pid)
        process.send_signal(number)
        process.communicate(timeout=60)  # standard error, which they share, is closed
    assert workers
    assert not any(map(command_of, workers))


@pytest.mark.parametrize(
    "options",
    [
        ["check", "x", "--jobs"],
        ["archive", "check", "x", "--out", "o", "--workers"],
        ["archive", "check", "x", "--out", "o", "--memory-limit"],
    ],
    ids=lambda options: options[-1],
)
def test_no_machine_has_so_much(options: list[str]) -> None:
    done = piped(*options, f"{10**10}")
    assert done.returncode == 2
    assert b"10000000000 is not in the range" in done.stderr
