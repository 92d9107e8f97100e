"""Whether two frames agree in measure, time, mode and scope. Holders are compared elsewhere.

A qualifier that only the statement has (last year's, only the women, planned) makes it another
statement, and so does one that only the attribute of the fact has. One that only the quote of
the fact has prevents a refutation, not a support.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from xzfacts.language import qualifiers
from xzfacts.language.calendar_periods import holds_on
from xzfacts.language.change_direction import change_before
from xzfacts.language.frame import Frame
from xzfacts.language.stored_quotes import dates_in, quote_of
from xzfacts.model.facts import NO_EVIDENCE, Mode
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import agree
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity


class Comparability(IntEnum):
    """What a stored value may decide about a stated one: nothing, support, or refutation too."""

    NONE = 0
    SUPPORT = 1
    FULL = 2


class Comparison(NamedTuple):
    """How two frames relate.

    comparability: what the stored value may decide about the stated one.
    reason: why not more; None if it is fully comparable.
    """

    comparability: Comparability
    reason: Reason | None = None


class Stored(NamedTuple):
    """A fact as an operand of the comparison.

    frame: that of its value in its quote; None if the value does not occur there.
    value: its value in compact characters.
    attribute: the compact name of its attribute.
    names: all compact names of the attribute.
    mode: the modality written in the store; None if it is that of the frame.
    as_of: the day it holds for, in ISO form; None if unknown.
    quote: its sentence.
    dates: the dates in the quote that hold for it.
    holders: the compact names of its subject.
    years: the years that its article tells of.
    around: times such as 去年 and parts that are named before and may hold for its sentence too.
    """

    frame: Frame | None
    value: str
    attribute: str
    names: tuple[str, ...]
    mode: Mode | None
    as_of: str | None
    quote: str
    dates: tuple[Quantity, ...]
    holders: tuple[str, ...] = ()
    years: frozenset[int] = frozenset()
    around: frozenset[str] = frozenset()


_SAME = Comparison(Comparability.FULL)
_YEARLY = frozenset({qualifiers.YEARLY})  # often left out
_OF_THESE = "其中"
_NO_PARTS = frozenset({qualifiers.YEARLY, qualifiers.CHANGE, _OF_THESE, "占比", "占全"})
_SINCE, _AGO = ("前", "后"), "年前"  # ends of words for what has happened before or since
_COMPARING = frozenset("比较倍")
_PER_HEAD = frozenset("人户亩县镇校店株头床村家")


def compare(draft: Frame, fact: Stored, *, named: bool) -> Comparison:
    """Compare a stated frame with a fact that has a value of the same kind.

    named: whether the statement has the attribute's own name; then qualifiers that only the
    quote has are ignored, except plans and groups.
    """
    return min(
        (
            _mode(draft, fact),
            _time(draft, fact),
            _measure(draft, fact),
            _by_words(_STATISTICS, draft, fact, named=named),
            _by_words(_SHARES, draft, fact, named=named),
            _by_words(_PARTS, draft, fact, named=named),
        ),
        key=lambda each: each.comparability,
    )


def _mode(draft: Frame, fact: Stored) -> Comparison:
    """Denied and doubted statements are not comparable, nor are plans with facts."""
    before = draft.measure.left
    if draft.mode in NO_EVIDENCE:
        return Comparison(Comparability.NONE, Reason.NOT_STATED)
    if not _COMPARING.isdisjoint(before) and qualifiers.COMPARED.search(before):
        return Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    own = fact.frame
    found = qualifiers.BEFORE.search(before)
    since = draft.value is not None and draft.value.dimension == "date"  # 自1962年建院以来
    if found and not since and not (own and _changes_alike(before, own.measure.left, found[0])):
        return Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    mode = fact.mode or (own.mode if own else Mode.ASSERTED)
    if mode in NO_EVIDENCE:
        return Comparison(Comparability.NONE, Reason.NOT_STATED)
    if fact.mode is not None:
        known = (fact.mode is Mode.PLANNED) == (draft.mode is Mode.PLANNED)
        return _SAME if known else Comparison(Comparability.NONE, Reason.NOT_STATED)
    return _SAME if own is None else _planned(draft, own, fact.attribute)


def _changes_alike(before: str, printed: str, word: str) -> bool:
    """Whether both texts end in the same word, or in words for a change, in whichever direction."""
    if printed.endswith(word):
        return True
    return change_before(before) is not None and change_before(printed) is not None


def _planned(draft: Frame, own: Frame, attribute: str) -> Comparison:
    """As `_mode`, of a fact whose modality is only in its quote and its attribute."""
    planned = draft.mode is Mode.PLANNED
    named = bool(qualifiers.PLANNED.search(attribute))
    printed = own.mode is Mode.PLANNED
    if planned == named or (planned and printed):
        if planned or not printed:
            return _SAME
        if qualifiers.INTENDED.search(own.measure.left):
            return Comparison(Comparability.NONE, Reason.NOT_STATED)
        return Comparison(Comparability.SUPPORT, Reason.NOT_STATED)
    return Comparison(Comparability.NONE, Reason.NOT_STATED)


def _time(draft: Frame, fact: Stored) -> Comparison:
    """Statements of another time, or of a time that the fact does not name, are not comparable."""
    other = Comparison(Comparability.NONE, Reason.OTHER_PERIOD)
    word = fact.frame.time.word if fact.frame else ""
    asked = draft.time.word
    told = asked in (word, "") or asked in fact.attribute or (not word and asked in fact.around)
    if not told and not _is_present_age(draft):
        return other
    if fact.attribute.startswith("原") and not qualifiers.FORMER.search(draft.measure.left):
        return other
    if not all(of_that_time(date, fact) for date in draft.time.dates):
        return other
    short = word in qualifiers.SHORT_TIME
    if short and not draft.time.word and not draft.time.dates:
        if "total" in draft.measure.states:
            return other
        return Comparison(Comparability.SUPPORT, Reason.OTHER_PERIOD)
    if not draft.time.word and not draft.time.dates and _is_of_part_of_time(fact):
        return Comparison(Comparability.SUPPORT, Reason.OTHER_PERIOD)
    return _SAME


def _is_of_part_of_time(fact: Stored) -> bool:
    """Whether a sentence tells of a time and a fact is of a part of it: 其中3月5亿元."""
    if fact.frame is None or not fact.frame.time.dates or _OF_THESE not in fact.quote:
        return False
    return not set(dates_in(fact.quote)) <= set(fact.frame.time.dates)


def _is_present_age(draft: Frame) -> bool:
    """Whether a statement is of an age, which 今年 does not make another one."""
    return draft.value is not None and draft.value.dimension == "age" and draft.time.word == "今年"


def of_that_time(date: Quantity, fact: Stored) -> bool:
    """Whether a fact holds for a date, by its sentence or by its `as_of`."""
    then = parse_quantity(date_of_iso(fact.as_of)) if fact.as_of is not None else None
    if then is not None and (holds_on(then, date) or not agree(then, date)):
        return holds_on(then, date)
    of_year = date.unit != "date" or _year(date) in fact.years
    return any(holds_on(other, date) for other in fact.dates if of_year or other.unit == "date")


def of_other_time(date: Quantity, fact: Stored) -> bool:
    """Whether a fact holds for another time than a date; not if its time is not known."""
    if of_that_time(date, fact):
        return False
    if date.unit == "date" and fact.years and _year(date) not in fact.years:
        return True
    then = parse_quantity(date_of_iso(fact.as_of)) if fact.as_of is not None else None
    known = fact.dates or (() if then is None else (then,))
    return bool(known) and not any(holds_on(e, date) or holds_on(date, e) for e in known)


def _year(date: Quantity) -> int:
    return int((date.low or date.high or 0) // 10_000)


def date_of_iso(iso: str) -> str:
    """A complete or partial ISO date in Chinese: 2021年5月 for 2021-05."""
    parts = iso.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _measure(draft: Frame, fact: Stored) -> Comparison:
    """The whole of a share, totals and additions, and the groups counted have to be equal."""
    other = Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    printed = fact.frame.measure if fact.frame else None
    base = qualifiers.share_base(fact.attribute + " ") or (printed.base if printed else "")
    said = draft.measure.base
    if other_whole(said, base):
        return other
    states = qualifiers.states(fact.attribute) or (printed.states if printed else frozenset())
    if draft.measure.states and states and not draft.measure.states & states:
        return other
    own = qualifiers.groups(fact.attribute)
    groups = (printed.groups if printed else frozenset()) or own
    counted = draft.measure.groups
    if counted and groups and counted != groups and not (own and own == counted and own >= groups):
        return other
    return _SAME


def of_other_measure(draft: Frame, fact: Stored) -> bool:
    """Whether a statement certainly measures another thing or part than a fact, or per another."""
    said = qualifiers.parts(f"{draft.measure.left} {draft.measure.near.partition(chr(0))[2]}")
    own, front = fact.frame, quote_of(fact.quote).chars
    front = front[: own.end + len(own.measure.right)] if own else front
    printed = qualifiers.parts(front) | qualifiers.parts(fact.attribute)
    when = draft.time.word
    extremes = qualifiers.statistics(f"{draft.measure.left} {draft.measure.right}")
    return (
        not extremes <= qualifiers.statistics(front) | qualifiers.statistics(fact.attribute)
        or not said - _NO_PARTS <= printed | fact.around
        or (when.endswith(_SINCE) and not when.endswith(_AGO) and when not in front)
        or _measure(draft, fact).comparability is Comparability.NONE
        or _by_words(_SHARES, draft, fact, named=True).comparability is Comparability.NONE
    )


def other_whole(said: str, base: str) -> bool:
    """Whether two shares are of different wholes, as `qualifiers.share_base` reads them."""
    if not (said and base):
        return False
    return ("（" in said) != ("（" in base) or not (base in said or said in base)


class _Family(NamedTuple):
    """Qualifiers of one kind.

    words: finds them in a text.
    optional: those of an attribute that a statement may leave out.
    missing: the comparability if a statement leaves out others.
    reason: why statements with other qualifiers are not comparable.
    """

    words: Callable[[str], frozenset[str]]
    optional: frozenset[str]
    missing: Comparability
    reason: Reason


_STATISTICS = _Family(qualifiers.statistics, frozenset(), Comparability.NONE, Reason.OTHER_MEASURE)
_SHARES = _Family(qualifiers.shares, frozenset({"年"}), Comparability.SUPPORT, Reason.OTHER_MEASURE)
_PARTS = _Family(qualifiers.parts, frozenset({"占比"}), Comparability.NONE, Reason.OTHER_SCOPE)


def _by_words(family: _Family, draft: Frame, fact: Stored, *, named: bool) -> Comparison:
    words, measure = family.words, draft.measure
    near = fact.frame.measure.near if fact.frame else ""
    for name in fact.holders:
        near = near.replace(name, " ")  # 男 in 陆胜男 is no part
    asked = words(measure.left + " " + measure.near.partition("\0")[2])
    own = words(fact.attribute)
    if family is _STATISTICS and draft.measure.shares and "mean" not in own:
        asked -= {"mean"}  # 平均每亩产量, 亩产
    printed = words(near) | words(fact.value)
    other = frozenset().union(*map(words, fact.names))
    if not asked <= own | printed | other:
        return Comparison(Comparability.NONE, family.reason)
    missing = own - family.optional - asked - words(fact.value)
    if asked >= _YEARLY:
        missing -= {qualifiers.CHANGE}  # 比上年多
    if missing == _YEARLY:
        return Comparison(Comparability.SUPPORT, family.reason)
    if missing:
        head = Comparability.NONE if missing & _PER_HEAD else family.missing
        return Comparison(head, family.reason)
    if printed & _PER_HEAD and not asked & _PER_HEAD and family is _SHARES and not own:
        return Comparison(Comparability.NONE, family.reason)
    if named or printed <= asked | own | words(draft.text):
        return _SAME
    return Comparison(Comparability.SUPPORT, family.reason)
