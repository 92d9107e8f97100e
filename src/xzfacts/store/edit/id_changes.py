"""Facts that an edit of their file gave another id, and who names them by the old one.

An id that nobody wrote follows what the fact says, so correcting a character changes it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from xzfacts.model.facts import Fact
from xzfacts.store.edit.file_search import Files
from xzfacts.store.schema.reader import read_bytes

_KEY = b"superseded_by"

# What of a fact may have stayed, the most first. A sentence says several things of one subject,
# and one thing of several: that the quote and one name stayed says nothing.
_Kept = Callable[[Fact], tuple[object, ...]]
_ABOUT, _SAID = ("subject", "attribute"), ("value", "sentence.quote")
_KEPT: tuple[tuple[_Kept, ...], ...] = tuple(
    tuple(attrgetter(*keys, *day) for keys in level)
    for level in (
        [(*_ABOUT, *_SAID)],
        [*((*_ABOUT, one) for one in _SAID), *((one, *_SAID) for one in _ABOUT)],
        [_ABOUT, _SAID],
    )
    for day in (("as_of",), ())
)


def moved(before: Sequence[Fact], after: Sequence[Fact]) -> dict[str, str]:
    """For ids that are gone from a file the ones that their facts have now.

    Where it is not plain which fact an old one has become, or which of several a new one was, it
    is left out.
    """
    had, have = {fact.id for fact in before}, {fact.id for fact in after}
    gone = [fact for fact in before if fact.id not in have]
    come = [fact for fact in after if fact.id not in had]
    named = {kept: _ids(come, kept) for kept in chain.from_iterable(_KEPT)} if gone else {}
    found: dict[str, str] = {}
    for fact in gone:
        for level in _KEPT:
            best = set().union(*(named[kept].get(kept(fact), ()) for kept in level))
            if best:
                if len(best) == 1:
                    found[fact.id] = best.pop()
                break
    claims = Counter(found.values())
    return {old: new for old, new in found.items() if claims[new] == 1}


def _ids(facts: Iterable[Fact], kept: _Kept) -> dict[tuple[object, ...], set[str]]:
    """The ids of the facts by what may have stayed; two of them where there are more."""
    ids: dict[tuple[object, ...], set[str]] = {}
    for fact in facts:
        alike = ids.setdefault(kept(fact), set())
        if len(alike) < 2:
            alike.add(fact.id)
    return ids


def references(files: Files, ids: Collection[str]) -> Iterator[tuple[str, Fact]]:
    """The facts that gave way to one of these, each with its file."""
    if not ids:
        return
    for file, read in files:
        data = read()
        if _KEY in data:
            for fact in read_bytes(data, file).facts:
                if fact.superseded_by in ids:
                    yield file, fact
