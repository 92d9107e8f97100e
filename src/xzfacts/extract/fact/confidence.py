"""The confidence of a proposal: the probability that value, subject and attribute are all right.

A logistic regression over the log-odds of the holder (`holders`) and how the attribute was found,
fitted by `tools/fit_confidence.py` on labelled articles; its weights are in hundredths.
"""

import math
from decimal import Decimal
from functools import partial

from xzfacts.extract.fitted_weights import read_weights, weight_file

TABLE = weight_file("confidence_weights")
weights = partial(read_weights, TABLE)  # in hundredths
LEAST, MOST = -100, 500  # hundredths of log-odds; are cut to these
OTHER = "other"  # the weight of attributes found in a way that was not fitted
HOLDER, ATTRIBUTE = "holder", "attribute"  # the weights of their log-odds
_PLACES = Decimal("0.01")


def confidence(holder: int, kind: str, attribute: int = 0) -> Decimal:
    """From 0 to 1. kind: how the attribute was found.

    holder, attribute: their log-odds against all other candidates, in hundredths.
    """
    table = weights()
    score: float = table.get(kind, table[OTHER])
    score += max(min(holder, MOST), LEAST) * table.get(HOLDER, 0) / 100
    score += max(min(attribute, MOST), LEAST) * table.get(ATTRIBUTE, 0) / 100
    return Decimal(1 / (1 + math.exp(-score / 100))).quantize(_PLACES)
