"""Chooses the attribute of a figure among its candidates by fitted weights.

The weights are those of a multinomial logistic regression (`tools/fit_measures.py`), in
hundredths; the score of the best candidate is its fitted log-odds against all others.
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from xzfacts.extract.fact.attribute_candidates import Candidate
from xzfacts.extract.fitted_weights import read_weights, score, weight_file

TABLE = weight_file("measure_weights")
SURE = 600  # hundredths of log-odds; no more is told apart
_TINY = 1e-9


class Choice(NamedTuple):
    """A candidate. logit: hundredths of its log-odds against all others."""

    candidate: Candidate
    logit: int


@lru_cache(maxsize=1)
def weights() -> Mapping[str, int]:
    """The fitted weights, in hundredths."""
    return read_weights(TABLE)


def choose(candidates: Sequence[Candidate]) -> Choice:
    """Return the candidate with the highest score; the first of several."""
    table = weights()
    scores = [score(table, candidate.features) for candidate in candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    others = sum(
        math.exp((one - scores[best]) / 100) for at, one in enumerate(scores) if at != best
    )
    logit = -round(100 * math.log(others)) if others > _TINY else SURE
    return Choice(candidates[best], max(min(logit, SURE), -SURE))
