"""Tables of fitted weights: each row is a weight in hundredths and the features that have it.

Rows by weight are read three times as fast as rows by feature, which a single article notices.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from os.path import dirname, join

SURE = 600  # hundredths of log-odds; higher ones are not distinguished
_TINY = 1e-9


def weight_file(name: str) -> str:
    """The path of a shipped table."""
    return join(dirname(dirname(__file__)), "data", f"{name}.tsv")


@cache
def read_weights(path: str) -> Mapping[str, int]:
    """Return the weight of each feature of a table."""
    weights: dict[str, int] = {}
    with open(path, encoding="utf-8") as file:
        for row in file:
            if row[0] != "#":
                weight, *features = row[:-1].split("\t")
                weights.update(dict.fromkeys(features, int(weight)))
    return weights


def score(weights: Mapping[str, int], features: Iterable[str]) -> int:
    """The sum of the weights of features; those without one count nothing."""
    return sum(map(weights.get, features, repeat(0)))


def best_of(scores: Sequence[int]) -> tuple[int, int]:
    """Return the place of the highest score, the first of several, and its log-odds.

    scores: of the candidates of a choice, in hundredths. The log-odds against all others are in
    hundredths as well, at most `SURE` either way.
    """
    best = max(range(len(scores)), key=scores.__getitem__)
    others = sum(
        math.exp((one - scores[best]) / 100) for at, one in enumerate(scores) if at != best
    )
    logit = -round(100 * math.log(others)) if others > _TINY else SURE
    return best, max(min(logit, SURE), -SURE)
