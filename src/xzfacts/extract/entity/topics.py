"""Whom the figures before one belong to."""

from xzfacts.extract.entity.mention_roles import OUTSIDE, bracket_of
from xzfacts.extract.fact.tokens import Line


class Topics:
    """The holders of the figures before one in its sentence; what brackets hold stays in them.

    article: the holder of the last figure of a sentence before.
    """

    def __init__(self, line: Line, article: str) -> None:
        self.line = line
        self.article = article
        self.last = ""
        self._clauses: dict[tuple[int, int], str] = {}
        self._brackets: dict[int, str] = {}

    def before(self, position: int) -> tuple[str, str, str]:
        """The holders of the figure before in the clause, in the sentence, in one before."""
        bracket = bracket_of(self.line, position)
        outer = self._brackets.get(bracket) or self._brackets.get(OUTSIDE, "")
        return self._clauses.get((self.line.clause_at(position), bracket), ""), outer, self.article

    def hold(self, position: int, name: str) -> None:
        """Take in who holds a figure."""
        bracket = bracket_of(self.line, position)
        self._clauses[self.line.clause_at(position), bracket] = name
        self._brackets[bracket] = name
        if bracket == OUTSIDE or not self.last:
            self.last = name
