"""Random stores, drafts, rows and queries through all commands, briefly.

`python -m benchmarks.fuzz` runs as many as wanted.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("seed", "count"), [(1, 100), pytest.param(2, 20_000, marks=pytest.mark.soak)]
)
def test_no_input_makes_a_command_misbehave(tmp_path: Path, seed: int, count: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--seed", str(seed), "--count", str(count)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{count} inputs, 0 with a fault\n"
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []
