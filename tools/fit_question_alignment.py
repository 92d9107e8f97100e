"""Fit `match.weights.ALIGNMENT`: which stored value answers a question.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_question_alignment FOLDER...

Each FOLDER holds real news, which is not ours to ship: articles/ID.txt, questions.tsv (article,
question, values separated by |; none if the article does not answer) and perhaps unanswerable.tsv.
The articles of `tests/data/articles_asked/fit.tsv` are added. Each becomes a store of all that
`extract` proposes; ten of these make another store. The questions are asked of both kinds, and
half of them of a store without their article, where nothing answers. `unanswerable.tsv` of ours
has questions close to what the articles say, which these do not answer either. The queries of
`tests/data/matching/` that no name answers are added. A multinomial logit is fitted, then measured
in folds of stores: how many questions are answered rightly and wrongly from a probability on.
"""

import csv
import random
import re
import sys
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

from tools.fit_claim_alignment import ARTICLES, store_of
from xzfacts.app import Facts, open_store
from xzfacts.match import question_alignment
from xzfacts.match.question_alignment import AnswerCandidate
from xzfacts.match.question_features import NAMES
from xzfacts.text.normalize import compact

DATA = Path("tests/data")
SEED, FOLDS, RIDGE = 1, 5, 3.0
GROUP = 10  # articles of a larger store
ABSENT = 0.5  # share of the questions that are asked of a store without their article
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
NEWS, ONE, MANY, OTHER = "news", "one article", "ten articles", "other articles"
MATCHING, UNANSWERED = "matching", "unanswerable"
# How much a question counts, by kind.
WEIGHTS = {NEWS: 3.0, ONE: 1.0, MANY: 0.4, OTHER: 0.4, MATCHING: 3.0, UNANSWERED: 0.3}
LOST = 0.5  # factor of a question whose answer is no candidate, …
REFUSED = 16.0  # … and of a query of a store that has no answer
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_BEFORE, _BEHIND = re.compile(r"[\d.]$"), re.compile(r"^[\d.万亿%]")

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
        return folded in self.values or any(_is_in(each, folded) for each in self.values)

    @property
    def features(self) -> Array:
        """The features of the candidates."""
        return np.array([e.features.values for e in self.candidates]).reshape(-1, len(NAMES))

    @property
    def weight(self) -> float:
        """How much it counts."""
        lost = self.values and not self.right
        refused = self.kind == MATCHING and not self.values
        return WEIGHTS[self.kind] * (LOST if lost else REFUSED if refused else 1.0)


def cases(scratch: Path) -> Iterator[Case]:
    """The questions with the candidates of the stores that are made of the articles."""
    chance = random.Random(SEED)  # noqa: S311 - no cryptography
    questions = [*_questions("fit.tsv"), *_questions("unanswerable.tsv")]
    close = {*_questions("unanswerable.tsv")}
    single = {name: scratch / name for name in dict.fromkeys(article for article, *_ in questions)}
    for name, root in single.items():
        store_of(ARTICLES / f"{name}.txt", root)
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


def news_cases(folders: Iterable[Path], scratch: Path) -> Iterator[Case]:
    """The questions about real news, each asked of a store of its article."""
    for number, folder in enumerate(folders):
        rows = [*_rows(folder / "questions.tsv"), *_rows(folder / "unanswerable.tsv")]
        stores: dict[str, Facts] = {}
        for article, text, values in ((*row, "")[:3] for row in rows if row[0] != "article"):
            name = f"{number} {article}"
            if name not in stores:
                stores[name] = store_of(folder / "articles" / f"{article}.txt", scratch / name)
            yield case(stores[name], name, NEWS, text, values)


def _questions(file: str) -> Iterator[Question]:
    """The questions of a file of ours."""
    return ((row[0], row[1], row[2]) for row in _rows(DATA / "articles_asked" / file))


def _rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table; none if there is no such file."""
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = (line for line in lines if line[:1] != "#")
        yield from csv.reader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


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


class Packed(NamedTuple):
    """The candidates of all cases in one array.

    features: of each candidate. first: the first candidate of each case. case: of each candidate.
    right: 1 for those that answer. none: 1 for cases that nothing answers. weight: of each case.
    """

    features: Array
    first: Array
    case: Array
    right: Array
    none: Array
    weight: Array


def packed(taken: Iterable[Case]) -> Packed:
    """The candidates of the cases that have some."""
    ready = [each for each in taken if each.candidates]
    sizes = np.array([len(each.candidates) for each in ready])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(sizes.sum())
    for at, each in zip(first, ready, strict=True):
        right[[at + number for number in each.right]] = 1
    return Packed(
        np.vstack([each.features for each in ready]),
        first,
        np.repeat(np.arange(len(ready)), sizes),
        right,
        np.array([float(not each.right) for each in ready]),
        np.array([each.weight for each in ready]),
    )


def fit(taken: Iterable[Case]) -> Array:
    """The weight of each feature, and last the log-odds of none."""
    ready, start = packed(taken), np.zeros(len(NAMES) + 1)
    return minimize(partial(_loss, ready), start, jac=True, method="L-BFGS-B").x


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
    gradient[:-1] += RIDGE * fitted[:-1]
    loss = -(ready.weight * np.log(wanted)).sum()
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
    for kind in (NEWS, ONE, MANY, UNANSWERED, OTHER, MATCHING):
        asked = [each for each in taken if each.kind == kind]
        answerable = sum(bool(each.values) for each in asked)
        print(f"{kind}: {answerable} with an answer, {len(asked) - answerable} without")
        for threshold in THRESHOLDS:
            shown = {o: counts[threshold, kind, o] for o in ("right", "wrong", "made up")}
            print(f"  {threshold}: {shown}")


def _is_in(wanted: str, value: str) -> bool:
    """Whether a value has no other number than the one that is wanted: 突破10万辆 for 10万辆."""
    if len(_DIGITS.findall(wanted)) != len(_DIGITS.findall(value)):
        return False
    before, found, behind = value.partition(wanted)
    cut = wanted[:1].isdigit() and _BEFORE.search(before)
    return bool(found) and not cut and not (wanted[-1:].isdigit() and _BEHIND.search(behind))


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
        root, folders = Path(scratch), map(Path, sys.argv[1:])
        taken = [*news_cases(folders, root), *cases(root), *own_cases(root)]
    measure(taken)
    fitted = (fit(taken) * 1000).round().astype(int)
    for name, weight in zip((*NAMES, "ALIGNMENT_NONE"), fitted, strict=True):
        print(f'    "{name}": {weight},')


if __name__ == "__main__":
    main()
