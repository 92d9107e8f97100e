"""Strength of the evidence that a statement of a sentence is about a fact's attribute.

A number near a name is not enough: the attribute must be named next to the number, or the words
around the number must be those of the stored sentence. Unexplained words of the clause weaken the
evidence: the statement may be about something else.
"""

from typing import NamedTuple

from xzfacts.check.attribute_words import (
    core_mention,
    event_mention,
    has_synonym,
    is_own_word,
    rate_mention,
    says_less,
    synonymous_mention,
    unit_names_attribute,
)
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.statement_scope import StatementScope
from xzfacts.check.subject_facts import PreparedFact, SubjectFacts
from xzfacts.language import qualifiers
from xzfacts.language.query_units import span_mask
from xzfacts.language.sentence import Reading, Stated, plain
from xzfacts.language.stored_quotes import amounts_of, plain_quote, quote_of
from xzfacts.match import weights
from xzfacts.match.attribute_linking import Asked
from xzfacts.quantity.compare import comparable
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

# Tiers. SAME_WORDING: the words around the amount are those of the stored sentence. SURE: a word
# that is specific to the attribute. LIKELY: a word that several attributes share.
SAME_WORDING, SURE, LIKELY = 3, 2, 1

_SAME_WORDING_MIN = 2  # content characters shared with the stored sentence
_TOUCHING_MIN = 2  # … adjacent to the amount in both …
_TOUCHING_MUCH = 4  # … enough without a word for the attribute
_BLOCK = 2  # characters that match as a unit
_LIKELY = 0.72  # minimum quality of a match of the attribute


# Between a name and the date of a birth or founding: 骆闻笛，女，瑶族，1993年8月生.
_LEAD = lazy_pattern("[男女系是于自从]*(?:[^的]{1,3}族)?[男女系是于自从]*")


class Evidence(NamedTuple):
    """Evidence that a statement is about a fact's attribute.

    tier: SAME_WORDING, SURE or LIKELY.
    quality: from 0 to 1.
    how: how the attribute was matched, as in `Match.attribute`.
    asked: units that name the attribute.
    loose: content units that the fact's clause, names and attribute do not explain.
    strange: those of `loose` that the whole sentence of the fact does not explain either.
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
    scope: StatementScope,
    subject: SubjectFacts,
    known: PreparedFact,
    *,
    alone: bool,
) -> Evidence | None:
    """The evidence that an amount is stated of the fact's attribute; None without any.

    alone: whether the subject has no other attribute with values of this kind.
    """
    lead = _lead(context, stated, subject)
    if stated.quantity.dimension == "date" and qualifiers.RELATIVE.match(lead):
        return None
    said = core_mention(context, scope.local, known, alone=alone)
    own_name = said != 0 and context.text(said) in known.name
    if not said:
        said = synonymous_mention(context, scope.local, known)
        said = said or rate_mention(context.reading, stated, known)
        own_name = said != 0
    if not said and stated.quantity.dimension == "date" and _LEAD.fullmatch(lead):
        said = event_mention(context.reading, stated, known)
    asked = None if said else context.requests(known, scope.local)
    named = asked.mask if asked and asked.quality >= _LIKELY else said
    quality = _same_wording(context, stated, subject, known)
    if quality:
        return Evidence(SAME_WORDING, quality, "exact", named, 0, 0)
    if said:
        sign: _Sign | None = _Sign(SURE, 0.95, "exact", said)
    else:
        sign = _sign(context, stated, known, asked if named else None, alone=alone)
    if sign is None:
        return None
    loose, strange = _unexplained(context, scope, subject, known, named)
    if stated.quantity.dimension == "date" and _touches(stated, sign.asked):
        loose = strange = 0  # 1983年出生的罗青现任馆长: the rest states something else
    return Evidence(*sign, loose, strange, own_name)


def _lead(context: SentenceContext, stated: Stated, subject: SubjectFacts) -> str:
    """What is said between the last name of the subject and the amount; empty without a name."""
    ends = [
        name.end
        for name in context.names
        if subject.id in name.subjects and name.end <= stated.start
    ]
    return context.reading.chars[max(ends) : stated.start] if ends else ""


def _same_wording(
    context: SentenceContext, stated: Stated, subject: SubjectFacts, known: PreparedFact
) -> float:
    """The quality of an amount in the words of the stored sentence; 0 in other words."""
    chars = context.reading.chars
    first, last = context.reading.clause(stated.start)
    left, right = chars[first : stated.start], chars[stated.end : last]
    if plain(left) in plain_quote(known.row.quote) and known.left == left and known.right == right:
        words = context.content(span_mask(first, last) & ~stated.mask)
        shared = words.bit_count() + sum(
            2 for name in subject.names if name in left or name in right
        )
        if shared >= _SAME_WORDING_MIN:
            return 1.0
    same = _same_but_for_name(left, subject, known) and known.right == right
    return 0.98 if same else 0.0


def _unexplained(
    context: SentenceContext,
    scope: StatementScope,
    subject: SubjectFacts,
    known: PreparedFact,
    named: int,
) -> tuple[int, int]:
    """The units that the fact does not explain: `loose` and `strange` of `Evidence`."""
    own = (*subject.names, *subject.wholes.split("\0"), known.name)
    own += tuple(text for text, _ in known.attribute.names)
    own += (compact(known.row.note or ""),)
    content = context.content(scope.clause) & ~named & ~context.synonyms(known)[1]
    for mask, word in context.times:
        if word in known.quote:
            content &= ~mask  # the comparison of frames decides whether it is the same time
    local, reading = scope.local, context.reading
    loose = _uncovered(reading, content & local, (*own, _beside_value(known)))
    loose |= _uncovered(reading, content & ~local, (*own, known.quote))
    return loose, _uncovered(reading, loose, (known.quote,))


def up_to_value(known: PreparedFact) -> str:
    """The quote up to the end of the value's clause if a later clause has such a value too."""
    frame, quote = known.frame, known.quote
    if frame is None or known.quantity is None:
        return quote
    last = quote_of(known.row.quote).clause(frame.end - 1)[1]
    later = any(
        other.start >= last and comparable(other.quantity, known.quantity)
        for other in amounts_of(known.row.quote)
    )
    return quote[:last] if later else quote


def _touches(stated: Stated, mask: int) -> bool:
    """Whether one of the units is adjacent to the amount."""
    beside = span_mask(max(0, stated.start - 1), stated.end + 1) & ~stated.mask
    return mask & beside != 0


def _same_but_for_name(left: str, subject: SubjectFacts, known: PreparedFact) -> bool:
    """Whether a clause is that of the fact with the name of the subject in front."""
    if len(known.left) < _TOUCHING_MUCH or not left.endswith(known.left):
        return False
    return left.removesuffix(known.left) in subject.names


def _beside_value(known: PreparedFact) -> str:
    """The words around the value: its clause, or less if the clause has several such values."""
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
    """The evidence for an attribute that is not named in full."""
    chars = context.reading.chars
    if asked is not None:
        tier = LIKELY
        if asked.quality >= weights.SURE_ATTRIBUTE and is_own_word(
            context, asked, known, alone=alone
        ):
            also = context.meaning(known.attribute)[1] if has_synonym(context, asked, known) else ""
            also += context.synonyms(known)[0]
            tier = LIKELY if says_less(known, chars + also) else SURE
        if tier == LIKELY:
            beside = context.text(_touching(context, stated, known))
            parts = sum(end - start for start, end, _part in qualifiers.PARTS.find(beside))
            tier = SURE if len(beside) - parts >= _TOUCHING_MUCH else LIKELY
        how = asked.how if asked.how in {"synonym", "related"} else "exact"
        return _Sign(tier, asked.quality, how, asked.mask)
    if alone and unit_names_attribute(stated, known):
        return _Sign(SURE, 0.88, "related", 0)
    touching = _touching(context, stated, known)
    if touching:
        much = touching.bit_count() >= _TOUCHING_MUCH or not says_less(known, chars)
        return _Sign(SURE if much else LIKELY, 0.86, "related", touching)
    return None


def _touching(context: SentenceContext, stated: Stated, known: PreparedFact) -> int:
    """Content units next to the amount that are also next to the fact's value."""
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


def _uncovered(reading: Reading, mask: int, texts: tuple[str, ...]) -> int:
    """The units of `mask` that no character pair shared with one of the texts covers."""
    chars = reading.chars
    left = mask
    for text in texts:
        if not text or not left:
            continue
        first = max((left & -left).bit_length() - 2, 0)
        for i in range(first, min(left.bit_length(), len(chars) - 1)):
            if left >> i & 3 and chars[i : i + _BLOCK] in text:
                left &= ~(3 << i)
    return left
