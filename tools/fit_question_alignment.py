"""Fit `match.weights.ALIGNMENT`: which stored value answers a question.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_question_alignment

Each article of `tests/data/articles_asked/fit.tsv` becomes a store of all that `extract` proposes;
ten of these make another store. The questions are asked of both kinds, and half of them of a
store without their article, where nothing answers. `unanswerable.tsv` has questions close to what
the articles say, which these do not answer either. The queries of `tests/data/matching/` that no
name answers are added. A multinomial logit is fitted, then measured in folds of stores: how many
questions are answered rightly and wrongly from a probability on.
"""

import csv
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple
from unittest import mock

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from scipy.optimize import minimize  # type: ignore[import-not-found, import-untyped, unused-ignore]
from tests import recall

from tools.fit_claim_alignment import store_of
from xzfacts.app import Facts, open_store
from xzfacts.match import question_alignment
from xzfacts.match.question_alignment import AnswerCandidate
from xzfacts.match.question_features import Features
from xzfacts.text.normalize import compact

DATA = Path("tests/data")
SEED, FOLDS, RIDGE = 1, 5, 0.3
GROUP = 10  # articles of a larger store
ABSENT = 0.5  # share of the questions that are asked of a store without their article
LOST, CLOSE = 0.5, 0.3  # weight of a question whose answer is no candidate, or that is close to one
OWN, OWN_ABSENT = 3.0, 20.0  # weight of a query of a store that has an answer, and that has none
THRESHOLDS = (0.3, 0.37, 0.42, 0.45, 0.5, 0.6)
ONE, MANY, OTHER, MATCHING = "one article", "ten articles", "other articles", "matching"
UNANSWERED = "unanswerable"
_HEDGE = re.compile("^(?:超过|不超过|不少于|至少|最多|大约|将近|约|近|超|逾|达)")

Array = Any
Question = tuple[str, str, str]  # article, question, values


class Case(NamedTuple):
    """A question with its candidates.

    store: the store that it is asked of. kind: what kind of store that is.
    values: what answers it; empty if nothing does. candidates: the value and features of each.
    """

    store: str
    kind: str
    values: frozenset[str]
    candidates: list[AnswerCandidate]

    @property
    def right(self) -> list[int]:
        """The numbers of the candidates that answer."""
        return [n for n, e in enumerate(self.candidates) if self.answers(e.row.value)]

    def answers(self, value: str) -> bool:
        """Whether a value answers; about 88人 does where 88人 is asked for."""
        folded = compact(value)
        return folded in self.values or _HEDGE.sub("", folded) in self.values

    @property
    def features(self) -> Array:
        """The features of the candidates."""
        return np.array([e.features for e in self.candidates]).reshape(-1, len(Features._fields))

    @property
    def weight(self) -> float:
        """How much it counts."""
        if self.kind == MATCHING:
            return OWN if self.values else OWN_ABSENT
        if self.kind == UNANSWERED:
            return CLOSE
        return LOST if self.values and not self.right else 1.0


def cases(scratch: Path) -> Iterator[Case]:
    """The questions with the candidates of the stores that are made of the articles."""
    chance = random.Random(SEED)  # noqa: S311 - no cryptography
    questions = [*_questions("fit.tsv"), *_questions("unanswerable.tsv")]
    close = {*_questions("unanswerable.tsv")}
    single = {name: scratch / name for name in dict.fromkeys(article for article, *_ in questions)}
    for name, root in single.items():
        store_of(name, root)
    many = _groups([*single], scratch, chance)
    for kind, stores in ((ONE, single), (MANY, many)):
        others = sorted(set(stores.values()))
        opened = {root: open_store(str(root)) for root in others}
        for article, text, values in questions:
            own = stores[article]
            is_close = (article, text, values) in close
            yield case(opened[own], own.name, UNANSWERED if is_close else kind, text, values)
            if not is_close and chance.random() < ABSENT:
                root = chance.choice([each for each in others if each != own])
                yield case(opened[root], root.name, OTHER, text, "")


def _questions(file: str) -> Iterator[Question]:
    """The questions of a file."""
    lines = (DATA / "articles_asked" / file).read_text(encoding="utf-8").splitlines()
    rows = csv.reader((x for x in lines if x[:1] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)
    yield from ((article, text, values) for article, text, values in rows)


def _groups(articles: list[str], scratch: Path, chance: random.Random) -> dict[str, Path]:
    """The store of several articles that each article is in."""
    chance.shuffle(articles)
    found = {}
    for number in range(0, len(articles), GROUP):
        root = scratch / f"group {number}"
        root.mkdir()
        (root / "store.toml").write_text('schema = 1\nname = "group"\n', encoding="utf-8")
        for article in articles[number : number + GROUP]:
            found[article] = root
            for file in (scratch / article).glob("*.toml"):
                if file.name != "store.toml":
                    copy(file, root / f"{article}.toml")
    return found


def own_cases(scratch: Path) -> Iterator[Case]:
    """The queries of the project's stores for which sentences are weighed."""
    for name in sorted({path.name for path in recall.STORES.iterdir() if path.is_dir()}):
        root = scratch / f"matching {name}"
        root.mkdir()
        store = recall.open_matching_store(name, root)
        for each in recall.read_cases(name):
            wanted = [part.partition("@")[0] for part in each.wanted.split("|")]
            values = "" if each.wanted == recall.NOTHING else "|".join(wanted)
            found = case(store, name, MATCHING, each.query, values)
            held = frozenset(
                compact(e.row.value)
                for e in found.candidates
                if any(compact(value) in compact(e.row.value) for value in found.values)
            )
            if found.candidates:
                yield found._replace(values=held or found.values)


def case(store: Facts, name: str, kind: str, text: str, values: str) -> Case:
    """A question with its candidates; none where names decide."""
    taken: list[AnswerCandidate] = []
    weigh = question_alignment.answer_candidates

    def record(*args: Any, **options: Any) -> list[AnswerCandidate]:  # noqa: ANN401
        taken[:] = weigh(*args, **options)
        return taken

    with mock.patch.object(question_alignment, "answer_candidates", record):
        store.ask(text)
    wanted = frozenset(compact(value) for value in values.split("|") if value)
    return Case(name, kind, wanted, [*taken])


def probabilities(features: Array, fitted: Array) -> Array:
    """The probability of each candidate, and last that of none."""
    odds = np.append(features @ fitted[:-1], fitted[-1])
    odds = np.exp(odds - odds.max())
    return odds / odds.sum()


def fit(taken: Iterable[Case]) -> Array:
    """The weight of each feature, and last the log-odds of none."""
    ready = [(each.features, each.right or [-1], each.weight) for each in taken]
    start = np.zeros(len(Features._fields) + 1)
    return minimize(partial(_loss, ready), start, jac=True, method="L-BFGS-B").x


def _loss(ready: list[tuple[Array, list[int], float]], fitted: Array) -> tuple[float, Array]:
    """The penalised negative log-likelihood of the cases, and its gradient."""
    loss, gradient = 0.0, np.zeros_like(fitted)
    for features, right, weight in ready:
        found = probabilities(features, fitted)
        wanted = np.zeros_like(found)
        wanted[right] = found[right] / found[right].sum()
        loss -= weight * np.log(found[right].sum())
        change = weight * (found - wanted)
        gradient[:-1] += features.T @ change[:-1]
        gradient[-1] += change[-1]
    gradient[:-1] += RIDGE * fitted[:-1]
    return loss + RIDGE * float(fitted[:-1] @ fitted[:-1]) / 2, gradient


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
                outcome, probability = _answered(each, probabilities(each.features, fitted))
                for threshold in THRESHOLDS:
                    if probability >= threshold:
                        counts[threshold, each.kind, outcome] += 1
    for kind in (ONE, MANY, UNANSWERED, OTHER, MATCHING):
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


def main() -> None:
    """Print the measurement, and the weights of all cases."""
    with tempfile.TemporaryDirectory() as scratch:
        taken = [*cases(Path(scratch)), *own_cases(Path(scratch))]
    measure(taken)
    fitted = (fit(taken) * 1000).round().astype(int)
    for name, weight in zip((*Features._fields, "ALIGNMENT_NONE"), fitted, strict=True):
        print(f'    "{name}": {weight},')


if __name__ == "__main__":
    main()
