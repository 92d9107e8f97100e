"""Shell completion: words of a query, ids, and the names of subjects, attributes and sources.

A name may be typed by its pinyin, joined or as initials. bash and PowerShell take any completion,
zsh does with `xzfacts.cli.zsh_completion`; fish shows only those that contain what is typed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from typer import Context

from xzfacts.cli.pinyin_prefix import spells
from xzfacts.errors import XzfactsError

if TYPE_CHECKING:
    from xzfacts.app import Facts

_MAX_COMPLETIONS = 100

# Typer's completion scripts pass names through `eval`, word splitting and file name patterns.
# Only names without characters that are special to a shell are offered.
_SAFE = re.compile(r"[\w（《“‘][\w·（）《》“”‘’、，：—…+.%-]*")
_LETTERS = re.compile("[a-zü]+")


def query_words(context: Context, incomplete: str) -> list[str]:
    """Return names and aliases of subjects and, after a subject, its attributes."""
    typed = tuple(context.params.get("words") or ())
    return _completions(context, lambda facts: _names(facts, typed, incomplete))


def fact_words(context: Context, incomplete: str) -> list[str]:
    """Return ids of facts and, since a query may name a fact, its words."""
    typed = tuple(context.params.get("fact") or ())

    def found(facts: "Facts") -> Iterator[str]:
        if incomplete.isascii() and incomplete and not typed:
            ids = facts.facts_by_id_prefix(incomplete)
            yield from (fact.id for fact in islice(ids, _MAX_COMPLETIONS))
        yield from _names(facts, typed, incomplete)

    return _completions(context, found)


def subjects(context: Context, incomplete: str) -> list[str]:
    """Return names and aliases of subjects."""
    return _completions(context, lambda facts: _subjects(facts, incomplete))


def attributes(context: Context, incomplete: str) -> list[str]:
    """Return attributes: those of the subject given on the command line, otherwise all."""
    subject = context.params.get("subject")

    def found(facts: "Facts") -> Iterator[str]:
        known = facts.attributes_of(subject) if subject else []
        return _starting(known or (each.name for each in facts.attributes()), incomplete)

    return _completions(context, found)


def sources(context: Context, incomplete: str) -> list[str]:
    """Return ids of sources."""
    return _completions(
        context,
        lambda facts: (
            each.source.id for each in facts.sources() if each.source.id.startswith(incomplete)
        ),
    )


def _completions(context: Context, found: "Callable[[Facts], Iterable[str]]") -> list[str]:
    """Return the first completions that are safe in a shell.

    Returns nothing if the store cannot be read: pressing Tab must not print messages.
    """
    from xzfacts.app import open_store

    with suppress(XzfactsError, OSError):
        names = found(open_store(context.params.get("store")))
        safe = filter(_SAFE.fullmatch, dict.fromkeys(names))
        return [_Completion(name) for name in islice(safe, _MAX_COMPLETIONS)]
    return []


class _Completion(str):
    """A completion of something typed differently; Typer drops what does not begin as typed."""

    __slots__ = ()

    def startswith(self, *_prefix: object) -> bool:
        """Return True."""
        return True


def _names(facts: "Facts", typed: tuple[str, ...], incomplete: str) -> Iterator[str]:
    known = [attribute for word in typed for attribute in facts.attributes_of(word)]
    yield from _starting(known, incomplete)
    if incomplete or not known:  # otherwise all names of the store would bury the attributes
        yield from _subjects(facts, incomplete)


def _subjects(facts: "Facts", incomplete: str) -> Iterator[str]:
    yield from facts.names_from(incomplete)
    if _LETTERS.fullmatch(incomplete):
        yield from (name for name in facts.names_from("") if spells(name, incomplete))


def _starting(names: Iterable[str], incomplete: str) -> Iterator[str]:
    letters = _LETTERS.fullmatch(incomplete)
    for name in names:
        if name.startswith(incomplete) or (letters and spells(name, incomplete)):
            yield name
