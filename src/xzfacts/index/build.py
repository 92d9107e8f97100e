"""Store and vocabulary in, index out."""

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from xzfacts.index.grams import name_grams
from xzfacts.index.schema import INDEXES, TABLES, VERSION
from xzfacts.model import Fact, Store
from xzfacts.text import sound
from xzfacts.text.fold import compact
from xzfacts.text.names import qualifier, short_names
from xzfacts.text.quantity import Quantity, to_json
from xzfacts.vocabulary import Concept, Vocabulary

_MAX_NAME = 60  # characters; a longer subject or value is found by its first ones
_MAX_VALUE_NAME = 24  # a longer value is a sentence, not a name to search for


def build(connection: sqlite3.Connection, store: Store, vocabulary: Vocabulary) -> None:
    """Fill an empty database with the index of `store`."""
    connection.executescript(TABLES)
    _Builder(connection, store, vocabulary).run()
    connection.executescript(INDEXES)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
    connection.execute("INSERT INTO meta VALUES ('store', ?)", (store.name,))
    connection.commit()


class _Builder:
    """Numbers given out so far, while one index is built."""

    def __init__(
        self, connection: sqlite3.Connection, store: Store, vocabulary: Vocabulary
    ) -> None:
        self.connection = connection
        self.store = store
        self.vocabulary = vocabulary
        self.canonical = {
            compact(alias): subject.name for subject in store.subjects for alias in subject.aliases
        }
        self.canonical |= {compact(subject.name): subject.name for subject in store.subjects}
        self.attribute_aliases: dict[str, dict[str, None]] = defaultdict(dict)
        self.attribute_canonical: dict[str, str] = {}
        for attribute in store.attributes:
            for alias in (attribute.name, *attribute.aliases):
                self.attribute_aliases[attribute.name][alias] = None

    def run(self) -> None:
        subjects = self._subjects()
        attributes = self._attributes()
        self._facts(subjects, attributes)
        self._names(subjects)
        self._terms(attributes)

    def _subject_of(self, name: str) -> str:
        return self.canonical.get(compact(name), name)

    def _subjects(self) -> dict[str, int]:
        counts = Counter(self._subject_of(fact.subject) for fact in self.store.facts)
        declared = {subject.name: subject for subject in self.store.subjects}
        names = sorted({*counts, *declared}, key=lambda name: (-counts[name], name))
        numbers = {name: number for number, name in enumerate(names, start=1)}
        self.connection.executemany(
            "INSERT INTO subject VALUES (?,?,?,?,?,?)",
            (
                (
                    number,
                    name,
                    declared[name].kind if name in declared else None,
                    self._parent(declared[name].part_of, numbers) if name in declared else None,
                    counts[name],
                    qualifier(name),
                )
                for name, number in numbers.items()
            ),
        )
        return numbers

    def _parent(self, name: str | None, numbers: dict[str, int]) -> int | None:
        return None if name is None else numbers.get(self._subject_of(name))

    def _attributes(self) -> dict[str, int]:
        counts = Counter(fact.attribute for fact in self.store.facts)
        declared = {attribute.name: attribute for attribute in self.store.attributes}
        names = sorted({*counts, *declared}, key=lambda name: (-counts[name], name))
        numbers = {name: number for number, name in enumerate(names, start=1)}
        dimensions = self._dimensions()
        terms = {compact(t): c.kind for c in self.vocabulary.concepts for t in c.terms}
        self.connection.executemany(
            "INSERT INTO attribute VALUES (?,?,?,?)",
            (
                (
                    number,
                    name,
                    (declared[name].kind if name in declared else None)
                    or dimensions.get(name)
                    or _kind(compact(name), terms),
                    counts[name],
                )
                for name, number in numbers.items()
            ),
        )
        return numbers

    def _dimensions(self) -> dict[str, str]:
        """The dimension that most values of an attribute have; none where they are words."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for fact in self.store.facts:
            seen[fact.attribute][fact.quantity.dimension if fact.quantity else ""] += 1
        return {name: counter.most_common(1)[0][0] for name, counter in seen.items()}

    def _facts(self, subjects: dict[str, int], attributes: dict[str, int]) -> None:
        sources = {source.id: n for n, source in enumerate(self.store.sources, start=1)}
        self.connection.executemany(
            "INSERT INTO source VALUES (?,?,?)",
            (
                (sources[source.id], source.id, json.dumps(_source(source), ensure_ascii=False))
                for source in self.store.sources
            ),
        )
        sentences: dict[tuple[int, str, int | None], int] = {}
        rows = []
        for number, fact in enumerate(self.store.facts, start=1):
            key = (sources[fact.source.id], fact.sentence.quote, fact.sentence.line)
            if key not in sentences:
                sentences[key] = len(sentences) + 1
                self.connection.execute(
                    "INSERT INTO sentence VALUES (?,?,?,?,?)",
                    (len(sentences), *key, fact.sentence.note),
                )
            rows.append(
                _row(
                    number,
                    fact,
                    subjects[self._subject_of(fact.subject)],
                    attributes[fact.attribute],
                    sentences[key],
                )
            )
        self.connection.executemany(
            f"INSERT INTO fact VALUES ({','.join('?' * 15)})",  # noqa: S608 - placeholders only
            rows,
        )

    def _names(self, subjects: dict[str, int]) -> None:
        rows: list[tuple[str, str, int]] = []
        for name, number in subjects.items():
            rows += [(text, "short", number) for text in short_names(name)]
            rows.append((compact(name)[:_MAX_NAME], "name", number))
        for subject in self.store.subjects:
            number = subjects[subject.name]
            for alias in subject.aliases:
                rows.append((compact(alias)[:_MAX_NAME], "alias", number))
                rows += [(text, "short", number) for text in short_names(alias)]
        rows += self._value_names()
        kinds = {"name": 0, "alias": 1, "short": 2, "value": 3}
        distinct: dict[tuple[str, int, bool], str] = {}
        for text, kind, target in sorted(rows, key=lambda row: kinds[row[1]]):
            if text:
                distinct.setdefault((text, target, kind == "value"), kind)
        ordered = sorted(
            distinct.items(), key=lambda item: (kinds[item[1]] == 3, item[0][1], item[0][0])
        )
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        names = []
        whole = {number for name, number in subjects.items() if qualifier(name)}
        for number, ((text, target, _), kind) in enumerate(ordered, start=1):
            names.append((number, text, kind, target))
            if kind == "name" and target in whole:
                continue  # only typed whole; the name without its brackets is a short form
            for gram in name_grams(text):
                postings[gram].append(number)
        self.connection.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
        self.connection.executemany(
            "INSERT INTO gram VALUES (?,?)",
            ((gram, postings[gram].tobytes()) for gram in sorted(postings)),
        )

    def _value_names(self) -> Iterator[tuple[str, str, int]]:
        """Values that are words, so that they can be searched for; the target is a fact."""
        for number, fact in enumerate(self.store.facts, start=1):
            if fact.quantity is None:
                text = compact(fact.value)
                if 1 < len(text) <= _MAX_VALUE_NAME:
                    yield text, "value", number

    def _terms(self, attributes: dict[str, int]) -> None:
        concepts = {c.id: n for n, c in enumerate(self.vocabulary.concepts, start=1)}
        self.connection.executemany(
            "INSERT INTO concept VALUES (?,?,?)",
            ((concepts[c.id], c.id, c.kind) for c in self.vocabulary.concepts),
        )
        self.connection.executemany(
            "INSERT OR IGNORE INTO covers VALUES (?,?)",
            ((concepts[c.id], concepts[o]) for c in self.vocabulary.concepts for o in c.covers),
        )
        terms = _concepts_by_term(self.vocabulary.concepts, concepts)
        for name, number in attributes.items():
            names = {compact(text) for text in self.attribute_aliases.get(name, {name: None})}
            names = {text for text in names | {compact(name)} if text}
            self.connection.executemany(
                "INSERT OR IGNORE INTO attribute_name VALUES (?,?,?)",
                ((number, text, sound.sound_codes(text)) for text in sorted(names)),
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO attribute_concept VALUES (?,?,?)",
                {(number, c, rest) for text in names for c, rest in _means(text, terms)},
            )
            self._add_terms((text, "attribute", number, "") for text in sorted(names))
        for concept in self.vocabulary.concepts:
            number = concepts[concept.id]
            self._add_terms((text, "concept", number, concept.kind) for text in concept.terms)
            self._add_terms((text, "cue", number, concept.kind) for text in concept.cues)
        self._add_terms(
            (phrase.text, phrase.role, 0, " ".join(phrase.kinds))
            for phrase in self.vocabulary.phrases
        )

    def _add_terms(self, terms: Iterable[tuple[str, str, int, str]]) -> None:
        self.connection.executemany(
            "INSERT INTO term VALUES (?,?,?,?,?,?)",
            (
                (text, sound.sound_codes(text), sound.initials(text), role, target, kinds)
                for raw, role, target, kinds in terms
                if (text := compact(raw))
            ),
        )


def _concepts_by_term(
    concepts: tuple[Concept, ...], numbers: dict[str, int]
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for concept in concepts:
        for term in concept.terms:
            found[compact(term)].append(numbers[concept.id])
    return found


def _means(text: str, terms: dict[str, list[int]]) -> list[tuple[int, str]]:
    """The concepts of an attribute's name, each with what the term leaves of the name.

    The whole name if it is a term, else the longest term that ends it: in Chinese the
    head stands last.
    """
    for start in range(len(text) - 1):
        if found := terms.get(text[start:]):
            return [(concept, text[:start]) for concept in found]
    return [(concept, "") for concept in terms.get(text, ())]


def _kind(text: str, terms: dict[str, str]) -> str | None:
    """The kind of value of an attribute by the term that ends its name."""
    return next((terms[text[i:]] for i in range(len(text)) if text[i:] in terms), None)


def _source(source: object) -> dict[str, object]:
    slots: tuple[str, ...] = type(source).__slots__  # type: ignore[attr-defined]
    return {slot: getattr(source, slot) for slot in slots}


def _row(number: int, fact: Fact, subject: int, attribute: int, sentence: int) -> tuple[object, ...]:
    quantity = fact.quantity
    return (
        number,
        fact.id,
        subject,
        attribute,
        fact.value,
        None if quantity is None else json.dumps(_quantity(quantity), ensure_ascii=False),
        None if quantity is None or quantity.low is None else float(quantity.low),
        None if quantity is None or quantity.high is None else float(quantity.high),
        sentence,
        fact.status.value,
        fact.as_of,
        fact.note,
        fact.superseded_by,
        fact.place.file,
        fact.place.line,
    )


def _quantity(quantity: Quantity) -> dict[str, str | None]:
    return {**to_json(quantity), "dimension": quantity.dimension}
