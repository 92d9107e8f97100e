"""Strength of the evidence that a statement of a sentence is about a fact's attribute.

A number near a name is not enough: the attribute has to be named next to the number, or the words
around the number have to be those of the stored sentence. Unmatched words of the clause weaken the
evidence, because the statement may be about something else.
"""

from typing import NamedTuple

from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.subject_facts import (
    PreparedFact,
    SubjectFacts,
    amounts_of,
    plain_quote,
    quote_of,
)
from xzfacts.language import qualifiers
from xzfacts.language.sentence import Reading, Stated, plain
from xzfacts.language.text_units import span_mask
from xzfacts.match import weights
from xzfacts.match.attribute_linking import Asked
from xzfacts.quantity.compare import comparable
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

# Tiers. SAME_WORDING: the words around the amount are those of the stored sentence. SURE: a word
# that is specific to the attribute. LIKELY: a word that several attributes share.
SAME_WORDING, SURE, LIKELY = 3, 2, 1

_SAME_WORDING_MIN = 2  # content characters shared with the stored sentence
_TOUCHING_MIN = 2  # … that stand next to the amount in both …
_TOUCHING_MUCH = 4  # … and that do without a word for the attribute
_BLOCK = 2  # characters that explain each other only together
_LIKELY = 0.72  # quality of a request below which it is a guess


class Evidence(NamedTuple):
    """Evidence that a statement is about a fact's attribute.

    tier: SAME_WORDING, SURE or LIKELY.
    quality: from 0 to 1.
    how: how the attribute was recognised, as in `Match.attribute`.
    asked: units that name the attribute.
    loose: content units that the fact's clause, names and attribute do not explain.
    strange: those of them that the whole sentence of the fact does not explain either.
    named: whether the attribute's own name occurs.
    """

    tier: int
    quality: float
    how: str | None
    asked: int
    loose: int
    strange: int
    named: bool = False


def weigh(
    context: SentenceContext,
    stated: Stated,
    local: int,
    scope: int,
    subject: SubjectFacts,
    known: PreparedFact,
    *,
    alone: bool,
) -> Evidence | None:
    """How surely the amount is stated of the fact's attribute; None if there is no sign of it.

    local: units next to the amount, where the attribute has to be named. scope: all units
    of the statement.
    """
    reading = context.reading
    chars = reading.chars
    first, last = reading.clause(stated.start)
    left, right = chars[first : stated.start], chars[stated.end : last]
    said = _core_said(context, local, known, alone=alone)
    asked = None if said else context.requests(known, local)
    named = asked.mask if asked and asked.quality >= _LIKELY else said
    if plain(left) in plain_quote(known.row.quote) and known.left == left and known.right == right:
        words = context.content(span_mask(first, last) & ~stated.mask)
        shared = words.bit_count() + sum(
            2 for name in subject.names if name in left or name in right
        )
        if shared >= _SAME_WORDING_MIN:
            return Evidence(SAME_WORDING, 1.0, "exact", named, 0, 0)
    if _same_but_for_name(left, subject, known) and known.right == right:
        return Evidence(SAME_WORDING, 0.98, "exact", named, 0, 0)
    if said:
        sign = _Sign(SURE, 0.95, "exact", said)
    else:
        found = _sign(context, stated, known, asked if named else None, alone=alone)
        if found is None:
            return None
        sign = found
    own = (*subject.names, *subject.wholes.split("\0"), known.name)
    own += tuple(text for text, _ in known.attribute.names)
    own += (compact(known.row.note or ""),)
    content = context.content(scope) & ~named & ~context.synonyms(known)[1]
    loose = _unaccounted(reading, content & local, (*own, _beside_value(known)))
    loose |= _unaccounted(reading, content & ~local, (*own, known.quote))
    strange = _unaccounted(reading, loose, (known.quote,))
    if stated.quantity.dimension == "date" and _touches(stated, sign.asked):
        loose = strange = 0  # 1983年出生的罗青现任馆长: the rest states something else
    own_name = said != 0 and context.text(said) in known.name
    return Evidence(*sign, loose, strange, own_name)


def _touches(stated: Stated, mask: int) -> bool:
    """Whether one of the units stands right beside the amount."""
    beside = span_mask(max(0, stated.start - 1), stated.end + 1) & ~stated.mask
    return mask & beside != 0


def _same_but_for_name(left: str, subject: SubjectFacts, known: PreparedFact) -> bool:
    """Whether a clause is the fact's own with the subject's name put in front of it."""
    if len(known.left) < _TOUCHING_MUCH or not left.endswith(known.left):
        return False
    return left.removesuffix(known.left) in subject.names


def _beside_value(known: PreparedFact) -> str:
    """The words that the value goes with: its clause, unless that has more such values."""
    frame = known.frame
    if frame is None or known.quantity is None:
        return ""
    quote = quote_of(known.row.quote)
    first, last = quote.clause(frame.start)
    others = [
        other
        for other in amounts_of(known.row.quote)
        if first <= other.start < last and comparable(other.quantity, known.quantity)
    ]
    if len(others) > 1:
        return known.near
    return known.left + "\0" + known.right


class _Sign(NamedTuple):
    """The first four fields of `Evidence`."""

    tier: int
    quality: float
    how: str
    asked: int


def _sign(
    context: SentenceContext,
    stated: Stated,
    known: PreparedFact,
    asked: Asked | None,
    *,
    alone: bool,
) -> _Sign | None:
    """How the amount is told to be the attribute's, where its name is not said."""
    chars = context.reading.chars
    if asked is not None:
        tier = LIKELY
        if asked.quality >= weights.SURE_ATTRIBUTE and _is_own(context, asked, known, alone=alone):
            also = context.meaning(known.attribute)[1] if _says_own(context, asked, known) else ""
            also += context.synonyms(known)[0]
            tier = LIKELY if _unsaid(known, chars + also) else SURE
        if tier == LIKELY:
            beside = context.text(_touching(context, stated, known))
            tier = SURE if len(qualifiers.PARTS.sub("", beside)) >= _TOUCHING_MUCH else LIKELY
        how = asked.how if asked.how in {"synonym", "related"} else "exact"
        return _Sign(tier, asked.quality, how, asked.mask)
    if alone and _counts(stated, known):
        return _Sign(SURE, 0.88, "related", 0)
    touching = _touching(context, stated, known)
    if touching:
        much = touching.bit_count() >= _TOUCHING_MUCH or not _unsaid(known, chars)
        return _Sign(SURE if much else LIKELY, 0.86, "related", touching)
    return None


def core(name: str) -> str:
    """A name of an attribute without the general words that end it: 获赠落地风扇 of …数量."""
    for size in range(min(4, len(name) - _BLOCK), 0, -1):
        if name[-size:] in qualifiers.GENERAL:
            return core(name[:-size])
    return name


def _core_said(context: SentenceContext, local: int, known: PreparedFact, *, alone: bool) -> int:
    """The units next to the amount that say all of the attribute that is not general."""
    names = (known.name, *(text for text, _ in known.attribute.names)) if alone else (known.name,)
    for name in names:
        for said in dict.fromkeys((name, core(name))):
            if len(said) < _BLOCK or (said in qualifiers.GENERAL and not alone):
                continue
            at = context.reading.chars.find(said)
            mask = span_mask(at, at + len(said)) if at >= 0 else 0
            if mask and mask & ~local == 0 and (context.content(mask) or said == name):
                return mask
    return 0


def _says_own(context: SentenceContext, asked: Asked, known: PreparedFact) -> bool:
    """Whether the request has another word for the one that the attribute's name ends with."""
    own, _word = context.meaning(known.attribute)
    return any(
        word.term.role == "concept"
        and word.term.target in own
        and word.mask & ~asked.mask == 0
        and word.end - word.start >= _BLOCK
        for word in context.words
    )


def _unsaid(known: PreparedFact, chars: str) -> bool:
    """Whether the attribute's name says more than the sentence does: 出动队员 is not 队员."""
    name = core(known.name)
    for text, _ in known.attribute.names:
        if text != known.name and len(text) >= _BLOCK and core(text) in chars:
            return False
    said = [False] * len(name)
    for i in range(len(name) - 1):
        if name[i : i + _BLOCK] in chars:
            said[i] = said[i + 1] = True
    return said.count(False) >= _BLOCK


_UNIT = lazy_pattern(r"[^\d\s.,余多来几]{1,2}$")
_BARE_UNITS = frozenset("人 名 个 位 元 台 家 只 件 条 次 年 月 日 天".split())


def _counts(stated: Stated, known: PreparedFact) -> bool:
    """Whether the measure word alone says what is counted: 层 in 14层, of 层数."""
    found = _UNIT.search(stated.quantity.text)
    if stated.quantity.dimension == "age":
        return core(known.name) == "年龄"
    if found is None or found.group() in _BARE_UNITS:
        return False
    return known.name.endswith(found.group() + "数")


def _is_own(context: SentenceContext, asked: Asked, known: PreparedFact, *, alone: bool) -> bool:
    """Whether the request is in the attribute's own words, not in words that others share.

    alone: whether the subject has no other attribute of this kind of value.
    """
    said = context.text(asked.mask)
    if not said or (said in qualifiers.GENERAL and not alone):
        return False
    if said in known.name or known.name in said or said in known.near:
        return True
    if _shares(said, known.name) and asked.quality >= weights.SURE_ATTRIBUTE:
        return True
    own, _word = context.meaning(known.attribute)
    for word in context.words:
        if word.mask & ~asked.mask == 0 and word.term.text not in qualifiers.GENERAL:
            if word.term.role == "concept" and word.term.target in own:
                return True
            attributes = context.bearers.get(word.term.text, set())
            if known.attribute.id in attributes and (alone or len(attributes) == 1):
                return True
    return alone and asked.quality >= weights.SURE_ATTRIBUTE


def _touching(context: SentenceContext, stated: Stated, known: PreparedFact) -> int:
    """Content units next to the amount that stand next to the fact's value as well."""
    chars = context.reading.chars
    before = 0
    while (
        before < min(stated.start, len(known.left))
        and chars[stated.start - 1 - before] == known.left[-1 - before]
    ):
        before += 1
    after = 0
    while (
        after < min(len(chars) - stated.end, len(known.right))
        and chars[stated.end + after] == known.right[after]
    ):
        after += 1
    for mask in (
        span_mask(stated.start - before, stated.start),
        span_mask(stated.end, stated.end + after),
    ):
        said = context.content(mask)
        if said.bit_count() >= _TOUCHING_MIN:
            return said
    return 0


def _shares(said: str, name: str) -> bool:
    """Whether two characters in a row, of what was said, stand in the name and are not general."""
    return any(
        said[i : i + 2] in name and said[i : i + 2] not in qualifiers.GENERAL
        for i in range(len(said) - 1)
    )


def _unaccounted(reading: Reading, mask: int, texts: tuple[str, ...]) -> int:
    """The units of `mask` that no stretch shared with one of the texts accounts for."""
    chars = reading.chars
    left = mask
    for text in texts:
        if not text or not left:
            continue
        for i in range(len(chars) - 1):
            if left >> i & 3 and chars[i : i + _BLOCK] in text:
                left &= ~(3 << i)
    return left
