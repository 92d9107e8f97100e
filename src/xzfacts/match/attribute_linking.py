"""Link the words outside a mention to an attribute."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog
from xzfacts.language.query_units import Query, span_mask
from xzfacts.match import weights
from xzfacts.match.answer_types import HEADS
from xzfacts.match.name_pieces import common_pieces
from xzfacts.match.query_terms import Word
from xzfacts.text.normalize import compact

_TYPO_MIN = 3  # length of a name in which a typo differs from another word


class Asked(NamedTuple):
    """A request for an attribute.

    mask: the units that ask for it.
    quality: confidence, in (0, 1].
    how: kind of match, as in `Match.attribute`.
    """

    mask: int
    quality: float
    how: str


def names(asked: Asked | None) -> bool:
    """Whether the query has a name of the attribute."""
    return asked is not None and asked.quality >= weights.ATTRIBUTE_ALIAS


def surely_names(asked: Asked | None) -> bool:
    """Whether the query clearly asks for the attribute."""
    return asked is not None and asked.quality >= weights.SURE_ATTRIBUTE


class FreeUnits(NamedTuple):
    """The units of a query that a mention leaves free.

    query: the query.
    words: known words among the units; names of other attributes may be left out.
    free: mask of the units.
    content: mask of those that are not filler.
    """

    query: Query
    words: tuple[Word, ...]
    free: int
    content: int


def ask(
    units: FreeUnits, attribute: AttributeEntry, catalog: Catalog, *, typos: bool
) -> Asked | None:
    """The best reading of the free units as a request for the attribute, if there is one.

    typos: whether to look for the attribute's own name mistyped as well.
    """
    query, words, _, content = units
    units = units._replace(words=tuple(w for w in words if _stands_alone(query, w, content)))
    found = [*_by_own_name(units.words, attribute), *_by_concept(units, attribute, catalog)]
    part = _by_part(units, attribute)
    if part is not None:
        found.append(part)
    if typos and not any(content & ~a.mask == 0 for a in found):
        found += _by_typo(query, content, attribute)
    if not found:
        return None
    best = max(found, key=lambda a: (query.weight(a.mask) * a.quality, a.quality, -a.mask))
    # A cue that overlaps the whole name does not weaken it: 课程主题是什么.
    for own in found:
        if own.quality == weights.ATTRIBUTE_EXACT > best.quality and own.mask & best.mask:
            return Asked(own.mask | best.mask, own.quality, own.how)
    return best


def _by_own_name(words: tuple[Word, ...], attribute: AttributeEntry) -> list[Asked]:
    found = []
    own = compact(attribute.name)
    for word in words:
        if word.term.role == "attribute" and word.term.target == attribute.id:
            quality = weights.ATTRIBUTE_ALIAS
            if word.term.text == own:
                quality = weights.ATTRIBUTE_EXACT
            if word.how == "homophone":
                quality = weights.ATTRIBUTE_SOUND
            found.append(Asked(word.mask, quality, word.how))
    return found


def _by_concept(units: FreeUnits, attribute: AttributeEntry, catalog: Catalog) -> list[Asked]:
    found = []
    for word in units.words:
        if word.term.role not in {"concept", "cue"}:
            continue
        asked = word.term.target
        for concept, rest in attribute.concepts:
            if concept == asked:
                cue = word.term.role == "cue"
                quality = weights.ATTRIBUTE_CUE if cue else weights.ATTRIBUTE_SYNONYM
            elif concept in catalog.covered(asked):
                quality = weights.ATTRIBUTE_COVERED
            else:
                continue
            if word.how == "homophone":
                quality *= weights.ATTRIBUTE_SOUND
            mask, unasked = _rest(units.query, rest, units.free & ~word.mask)
            quality -= weights.ATTRIBUTE_UNASKED * min(unasked, 6)
            how = "synonym" if word.how == "exact" else word.how
            found.append(Asked(word.mask | mask, quality, how))
    return found


def _rest(query: Query, rest: str, free: int) -> tuple[int, int]:
    """Return the units that match the rest of the attribute's name, and the unmatched length."""
    if not rest:
        return 0, 0
    mask = 0
    said = 0
    for unit, _, length in common_pieces(query, rest, free, 1 if len(rest) == 1 else 2):
        mask |= span_mask(unit, unit + length)
        said += length
    return mask, len(rest) - said


def _stands_alone(query: Query, word: Word, content: int) -> bool:
    """Whether a word of one character is a word of its own, not a piece of another."""
    return word.end - word.start > 1 or not query.beside(word.mask) & content


def _by_typo(query: Query, content: int, attribute: AttributeEntry) -> list[Asked]:
    found = []
    runs: dict[tuple[str, str, str], tuple[int, int]] = {}  # a word that is repeated, once
    for start, end in query.runs(content):
        word = query.chars[start:end], query.codes[start:end], query.letters[start:end]
        runs.setdefault(word, (start, end))
    for text, _ in attribute.names:
        for (typed, *_), (start, end) in runs.items():
            # A typo in a short word is recognised only if there is nothing else.
            if len(text) < _TYPO_MIN and end - start != len(text):
                continue
            if len(text) > 1 and abs(end - start - len(text)) <= 1:
                most = weights.most_typos(len(text), weights.ATTRIBUTE_TYPOS)
                if not query.pinyin and sum(char in typed for char in text) < len(text) - most:
                    continue
                from xzfacts.match.spelling_alignment import align

                way = align(text, query, start, end, weights.ATTRIBUTE_TYPOS)
                if way is not None:
                    quality = weights.ATTRIBUTE_SOUND * (1 - way.cost)
                    found.append(Asked(span_mask(way.start, way.end), quality, way.how))
    return found


def _by_part(units: FreeUnits, attribute: AttributeEntry) -> Asked | None:
    query, words, free, content = units
    # A character adjacent to the name is rather a typo of the name than a word: 小学|学.
    named = ~free
    lone = content & ~query.beside(content | named)
    meant = {concept for concept, _ in attribute.concepts}
    others = [
        w
        for w in words
        if w.term.role == "concept" and w.how == "exact" and w.term.target not in meant
    ]
    best: Asked | None = None
    gain = 0.0
    for text, _ in attribute.names:
        mask = 0
        shared = 0
        longer = common_pieces(query, text, content & ~lone)
        pieces = [*longer, *common_pieces(query, text, lone, 1)]
        for unit, _, length in pieces:
            piece = span_mask(unit, unit + length)
            if query.chars[unit : unit + length] in HEADS and content & ~piece:
                continue  # 时间 alone does not make 去世时间 of 竣工时间
            if any(w.start <= unit and unit + length < w.end for w in others):
                continue  # nor 平均 平均深度 of 平均水温
            mask |= piece
            shared += length
        share = shared / len(text)
        if share < weights.ATTRIBUTE_PART_MIN:
            continue
        quality = weights.ATTRIBUTE_PART + weights.ATTRIBUTE_PART_SHARE * share
        if query.weight(mask) * quality > gain:
            gain = query.weight(mask) * quality
            best = Asked(mask, quality, "related")
    return best
