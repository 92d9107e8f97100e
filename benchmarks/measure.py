"""What a process costs, and how a list of times is summed up."""

import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

# A process inherits the peak memory of the one that starts it: so a small one does.
_LAUNCH = """
import os, sys
child = os.fork()
if not child:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.execvp(sys.argv[1], sys.argv[1:])
usage = os.wait4(child, 0)[2]
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
"""


class Cost(NamedTuple):
    """Of one process: CPU and wall-clock seconds, peak memory in MB."""

    cpu: float
    memory: float


def run(command: Sequence[str], environment: dict[str, str], *, given: str | None = None) -> Cost:
    """Run a process to its end and say what it cost, its output thrown away."""
    with open(given or os.devnull, "rb") as source:
        done = subprocess.run(  # noqa: S603 - ours
            [sys.executable, "-I", "-S", "-c", _LAUNCH, *command],
            stdin=source,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **environment},
            check=True,
            text=True,
        )
    cpu, memory = done.stderr.split()[-2:]
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(float(cpu), int(memory) / scale)


def compare(
    commands: dict[str, tuple[Sequence[str], dict[str, str], str | None]], rounds: int
) -> dict[str, Cost]:
    """The median cost of each command; all take turns, so that a slow minute hits all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, environment, given) in commands.items():
            costs[name].append(run(command, environment, given=given))
    return {
        name: Cost(median(c.cpu for c in each), max(c.memory for c in each))
        for name, each in costs.items()
    }


def share(times: list[float], part: float) -> float:
    """The time that so large a part of them stays below."""
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]
