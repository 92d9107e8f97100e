"""Fit the weights of `extract.fact.confidence`: `tools.fit_confidence NEWS.jsonl FOLDER...`.

NEWS.jsonl and FOLDER: as for `tools.fit_extract`. The labelled articles are split in folds; the
holders and attributes of each fold are chosen by weights fitted on the others, so that their
log-odds are those of articles that the weights have not seen. A logistic regression by gradient
descent with a small ridge then fits whether subject and attribute of a labelled figure are both
right. The confidence is measured in the same folds.
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from benchmarks.labelled import labels, right_names

from tools import fit_measures
from tools.fit_extract import FOLDS, PENALTY, catalog_of_nothing, examples, fit, labelled, news
from tools.weight_tables import render_weights
from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity import holders, name_spans
from xzfacts.extract.fact import attribute_choice, confidence as fitted, proposer
from xzfacts.index.lookup.catalog import Catalog

RIDGE, STEPS, RATE = 2.0, 300, 0.3


class Point(NamedTuple):
    """A labelled figure: log-odds of holder and attribute, kind of attribute, whether all right."""

    holder: float
    attribute: float
    kind: str
    right: bool


def _users() -> list[Any]:
    """The modules that compute the confidence of proposals."""
    own = fitted.confidence
    modules = [m for name, m in sys.modules.items() if name.startswith("xzfacts.extract.fact.")]
    return [m for m in modules if m is not fitted and getattr(m, "confidence", None) is own]


def points(path: Path, catalog: Catalog) -> Iterator[Point]:
    """The labelled figures of an article with what their confidence depends on."""
    subjects: list[Any] = []
    proposals: list[Any] = []
    for article in read_articles(path.read_text(encoding="utf-8"), path.name, "0" * 64):
        found = proposer.propose(article, catalog, tuple(subjects))
        subjects += found.subjects
        proposals += found.proposals
    names = {s.name: {s.name, *s.aliases} for s in subjects}
    for label in labels(path):
        one = next((p for p in proposals if p.value == label.value), None)
        if one is not None:
            proposals.remove(one)
            holder, kind, attribute = (*one.confidence, 0)[:3]
            called = names.get(one.subject, {one.subject})
            cut = [max(min(x, fitted.MOST), fitted.LEAST) / 100 for x in (holder, attribute)]
            yield Point(cut[0], cut[1], kind, all(right_names(label, one, called)))


def regress(data: list[Point]) -> dict[str, int]:
    """The weights in hundredths, by gradient descent."""
    table = dict.fromkeys((fitted.HOLDER, fitted.ATTRIBUTE, fitted.OTHER), 0.0)
    table.update(dict.fromkeys((point.kind for point in data), 0.0))
    squares = dict.fromkeys(table, 1e-6)
    for _ in range(STEPS):
        slopes = {name: 0.0 if name == fitted.OTHER else RIDGE * w for name, w in table.items()}
        for point in data:
            odds = probability(table, point) - point.right
            slopes[fitted.HOLDER] += odds * point.holder
            slopes[fitted.ATTRIBUTE] += odds * point.attribute
            slopes[fitted.OTHER] += odds
            slopes[point.kind] += odds
        for name, slope in slopes.items():
            squares[name] += slope * slope
            table[name] -= RATE * slope / math.sqrt(squares[name])
    shared = table[fitted.OTHER]
    shares = {name: round(100 * table[name]) for name in (fitted.HOLDER, fitted.ATTRIBUTE)}
    kinds = {p.kind: round(100 * (shared + table[p.kind])) for p in data}
    return {**kinds, **shares, fitted.OTHER: round(100 * shared)}


def probability(table: Mapping[str, float], point: Point) -> float:
    """That all is right. table: the weight of a kind is added to that of `OTHER`."""
    score = table[fitted.OTHER] + table[point.kind]
    score += table[fitted.HOLDER] * point.holder + table[fitted.ATTRIBUTE] * point.attribute
    return 1 / (1 + math.exp(-score))


def points_by_fold(
    paths: list[Path],
    spans: Mapping[Path, Mapping[str, int]],
    news_path: Path,
    sentences: list[Path],
    catalog: Catalog,
) -> list[list[Point]]:
    """The labelled figures of each article, its weights fitted on other articles.

    spans: the weights of names for each article, fitted on others as well.
    """
    base = [examples(text, {}) for text in news(news_path, catalog)]
    own = {
        path: [examples(t, {}) for t in labelled([path], catalog, [spans[path]])] for path in paths
    }
    attributes = {
        text.name: fit_measures.figures(text, catalog, fit_measures.right_one)
        for text in fit_measures.texts([*{path.parent: None for path in paths}, *sentences])
    }
    data: list[list[Point]] = []
    for fold in range(FOLDS):
        tested = paths[fold::FOLDS]
        others = [one for path in paths if path not in tested for one in own[path]]
        table = {f: round(w * 100) for f, w in fit([*base, *others], PENALTY).items()}
        names = {f"{path.parent.name}/{path.name}" for path in tested}
        rest = [one for name, one in attributes.items() if name not in names]
        measured = fit_measures.weights_of(rest, fit_measures.PENALTY)
        measured = {f: round(w * 100) for f, w in measured.items()}
        with ExitStack() as stack:
            stack.enter_context(patch.object(holders, "weights", lambda table=table: table))
            stack.enter_context(
                patch.object(attribute_choice, "weights", lambda table=measured: table)
            )
            for module in _users():  # proposals carry what their confidence depends on
                stack.enter_context(patch.object(module, "confidence", lambda *how: how))
            for path in tested:
                with patch.object(name_spans, "weights", lambda path=path: spans[path]):
                    data.append(list(points(path, catalog)))
    return data


def report(data: list[list[Point]]) -> None:
    """Print how many figures of each confidence are right, by cross-validation."""
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        table = regress([p for at, one in enumerate(data) if at % FOLDS != fold for p in one])
        shared = table[fitted.OTHER]
        for point in (p for one in data[fold::FOLDS] for p in one):
            kind = table.get(point.kind, shared)
            score = kind + table[fitted.HOLDER] * point.holder
            score += table[fitted.ATTRIBUTE] * point.attribute
            told.append((1 / (1 + math.exp(-score / 100)), point.right))
    for low, high in pairwise((0.0, 0.4, 0.6, 0.75, 0.85, 1.01)):
        rights = [right for confidence, right in told if low <= confidence < high]
        share = sum(rights) / max(len(rights), 1)
        print(f"{low:.2f} to {min(high, 1):.2f}  {sum(rights):4}/{len(rights):<4}{share:.3f}")


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--folds", type=Path, required=True, help="from tools.fit_names")
    parser.add_argument("--out", type=Path, default=Path(fitted.TABLE))
    given = parser.parse_args()
    folders = [path for path in given.labelled if path.is_dir()]
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    folds = json.loads(given.folds.read_text(encoding="utf-8"))
    names = {path: folds[number % FOLDS] for number, path in enumerate(paths)}
    random.Random(5).shuffle(paths)  # noqa: S311 an order, no secret
    sentences = [path for path in given.labelled if not path.is_dir()]
    data = points_by_fold(paths, names, given.news, sentences, catalog_of_nothing())
    report(data)
    comment = "Weights of extract.fact.confidence in hundredths: tools/fit_confidence.py"
    every = [point for one in data for point in one]
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(render_weights(comment, regress(every)))
    print(len(every), "figures,", sum(point.right for point in every), "right")


if __name__ == "__main__":
    main()
