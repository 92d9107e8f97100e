"""Shell completion: words of a query, ids, and the names of subjects, attributes and sources.

A name may be typed by its pinyin, joined or as initials. bash and PowerShell take any completion,
zsh does with `xzfacts.cli.completion_replies`; fish shows only those that contain what is typed
(fish-shell issue 12356).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from xzfacts.app import Facts, open_store
from xzfacts.cli.parameter_table import Kind
from xzfacts.cli.pinyin_prefix import spells
from xzfacts.errors import XzfactsError

_MAX_COMPLETIONS = 100

# Typer's completion scripts pass names through `eval`, word splitting and file name patterns.
# Only names without characters that are special to a shell are offered.
_SAFE = re.compile(r"[\w（《“‘][\w·（）《》“”‘’、，：—…+.%-]*")
_LETTERS = re.compile("[a-zü]+")


class Typed(NamedTuple):
    """What is typed before the word to complete.

    words: words of the query or fact.
    subject: value of `--subject`, if given.
    store: value of `--store`, if given.
    """

    words: tuple[str, ...] = ()
    subject: str | None = None
    store: str | None = None


def completions(kind: Kind, typed: Typed, incomplete: str) -> list[str]:
    """Return the first completions of a kind that are safe in a shell.

    Returns nothing if the store cannot be read: pressing Tab must not print messages.
    """
    with suppress(XzfactsError, OSError):
        names = _FINDERS[kind](open_store(typed.store), typed, incomplete)
        safe = filter(_SAFE.fullmatch, dict.fromkeys(names))
        return list(islice(safe, _MAX_COMPLETIONS))
    return []


def _facts(facts: Facts, typed: Typed, incomplete: str) -> Iterator[str]:
    """Yield ids of facts and, since a query may name a fact, its words."""
    if incomplete.isascii() and incomplete and not typed.words:
        ids = facts.facts_by_id_prefix(incomplete)
        yield from (fact.id for fact in islice(ids, _MAX_COMPLETIONS))
    yield from _names(facts, typed, incomplete)


def _names(facts: Facts, typed: Typed, incomplete: str) -> Iterator[str]:
    """Yield names and aliases of subjects and, after a subject, its attributes."""
    known = [attribute for word in typed.words for attribute in facts.attributes_of(word)]
    yield from _starting(known, incomplete)
    if incomplete or not known:  # otherwise all names of the store would bury the attributes
        yield from _subjects(facts, typed, incomplete)


def _subjects(facts: Facts, _typed: Typed, incomplete: str) -> Iterator[str]:
    """Yield names and aliases of subjects."""
    yield from facts.names_from(incomplete)
    if _LETTERS.fullmatch(incomplete):
        yield from (name for name in facts.names_from("") if spells(name, incomplete))


def _attributes(facts: Facts, typed: Typed, incomplete: str) -> Iterator[str]:
    """Yield attributes: those of the subject given on the command line, otherwise all."""
    known = facts.attributes_of(typed.subject) if typed.subject else []
    return _starting(known or (each.name for each in facts.attributes()), incomplete)


def _sources(facts: Facts, _typed: Typed, incomplete: str) -> Iterator[str]:
    """Yield ids of sources."""
    ids = (each.source.id for each in facts.sources())
    return (id_ for id_ in ids if id_.startswith(incomplete))


def _starting(names: Iterable[str], incomplete: str) -> Iterator[str]:
    letters = _LETTERS.fullmatch(incomplete)
    for name in names:
        if name.startswith(incomplete) or (letters and spells(name, incomplete)):
            yield name


_FINDERS: dict[Kind, Callable[[Facts, Typed, str], Iterator[str]]] = {
    "query": _names,
    "fact": _facts,
    "subject": _subjects,
    "attribute": _attributes,
    "source": _sources,
}
