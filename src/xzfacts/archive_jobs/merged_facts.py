"""Merges the proposals of many articles into facts with several citations.

Citations are collected as a set and sorted at the end, so the result depends neither on the order
of the chunks nor on how articles are grouped into chunks.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter

from xzfacts.archive_jobs.chunk_file import Record, read_records
from xzfacts.archive_jobs.scratch_database import scratch_database
from xzfacts.quantity.compare import disjoint
from xzfacts.quantity.model import from_json
from xzfacts.render.json_ import dumps
from xzfacts.text.normalize import compact

_TABLE = """CREATE TABLE citation (
  subject TEXT, attribute TEXT, as_of TEXT, value TEXT, cited TEXT,
  PRIMARY KEY (subject, attribute, as_of, value, cited)) WITHOUT ROWID"""
_MAX_COMPARED = 100  # values before one that it is compared with
_MAX_SIZE = 1 << 24  # characters of the citations in a line; in memory, each takes about 10 bytes
_SORTED = "SELECT * FROM citation ORDER BY subject, attribute, as_of, value, cited"


def merged_facts(paths: Iterable[str], database: str = "") -> Iterator[str]:
    """Yield the merged facts of the chunk files as lines.

    A line has the values of one attribute of one subject at one time, each with its citations,
    the value with the most citations first. If they have more than _MAX_SIZE characters, further
    lines have the others.

    database: path of a new file to sort the citations in; empty for a temporary file. Raises
    OSError and sqlite3.OperationalError.
    """
    records = (record for path in paths for record in read_records(path))
    for group in merge(records, database):
        yield dumps(group) + "\n"


def merge(records: Iterable[Record], database: str = "") -> Iterator[Record]:
    """Return the merged facts of articles, sorted by subject, attribute and time."""
    with closing(scratch_database(database)) as db:
        db.execute(_TABLE)
        db.executemany("INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?, ?)", _rows(records))
        for _key, rows in groupby(db.execute(_SORTED), key=itemgetter(0, 1, 2)):
            yield from map(_group, _parts(rows))


def _parts(rows: Iterable[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Divide the citations of one fact, so that those in memory have a limited size."""
    part: list[tuple[str, ...]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row[4])
        if size >= _MAX_SIZE:
            yield part
            part, size = [], 0
    if part:
        yield part


def can_merge(records: Iterable[Record]) -> bool:
    """Return whether all proposals are complete and have the right types."""
    try:
        for record in records:
            for proposal in record.get("proposals", ()):
                texts = (proposal["subject"], proposal["attribute"], proposal["value"])
                if not all(isinstance(text, str) for text in texts):
                    return False
                if not isinstance(proposal["as_of"], str | None):
                    return False
                _value_key(proposal)
                _group([("", "", "", "", dumps({"article": record["article"], "fact": proposal}))])
                if proposal["quantity"] is not None:
                    disjoint(from_json(proposal["quantity"]), from_json(proposal["quantity"]))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return True


def _rows(records: Iterable[Record]) -> Iterator[tuple[str, str, str, str, str]]:
    for record in records:
        for proposal in record.get("proposals", ()):
            yield (
                compact(proposal["subject"]),
                compact(proposal["attribute"]),
                proposal["as_of"] or "",
                _value_key(proposal),
                dumps({"article": record["article"], "fact": proposal}),
            )


def _value_key(proposal: Record) -> str:
    """Return a key that is the same for equal values: 0.16亿元 and 1600万元."""
    quantity = proposal["quantity"]
    if quantity is None:
        return f"={compact(proposal['value'])}"
    return json.dumps([quantity[key] for key in ("low", "high", "bounds", "unit", "dimension")])


def _group(rows: Iterable[tuple[str, ...]]) -> Record:
    values = [
        [json.loads(row[4]) for row in same] for _value, same in groupby(rows, key=itemgetter(3))
    ]
    values.sort(key=lambda cited: (-len(cited), cited[0]["fact"]["value"]))
    facts = [each["fact"] for cited in values for each in cited]
    return {
        "subject": min(each["subject"] for each in facts),
        "attribute": min(each["attribute"] for each in facts),
        "as_of": facts[0]["as_of"],
        "contradiction": _contradict([cited[0]["fact"] for cited in values]),
        "values": [
            {
                "value": cited[0]["fact"]["value"],
                "quantity": cited[0]["fact"]["quantity"],
                "citations": [_citation(each) for each in cited],
            }
            for cited in values
        ],
    }


def _contradict(facts: list[Record]) -> bool:
    """Return whether two values exclude each other."""
    amounts = [from_json(each["quantity"]) for each in facts if each["quantity"] is not None]
    return any(
        disjoint(amount, before)
        for at, amount in enumerate(amounts)
        for before in amounts[max(at - _MAX_COMPARED, 0) : at]
    )


def _citation(cited: Record) -> Record:
    fact = cited["fact"]
    kept = ("id", "value", "sentence", "confidence", "mark", "against")
    return {"article": cited["article"], "source": fact["source"]} | {
        key: fact[key] for key in kept
    }
