"""Stored sentences of nothing but amounts."""

import pytest
from tests.growth import grows_moderately

from xzfacts.language.stored_quotes import amounts_of, value_span
from xzfacts.quantity.parser import parse_quantity


@pytest.mark.parametrize(("piece", "value"), [("5人、", "5人"), ("5月1日、", "5月1日")])
def test_a_value_that_a_long_quote_often_has(piece: str, value: str) -> None:
    """The amounts beside each of them are found without a look at all the others."""

    def quote(size: int) -> str:
        text = (piece * size)[:size]
        amounts_of(text)
        return text

    size = 16_000
    quotes = {each: quote(each) for each in (size // 8 + 1, size // 8, size)}

    def place(size: int) -> None:
        assert value_span(quotes[size], value, parse_quantity(value), "工人人数") == (0, len(value))

    assert grows_moderately(place, size)
