"""Mentions of names in queries."""

import pytest

from xzfacts.match.entity_linking import _GENERIC, _is_generic


@pytest.mark.parametrize("piece", ["股份有限公司", "光电有限公司", "科技股份有限公司", "集团公司"])
def test_words_for_kinds_of_things_are_generic_in_any_hash_order(piece: str) -> None:
    _is_generic.cache_clear()
    assert _is_generic(piece)
    assert list(_GENERIC) == sorted(_GENERIC, key=lambda word: (-len(word), word))
