"""Facts that an edit of their file gave another id, and who names them by the old one.

An id that nobody wrote follows what the fact says, so correcting a character changes it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from xzfacts.model import Fact
from xzfacts.store.editing.finding import Files
from xzfacts.store.read import read_bytes

_KEY = b"superseded_by"


def moved(before: Sequence[Fact], after: Sequence[Fact]) -> dict[str, str]:
    """For ids that are gone from a file the ones that their facts have now.

    Where it is not plain which fact an old one has become, or which of several a new one was, it
    is left out.
    """
    had, have = {fact.id for fact in before}, {fact.id for fact in after}
    come = [fact for fact in after if fact.id not in had]
    found: dict[str, str] = {}
    for fact in before:
        if fact.id in have:
            continue
        ranked = sorted(((_alike(fact, new), new.id) for new in come), reverse=True)
        best = [id_ for alike, id_ in ranked if alike == ranked[0][0]]
        if len(best) == 1 and ranked[0][0]:
            found[fact.id] = best[0]
    claims = Counter(found.values())
    return {old: new for old, new in found.items() if claims[new] == 1}


def _alike(old: Fact, new: Fact) -> int:
    """How much of a fact stayed; 0 where it is more likely another.

    A sentence says several things of one subject, and one thing of several: that the quote and
    one name stayed says nothing.
    """
    about = old.subject == new.subject, old.attribute == new.attribute
    said = old.value == new.value, old.sentence.quote == new.sentence.quote
    alike = sum(about) + sum(said)
    if alike > 2 or all(about) or all(said):
        return 2 * alike + (old.as_of == new.as_of)
    return 0


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
