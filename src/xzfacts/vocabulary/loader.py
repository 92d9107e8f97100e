"""The general vocabulary that ships with the package: attribute synonyms and question words.

It is read when an index is built, never when a query is answered.
"""

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xzfacts.text.normalize import compact
from xzfacts.text.question_forms import may_ask, pieces, plainly

_DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


@dataclass(frozen=True, slots=True)
class Concept:
    """An attribute under all the names that people give it.

    kind: the kind of value asked for (people, money, date …).
    terms: nouns that name the attribute, most typical first.
    cues: question phrasings that ask for it without naming it, in plain words (`text.asking`);
        those without a question word also as they are written.
    covers: ids of narrower concepts that a query for this one also means.
    """

    id: str
    kind: str
    terms: tuple[str, ...]
    cues: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a question that carry no content of their own.

    role: lead, tail, particle, descriptor, ending, thing or question (`data/phrases.toml` says
    what each is). kinds: what a question word asks for.
    """

    text: str
    role: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Concepts and phrases, in file order."""

    concepts: tuple[Concept, ...]
    phrases: tuple[Phrase, ...]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the shipped vocabulary."""
    return Vocabulary(tuple(_concepts()), tuple(_phrases()))


def _read(name: str) -> dict[str, Any]:
    with open(os.path.join(_DATA, name), "rb") as file:
        return tomllib.load(file)


def _concepts() -> list[Concept]:
    entries = _read("vocabulary.toml")["concepts"]
    written = {term for entry in entries for term in entry["terms"]}
    return [
        Concept(
            id=entry["id"],
            kind=entry["kind"],
            terms=(*entry["terms"], *_likewise(entry["kind"], entry["terms"], written)),
            cues=_cues(entry.get("cues", ())),
            covers=tuple(entry.get("covers", ())),
        )
        for entry in entries
    ]


def _cues(written: list[str]) -> tuple[str, ...]:
    """The cues in plain words, and as written where no query is put in plain words for them."""
    found: dict[str, None] = {}
    for cue in map(compact, written):
        found[plainly(pieces(cue))] = None
        if not may_ask(cue):
            found[cue] = None
    return tuple(found)


def _likewise(kind: str, terms: list[str], written: set[str]) -> list[str]:
    """The terms with other endings that mean the same, but those that are written somewhere."""
    endings = _ENDINGS.get(kind, ())
    found = {}
    for term in terms:
        ending = next((e for e in endings if term.endswith(e)), "")
        stem = term.removesuffix(ending)
        if ending and len(stem) >= _SHORTEST_STEM:
            found.update(dict.fromkeys(stem + other for other in endings))
    return [term for term in found if term not in written]


def _phrases() -> list[Phrase]:
    table = _read("phrases.toml")
    found = []
    for key, role in _ROLES.items():
        found += [Phrase(text, role) for text in table.get(key, ())]
    for question in table["questions"]:
        kinds = tuple(question["kinds"])
        found += [Phrase(text, "question", kinds) for text in question["words"]]
    return found


_ROLES = {
    "lead": "lead",
    "tail": "tail",
    "particles": "particle",
    "descriptors": "descriptor",
    "endings": "ending",
    "things": "thing",
}

# Endings of attributes that stand for each other, by the kind of value; the longest first.
_ENDINGS = {
    "date": ("时间", "日期", "年份"),
    "people": ("人数", "数量", "数"),
    "count": ("数量", "数"),
    "money": ("金额", "总额", "额"),
    "place": ("地点", "地"),
    "organization": ("单位", "机构", "方"),
    "person": ("者", "人"),
}
_SHORTEST_STEM = 2  # characters: 产地 is no 产地点
