"""Ids that change when facts are edited, and the facts that refer to them.

A derived id depends on the statement, so correcting one character changes it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from xzfacts.model.facts import Fact
from xzfacts.store.edit.file_search import Files
from xzfacts.store.schema.reader import read_bytes

_REFERENCE = b"superseded_by"

# Keys by which an old and a new fact may be the same, strongest evidence first. The quote with only
# the subject or the attribute is no evidence, as sentences have several facts.
_Key = Callable[[Fact], tuple[object, ...]]
_ABOUT, _CONTENT = ("subject", "attribute"), ("value", "sentence.quote")
_KEYS: tuple[tuple[_Key, ...], ...] = tuple(
    tuple(attrgetter(*keys, *day) for keys in level)
    for level in (
        [(*_ABOUT, *_CONTENT)],
        [*((*_ABOUT, one) for one in _CONTENT), *((one, *_CONTENT) for one in _ABOUT)],
        [_ABOUT, _CONTENT],
    )
    for day in (("as_of",), ())
)


def changed_ids(before: Sequence[Fact], after: Sequence[Fact]) -> dict[str, str]:
    """Maps ids that disappeared from a file to the new ids of their facts.

    Ambiguous cases are left out.
    """
    had, have = {fact.id for fact in before}, {fact.id for fact in after}
    gone = [fact for fact in before if fact.id not in have]
    come = [fact for fact in after if fact.id not in had]
    named = {key: _ids(come, key) for key in chain.from_iterable(_KEYS)} if gone else {}
    found: dict[str, str] = {}
    for fact in gone:
        for level in _KEYS:
            best = set().union(*(named[key].get(key(fact), ()) for key in level))
            if best:
                if len(best) == 1:
                    found[fact.id] = best.pop()
                break
    claims = Counter(found.values())
    return {old: new for old, new in found.items() if claims[new] == 1}


def _ids(facts: Iterable[Fact], key: _Key) -> dict[tuple[object, ...], set[str]]:
    """The ids of the facts by key, at most two for each."""
    ids: dict[tuple[object, ...], set[str]] = {}
    for fact in facts:
        alike = ids.setdefault(key(fact), set())
        if len(alike) < 2:
            alike.add(fact.id)
    return ids


def references(files: Files, ids: Collection[str]) -> Iterator[tuple[str, Fact]]:
    """The facts superseded by one of these, each with its file."""
    if not ids:
        return
    for file, read in files:
        data = read()
        if _REFERENCE in data:
            for fact in read_bytes(data, file).facts:
                if fact.superseded_by in ids:
                    yield file, fact
