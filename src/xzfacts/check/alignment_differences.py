"""Differences of an aligned statement that make it a statement about something else.

Paraphrases replace verbs; one modifier in front of a word of the stored sentence, another numeral
or time, or words of a name left out name another thing, however much else is equal.
"""

from typing import NamedTuple

from xzfacts.check.alignment_features import Alignment, Statement
from xzfacts.language.change_direction import change_before
from xzfacts.language.frame_comparison import other_whole
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.query_units import span_mask, units
from xzfacts.language.sentence import Reading
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.model.temporal import mode_class
from xzfacts.text.lazy_pattern import lazy_pattern

# Another time than the present; 比上年同期 is none.
_TIME = lazy_pattern("(?<![比较])(?:[前去明后上下][年月周]|[前昨明后][日天])(?!同期)")
# Prepositions and the like, which do not modify the word behind them.
_PARTICLES = frozenset(
    "因由经以向按据靠致使为将能可要会应须仍却也都还又再较比同与和及或则即其把被让令"
)
_JOINTS = frozenset("的了着过在于之所")  # filler that is never a part of another word
_NAME = 8  # characters at the start that may be of a name
_HEAD = 2  # units of content at the start, which name the subject
_LEFT_OUT = 4  # maximum length of a part that a name leaves out


class Differences(NamedTuple):
    """What a statement says otherwise than the stored sentence.

    unexplained: mask of its units that neither the sentence nor names nor title have.
    decisive: whether they make it a statement about something else.
    """

    unexplained: int
    decisive: bool


def differences(statement: Statement, best: Alignment, names: tuple[str, ...]) -> Differences:
    """The differences of a statement from a stored sentence.

    names: names of known subjects in the statement.
    """
    quote = quote_of(best.sentence.quote)
    text = f"{quote.chars}\0{best.sentence.names}\0{best.sentence.title}"
    unexplained = _unexplained(statement, text, quote.chars)
    chars = statement.reading.chars
    numerals = (unit for unit in units(statement.content) if chars[unit].isdecimal())
    decisive = (
        not all(name in text for name in names)
        or _modifies(statement, unexplained, text)
        or not all(chars[unit] in text for unit in numerals)
        or not all(each in quote.chars for each in _ordinals(statement))
        or not all(time[0] in quote.chars for time in _TIME.finditer(chars))
        or _leaves_out(statement.reading, quote)
        or _measures_another(statement, best)
    )
    return Differences(unexplained, decisive)


def _unexplained(statement: Statement, text: str, quote: str) -> int:
    """The units of content in no pair of characters that a text has; see `Differences`."""
    chars, left = statement.reading.chars, statement.content
    for at in range(len(chars) - 1):
        if left >> at & 3 and chars[at : at + 2] in text:
            left &= ~(3 << at)
    for unit in units(left & statement.measure):
        if chars[unit] in quote:
            left &= ~(1 << unit)
    return left


def _modifies(statement: Statement, unexplained: int, text: str) -> bool:
    """Whether an unexplained word is right in front of an explained one or an ordinal."""
    words, chars = statement.reading.words, statement.reading.chars
    explained = statement.content & ~unexplained
    for each in statement.ordinals:
        explained |= each.mask
    for unit in units(~statement.content & (1 << len(chars) - 1) - 1):
        pair = chars[unit : unit + 2]
        if pair.isalpha() and pair[0] not in _JOINTS and pair in text:
            explained |= 1 << unit  # 设 of 设计, else filler
    return any(
        words[unit - 1] == words[unit] and chars[unit - 1] not in _PARTICLES
        for unit in units((unexplained << 1) & explained)
    )


def _ordinals(statement: Statement) -> list[str]:
    chars = statement.reading.chars
    return [chars[each.start : each.end] for each in statement.ordinals]


def _leaves_out(reading: Reading, quote: Reading) -> bool:
    """Whether a name at the start leaves out a part: 青沙市棉纺厂 for 青沙市第二棉纺厂."""
    chars, text = reading.chars, quote.chars
    counted = {e.start for e in amounts_of(quote.text) if e.quantity.dimension != "ordinal"}
    for at in range(1, min(_NAME, len(chars) - 2)):
        before, behind = chars[at - 1 : at + 1], chars[at + 1 : at + 3]
        if chars[at : at + 2] in text or reading.clauses[at] != reading.clauses[at + 1]:
            continue
        first = text.find(before) + 2
        last = text.find(behind, first)
        if first < 2 or not 0 < last - first <= _LEFT_OUT:
            continue
        end = filler_end(text, first, last)
        if quote.clauses[last] == quote.clauses[first - 1] and end != last and end not in counted:
            return True
    return False


def _measures_another(statement: Statement, best: Alignment) -> bool:
    """Whether the frames differ in mode, direction of change, whole of a share, or groups."""
    own, frame = statement.frame, best.frame
    if mode_class(own.mode) is not mode_class(frame.mode):
        return True
    changes = change_before(own.measure.left), change_before(frame.measure.left)
    if changes[0] and changes[1] and changes[0].sign != changes[1].sign:
        return True
    one, other = own.measure, frame.measure
    groups = one.groups and other.groups and one.groups != other.groups
    return bool(groups) or other_whole(one.base, other.base)


def touches(statement: Statement, unexplained: int) -> bool:
    """Whether an unexplained word is next to the stated amount."""
    stated = statement.stated
    beside = span_mask(max(stated.start - 1, 0), stated.end + 1)
    return unexplained & beside & ~stated.mask != 0


def names_holder(statement: Statement, best: Alignment) -> bool:
    """Whether a statement begins with words that begin a phrase of the sentence, or with a name.

    投资2亿元 leaves out who invests.
    """
    chars, quote = statement.reading.chars, quote_of(best.sentence.quote)
    start = filler_end(chars)
    head = chars[start : start + _HEAD]
    if head in best.sentence.names or head in best.sentence.title:
        return True
    begins = (at for at in range(len(quote.chars)) if quote.chars.startswith(head, at))
    return any(
        quote.chars[at - 1 : at] == "的" or filler_end(quote.chars, quote.clause(at)[0], at) >= at
        for at in begins
    )
