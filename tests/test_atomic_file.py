"""Files replaced as a whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from xzfacts.atomic_file import remove_leftovers, replacement


def test_the_file_is_replaced_after_the_block(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("old", encoding="utf-8")
    with replacement(str(file)) as path:
        Path(path).write_text("new", encoding="utf-8")
        assert file.read_text(encoding="utf-8") == "old"
    assert file.read_text(encoding="utf-8") == "new"
    assert os.listdir(tmp_path) == ["facts.csv"]


def test_a_block_that_raises_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("old", encoding="utf-8")

    def fail() -> None:
        with replacement(str(file)) as path:
            Path(path).write_text("new", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert file.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["facts.csv"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_folder_as_it_was(tmp_path: Path, number: int) -> None:
    block = f"with replacement('facts.csv'): os.kill(os.getpid(), {number:d})"
    code = f"import os; from xzfacts.atomic_file import replacement\n{block}"
    program = [sys.executable, "-c", code]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-number, b"")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links and permissions of POSIX")
def test_a_link_is_replaced_and_the_umask_applies(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    before = os.umask(0o027)
    try:
        with replacement(str(link)) as path:
            Path(path).write_text("new", encoding="utf-8")
    finally:
        os.umask(before)
    assert not link.is_symlink()
    assert target.read_text(encoding="utf-8") == "old"
    assert link.stat().st_mode & 0o777 == 0o640


def test_leftovers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = tmp_path / "notes.tmp"
    kept.write_text("", encoding="utf-8")
    with replacement(str(tmp_path / "facts.csv")) as path:
        left = tmp_path / (Path(path).name + ".copy")
        os.link(path, left)
    left.rename(path)  # as a killed process leaves it
    remove_leftovers(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["facts.csv", "notes.tmp"]
