"""Differences of an aligned statement that make it a statement about something else.

Another numeral, time, mode or change, or words of a name left out, tell of another thing, however
much else is equal. What may be a paraphrase is weighed by `alignment_weights` instead.
"""

from xzfacts.check.alignment_features import Alignment
from xzfacts.check.alignment_items import is_of_another_item, is_of_who_begins
from xzfacts.check.alignment_modifiers import names_another_kind, replaces_word
from xzfacts.check.alignment_names import (
    HEAD,
    PART_ENDS,
    names_holder,
    names_other_latin,
    names_other_organization,
    names_whole,
)
from xzfacts.check.alignment_statements import Statement
from xzfacts.check.opposites import says_the_opposite
from xzfacts.check.second_look import is_beyond_bound
from xzfacts.check.similar_numbers import unit_of
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.change_direction import change_before, end_of_change
from xzfacts.language.frame_comparison import of_other_measure, of_other_time
from xzfacts.language.price_units import is_of_other_unit, is_unit_of_price
from xzfacts.language.qualifiers import (
    CHANGE,
    TERRITORY,
    WHEN,
    WHOLE_WORLD,
    filler_end,
    parts,
)
from xzfacts.language.segmentation import words_of
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.model.temporal import mode_class
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import same
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern

# Another time than the present; 比上年同期 is none.
_TIME = lazy_pattern(
    "(?<![比较])(?:[前去明后上下][年月周]|[前昨明后][日天])(?!同期)|[上下]一?[届代]|之初"
)
_MODAL = lazy_pattern("或(?!者)|要(?![求素闻点])|[拟欲须]")  # not stated as a fact
_PERSON = lazy_pattern("[他她它]")  # of whom is not said
_SHARE = "占比"
_LEVELS = "省州市县"  # of places, each a part of one before it
_PLACE = lazy_pattern("[一-鿿]{2}[省市县州]")
_NUMBERED = lazy_pattern("([一二三四五六七八九十]+)([号期届轮批级])")
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_CHANGED = frozenset("增涨升提偏多减少降低跌落缩窄快慢超翻扩")  # in words for a change
_MORE = lazy_pattern("[增减][收产亏员资][了约近超逾达]?$")  # 户均增收6500元 is no income
_SPEECH = lazy_pattern("[说称道][，,：:“]")
_NAME = 8  # characters at the start that may be of a name
_LEFT_OUT = 4  # maximum length of a part that a name leaves out

NO_MEASURE = frozenset((*CALENDAR, "ordinal"))  # times, which may be of others, and ranks


def may_decide(statement: Statement, best: Alignment) -> bool:
    """Whether nothing makes a statement one about something else than the stored amount."""
    if differs(statement, best):
        return False
    timed = best.amount.quantity.dimension in NO_MEASURE
    if best.features.same_value:
        exact = not timed or same(best.stated, best.amount.quantity)
        return (
            exact
            and not best.features.other_groups
            and not best.features.swapped
            and not replaces_word(statement, best.sentence, best.amount)
            and not names_other_organization(statement.reading.chars, best.sentence)
            and (best.features.near_figures or not best.features.other_name)
            and not is_beyond_bound(best.stated, best.amount.quantity)
            and names_holder(statement.reading.chars, statement.stated, best.sentence)
            and not is_of_another_item(
                statement, best.sentence.quote, best.amount, best.sentence.names
            )
        )
    return not timed or _is_date_with_slip(statement, best)


def _is_date_with_slip(statement: Statement, best: Alignment) -> bool:
    """Whether a date is stated with a slip, and the stored sentence has all nouns of the statement.

    A date at the beginning only says when; that is not compared.
    """
    timed = best.amount.quantity.dimension in CALENDAR
    nouns = best.features.noun_coverage == 1.0 and not best.features.nouns_elsewhere
    told = statement.stated.start > filler_end(statement.reading.chars)
    return timed and best.features.similar_digits == 1.0 and nouns and told


def differs(statement: Statement, best: Alignment) -> bool:
    """Whether a statement is about something else than the stored amount."""
    chars, sentence = statement.reading.chars, best.sentence
    quote = quote_of(sentence.quote)
    return (
        _SPEECH.search(statement.reading.text) is not None  # compared verbatim
        or _PERSON.match(chars) is not None
        or best.comparison.reason is Reason.NOT_STATED
        or of_other_measure(statement.frame, best.stored)
        or any(of_other_time(each, best.stored) for each in statement.frame.time.dates)
        or mode_class(statement.frame.mode) is not mode_class(best.frame.mode)
        or not all(modal[0] in quote.chars for modal in _MODAL.finditer(chars))
        or names_whole(chars, sentence)
        or names_other_latin(chars, sentence, best.amount)
        or not all(_says_when(time[0], sentence) for time in _TIME.finditer(chars))
        or _leaves_out(statement.reading, quote)
        or _is_other_end(statement, best)
        or is_of_who_begins(statement, sentence.quote, best.amount, sentence.names)
        or says_the_opposite(statement.reading, statement.stated, sentence.quote, best.amount)
        or _is_other_price(statement, best)
        or _is_of_other_age(statement, best)
        or _has_other_extent(chars, best)
        or _has_other_number(statement, best)
        or names_another_kind(statement, sentence, best.amount)
    )


def _says_when(time: str, sentence: StoredSentence) -> bool:
    """Whether a sentence has the word for a time, or none and it holds from before."""
    chars = quote_of(sentence.quote).chars
    return time in chars or (time in sentence.before and not WHEN.meanings(chars))


def _has_other_extent(chars: str, best: Alignment) -> bool:
    """Whether a statement is of another territory: 全省第三 for 全县第三."""
    reading = quote_of(best.sentence.quote)
    quote, front = reading.chars, reading.chars[: reading.clause(best.amount.start)[1]]
    own, other = ({each[0] for each in TERRITORY.finditer(text)} for text in (chars, front))
    if other and not own:
        wider = min(_LEVELS.find(each[1]) for each in other)
        places = {e[0] for e in _PLACE.finditer(chars) if _LEVELS.find(e[0][-1]) > wider}
        if other & WHOLE_WORLD:
            places |= {chars[e.start : e.end] for e in words_of(chars) if e.tag == "g"}
        own = {each for each in places if each not in quote}  # 浙江 for 全国
    if own & WHOLE_WORLD and other & WHOLE_WORLD:
        return False  # 我国 is 全国
    return bool(own - other and other - own)


def _has_other_number(statement: Statement, best: Alignment) -> bool:
    """Whether a stored sentence has another number of something: 三号码头, 二号码头."""
    printed = amounts_of(best.sentence.quote)
    for each in statement.ordinals:
        alike = [e for e in printed if e.quantity.dimension == "ordinal" and _alike(e, each)]
        if alike and not any(same(each.quantity, other.quantity) for other in alike):
            return True
    sentence = best.sentence
    quote = quote_of(sentence.quote).chars
    near = f"{quote}\0{sentence.title}\0{sentence.context}"
    said, told, known = (
        set(_NUMBERED.findall(text)) for text in (statement.reading.chars, quote, near)
    )
    units = {unit for _number, unit in told}
    return any(each not in (told if each[1] in units else known) for each in said)


def _alike(one: Stated, other: Stated) -> bool:
    return unit_of(one.quantity) == unit_of(other.quantity)


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
    changed = change_before(other.left) is not None or _MORE.search(other.left) is not None
    if change_before(one.left) and not (changed or CHANGE in parts(other.near)):
        return True
    first, last = statement.reading.clause(statement.stated.start)
    if changed and _CHANGED.isdisjoint(statement.reading.chars[first:last]):
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
