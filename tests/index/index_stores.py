"""Small stores to index, and snapshots of all that an index returns."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xzfacts.app import Facts, open_store
from xzfacts.index.cache.manifest import file_state
from xzfacts.render import json_
from xzfacts.vocabulary.loader import Concept, Phrase, Vocabulary

if TYPE_CHECKING:
    import pytest  # scripts need not import it

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
class FactSpec:
    """A fact to write.

    subject: its subject.
    attribute: its attribute.
    value: its value.
    more: further TOML of its table.
    """

    subject: str
    attribute: str
    value: str
    more: str = ""


def file_text(source: str, facts: list[FactSpec], declared: str = "", title: str = "渡口") -> str:
    """Return a store file with one sentence for each fact."""
    parts = [declared, f'[source]\nid = "{source}"\ntitle = "{title}"\nauthors = ["丁一舟"]\n']
    for line, fact in enumerate(facts, start=1):
        quote = f"{fact.subject}的{fact.attribute}是{fact.value}。"
        row = f'subject = "{fact.subject}", attribute = "{fact.attribute}", value = "{fact.value}"'
        parts.append(
            f'[[sentences]]\nquote = "{quote}"\nline = {line}\nfacts = [{{ {row}{fact.more} }}]\n'
        )
    return "\n".join(parts)


def write(store: Path, name: str, text: str) -> None:
    """Write a file of the store."""
    path = store / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def new_store(folder: Path) -> Path:
    """Create an empty store."""
    store = folder / "facts"
    write(store, "store.toml", 'schema = 1\nname = "试"\n')
    return store


def snapshot(facts: Facts) -> dict[str, object]:
    """Return everything that an open store returns, in comparable form."""
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


def snapshot_without_index(
    store: Path, monkeypatch: "pytest.MonkeyPatch", tmp_path: Path
) -> object:
    """Return the snapshot of an index in memory."""
    with monkeypatch.context() as patch:
        blocked = tmp_path / "blocked"
        blocked.touch()
        patch.setenv("XZFACTS_CACHE", str(blocked))
        facts = open_store(str(store))
        assert facts.index_state().path is None
        return snapshot(facts)


SMALL_VOCABULARY = Vocabulary(
    concepts=(
        Concept("headcount", "people", ("人数", "人员数量"), ("多少人", "多少名")),
        Concept("visitors", "people", ("客流", "客流量"), ("多少人来",)),
        Concept("place", "place", ("所在地", "位置"), ("在哪", "在哪里")),
        Concept("time", "date", ("时间", "日期"), ("什么时候",)),
        Concept("author", "person", ("作者", "作家"), ("谁写",)),
        Concept("amount", "money", ("金额", "总额"), ("多少钱",)),
        Concept("count", "count", ("数量", "总数"), ("有多少",), covers=("headcount", "visitors")),
    ),
    phrases=(
        Phrase("请问", "lead"),
        Phrase("呢", "tail"),
        Phrase("的", "particle"),
        Phrase("是", "particle"),
        Phrase("先生", "descriptor"),
        Phrase("公司", "ending"),
        Phrase("书", "thing"),
        Phrase("谁", "question", ("person",)),
        Phrase("多少", "question", ("number",)),
        Phrase("是多少", "question", ("number",)),
    ),
    word_lists=(),
)
# For the beginning of a script.
USE_SMALL_VOCABULARY = """
from tests.index.index_stores import SMALL_VOCABULARY
from xzfacts.vocabulary import loader
loader.load_vocabulary = lambda: SMALL_VOCABULARY
"""


def use_small_vocabulary(patch: "pytest.MonkeyPatch") -> None:
    """Build indexes with a small vocabulary, which is a hundred times as fast."""
    patch.setattr("xzfacts.vocabulary.loader.load_vocabulary", lambda: SMALL_VOCABULARY)


def cache_files(folder: Path) -> list[Path]:
    """Return the databases in a cache folder."""
    return sorted(folder.glob("*.db")) if os.path.isdir(folder) else []


def damage(path: Path, kind: str, at: float, data: bytes) -> None:
    """Cut a file, flip a bit or overwrite bytes; at: where, as a share of its size."""
    whole = path.read_bytes()
    place = int(at * len(whole))
    with path.open("r+b") as file:
        if kind == "cut":
            file.truncate(place)
        elif kind == "flip" and whole:
            file.seek(min(place, len(whole) - 1))
            byte = whole[min(place, len(whole) - 1)]
            file.seek(-1 if file.tell() == len(whole) else 0, os.SEEK_CUR)
            file.write(bytes([byte ^ 1 << data[0] % 8]))
        else:
            file.seek(place)
            file.write(data)


def changed_index(cache: Path, script: str) -> None:
    """Change the cached database of the only store, and let its manifest vouch for it."""
    (manifest,) = (path for path in cache.iterdir() if not path.suffix)
    (database,) = cache.glob("*.db")
    with closing(sqlite3.connect(database)) as db:
        db.executescript(f"PRAGMA writable_schema = ON; {script}")
    head, rest = manifest.read_bytes().split(b"\0", 1)
    state = file_state(str(database)).encode()
    manifest.write_bytes(b"\0".join([head, state, rest.split(b"\0", 1)[1]]))
