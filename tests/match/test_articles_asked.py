"""Whole questions about articles that were extracted, with every proposal taken as it is.

Subjects and attributes are then not always those that the question names; the words of the
sentence have to tell. `data/articles_asked/held.tsv` has the questions, `data/extract/train/` the
articles; no weight of the matcher is fitted on these questions.
"""

import json
from collections import Counter
from pathlib import Path

from xzfacts.app import open_store
from xzfacts.model.findings import Finding
from xzfacts.serialization import to_dict
from xzfacts.store.bulk.importer import import_rows
from xzfacts.store.bulk.rows import RowFormat
from xzfacts.text.normalize import compact

DATA = Path(__file__).parents[1] / "data"
RIGHT, WRONG, MADE_UP = 219, 48, 16  # of 355 questions with an answer; of 75 without, at most
KEYS = ("subject", "attribute", "value", "sentence")


def _questions() -> dict[str, list[tuple[str, set[str]]]]:
    found: dict[str, list[tuple[str, set[str]]]] = {}
    text = (DATA / "articles_asked" / "held.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            article, question, values = line.split("\t")
            found.setdefault(article, []).append((question, set(map(compact, values.split("|")))))
    return found


def _verdicts(root: Path, article: str, questions: list[tuple[str, set[str]]]) -> Counter[str]:
    """How the questions are answered by a store of all that the article seems to state."""
    root.mkdir()
    (root / "store.toml").write_text(f'schema = 1\nname = "{article}"\n', encoding="utf-8")
    text = (DATA / "extract" / "train" / f"{article}.txt").read_text(encoding="utf-8")
    found = [to_dict(each) for one in open_store(str(root)).extract(text) for each in one.marked]
    rows = [{**{key: fact[key] for key in KEYS}, "source": article} for fact in found]
    lines = [json.dumps(row, ensure_ascii=False).encode() for row in rows]

    def refuse(finding: Finding) -> None:
        raise AssertionError(finding)

    import_rows(str(root), lines, RowFormat.JSONL, article, refuse)
    facts = open_store(str(root))
    verdicts: Counter[str] = Counter()
    for question, values in questions:
        results = facts.ask(question, limit=1).results
        given = compact(results[0].fact.value) if results else ""
        if not given or values == {""}:
            verdicts["made up" if given else "nothing"] += 1
        else:
            verdicts["right" if given in values else "wrong"] += 1
    return verdicts


def test_questions_about_articles_are_answered(tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    for article, questions in _questions().items():
        total += _verdicts(tmp_path / article, article, questions)
    assert total["right"] >= RIGHT, total
    assert total["wrong"] <= WRONG, total
    assert total["made up"] <= MADE_UP, total
