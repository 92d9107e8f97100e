"""Merges the results of a check: counts by verdict, articles and subjects with the most errors."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from heapq import nsmallest
from typing import Any

from xzfacts.archive_jobs.chunk_file import read_summary
from xzfacts.archive_jobs.scratch_database import scratch_database
from xzfacts.model.verdicts import Verdict
from xzfacts.render.json_ import dumps

_WORST = 100  # articles listed
_RECENT = 20_000  # subjects counted in memory
_VERDICTS = [verdict.value for verdict in Verdict]
_TABLE = """CREATE TABLE subject (name TEXT PRIMARY KEY,
  supported INTEGER, refuted INTEGER, conflicting_evidence INTEGER, not_enough_evidence INTEGER)"""
_ADD = """INSERT INTO subject VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET
  supported = supported + excluded.supported,
  refuted = refuted + excluded.refuted,
  conflicting_evidence = conflicting_evidence + excluded.conflicting_evidence,
  not_enough_evidence = not_enough_evidence + excluded.not_enough_evidence"""
_WORST_FIRST = "SELECT * FROM subject ORDER BY refuted DESC, conflicting_evidence DESC, name"


def report(paths: Iterable[str], database: str = "") -> Iterator[str]:
    """Yield the lines of the report: totals, then articles and subjects, most errors first.

    paths: paths of the chunk files; only their first lines are read.
    database: path of a new file to count the subjects in, so that memory does not depend on their
    number; empty for a temporary file. Raises OSError and sqlite3.OperationalError.
    """
    totals: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    worst: list[dict[str, Any]] = []
    with closing(scratch_database(database)) as db:
        db.execute(_TABLE)
        recent: dict[str, Counter[str]] = {}  # not yet added to the database
        for path in paths:
            summary = read_summary(path)
            totals.update(articles=summary["articles"], failures=len(summary["failures"]))
            verdicts.update(summary["verdicts"])
            worst = _merge_worst(worst, summary["worst"])
            for name, counts in summary["subjects"].items():
                recent.setdefault(name, Counter()).update(counts)
            if len(recent) >= _RECENT:
                _flush(db, recent)
        _flush(db, recent)
        yield _line("total", **totals, **{name: verdicts[name] for name in _VERDICTS})
        for article in worst:
            yield _line("article", **article)
        for name, *counts in db.execute(_WORST_FIRST):
            yield _line("subject", subject=name, **dict(zip(_VERDICTS, counts, strict=True)))


def _flush(db: sqlite3.Connection, recent: dict[str, Counter[str]]) -> None:
    """Add the counts to those in the database, and forget them."""
    rows = ((name, *map(counts.__getitem__, _VERDICTS)) for name, counts in sorted(recent.items()))
    db.executemany(_ADD, rows)
    recent.clear()


def _merge_worst(worst: list[dict[str, Any]], more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(worst) == _WORST:
        limit = _gravity(worst[-1])
        more = [each for each in more if _gravity(each) < limit]
    return nsmallest(_WORST, [*worst, *more], key=_gravity) if more else worst


def _gravity(article: dict[str, Any]) -> tuple[int, int, str]:
    return -article[Verdict.REFUTED], -article[Verdict.CONFLICTING], article["place"]


def _line(kind: str, **values: Any) -> str:  # noqa: ANN401 - JSON
    return dumps({"kind": kind, **values}) + "\n"
