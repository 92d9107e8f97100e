"""Link mentions in a query to names: whole, partial or with typos."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog, Name
from xzfacts.language.query_units import NONE, Query, is_latin, span_mask, union
from xzfacts.match import weights
from xzfacts.match.name_pieces import common_pieces, ends_as_whole, spelled_shorter

_LONGEST_NAME = 60
_WORD = 2  # characters left out of a name that make another one
_MIN_PART = 2
_FIRST = 4  # candidates that are fetched by themselves: mostly they decide


class Mention(NamedTuple):
    """A mention of a name in the query.

    name: the name.
    mask: its units in the query.
    quality: confidence, in (0, 1].
    how: kind of match, as in `Match.subject`.
    whole: whether the whole name is mentioned, not a piece of it.
    slip: whether one of its characters was mistyped as an unlike one.
    """

    name: Name
    mask: int
    quality: float
    how: str
    whole: bool = True
    slip: bool = False

    @property
    def corrected(self) -> bool:
        """Whether the query spells the name differently."""
        return self.how in {"homophone", "lookalike", "typo"}


class Mentions:
    """Mentions in the readings of one query, cached per reading."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._exact: dict[Query, list[Mention]] = {}
        self._near: dict[Query, list[Mention]] = {}

    def exact(self, query: Query) -> list[Mention]:
        """Return the names that occur literally in the query, the longest first."""
        if query not in self._exact:
            self._exact[query] = exact_mentions(query, self._catalog)
        return self._exact[query]

    def near(self, query: Query) -> list[Mention]:
        """Return partial and misspelled names, the most likely first."""
        if query not in self._near:
            self._near[query] = near_mentions(query, self._catalog, self.exact(query))
        return self._near[query]


def exact_mentions(query: Query, catalog: Catalog) -> list[Mention]:
    """Return the names that occur literally in the query, the longest first."""
    places: dict[str, int] = {}  # the first one: a repetition is the same mention
    starts = [i for i, char in enumerate(query.chars) if char != NONE and not _glued(query, i)]
    tails = [query.chars[i : i + _LONGEST_NAME].partition(NONE)[0] for i in starts]
    for start, tail, most in zip(starts, tails, catalog.name_lengths(tails), strict=True):
        for size in range(1, most + 1):
            if not _glued(query, start + size):
                places.setdefault(tail[:size], start)
    found = []
    for name in catalog.names(places):
        at = places[name.text]
        mask = span_mask(at, at + len(name.text))
        found.append(Mention(name, mask, weights.NAME[name.kind], _as_typed(name)))
    found.sort(key=lambda m: (-len(m.name.text), -m.quality, m.name.id))
    return found


def _as_typed(name: Name) -> str:
    """Return the kind of match of a literal occurrence."""
    return "exact" if name.kind == "name" else name.kind


def _cuts_number(query: Query, start: int, end: int) -> bool:
    """Whether an end of the span falls inside a run of letters and digits: x5, crh2, 2012."""
    return _glued(query, start) or _glued(query, end)


def _glued(query: Query, i: int) -> bool:
    if not query.joined(i):
        return False
    return is_latin(query.chars[i - 1]) and is_latin(query.chars[i])


def near_mentions(query: Query, catalog: Catalog, exact: list[Mention]) -> list[Mention]:
    """Return mentions of names in part or with typos, the most likely first.

    exact: the literal mentions.
    """
    found = []
    typed = [m.mask for m in exact if m.name.kind != "value"]
    least = 0.0
    for name, shared, rare in _candidates(query, catalog):
        if shared < least:
            break
        mention = _misspelled(query, name) or _part(query, name, rare=rare)
        if mention is None:
            continue
        if mention.whole and mention.name.kind != "value":
            least = max(least, shared * weights.CANDIDATE_SHARE)
        # A whole name and its pieces are not short for other names.
        own = mention.whole and mention.name.kind != "short"
        if own or all(mention.mask & ~mask for mask in typed):
            found.append(mention)
    found = [m for m in found if not m.slip or _is_only(m, found)]
    found.sort(key=lambda m: (-query.weight(m.mask) * m.quality, m.name.id))
    return found[: weights.JOINED]


def _is_only(slip: Mention, found: list[Mention]) -> bool:
    """Whether no other name is mistyped in the same place."""
    return not any(
        m.corrected and m.mask & slip.mask and m.name.target != slip.name.target for m in found
    )


def _candidates(query: Query, catalog: Catalog) -> Iterator[tuple[Name, float, bool]]:
    """Yield the names that share the rarest n-grams, those that share most first.

    Each with the total weight of these, and whether one of them occurs in few names.
    """
    from xzfacts.index.ngrams import query_grams

    grams = query_grams(query.chars, query.codes)
    if query.pinyin and NONE in query.codes:
        grams |= _initials(query)
    worth: dict[int, float] = {}
    seeds: set[int] = set()
    rare: set[int] = set()
    for total, ids in catalog.postings(grams):
        weight = 1.0 / math.log2(2 + total)
        if total <= weights.PART_RARE:
            rare.update(ids)
        if len(worth) < weights.SEEDS:
            listed = dict.fromkeys(ids, weight)
            for number in worth.keys() & listed.keys():
                listed[number] += worth[number]
            worth |= listed
        else:
            seeds = seeds or set(worth)
            for number in seeds.intersection(ids):
                worth[number] += weight
    least = sorted(worth.values(), reverse=True)[: weights.CANDIDATES][-1:]
    ranked = sorted((-shared, number) for number, shared in worth.items() if [shared] >= least)
    for some in (ranked[:_FIRST], ranked[_FIRST : weights.CANDIDATES]):
        names = {name.id: name for name in catalog.names_by_id(number for _, number in some)}
        for shared, number in some:
            if number in names:
                yield names[number], -shared, number in rare


def _initials(query: Query) -> set[str]:
    from xzfacts.index.ngrams import initial_grams

    runs = "".join(
        letter if code == NONE else " "
        for letter, code in zip(query.letters, query.codes, strict=True)
    )
    return {gram for run in runs.split() for gram in initial_grams(run)}


def _misspelled(query: Query, name: Name) -> Mention | None:
    from xzfacts.match.spelling_alignment import align, may_align

    stretch = may_align(name.text, query)
    if stretch is None:
        return None
    found = align(name.text, query, *stretch)
    if found is None:
        return _slip(query, name)
    if _cuts_number(query, found.start, found.end):
        return None
    typed = query.chars[found.start : found.end]
    if found.how == "typo" and typed in name.text:
        return _slip(query, name)  # a piece of the name without a typo
    if found.how == "typo" and len(name.text) - len(typed) >= _WORD and query.chars.isalpha():
        return None  # 第一小学 is not 第一实验小学
    how = _as_typed(name) if found.how == "exact" else found.how
    mask = span_mask(found.start, found.end)
    return Mention(name, mask, weights.NAME[name.kind] * (1 - found.cost), how)


def _slip(query: Query, name: Name) -> Mention | None:
    if len(name.text) < weights.SLIP_SIMILAR_MIN or query.pinyin or name.kind == "value":
        return None
    from xzfacts.match.spelling_substitution import find_slip

    found = find_slip(name.text, query)
    if found is None or _cuts_number(query, *found):
        return None
    quality = weights.NAME[name.kind] * (1 - weights.TYPO_UNLIKE)
    return Mention(name, span_mask(*found), quality, "typo", slip=True)


def _part(query: Query, name: Name, *, rare: bool) -> Mention | None:
    """Match pieces of the name, as people shorten long ones."""
    if len(name.text) <= _MIN_PART:
        return None
    free = span_mask(0, query.size)
    pieces = [
        piece
        for piece in common_pieces(query, name.text, free, _MIN_PART)
        if not _cuts_number(query, piece[0], piece[0] + piece[2])
    ]
    if not pieces:
        return None
    shortened = spelled_shorter(query, name.text)
    if shortened:
        how = "short" if name.kind != "value" else "value"
        return Mention(name, shortened, weights.ABBREVIATED * weights.NAME[name.kind], how)
    last = max(pieces, key=lambda piece: piece[1])
    end = last[1] + last[2]
    typed = name.text[last[1] : end]
    if end < len(name.text) and ends_as_whole(typed):
        return None
    mask = union(span_mask(unit, unit + length) for unit, _, length in pieces)
    quality = weights.PART * weights.NAME[name.kind]
    if not rare:
        quality *= weights.PART_COMMON
    how = "short" if name.kind != "value" else "value"
    return Mention(name, mask, quality, how, whole=False)
