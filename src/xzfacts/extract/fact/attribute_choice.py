"""Chooses the attribute of a figure among its candidates by fitted weights.

The weights are those of a multinomial logistic regression (`tools/fit_measures.py`), in
hundredths; the score of the best candidate is its fitted log-odds against all others.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from xzfacts.extract.fact.attribute_candidates import Candidate
from xzfacts.extract.fitted_weights import best_of, read_weights, score, weight_file

TABLE = weight_file("measure_weights")
weights = partial(read_weights, TABLE)  # in hundredths


class Choice(NamedTuple):
    """A candidate. logit: hundredths of its log-odds against all others."""

    candidate: Candidate
    logit: int


def choose(candidates: Sequence[Candidate]) -> Choice:
    """Return the candidate with the highest score; the first of several."""
    table = weights()
    scores = [score(table, candidate.features) for candidate in candidates]
    best, logit = best_of(scores)
    return Choice(candidates[best], logit)
