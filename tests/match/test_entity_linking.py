"""Mentions of names in queries."""

import pytest

from xzfacts.match import entity_linking


@pytest.mark.parametrize("piece", ["股份有限公司", "光电有限公司", "科技股份有限公司", "集团公司"])
def test_words_for_kinds_of_things_are_generic_in_any_hash_order(piece: str) -> None:
    entity_linking._is_generic.cache_clear()  # noqa: SLF001 - the order decides what is cached
    assert entity_linking._is_generic(piece)
    assert list(entity_linking._GENERIC) == sorted(
        entity_linking._GENERIC, key=lambda word: (-len(word), word)
    )
