"""Find a name in a query despite typing errors.

Approximate substring matching (Sellers 1980) with transpositions (Damerau 1964) and phonetic
costs. A unit matches a character that it equals, sounds like or looks like; characters may be
dropped, doubled or transposed. Other substitutions are not allowed: they make another name.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.query_units import NONE, Query
from xzfacts.match import weights
from xzfacts.text import lookalikes, pinyin as text_pinyin


class Alignment(NamedTuple):
    """A name aligned with units of a query.

    start: first unit.
    end: unit after the last.
    cost: total edit cost, 0 for an exact occurrence.
    how: the most serious edit, as in `Match.subject`, or exact.
    """

    start: int
    end: int
    cost: float
    how: str


_IMPOSSIBLE = 99.0
_SEVERITY = ("exact", "initials", "pinyin", "homophone", "lookalike", "typo")
_TYPO = len(_SEVERITY) - 1
_CACHE_SIZE = 1 << 14  # pairs of characters


def align(
    name: str, query: Query, start: int = 0, end: int | None = None, least: float = 0.0
) -> Alignment | None:
    """Align compact `name` with units start to end at the lowest cost; None if over the budget.

    The budget is `weights.typo_budget` for its length, or `least` if that is more.
    """
    stop = query.size if end is None else end
    exact = query.chars.find(name, start, stop)
    if exact >= 0:
        return _with_doubled_ends(query, Alignment(exact, exact + len(name), 0.0, "exact"))
    found = _cheapest(name, query, (start, stop), max(weights.typo_budget(len(name)), least))
    return found and _with_doubled_ends(query, found)


def _cheapest(name: str, query: Query, span: tuple[int, int], budget: float) -> Alignment | None:
    """The alignment of lowest cost with units of the span; None if it is over the budget."""
    start, stop = span
    # A row has, for each unit j, the cheapest alignment of the name so far that ends at j, as
    # (cost, start, severity of the worst edit).
    above: list[_Cell] = [(0.0, j, 0) for j in range(start, stop + 1)]
    before: list[_Cell] = []
    for i, char in enumerate(name):
        dropped = _dropped(name, char)
        row: list[_Cell] = [(above[0][0] + dropped, above[0][1], _TYPO)]
        for k, j in enumerate(range(start, stop), start=1):
            origin, up, left = above[k - 1], above[k], row[k - 1]
            swap = before[k - 2] if before and k > 1 else _DEAD
            if origin[0] > budget and up[0] > budget and left[0] > budget and swap[0] > budget:
                row.append(_DEAD)
                continue
            if query.chars[j] == char:
                best = origin
            else:
                typo, how = unit_cost(query, j, char)
                best = (origin[0] + typo, origin[1], max(how, origin[2]))
            if up[0] + dropped < best[0]:
                best = (up[0] + dropped, up[1], _TYPO)
            if left[0] + weights.TYPO_DOUBLED < best[0] and k > 1 and _doubled(query, j):
                best = (left[0] + weights.TYPO_DOUBLED, left[1], _TYPO)
            if swap[0] + weights.TYPO_SWAPPED < best[0] and _swapped(name, i, query, j):
                best = (swap[0] + weights.TYPO_SWAPPED, swap[1], _TYPO)
            row.append(best)
        if min(row)[0] > budget:
            return None
        before, above = above, row
    cost, _, at, k, how = min((cost, at - k, at, k, how) for k, (cost, at, how) in enumerate(above))
    if cost > budget or start + k <= at:
        return None
    return Alignment(at, start + k, cost, _SEVERITY[how])


_Cell = tuple[float, int, int]
_DEAD: _Cell = (_IMPOSSIBLE, 0, _TYPO)  # over the budget


def _with_doubled_ends(query: Query, found: Alignment) -> Alignment:
    """Include a repetition of the first or the last character."""
    start, end, cost, how = found
    if query.joined(start) and _doubled(query, start):
        start, cost, how = start - 1, cost + weights.TYPO_DOUBLED, "typo"
    if query.joined(end) and _doubled(query, end):
        end, cost, how = end + 1, cost + weights.TYPO_DOUBLED, "typo"
    return Alignment(start, end, cost, how)


def _dropped(name: str, char: str) -> float:
    least = (
        weights.TYPO_DROPPED_MIN if text_pinyin.is_han(char) else weights.TYPO_DROPPED_MIN_LETTER
    )
    if len(name) < least or char.isdigit():
        return _IMPOSSIBLE
    return weights.TYPO_DROPPED


def _doubled(query: Query, j: int) -> bool:
    return query.chars[j] == query.chars[j - 1] and text_pinyin.is_han(query.chars[j])


def _swapped(name: str, i: int, query: Query, j: int) -> bool:
    """Whether units j - 1 and j are characters i - 1 and i of the name in the other order."""
    if query.chars[j] != name[i - 1] or query.chars[j - 1] != name[i]:
        return False
    return name[i] != name[i - 1] and not name[i].isdigit()


def unit_cost(query: Query, j: int, char: str) -> tuple[float, int]:
    """Return the cost of matching unit j with `char`, and the severity of that edit."""
    typed = query.chars[j]
    if typed == char:
        return 0.0, 0
    if typed != NONE:
        return _character_cost(typed, char)
    if query.syllables[j]:
        return _syllable_cost(query.syllables[j], char)
    if query.letters[j] in text_pinyin.initials_of(char):
        return weights.TYPO_INITIAL, _SEVERITY.index("initials")
    return _IMPOSSIBLE, _TYPO


@lru_cache(maxsize=_CACHE_SIZE)
def _character_cost(typed: str, char: str) -> tuple[float, int]:
    if not (text_pinyin.is_han(typed) and text_pinyin.is_han(char)):
        return _IMPOSSIBLE, _TYPO
    if text_pinyin.same_sound(typed, char):
        return weights.TYPO_SAME_SOUND, _SEVERITY.index("homophone")
    if text_pinyin.near_sound(typed, char):
        return weights.TYPO_NEAR_SOUND, _SEVERITY.index("homophone")
    if lookalikes.alike(typed, char):
        return weights.TYPO_ALIKE, _SEVERITY.index("lookalike")
    return _IMPOSSIBLE, _TYPO


@lru_cache(maxsize=_CACHE_SIZE)
def _syllable_cost(syllable: str, char: str) -> tuple[float, int]:
    readings = text_pinyin.readings(char)
    pinyin = _SEVERITY.index("pinyin")
    if syllable in readings or text_pinyin.with_umlaut(syllable) in readings:
        return weights.TYPO_PINYIN, pinyin
    if text_pinyin.sound_class(syllable) in map(text_pinyin.sound_class, readings):
        return weights.TYPO_PINYIN + weights.TYPO_NEAR_SOUND, pinyin
    return _IMPOSSIBLE, _TYPO


def may_align(name: str, query: Query) -> tuple[int, int] | None:
    """Return the units in which `name` may occur with typos; None if it cannot occur.

    A fast filter before `align`, first by common characters (each typo loses at most one), then
    by the similarity of the sound codes.
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
    if length > query.size:  # RapidFuzz then aligns the query with the name
        return 0, query.size
    return max(0, found.dest_start - typos), min(query.size, found.dest_end + typos)
