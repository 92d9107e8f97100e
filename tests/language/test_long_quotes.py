"""Stored sentences of nothing but amounts."""

from collections.abc import Callable

import pytest
from tests.growth import grows_moderately

from xzfacts.language.frame import beside_amount
from xzfacts.language.stored_quotes import amounts_of, quote_of, value_span
from xzfacts.quantity.parser import parse_quantity


def quotes(piece: str, size: int) -> dict[int, str]:
    """A read quote for each size that `grows_moderately` tries."""
    found = {each: (piece * each)[:each] for each in (size // 8 + 1, size // 8, size)}
    for quote in found.values():
        amounts_of(quote)
    return found


def grows(work: Callable[[str], object], piece: str, size: int) -> bool:
    made = quotes(piece, size)
    return grows_moderately(lambda each: work(made[each]), size)


@pytest.mark.parametrize("piece", ["5人、", "5月1日、"])
def test_words_beside_each_of_many_amounts(piece: str) -> None:
    """The amounts beside one are found without a look at all the others."""

    def read(quote: str) -> None:
        amounts = amounts_of(quote)
        for each in amounts:
            beside_amount(quote_of(quote), (each.start, each.end), amounts)

    assert grows(read, piece, 16_000)


def test_many_values_that_a_long_quote_often_has() -> None:
    def place(quote: str) -> None:
        for number in range(len(quote) // 50):
            assert value_span(quote, "5人", parse_quantity("5人"), f"第{number}车间人数")

    assert grows(place, "5人、", 8_000)


def test_a_value_is_found_beside_the_words_of_its_attribute() -> None:
    quote = "5人、" * 50 + "工人5人、" + "5人、" * 50
    assert value_span(quote, "5人", parse_quantity("5人"), "工人人数") == (102, 104)
