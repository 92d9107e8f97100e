"""Names that clauses of the same form begin with: 甲基金上涨1%,乙基金上涨2%,丙基金上涨3%."""

from collections.abc import Iterator

from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.language.segmentation import Word
from xzfacts.text.lazy_pattern import lazy_pattern

_HEAD = lazy_pattern("[一-鿿A-Za-z0-9·-]+")
_TO = lazy_pattern("(?:了|至|到|达到?|为)+$")
_SINGLE = lazy_pattern("单[日周月季]$")
_NO_EDGE = frozenset("cdptu")
_SIZES = range(2, 13)  # characters
_LEAST = 3  # clauses of the same form

Span = tuple[int, int]


def parallel_names(line: Line) -> Iterator[Span]:
    """Yield what at least three clauses begin with that go on with the same verb and unit."""
    found: dict[tuple[str, str], dict[str, Span]] = {}
    ends = {word.end: word for word in words(line.chars)}
    for amount in line.amounts:
        verb = _verb(line, amount, ends)
        start, _ = line.clauses[line.clause_at(amount.start)]
        if verb and verb.start - start in _SIZES and _HEAD.fullmatch(line.chars, start, verb.start):
            key = line.chars[verb.start : verb.end], amount.quantity.unit
            head = line.chars[start : verb.start]
            found.setdefault(key, {})[head] = (start, verb.start)
    for heads in found.values():
        measures = sum(any(h[at:] in lexicon().terms for at in range(len(h))) for h in heads)
        if len(heads) >= _LEAST and measures * 2 < len(heads):
            for span in heads.values():
                yield from _name(line, span)


def _verb(line: Line, amount: Amount, ends: dict[int, Word]) -> Word | None:
    """The verb right before an amount."""
    start, _ = line.clauses[line.clause_at(amount.start)]
    to = _TO.search(line.chars, start, amount.start)
    verb = ends.get(to.start() if to else amount.start)
    return verb if verb and verb.tag in "vw" else None


def _name(line: Line, span: Span) -> Iterator[Span]:
    """A head without the words that belong to no name: 而…更是, …上周也."""
    own = [w for w in words(line.chars) if span[0] <= w.start and w.end <= span[1]]
    while own and own[0].tag in _NO_EDGE:
        own.pop(0)
    while own and (own[-1].tag in _NO_EDGE or (own[-1].tag == "v" and _is_short(own[-1]))):
        own.pop()
    if own:
        single = _SINGLE.search(line.chars, own[0].start, own[-1].end)
        yield own[0].start, single.start() if single else own[-1].end


def _is_short(word: Word) -> bool:
    return word.end - word.start == 1
