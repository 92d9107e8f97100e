"""The words of a query that the vocabulary knows."""

from collections.abc import Iterator, Sequence

import pytest

from xzfacts.index.cache.open import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.match import query_terms
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import known_words
from xzfacts.text.question_forms import Piece, plainly
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
    unheard = [
        (slug, cue)
        for slug, entry in loader.read_entries().items()
        for cue in loader.expanded(entry.get("cues", ""), sets)
        if concepts[slug]
        not in {
            word.term.target
            for word in known_words(read_query(cue)[0], catalog)
            if word.term.role == "cue" and word.start == 0 and word.end == len(cue)
        }
    ]
    assert not unheard


def test_idle_words_side_by_side_cost_no_more_than_their_number(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0

    def counting(stretch: Sequence[Piece]) -> str:
        nonlocal seen
        seen += len(stretch)
        return plainly(stretch)

    def cost(idle: int) -> int:
        nonlocal seen
        seen = 0
        known_words(read_query("能" * idle + "谁")[0], catalog)
        return seen

    monkeypatch.setattr(query_terms, "plainly", counting)
    assert 0 < cost(400) < 3 * cost(200)
