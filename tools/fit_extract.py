"""Fit the weights of `extract.entity.holders`: `python -m tools.fit_extract NEWS.jsonl FOLDER...`.

NEWS.jsonl: annotated news, one document a line: {"text", "quantity_args", "other_args"} as
DuEE-fin annotates events. FOLDER: labelled articles as in `tests/data/extract`.

A multinomial logistic regression over the candidates of each figure, by stochastic gradient
(AdaGrad) with an L2 penalty, in a fixed order with a fixed seed. A figure whose holder may be
called by several names counts the probability of all of them together. The holders of earlier
figures are features as well; they are those that the weights of the round before choose. One
document of four is kept to measure with; the weights that ship are fitted on those as well.
"""

import argparse
import json
import math
import random
import re
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.labelled import labels

from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity.holder_candidates import Candidates
from xzfacts.extract.entity.holders import TABLE
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import scan
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject
from xzfacts.store.schema.reader import read_store

_NO_PARTY = re.compile(
    "时间|日期|环节|比例|占比|金额|数量|价格|轮次|变化|职位|股票|标的|物|原因|结果|地点|会议|代码|周期|规模"
)
_SECOND = re.compile("质权方|所属公司|招标方|投资方|任职公司")  # holds only where nobody else does
_BLANK = re.compile(r"[\s,，]|约|近|超过?|股|以上|左右")
_BRACKETS = re.compile('[（(].*?[）)]|[“”"《》\\s]')
FOLDS = 4  # what chooses the earlier holders of a text was not fitted on it
ROUNDS, PASSES, RATE, PENALTY = 2, 14, 0.25, 3e-2
LEAST, LEAST_WORDS = 4, 8  # documents that a feature must occur in; one of single words
LABELLED = 4.0  # weight of a labelled figure against one of the news


class Figure(NamedTuple):
    """A figure with the candidates that are right for it. topic: key of what it is about."""

    number: int
    position: int
    right: frozenset[str]
    weight: float


class Text(NamedTuple):
    """An article laid out, with the figures whose holders are known."""

    candidates: Candidates
    figures: dict[tuple[int, int], Figure]
    held_out: bool


def catalog_of_nothing() -> Catalog:
    """The catalog of an empty store."""
    folder = tempfile.mkdtemp()
    Path(folder, "store.toml").write_text('schema = 1\nname = "empty"\n', encoding="utf-8")
    return Catalog(open_in_memory(folder).db)


def _layouts(text: str, catalog: Catalog) -> Iterator[tuple[Candidates, Subjects]]:
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


def news(path: Path, catalog: Catalog) -> Iterator[Text]:
    """The annotated documents, every fourth held out."""
    with path.open(encoding="utf-8") as file:
        documents = [d for d in map(json.loads, file) if d["quantity_args"]]
    for number, document in enumerate(documents):
        parties: dict[str, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
        for arg in document["other_args"]:
            if not _NO_PARTY.search(arg["role"].replace("所属公司", "属")):
                second = _SECOND.search(arg["role"]) is not None
                parties[arg["event"]][second].add(_BRACKETS.sub("", arg["text"]))
        wanted: dict[str, list[set[str]]] = {}
        for arg in document["quantity_args"]:
            first, other = parties[arg["event"]][False], parties[arg["event"]][True]
            wanted[_BLANK.sub("", arg["text"])] = [first, other]
        for candidates, _ in _layouts(document["text"], catalog):
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
                        figures[at, amount.start] = Figure(at, amount.start, right, 1.0)
            yield Text(candidates, figures, number % 4 == 3)


def labelled(paths: Iterable[Path], catalog: Catalog, *, held_out: bool = False) -> Iterator[Text]:
    """The labelled articles at the paths."""
    for path in paths:
        wanted = labels(path)
        for candidates, _ in _layouts(path.read_text(encoding="utf-8"), catalog):
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
                        figures[at, amount.start] = Figure(at, amount.start, right, LABELLED)
            yield Text(candidates, figures, held_out)


def page(path: Path, store: Path, catalog: Catalog) -> Iterator[Text]:
    """A page of articles, labelled by a store of facts that people took from it."""
    facts = read_store(str(store))[0].facts
    for candidates, _ in _layouts(path.read_text(encoding="utf-8"), catalog):
        figures = {}
        for at, line in enumerate(candidates.lines):
            for amount in line.amounts:
                value = line.text[amount.start : amount.end]
                names = {
                    f.subject
                    for f in facts
                    if f.value == value and f.sentence.quote in line.quote.text
                }
                right = frozenset(
                    n for n, e in candidates.entities.items() if {n, *e.aliases} & names
                )
                if right:
                    figures[at, amount.start] = Figure(at, amount.start, right, LABELLED)
        yield Text(candidates, figures, held_out=False)


def sentences(path: Path, catalog: Catalog) -> Iterator[Text]:
    """Sentences with their facts, each an article of its own."""
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["cases"]:
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
                        figures[at, amount.start] = Figure(at, amount.start, right, LABELLED)
            yield Text(candidates, figures, held_out=False)


class Example(NamedTuple):
    """The features of every candidate of a figure."""

    features: dict[str, list[str]]
    figure: Figure


def examples(text: Text, table: dict[str, float]) -> list[Example]:
    """The figures of a text, decoded as `holders.resolve` does."""
    found = []
    article = ""
    for number, line in enumerate(text.candidates.lines):
        topic: dict[int, str] = {}
        sentence = ""
        for position in (amount.start for amount in line.amounts):
            clause = line.clause_at(position)
            features = text.candidates.of(
                number, position, (topic.get(clause, ""), sentence, article)
            )
            if not features:
                continue
            scores = {n: sum(table.get(f, 0.0) for f in fs) for n, fs in features.items()}
            topic[clause] = sentence = max(scores, key=scores.__getitem__)
            figure = text.figures.get((number, position))
            if figure:
                found.append(Example(features, figure))
        if sentence and line.quote.role == "body":
            article = sentence
    return found


def fit(train: list[list[Example]], penalty: float) -> dict[str, float]:
    """The weights."""
    seen = Counter(
        feature
        for one in train
        for feature in {f for example in one for fs in example.features.values() for f in fs}
    )
    kept = {
        feature
        for feature, count in seen.items()
        if count >= (LEAST_WORDS if "l=" in feature or "r=" in feature else LEAST)
    }
    flat = [
        (
            {name: [f for f in fs if f in kept] for name, fs in example.features.items()},
            example.figure,
        )
        for one in train
        for example in one
    ]
    table: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    draw = random.Random(5)  # noqa: S311 an order, no secret
    average: dict[str, float] = defaultdict(float)
    for number in range(PASSES):
        draw.shuffle(flat)
        for features, figure in flat:
            scores = {n: sum(table[f] for f in fs) for n, fs in features.items()}
            most = max(scores.values())
            odds = {n: math.exp(s - most) for n, s in scores.items()}
            every = sum(odds.values())
            right = sum(odds[n] for n in figure.right)
            steps: dict[str, float] = defaultdict(float)
            for name, fs in features.items():
                step = odds[name] / every - (odds[name] / right if name in figure.right else 0.0)
                if abs(step) > 1e-4:
                    for feature in fs:
                        steps[feature] += step * figure.weight
            for feature, step in steps.items():
                slope = step + penalty * table[feature]
                squares[feature] += slope * slope
                table[feature] -= RATE * slope / math.sqrt(squares[feature])
        if number >= PASSES // 2:
            for feature, weight in table.items():
                average[feature] += weight / (PASSES - PASSES // 2)
    return dict(average)


def accuracy(examples_: list[list[Example]], table: dict[str, float]) -> str:
    """The share of figures with a right holder."""
    right = every = 0
    for one in examples_:
        for example in one:
            scores = {n: sum(table.get(f, 0.0) for f in fs) for n, fs in example.features.items()}
            every += 1
            right += max(scores, key=scores.__getitem__) in example.figure.right
    return f"{right}/{every} = {right / max(every, 1):.3f}"


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("labelled", type=Path, nargs="*")
    parser.add_argument("--page", type=Path, nargs=2, help="a text, and the store made from it")
    parser.add_argument("--held", type=Path, nargs="*", default=[])
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--out", type=Path, default=Path(TABLE))
    given = parser.parse_args()
    catalog = catalog_of_nothing()
    texts = list(news(given.news, catalog))
    for path in given.labelled:
        if path.is_dir():
            texts += labelled(sorted(path.glob("*.txt")), catalog)
        else:
            texts += sentences(path, catalog)
    if given.page:
        texts += page(given.page[0], given.page[1], catalog)
    held_out = [path for folder in given.held for path in sorted(folder.glob("*.txt"))]
    held = list(labelled(held_out, catalog, held_out=True))
    train_on = [text for text in texts if not text.held_out]
    table: dict[str, float] = {}
    train: list[list[Example]] = []
    tables: list[dict[str, float]] = [{}] * FOLDS
    for number in range(ROUNDS):
        train = [examples(text, tables[at % FOLDS]) for at, text in enumerate(train_on)]
        tables = [
            fit([one for at, one in enumerate(train) if at % FOLDS != fold], given.penalty)
            for fold in range(FOLDS)
        ]
        table = fit(train, given.penalty)
        print(number, "fit", accuracy(train, table), "news held out", accuracy(
            [examples(t, table) for t in texts if t.held_out], table), "articles held out",
            accuracy([examples(t, table) for t in held], table))  # fmt: skip
    everything = [*train, *(examples(t, table) for t in texts if t.held_out)]
    table = fit(everything, given.penalty)
    rows = sorted((f, round(w * 100)) for f, w in table.items())
    with given.out.open("w", encoding="utf-8") as out:
        out.write("# Weights of extract.entity.holders in hundredths: tools/fit_extract.py\n")
        out.writelines(f"{feature}\t{weight}\n" for feature, weight in rows if weight)


if __name__ == "__main__":
    main()
