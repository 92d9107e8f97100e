"""The names of an article that may hold a figure; of very many those mentioned last."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from xzfacts.extract.entity.entities import Entity, Mention

MAX_NAMES = 200  # of an article; hardly one has more
_REACH = 50  # names mentioned last that may hold a figure of an article with more


class RecentNames:
    """What is mentioned last before each sentence, so that the time for all figures is linear.

    inside: the mentions of each sentence by name. homes: the places that names begin with.
    """

    def __init__(
        self, inside: Sequence[Mapping[str, object]], homes: Mapping[str, Sequence[Entity]]
    ) -> None:
        self._inside = inside
        self._homes = homes
        self._naming = [number for number, names in enumerate(inside) if names]
        self._last: tuple[int, dict[str, None]] = (-1, {})

    def upto(self, number: int) -> Collection[str]:
        """Some of the names mentioned in a sentence and before, the last ones first."""
        if self._last[0] != number:
            names: dict[str, None] = {}
            at = bisect_right(self._naming, number)
            while at and len(names) <= _REACH:
                at -= 1
                for name in self._inside[self._naming[at]]:
                    names.update(dict.fromkeys((name, *(e.name for e in self._homes[name]))))
            self._last = number, names
        return self._last[1]


def lasting(mentions: Sequence[Sequence[Mention]], led: Counter[str], title: str) -> frozenset[str]:
    """The names in the title and those that are the subject of several clauses, not too many."""
    names = {m.entity.name for named in mentions for m in named}
    titled = [name for name in names if name in title]
    leading = [name for name, count in led.most_common(MAX_NAMES) if count > 1]
    return frozenset((*titled, *leading))
