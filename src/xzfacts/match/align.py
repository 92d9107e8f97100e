"""Where a name stands in a query, slips and all.

The whole name is laid along any stretch of the query at the least cost (Sellers' variant of
edit distance, with the swap of neighbours of Damerau). A unit may stand for a character
that it equals, sounds like or looks like; a character may be dropped, doubled, or swapped
with its neighbour. A unit that is none of these is another name's, and there is no way.
"""

from dataclasses import dataclass

from xzfacts.match import weights
from xzfacts.match.query import NONE, Query
from xzfacts.text import shape, sound


@dataclass(frozen=True, slots=True)
class Alignment:
    """Units start to end stand for the name; cost is 0 where they are its very characters.

    how: the gravest slip on the way, as `Match.subject` names it, or exact.
    """

    start: int
    end: int
    cost: float
    how: str


_NO_WAY = 99.0
_GRAVITY = ("exact", "initials", "pinyin", "homophone", "lookalike", "typo")


def align(name: str, query: Query, start: int = 0, end: int | None = None) -> Alignment | None:
    """The cheapest way to lay compact `name` along units start to end; None if there is none.

    What a name of its length may cost at most is `weights.slip_budget`.
    """
    stop = len(query) if end is None else end
    budget = weights.slip_budget(len(name))
    # A row: for each unit j, the cheapest way to have laid the name so far up to j, as
    # (cost, start, gravest slip).
    above: list[_Way] = [(0.0, j, 0) for j in range(start, stop + 1)]
    before: list[_Way] = []
    for i, char in enumerate(name):
        row: list[_Way] = [_add(above[0], _dropped(name, i), "typo")]
        for k, j in enumerate(range(start, stop), start=1):
            cost, how = unit_cost(query, j, char)
            best = _add(above[k - 1], cost, how)
            best = min(best, _add(above[k], _dropped(name, i), "typo"))
            if j > start and sound.is_han(query.chars[j]) and query.chars[j] == query.chars[j - 1]:
                best = min(best, _add(row[k - 1], weights.SLIP_DOUBLED, "typo"))
            if before and j > start and _swapped(name, i, query, j):
                best = min(best, _add(before[k - 2], weights.SLIP_SWAPPED, "typo"))
            row.append(best)
        if min(row)[0] > budget:
            return None
        before, above = above, row
    found = min(
        ((cost, start_ - k, start_, k, how) for k, (cost, start_, how) in enumerate(above)),
    )
    cost, _, at, k, how = found
    if cost > budget or start + k <= at:
        return None
    return Alignment(at, start + k, cost, _GRAVITY[how])


_Way = tuple[float, int, int]


def _add(way: _Way, cost: float, how: str) -> _Way:
    return way[0] + cost, way[1], max(way[2], _GRAVITY.index(how))


def _dropped(name: str, i: int) -> float:
    if len(name) < weights.SLIP_DROPPED_MIN or not sound.is_han(name[i]):
        return _NO_WAY
    return weights.SLIP_DROPPED


def _swapped(name: str, i: int, query: Query, j: int) -> bool:
    return (
        query.chars[j] == name[i - 1]
        and query.chars[j - 1] == name[i]
        and name[i] != name[i - 1]
        and not name[i].isdigit()
    )


def unit_cost(query: Query, j: int, char: str) -> tuple[float, str]:
    """What it costs to take unit j for `char`, and the slip that it would be."""
    typed = query.chars[j]
    if typed == char:
        return 0.0, "exact"
    syllable = query.syllables[j]
    if typed == NONE:
        readings = sound.readings(char)
        if syllable:
            if syllable in readings:
                return weights.SLIP_PINYIN, "pinyin"
            if any(sound.sound_class(syllable) == sound.sound_class(r) for r in readings):
                return weights.SLIP_PINYIN + weights.SLIP_NEAR_SOUND, "pinyin"
            return _NO_WAY, "typo"
        if readings and readings[0][0] == query.letters[j]:
            return weights.SLIP_INITIAL, "initials"
        return _NO_WAY, "typo"
    if not (sound.is_han(typed) and sound.is_han(char)):
        return _NO_WAY, "typo"
    if sound.same_sound(typed, char):
        return weights.SLIP_SAME_SOUND, "homophone"
    if sound.near_sound(typed, char):
        return weights.SLIP_NEAR_SOUND, "homophone"
    if shape.alike(typed, char):
        return weights.SLIP_ALIKE, "lookalike"
    return _NO_WAY, "typo"


def blocks(query: Query, name: str, free: int, least: int = 2) -> list[tuple[int, int, int]]:
    """Stretches of the query that stand in `name`, longest first, as (unit, place, length).

    Only units set in `free` count. A stretch has at least `least` characters; no unit and
    no place in the name is used twice.
    """
    chars = query.chars
    taken = 0
    found: list[tuple[int, int, int]] = []
    while True:
        best = (0, 0, 0)
        lengths = [0] * (len(name) + 1)
        for j, char in enumerate(chars):
            row = [0] * (len(name) + 1)
            if free >> j & 1:
                for i, other in enumerate(name, start=1):
                    if char == other and not taken >> (i - 1) & 1:
                        row[i] = lengths[i - 1] + 1
                        if row[i] > best[0]:
                            best = (row[i], j + 1 - row[i], i - row[i])
            lengths = row
        length, unit, place = best
        if length < least:
            return found
        found.append((unit, place, length))
        free &= ~(((1 << length) - 1) << unit)
        taken |= ((1 << length) - 1) << place
