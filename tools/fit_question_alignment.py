"""Fit `match.weights.ALIGNMENT` and `lexical_evidence.bin`: which stored value answers a question.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_question_alignment FOLDER...

See `tools.question_cases` for the questions, and for what each FOLDER holds. A multinomial logit
with one weight for each feature and for each key of the lexical evidence is fitted, then measured
in folds of stores: how many questions are answered rightly and wrongly from a probability on.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from scipy import sparse  # type: ignore[import-not-found, import-untyped, unused-ignore]
from scipy.optimize import minimize  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tools.question_cases import (
    MANY,
    MATCHING,
    NEWS,
    ONE,
    OTHER,
    SEED,
    UNANSWERED,
    Array,
    Case,
    cases,
    news_cases,
    own_cases,
)
from xzfacts.match import lexical_evidence
from xzfacts.match.ngram_keys import key_of
from xzfacts.match.question_features import NAMES
from xzfacts.text.normalize import compact

FOLDS = 5
RIDGE = 3.0  # of a feature, …
RIDGE_PLACE, RIDGE_BESIDE = 20.0, 80.0  # … of an n-gram of the question, and of one it lacks
LEAST = 6  # questions with a key that has a weight
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
LEXICAL = NAMES.index("lexical")


class Fitted(NamedTuple):
    """The weights.

    features: of each in the order of NAMES; that of `lexical` is 1.
    keys: of the lexical evidence. none: the log-odds of no value.
    """

    features: Array
    keys: dict[str, float]
    none: float

    def probabilities(self, asked: Case) -> Array:
        """The probability of each candidate, and last that of none."""
        features = asked.features
        if asked.candidates:
            features[:, LEXICAL] = [sum(self.keys.get(k, 0.0) for k in one) for one in asked.keys]
        odds = np.append(features @ self.features, self.none)
        odds = np.exp(odds - odds.max())
        return odds / odds.sum()


class Packed(NamedTuple):
    """The candidates of all cases in one array.

    features: of each candidate, with a column for each key.
    first: the first candidate of each case. case: of each candidate.
    right: 1 for those that answer. none: 1 for cases that nothing answers. weight: of each case.
    ridge: of each column.
    """

    features: Array
    first: Array
    case: Array
    right: Array
    none: Array
    weight: Array
    ridge: Array


def packed(taken: Sequence[Case], keys: Sequence[str]) -> Packed:
    """The candidates of cases that have some. keys: those with a column."""
    sizes = np.array([len(each.candidates) for each in taken])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(sizes.sum())
    for at, each in zip(first, taken, strict=True):
        right[[at + number for number in each.right]] = 1
    dense = np.vstack([each.features for each in taken])
    dense[:, LEXICAL] = 0
    column = {key: number for number, key in enumerate(keys)}
    rows = [[column[k] for k in one if k in column] for each in taken for one in each.keys]
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    places = np.array([place for row in rows for place in row], int)
    lexical = sparse.csr_matrix((np.ones(len(places)), places, ends), (len(rows), len(keys)))
    beside = [RIDGE_BESIDE if " - " in key else RIDGE_PLACE for key in keys]
    return Packed(
        sparse.hstack([sparse.csr_matrix(dense), lexical]).tocsr(),
        first,
        np.repeat(np.arange(len(taken)), sizes),
        right,
        np.array([float(not each.right) for each in taken]),
        np.array([each.weight for each in taken]),
        np.array([RIDGE] * len(NAMES) + beside),
    )


def fit(taken: Iterable[Case]) -> Fitted:
    """The weights of the features and of the keys that enough of the cases have."""
    ready = [each for each in taken if each.candidates]
    count = Counter(key for each in ready for key in {key for one in each.keys for key in one})
    keys = sorted(key for key, number in count.items() if number >= LEAST)
    start = np.zeros(len(NAMES) + len(keys) + 1)
    loss = partial(_loss, packed(ready, keys))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    features = found[: len(NAMES)]
    features[LEXICAL] = 1.0
    weights = dict(zip(keys, map(float, found[len(NAMES) : -1]), strict=True))
    return Fitted(features, weights, float(found[-1]))


def _loss(ready: Packed, fitted: Array) -> tuple[float, Array]:
    """The penalised negative log-likelihood of the cases, and its gradient."""
    odds, none = np.exp(ready.features @ fitted[:-1]), np.exp(fitted[-1])
    total = np.add.reduceat(odds, ready.first) + none
    found, found_none = odds / total[ready.case], none / total
    wanted = np.add.reduceat(found * ready.right, ready.first) + found_none * ready.none
    share = found * ready.right / wanted[ready.case]
    change = (found - share) * ready.weight[ready.case]
    change_none = (found_none - found_none * ready.none / wanted) * ready.weight
    gradient = np.append(ready.features.T @ change, change_none.sum())
    gradient[:-1] += ready.ridge * fitted[:-1]
    loss = -(ready.weight * np.log(wanted)).sum()
    return loss + float(ready.ridge @ fitted[:-1] ** 2) / 2, gradient


def measure(taken: list[Case]) -> None:
    """Print how the questions of held-out stores are answered, by threshold and kind of store."""
    stores = sorted({each.store for each in taken})
    random.Random(SEED).shuffle(stores)  # noqa: S311 - no cryptography
    counts: Counter[tuple[float, str, str]] = Counter()
    for number in range(FOLDS):
        held = set(stores[number::FOLDS])
        fitted = fit(each for each in taken if each.store not in held)
        for each in taken:
            if each.store in held:
                outcome, probability = _answered(each, fitted.probabilities(each))
                for threshold in THRESHOLDS:
                    if probability >= threshold:
                        counts[threshold, each.kind, outcome] += 1
    for kind in (NEWS, ONE, MANY, UNANSWERED, OTHER, MATCHING):
        asked = [each for each in taken if each.kind == kind]
        answerable = sum(bool(each.values) for each in asked)
        print(f"{kind}: {answerable} with an answer, {len(asked) - answerable} without")
        for threshold in THRESHOLDS:
            shown = {o: counts[threshold, kind, o] for o in ("right", "wrong", "made up")}
            print(f"  {threshold}: {shown}")


def _answered(case: Case, found: Array) -> tuple[str, float]:
    """Whether the most probable value is right, and its probability."""
    total: Counter[str] = Counter()
    for each, probability in zip(case.candidates, found[:-1], strict=True):
        total[compact(each.row.value)] += probability
    if not total:
        return "nothing", 0.0
    value = max(total, key=total.__getitem__)
    outcome = "right" if case.answers(value) else "wrong" if case.values else "made up"
    return outcome, total[value]


def table(keys: dict[str, float]) -> bytes:
    """The contents of `lexical_evidence.bin`, see `lexical_evidence.Table`."""
    steps = {key: round(weight * 1000 / lexical_evidence.UNIT) for key, weight in keys.items()}
    kept = sorted((key_of(key), max(-127, min(127, step))) for key, step in steps.items() if step)
    hashes, small = zip(*dict(kept).items(), strict=True)
    head = lexical_evidence.HEADER.pack(lexical_evidence.MAGIC, len(hashes))
    return b"".join((head, np.array(hashes, "<u4").tobytes(), np.array(small, "i1").tobytes()))


def main() -> None:
    """Print the measurement and the weights of all cases, and write the lexical evidence."""
    with tempfile.TemporaryDirectory() as scratch:
        root, folders = Path(scratch), map(Path, sys.argv[1:])
        taken = [*news_cases(folders, root), *cases(root), *own_cases(root)]
    measure(taken)
    fitted = fit(taken)
    Path(lexical_evidence.FILE).write_bytes(table(fitted.keys))
    for name, weight in zip(NAMES, fitted.features, strict=True):
        print(f'    "{name}": {round(weight * 1000)},')
    print(f"ALIGNMENT_NONE = {round(fitted.none * 1000)}")


if __name__ == "__main__":
    main()
