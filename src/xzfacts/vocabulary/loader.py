"""Loads the built-in vocabulary: attribute synonyms and question words.

Used when an index is built and when an article is read, never when a query is answered.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xzfacts.text.normalize import compact
from xzfacts.text.question_forms import canonical_form, may_ask, tokenize
from xzfacts.vocabulary import compiled

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")


@dataclass(frozen=True, slots=True)
class Concept:
    """An attribute with all its names.

    id: the id in the TOML files.
    kind: kind of its values (people, money, date …).
    terms: nouns for the attribute, the most typical first.
    cues: questions that ask for it without naming it, in canonical form
        (`text.question_forms`); those without a question word also as written.
    covers: ids of all narrower concepts that a query for this one includes.
    """

    id: str
    kind: str
    terms: tuple[str, ...]
    cues: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question without content of their own.

    text: the words.
    role: lead, tail, particle, descriptor, ending, thing or question, as explained in
        `data/question_phrases.toml`.
    kinds: kinds of value that a question word asks for.
    """

    text: str
    role: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary.

    concepts: in the order of their ids.
    phrases: in file order.
    word_lists: tables of `data/extraction_words.toml` with their words, in file order.
    """

    concepts: tuple[Concept, ...]
    phrases: tuple[Phrase, ...]
    word_lists: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the built-in vocabulary, from the compiled file if current, else from TOML."""
    key = compiled.source_key()
    rows = compiled.read(key)
    if rows is not None:
        return Vocabulary(
            tuple(Concept(i, kind, *map(tuple, words)) for i, kind, *words in rows[0]),
            tuple(Phrase(text, role, tuple(kinds)) for text, role, kinds in rows[1]),
            tuple((table, tuple(words)) for table, words in rows[2]),
        )
    vocabulary = parse_vocabulary()
    compiled.write(
        compiled.VOCABULARY,
        key,
        (
            [[c.id, c.kind, c.terms, c.cues, c.covers] for c in vocabulary.concepts],
            [[p.text, p.role, p.kinds] for p in vocabulary.phrases],
            [list(each) for each in vocabulary.word_lists],
        ),
    )
    return vocabulary


def parse_vocabulary(folder: str = DATA) -> Vocabulary:
    """Parse the vocabulary from the TOML files in `folder`."""
    tables = _read(folder, "extraction_words.toml").items()
    word_lists = tuple((table, tuple(words.split())) for table, words in tables)
    return Vocabulary(tuple(_concepts(folder)), tuple(_phrases(folder)), word_lists)


def read_entries(folder: str = DATA) -> dict[str, dict[str, str]]:
    """Return the concept tables by id, each with its kind added."""
    found: dict[str, dict[str, str]] = {}
    directory = os.path.join(folder, "vocabulary")
    for name in sorted(os.listdir(directory)):
        if name.endswith(".toml") and name != _SETS:
            for kind, concepts in _read(directory, name).items():
                for slug, entry in concepts.items():
                    found[slug] = {**entry, "kind": kind}
    return dict(sorted(found.items()))


def read_cue_sets(folder: str = DATA) -> dict[str, str]:
    """Return the cue sets that concepts share, by name; the name is itself a cue of the set."""
    return _read(folder, "vocabulary", _SETS)


def _read(*path: str) -> dict[str, Any]:
    import tomllib

    with open(os.path.join(*path), "rb") as file:
        return tomllib.load(file)


def _concepts(folder: str) -> list[Concept]:
    entries = read_entries(folder)
    sets = read_cue_sets(folder)
    terms = {slug: entry["terms"].split() for slug, entry in entries.items()}
    written = {term for of_concept in terms.values() for term in of_concept}
    covers = {slug: entry.get("covers", "").split() for slug, entry in entries.items()}
    return [
        Concept(
            id=slug,
            kind=entry["kind"],
            terms=(*terms[slug], *_ending_variants(entry["kind"], terms[slug], written)),
            cues=_cues(expand_cues(entry.get("cues", ""), sets)),
            covers=covered_concepts(slug, covers),
        )
        for slug, entry in entries.items()
    ]


def expand_cues(cues: str, sets: Mapping[str, str]) -> Iterable[str]:
    """Yield the cues, with each @name replaced by the cues of that set."""
    for cue in cues.split():
        if cue.startswith("@"):
            yield cue[1:]
            yield from sets[cue[1:]].split()
        else:
            yield cue


def covered_concepts(slug: str, covers: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the ids of all concepts that one covers, directly or indirectly, except itself."""
    found: set[str] = set()
    left = list(covers[slug])
    while left:
        other = left.pop()
        if other not in found:
            found.add(other)
            left += covers[other]
    return tuple(sorted(found - {slug}))


def _cues(written: Iterable[str]) -> tuple[str, ...]:
    """Return the cues in canonical form; those without a question word also as written."""
    found: dict[str, None] = {}
    for cue in map(compact, written):
        found[canonical_form(tokenize(cue))] = None
        if not may_ask(cue):
            found[cue] = None
    return tuple(found)


def _ending_variants(kind: str, terms: list[str], written: set[str]) -> list[str]:
    """Return variants of terms with synonymous endings, without terms of other concepts."""
    endings = _ENDINGS.get(kind, ())
    found = {}
    for term in terms:
        ending = next((e for e in endings if term.endswith(e)), "")
        stem = term.removesuffix(ending)
        if ending and len(stem) >= _SHORTEST_STEM:
            found.update(dict.fromkeys(stem + other for other in endings))
    return [term for term in found if term not in written]


def _phrases(folder: str) -> list[Phrase]:
    table = _read(folder, "question_phrases.toml")
    found = []
    for key, role in _ROLES.items():
        found += [Phrase(text, role) for text in table.get(key, ())]
    for question in table["questions"]:
        kinds = tuple(question["kinds"])
        found += [Phrase(text, "question", kinds) for text in question["words"]]
    return found


_SETS = "cue_sets.toml"
_ROLES = {
    "lead": "lead",
    "tail": "tail",
    "particles": "particle",
    "descriptors": "descriptor",
    "endings": "ending",
    "things": "thing",
}

# Synonymous endings of attributes by kind of value, the longest first.
_ENDINGS = {
    "date": ("时间", "日期", "年份"),
    "people": ("人数", "数量", "数"),
    "count": ("数量", "数"),
    "money": ("金额", "总额", "额"),
    "place": ("地点", "地"),
    "organization": ("单位", "机构", "方"),
    "person": ("者", "人"),
}
_SHORTEST_STEM = 2  # characters: 产地 has no variant 产地点
