"""How sure a proposal is.

The product of how surely the subject and the attribute were read, two places. A name that the
store knows is trusted most, a subject that was merely talked about before and an attribute
made of the unit alone least. The order is that of the shares of right readings in the
labelled articles of `tests/data/extract`; the numbers are estimates.
"""

from decimal import Decimal

SUBJECT = {
    "known": Decimal("0.98"),
    "full": Decimal("0.95"),
    "short": Decimal("0.95"),
    "made": Decimal("0.90"),  # what the money went to
    "pointed": Decimal("0.90"),  # 该公司, 全县
    "clause": Decimal("0.85"),  # of the clause before
    "sentence": Decimal("0.75"),  # of the sentence before
    "article": Decimal("0.50"),  # what the article is mainly about
    "title": Decimal("0.20"),  # nobody is named: the title stands for the subject
}
ATTRIBUTE = {
    "concept": Decimal("0.95"),  # a word of the vocabulary
    "post": Decimal("0.95"),
    "composed": Decimal("0.90"),  # noun and measure
    "change": Decimal("0.85"),
    "relation": Decimal("0.85"),
    "share": Decimal("0.80"),
    "date": Decimal("0.80"),
    "rank": Decimal("0.80"),
    "coordinate": Decimal("0.75"),  # from the amount before it in a list
    "unit": Decimal("0.50"),  # by the unit alone
}
_PLACES = Decimal("0.01")


def confidence(subject: str, attribute: str) -> Decimal:
    """From 0 to 1, for the ways in which subject and attribute were found."""
    return (SUBJECT[subject] * ATTRIBUTE[attribute]).quantize(_PLACES)
