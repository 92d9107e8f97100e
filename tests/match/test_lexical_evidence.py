"""The learned evidence of single words: where the sentence has what a question says."""

import os

import pytest
from hypothesis import given, settings, strategies as st

from tests.law_profiles import examples
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.match.lexical_evidence import FILE, evidence_keys, lexical_evidence
from xzfacts.match.ngram_keys import index_of, key_of, ngrams
from xzfacts.match.statement import Statement

STORE = """
[source]
id = "a"
title = "青石渡口新添渡船"
[[sentences]]
quote = "青石渡口去年新增渡船14条，其中电动船3条，计划再添2条。"
facts = [
  { subject = "青石渡口", attribute = "渡船数量", value = "14条" },
  { subject = "青石渡口", attribute = "电动船数量", value = "3条" },
  { subject = "青石渡口", attribute = "计划添船", value = "2条" },
]
"""


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Statement]:
    """The facts as their sentence states them, by value."""
    root = tmp_path_factory.mktemp("store")
    (root / "store.toml").write_text('schema = 1\nname = "试"\n')
    (root / "a.toml").write_text(STORE)
    catalog = Catalog(open_in_memory(str(root)).db)
    (subject,) = (each.target for each in catalog.names(["青石渡口"]) if each.kind == "name")
    return {row.value: Statement(catalog, row) for row in catalog.facts_of(subject)}


def test_the_file_is_small() -> None:
    assert os.path.getsize(FILE) <= 200_000


def test_a_key_says_where_the_sentence_has_an_ngram(stated: dict[str, Statement]) -> None:
    keys = [*evidence_keys("#新增渡船多少条", stated["14条"])]
    assert {"near 渡船", "near 新增", "absent 多少", "count 渡船"} <= {*keys}
    other = {*evidence_keys("#电动船有几条", stated["14条"])}
    assert {"near 船", "absent 电动", "near - 新"} <= other


def test_no_key_has_a_digit(stated: dict[str, Statement]) -> None:
    keys = evidence_keys("#2024年第3季度有14条渡船吗", stated["3条"])
    assert not any(char.isdigit() for key in keys for char in key)


def test_words_next_to_a_value_are_evidence_for_it(stated: dict[str, Statement]) -> None:
    question = "#计划再添几条"
    assert lexical_evidence(question, stated["2条"]) > lexical_evidence(question, stated["14条"])


@settings(max_examples=examples(100))
@given(question=st.text(max_size=200))
def test_any_question_has_finite_evidence(stated: dict[str, Statement], question: str) -> None:
    for each in stated.values():
        found = lexical_evidence(question, each)
        assert found == lexical_evidence(question, each)
        assert abs(found) < 1000


@given(st.lists(st.integers(0, 2**32 - 1), unique=True), st.integers(0, 2**32 - 1))
def test_a_key_is_found_where_it_is(keys: list[int], other: int) -> None:
    keys.sort()
    assert [index_of(keys, key) for key in keys] == [*range(len(keys))]
    assert (index_of(keys, other) is None) == (other not in keys)


def test_ngrams_and_their_keys() -> None:
    assert [*ngrams("晨南服", 2)] == ["晨", "南", "服", "晨南", "南服"]
    assert key_of("晨") != key_of("南")
    assert key_of("\ud800") == key_of("\ud800")
