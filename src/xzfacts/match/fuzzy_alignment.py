"""Where a name stands in a query, typos and all.

The whole name is laid along any stretch of the query at the least cost (Sellers' variant of
edit distance, with the swap of neighbours of Damerau). A unit may stand for a character
that it equals, sounds like or looks like; a character may be dropped, doubled, or swapped
with its neighbour. A unit that is none of these is another name's, and there is no way.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.text_units import NONE, Query
from xzfacts.match import weights
from xzfacts.text import lookalikes
from xzfacts.text import pinyin as text_pinyin


class Alignment(NamedTuple):
    """Units start to end stand for the name; cost is 0 where they are its very characters.

    how: the gravest typo on the way, as `Match.subject` names it, or exact.
    """

    start: int
    end: int
    cost: float
    how: str


_NO_WAY = 99.0
_GRAVITY = ("exact", "initials", "pinyin", "homophone", "lookalike", "typo")
_TYPO = len(_GRAVITY) - 1
_REMEMBERED = 1 << 14  # pairs of characters


def align(
    name: str, query: Query, start: int = 0, end: int | None = None, least: float = 0.0
) -> Alignment | None:
    """The cheapest way to lay compact `name` along units start to end; None if there is none.

    It may cost `weights.typo_budget` for a name of its length, or `least` if that is more.
    """
    stop = query.size if end is None else end
    budget = max(weights.typo_budget(len(name)), least)
    # A row: for each unit j, the cheapest way to have laid the name so far up to j, as
    # (cost, start, gravest typo).
    above: list[_Way] = [(0.0, j, 0) for j in range(start, stop + 1)]
    before: list[_Way] = []
    for i, char in enumerate(name):
        dropped = _dropped(name, char)
        first = above[0]
        row: list[_Way] = [(first[0] + dropped, first[1], _TYPO)]
        least = row[0][0]
        for k, j in enumerate(range(start, stop), start=1):
            typo, how = unit_cost(query, j, char)
            cost, at, worst = above[k - 1]
            best = (cost + typo, at, max(how, worst))
            if above[k][0] + dropped < best[0]:
                best = (above[k][0] + dropped, above[k][1], _TYPO)
            if k > 1:
                typed = query.chars[j]
                if row[k - 1][0] + weights.TYPO_DOUBLED < best[0] and _doubled(query, j):
                    best = (row[k - 1][0] + weights.TYPO_DOUBLED, row[k - 1][1], _TYPO)
                if before and typed == name[i - 1] and _swapped(name, i, query, j):
                    swapped = before[k - 2][0] + weights.TYPO_SWAPPED
                    if swapped < best[0]:
                        best = (swapped, before[k - 2][1], _TYPO)
            row.append(best)
            least = min(least, best[0])
        if least > budget:
            return None
        before, above = above, row
    cost, _, at, k, how = min((cost, at - k, at, k, how) for k, (cost, at, how) in enumerate(above))
    if cost > budget or start + k <= at:
        return None
    stop = start + k
    if query.joined(at) and _doubled(query, at):
        at, cost, how = at - 1, cost + weights.TYPO_DOUBLED, _TYPO
    if query.joined(stop) and _doubled(query, stop):
        stop, cost, how = stop + 1, cost + weights.TYPO_DOUBLED, _TYPO
    return Alignment(at, stop, cost, _GRAVITY[how])


_Way = tuple[float, int, int]


def _dropped(name: str, char: str) -> float:
    least = (
        weights.TYPO_DROPPED_MIN if text_pinyin.is_han(char) else weights.TYPO_DROPPED_MIN_LETTER
    )
    if len(name) < least or char.isdigit():
        return _NO_WAY
    return weights.TYPO_DROPPED


def _doubled(query: Query, j: int) -> bool:
    return query.chars[j] == query.chars[j - 1] and text_pinyin.is_han(query.chars[j])


def _swapped(name: str, i: int, query: Query, j: int) -> bool:
    return query.chars[j - 1] == name[i] and name[i] != name[i - 1] and not name[i].isdigit()


def unit_cost(query: Query, j: int, char: str) -> tuple[float, int]:
    """What it costs to take unit j for `char`, and the gravity of the typo that it would be."""
    typed = query.chars[j]
    if typed == char:
        return 0.0, 0
    if typed != NONE:
        return _character_cost(typed, char)
    if query.syllables[j]:
        return _syllable_cost(query.syllables[j], char)
    readings = text_pinyin.readings(char)
    if readings and readings[0][0] == query.letters[j]:
        return weights.TYPO_INITIAL, _GRAVITY.index("initials")
    return _NO_WAY, _TYPO


@lru_cache(maxsize=_REMEMBERED)
def _character_cost(typed: str, char: str) -> tuple[float, int]:
    if not (text_pinyin.is_han(typed) and text_pinyin.is_han(char)):
        return _NO_WAY, _TYPO
    if text_pinyin.same_sound(typed, char):
        return weights.TYPO_SAME_SOUND, _GRAVITY.index("homophone")
    if text_pinyin.near_sound(typed, char):
        return weights.TYPO_NEAR_SOUND, _GRAVITY.index("homophone")
    if lookalikes.alike(typed, char):
        return weights.TYPO_ALIKE, _GRAVITY.index("lookalike")
    return _NO_WAY, _TYPO


@lru_cache(maxsize=_REMEMBERED)
def _syllable_cost(syllable: str, char: str) -> tuple[float, int]:
    readings = text_pinyin.readings(char)
    pinyin = _GRAVITY.index("pinyin")
    if syllable in readings:
        return weights.TYPO_PINYIN, pinyin
    if text_pinyin.sound_class(syllable) in map(text_pinyin.sound_class, readings):
        return weights.TYPO_PINYIN + weights.TYPO_NEAR_SOUND, pinyin
    return _NO_WAY, _TYPO


def may_align(name: str, query: Query) -> tuple[int, int] | None:
    """The stretch of the query in which `name` may stand, typos and all; None if it cannot.

    A quick look, first at characters: each typo leaves one of the name's untyped at most. Then
    by sound: a typo in form, a swapped, dropped or doubled character costs a match or two, and
    a name bears only a few.
    """
    length = len(name)
    if query.pinyin:
        if NONE in query.codes:
            return 0, query.size
    elif sum(map(query.chars.__contains__, name)) < length - weights.most_typos(length):
        return None
    from rapidfuzz.fuzz import partial_ratio_alignment

    typos = 1 if length < weights.TYPOS_TWO else 2 if length < weights.TYPOS_THREE else 3
    least = 100 * (length - typos) / length - 1
    codes = text_pinyin.sound_codes(name)
    found = partial_ratio_alignment(codes, query.codes, score_cutoff=least)
    if found is None:
        return None
    if length > query.size:  # the query was laid along the name
        return 0, query.size
    return max(0, found.dest_start - typos), min(query.size, found.dest_end + typos)


def blocks(query: Query, name: str, free: int, least: int = 2) -> list[tuple[int, int, int]]:
    """Stretches of the query that stand in `name`, longest first, as (unit, place, length).

    Only units set in `free` count. A stretch has at least `least` characters; no unit and
    no place in the name is used twice.
    """
    chars = query.chars
    if not any(
        chars[j : j + least] in name for j in range(len(chars) - least + 1) if free >> j & 1
    ):
        return []
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
