"""How well an amount of a draft and an amount of a stored sentence fit each other.

The words of the statement that stand close to the stored amount show that both measure one thing;
so do other figures that both sentences have. `alignment_weights.ALIGNMENT` weighs the features.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from xzfacts.check import alignment_weights as weights
from xzfacts.check.alignment_names import names_another, names_other_holder
from xzfacts.check.alignment_statements import BESIDE, Statement
from xzfacts.check.alignment_words import (
    SharedWords,
    all_places,
    belonging,
    equal_amounts,
    figures_of,
)
from xzfacts.check.similar_numbers import counted, similar_digits
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language import qualifiers
from xzfacts.language.change_direction import change_before, negated
from xzfacts.language.frame import Frame
from xzfacts.language.frame_comparison import (
    Comparability,
    Comparison,
    Stored,
    compare,
    other_whole,
)
from xzfacts.language.query_units import units
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, dates_in, frame_at, quote_of
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import comparable, completed, same
from xzfacts.quantity.model import CALENDAR, Quantity
from xzfacts.quantity.rounding import supports

_FEW, MANY = 3, 10  # words, and figures of a sentence, that count fully
_WORD = 2  # characters of what is counted, or measured
MOST_SIMILAR = 5  # sentences that are compared
_NEVER_LEFT_OUT = frozenset({"pledged", "released", "bought", "sold"})  # groups
_STOPS = frozenset("；;。!！？?")


class Features(NamedTuple):
    """The features of an alignment, each in [0, 1].

    same_value: whether the stored amount supports the stated one.
    similar_digits: whether one is the other with a digit changed, digits exchanged or turned.
    same_unit: whether both are written with one unit.
    clause_coverage: of the words in the clause of the stated amount, by closeness to the stored
        one.
    far_measure: words beside the stated amount that are not close to the stored one.
    near_figures: the other figures of the statement that the stored sentence has, by closeness.
    noun_coverage: of the nouns of the statement; those that few sentences of the article have
        count more.
    nouns_elsewhere: nouns that only other sentences of the article have.
    own_words: share of the shared words that belong to the stored amount.
    words_of_others: shared words that belong to comparable amounts of the sentence instead.
    left_out: nouns of the stored amount that the statement lacks.
    others: comparable amounts in the sentence.
    less_similar: sentences that are more similar to the statement.
    other_name: whether a name in the statement is not that of the amount.
    other_holder: whether the statement names the subject of another fact of the sentence.
    other_groups: whether groups, actions or the whole of a share differ.
    other_measure, other_period: whether their frames differ in that.
    same_next: whether the same two characters stand behind both amounts.
    anchors: nouns of the statement that no other sentence of the article has.
    figures: figures in the sentence.
    told: whether another figure of the statement equals the stored amount.
    beside_another: whether the word in front of the stated amount is in front of another one.
    swapped: whether the statement has words of another amount and lacks nouns of this one.
    """

    same_value: float
    similar_digits: float
    same_unit: float
    clause_coverage: float
    far_measure: float
    near_figures: float
    noun_coverage: float
    nouns_elsewhere: float
    own_words: float
    words_of_others: float
    left_out: float
    others: float
    less_similar: float
    other_name: float
    other_holder: float
    other_groups: float
    other_measure: float
    other_period: float
    same_next: float
    anchors: float
    figures: float
    told: float
    beside_another: float
    swapped: float


class Alignment(NamedTuple):
    """A stored amount that a statement may restate.

    sentence: the stored sentence.
    amount: the amount in it.
    frame: the frame of the amount.
    stated: the stated quantity as it compares with it, a decline of 5% as growth of -5%.
    comparison: how the frames of both relate.
    stored: the stored amount as an operand of the comparison of frames.
    features: how well they fit.
    """

    sentence: StoredSentence
    amount: Stated
    frame: Frame
    stated: Quantity
    comparison: Comparison
    stored: Stored
    features: Features


def _stored(sentence: StoredSentence, amount: Stated, frame: Frame) -> Stored:
    """An amount of a stored sentence as an operand of the comparison of frames."""
    fact, quote = sentence.fact_at(amount), sentence.quote
    dates = frame.time.dates or dates_in(quote) or sentence.carried
    years = sentence.article.years
    if fact is not None:
        return fact.stored._replace(dates=dates, years=years, around=sentence.around)
    as_of = sentence.facts[0].row.as_of
    return Stored(frame, frame.text, "", (), None, as_of, quote, dates, (), years, sentence.around)


class Compared(NamedTuple):
    """A statement and a stored sentence.

    statement: the statement.
    names: the known names in front of the end of its clause.
    sentence: the stored sentence.
    words: how the words of the statement occur in it.
    rank: the number of sentences that are more similar.
    """

    statement: Statement
    names: tuple[str, ...]
    sentence: StoredSentence
    words: SharedWords
    rank: int


def align(both: Compared, amount: Stated) -> Alignment:
    """The alignment of a statement with an amount of a stored sentence."""
    statement, sentence = both.statement, both.sentence
    frame, near = frame_at(sentence.quote, amount), _closeness(sentence.quote, amount)
    stated, slip = _compared(statement, amount.quantity, frame)
    covered = _covered(statement, sentence, near)
    close = _close(statement, sentence.quote, amount, near)
    far = sum(covered[unit] < weights.NEAR for unit in units(statement.measure))
    stored = _stored(sentence, amount, frame)
    comparison = compare(statement.frame, stored, named=True)
    bar = comparison.reason if comparison.comparability is Comparability.NONE else None
    belongs = belonging(statement, sentence, amount, both.words)
    chars, unit = statement.reading.chars, counted(quote_of(sentence.quote), amount)
    features = Features(
        same_value=float(supports(amount.quantity, stated)),
        similar_digits=slip,
        same_unit=float(counted(statement.reading, statement.stated) == unit),
        clause_coverage=_mean(covered, statement.clause),
        far_measure=min(far / BESIDE, 1.0),
        near_figures=sum(close) / len(close) if close else 0.0,
        noun_coverage=both.words.coverage,
        nouns_elsewhere=few(both.words.elsewhere),
        own_words=belongs.own,
        words_of_others=few(belongs.of_others),
        left_out=few(belongs.left_out),
        others=few(belongs.others),
        less_similar=both.rank / MOST_SIMILAR,
        other_name=float(any(names_another(e, chars, sentence, amount) for e in both.names)),
        other_holder=float(names_other_holder(chars, sentence, amount)),
        other_groups=float(_counts_others(statement, sentence, frame)),
        other_measure=float(bar is Reason.OTHER_MEASURE),
        other_period=float(bar is Reason.OTHER_PERIOD),
        same_next=float(same_next(statement, sentence.quote, amount)),
        anchors=few(both.words.anchors),
        figures=min(len(figures_of(sentence.quote)) / MANY, 1.0),
        told=float(any(same(each.quantity, amount.quantity) for each in statement.figures)),
        beside_another=float(_is_beside_another(statement, sentence.quote, amount)),
        swapped=float(belongs.of_others > 0 and belongs.left_out > 0),
    )
    return Alignment(sentence, amount, frame, stated, comparison, stored, features)


def _close(
    statement: Statement, quote: str, amount: Stated, near: tuple[float, ...]
) -> list[float]:
    """How close to an amount each other figure of the statement stands; 0 if it does not."""
    beside = (*statement.figures, *statement.ordinals)
    others = ([at for at in equal_amounts(e, quote) if at != amount.start] for e in beside)
    return [max((near[at] for at in there), default=0.0) for there in others]


def few(count: int) -> float:
    """A number of words as a feature."""
    return min(count / _FEW, 1.0)


def _counts_others(statement: Statement, sentence: StoredSentence, frame: Frame) -> bool:
    """Whether the frames differ in groups or in the whole of a share."""
    one, other = statement.frame.measure, frame.measure
    said = one.groups or qualifiers.groups(statement.reading.chars)
    printed = other.groups
    if one.groups and not printed:
        printed = qualifiers.groups(quote_of(sentence.quote).chars)
    if printed and (not said <= printed or (not said and printed & _NEVER_LEFT_OUT)):
        return True
    return other_whole(one.base, other.base)


def _compared(statement: Statement, known: Quantity, frame: Frame) -> tuple[Quantity, float]:
    """The stated quantity as it compares with a stored one, and how likely it is that with a slip.

    Growth and decline of one size are each other with a slip.
    """
    stated = completed(statement.stated.quantity, known)
    one, other = change_before(statement.frame.measure.left), change_before(frame.measure.left)
    if one and other and one.sign != other.sign:
        return negated(stated), float(same(stated, known))
    return stated, similar_digits(statement.stated.quantity, known)


def same_next(statement: Statement, quote: str, amount: Stated) -> bool:
    """Whether the same two characters stand behind both amounts: 28个乡镇, 82个乡镇."""
    end = statement.stated.end
    behind = statement.reading.chars[end : end + _WORD]
    return len(behind) == _WORD and quote_of(quote).chars.startswith(behind, amount.end)


def _is_beside_another(statement: Statement, quote: str, amount: Stated) -> bool:
    """Whether the word in front of the stated amount is in front of another one of the kind."""
    start, chars = statement.stated.start, quote_of(quote).chars
    word = statement.reading.chars[max(start - _WORD, 0) : start]
    if not word.isalpha() or chars.endswith(word, 0, amount.start):
        return False
    return any(
        each.start != amount.start
        and chars.endswith(word, 0, each.start)
        and comparable(each.quantity, amount.quantity)
        for each in amounts_of(quote)
    )


def _mean(worth: list[float], mask: int) -> float:
    """The mean over some units."""
    chosen = units(mask)
    return sum(worth[unit] for unit in chosen) / len(chosen) if chosen else weights.NO_WORDS


def _covered(
    statement: Statement, sentence: StoredSentence, near: tuple[float, ...]
) -> list[float]:
    """How close to the stored amount each unit of the statement occurs; 0 if it does not."""
    chars, found = statement.reading.chars, [0.0] * len(statement.reading.chars)
    places = all_places(sentence.quote)
    worth: dict[str, tuple[float, float]] = {}  # a pair that is repeated is looked up once
    for at in _pair_starts(statement.clause | statement.measure, len(chars)):
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


def _pair_starts(content: int, size: int) -> Iterable[int]:
    """Where the pairs of characters begin that contain one of the units."""
    return units((content | content >> 1) & ((1 << max(size - 1, 0)) - 1))


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
