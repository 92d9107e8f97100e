"""The questions by which `match.weights.ALIGNMENT` is fitted, each with its candidates.

Folders hold real news, which is not ours to ship: articles/ID.txt, questions.tsv (article,
question, values separated by |; none if the article does not answer) and perhaps unanswerable.tsv.
The articles of `tests/data/articles_asked/fit.tsv` are added. Each becomes a store of all that
`extract` proposes; ten of these make another store. The questions are asked of both kinds, and
half of them of a store without their article, where nothing answers. `unanswerable.tsv` of ours
has questions close to what the articles say, which these do not answer either. The queries of
`tests/data/matching/` that no name answers are added.
"""

import csv
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple
from unittest import mock

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from tests import recall

from tools.fit_claim_alignment import ARTICLES, store_of
from xzfacts.app import Facts, open_store
from xzfacts.match import question_alignment
from xzfacts.match.learned_association import masked
from xzfacts.match.lexical_evidence import evidence_keys
from xzfacts.match.question_alignment import AnswerCandidate
from xzfacts.match.question_features import NAMES
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement
from xzfacts.text.normalize import compact

DATA = Path("tests/data")
SEED = 1
GROUP = 10  # articles of a larger store
ABSENT = 0.5  # share of the questions that are asked of a store without their article
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
    keys: of the lexical evidence for each candidate.
    """

    store: str
    kind: str
    values: frozenset[str]
    candidates: list[AnswerCandidate]
    keys: list[tuple[str, ...]]

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
    keys: list[tuple[str, ...]] = []
    weigh = question_alignment.answer_candidates

    def record(request: Request, *args: Any) -> list[AnswerCandidate]:  # noqa: ANN401
        taken[:] = weigh(request, *args)
        query, catalog = masked(request.parsed.query, request.named), request.parsed.catalog
        stated = [Statement(catalog, each.row) for each in taken]
        keys[:] = [tuple(evidence_keys(query, each)) for each in stated]
        return taken

    with mock.patch.object(question_alignment, "answer_candidates", record):
        store.ask(text)
    wanted = frozenset(compact(value) for value in values.split("|") if value)
    return Case(name, kind, wanted, [*taken], [*keys])


def _is_in(wanted: str, value: str) -> bool:
    """Whether a value has no other number than the one that is wanted: 突破10万辆 for 10万辆."""
    if len(_DIGITS.findall(wanted)) != len(_DIGITS.findall(value)):
        return False
    before, found, behind = value.partition(wanted)
    cut = wanted[:1].isdigit() and _BEFORE.search(before)
    return bool(found) and not cut and not (wanted[-1:].isdigit() and _BEHIND.search(behind))
