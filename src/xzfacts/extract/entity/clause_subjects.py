"""What clauses begin with, before their verb: the subjects that figures behind them may have."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from xzfacts.extract.entity.entities import Mention
from xzfacts.extract.entity.mention_roles import OUTSIDE, bracket_of
from xzfacts.extract.entity.phrase_features import Grammar

_BACK, _REACH = 4, 60  # clauses with a subject that are looked back on; those in brackets too


class ClauseSubjects:
    """The subjects of the clauses of an article.

    counts: how many clauses each entity is the subject of.
    """

    def __init__(self, grammar: Sequence[Grammar], mentions: Sequence[Sequence[Mention]]) -> None:
        self._grammar = grammar
        self._found: list[tuple[int, int, dict[str, str]]] = []  # line, start of clause, names
        for number, (words, inside) in enumerate(zip(grammar, mentions, strict=True)):
            heads: dict[int, dict[str, str]] = {}
            for mention in inside:
                if words.place(mention) in {"head", "counted"}:
                    clause = words.line.clause_at(mention.start)
                    start = words.line.clauses[clause][0]
                    heads.setdefault(start, {})[mention.entity.name] = words.around(mention)[1]
            self._found += [(number, start, heads[start]) for start in sorted(heads)]
        self.counts = Counter(name for _, _, names in self._found for name in names)

    def before(self, number: int, position: int) -> dict[str, tuple[int, str]]:
        """The subjects of the clause of a figure and of those before it.

        Each with how many such clauses it is back, and the tag of the word behind it.
        """
        at = bisect_right(self._found, (number, position), key=lambda s: s[:2])
        found: dict[str, tuple[int, str]] = {}
        own = bracket_of(self._grammar[number].line, position)
        told = [
            names
            for line, start, names in self._found[max(at - _REACH, 0) : at]
            if bracket_of(self._grammar[line].line, start)
            in {OUTSIDE, own if line == number else OUTSIDE}
        ]
        for back, names in enumerate(reversed(told[-_BACK:])):
            for name, behind in names.items():
                found.setdefault(name, (back, behind))
        return found
