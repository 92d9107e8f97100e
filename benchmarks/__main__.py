"""Measure xzfacts on synthetic stores and print the tables: `python -m benchmarks`.

With a million facts it takes some ten minutes and 2 GB of disk, most of it for building the
index. `--sizes 10000 100000` leaves the million out. Stores and indexes stay in `--folder`,
so that a second run starts with them. Times are CPU times of whole processes unless
another unit stands there; peers are measured where they are installed.
"""

import argparse
import os
import shutil
import sys
import tempfile

from benchmarks import one_shot, store_work, warm
from benchmarks.synthetic import write_store


def main() -> None:
    """Make the stores, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=15, help="processes of each kind")
    parser.add_argument("--each", type=int, default=200, help="queries of each kind")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "xzfacts-bench"))
    parser.add_argument("--distinct", action="store_true", help="as many subjects as facts too")
    given = parser.parse_args()
    os.environ["XZFACTS_CACHE"] = os.path.join(given.folder, "cache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    stores: dict[str, tuple[str, int]] = {}
    for size in given.sizes:
        stores[f"{size:,}"] = (os.path.join(given.folder, f"facts-{size}"), size // 20)
        if given.distinct and size == max(given.sizes):
            stores[f"{size:,} distinct"] = (os.path.join(given.folder, f"distinct-{size}"), size)
    for name, (path, subjects) in stores.items():
        if not os.path.exists(os.path.join(path, "store.toml")):
            shutil.rmtree(path, ignore_errors=True)
            write_store(path, int(name.split()[0].replace(",", "")), subjects)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    store_work.report(stores)
    one_shot.report({name: path for name, (path, _) in stores.items()}, given.rounds)
    warm.report(stores, given.each)


if __name__ == "__main__":
    main()
