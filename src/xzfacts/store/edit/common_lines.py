"""The lines that two versions of a file have in common, in linear time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

# A line that is there more often finds no place: difflib would compare each with all its like.
_MAX_ALIKE = 3
# Pairs of lines that difflib compares at once; more are divided first.
_MAX_PAIRS = 10_000

Lines = Sequence[str]
Block = tuple[int, int, int]  # as of `difflib.SequenceMatcher.get_matching_blocks`


def common_lines(old: Lines, new: Lines) -> list[Block]:
    """Return the blocks of lines that both have in the same order.

    What both begin and end with is common. The rest is compared by difflib. If it is long, which
    would take quadratic time, it is divided at the lines that occur once in each; a part that is
    still long has nothing in common.
    """
    blocks: list[Block] = []
    for block in _unjoined(old, new):
        at, new_at, size = blocks[-1] if blocks else (0, 0, 0)
        if blocks and block[:2] == (at + size, new_at + size):
            blocks[-1] = at, new_at, size + block[2]
        else:
            blocks.append(block)
    return blocks


def _unjoined(old: Lines, new: Lines) -> Iterator[Block]:
    begin = _alike(old, new)
    after = _alike(old[begin:][::-1], new[begin:][::-1])
    end, new_end = len(old) - after, len(new) - after
    if begin:
        yield 0, 0, begin
    for at, new_at, size in _divided(old[begin:end], new[begin:new_end]):
        yield begin + at, begin + new_at, size
    if after:
        yield end, new_end, after


def _alike(one: Lines, other: Lines) -> int:
    """The number of lines that both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _divided(old: Lines, new: Lines) -> Iterator[Block]:
    if len(old) * len(new) <= _MAX_PAIRS:
        yield from _compared(old, new)
        return
    at = new_at = 0
    for end, new_end in [*_anchors(old, new), (len(old), len(new))]:
        part, new_part = old[at:end], new[new_at:new_end]
        if len(part) * len(new_part) <= _MAX_PAIRS:
            for begin, new_begin, size in _compared(part, new_part):
                yield at + begin, new_at + new_begin, size
        if end < len(old):
            yield end, new_end, 1
        at, new_at = end + 1, new_end + 1


def _compared(old: Lines, new: Lines) -> list[Block]:
    from difflib import SequenceMatcher

    times = Counter(new)
    matcher = SequenceMatcher(lambda line: times[line] > _MAX_ALIKE, old, new)
    return [(at, new_at, size) for at, new_at, size in matcher.get_matching_blocks()[:-1]]


def _anchors(old: Lines, new: Lines) -> list[tuple[int, int]]:
    """The longest row of places, increasing in both, of lines that occur once in each."""
    times, new_times = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(old) if times[line] == new_times[line] == 1}
    ends: list[int] = []  # of the rows of each length, the least last place in `old` …
    rows: list[tuple[int, int]] = []  # … with that in `new`
    before: dict[int, tuple[int, int] | None] = {}  # the pair before one, by its place in `old`
    for new_at, line in enumerate(new):
        if (at := places.get(line)) is not None:
            length = bisect_left(ends, at)
            before[at] = rows[length - 1] if length else None
            ends[length : length + 1] = [at]  # replaced or appended
            rows[length : length + 1] = [(at, new_at)]
    found = []
    pair = rows[-1] if rows else None
    while pair is not None:
        found.append(pair)
        pair = before[pair[0]]
    return found[::-1]
