"""Fit `check.alignment_weights.ALIGNMENT`: which stored amount a statement of a draft restates.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_claim_alignment

Each article of `tests/data/alignment/claims.tsv` becomes a store of all that `extract` proposes.
Its claims are taken as written, with a slip in their figure, and with another figure of the article
in its place; claims for which the article has no figure restate none, and neither does any from
whose article the right figure is taken away. A multinomial logit is fitted, each weight with the
sign that its feature must have, then measured in folds of articles: how often the amount chosen
with the probability that decides is the right one.
"""

import csv
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from scipy.optimize import minimize  # type: ignore[import-not-found, import-untyped, unused-ignore]

from xzfacts.app import Facts, open_store
from xzfacts.check.alignment_candidates import alignments
from xzfacts.check.alignment_differences import may_decide
from xzfacts.check.alignment_features import Features
from xzfacts.check.alignment_statements import read_statement
from xzfacts.check.claim_alignment import least_probability
from xzfacts.language.known_names import named
from xzfacts.language.sentence import plain, read
from xzfacts.quantity.compare import agree
from xzfacts.serialization import to_dict
from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat

DATA = Path("tests/data")
ARTICLES = DATA / "extract" / "train"
SEED, FOLDS, RIDGE = 1, 4, 0.5
AS_WRITTEN, SLIP, OTHER, SIZE = "as written", "slip", "other figure", "other size"
NONE, BORROWED = "none", "none, with a figure of the article"
TAKEN_AWAY = "without the right figure, "  # and the kind
WEIGHT = {SLIP: 0.7, OTHER: 1.5, SIZE: 0.7}  # of the others 1
POSITIVE = {
    "same_value",
    "similar_digits",
    "same_unit",
    "clause_coverage",
    "near_figures",
    "noun_coverage",
    "own_words",
    "same_next",
    "anchors",
}
TAKEN = ("subject", "attribute", "value", "sentence", "as_of")
_MARKED = re.compile("【(.*?)】")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NO_UNIT = re.compile(r"[\d.,，约近超多余万亿千]")

Array = Any


class Case(NamedTuple):
    """A claim with its candidates.

    article: its article. kind: how its figure was made.
    right: the candidates that it restates. equal: those and the ones that agree with them.
    features: those of each candidate. least: the probability from which each candidate decides.
    """

    article: str
    kind: str
    right: list[int]
    equal: list[int]
    features: Array
    least: Array


def cases() -> Iterator[Case]:
    """The claims with the candidates of the store that is made of their article."""
    chance = random.Random(SEED)  # noqa: S311 - no cryptography
    lines = (DATA / "alignment" / "claims.tsv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row[1:]]
    figures: dict[str, set[str]] = {}
    for article, _claim, value in rows:
        figures.setdefault(article, set()).update({value} - {"-"})
    with tempfile.TemporaryDirectory() as scratch:
        stores = {name: store_of(ARTICLES / f"{name}.txt", Path(scratch, name)) for name in figures}
        for article, claim, value in rows:
            figure = _MARKED.search(claim)
            if figure is None:
                continue
            for kind, written in variants(figure[1], value, figures[article], chance):
                text = f"{claim[: figure.start()]}{written}{claim[figure.end() :]}"
                found = candidates(stores[article], text, figure.start(), value)
                if found is not None:
                    case = Case(article, kind, *found)
                    yield case
                    if case.right and kind != OTHER:
                        yield without_right(case)


def without_right(case: Case) -> Case:
    """A case as if the stored sentences did not have the right figure."""
    kept = [n for n in range(len(case.features)) if n not in case.equal]
    return Case(case.article, TAKEN_AWAY + case.kind, [], [], case.features[kept], case.least[kept])


def store_of(path: Path, root: Path) -> Facts:
    """The store of all facts that are proposed from the article in a file."""
    name = path.stem
    root.mkdir()
    (root / "store.toml").write_text(f'schema = 1\nname = "{name}"\n', encoding="utf-8")
    article = path.read_text(encoding="utf-8")
    with open_store(str(root)) as store:
        found = [to_dict(each) for one in store.extract(article) for each in one.marked]
    rows = [{key: one[key] for key in TAKEN if one.get(key)} | {"source": name} for one in found]
    lines = [json.dumps(row).encode() for row in rows]
    import_rows(str(root), lines, RowFormat.JSONL, "rows", print)
    return open_store(str(root))


def variants(
    figure: str, value: str, others: set[str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """The figure of a claim as it is, with a slip, of another size, and another one instead."""
    if value == "-":
        yield NONE, figure
        for other in _of_unit(figure, others, chance, 2):
            yield BORROWED, other
        return
    yield AS_WRITTEN, figure
    at = [place for place, char in enumerate(figure) if char.isdecimal()]
    if len(at) > 1:
        first, second = chance.choice(list(pairwise(at)))
        digits = list(figure)
        if chance.random() < 0.5:
            digits[first] = chance.choice("123456789")
        else:
            digits[first], digits[second] = digits[second], digits[first]
        if "".join(digits) != figure and digits[at[0]] != "0":
            yield SLIP, "".join(digits)
    yield from ((SIZE, each) for each in _of_other_size(figure, chance))
    yield from ((OTHER, each) for each in _of_unit(value, others, chance, 1))


def _of_unit(figure: str, others: set[str], chance: random.Random, most: int) -> list[str]:
    """Some other figures of the unit of a figure."""
    unit = _NO_UNIT.sub("", figure)
    alike = sorted(e for e in others if e != figure and _NO_UNIT.sub("", e) == unit)
    return chance.sample(alike, min(most, len(alike)))


def _of_other_size(figure: str, chance: random.Random) -> Iterator[str]:
    """The figure with its decimal point moved, a zero more, or multiplied."""
    number = _NUMBER.search(figure)
    if number is None:
        return
    whole, point, part = number[0].partition(".")
    if point and chance.random() < 0.5:
        changed = f"{whole}{part[0]}.{part[1:]}".rstrip(".")
    elif not point and chance.random() < 0.6:
        changed = f"{whole}0"
    else:
        factor = chance.choice([0.4, 0.6, 0.75, 1.3, 1.5, 1.8, 2.2])
        changed = f"{float(number[0]) * factor:.{len(part)}f}"
    if float(changed) not in {0.0, float(number[0])}:
        yield f"{figure[: number.start()]}{changed}{figure[number.end() :]}"


def candidates(
    store: Facts, text: str, start: int, value: str
) -> tuple[list[int], list[int], Array, Array] | None:
    """The candidates for the amount at a place of a claim; None if there is no amount.

    Returned are the numbers of those that are printed as `value`, of those and all that agree with
    them, the features of all, and the probabilities from which they decide.
    """
    list(store.check(text))  # reads the store
    checker = store._checker  # noqa: SLF001 - there is no other way to its sentences
    if checker is None:
        return None
    reading = read(text)
    amounts = reading.amounts()
    stated = next((each for each in amounts if each.raw_start <= start < each.raw_end), None)
    if stated is None:
        return None
    similar = [*checker.sentences.similar(plain(text))]
    statement = read_statement(reading, stated, amounts)
    mentions = named(checker.sentences.prefixes, reading)
    names = tuple(reading.chars[each.start : each.end] for each in mentions)
    found = alignments(statement, names, similar, open_=False)
    printed = [plain(each.amount.quantity.text) for each in found]
    wanted = plain(value)
    right = [n for n, each in enumerate(printed) if wanted and (wanted in each or each in wanted)]
    if value == "-":
        right = []
    amounts_of_right = [found[n].amount.quantity for n in right]
    equal = [
        n
        for n, each in enumerate(found)
        if n in right or any(agree(each.amount.quantity, other) for other in amounts_of_right)
    ]
    features = np.array([each.features for each in found]).reshape(-1, len(Features._fields))
    bars = [not may_decide(statement, each) for each in found]
    least = np.array(
        [b + least_probability(each, found) for b, each in zip(bars, found, strict=True)]
    )
    return right, equal, features, least


def probabilities(features: Array, fitted: Array) -> Array:
    """The probability of each candidate, and last that of none."""
    odds = np.append(features @ fitted[:-1], fitted[-1])
    odds = np.exp(odds - odds.max())
    return odds / odds.sum()


def _loss(taken: list[Case], fitted: Array) -> tuple[float, Array]:
    """The penalised negative log-likelihood of the cases, and its gradient."""
    loss, gradient = 0.0, np.zeros_like(fitted)
    for case in taken:
        found = probabilities(case.features, fitted)
        wanted = np.zeros_like(found)
        right = case.right or [len(found) - 1]
        wanted[right] = found[right] / found[right].sum()
        loss -= WEIGHT.get(case.kind, 1.0) * np.log(found[right].sum())
        change = WEIGHT.get(case.kind, 1.0) * (found - wanted)
        gradient[:-1] += case.features.T @ change[:-1]
        gradient[-1] += change[-1]
    gradient[:-1] += RIDGE * fitted[:-1]
    return loss + RIDGE * float(fitted[:-1] @ fitted[:-1]) / 2, gradient


def fit(taken: list[Case]) -> Array:
    """The weight of each feature, and last the log-odds of none."""
    bounds = [(0, None) if name in POSITIVE else (None, 0) for name in Features._fields]
    start = np.zeros(len(bounds) + 1)
    best = minimize(
        partial(_loss, taken), start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]
    )
    return best.x


def measure(taken: list[Case]) -> None:
    """Print how often the amount chosen with enough probability is right, by kind of claim."""
    articles = sorted({case.article for case in taken})
    random.Random(SEED).shuffle(articles)  # noqa: S311 - no cryptography
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(FOLDS):
        held = set(articles[number::FOLDS])
        fitted = fit([case for case in taken if case.article not in held])
        for case in taken:
            if case.article in held:
                found = probabilities(case.features, fitted)
                best = int(found[:-1].argmax()) if len(found) > 1 else -1
                sure = best >= 0 and found[best] >= case.least[best]
                outcome = "right" if best in case.right else "wrong"
                counts[case.kind, outcome if sure else "open"] += 1
    for (kind, outcome), count in sorted(counts.items()):
        print(f"{kind}: {outcome} {count}")
    wrong = sum(count for (_kind, outcome), count in counts.items() if outcome == "wrong")
    print(f"wrong: {wrong / counts.total():.2%}")


def main() -> None:
    """Print the measurement, and the weights of all cases."""
    taken = list(cases())
    measure(taken)
    fitted = (fit(taken) * 1000).round().astype(int)
    for name, weight in zip((*Features._fields, "UNALIGNED"), fitted, strict=True):
        print(f"{name}: {weight}")


if __name__ == "__main__":
    main()
