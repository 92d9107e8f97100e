"""Fit the weights of `extract.fact.confidence`: `tools.fit_confidence NEWS.jsonl FOLDER...`.

NEWS.jsonl and FOLDER: as for `tools.fit_extract`. The labelled articles are split in folds; the
holders of each fold are chosen by weights fitted on the others, so that their log-odds are those
of articles that the weights have not seen. A logistic regression by Newton's method with a small
ridge then fits whether subject and attribute of a labelled figure are both right.
"""

import argparse
import math
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.labelled import labels, right_names

from tools.fit_extract import FOLDS, PENALTY, catalog_of_nothing, examples, fit, labelled, news
from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity import holders
from xzfacts.extract.fact import confidence as fitted
from xzfacts.extract.fact import proposer
from xzfacts.index.lookup.catalog import Catalog

RIDGE, STEPS = 2.0, 400
RATE = 0.02
Point = tuple[float, str, bool]  # log-odds of the holder, how the attribute was found, all right


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
            logit, how = one.confidence
            called = names.get(one.subject, {one.subject})
            cut = max(min(logit, fitted.MOST), fitted.LEAST) / 100
            yield cut, how, all(right_names(label, one, called))


def regress(data: list[Point]) -> dict[str, int]:
    """The weights in hundredths, by gradient descent."""
    kinds = sorted({how for _, how, _ in data})
    slope, shared = 0.5, 0.0
    biases = dict.fromkeys(kinds, 0.0)
    for _ in range(STEPS):
        to_slope = to_shared = 0.0
        to_biases = {how: RIDGE * bias for how, bias in biases.items()}
        for logit, how, right in data:
            odds = 1 / (1 + math.exp(-(slope * logit + shared + biases[how]))) - right
            to_slope += odds * logit
            to_shared += odds
            to_biases[how] += odds
        slope -= RATE * to_slope / len(data) * 10
        shared -= RATE * to_shared / len(data) * 10
        for how in kinds:
            biases[how] -= RATE * to_biases[how]
    table = {how: round(100 * (shared + bias)) for how, bias in biases.items()}
    return {**table, fitted.SLOPE: round(100 * slope), fitted.OTHER: round(100 * shared)}


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(fitted.TABLE))
    given = parser.parse_args()
    catalog = catalog_of_nothing()
    base = [examples(text, {}) for text in news(given.news, catalog)]
    paths = sorted(path for folder in given.labelled for path in folder.glob("*.txt"))
    own = {path: [examples(t, {}) for t in labelled([path], catalog)] for path in paths}
    data: list[Point] = []
    for fold in range(FOLDS):
        others = [one for at, path in enumerate(paths) if at % FOLDS != fold for one in own[path]]
        table = {f: round(w * 100) for f, w in fit([*base, *others], PENALTY).items()}
        with ExitStack() as stack:
            stack.enter_context(patch.object(holders, "weights", lambda table=table: table))
            for module in _users():  # proposals carry what their confidence depends on
                stack.enter_context(patch.object(module, "confidence", lambda *how: how))
            for path in paths[fold::FOLDS]:
                data += points(path, catalog)
    with given.out.open("w", encoding="utf-8") as out:
        out.write("# Weights of extract.fact.confidence in hundredths: tools/fit_confidence.py\n")
        out.writelines(f"{how}\t{weight}\n" for how, weight in sorted(regress(data).items()))
    print(len(data), "figures,", sum(right for _, _, right in data), "right")


if __name__ == "__main__":
    main()
