"""Stores to index, and all that can be got out of one."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store
from xzfacts.render import json_
from xzfacts.vocabulary.loader import Vocabulary, load_vocabulary

QUERIES = (
    "青石轮渡 船员",
    "青石渡 船员人数",
    "清石轮渡 船员人数",
    "青石渡轮渡有限公司",
    "qingshi lundu",
    "qsld",
    "月光 作者",
    "月光（诗集） 作者",
    "白沙码头 年客流量",
    "白沙马头 客流",
    "96人",
    "1200万元",
    "年产值",
    "船员人数",
    "雒小满",
    "两岸渡口 船员人数是多少",
    "无此公司 人数",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A fact to be written, or a declaration where there is no value."""

    subject: str
    attribute: str
    value: str
    more: str = ""


def file_text(source: str, facts: list[Said], declared: str = "", title: str = "渡口") -> str:
    """A store file with one sentence for each fact."""
    parts = [declared, f'[source]\nid = "{source}"\ntitle = "{title}"\nauthors = ["丁一舟"]\n']
    for line, fact in enumerate(facts, start=1):
        quote = f"{fact.subject}的{fact.attribute}是{fact.value}。"
        row = f'subject = "{fact.subject}", attribute = "{fact.attribute}", value = "{fact.value}"'
        parts.append(
            f'[[sentences]]\nquote = "{quote}"\nline = {line}\nfacts = [{{ {row}{fact.more} }}]\n'
        )
    return "\n".join(parts)


def write(store: Path, name: str, text: str) -> None:
    """Put a file into the store."""
    path = store / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def new_store(folder: Path) -> Path:
    """An empty store."""
    store = folder / "facts"
    write(store, "store.toml", 'schema = 1\nname = "试"\n')
    return store


def told(facts: Facts) -> dict[str, object]:
    """All that an opened store can be asked for, comparable."""
    return {
        "answers": [repr(facts.ask(query, limit=10)) for query in QUERIES],
        "drafts": [repr(facts.ask(query, limit=10, drafts=True)) for query in QUERIES[::3]],
        "facts": [json_.dumps(json_.fact(fact)) for fact in facts.facts()],
        "of": [fact.id for fact in facts.facts(subject="青石轮渡", attribute="船员")],
        "subjects": list(facts.subjects()),
        "attributes": list(facts.attributes()),
        "sources": list(facts.sources()),
        "names": list(facts.names_from("青")),
        "findings": facts.findings,
    }


def told_without_index(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """The same where no index can be kept."""
    with monkeypatch.context() as patch:
        blocked = tmp_path / "blocked"
        blocked.touch()
        patch.setenv("XZFACTS_CACHE", str(blocked))
        facts = open_store(str(store))
        assert facts.index_state().path is None
        return told(facts)


def small_vocabulary(patch: pytest.MonkeyPatch) -> None:
    """Build with a few words only, which is ten times as fast."""
    whole = load_vocabulary()
    concepts = tuple(replace(concept, covers=()) for concept in whole.concepts[:20])
    small = Vocabulary(concepts, whole.phrases[:200])
    patch.setattr("xzfacts.vocabulary.loader.load_vocabulary", lambda: small)


def cache_files(folder: Path) -> list[Path]:
    """The databases in a cache folder."""
    return sorted(folder.glob("*.db")) if os.path.isdir(folder) else []
