"""Differences of an aligned statement that make it a statement about something else.

Another numeral, time, mode or change, or words of a name left out, tell of another thing, however
much else is equal. What may be a paraphrase is weighed by `alignment_weights` instead.
"""

import re
from collections.abc import Iterator

from xzfacts.check.alignment_features import Alignment
from xzfacts.check.alignment_modifiers import names_another_kind
from xzfacts.check.alignment_names import HEAD, PART_ENDS, names_other_latin, names_whole
from xzfacts.check.alignment_statements import Statement
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.change_direction import change_before, end_of_change
from xzfacts.language.frame_comparison import of_other_measure, of_other_time
from xzfacts.language.price_units import is_of_other_unit, is_unit_of_price
from xzfacts.language.qualifiers import (
    CHANGE,
    PRONOUN,
    TERRITORY,
    WHEN,
    WHOLE_WORLD,
    filler_end,
    parts,
)
from xzfacts.language.query_units import units
from xzfacts.language.segmentation import words_of
from xzfacts.language.sentence import Reading
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.model.facts import Mode
from xzfacts.model.temporal import mode_class
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import comparable
from xzfacts.text.lazy_pattern import lazy_pattern

# Another time than the present; 比上年同期 is none.
_TIME = lazy_pattern(
    "(?<![比较])(?:[前去明后上下][年月周]|[前昨明后][日天])(?!同期)|[上下]一?[届代]|之初"
)
_MODAL = lazy_pattern("或(?!者)|要(?![求素闻点])|[拟欲须]")  # not stated as a fact
_FIRST, _SHARE = "首", "占比"
_PLACE = lazy_pattern("[一-鿿]{2}[省市县州]")
_NUMBERED = lazy_pattern("[一二三四五六七八九十]+[号期届轮批级]")
_ITEM_END = frozenset("；;")
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_SPEECH = lazy_pattern("[说称道][，,：:“]")
_NAME = 8  # characters at the start that may be of a name
_LEFT_OUT = 4  # maximum length of a part that a name leaves out


def differs(statement: Statement, best: Alignment) -> bool:
    """Whether a statement is about something else than the stored amount."""
    chars, sentence = statement.reading.chars, best.sentence
    quote, text = quote_of(sentence.quote), sentence.text
    numerals = (unit for unit in units(statement.content) if chars[unit].isdecimal())
    return (
        _SPEECH.search(statement.reading.text) is not None  # compared verbatim
        or PRONOUN.match(chars) is not None  # of whom is not said
        or best.comparison.reason is Reason.NOT_STATED
        or of_other_measure(statement.frame, best.stored)
        or any(of_other_time(each, best.stored) for each in statement.frame.time.dates)
        or mode_class(statement.frame.mode) is not mode_class(best.frame.mode)
        or names_whole(chars, sentence)
        or names_other_latin(chars, sentence, best.amount)
        or not all(chars[unit] in text for unit in numerals)
        or not all(each in quote.chars for each in _numbered(statement))
        or not all(_says_when(time[0], sentence) for time in _TIME.finditer(chars))
        or not all(modal[0] in quote.chars for modal in _modal(statement, best))
        or _leaves_out(statement.reading, quote)
        or (not best.features.similar_digits and _is_beside_another(statement, best))
        or _is_of_another_item(chars, best)
        or _is_other_end(statement, best)
        or _is_other_price(statement, best)
        or _is_of_other_age(statement, best)
        or _has_other_extent(chars, best)
        or names_another_kind(statement, sentence, best.amount)
    )


def _says_when(time: str, sentence: StoredSentence) -> bool:
    """Whether a sentence has the word for a time, or none and it holds from before."""
    chars = quote_of(sentence.quote).chars
    return time in chars or (time in sentence.before and not WHEN.meanings(chars))


def _has_other_extent(chars: str, best: Alignment) -> bool:
    """Whether a statement is of another territory: 全省第三 for 全县第三, 三号码头 for 二号码头."""
    sentence, reading = best.sentence, quote_of(best.sentence.quote)
    quote, front = reading.chars, reading.chars[: reading.clause(best.amount.start)[1]]
    own, other = ({each[0] for each in TERRITORY.finditer(text)} for text in (chars, front))
    if other & WHOLE_WORLD and not own:
        places = {chars[e.start : e.end] for e in words_of(chars) if e.tag == "g"}
        places |= {found[0] for found in _PLACE.finditer(chars)}
        own = {each for each in places if each not in quote}  # 浙江 for 全国
    numbered = (each[0] for each in _NUMBERED.finditer(chars))
    near = f"{sentence.title}\0{sentence.context}"
    return (
        bool(own - other and other - own)
        or any(each not in near for each in own & WHOLE_WORLD - other)
        or not all(each in quote for each in numbered)
    )


def _numbered(statement: Statement) -> list[str]:
    """The ordinals of a statement with a number; 首次 may be 头一回."""
    chars = statement.reading.chars
    ordinals = [chars[each.start : each.end] for each in statement.ordinals]
    return [each for each in ordinals if not each.startswith(_FIRST)]


def _modal(statement: Statement, best: Alignment) -> Iterator[re.Match[str]]:
    """The words of a statement for what is not yet so, if the stored amount is no plan."""
    planned = best.frame.mode is Mode.PLANNED
    return iter(()) if planned else _MODAL.finditer(statement.reading.chars)


def _is_beside_another(statement: Statement, best: Alignment) -> bool:
    """Whether the word in front of the stated amount is in front of another one of the kind."""
    stated, chars = statement.stated, statement.reading.chars
    word = chars[max(stated.start - 2, 0) : stated.start]
    quote = quote_of(best.sentence.quote).chars
    if not word.isalpha() or quote[: best.amount.start].endswith(word):
        return False
    others = (each for each in amounts_of(best.sentence.quote) if each.start != best.amount.start)
    return any(
        quote[: each.start].endswith(word) and comparable(each.quantity, best.amount.quantity)
        for each in others
    )


def _is_of_another_item(chars: str, best: Alignment) -> bool:
    """Whether what the statement begins with has its own amount of the kind, in an item before."""
    start, quote = filler_end(chars), quote_of(best.sentence.quote)
    amount = best.amount
    at = quote.chars.rfind(chars[start : start + HEAD], 0, amount.start)
    if at < 0 or _ITEM_END.isdisjoint(quote.text[quote.starts[at] : amount.raw_start]):
        return False
    return any(
        at < each.start < amount.start and comparable(each.quantity, amount.quantity)
        for each in amounts_of(quote.text)
    )


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
            return _selects(text, first, last)
    return False


def _selects(text: str, first: int, last: int) -> bool:
    """Whether words left out number or part what they stand with: 第二, 东段."""
    return text[last - 1] in PART_ENDS or not _NUMERALS.isdisjoint(text[first:last])


def _is_of_other_age(statement: Statement, best: Alignment) -> bool:
    """Whether a statement of an age begins with a name that the stored sentence does not have."""
    chars, start = statement.reading.chars, filler_end(statement.reading.chars)
    own = chars[start : start + HEAD]
    named = f"{quote_of(best.sentence.quote).chars}\0{best.sentence.names}"
    return best.amount.quantity.dimension == "age" and own not in named


def _is_other_end(statement: Statement, best: Alignment) -> bool:
    """Whether one amount is growth and the other a level, or one starts a change the other ends."""
    one, other = statement.frame.measure, best.frame.measure
    if change_before(one.left) and not (change_before(other.left) or CHANGE in parts(other.near)):
        return True
    ends = end_of_change(one.left), end_of_change(other.left)
    grown = change_before(one.left) is not None, change_before(other.left) is not None
    return (
        set(ends) == {"from", "to"}
        or (grown[0] and ends[1] == "to")
        or (grown[1] and (ends[0] == "to" or _SHARE in parts(one.left)))
    )


def _is_other_price(statement: Statement, best: Alignment) -> bool:
    """Whether two prices are of different units, or these units differ: 一斤30元, 一公斤60元."""
    told, printed = (statement.stated, *statement.figures), amounts_of(best.sentence.quote)
    if is_unit_of_price(statement.stated, told) and not best.features.same_value:
        return True
    return is_of_other_unit(statement.stated, told, best.amount, printed)
