"""Fit the weights of `extract.entity.holders`: `python -m tools.fit_extract NEWS.jsonl FOLDER...`.

Run by hand, in an environment with `numpy` and `scipy` besides this package.

NEWS.jsonl: annotated news, one document a line: {"text", "quantity_args", "other_args"} as
DuEE-fin annotates events. FOLDER: labelled articles as in `tests/data/extract`.

A multinomial logistic regression over the candidates of each figure with an L2 penalty, by L-BFGS.
A figure whose holder may be called by several names counts the probability of all of them
together. The holders of earlier figures are features as well; they are those that weights fitted
on other documents choose. The shares printed are those of documents that the weights were not
fitted on.
"""

import argparse
import json
import re
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from benchmarks.labelled import labels
from scipy import optimize, sparse  # type: ignore[import-not-found, unused-ignore]

from tools.weight_tables import render_weights
from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity import name_spans
from xzfacts.extract.entity.holder_candidates import Candidates, Topics
from xzfacts.extract.entity.holders import TABLE
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import scan
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject

_NO_PARTY = re.compile(
    "时间|日期|环节|比例|占比|金额|数量|价格|轮次|变化|职位|股票|标的|物|原因|结果|地点|会议|代码|周期|规模"
)
_SECOND = re.compile("质权方|所属公司|招标方|投资方|任职公司")  # holds only where nobody else does
_BLANK = re.compile(r"[\s,，]|约|近|超过?|股|以上|左右")
_BRACKETS = re.compile('[（(].*?[）)]|[“”"《》\\s]')
FOLDS, ROUNDS, STEPS = 4, 2, 120
PENALTY = 8.0
SENTENCES = 4.0  # weight of a figure of the sentences against one of the articles
NEWS = 1.5  # weight of a figure of the news against one of the labelled articles
SMALLEST = 3  # hundredths of a weight that ships
LEAST, LEAST_WORDS = 4, 8  # documents that a feature must occur in; one of single words
_WORDS = re.compile("[lr]=|ends=|verb=|unit=")
_TINY = 1e-300
Array = Any
Tables = Sequence[Mapping[str, int]]


def is_party(role: str) -> bool:
    """Whether what has a role in an event may hold its figures."""
    return not _NO_PARTY.search(role.replace("所属公司", "属"))


class Figure(NamedTuple):
    """A figure with the candidates that are right for it. topic: key of what it is about."""

    number: int
    position: int
    right: frozenset[str]
    weight: float


class Text(NamedTuple):
    """An article laid out, with the figures whose holders are known.

    labels: number of figures that it should have. fold: the text is not in the fit of this one.
    """

    candidates: Candidates
    figures: dict[tuple[int, int], Figure]
    labels: int
    fold: int


def catalog_of_nothing() -> Catalog:
    """The catalog of an empty store."""
    folder = tempfile.mkdtemp()
    Path(folder, "store.toml").write_text('schema = 1\nname = "empty"\n', encoding="utf-8")
    return Catalog(open_in_memory(folder).db)


def _layouts(
    text: str, catalog: Catalog, names: Tables = (), number: int = 0
) -> Iterator[tuple[Candidates, Subjects]]:
    """The articles of a text. names: the weights of names of each fold, if not those that ship."""
    with ExitStack() as stack:
        if names:
            table = names[number % len(names)]
            stack.enter_context(patch.object(name_spans, "weights", lambda: table))
        yield from _of_text(text, catalog)


def _of_text(text: str, catalog: Catalog) -> Iterator[tuple[Candidates, Subjects]]:
    before: tuple[Subject, ...] = ()
    for article in read_articles(text, "text", "0" * 64):
        lines = tuple(scan(quote) for quote in article.quotes)
        subjects = Subjects(catalog, before)
        subjects.learn(lines)
        yield Candidates(lines, subjects, article.source.title), subjects
        before = (*before, *subjects.declared(list(subjects.entities)))


def _matches(entity: object, wanted: set[str]) -> bool:
    names = {_BRACKETS.sub("", name) for name in (entity.name, *entity.aliases)}  # type: ignore[attr-defined]
    for name in names:
        for party in wanted:
            if name == party or (len(name) > 1 and _in_order(name, party)):
                return True
            before, found, behind = name.partition(party)
            if (
                found
                and len(before) <= 4
                and re.fullmatch("(?:股份|科技|集团|控股|有限|责任|公司)*", behind)
            ):
                return True
    return False


def _in_order(short: str, long: str) -> bool:
    at = -1
    return all((at := long.find(char, at + 1)) >= 0 for char in short)


def news_documents(path: Path) -> list[dict[str, Any]]:
    """The annotated documents that have figures."""
    with path.open(encoding="utf-8") as file:
        return [d for d in map(json.loads, file) if d["quantity_args"]]


def news(path: Path, catalog: Catalog, tables: Tables = ()) -> Iterator[Text]:
    """The annotated documents."""
    for number, document in enumerate(news_documents(path)):
        parties: dict[str, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
        for arg in document["other_args"]:
            if is_party(arg["role"]):
                second = _SECOND.search(arg["role"]) is not None
                parties[arg["event"]][second].add(_BRACKETS.sub("", arg["text"]))
        wanted: dict[str, list[set[str]]] = {}
        for arg in document["quantity_args"]:
            first, other = parties[arg["event"]][False], parties[arg["event"]][True]
            wanted[_BLANK.sub("", arg["text"])] = [first, other]
        for candidates, _ in _layouts(document["text"], catalog, tables, number):
            figures = {}
            for at, line in enumerate(candidates.lines):
                for amount in line.amounts:
                    value = _BLANK.sub("", line.text[amount.start : amount.end])
                    names = next((n for text, n in wanted.items() if text in value), None)
                    right: frozenset[str] = frozenset()
                    for choice in names or ():
                        right = right or frozenset(
                            n for n, e in candidates.entities.items() if _matches(e, choice)
                        )
                    if right:
                        figures[at, amount.start] = Figure(at, amount.start, right, NEWS)
            yield Text(candidates, figures, len(figures), number % FOLDS)


def labelled(paths: Iterable[Path], catalog: Catalog, names: Tables = ()) -> Iterator[Text]:
    """The labelled articles at the paths."""
    for number, path in enumerate(paths):
        wanted = labels(path)
        of_path = len(wanted)
        for candidates, _ in _layouts(path.read_text(encoding="utf-8"), catalog, names, number):
            figures = {}
            for at, line in enumerate(candidates.lines):
                for amount in line.amounts:
                    value = line.text[amount.start : amount.end]
                    label = next((one for one in wanted if one.value == value), None)
                    if label is None:
                        continue
                    wanted.remove(label)
                    right = frozenset(
                        name
                        for name, entity in candidates.entities.items()
                        if {name, *entity.aliases} & set(label.subject)
                    )
                    if right:
                        figures[at, amount.start] = Figure(at, amount.start, right, 1.0)
            yield Text(candidates, figures, of_path, number % FOLDS)
            of_path = 0


def sentences(path: Path, catalog: Catalog) -> Iterator[Text]:
    """Sentences with their facts, each an article of its own."""
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
    for number, case in enumerate(cases):
        wanted = [(subject, value) for subject, _attribute, value in case["facts"]]
        for candidates, _ in _layouts(case["text"], catalog):
            figures = {}
            for at, line in enumerate(candidates.lines):
                for amount in line.amounts:
                    value = line.text[amount.start : amount.end]
                    names = {subject for subject, of in wanted if of == value}
                    right = frozenset(
                        n for n, e in candidates.entities.items() if {n, *e.aliases} & names
                    )
                    if right:
                        figures[at, amount.start] = Figure(at, amount.start, right, SENTENCES)
            yield Text(candidates, figures, len(figures), number % FOLDS)


class Example(NamedTuple):
    """The features of every candidate of a figure."""

    features: dict[str, list[str]]
    figure: Figure


def examples(text: Text, table: dict[str, float]) -> list[Example]:
    """The figures of a text, decoded as `holders.resolve` does."""
    found = []
    article = ""
    for number, line in enumerate(text.candidates.lines):
        before = Topics(line, article)
        for position in (amount.start for amount in line.amounts):
            features = text.candidates.of(number, position, before)
            if not features:
                continue
            scores = {n: sum(table.get(f, 0.0) for f in fs) for n, fs in features.items()}
            name = max(scores, key=scores.__getitem__)
            before.hold(position, name)
            figure = text.figures.get((number, position))
            if figure:
                found.append(Example(features, figure))
        if before.last and line.quote.role == "body":
            article = before.last
    return found


def fit(train: list[list[Example]], penalty: float, least: int = LEAST) -> dict[str, float]:
    """The weights of the features that occur in as many texts."""
    seen = Counter(
        feature
        for one in train
        for feature in {f for example in one for fs in example.features.values() for f in fs}
    )
    kept = [f for f, n in seen.items() if n >= (LEAST_WORDS if _WORDS.search(f) else least)]
    number = {feature: at for at, feature in enumerate(sorted(kept))}
    columns: list[int] = []
    ends, starts = [0], list[int]()
    right, weights = list[bool](), list[float]()
    for example in (example for one in train for example in one):
        if example.figure.right.isdisjoint(example.features):
            continue
        starts.append(len(right))
        weights.append(example.figure.weight)
        for name, features in example.features.items():
            columns.extend(number[f] for f in features if f in number)
            ends.append(len(columns))
            right.append(name in example.figure.right)
    shape = (len(right), len(number))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    found = _minimum(matrix, np.array(right), np.array(starts), np.array(weights), penalty)
    return {feature: float(found[at]) for feature, at in number.items()}


def in_hundredths(table: dict[str, float], smallest: int) -> dict[str, int]:
    """The weights in hundredths, without those that are smaller than the smallest."""
    rounded = ((feature, round(weight * 100)) for feature, weight in table.items())
    return {feature: weight for feature, weight in rounded if abs(weight) >= smallest}


def _minimum(matrix: Array, right: Array, starts: Array, weights: Array, penalty: float) -> Array:
    """The weights with the least loss: minus log-probability of right candidates, and penalty.

    matrix: a row for each candidate, those of a figure together. starts: first row of each figure.
    """
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, matrix.shape[0])))
    transposed = matrix.T.tocsr()

    def loss(table: Array) -> tuple[float, Array]:
        scores = matrix @ table
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        fitting = np.where(right, odds, 0)
        every = np.add.reduceat(odds, starts)
        good = np.add.reduceat(fitting, starts) + _TINY
        slopes = weights[group] * (odds / every[group] - fitting / good[group])
        value = weights @ (np.log(every) - np.log(good)) + penalty / 2 * table @ table
        return float(value), transposed @ slopes + penalty * table

    steps = {"maxiter": STEPS, "ftol": 1e-6}
    zero = np.zeros(matrix.shape[1])
    return optimize.minimize(loss, zero, jac=True, method="L-BFGS-B", options=steps).x


def _share(measured: list[tuple[Text, list[Example], dict[str, float]]]) -> str:
    """The share of figures with a right candidate, and of those with a right holder."""
    right = offered = wanted = 0
    for text, found, table in measured:
        wanted += text.labels
        for example in found:
            scores = {n: sum(table.get(f, 0.0) for f in fs) for n, fs in example.features.items()}
            offered += not example.figure.right.isdisjoint(scores)
            right += max(scores, key=scores.__getitem__) in example.figure.right
    share = right / max(wanted, 1)
    return f"{right} right, {offered} with a right candidate, of {wanted}: {share:.3f}"


def cross_fitted(
    texts: list[Text], penalty: float
) -> tuple[list[list[Example]], list[dict[str, float]]]:
    """The examples of texts and the weights of each fold, fitted on all others.

    What chooses the earlier holders of a text was not fitted on it.
    """
    tables: list[dict[str, float]] = [{}] * FOLDS
    for _ in range(ROUNDS):
        found = [examples(text, tables[text.fold]) for text in texts]
        tables = [
            fit([one for text, one in zip(texts, found, strict=True) if text.fold != fold], penalty)
            for fold in range(FOLDS)
        ]
    return [examples(text, tables[text.fold]) for text in texts], tables


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("labelled", type=Path, nargs="*")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="folders to measure with")
    parser.add_argument("--folds", type=Path, required=True, help="from tools.fit_names")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--out", type=Path, default=Path(TABLE))
    given = parser.parse_args()
    catalog = catalog_of_nothing()
    names = json.loads(given.folds.read_text(encoding="utf-8"))
    texts = {"news": list(news(given.news, catalog, names))}
    paths = [
        p for folder in given.labelled if folder.is_dir() for p in sorted(folder.glob("*.txt"))
    ]
    texts["articles"] = list(labelled(paths, catalog, names))
    texts["sentences"] = [
        text for p in given.labelled if not p.is_dir() for text in sentences(p, catalog)
    ]
    every = [text for group in texts.values() for text in group]
    found, tables = cross_fitted(every, given.penalty)
    at = 0
    for name, group in texts.items():
        own = list(zip(group, found[at : at + len(group)], strict=True))
        at += len(group)
        print(name, "cross-validated", _share([(t, e, tables[t.fold]) for t, e in own]))
    table = fit(found, given.penalty)
    held = [path for folder in given.held for path in sorted(folder.glob("*.txt"))]
    unseen = list(labelled(held, catalog))
    if unseen:
        print("held out", _share([(text, examples(text, table), table) for text in unseen]))
    comment = "Weights of extract.entity.holders in hundredths: tools/fit_extract.py"
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(render_weights(comment, in_hundredths(table, SMALLEST)))


if __name__ == "__main__":
    main()
