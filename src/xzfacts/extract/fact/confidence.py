"""The confidence of a proposal: the probability that value, subject and attribute are all right.

A logistic regression over the log-odds of the holder (`holders`) and how the attribute was found,
fitted by `tools/fit_confidence.py` on labelled articles; its weights are in hundredths.
"""

import math
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from os.path import dirname, join

TABLE = join(dirname(dirname(dirname(__file__))), "data", "confidence_weights.tsv")
LEAST, MOST = -100, 500  # hundredths of log-odds; the holder's are cut to these
OTHER = "other"  # the weight of attributes found in a way that was not fitted
SLOPE = "holder"  # the weight of the holder's log-odds
_PLACES = Decimal("0.01")


@lru_cache(maxsize=1)
def weights() -> Mapping[str, int]:
    """The fitted weights, in hundredths."""
    with open(TABLE, encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file if line.strip() and line[:1] != "#")
        return {feature: int(weight) for feature, weight in rows}


def confidence(logit: int, attribute: str) -> Decimal:
    """From 0 to 1. logit: of the holder, in hundredths. attribute: how it was found."""
    table = weights()
    holder = max(min(logit, MOST), LEAST) * table[SLOPE] / 100
    score = holder + table.get(attribute, table[OTHER])
    return Decimal(1 / (1 + math.exp(-score / 100))).quantize(_PLACES)
