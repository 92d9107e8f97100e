"""The folder of the results is on a small file system, which is full, and then larger."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive_jobs.archives import FERRY, contents, run_here, write_archive
from xzfacts.app import Facts

pytestmark = pytest.mark.slow

MOUNT = ["unshare", "--mount", "--map-root-user", "sh", "-euc"]
SCRIPT = """
mount -t tmpfs -o size="$1" tmpfs "$2"
shift
out=$1
shift
status=0
"$@" --workers 1 || status=$?
test $status = 2
ls -A "$out" > "$out.full"
mount -o remount,size=1g "$out"
"$@" --workers 1
cp "$out"/* "$out/../copy"
"""


@pytest.fixture(autouse=True)
def _may_mount(tmp_path: Path) -> None:
    try:
        command = [*MOUNT, 'mount -t tmpfs tmpfs "$0"', str(tmp_path)]
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("file systems cannot be mounted here")


def test_a_full_disk_loses_nothing_that_was_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where chunks end depends on the path as given: a relative one makes the same five chunks in
    # every run. One worker writes one chunk at a time, so some of them fit.
    monkeypatch.chdir(tmp_path)
    source, alone, small = Path("in.jsonl"), Path("alone"), tmp_path / "small"
    small.mkdir()
    (tmp_path / "copy").mkdir()
    write_archive(source, 300)
    run_here(source, alone)
    results = contents(alone)
    with Facts(FERRY) as facts:
        facts.copy_index(str(tmp_path / "index.db"))
    half = sum(map(len, results.values())) // 2
    size = os.path.getsize(tmp_path / "index.db") + half
    command = [sys.executable, "-m", "xzfacts", "archive", "check", str(source)]
    command += ["--out", str(small), "--store", FERRY]
    ran = subprocess.run(
        [*MOUNT, SCRIPT, "sh", str(size), str(small), *command],
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stderr.splitlines()
    assert lines[0].startswith(f"xzfacts: {small}")
    assert lines[0].endswith(": No space left on device.")
    assert lines[1:] == [
        "The same command continues where it was interrupted.",
        f"xzfacts: 300 articles: {small}/report.jsonl",
    ]
    kept = (tmp_path / "small.full").read_text("utf-8").split()
    chunks = [name for name in results if name.startswith("check-")]
    assert 0 < len({*kept} & {*chunks}) < len(chunks)
    assert {*kept} <= {".lock", *chunks}
    assert contents(tmp_path / "copy") == results


def test_a_disk_too_small_for_the_index(tmp_path: Path) -> None:
    source, small = tmp_path / "in.jsonl", tmp_path / "small"
    small.mkdir()
    source.write_text(json.dumps({"text": "今天多云。"}), encoding="utf-8")
    command = [sys.executable, "-m", "xzfacts", "archive", "check", str(source)]
    command += ["--out", str(small), "--store", FERRY]
    script = 'mount -t tmpfs -o size=64k tmpfs "$0"\n"$@"'
    ran = subprocess.run(
        [*MOUNT, script, str(small), *command], capture_output=True, check=False, text=True
    )
    assert ran.returncode == 2
    assert ran.stderr == (
        f"xzfacts: {small}: No space left on device.\n"
        "The same command continues where it was interrupted.\n"
    )
