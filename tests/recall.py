"""How many queries of each kind a store answers as a fair reader would want.

A folder under `data/matching/` holds a store, as TOML files or as rows to import, and its
`queries.tsv`: kind, query, and what the first result must hold, as VALUE@SENTENCE fragments
joined by `|` where either will do; `-` where nothing may be answered.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from xzfacts.app import Facts, open_store
from xzfacts.model.findings import Finding
from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat

STORES = Path(__file__).parent / "data" / "matching"
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Case:
    """A query, its kind, and what is wanted."""

    kind: str
    query: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that was not answered as wanted, and what was answered instead."""

    case: Case
    got: str


def open_matching_store(name: str, scratch: Path) -> Facts:
    """Open the store of that name; rows are imported into a store in `scratch` first."""
    folder = STORES / name
    rows = folder / "facts.jsonl"
    if not rows.exists():
        return open_store(str(folder))
    root = scratch / "facts"
    root.mkdir()
    (root / "store.toml").write_text(f'schema = 1\nname = "{name}"\n', encoding="utf-8")

    def refuse(finding: Finding) -> None:
        raise AssertionError(finding)

    with rows.open("rb") as lines:
        import_rows(str(root), lines, RowFormat.JSONL, rows.name, refuse)
    return open_store(str(root))


def read_cases(name: str) -> list[Case]:
    """The queries of the store of that name."""
    lines = (STORES / name / "queries.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def misses(facts: Facts, cases: list[Case]) -> list[Miss]:
    """The cases whose first result is not what is wanted."""
    found = []
    for case in cases:
        answer = facts.ask(case.query, limit=1)
        if not answer.results:
            if case.wanted != NOTHING:
                found.append(Miss(case, "nothing"))
            continue
        fact = answer.results[0].fact
        if case.wanted == NOTHING or not _holds(case.wanted, fact.value, fact.sentence.quote):
            found.append(Miss(case, f"{fact.subject} · {fact.attribute} · {fact.value}"))
    return found


def rates(cases: list[Case], missed: list[Miss]) -> dict[str, tuple[int, int]]:
    """For each kind how many cases were answered as wanted, and of how many."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        counts[case.kind][0] += 1
        counts[case.kind][1] += 1
    for miss in missed:
        counts[miss.case.kind][0] -= 1
    return {kind: (hits, count) for kind, (hits, count) in counts.items()}


def _holds(wanted: str, value: str, sentence: str) -> bool:
    """Whether one of the wanted pairs is held; a pair without @ shares the last sentence."""
    pairs = [pair.partition("@") for pair in wanted.split("|")]
    last = next((sentence for _, at, sentence in reversed(pairs) if at), "")
    return any(part in value and (around if at else last) in sentence for part, at, around in pairs)
