"""Fit `weights.ANSWER`: the score of an attribute as the answer to a whole question.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_match_score TRAIN_TSV

TRAIN_TSV is the file that `tools.fit_match_attributes` reads. A fifth of its subjects is held out:
the association is trained without them, and two stores are made of them. In one each subject has
the attributes that are asked for, some with similar names, and others; in the other only the
others, so that every question should be refused. Values are random, of the kind that the
vocabulary knows for the attribute, or else that most questions for it ask for. The queries of
`tests/data/matching/` are added. The subjects are fitted in fifths, each measured with what the
others fit: for several shares of questions that are refused correctly, the threshold and the share
answered correctly are printed. The weights are those of all cases.
"""

import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from tests import recall

from tools.fit_match_attributes import SEED, Towers, all_rows
from xzfacts.app import Facts, open_store
from xzfacts.errors import XzfactsError
from xzfacts.match import learned_association as learned, weights
from xzfacts.match.explanation import AttributeRecord
from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat
from xzfacts.text.normalize import compact

FOLDS, HELD_OUT = 10, 2  # tenths of the subjects
OTHERS = (3, 15)  # attributes of a subject that are not asked for
RELATED = 0.6  # share of these that occur with an attribute of the subject
PARTS = 5
SIMILAR = 0.6  # share of the attributes asked for that have a similar one beside them
SIMILAR_FROM = 3_000  # commonest attributes
ALIKE = 400  # thousandths of overlap from which an attribute may mean the same as another
ODD_VALUES = 0.06  # values of another kind than the attribute's
QUESTION_WORDS = (
    ("date", ("什么时候", "哪年", "哪一年", "何时", "时间", "哪天", "日期")),
    ("number", ("多少", "几")),
    ("person", ("谁", "哪位")),
    ("place", ("哪里", "哪儿", "何处", "什么地方", "位于哪")),
)
OWN = 8  # weight of a query of the project
RIDGE = 0.01
REFUSED = (0.93, 0.95, 0.96, 0.97, 0.98)  # shares for which the thresholds are printed

Array = Any
Question = tuple[str, str, str]  # question, subject, attribute
Rows = list[dict[str, str]]


class Case(NamedTuple):
    """An attribute offered as the answer to a question.

    question: number of the question.
    features: see `answer_scorer.Features`.
    right: whether it is the attribute asked for.
    part: the fifth of the subjects that it belongs to; -1 for the project's own queries.
    answerable: whether the question has an answer in the store.
    """

    question: int
    features: tuple[float, ...]
    right: bool
    part: int
    answerable: bool


def fold(subject: str) -> int:
    """The part of the data that a subject belongs to."""
    return sha256(subject.encode()).digest()[0] % FOLDS


def part(subject: str) -> int:
    """The fifth of the held-out subjects that a subject belongs to."""
    return sha256(subject.encode()).digest()[1] % PARTS


@cache
def _grams(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    grams = learned.overlap_ngrams(compact(name))
    return grams, tuple(sorted(grams))


def alike(one: str, other: str) -> bool:
    """Whether two attributes have so much of their names in common that they may be the same."""
    (mine, some), (others, more) = _grams(one), _grams(other)
    shared = len(mine & others)
    return learned.SCALE * shared > ALIKE * min(len(some), len(more))


class Stores:
    """Makes stores of invented facts about the subjects of questions."""

    def __init__(self, questions: list[Question], scratch: Path) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - reproducible
        self.scratch = scratch
        self.own: dict[str, set[str]] = defaultdict(set)
        for _, subject, attribute in questions:
            self.own[subject].add(attribute)
        self.count = Counter(attribute for _, _, attribute in questions)
        self.names = list(self.count)
        self.counts = list(accumulate(self.count.values()))
        self.common = [name for name, _ in self.count.most_common(SIMILAR_FROM)]
        self.beside: dict[str, list[str]] = defaultdict(list)
        self.near: dict[str, list[str]] = {}
        for attributes in self.own.values():
            for one in sorted(attributes):
                self.beside[one] += sorted(attributes - {one})

    def others(self, subject: str) -> list[str]:
        """Attributes that the subject may have besides those that are asked for."""
        own = sorted(self.own[subject])
        seen = [name for name in own if self.beside[name]]
        found = []
        for _ in range(self.chance.randint(*OTHERS)):
            if seen and self.chance.random() < RELATED:
                found.append(self.chance.choice(self.beside[self.chance.choice(seen)]))
                seen.append(found[-1])
            else:
                found += self.chance.choices(self.names, cum_weights=self.counts)
        return [n for n in dict.fromkeys(found) if not any(alike(n, each) for each in own)]

    def similar(self, subject: str) -> list[str]:
        """Attributes with names similar to those asked for."""
        found = []
        for own in sorted(self.own[subject]):
            if own not in self.near:
                near = (name for name in self.common if name != own and alike(name, own))
                self.near[own] = list(islice(near, 30))
            if self.near[own] and self.chance.random() < SIMILAR:
                found.append(self.chance.choice(self.near[own]))
        return [n for n in dict.fromkeys(found) if n not in self.own[subject]]

    def store(self, name: str, rows: Rows) -> Facts:
        """A store of that name with the rows."""
        root = self.scratch / name
        root.mkdir()
        (root / "store.toml").write_text(f'schema = 1\nname = "{name}"\n', encoding="utf-8")
        lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
        import_rows(str(root), lines, RowFormat.JSONL, "rows", print)
        return open_store(str(root))

    def row(self, subject: str, attribute: str, kind: str) -> dict[str, str]:
        """A fact with a random value of the kind."""
        value = random_value(self.chance, kind)
        sentence = f"{subject}的{attribute}是{value}。"
        fact = {"subject": subject, "attribute": attribute, "value": value}
        return fact | {"sentence": sentence, "source": "fit"}


def asked_kinds(questions: list[Question]) -> dict[str, str]:
    """The kind of value that most questions for an attribute ask for, where there is one."""
    asked: dict[str, Counter[str]] = defaultdict(Counter)
    for text, _, attribute in questions:
        kind = next((kind for kind, words in QUESTION_WORDS if any(w in text for w in words)), "")
        asked[attribute][kind] += 1
    return {attribute: kinds.most_common(1)[0][0] for attribute, kinds in asked.items()}


def random_value(chance: random.Random, kind: str) -> str:
    """A random value of the kind; words where it is unknown."""
    number = chance.randint(2, 3_000)
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    place = chance.choice("四川 广东 湖南 河北 江苏".split()) + "省"
    place += "".join(chance.sample("柳溪安宁白石东湖青川", 2)) + chance.choice("市县")
    made = {
        "date": f"{chance.randint(1900, 2020)}年" + chance.choice(("", day)),
        "person": chance.choice("王李张刘陈杨赵") + "".join(chance.sample("伟芳娜敏静丽强磊", 2)),
        "place": place,
        "organization": place + chance.choice("出版社 公司 大学 集团".split()),
        "number": str(number),
        "count": str(number),
        "people": f"{number}人",
        "money": f"{number}元",
        "area": f"{number}平方公里",
        "percent": f"{number % 100}%",
        "duration": f"{number}分钟",
        "weight": f"{number}克",
        "speed": f"{number}公里/小时",
        "age": f"{number % 90}岁",
    }
    made |= dict.fromkeys(("length", "height", "width", "depth", "distance"), f"{number}米")
    words = "".join(chance.sample("云山水木火土金石花草风雨春秋冬夏天月星光影声色香味", 9))
    if kind not in made or chance.random() < ODD_VALUES:
        return words[: chance.randint(2, 9)]
    return made[kind]


def question_cases(questions: list[Question], scratch: Path) -> Iterator[Case]:
    """The candidates of held-out questions, with and without the attribute asked for."""
    stores = Stores(questions, scratch)
    held = [question for question in questions if fold(question[1]) < HELD_OUT]
    subjects = sorted({subject for _, subject, _ in held})
    others = {subject: stores.others(subject) for subject in subjects}
    similar = {s: [a for a in stores.similar(s) if a not in others[s]] for s in subjects}
    every = sorted({a for s in subjects for a in (*stores.own[s], *others[s], *similar[s])})
    named = stores.store("named", [stores.row("甲", attribute, "") for attribute in every])
    kinds = asked_kinds(questions)
    kinds |= {summary.name: summary.kind for summary in named.attributes() if summary.kind}
    own = [
        stores.row(s, a, kinds[a]) for s in subjects for a in (*sorted(stores.own[s]), *similar[s])
    ]
    rest = [stores.row(s, a, kinds[a]) for s in subjects for a in others[s]]
    number = 0
    for facts, answerable in (
        (stores.store("with", own + rest), True),
        (stores.store("without", rest), False),
    ):
        for text, subject, attribute in held:
            number += 1
            wanted = compact(attribute) if answerable else None
            yield from _cases(
                facts,
                text,
                (number, part(subject), answerable),
                partial(_is_called, wanted),
            )


def own_cases(scratch: Path) -> Iterator[Case]:
    """The candidates of the project's own questions."""
    number = 0
    for queries in sorted(recall.STORES.glob("*/queries.tsv")):
        name = queries.parent.name
        (scratch / name).mkdir()
        facts = recall.open_matching_store(name, scratch / name)
        for case in recall.read_cases(name):
            number -= 1
            answerable = case.wanted != recall.NOTHING
            yield from _cases(
                facts,
                case.query,
                (number, -1, answerable),
                partial(_has_value, case.wanted),
            )


def _is_called(wanted: str | None, found: AttributeRecord) -> bool:
    return compact(found.attribute) == wanted


def _has_value(wanted: str, found: AttributeRecord) -> bool:
    pieces = [] if wanted == recall.NOTHING else [w.partition("@")[0] for w in wanted.split("|")]
    return any(piece in value for piece in pieces for value in found.values)


def _cases(
    facts: Facts,
    text: str,
    about: tuple[int, int, bool],
    right: Callable[[AttributeRecord], bool],
) -> Iterator[Case]:
    number, part_of, answerable = about
    try:
        _answer, explanation = facts.explain(text)
    except XzfactsError:
        return  # nothing but punctuation
    for found in explanation.attributes if explanation.readings[0].question else ():
        features = tuple(found.features.values())
        yield Case(number, features, right(found), part_of, answerable)


def regress(features: Array, right: Array) -> Array:
    """Weights of a logistic regression, by Newton's method."""
    found = np.zeros(features.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ found))
        slope = features.T @ (chance - right) + RIDGE * found
        curve = (features.T * (chance * (1 - chance))) @ features + RIDGE * np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    return found


def matrix(cases: Iterable[Case]) -> Array:
    """The features of the cases and a column for the bias."""
    return np.array([(*case.features, 1) for case in cases], float)


def fit(cases: Iterable[Case]) -> Array:
    """The weights that the cases fit."""
    some = [case for case in cases for _ in range(1 if case.question > 0 else OWN)]
    return regress(matrix(some), np.array([case.right for case in some], float))


def measure(cases: list[Case]) -> None:
    """Print what the questions get for each threshold from weights fitted without them."""
    best: dict[int, tuple[float, bool, bool]] = {}
    for number in range(PARTS):
        found = fit(case for case in cases if case.part != number)
        left_out = [case for case in cases if case.part == number]
        chances = 1 / (1 + np.exp(-matrix(left_out) @ found))
        for case, chance in zip(left_out, chances, strict=True):
            best[case.question] = max(
                best.get(case.question, (-1.0, False, False)),
                (chance, case.right, case.answerable),
            )
    absent = sorted(chance for chance, _, there in best.values() if not there)
    for share in REFUSED:
        threshold = absent[round(share * len(absent))]
        right = [chance > threshold and hit for chance, hit, there in best.values() if there]
        print(f"refused {share} threshold {threshold:.3f} answered {np.mean(right):.3f}")


def main() -> None:
    """Make stores, fit the weights and print them with what they achieve."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    questions: list[Question] = [tuple(line.split("\t")) for line in lines]  # type: ignore[misc]
    trained = (line for line in lines if fold(line.split("\t")[1]) >= HELD_OUT)
    rows = all_rows(trained)
    towers = Towers(rows, np.random.default_rng(SEED))
    towers.train(rows)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XZFACTS_CACHE"] = os.path.join(scratch, "cache")
        learned.FILE = os.path.join(scratch, "associations.bin")
        Path(learned.FILE).write_bytes(towers.pack())
        cases = [*question_cases(questions, Path(scratch)), *own_cases(Path(scratch))]
    for name, weight in zip((*weights.ANSWER, "bias"), fit(cases), strict=True):
        print(f"{name:12}{round(weight * 1_000):7}")
    measure(cases)


if __name__ == "__main__":
    main()
