"""How sure a proposal is.

The product of how surely the holder was chosen (the fitted probability of `holders`) and how
often an attribute found so is right in the labelled articles of `tests/data/extract`.
"""

import math
from decimal import Decimal

ATTRIBUTE = {
    "concept": 0.93,  # a word of the vocabulary
    "post": 0.95,
    "composed": 0.87,  # noun and measure
    "change": 0.80,
    "relation": 0.85,
    "share": 0.80,
    "date": 0.80,
    "rank": 0.80,
    "coordinate": 0.65,  # from the amount before it in a list
    "unit": 0.25,  # by the unit alone
}
_PLACES = Decimal("0.01")


def confidence(logit: int, attribute: str) -> Decimal:
    """From 0 to 1. logit: of the holder, in hundredths. attribute: how it was found."""
    holder = 1 / (1 + math.exp(-logit / 100))
    return Decimal(holder * ATTRIBUTE[attribute]).quantize(_PLACES)
