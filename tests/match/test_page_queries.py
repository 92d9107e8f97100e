"""Queries about the shipped store by a reader of its page; see `data/page_queries.tsv`."""

from pathlib import Path

from tests import recall
from xzfacts.app import open_store
from xzfacts.model.facts import Result

ROOT = Path(__file__).parents[2]
RIGHT_MIN, WRONG_MAX = 112, 2  # of 120


def test_most_queries_of_a_reader_are_answered_right_first() -> None:
    facts = open_store(str(ROOT / "facts"))
    lines = (ROOT / "tests/data/page_queries.tsv").read_text(encoding="utf-8").splitlines()
    cases = [recall.Case(*line.split("\t")) for line in lines if not line.startswith("#")]
    missed, wrong = [], []
    for case in cases:
        results = facts.ask(case.query, limit=1).results
        right = _is_right(case.wanted, results)
        if not right:
            missed.append(case.query)
            wrong += [case.query] if results else []
    assert len(cases) - len(missed) >= RIGHT_MIN, missed
    assert len(wrong) <= WRONG_MAX, wrong


def _is_right(wanted: str, results: tuple[Result, ...]) -> bool:
    if wanted == recall.NOTHING or not results:
        return wanted == recall.NOTHING and not results
    first = results[0]
    answer = first.fact.subject if first.answers == "subject" else first.fact.value
    return any(piece.partition("@")[0] in answer for piece in wanted.split("|"))
