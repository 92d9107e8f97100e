"""Dates and figures whose verdict follows from another statement of the same sentence."""

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, unknown
from xzfacts.check.item_labels import has_other_label
from xzfacts.check.opposites import says_the_opposite
from xzfacts.check.quote_alignment import shared_words
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.calendar_periods import holds_on
from xzfacts.language.change_direction import change_before, end_of_change
from xzfacts.language.frame_comparison import date_of_iso
from xzfacts.language.qualifiers import GENERAL
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, dates_in, quote_of
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import comparable, same
from xzfacts.quantity.model import CALENDAR
from xzfacts.quantity.parser import parse_quantity

_UNKNOWN = {Reason.UNKNOWN_SUBJECT, Reason.UNKNOWN_ATTRIBUTE, Reason.AMBIGUOUS}
_DECIDED = {Verdict.SUPPORTED, Verdict.REFUTED, Verdict.CONFLICTING}
# Minimum of equal characters next to a figure in draft and stored sentence, and if the latter has
# several figures of the kind.
_WORDS, _MORE_WORDS = 2, 3


def of_time(stated: Stated, found: list[ClaimVerdict]) -> ClaimVerdict:
    """The verdict on a date that is the time of other statements of its sentence."""
    start, end = stated.raw_start, stated.raw_end
    for one in found:
        for compared in one.facts[:1] if one.verdict in _DECIDED else ():
            if _is_time_of(stated, compared.known):
                return _supported_by(start, end, compared, stated.quantity.text)
    codes = [one.code for one in found if one.code is not None]
    nearest = tuple(fid for one in found for fid in one.nearest)
    if Reason.OTHER_PERIOD in codes:
        code = Reason.OTHER_PERIOD
    else:
        code = codes[0] if codes else Reason.UNKNOWN_ATTRIBUTE
    return unknown(start, end, code)._replace(nearest=nearest[:3])


def as_time(stated: Stated, found: list[ClaimVerdict]) -> ClaimVerdict:
    """The verdict on a date that is known to be that of a decided statement."""
    decided = next(one.facts[0] for one in found if one.verdict in _DECIDED and one.facts)
    text = stated.quantity.text
    if _is_time_of(stated, decided.known):
        return _supported_by(stated.raw_start, stated.raw_end, decided, text)
    reason = explanations.time_of_article(text)
    facts = (decided._replace(exact=True),)
    return ClaimVerdict(stated.raw_start, stated.raw_end, Verdict.SUPPORTED, facts, reason)


def from_same_sentence(
    reading: Reading, amounts: tuple[Stated, ...], found: list[ClaimVerdict]
) -> list[ClaimVerdict]:
    """The verdicts, with open figures supported by the evidence of a supported statement.

    8省市 in 东部8省市投入231.9亿元: the sentence that supports 231.9亿元 has it in the same words.
    """
    places = {(each.raw_start, each.raw_end): each for each in amounts}
    printed = [
        one.facts[0]
        for one in found
        if one.verdict is Verdict.SUPPORTED and not _is_time(places.get((one.start, one.end)))
    ]
    if not printed:
        return found
    completed = []
    for one in found:
        stated = places.get((one.start, one.end))
        if one.code in _UNKNOWN and stated is not None:
            compared = next((b for b in printed if _also_printed(reading, stated, b.known)), None)
            if compared is not None:
                text = stated.quantity.text
                completed.append(_supported_by(one.start, one.end, compared, text))
                continue
        completed.append(one)
    return completed


def _is_time(stated: Stated | None) -> bool:
    """Whether an amount is a time, which many sentences have and which tells nothing of others."""
    return stated is not None and stated.quantity.dimension in CALENDAR


def _also_printed(reading: Reading, stated: Stated, known: PreparedFact) -> bool:
    quote = quote_of(known.row.quote)
    change = change_before(reading.chars[: stated.start])
    role = end_of_change(reading.chars[: stated.start])
    every = amounts_of(known.row.quote)
    alike = sum(comparable(stated.quantity, other.quantity) for other in every)
    least = _WORDS if alike == 1 else _MORE_WORDS
    for other in every:
        printed = change_before(quote.chars[: other.start])
        ends = {role, end_of_change(quote.chars[: other.start])}
        turned = ends == {"from", "to"} or (change and printed and change.sign != printed.sign)
        if turned or not same(stated.quantity, other.quantity):
            continue
        if has_other_label(reading, stated, known.row.quote, other):
            continue
        if says_the_opposite(reading, stated, known.row.quote, other):
            continue
        shared = shared_words((reading, stated), (quote, other), within_clause=True)
        if len(shared) >= least and shared not in GENERAL:
            return True
    return False


def _is_time_of(stated: Stated, known: PreparedFact) -> bool:
    if known.row.as_of is not None:
        then = parse_quantity(date_of_iso(known.row.as_of))
        if then is not None and holds_on(then, stated.quantity):
            return True
    return any(holds_on(other, stated.quantity) for other in dates_in(known.row.quote))


def _supported_by(start: int, end: int, compared: ComparedFact, text: str) -> ClaimVerdict:
    reason = explanations.same_sentence(text)
    return ClaimVerdict(start, end, Verdict.SUPPORTED, (compared._replace(exact=True),), reason)
