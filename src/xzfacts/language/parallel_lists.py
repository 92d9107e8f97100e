"""Lists whose items have their figures in a list behind: 对甲、乙出口分别增长1.6%、4.9%."""

from collections.abc import Iterable
from itertools import pairwise, takewhile

from xzfacts.language.sentence import Reading, Stated
from xzfacts.text.lazy_pattern import lazy_pattern

_RESPECTIVELY = "分别"
_AND = lazy_pattern("[和与及]")
_LIST = 2  # items at least
_JOINED = 1  # characters between the figures of a list: 12.3%和10.3%
_ITEM = 4  # characters of the first and the last item, of which the other ends are unknown


def parallel_items(reading: Reading, figures: tuple[Stated, ...]) -> list[tuple[int, int, Stated]]:
    """The units of each item of a list in front of 分别, with its figure behind.

    figures: the amounts of the sentence that are no times. Empty if the lists do not have equally
    many items.
    """
    at, run = respective_figures(reading, figures)
    if not run:
        return []
    first = reading.clause(at)[0]
    marks = [found.span() for found in _AND.finditer(reading.chars, first + 1, at - 1)]
    marks += [(unit, unit) for unit in range(first + 1, at) if reading.listed(unit)]
    if not marks or len(marks) != len(run) - 1:
        return []
    marks.sort()
    starts = [max(marks[0][0] - _ITEM, first), *(end for _start, end in marks)]
    ends = [*(start for start, _end in marks), min(marks[-1][1] + _ITEM, at)]
    return list(zip(starts, ends, run, strict=True))


def respective_figures(reading: Reading, figures: tuple[Stated, ...]) -> tuple[int, list[Stated]]:
    """Where 分别 is in a sentence, and the list of figures behind it; -1 and none without it."""
    at = reading.chars.find(_RESPECTIVELY)
    if at < 0:
        return at, []
    last = reading.clause(at)[1]
    return at, _joined([each for each in figures if at < each.start < last])


def parallel_times(reading: Reading, amounts: tuple[Stated, ...]) -> list[tuple[int, int, Stated]]:
    """The units of each date of a list, with its figure in a list behind in the same clause.

    3月和5月两次上调0.2元和0.4元. amounts: those of the sentence. Empty if the lists do not have
    equally many items.
    """
    dates = _joined([each for each in amounts if each.quantity.dimension == "date"])
    if len(dates) < _LIST:
        return []
    last = reading.clause(dates[-1].start)[1]
    behind = [
        e for e in amounts if dates[-1].end <= e.start < last and e.quantity.dimension != "date"
    ]
    for first in range(len(behind) - len(dates) + 1):
        run = behind[first : first + len(dates)]
        if len({each.quantity.unit for each in run}) == 1 and run == _joined(behind[first:]):
            return [(d.start, d.end, each) for d, each in zip(dates, run, strict=True)]
    return []


def parallel_changes(
    reading: Reading, figures: tuple[Stated, ...]
) -> list[tuple[int, int, Stated]]:
    """The units that tell one item of a list from the others, each with its figure behind.

    货物20亿吨、集装箱90万箱，增长1%、6%: the figures behind are as many, in the next clause. Empty
    if there is no such list.
    """
    for at in range(1, len(figures)):
        run = _joined([*figures[at:]])
        items = figures[max(at - len(run), 0) : at]
        number = reading.clauses[run[0].start]
        if len(run) < _LIST or len(items) < len(run) or _clauses(reading, items) != {number - 1}:
            continue
        if _clauses(reading, run) == {number} and len({each.quantity.unit for each in run}) == 1:
            texts = [reading.chars[: each.start] for each in items]
            same = len(list(takewhile(_is_one, zip(*map(reversed, texts), strict=False))))
            ends = [len(each) - same for each in texts]
            return [(max(end - _LIST, 0), end, e) for end, e in zip(ends, run, strict=True)]
    return []


def _is_one(chars: tuple[str, ...]) -> bool:
    return len(set(chars)) == 1


def _clauses(reading: Reading, amounts: Iterable[Stated]) -> set[int]:
    return {reading.clauses[each.start] for each in amounts}


def _joined(amounts: list[Stated]) -> list[Stated]:
    """The first amounts that only a mark or a word such as 和 separates."""
    run = amounts[:1]
    for one, other in pairwise(amounts):
        if other.start - one.end > _JOINED:
            break
        run.append(other)
    return run
