"""Random edits of stores laid out at random, compared with a model of the store.

After each edit the store says what the model says, and what is outside the edit is, byte for
byte, what it was.
"""

import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.law_profiles import examples
from tests.store.edit.layouts import File, Keys, Layout, Sentence

from xzfacts.model import facts as model_facts
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Source
from xzfacts.store.edit.editing_session import EditSession, edit_session
from xzfacts.store.edit.file_edit import FactTakenError
from xzfacts.store.schema.reader import read_store
from xzfacts.store.toml.spans import scan

_COMMENT = re.compile(rb"^[ \t]*# \d+: ", re.MULTILINE)
_HEADER = re.compile(rb"^[ \t]*\[\[sentences", re.MULTILINE)
_NAMES = ["甲厂", '乙"社', "丙'村", "丁\\镇"]
_VALUES = ["8人", "9", "“三”层", "1'2", '"5"', "#7,]}"]
_NEEDED = ("subject", "attribute", "value")
_OPTIONAL: dict[str, list[str | Decimal]] = {
    "as_of": ["2024", "2024-05"],
    "note": ["注", 'say "x" # no', "\t\x1b[31m\n"],
    "status": ["draft", "retracted"],
    "confidence": [Decimal("0.85"), Decimal(1)],
    "why": ["误"],
}

_names = st.sampled_from(_NAMES)
_values = st.sampled_from(_VALUES)
_lines = st.none() | st.integers(1, 9)
_chances = st.integers(0, 2**32).map(random.Random)
_optional = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(of) for key, of in _OPTIONAL.items()}
)
_unset = st.sets(st.sampled_from(list(_OPTIONAL)), max_size=2)


def quote_of(number: int) -> str:
    return f"第{number}句：" + "、".join(_VALUES) + "。"


def said(fact: model_facts.Fact) -> tuple[object, ...]:
    return (
        fact.source.id,
        fact.sentence.quote,
        fact.sentence.line,
        fact.subject,
        fact.attribute,
        fact.value,
        fact.as_of,
        fact.note,
        fact.status.value,
        fact.confidence,
        fact.why,
    )


class Edits(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        # What reaches the disk when is no matter here, and takes most of the time.
        self.quick = mock.patch("os.fsync")
        self.quick.start()
        self.root = Path(self.folder) / "facts"
        self.root.mkdir()
        self.facts: list[tuple[str, str, int | None, Keys]] = []  # source, quote, line, keys
        self.subjects: dict[str, Keys] = {}
        self.numbers = 0

    def teardown(self) -> None:
        self.quick.stop()
        shutil.rmtree(self.folder)

    @initialize(chances=st.lists(_chances, min_size=1, max_size=2))
    def lay_out(self, chances: list[random.Random]) -> None:
        (self.root / "store.toml").write_text('schema = 1\nname = "s"', encoding="utf-8")
        for number, chance in enumerate(chances):
            file = File(f"来源{number}")
            if chance.random() < 0.6:
                name = chance.choice(_NAMES)
                if name not in self.subjects:
                    keys: Keys = {"name": name, "aliases": [f"{name}名{number}"]}
                    file.subjects.append(keys)
                    self.subjects[name] = {**keys, "aliases": {f"{name}名{number}"}}
            for line in chance.sample([1, 3, 5, None], chance.randrange(4)):
                self.numbers += 1
                facts = [self.some_fact(chance) for _ in range(chance.randrange(1, 4))]
                unique = {tuple(fact[key] for key in _NEEDED): fact for fact in facts}
                sentence = Sentence(quote_of(self.numbers), line, list(unique.values()))
                file.sentences.append(sentence)
                for fact in sentence.facts:
                    self.facts.append((file.source, sentence.quote, line, fact))
            data = Layout(chance).text(file).encode()
            (self.root / f"{number}.toml").write_bytes(data)
        assert read_store(str(self.root))[1] == ()

    def some_fact(self, chance: random.Random) -> Keys:
        values = [chance.choice(of) for of in (_NAMES, ["人数", "层数"], _VALUES)]
        fact: Keys = dict(zip(_NEEDED, values, strict=True))
        for key in ("note", "status", "confidence"):
            if chance.random() < 0.2:
                fact[key] = chance.choice(_OPTIONAL[key])
        return fact

    def pick(self, chance: random.Random) -> tuple[model_facts.Fact, int]:
        """A fact of the store, and the number of the one in the model that is the same."""
        store, _ = read_store(str(self.root))
        fact = chance.choice(store.facts)
        number = next(n for n, one in enumerate(self.facts) if expected(one) == said(fact))
        return fact, number

    def commit(self, edits: EditSession, prove: Callable[[bytes, bytes], None]) -> None:
        """Write, and see with `prove` that each file's bytes changed as they should."""
        for change in edits.changes():
            if change.before is not None and change.after is not None:
                for data in (change.before, change.after):
                    assert data.count(b"\r\n") in {0, data.count(b"\n")}
                prove(change.before, change.after)
        edits.commit()

    @precondition(lambda self: self.facts)
    @rule(chance=_chances, keys=_optional, unset=_unset, name=st.none() | _names)
    def set_fact(
        self, chance: random.Random, keys: Keys, unset: set[str], name: str | None
    ) -> None:
        fact, number = self.pick(chance)
        keys = keys | dict.fromkeys(unset) | ({"subject": name} if name else {})
        source, quote, line, before = self.facts[number]
        after = {key: value for key, value in (before | keys).items() if value is not None}
        with edit_session(str(self.root)) as edits:
            try:
                new = edits.set_fact(fact.place.file, fact.id, keys)
            except FactTakenError:
                assert self.has_twin(number, (source, quote, line, after))
                return
            assert edits.fact(fact.place.file, new).id == new
            self.commit(edits, partial(only_within, fact.place))
        self.facts[number] = source, quote, line, after

    def has_twin(self, number: int, fact: tuple[str, str, int | None, Keys]) -> bool:
        return any(
            statement(one) == statement(fact) for n, one in enumerate(self.facts) if n != number
        )

    @precondition(lambda self: self.facts)
    @rule(chance=_chances)
    def remove_fact(self, chance: random.Random) -> None:
        fact, number = self.pick(chance)
        with edit_session(str(self.root)) as edits:
            edits.remove_facts(fact.place.file, [fact.id])
            self.commit(edits, only_taken_out)
        del self.facts[number]

    @precondition(lambda self: self.facts)
    @rule(chance=_chances, name=_names, value=_values, more=_optional)
    def add_to_sentence(self, chance: random.Random, name: str, value: str, more: Keys) -> None:
        source, quote, line, _ = chance.choice(self.facts)
        self.add(source, quote, line, {"subject": name, "attribute": "新", "value": value} | more)

    @rule(
        source=st.sampled_from(["来源0", "来源1", "新/来源", "新来源"]),
        line=_lines,
        name=_names,
        values=st.lists(_values, min_size=1, max_size=2, unique=True),
    )
    def add_sentence(self, source: str, line: int | None, name: str, values: list[str]) -> None:
        self.numbers += 1
        for value in values:
            fact: Keys = {"subject": name, "attribute": "某", "value": value}
            self.add(source, quote_of(self.numbers), line, fact)

    def add(self, source: str, quote: str, line: int | None, keys: Keys) -> None:
        fact = source, quote, line, keys
        known = self.has_twin(-1, fact)
        with edit_session(str(self.root)) as edits:
            edits.add_fact(Source(source, "题"), model_facts.Sentence(quote, line), keys)
            assert not known or not edits.changes()
            self.commit(edits, only_put_in)
        if not known:
            self.facts.append(fact)

    @rule(name=_names, alias=st.sampled_from(["别名", "b'名"]), source=st.none() | st.just("来源0"))
    def declare(self, name: str, alias: str, source: str | None) -> None:
        with edit_session(str(self.root)) as edits:
            edits.declare(Subject(name, (f"{alias}{name}",), "厂"), source)
            self.commit(edits, only_put_in)
        subject = self.subjects.setdefault(name, {"aliases": set()})
        subject["aliases"].add(f"{alias}{name}")
        subject["kind"] = "厂"

    @precondition(lambda self: self.subjects)
    @rule(chance=_chances)
    def add_alias(self, chance: random.Random) -> None:
        name = chance.choice(sorted(self.subjects))
        alias = f"别{chance.randrange(5)}{name}"
        with edit_session(str(self.root)) as edits:
            edits.add_aliases(name, [alias])
            self.commit(edits, only_put_in)
        self.subjects[name]["aliases"].add(alias)

    @invariant()
    def says_what_the_model_says(self) -> None:
        if not (self.root / "store.toml").exists():
            return
        store, findings = read_store(str(self.root))
        assert findings == ()
        assert Counter(map(said, store.facts)) == Counter(map(expected, self.facts))
        described = {
            subject.name: (set(subject.aliases), subject.kind) for subject in store.subjects
        }
        assert described == {
            name: (keys["aliases"], keys.get("kind")) for name, keys in self.subjects.items()
        }
        assert not (self.root / ".xzfacts-write").exists()


def expected(fact: tuple[str, str, int | None, Keys]) -> tuple[object, ...]:
    source, quote, line, keys = fact
    about = tuple(keys[key] for key in _NEEDED)
    more = tuple(keys.get(key) for key in ("as_of", "note"))
    status = keys.get("status", "current")
    return (source, quote, line, *about, *more, status, keys.get("confidence"), keys.get("why"))


def statement(fact: tuple[str, str, int | None, Keys]) -> tuple[object, ...]:
    described: tuple[Any, ...] = expected(fact)
    return (*described[:2], *described[3:7])


def only_put_in(before: bytes, after: bytes) -> None:
    """All earlier lines are still there, in order."""
    rest = iter(after)
    assert all(byte in rest for byte in before)
    assert _COMMENT.findall(before) == _COMMENT.findall(after)


def only_taken_out(before: bytes, after: bytes) -> None:
    """Nothing new, and comments go only from within tables that go with their header."""
    rest = iter(before)
    assert all(byte in rest for byte in after)
    if _COMMENT.findall(before) != _COMMENT.findall(after):
        assert len(_HEADER.findall(after)) < len(_HEADER.findall(before))


def only_within(place: model_facts.Place, before: bytes, after: bytes) -> None:
    """Only lines of the fact at this place differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    same = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    found = re.fullmatch(r"sentences\[(\d+)\]\.facts\[(\d+)\]", place.key or "")
    assert found is not None
    text = before.decode()
    span = scan(text)["sentences", int(found[1]), "facts", int(found[2])]
    assert text.count("\n", 0, span.start) <= (same or len(old))
    assert len(old) <= text.count("\n", 0, span.end) + 1
    assert _COMMENT.findall(before) == _COMMENT.findall(after)


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=examples(25), stateful_step_count=12)
