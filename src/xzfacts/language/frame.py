"""Frames: what a sentence states about a value, in drafts, facts and articles alike.

A frame is one statement: holder, measure, value, time, mode and scope. Its holders are all names
in the sentence; entity linking and coreference choose among them.
"""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from xzfacts.language import qualifiers
from xzfacts.language.calendar_periods import is_period, read_periods
from xzfacts.language.known_names import NameMention
from xzfacts.language.modality import is_goal, read_mode
from xzfacts.language.parallel_lists import parallel_items
from xzfacts.language.sentence import Reading, Stated
from xzfacts.model.facts import Mode
from xzfacts.quantity.model import CALENDAR, Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

# What the change in a year is from; it is no time of the statement.
_THAN_BEFORE = lazy_pattern(
    "[比较同](?:上年|去年|上一年)(?:同期|同月|同季)?(?=[多少高低增减下上提回])"
)
_FROM = frozenset("从由")
_THAN = frozenset("比较")  # in front of what a change is from
_THIS_YEAR = frozenset({"今年", "当年"})
_PART = "其中"  # what follows is of a part
_SCOPE_END = lazy_pattern(
    "(?:截[至止]|自|从|在|于|到|至|今年|当地时间|北京时间|同期|上午|下午|日?晚)*"
)
_START, _END = attrgetter("start"), attrgetter("end")
_DATES = 64  # dates in front of a value that may stand between it and the amount before


class Measure(NamedTuple):
    """What a value measures.

    left: the clause in front of the value, with names blanked.
    right: the clause behind it.
    near: the text between the amounts on both sides, without the value.
    states: total, present state or addition.
    groups: the groups or actions that are counted.
    statistics: extremes and means.
    shares: the units that it is per: 人 in 人均.
    base: the whole of a share.
    """

    left: str
    right: str
    near: str
    states: frozenset[str]
    groups: frozenset[str]
    statistics: frozenset[str]
    shares: frozenset[str]
    base: str


class Time(NamedTuple):
    """When a statement holds.

    dates: the dates in front of the value or right behind it that hold for it.
    word: the last word such as 去年 in front of the value.
    """

    dates: tuple[Quantity, ...]
    word: str


class Frame(NamedTuple):
    """One statement.

    start, end: units of the value in the sentence.
    value: its quantity; None if it is words.
    text: the value in compact characters.
    holders: the names in the sentence; first those in front of the value in its clause.
    measure: what it measures.
    time: when it holds.
    mode: its modality.
    scope: the parts of a whole that it is about.
    """

    start: int
    end: int
    value: Quantity | None
    text: str
    holders: tuple[NameMention, ...]
    measure: Measure
    time: Time
    mode: Mode
    scope: frozenset[str]


def read_frame(
    reading: Reading,
    span: tuple[int, int],
    value: Quantity | None,
    amounts: tuple[Stated, ...],
    names: tuple[NameMention, ...] = (),
) -> Frame:
    """The frame of the value at the units of `span`.

    amounts: all amounts of the sentence. names: the names found in it.
    """
    start, end = span
    chars = _blanked(reading.chars, names)
    first, last = reading.clause(start)[0], reading.clause(end - 1)[1]
    near_first, near_last = _between(span, amounts, (first, last))
    left, right = chars[first:start], chars[end:last]
    near = f"{chars[near_first:start]}\0{chars[end:near_last]}"
    said = left + " " + chars[end:near_last]
    return Frame(
        start=start,
        end=end,
        value=value,
        text=reading.chars[start:end],
        holders=_ranked(names, reading, start),
        measure=Measure(
            left,
            right,
            near,
            qualifiers.states(said),
            qualifiers.groups(beside_amount(reading, span, amounts)),
            qualifiers.statistics(said),
            qualifiers.shares(said),
            qualifiers.share_base(chars[near_first:start]),
        ),
        time=_time(reading, span, near_last, amounts, chars),
        mode=_mode(reading, chars, said, span),
        scope=qualifiers.parts(said),
    )


def beside_amount(reading: Reading, span: tuple[int, int], amounts: tuple[Stated, ...]) -> str:
    """The words that belong to the amount at `span`, and not to another one of its clause.

    In 死亡237人、失踪93人 and 237人死亡、93人失踪, which 、 separates, they are different ones.
    """
    start, end = span
    first, last = reading.clause(start)[0], reading.clause(end - 1)[1]
    near_first, near_last = _between(span, amounts, (first, last))
    words = reading.words
    if near_last < last:
        near_last = min(near_last, max(end, bisect_right(words, words[end - 1])))
    behind = reading.chars[end:near_last]
    if near_first > first and behind:
        near_first = max(near_first, min(start, bisect_left(words, words[start])))
    return f"{reading.chars[near_first:start]}\0{behind}"


def last_time_word(text: str) -> str:
    """The last word such as 去年 in a text; empty if there is none or the present follows it."""
    compared = [found.span() for found in _THAN_BEFORE.finditer(text)]
    times = [
        each
        for each in qualifiers.WHEN.find(text)
        if not is_period(each[2]) and not any(a <= each[0] < b for a, b in compared)
    ]
    if not times:
        return ""
    start, end, word = times[-1]
    if len(times) > 1 and times[-2][1] == start and times[-2][2] not in _THIS_YEAR:
        word = times[-2][2] + word  # 去年一季度
    return "" if qualifiers.NOW.search(text, end) else word


def _time(
    reading: Reading, span: tuple[int, int], stop: int, amounts: tuple[Stated, ...], chars: str
) -> Time:
    """When what is at `span` holds. stop: where the next amount begins."""
    return Time(_dates(reading, span, stop, amounts, chars), last_time_word(chars[: span[1]]))


def is_time_of_others(reading: Reading, stated: Stated, amounts: tuple[Stated, ...]) -> bool:
    """Whether a date is the time of the rest of its sentence and no statement itself.

    That is a date with another amount in its clause, or one that is the whole clause.
    """
    if stated.quantity.dimension != "date":
        return False
    first, last = reading.clause(stated.start)
    for other in amounts:
        if first <= other.start < last and other.quantity.dimension not in {"date", "clock"}:
            return True
    chars = reading.chars
    alone = _SCOPE_END.fullmatch(chars, first, stated.start) is not None
    return alone and stated.end == last and last < len(chars)


def _clause_starts(reading: Reading, unit: int) -> list[int]:
    """Where the clauses up to that of the unit begin."""
    clauses = reading.clauses
    return [bisect_left(clauses, number) for number in range(clauses[unit] + 1)]


def _mode(reading: Reading, chars: str, said: str, span: tuple[int, int]) -> Mode:
    """The modality of the value at `span`. chars, said: as in `read_frame`."""
    start, end = span
    mode = read_mode(chars, said, _clause_starts(reading, start), start)
    if mode is not Mode.ASSERTED:
        return mode
    last = reading.clause(end - 1)[1]
    following = reading.clause(last)[1] if last < len(chars) else last
    return Mode.PLANNED if is_goal(chars[end:last], chars[last:following]) else mode


def _blanked(chars: str, names: tuple[NameMention, ...]) -> str:
    for name in names:
        chars = chars[: name.start] + " " * (name.end - name.start) + chars[name.end :]
    return chars


def _between(
    span: tuple[int, int],
    amounts: tuple[Stated, ...],
    clause: tuple[int, int],
) -> tuple[int, int]:
    """The end of the amount before the value and the start of the one behind, in the clause.

    Dates before the value are no such amounts, except the last of many.
    """
    first, last = clause
    behind = bisect_left(amounts, span[1], key=_START)
    if behind < len(amounts):
        last = min(last, amounts[behind].start)
    before = bisect_right(amounts, span[0], key=_END)
    for number, other in enumerate(reversed(amounts[max(before - _DATES, 0) : before]), start=1):
        if other.quantity.dimension != "date" or number == _DATES:
            return max(first, other.end), last
    return first, last


class _Date(NamedTuple):
    """A date or period at some units of a sentence."""

    start: int
    end: int
    quantity: Quantity


def _dates(
    reading: Reading, span: tuple[int, int], stop: int, amounts: tuple[Stated, ...], chars: str
) -> tuple[Quantity, ...]:
    """The dates and periods that hold for the value at `span`, the nearest clause first.

    Those of a clause with figures are only its own, if a later clause has some: in
    一季度完成12亿元，其中3月5亿元 the last figure is that of 3月. stop: as in `_time`.
    """
    dates = [
        _Date(each.start, each.end, each.quantity)
        for each in amounts
        if each.quantity.dimension == "date"
        and (each.start < span[0] or span[0] < each.start <= stop)
    ]
    dates += [_Date(*period) for period in read_periods(chars[:stop])]
    if not dates:
        return ()
    figures = tuple(each for each in amounts if each.quantity.dimension not in CALENDAR)
    dates = _of_value(reading, span[0], dates, figures)
    found: list[Quantity] = []
    for number in sorted({reading.clauses[each.start] for each in dates}, reverse=True):
        own = number == reading.clauses[span[0]]
        if found and not own and any(reading.clauses[e.start] == number for e in figures):
            continue
        there = [each for each in dates if reading.clauses[each.start] == number]
        part = chars.rfind(_PART, reading.clause(there[0].start)[0], span[0])
        narrowed = [each.quantity for each in there if each.start > part]
        if part >= 0 and narrowed:
            return (*found, *narrowed)
        found += [each.quantity for each in there]
    return tuple(found)


def _of_value(
    reading: Reading, start: int, dates: list[_Date], figures: tuple[Stated, ...]
) -> list[_Date]:
    """The dates that are not those of something else than the value that begins at a unit.

    That is of another item of a list, what a change is from (由2015年的26%), or compared with.
    """
    chars = reading.chars
    own = [each for each in dates if chars[each.start - 1 : each.start] not in _THAN] or dates
    for first, last, figure in parallel_items(reading, figures) if len(own) > 1 else ():
        if figure.start != start:
            own = [each for each in own if each.end <= first or last <= each.start]
    starts = [each for each in own if chars[each.start - 1 : each.start] in _FROM]
    for each in starts:
        between = any(each.end <= figure.start < start for figure in figures)
        if not between and each.end <= start:
            return [each]
        own = [other for other in own if other != each] or own
    return own


def _ranked(names: tuple[NameMention, ...], reading: Reading, unit: int) -> tuple[NameMention, ...]:
    """Sort names: in the clause in front of the unit, nearest first; behind it; elsewhere."""
    clause = reading.clauses[unit] if unit < len(reading.clauses) else -1

    def rank(name: NameMention) -> tuple[bool, bool, int]:
        return (reading.clauses[name.start] != clause, name.start >= unit, abs(unit - name.end))

    return tuple(sorted(names, key=rank))
