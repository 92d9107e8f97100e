"""Mentions of names in queries."""

import pytest

from xzfacts.match.name_pieces import is_generic


@pytest.mark.parametrize("piece", ["股份有限公司", "光电有限公司", "科技股份有限公司", "集团公司"])
def test_words_for_kinds_of_things_are_generic_in_any_hash_order(piece: str) -> None:
    is_generic.cache_clear()
    assert is_generic(piece)


@pytest.mark.parametrize("piece", ["晨南", "晨南有限公司", "有限公司晨南"])
def test_a_piece_with_anything_else_is_not_generic(piece: str) -> None:
    assert not is_generic(piece)
