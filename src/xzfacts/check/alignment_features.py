"""How well an amount of a draft and an amount of a stored sentence fit each other.

The words of the statement that stand close to the stored amount show that both measure one thing;
so do other figures that both sentences have. `alignment_weights.ALIGNMENT` weighs the features.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import log
from operator import mul
from typing import NamedTuple

from xzfacts.check import alignment_weights as weights
from xzfacts.check.alignment_statements import BESIDE, Statement, content_of, mask_of
from xzfacts.check.stored_sentences import Article, StoredSentence
from xzfacts.language import qualifiers
from xzfacts.language.change_direction import change_before, negated
from xzfacts.language.frame import Frame, beside_amount
from xzfacts.language.frame_comparison import (
    Comparability,
    Comparison,
    Stored,
    compare,
    of_that_time,
)
from xzfacts.language.query_units import units
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, dates_in, frame_at, quote_of
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import completed, same
from xzfacts.quantity.model import CALENDAR, Quantity
from xzfacts.quantity.rounding import supports
from xzfacts.text.normalize import fold

_FEW = 6  # words left out that count
_STOPS = frozenset("；;。!！？?")
_NUMERALS = "0123456789.,%/每点〇零一二两三四五六七八九十百千万亿半多余约近超逾达"
_NO_NUMERALS = str.maketrans("", "", _NUMERALS)
_MAGNITUDES = frozenset("百千万亿")
_DIGITS = 3  # digits from which two similar numbers count fully


class Features(NamedTuple):
    """The features of an alignment, each in [0, 1].

    same_value: whether the stored amount supports the stated one.
    similar_digits: whether one is the other with a digit changed, digits exchanged or turned.
    same_unit: whether both are written with one unit.
    coverage: of the words of the statement, by closeness to the stored amount; those that few
        sentences of the article have count more.
    clause_coverage: of those in the clause of the stated amount.
    head_coverage: of those that the statement begins with.
    far_measure: words beside the stated amount that are not close to the stored one.
    left_out: words beside the stored amount that the statement lacks.
    shared_figures: share of the other figures of the statement that the stored sentence has.
    near_figures: the same by closeness.
    other_date: whether the statement has a date that the stored sentence does not confirm.
    other_measure, other_period, other_scope, not_stated: whether their frames differ in that.
    """

    same_value: float
    similar_digits: float
    same_unit: float
    coverage: float
    clause_coverage: float
    head_coverage: float
    far_measure: float
    left_out: float
    shared_figures: float
    near_figures: float
    other_date: float
    other_measure: float
    other_period: float
    other_scope: float
    not_stated: float


class Alignment(NamedTuple):
    """A stored amount that a statement may restate.

    sentence: the stored sentence.
    amount: the amount in it.
    frame: the frame of the amount.
    stated: the stated quantity as it compares with it, a decline of 5% as growth of -5%.
    comparison: how the frames of both relate.
    features: how well they fit.
    """

    sentence: StoredSentence
    amount: Stated
    frame: Frame
    stated: Quantity
    comparison: Comparison
    features: Features


def _stored(sentence: StoredSentence, amount: Stated, frame: Frame) -> Stored:
    """An amount of a stored sentence as an operand of the comparison of frames."""
    fact, quote = sentence.fact_at(amount), sentence.quote
    dates = dates_in(quote) or sentence.carried
    around = qualifiers.WHEN.meanings(sentence.before) | {"今年"}
    years = sentence.article.years
    if fact is not None:
        return fact.stored._replace(dates=dates, years=years, around=around)
    as_of = sentence.facts[0].row.as_of
    return Stored(frame, frame.text, "", (), None, as_of, quote, dates, (), years, around)


def align(statement: Statement, sentence: StoredSentence, amount: Stated) -> Alignment:
    """The alignment of a statement with an amount of a stored sentence."""
    frame, near = frame_at(sentence.quote, amount), _closeness(sentence.quote, amount)
    stated, slip = _compared(statement, amount.quantity, frame)
    covered = _covered(statement, sentence, near)
    close = [
        max((near[at] for at in _equal(each, sentence.quote) if at != amount.start), default=0.0)
        for each in (*statement.figures, *statement.ordinals)
    ]
    far = sum(covered[unit] < weights.NEAR for unit in units(statement.measure))
    stored = _stored(sentence, amount, frame)
    comparison = compare(statement.frame, stored, named=True)
    bar = comparison.reason if comparison.comparability is Comparability.NONE else None
    features = Features(
        same_value=float(supports(amount.quantity, stated)),
        similar_digits=slip,
        same_unit=float(_unit(statement.stated.quantity) == _unit(amount.quantity)),
        coverage=_weighted_mean(covered, _information(statement, sentence.article)),
        clause_coverage=_mean(covered, statement.clause),
        head_coverage=_mean(covered, statement.head),
        far_measure=min(far / BESIDE, 1.0),
        left_out=min(_left_out(statement, sentence, amount) / _FEW, 1.0),
        shared_figures=sum(map(bool, close)) / len(close) if close else 0.0,
        near_figures=sum(close) / len(close) if close else 0.0,
        other_date=float(not all(of_that_time(e, stored) for e in statement.frame.time.dates)),
        other_measure=float(bar is Reason.OTHER_MEASURE),
        other_period=float(bar is Reason.OTHER_PERIOD),
        other_scope=float(bar is Reason.OTHER_SCOPE),
        not_stated=float(bar is Reason.NOT_STATED),
    )
    return Alignment(sentence, amount, frame, stated, comparison, features)


@lru_cache(maxsize=2048)
def _equal(stated: Stated, quote: str) -> tuple[int, ...]:
    """Where a stored sentence has an amount that equals one of a draft."""
    equal = (each for each in amounts_of(quote) if same(stated.quantity, each.quantity))
    return tuple(each.start for each in equal)


def _compared(statement: Statement, known: Quantity, frame: Frame) -> tuple[Quantity, float]:
    """The stated quantity as it compares with a stored one, and how likely it is that with a slip.

    Growth and decline of one size are each other with a slip.
    """
    stated = completed(statement.stated.quantity, known)
    one, other = change_before(statement.frame.measure.left), change_before(frame.measure.left)
    if one and other and one.sign != other.sign:
        return negated(stated), float(same(stated, known))
    return stated, similar_digits(statement.stated.quantity, known)


def similar_digits(one: Quantity, other: Quantity) -> float:
    """How likely one number is the other with a slip; 0 if it is not, or not in that unit.

    A slip changes a digit or exchanges some: 4748万 for 4784万. It is less certain in two digits;
    zeros at the end do not count, 700万 is not 900万 with a slip.
    """
    texts = fold(one.text), fold(other.text)
    first, second = ("".join(filter(str.isdecimal, text)) for text in texts)
    if sorted(_unit(one)) != sorted(_unit(other)):
        return 0.0
    if first.strip("0") == second.strip("0") and first.strip("0"):
        return 1.0 if len(first.strip("0")) >= _DIGITS else 0.5  # a zero or the point misplaced
    if len(first) != len(second):
        return 0.0
    magnitudes = [[char for char in text if char in _MAGNITUDES] for text in texts]
    changed = sum(a != b for a, b in zip(first, second, strict=True))
    slip = changed == 1 or (changed > 1 and sorted(first) == sorted(second))
    digits = max(len(first.rstrip("0")), len(second.rstrip("0")))
    if magnitudes[0] != magnitudes[1] or not slip or digits < _DIGITS - 1:
        return 0.0
    return 1.0 if digits >= _DIGITS else 0.5


def _unit(quantity: Quantity) -> str:
    """The unit as written, but for the marks of a rate: 每股30元, 30元/股."""
    return fold(quantity.text).translate(_NO_NUMERALS)


def _mean(worth: list[float], mask: int) -> float:
    """The mean over some units."""
    chosen = units(mask)
    return sum(worth[unit] for unit in chosen) / len(chosen) if chosen else weights.NO_WORDS


def _covered(
    statement: Statement, sentence: StoredSentence, near: tuple[float, ...]
) -> list[float]:
    """How close to the stored amount each unit of the statement occurs; 0 if it does not."""
    chars, found = statement.reading.chars, [0.0] * len(statement.reading.chars)
    places = _places(sentence.quote)
    worth: dict[str, tuple[float, float]] = {}  # a pair that is repeated is looked up once
    for at in _pair_starts(statement.content, len(chars)):
        pair = chars[at : at + 2]
        if pair not in worth:
            other = weights.IN_NAME if pair in sentence.names else 0.0
            other = other or (weights.IN_TITLE if pair in sentence.title else 0.0)
            there = places.get(pair, ())
            worth[pair] = (
                max([other, *(near[place] for place in there)]),
                max([other, *(near[place + 1] for place in there)]),
            )
        for unit in (0, 1):
            found[at + unit] = max(found[at + unit], worth[pair][unit])
    for unit in units(statement.measure):
        if not found[unit]:
            close = max((near[place] for place in places.get(chars[unit], ())), default=0.0)
            found[unit] = weights.CHARACTER * close
    return found


def _information(statement: Statement, article: Article) -> list[float]:
    """The information in each unit of content: what few sentences of the article have says more."""
    chars, found = statement.reading.chars, [0.0] * len(statement.reading.chars)
    for at in _pair_starts(statement.content, len(chars)):
        known = max(article.pairs.get(chars[at : at + 2], 0), 1)
        for unit in (at, at + 1):
            if statement.content >> unit & 1:
                found[unit] = max(found[unit], log((article.sentences + 1) / known))
    return found


def _weighted_mean(worth: list[float], weight: list[float]) -> float:
    total = sum(weight)
    return sum(map(mul, worth, weight)) / total if total else weights.NO_WORDS


def _pair_starts(content: int, size: int) -> Iterable[int]:
    """Where the pairs of characters begin that contain one of the units."""
    return units((content | content >> 1) & ((1 << max(size - 1, 0)) - 1))


@lru_cache(maxsize=512)
def _places(quote: str) -> dict[str, list[int]]:
    """Where each character and each pair of characters of a stored sentence occurs."""
    chars = quote_of(quote).chars
    found: dict[str, list[int]] = {}
    for at in range(len(chars)):
        found.setdefault(chars[at], []).append(at)
        if at + 1 < len(chars):
            found.setdefault(chars[at : at + 2], []).append(at)
    return found


@lru_cache(maxsize=2048)
def _closeness(quote: str, amount: Stated) -> tuple[float, ...]:
    """How close each unit of a stored sentence is to an amount of it."""
    reading = quote_of(quote)
    figures = {
        each.start
        for each in amounts_of(quote)
        if each.start != amount.start and each.quantity.dimension not in CALENDAR
    }
    found = [1.0] * len(reading.chars)
    near = 1.0
    for at in range(amount.start - 1, -1, -1):
        near *= _break(reading, at) * (weights.FIGURE if at in figures else 1.0)
        found[at] = max(near, weights.LEAST)
    near = 1.0
    for at in range(amount.end, len(found)):
        apart = at in figures or reading.words[at] != reading.words[at - 1]
        near *= weights.BEHIND if apart else 1.0
        found[at] = max(near, weights.LEAST)
    return tuple(found)


def _break(reading: Reading, at: int) -> float:
    """The factor for the punctuation between a unit and the next one."""
    if reading.words[at] == reading.words[at + 1]:
        return 1.0
    between = reading.text[reading.starts[at] + 1 : reading.starts[at + 1]]
    return weights.BREAK if _STOPS.isdisjoint(between) else weights.STOP


def _left_out(statement: Statement, sentence: StoredSentence, amount: Stated) -> int:
    """The number of units beside the stored amount that the statement and the names lack."""
    amounts = amounts_of(sentence.quote)
    beside = beside_amount(quote_of(sentence.quote), (amount.start, amount.end), amounts)
    first = amount.start - beside.find("\0")
    for name in sorted(sentence.names.split("\0"), key=len, reverse=True):
        beside = beside.replace(name, " " * len(name))
    left = content_of(beside) & mask_of(at for at, char in enumerate(beside) if char.isalpha())
    for at in _pair_starts(left, len(beside)):
        if beside[at : at + 2] in statement.reading.chars:
            left &= ~(3 << at)
    if any(each.end == first for each in amounts):
        left &= left + 1  # what the amount in front counts: 12个县区投入23亿元
    return left.bit_count()
