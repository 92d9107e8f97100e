"""Time questions as people ask them, warm: `python -m benchmarks.natural`.

The stores and their queries are those of `tests/data/matching/`; only whole questions are asked.
CPU time in milliseconds.
"""

import tempfile
import time
from pathlib import Path
from statistics import mean, quantiles

from benchmarks.recall import opened

ROUNDS = 3
KINDS = ("question", "paraphrase", "none", "absent_attribute")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, facts, cases in opened(Path(scratch)):
            times = []
            for case in cases * ROUNDS:
                if case.kind in KINDS:
                    start = time.process_time()
                    facts.ask(case.query, limit=10)
                    times.append(1_000 * (time.process_time() - start))
            twentieths = quantiles(times, n=20)
            print(
                f"{name:10} mean {mean(times):.1f} p50 {twentieths[9]:.1f} p95 {twentieths[18]:.1f}"
            )


if __name__ == "__main__":
    main()
