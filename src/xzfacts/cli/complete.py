"""What a shell offers when Tab is pressed in a query."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from typer import Context

from xzfacts.errors import XzfactsError

_MOST = 100

# The scripts that Typer gives to shells pass names on through `eval`, word splitting and
# file name patterns. Only names in which no shell finds anything of its own are offered.
_SAFE = re.compile(r"[\w（《“‘][\w·（）《》“”‘’、，：—…+.%-]*")


def words(context: Context, incomplete: str) -> list[str]:
    """Subjects by all their names and, after a subject, the attributes known of it.

    A store that cannot be read has nothing to offer: a key press is no place for messages.
    """
    with suppress(XzfactsError, OSError):
        store = context.params.get("store")
        typed = context.params.get("words") or ()
        return list(islice(_fitting(_known(store, tuple(typed)), incomplete), _MOST))
    return []


def _known(store: str | None, typed: tuple[str, ...]) -> Iterator[str]:
    from xzfacts.app import open_store

    facts = open_store(store)
    for subject in facts.subjects():
        names = (subject.name, *subject.aliases)
        if any(word in names for word in typed):
            for fact in facts.facts(subject=subject.name):
                yield fact.attribute
        else:
            yield from names


def _fitting(names: Iterator[str], incomplete: str) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name.startswith(incomplete) and _SAFE.fullmatch(name):
            yield name
