"""The features of a mention by where it stands to a figure of its sentence."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from xzfacts.extract.entity.clusters import Parsed
from xzfacts.extract.entity.entities import Mention
from xzfacts.extract.entity.mention_roles import side
from xzfacts.extract.entity.phrase_features import Grammar
from xzfacts.extract.fact.tokens import Line

UNLIKELY, _UNTOLD, _UNSURE, _SURE = -10_000, -9, -6, 4  # scores of what may be no name


def bucket(score: int) -> int:
    """A score in log-odds, coarse where it is high or low."""
    return max(min(score // 100, _SURE), _UNSURE) if score > UNLIKELY else _UNTOLD


class MentionFeatures:
    """The features of the mentions of one article.

    measuring: names of phrases that say what is measured.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        parsed: Sequence[Parsed],
        grammar: Sequence[Grammar],
        measuring: Collection[str],
    ) -> None:
        self._lines = lines
        self._named = [each.named for each in parsed]
        self._all = [each.mentions for each in parsed]
        self._scores = [each.scores for each in parsed]
        self._grammar = grammar
        self._nested = [_nesting(each, measuring) for each in self._all]
        self._said: dict[tuple[int, int, int], tuple[str, ...]] = {}

    def before(self, number: int, mention: Mention, position: int) -> Iterator[str]:
        """Yield the features of a mention in front of a figure."""
        line, grammar = self._lines[number], self._grammar[number]
        distance = min(line.clause_at(position) - line.clause_at(mention.start), 3)
        near = "other" if distance else "same"
        phrase = "phrase" in mention.entity.how
        place = number, mention.start, mention.end
        if place not in self._said:
            self._said[place] = tuple(grammar.of(mention))
        for feature in self._said[place]:
            yield feature if feature[1:2] == "=" else f"{near} {feature}"
        yield f"distance {distance}" if distance else f"path {grammar.path(mention, position)}"
        score = self._scores[number].get((mention.start, mention.end), UNLIKELY)
        yield f"said {bucket(score)} {phrase}"
        yield f"crossed {near} {min(grammar.crossed(mention, position), 5)}"
        ends, begins = self._nested[number][mention.start, mention.end]
        yield f"nested {ends} {begins} {phrase}"
        crossed = any(
            mention.end <= m.start and m.end <= position and m.entity is not mention.entity
            for m in self._named[number]
        )
        if not distance and not crossed:
            yield f"last r={line.chars[mention.end : mention.end + 2]}"
            yield f"gap {'short' if position - mention.end < 8 else 'long'}"

    def after(self, number: int, mention: Mention, position: int) -> Iterator[str]:
        """Yield the features of a mention behind a figure."""
        line = self._lines[number]
        distance = min(line.clause_at(mention.start) - line.clause_at(position), 2)
        left, right = side(line, mention)
        yield f"after {distance}"
        yield f"after left {left}"
        yield f"after right {right}"


def _nesting(
    mentions: Sequence[Mention], measuring: Collection[str]
) -> dict[tuple[int, int], tuple[bool, bool]]:
    """Whether a longer mention ends with each, and whether one begins with it and is no measure."""
    by_start = sorted(mentions, key=lambda m: m.start)
    furthest = further = 0  # where mentions that begin before a place end, and those no measure
    found = {}
    for start, group in groupby(by_start, key=lambda m: m.start):
        here = list(group)
        further = max(further, *(m.end for m in here if m.entity.name not in measuring), 0)
        found.update({(start, m.end): (furthest >= m.end, further > m.end) for m in here})
        furthest = max(furthest, *(m.end for m in here))
    return found
