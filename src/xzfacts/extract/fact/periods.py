"""The period that a figure holds for: from dates and words such as 去年 in front of it."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from operator import attrgetter
from typing import NamedTuple

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_WORDS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2}
_VERBS = "走出 摆脱 扭转 弥补 延续 超过 高于 低于 好于 优于 不及 不如".split()
_OVERCOME = "".join(f"(?<!{verb})" for verb in _VERBS)
_NOT_COMPARED = f"(?<![较比与跟同超及]){_OVERCOME}"
_YEAR_WORD = lazy_pattern(f"{_NOT_COMPARED}({'|'.join(_YEAR_WORDS)})度?(?!同期|相比|以前)")
_YEAR_BEFORE = lazy_pattern(f"({'|'.join(_YEAR_WORDS)})的?$")
_DAY_WORD = lazy_pattern(f"{_NOT_COMPARED}([昨今前])[天日晚晨](?!起|相比)")
_MONTH_WORD = lazy_pattern(f"{_NOT_COMPARED}(上个?月|本月)(?!同期|相比|起)")
_PART_WORD = lazy_pattern(
    f"{_NOT_COMPARED}(?:(?<![去前上今明0-9])(?P<end>年[末底])|[上下]半年|前[0-9一二三四五六七八九十]+个月)"
)
# The month of a holiday; 0 where it follows the moon.
_HOLIDAYS = {
    "元旦": 1, "春节": 0, "清明": 4, "五一": 5, "劳动节": 5, "端午": 0, "中秋": 0, "国庆": 10,
}  # fmt: skip
_MOON = {"春节": 1, "端午": 6, "中秋": 9}  # the month by which it has begun, or nearly
_HOLIDAY = lazy_pattern(
    f"{_NOT_COMPARED}[“]?({'|'.join(_HOLIDAYS)})”?(?:节|佳节)?(?:小?长?假期?|期间|黄金周|[一二三四五六七八]天)"
)
# Some months of a year, which the store cannot write as a date.
_MONTHS = lazy_pattern(
    f"{_NOT_COMPARED}(?:第?[一二三四1-4]季度|[上下]半年|[前头](?:[2-9]|1[01]|[两二三四五六七八九十]|十一)个月"
    "|(?<![0-9])1?[0-9]月?[-至到~—]1?[0-9]月(?![0-9]))(?!同期|相比|以来|起)"
)
_OTHER_PERIOD = lazy_pattern(
    "[0-9一二三四五六七八九十]月|[年月日号]末|年底|全年|[去今前明]年|[0-9]{4}年|目前|截至"
)
_NEW_YEAR = 4  # until this month, 年末 is that of the year before

_COMPARED = lazy_pattern(f"(?:[自从较比与跟由于及]|成立|同期|{'|'.join(_VERBS)})$")
_START_LEVEL = lazy_pattern("[从由自]$")
_NO_PERIOD = lazy_pattern("(?:以来|起|至今|同期|相比)")
# Only tells when something was founded, if a clause ends with it or another word depends on it.
_FOUNDED = lazy_pattern(
    "(?:正式)?(?:成立|创办|创建|创立|建成|建立|设立|组建|始建|开工|动工|注册|出生|毕业|投产|投用|上市|开业|开园|开馆|落成"
    "|竣工|完工|通车|发布|公布|印发|实施|启动|投入使用|获评|入选)"
)
_AROUND = 10  # characters behind a date that tell what it is for


class _Period(NamedTuple):
    """A period that a sentence names.

    start, end: where. iso: as precise as known, "" where it cannot be told. year: the year it names
    itself, if any.
    """

    start: int
    end: int
    iso: str
    year: int | None = None


def as_of(line: Line, amount: Amount, published: str | None) -> str | None:
    """The last period named in front of an amount, in ISO form, as precise as known.

    published: date of the article. What something is compared with, and when something was
    founded, is no period of the figure.
    """
    words = (
        word
        for word in _words(line.chars, amount.start, published or "")
        if not _is_founding(line, word.end, amount)
    )
    named = [*_dates(line, amount, published or ""), *words]
    found = max(named, key=attrgetter("start"), default=None)
    return found.iso or None if found else None


def part_of_year(line: Line, amount: Amount) -> str:
    """The months of a year that a figure holds for, as the sentence names them: 第四季度, 1-7月.

    Empty where it names none, or another period behind them.
    """
    parts = list(_MONTHS.finditer(line.chars, 0, amount.start))
    if not parts or _OTHER_PERIOD.search(line.chars, parts[-1].end(), amount.start):
        return ""
    return parts[-1][0]


def _dates(line: Line, amount: Amount, published: str) -> Iterator[_Period]:
    year: int | None = None
    for other in line.amounts:
        if other.start >= amount.start:
            break
        if other.quantity.dimension != "date" or not _is_period(line, other, amount):
            continue
        years = _years_before(line.chars, other.start)
        if years is not None:
            own = published[:4]
            year = int(own) + years if own.isdecimal() else None
        found = iso_of(other.quantity, published, year)
        if other.quantity.unit == "date" and found:
            year = int(found[:4])
        if found:
            yield _Period(other.start, other.end, found, year)


def _is_period(line: Line, other: Amount, amount: Amount) -> bool:
    left = line.chars[max(other.start - 2, 0) : other.start]
    right = line.chars[other.end : other.end + _AROUND]
    if _NO_PERIOD.match(right):
        return False
    if _COMPARED.search(left) and not (_START_LEVEL.search(left) and right.startswith("的")):
        return False
    return not _is_founding(line, other.end, amount)


def _is_founding(line: Line, end: int, amount: Amount) -> bool:
    """Whether a time that ends here only tells when something was founded."""
    founded = _FOUNDED.match(line.chars, end)
    if founded is None:
        return False
    same_clause = line.clause_at(end - 1) == line.clause_at(amount.start)
    return not same_clause or line.chars.startswith("的", founded.end())


def _words(chars: str, stop: int, published: str) -> Iterator[_Period]:
    """The periods that words name; nothing is known of them without the date of the article."""
    year = int(published[:4]) if published[:4].isdecimal() else None
    month = int(published[5:7]) if year and published[5:7].isdecimal() else None
    for word in _YEAR_WORD.finditer(chars, 0, stop):
        yield _Period(*word.span(), _iso(year + _YEAR_WORDS[word[1]]) if year else "")
    for word in _DAY_WORD.finditer(chars, 0, stop):
        day = _day_before(_whole_day(published), _DAYS_BACK[word[1]])
        yield _Period(*word.span(), day.isoformat() if day else "")
    for word in _MONTH_WORD.finditer(chars, 0, stop):
        last = word[1] != "本月"
        months = year * 12 + month - 1 - last if year and month else None
        iso = _iso(months // 12, months % 12 + 1) if months is not None else ""
        yield _Period(*word.span(), iso)
    for word in _PART_WORD.finditer(chars, 0, stop):
        past = bool(word["end"] and month and month <= _NEW_YEAR)
        if _years_before(chars, word.start()) is None and not chars[: word.start()].endswith("年"):
            yield _Period(*word.span(), _iso(year - past) if year else "")
    for word in _HOLIDAY.finditer(chars, 0, stop):
        begins = _HOLIDAYS[word[1]] or _MOON[word[1]]
        # 2024年国庆假期 is in the year that stands before it, however long it is.
        if year and month and not chars.endswith("年", 0, word.start()):
            then = year - (begins > month)
            named = _years_before(chars, word.start())
            then = then if named is None else year + named
            yield _Period(*word.span(), _iso(then, begins if _HOLIDAYS[word[1]] else 0))


def _iso(year: int, month: int = 0) -> str:
    """A year, or a month of it, as the store writes it; empty for a year that dates do not have."""
    if not MINYEAR <= year <= MAXYEAR:
        return ""
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _years_before(chars: str, at: int) -> int | None:
    """The years from now to that of a word such as 去年 right in front of a position, if any."""
    found = _YEAR_BEFORE.search(chars, max(at - 4, 0), at)
    return _YEAR_WORDS[found[1]] if found else None


def iso_of(quantity: Quantity, published: str, year: int | None = None) -> str | None:
    """A date as the store writes it: 2024, 2024-05, 2024-05-17; None if it spans years.

    published: of the article; a date without a year is the last such day before it.
    year: the year of a date without one, where the text names it.
    """
    if quantity.low is None or quantity.high is None:
        return None
    low, high = str(int(quantity.low)), str(int(quantity.high))
    if quantity.unit == "date":
        low, high = low.zfill(8), high.zfill(8)
    elif quantity.unit == "month-day":
        begin, end = low.zfill(4), high.zfill(4)
        if year is None:
            if not published[:4].isdecimal():
                return None
            month_day = (published[5:7] + (published[8:10] or "31")) if published[5:7] else "1231"
            year = int(published[:4]) - (begin > month_day)
        if not _iso(year):
            return None
        low, high = f"{_iso(year)}{begin}", f"{_iso(year)}{end}"
    elif quantity.unit == "day" and (today := _whole_day(published)):
        # The 31st was in the last month that has one.
        while today is not None and int(low) > today.day:
            today = _day_before(today.replace(day=1), 1)
        if today is None:
            return None
        month = today.isoformat()[:7].replace("-", "")
        low, high = month + low.zfill(2), month + high.zfill(2)
    else:
        return None
    if low[:4] != high[:4]:
        return None
    ending = quantity.text.endswith(("末", "底"))
    month = "" if low[4:6] != high[4:6] or (ending and "月" not in quantity.text) else low[4:6]
    day = low[6:] if month and low == high else ""
    iso = "-".join(filter(None, (low[:4], month, day)))
    return iso if not day or _whole_day(iso) else None


def _day_before(day: date | None, days: int) -> date | None:
    """The day that was some days earlier; None before the first day that dates have."""
    try:
        return day - timedelta(days) if day else None
    except OverflowError:
        return None


def _whole_day(iso: str) -> date | None:
    """The day of an ISO date; None if it is less precise."""
    try:
        return date.fromisoformat(iso) if _DAY.fullmatch(iso) else None
    except ValueError:
        return None
