"""Units of prices: 一斤 in 一斤30元, which is no statement of its own."""

from xzfacts.language.sentence import Stated
from xzfacts.quantity.compare import same
from xzfacts.text.lazy_pattern import lazy_pattern

ONE_OF = lazy_pattern(
    "(?:[一每]|1(?![0-9.,]))[^0-9十百千万亿]{1,3}$"
)  # one of something, no 一百台
_BESIDE = 2  # characters from that to the price


def unit_of_price(price: Stated, amounts: tuple[Stated, ...]) -> Stated | None:
    """One of something right in front of a price, if there is that. amounts: of its sentence."""
    for each in amounts:
        beside = 0 <= price.start - each.end <= _BESIDE
        if beside and each.quantity.dimension != "money" and ONE_OF.match(each.quantity.text):
            return each
    return None


def is_of_other_unit(
    price: Stated, amounts: tuple[Stated, ...], known: Stated, printed: tuple[Stated, ...]
) -> bool:
    """Whether two prices are of different units. amounts, printed: those of their sentences."""
    own, other = unit_of_price(price, amounts), unit_of_price(known, printed)
    return own is not None and other is not None and not same(own.quantity, other.quantity)


def is_unit_of_price(stated: Stated, amounts: tuple[Stated, ...]) -> bool:
    """Whether an amount is the unit of a price behind it. amounts: those of its sentence."""
    prices = (each for each in amounts if each.quantity.dimension == "money")
    return any(unit_of_price(each, amounts) == stated for each in prices)
