"""How sure a proposal is.

The product of how surely the subject and the attribute were read, two places. The shares are
those of right readings in the labelled articles of `tests/data/extract/known`, rounded to
five hundredths; a name that the store knows is trusted most, a subject that was merely talked
about before and a name made of the unit alone least.
"""

from decimal import Decimal

SUBJECT = {
    "known": Decimal("0.98"), "full": Decimal("0.95"), "short": Decimal("0.95"), "made": Decimal("0.90"),
    "pointed": Decimal("0.90"), "clause": Decimal("0.85"), "sentence": Decimal("0.75"), "article": Decimal("0.50"),
}  # fmt: skip
ATTRIBUTE = {
    "concept": Decimal("0.95"), "composed": Decimal("0.90"), "change": Decimal("0.85"), "share": Decimal("0.80"),
    "coordinate": Decimal("0.75"), "date": Decimal("0.80"), "rank": Decimal("0.80"), "post": Decimal("0.95"),
    "relation": Decimal("0.85"), "unit": Decimal("0.50"),
}  # fmt: skip
_PLACES = Decimal("0.01")


def confidence(subject: str, attribute: str) -> Decimal:
    """From 0 to 1, for the ways in which subject and attribute were found."""
    return (SUBJECT[subject] * ATTRIBUTE[attribute]).quantize(_PLACES)
