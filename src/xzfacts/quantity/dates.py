"""Dates and spans of dates, as ranges of days.

A day is the number yyyymmdd, without a year mmdd, without a month dd. Vague ends are read
widely, so that no true statement falls outside: 年初 is the first quarter and 年底 the last;
月初, 上旬, 中旬, 下旬 and 月底 are thirds of a month.
"""

from decimal import Decimal
from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern

_DIGIT = "〇零一二三四五六七八九"
# Simple, because each start of the program compiles it; `small_number` rejects what is not a
# number.
SMALL_NUMBER = "[0-9〇零一二三四五六七八九十廿]{1,3}"
_FOUR = rf"(?:[12]\d{{3}}|[一二][{_DIGIT}]{{3}})"
_SEPARATOR = lazy_pattern(r" ?(?:[-–—―─~]{1,2}|至|到) ?")

_ISO = lazy_pattern(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.])")
_ISO_SEPARATORS = tuple("-/.")
_YEAR = lazy_pattern(
    rf"({_FOUR}) ?年度?(?!级|轻|龄|代|(?:来)?的?(?:悠久)?(?:历史|文明)|古)"
    rf"|(\d{{2}}) ?年(?= ?\d{{1,2}} ?月)"
)
_MONTH = lazy_pattern(rf" ?({SMALL_NUMBER}) ?月份?(?![球饼亮薪均刊嫂台龄租])")
_DAY = lazy_pattern(rf" ?({SMALL_NUMBER}) ?(?:日|号)(?!元(?![旦宵])|[圆币本报均式产销])")
_DAY_ALONE = lazy_pattern(r"(\d{1,2}) ?日(?!元(?![旦宵])|[圆币本报均式产销])")
_YEAR_PART = lazy_pattern(
    r" ?(?:(初|年初)|(底|末|年底|年末)|(上半年)|(下半年)|(?:第)?([一二三四1-4])季度"
    r"|(首季度?)|前([二三23])季度)"
)
_QUARTER_ALONE = lazy_pattern(r"(?:第)?([一二三四1-4])季度|前([二三23])季度")
_MONTH_PART = lazy_pattern(r"(初|上旬)|(中旬)|(底|末|下旬)")
_DECADE = lazy_pattern(
    rf"(?:({SMALL_NUMBER}) ?世纪)?([12]\d{{2}}0|[1-9]0|[二三四五六七八九]十) ?年代(初|中|末)?期?"
)
_LONGEST_DECADE = 14  # characters up to its 年代, or of a century up to its 世纪
_CENTURY = lazy_pattern(rf"({SMALL_NUMBER}) ?世纪(?!之?交)")
_BARE = lazy_pattern(rf" ?({_FOUR}|{SMALL_NUMBER})(?= ?(?:[-–—―─~]{{1,2}}|至|到))")
_JOINTS = frozenset("-–—―─~至到")
_LONGEST_BARE = 8  # characters up to the joint behind a bare number
_SINCE = lazy_pattern(r"(以来|以后|之后|起至今|至今)|(以前|之前)")

_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "": 0}
_TENS = _ONES | {"": 1}


class CalendarRange(NamedTuple):
    """A span of dates or a time of day, in the numbers of `Quantity`.

    end: the position behind it.
    low: the first day or the minute, None where open.
    high: the last day or the minute, None where open.
    bounds: which ends belong to the range.
    unit: `date`, `month-day`, `day` or `clock`.
    """

    end: int
    low: Decimal | None
    high: Decimal | None
    bounds: str
    unit: str


class _PartialDate(NamedTuple):
    """A date of which parts may be missing.

    end: the position behind it.
    year: the year, if given.
    month: the first and the last month, if given.
    day: the first and the last day of the month, if given.
    """

    end: int
    year: int | None
    month: tuple[int, int] | None
    day: tuple[int, int] | None


def read_date(text: str, pos: int) -> CalendarRange | None:
    """Return the date or span of dates of plain `text` at `pos`, or None."""
    point = _iso(text, pos) or _decade(text, pos)
    if isinstance(point, CalendarRange):
        return _with_open_end(text, point)
    start = point or _bare(text, pos, None) or _partial_date(text, pos)
    if start is None:
        return None
    first, last = _inner_range(text, start) or _span_end(text, start) or (start, start)
    return _with_open_end(text, _span(first, last))


def _iso(text: str, pos: int) -> _PartialDate | None:
    found = _ISO.match(text, pos) if text[pos + 4 : pos + 5] in _ISO_SEPARATORS else None
    if not found:
        return None
    month, day = int(found[3]), int(found[4])
    return _valid(_PartialDate(found.end(), int(found[1]), (month, month), (day, day)))


def _decade(text: str, pos: int) -> CalendarRange | None:
    ahead = text[pos : pos + _LONGEST_DECADE]
    found = _DECADE.match(text, pos) if "年代" in ahead else None
    if found:
        written = small_number(found[2])
        century = small_number(found[1]) - 1 if found[1] else 19
        if century < 0:
            return None
        first = written if written > 99 else century * 100 + written
        begin, length = {None: (0, 10), "初": (0, 4), "中": (3, 4), "末": (6, 4)}[found[3]]
        return _years(found.end(), first + begin, first + begin + length - 1)
    found = _CENTURY.match(text, pos) if "世纪" in ahead else None
    if found:
        last = small_number(found[1]) * 100
        if last <= 0:
            return None
        return _years(found.end(), last - 99, last)
    return None


def _years(end: int, first: int, last: int) -> CalendarRange:
    return CalendarRange(
        end, Decimal(first * 10000 + 101), Decimal(last * 10000 + 1231), "[]", "date"
    )


def _partial_date(text: str, pos: int) -> _PartialDate | None:
    """Read a year with its parts, a month with its day, a quarter, or a day."""
    year = _YEAR.match(text, pos)
    if year:
        number = small_number(year[1] or year[2])
        if year[2]:
            number += 2000 if number < 50 else 1900
        return _in_year(text, year.end(), number)
    quarter = _QUARTER_ALONE.match(text, pos) if "季" in text[pos : pos + 4] else None
    if quarter:
        return _PartialDate(quarter.end(), None, _quarter(quarter[1], quarter[2]), None)
    month = _month(text, pos, None)
    if month:
        return month
    day = _DAY_ALONE.match(text, pos) if "日" in text[pos : pos + 4] else None
    if day:
        number = int(day[1])
        return _valid(_PartialDate(day.end(), None, None, (number, number)))
    return None


def _in_year(text: str, pos: int, year: int) -> _PartialDate:
    month = _month(text, pos, year)
    if month:
        return month
    part = _YEAR_PART.match(text, pos)
    if not part:
        return _PartialDate(pos, year, None, None)
    if part[1] or part[6]:
        months = (1, 3)
    elif part[2]:
        months = (10, 12)
    elif part[3]:
        months = (1, 6)
    elif part[4]:
        months = (7, 12)
    else:
        months = _quarter(part[5], part[7])
    return _PartialDate(part.end(), year, months, None)


def _quarter(which: str | None, first: str | None) -> tuple[int, int]:
    if which:
        return small_number(which) * 3 - 2, small_number(which) * 3
    return 1, small_number(first or "四") * 3


def _month(text: str, pos: int, year: int | None) -> _PartialDate | None:
    found = _MONTH.match(text, pos)
    if not found:
        return None
    number = small_number(found[1])
    month = _valid(_PartialDate(found.end(), year, (number, number), None))
    if month is None:
        return None
    day = _DAY.match(text, found.end())
    if day:
        number = small_number(day[1])
        return _valid(month._replace(end=day.end(), day=(number, number))) or month
    part = _MONTH_PART.match(text, found.end())
    if part:
        days = (1, 10) if part[1] else (11, 20) if part[2] else (21, 31)
        return month._replace(end=part.end(), day=days)
    return month


def _bare(text: str, pos: int, before: _PartialDate | None) -> _PartialDate | None:
    """Read a number with its unit only behind the dash: 2005—2007年, 1—9月, 20—22日."""
    found = None
    if not _JOINTS.isdisjoint(text[pos : pos + _LONGEST_BARE]):
        found = _BARE.match(text, pos)
    if not found:
        return None
    number = small_number(found[1])
    dash = _SEPARATOR.match(text, found.end())
    after = dash and _following(text, dash.end(), before)
    if not after:
        return None
    if after.year is not None and before is None:
        return _PartialDate(found.end(), number, None, None) if number > 999 else None
    year = before.year if before else None
    if after.month is not None and (before is None or before.month is None):
        return _valid(_PartialDate(found.end(), year, (number, number), None))
    month = before.month if before else None
    return _valid(_PartialDate(found.end(), year, month, (number, number)))


def _following(text: str, pos: int, before: _PartialDate | None) -> _PartialDate | None:
    day = _DAY.match(text, pos) if before and before.month else None
    if day:
        number = small_number(day[1])
        return _valid(_PartialDate(day.end(), None, None, (number, number)))
    return _partial_date(text, pos)


def _inner_range(text: str, start: _PartialDate) -> tuple[_PartialDate, _PartialDate] | None:
    """Read a range behind the parts that both ends share: 2023年1—9月, 3月5—8日."""
    if start.day or (start.month and start.month[0] != start.month[1]):
        return None
    first = _bare(text, start.end, start)
    return _span_end(text, first) if first else None


def _span_end(text: str, start: _PartialDate) -> tuple[_PartialDate, _PartialDate] | None:
    """Read the other end of a span and complete it from the start: 3月5日至8日."""
    dash = _SEPARATOR.match(text, start.end)
    stop = dash and _following(text, dash.end(), start)
    if not stop:
        return None
    if stop.year is None and start.year is not None:
        stop = stop._replace(year=start.year)
    if stop.month is None and stop.day is not None:
        stop = stop._replace(month=start.month)
    elif start.year is None and stop.year is not None:
        start = start._replace(year=stop.year)
    first, last = _span(start, start), _span(stop, stop)
    if first.unit != last.unit or _day_number(start, 0) > _day_number(stop, 1):
        return None
    return start, stop


def _span(start: _PartialDate, stop: _PartialDate) -> CalendarRange:
    low, high = _day_number(start, 0), _day_number(stop, 1)
    unit = "date" if start.year else "month-day" if start.month else "day"
    return CalendarRange(stop.end, Decimal(low), Decimal(high), "[]", unit)


def _day_number(point: _PartialDate, side: int) -> int:
    """Return the first (side 0) or last (side 1) day of a date, as a number."""
    year = point.year or 0
    if point.month is None and point.day is not None:
        return point.day[side]
    month = point.month[side] if point.month else (1, 12)[side]
    last = _LAST_DAY[month - 1]
    if month == 2 and point.year and (year % 4 or (year % 100 == 0 and year % 400)):
        last = 28
    day = min(point.day[side], last) if point.day else (1, last)[side]
    return year * 10000 + month * 100 + day


def _valid(point: _PartialDate) -> _PartialDate | None:
    """Return the date if it exists in the calendar."""
    if point.month and not 1 <= point.month[0] <= 12:
        return None
    last = _LAST_DAY[point.month[0] - 1] if point.month else 31
    return point if not point.day or 1 <= point.day[0] <= last else None


def _with_open_end(text: str, when: CalendarRange) -> CalendarRange:
    found = _SINCE.match(text, when.end) if when.unit == "date" else None
    if not found:
        return when
    if found[1]:
        return when._replace(end=found.end(), high=None, bounds="[)")
    return when._replace(end=found.end(), low=None, high=when.low, bounds="()")


def small_number(written: str) -> int:
    """Return a number below ten thousand: Arabic, digit by digit, or with 十; -1 if it is none."""
    if written.isdecimal():
        return int(written)
    if written[0] == "廿":
        written = "二十" + written[1:]
    tens, ten, ones = written.rpartition("十")
    if ten:
        known = tens in _TENS and ones in _ONES
        return _TENS[tens] * 10 + _ONES[ones] if known else -1
    if len(written) in (2, 3) and written[0] not in "〇零":
        return -1  # 三四 is a range
    digits = [_ONES.get(char) for char in written]
    return -1 if None in digits else int("".join(map(str, digits)))
