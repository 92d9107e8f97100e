"""Whether two frames state the same thing: holder aside, measure, time, mode and scope.

What a statement says beyond the fact (last year's, only the women, is planned) makes it
another statement, and so does what the fact's attribute says beyond the statement. What only
the sentence of the fact says forbids to refute, not to support.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from xzfacts.language import qualifiers
from xzfacts.language.frame import Frame, Mode
from xzfacts.model.verdicts import Reason
from xzfacts.quantity.compare import agree
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity


class Comparability(IntEnum):
    """What the value of one frame can do to the other's."""

    NONE = 0
    SUPPORT = 1
    FULL = 2


class Comparison(NamedTuple):
    """How two frames relate.

    comparability: whether the stored value may support or also refute the stated one.
    reason: why it may not; None where it may do both.
    """

    comparability: Comparability
    reason: Reason | None = None


class Stored(NamedTuple):
    """A fact as one side of a comparison.

    frame: that of its value in its own sentence; None where the value does not occur in it.
    value: its value in compact characters.
    attribute: the compact name of its attribute.
    names: all compact names of the attribute.
    as_of: the day it holds for, in ISO form, where that is known.
    quote: its sentence.
    dates: the dates that its sentence names.
    """

    frame: Frame | None
    value: str
    attribute: str
    names: tuple[str, ...]
    as_of: str | None
    quote: str
    dates: tuple[Quantity, ...]


_SAME = Comparison(Comparability.FULL)
_YEARLY = frozenset({"同比"})  # often left out
_PER_HEAD = frozenset("人户亩县镇校店株头床村家")


def compare(draft: Frame, fact: Stored, *, named: bool) -> Comparison:
    """How a stated frame relates to the frame of a fact with a value of the same kind.

    named: whether the statement says the attribute's own name; then what else the sentence of
    the fact says does not matter, plans and groups aside.
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
    """A statement that is denied or doubted is not made; what is planned is not what is."""
    before = draft.measure.left
    if draft.mode in {Mode.DENIED, Mode.HYPOTHETICAL, Mode.RUMOURED}:
        return Comparison(Comparability.NONE, Reason.NOT_STATED)
    if qualifiers.COMPARED.search(before):
        return Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    own = fact.frame
    found = qualifiers.BEFORE.search(before)
    if found and not (own and own.measure.left.endswith(found.group())):
        return Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    if own is None:
        return _SAME
    if own.mode in {Mode.DENIED, Mode.HYPOTHETICAL, Mode.RUMOURED}:
        return Comparison(Comparability.NONE, Reason.NOT_STATED)
    return _planned(draft, own, fact.attribute)


def _planned(draft: Frame, own: Frame, attribute: str) -> Comparison:
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
    """Statements of another time, or of one where the fact names none, are other statements."""
    other = Comparison(Comparability.NONE, Reason.OTHER_PERIOD)
    word = fact.frame.time.word if fact.frame else ""
    if draft.time.word and draft.time.word != word:
        return other
    if not all(_of_that_time(date, fact) for date in draft.time.dates):
        return other
    short = qualifiers.SHORT_TIME.fullmatch(word) is not None
    if short and not draft.time.word and not draft.time.dates:
        if "total" in draft.measure.states:
            return other
        return Comparison(Comparability.SUPPORT, Reason.OTHER_PERIOD)
    return _SAME


def _of_that_time(date: Quantity, fact: Stored) -> bool:
    if date.text in fact.quote:
        return True
    if fact.as_of is not None:
        then = parse_quantity(date_of_iso(fact.as_of))
        return then is not None and agree(date, then)
    return any(
        agree(date, other) for other in fact.dates if date.unit != "date" or other.unit == "date"
    )


def date_of_iso(iso: str) -> str:
    """An ISO date, as far as it goes, as Chinese text writes it."""
    parts = iso.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _measure(draft: Frame, fact: Stored) -> Comparison:
    """The whole of a share, totals and additions, and who is counted have to be the same."""
    other = Comparison(Comparability.NONE, Reason.OTHER_MEASURE)
    printed = fact.frame.measure if fact.frame else None
    base = qualifiers.share_base(fact.attribute + " ") or (printed.base if printed else "")
    said = draft.measure.base
    if base and said and not (base in said or said in base):
        return other
    if ("（" in said) != ("（" in base) and base and said:
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


class _Family(NamedTuple):
    """Qualifying words of one kind.

    words: reads them from a text.
    spared: of the attribute's own, those that people leave out.
    missing: how far a fact bears on a statement without the others of its attribute.
    reason: what a statement with other words is of.
    """

    words: Callable[[str], frozenset[str]]
    spared: frozenset[str]
    missing: Comparability
    reason: Reason


_STATISTICS = _Family(qualifiers.statistics, frozenset(), Comparability.NONE, Reason.OTHER_MEASURE)
_SHARES = _Family(qualifiers.shares, frozenset({"年"}), Comparability.SUPPORT, Reason.OTHER_MEASURE)
_PARTS = _Family(qualifiers.parts, frozenset(), Comparability.NONE, Reason.OTHER_SCOPE)


def _by_words(family: _Family, draft: Frame, fact: Stored, *, named: bool) -> Comparison:
    words, measure = family.words, draft.measure
    near = fact.frame.measure.near if fact.frame else ""
    asked = words(measure.left + " " + measure.near.partition("\0")[2])
    own = words(fact.attribute)
    printed = words(near) | words(fact.value)
    other = frozenset().union(*map(words, fact.names))
    if not asked <= own | printed | other:
        return Comparison(Comparability.NONE, family.reason)
    missing = own - family.spared - asked - words(fact.value)
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
