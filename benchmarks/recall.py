"""Print the share of queries answered as wanted, by kind: `python -m benchmarks.recall`.

The stores and their queries are those of `tests/data/matching/`. `--misses` prints every
query that is not answered as wanted; `--sweep NAME FROM TO STEP` prints the shares over all
stores for values of a number in `xzfacts.match.weights`, which is how those were chosen.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests import recall

from xzfacts.app import Facts
from xzfacts.match import weights

STORES = sorted(queries.parent.name for queries in recall.STORES.glob("*/queries.tsv"))
REFUSED = ("absent_attribute", "absent_subject", "near_miss", "none")


def opened(scratch: Path) -> Iterator[tuple[str, Facts, list[recall.Case]]]:
    """The stores with their queries."""
    for name in STORES:
        (scratch / name).mkdir()
        yield name, recall.open_matching_store(name, scratch / name), recall.read_cases(name)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sweep", nargs=4, metavar=("NAME", "FROM", "TO", "STEP"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        stores = list(opened(Path(scratch)))
        if given.sweep:
            sweep(stores, given.sweep[0], *map(float, given.sweep[1:]))
            return
        for name, facts, cases in stores:
            missed = recall.misses(facts, cases)
            print(f"\n{name}")
            for kind, (hits, count) in recall.rates(cases, missed).items():
                print(f"  {kind:18}{hits:4}/{count:<4}{hits / count:.3f}")
            if given.misses:
                for miss in missed:
                    print(f"  {miss.case.kind}: {miss.case.query} -> {miss.got}")


def sweep(
    stores: list[tuple[str, Facts, list[recall.Case]]],
    name: str,
    start: float,
    end: float,
    step: float,
) -> None:
    """Print what is answered and what is refused as wanted for each value of the weight."""
    print(f"{name:>10}  answered  refused")
    value = start
    while value <= end + step / 2:
        setattr(weights, name, value)
        hits: Counter[bool] = Counter()
        counts: Counter[bool] = Counter()
        for _, facts, cases in stores:
            missed = recall.misses(facts, cases)
            for kind, (right, count) in recall.rates(cases, missed).items():
                hits[kind in REFUSED] += right
                counts[kind in REFUSED] += count
        shares = [f"{hits[kind] / counts[kind]:.3f}" for kind in (False, True)]
        print(f"{value:10.3f}  {shares[0]:>8}  {shares[1]:>7}")
        value += step


if __name__ == "__main__":
    main()
