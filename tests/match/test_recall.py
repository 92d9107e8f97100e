"""Each kind of query is answered at least as well as it was when its floor was written down.

The floors stand in `data/matching/floors.tsv`. They only ever rise: a change that lowers one
has to say why. `python -m benchmarks.recall` prints the rates and what is missed.
"""

from pathlib import Path

import pytest

from tests import recall

FLOORS = {
    (name, kind): float(least)
    for name, kind, least in (
        line.split("\t")
        for line in (recall.STORES / "floors.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
}


@pytest.mark.parametrize("name", sorted({name for name, _ in FLOORS}))
def test_no_kind_falls_below_its_floor(name: str, tmp_path: Path) -> None:
    facts = recall.open_matching_store(name, tmp_path)
    cases = recall.read_cases(name)
    missed = recall.misses(facts, cases)
    low = {
        kind: [f"{miss.case.query} -> {miss.got}" for miss in missed if miss.case.kind == kind]
        for kind, (hits, count) in recall.rates(cases, missed).items()
        if hits / count < FLOORS[name, kind]
    }
    assert not low
