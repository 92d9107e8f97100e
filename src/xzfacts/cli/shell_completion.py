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
        names = _known(store, tuple(typed), incomplete)
        return list(islice(filter(_SAFE.fullmatch, dict.fromkeys(names)), _MOST))
    return []


def _known(store: str | None, typed: tuple[str, ...], incomplete: str) -> Iterator[str]:
    from xzfacts.app import open_store

    facts = open_store(store)
    known = [attribute for word in typed for attribute in facts.attributes_of(word)]
    yield from (attribute for attribute in known if attribute.startswith(incomplete))
    if incomplete or not known:  # or else all names of the store would bury the attributes
        yield from facts.names_from(incomplete)
