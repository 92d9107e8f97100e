"""Which stored sentences are most like one of a draft, and how much is looked at to find them."""

from math import log
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.law_profiles import examples
from xzfacts.check import stored_sentences
from xzfacts.check.stored_sentences import StoredSentences

_TEXTS = st.text("甲乙丙丁。8", max_size=8)


@pytest.fixture(autouse=True)
def facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sentence has a fact."""
    monkeypatch.setattr(stored_sentences, "facts_quoted_with", lambda *_: [None])


def _stored(quotes: list[str]) -> StoredSentences:
    quoted = SimpleNamespace(sentences=list(enumerate(quotes)))
    return StoredSentences(cast(Any, SimpleNamespace(catalog=None)), cast(Any, quoted))


def _pairs(text: str) -> set[str]:
    both = (text[at : at + 2] for at in range(len(text) - 1))
    return {pair for pair in both if pair.isalpha()}


def _by_definition(quotes: list[str], text: str) -> list[str]:
    """Those with most information in common, each pair of characters by how few have it."""
    having = {p: max(sum(p in _pairs(q) for q in quotes), 1) for p in _pairs(text)}
    weights = {p: round(1e6 * (log(1 + len(quotes)) - log(n))) for p, n in having.items()}
    scores = [(sum(weights[p] for p in _pairs(text) & _pairs(q)), q) for q in quotes]
    least = 0.15 * sum(weights.values())
    enough = [(-score, quote) for score, quote in scores if weights and score >= least]
    return [quote for _, quote in sorted(enough)[:12]]


@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(_TEXTS, max_size=30), _TEXTS)
def test_the_most_similar_are_found(quotes: list[str], text: str) -> None:
    assert [each.quote for each in _stored(quotes).similar(text)] == _by_definition(quotes, text)


def test_long_sentences_are_left_out() -> None:
    quotes = ["甲乙丙" * 400, "甲乙丙", "甲乙丙丁"]
    found = [each.quote for each in _stored(quotes).similar("甲乙丙")]
    assert found == ["甲乙丙", "甲乙丙丁"]


def test_what_most_sentences_have_costs_nothing() -> None:
    """A store whose sentences are alike is searched as quickly as any other."""
    stored = _stored([f"全市各区共有在岗员工{number}人。" for number in range(500)])
    assert len(list(stored.similar("全市各区共有在岗员工7人。"))) == 12
    assert sum(len(shared.places) for shared in stored._by_pair.values()) == 0  # noqa: SLF001
