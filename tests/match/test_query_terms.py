"""The words of a query that the vocabulary knows."""

from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.match import query_terms
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import known_words
from xzfacts.text.question_forms import QuestionToken, canonical_beginnings
from xzfacts.vocabulary import loader


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The vocabulary alone: the index of a store without facts."""
    store = tmp_path_factory.mktemp("store")
    (store / "store.toml").write_text('schema = 1\nname = "空"\n', "utf-8")
    opened = open_in_memory(str(store))
    yield Catalog(opened.db)
    opened.db.close()


def test_every_cue_asks_for_its_concept(catalog: Catalog) -> None:
    concepts = {c.id: n for n, c in enumerate(loader.load_vocabulary().concepts, start=1)}
    sets = loader.read_cue_sets()

    @cache  # several concepts share a cue
    def asked_for(cue: str) -> set[int]:
        return {
            word.term.target
            for word in known_words(read_query(cue)[0], catalog)
            if word.term.role == "cue" and word.start == 0 and word.end == len(cue)
        }

    unheard = [
        (slug, cue)
        for slug, entry in loader.read_entries().items()
        for cue in loader.expand_cues(entry.get("cues", ""), sets)
        if concepts[slug] not in asked_for(cue)
    ]
    assert not unheard


def test_cost_is_linear_in_adjacent_redundant_words(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0

    def counting(stretch: Sequence[QuestionToken]) -> Iterator[str]:
        nonlocal seen
        seen += len(stretch)
        return canonical_beginnings(stretch)

    def cost(number: int) -> int:
        nonlocal seen
        seen = 0
        known_words(read_query("能" * number + "谁")[0], catalog)
        return seen

    monkeypatch.setattr(query_terms, "canonical_beginnings", counting)
    assert 0 < cost(400) < 3 * cost(200)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("是在哪年上市的", "date"), ("在哪天开张", "date"), ("是在哪上市的", "place")],
)
def test_the_longer_word_for_a_time_or_place_asks(catalog: Catalog, text: str, kind: str) -> None:
    query = read_query(text)[0]
    words = known_words(query, catalog)
    _, kinds = query_terms.question(words, (1 << query.size) - 1)
    assert set(kinds) & {"date", "place"} == {kind}
