"""Centering: whom each clause of an article is about, by the grammar of the names in it.

After Grosz, Joshi and Weinstein, "Centering" (1995): the first name of a clause that is no object
and behind no preposition is its center, and what a clause makes or founds is that of the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from xzfacts.extract.entity.entities import Entity, Mention
from xzfacts.extract.entity.mention_roles import OUTSIDE, bracket_of, side
from xzfacts.extract.fact.tokens import Line

_NO_SUBJECT = frozenset(("prep", "made", "object", "list"))

Pointers = Sequence[tuple[int, int, str]]


class Centers:
    """The center of an article at every position."""

    def __init__(
        self,
        lines: Sequence[Line],
        mentions: Sequence[Sequence[Mention]],
        pointers: Sequence[Pointers],
        pointed: Callable[[int, int, str], str],
    ) -> None:
        """pointers: where words such as 该公司 stand in each line. pointed: whom one stands for."""
        self._lines = lines
        self._mentions = mentions
        self._pointers = pointers
        self._pointed = pointed
        entities = {m.entity.name: m.entity for named in mentions for m in named}
        self._shifts = self._found(entities)

    def at(self, number: int, position: int) -> tuple[int, str]:
        """From where on in a line, and the name of the center there; "" if there is none."""
        return max((c for c in self._shifts[number] if c[0] <= position), default=(0, ""))

    def _found(self, entities: Mapping[str, Entity]) -> list[list[tuple[int, str]]]:
        found: list[list[tuple[int, str]]] = []
        current = beside = ""
        paragraph = -1
        for number, line in enumerate(self._lines):
            entity = entities.get(current)
            if line.quote.paragraph != paragraph:
                paragraph = line.quote.paragraph
                if entity is not None and entity.kind == "person":
                    current = beside  # a person is left with the paragraph
            shifts = [(0, current)] if current else []
            for start, end in line.clauses:
                inside = [
                    m
                    for m in self._mentions[number]
                    if start <= m.start < end and bracket_of(line, m.start) == OUTSIDE
                ]
                shifts += self._of_clause(number, start, inside)
            found.append(shifts)
            current = shifts[-1][1] if shifts else current
            entity = entities.get(current)
            if entity is not None and entity.kind != "person":
                beside = current
        return found

    def _of_clause(
        self, number: int, start: int, inside: Sequence[Mention]
    ) -> Iterator[tuple[int, str]]:
        line = self._lines[number]
        sides = [(mention, *side(line, mention)) for mention in inside]
        named = next(
            (
                (m.start, m.entity.name)
                for m, left, right in sides
                if left not in _NO_SUBJECT and right not in {"says", "list"}
            ),
            None,
        )
        pointed = [
            (at, self._pointed(number, at, head))
            for at, _end, head in self._pointers[number]
            if line.clause_at(at) == line.clause_at(start)
        ]
        shifts = [each for each in (named, *pointed) if each and each[1]]
        if shifts:
            yield min(shifts)
        yield from ((m.end, m.entity.name) for m, left, _ in sides if left == "dealt with")
        made = [m for m, left, _right in sides if left == "made"]
        if made and made[-1] is inside[-1] and made[-1].entity.kind != "place":
            yield made[-1].end, made[-1].entity.name
