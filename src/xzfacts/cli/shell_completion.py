"""Shell completion of the words of a query."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from typer import Context

from xzfacts.errors import XzfactsError

_MAX_COMPLETIONS = 100

# Typer's completion scripts pass names through `eval`, word splitting and file name patterns.
# Only names without characters that are special to a shell are offered.
_SAFE = re.compile(r"[\w（《“‘][\w·（）《》“”‘’、，：—…+.%-]*")


def words(context: Context, incomplete: str) -> list[str]:
    """Return names and aliases of subjects and, after a subject, its attributes.

    Returns nothing if the store cannot be read: pressing Tab must not print messages.
    """
    with suppress(XzfactsError, OSError):
        store = context.params.get("store")
        typed = context.params.get("words") or ()
        names = _candidates(store, tuple(typed), incomplete)
        return list(islice(filter(_SAFE.fullmatch, dict.fromkeys(names)), _MAX_COMPLETIONS))
    return []


def _candidates(store: str | None, typed: tuple[str, ...], incomplete: str) -> Iterator[str]:
    from xzfacts.app import open_store

    facts = open_store(store)
    known = [attribute for word in typed for attribute in facts.attributes_of(word)]
    yield from (attribute for attribute in known if attribute.startswith(incomplete))
    if incomplete or not known:  # otherwise all names of the store would bury the attributes
        yield from facts.names_from(incomplete)
