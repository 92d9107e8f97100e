"""Fit the weights of `extract.fact.attribute_choice`: `python -m tools.fit_measures FOLDER...`.

FOLDER: labelled articles as in `tests/data/extract`, or a TOML file of sentences with their facts.

The regression is that of `tools.fit_extract`. A figure whose attribute may be called by several
names counts the probability of all of them together; names as labelled go before those that only
lack the kind of count. The attribute of the figure before is a
feature as well: in fitting one that is right, in measuring the one that the weights choose.

`--folds N` measures by cross-validation over articles first.
"""

import argparse
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.labelled import Label, labels, right_attribute

from tools.fit_extract import Example, Figure, catalog_of_nothing, fit, in_hundredths
from tools.weight_tables import render_weights
from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.fact import attribute_choice, attributes, proposer
from xzfacts.extract.fact.attribute_candidates import Candidate, candidates_of
from xzfacts.extract.fact.attribute_choice import TABLE, Choice
from xzfacts.extract.fact.figure_context import FigureContext
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject

PENALTY = 0.5
LEAST = 2  # texts that a feature must occur in
SMALLEST = 4  # hundredths; features with less are left out of the table
SENTENCES = 4.0  # weight of a figure of the sentences against one of the articles


class Text(NamedTuple):
    """A text with its labels. group: the folder or file that it is from."""

    group: str
    name: str
    text: str
    labels: tuple[Label, ...]


class Named(NamedTuple):
    """A figure with its candidates, and whether the chosen one is right."""

    example: Example
    right: bool


Choose = Callable[[Sequence[Candidate], frozenset[str]], Candidate]


def texts(paths: list[Path]) -> Iterator[Text]:
    """The labelled articles of folders, and the sentences of files."""
    for path in paths:
        if path.is_dir():
            for article in sorted(path.glob("*.txt")):
                text = article.read_text(encoding="utf-8")
                yield Text(path.name, f"{path.name}/{article.name}", text, tuple(labels(article)))
            continue
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["cases"]):
            wanted = tuple(
                Label(value, [subject], [attribute])
                for subject, attribute, value in case.get("facts", ())
            )
            wanted += tuple(Label(row[0], [], row[1:]) for row in case.get("attributes", ()))
            yield Text(path.stem, f"{path.stem} {number}", case["text"], wanted)


def figures(text: Text, catalog: Catalog, choose: Choose) -> list[Named]:
    """The labelled figures of a text, whose attributes `choose` chooses."""
    wanted = list(text.labels)
    found: list[Named] = []
    weight = 1.0 if "/" in text.name else SENTENCES
    values: list[str] = []

    def laid_out(here: FigureContext, *, contrasted: bool) -> tuple[Candidate, ...]:
        values.append(here.amount.quantity.text)
        return candidates_of(here, contrasted=contrasted)

    def chosen(candidates: Sequence[Candidate]) -> Choice:
        label = next((one for one in wanted if one.value == values[-1]), None)
        right = exact = frozenset[str]()
        if label is not None:
            wanted.remove(label)
            right = frozenset(c.name for c in candidates if right_attribute(label, c.name))
            exact = right & frozenset(label.attribute)
        one = choose(candidates, exact or right)
        if label is not None:
            features = {c.name: list(c.features) for c in candidates}
            figure = Figure(0, 0, exact or right, weight)
            found.append(Named(Example(features, figure), one.name in right))
        return Choice(one, 0)

    with (
        patch.object(attributes, "candidates_of", laid_out),
        patch.object(attribute_choice, "choose", chosen),
    ):
        before: tuple[Subject, ...] = ()
        for article in read_articles(text.text, "text", "0" * 64):
            before = (*before, *proposer.propose(article, catalog, before).subjects)
    return found


def right_one(candidates: Sequence[Candidate], right: frozenset[str]) -> Candidate:
    """The first candidate that is right, or the first of all."""
    return next((c for c in candidates if c.name in right), candidates[0])


def best_by(table: Mapping[str, float]) -> Choose:
    """Return a choice by weights."""

    def best(candidates: Sequence[Candidate], _right: frozenset[str]) -> Candidate:
        return max(candidates, key=lambda c: sum(table.get(f, 0) for f in c.features))

    return best


def weights_of(data: list[list[Named]], penalty: float) -> dict[str, float]:
    """Fit the weights on the figures that have a right candidate."""
    return fit([[n.example for n in one if n.example.figure.right] for one in data], penalty, LEAST)


def main() -> None:
    """Measure, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--out", type=Path, default=Path(TABLE))
    given = parser.parse_args()
    catalog = catalog_of_nothing()
    read = list(texts(given.labelled))
    random.Random(5).shuffle(read)  # noqa: S311 an order, no secret
    data = [figures(text, catalog, right_one) for text in read]
    every, right, reached = Counter[str](), Counter[str](), Counter[str]()
    for fold in range(given.folds):
        others = [one for at, one in enumerate(data) if at % given.folds != fold]
        choose = best_by(weights_of(others, given.penalty))
        for text in read[fold :: given.folds]:
            for named in figures(text, catalog, choose):
                every[text.group] += 1
                right[text.group] += named.right
                reached[text.group] += bool(named.example.figure.right)
    for group, count in sorted(every.items()):
        print(
            f"{group:10} {count:4} figures, right {right[group] / count:.3f},"
            f" right one among candidates {reached[group] / count:.3f}"
        )
    table = weights_of(data, given.penalty)
    comment = "Weights of extract.fact.attribute_choice in hundredths: tools/fit_measures.py"
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(render_weights(comment, in_hundredths(table, SMALLEST)))


if __name__ == "__main__":
    main()
