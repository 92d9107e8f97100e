"""Times of day: 9时30分, 9:30, 下午3点, 九点半."""

from decimal import Decimal

from xzfacts.quantity.dates import SMALL_NUMBER, CalendarRange, small_number
from xzfacts.text.lazy_pattern import lazy_pattern

_DIGITS = "一二三四五六七八九"
_MINUTE = f"[〇零{_DIGITS}十]{{1,3}}"
_TENS = f"[{_DIGITS}]?十[{_DIGITS}]?"  # 八点十五; 八点零五 is as likely 8.05
_CLOCK = lazy_pattern(
    r"([01]?\d|2[0-4])(?::([0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?:时|点)(?![间代候期常光机尚而对击评面])(?:([0-5]?\d)分|([0-5]\d)(?!\d)|(半)|(?:钟|整|许))?)"
)
_CLOCK_CHINESE = lazy_pattern(
    rf"({SMALL_NUMBER})点(?:({_MINUTE})分|(半)|钟|整|([一三])刻|({_TENS})(?![百千万亿\d]))"
)
_MARKS = frozenset(":时点")
_AHEAD = 4  # characters in which one of these follows the hour
_AFTERNOON = ("下午", "晚上", "傍晚", "夜间", "当晚", "晚间")


def read_clock(text: str, pos: int) -> CalendarRange | None:
    """Return the time of day at `pos`, in minutes since midnight: 9时30分, 9:30, 九点半, 20点."""
    ahead = text[pos : pos + _AHEAD]
    found = None if _MARKS.isdisjoint(ahead) else _CLOCK.match(text, pos)
    if found:
        minutes = found[2] or found[3] or found[4] or ("30" if found[5] else "0")
        if found[0][-1] in "时点" and found[0][:-1] == "0":
            return None
    else:
        found = _CLOCK_CHINESE.match(text, pos) if "点" in ahead else None
        if not found:
            return None
        minutes = str(small_number(found[2] or found[5] or "零"))
        if found[3]:
            minutes = "30"
        elif found[4]:
            minutes = str(small_number(found[4]) * 15)
    hour = small_number(found[1])
    if not 0 <= hour <= 24 or not 0 <= int(minutes) <= 59:
        return None
    if hour < 12 and text[max(0, pos - 2) : pos] in _AFTERNOON:
        hour += 12
    number = Decimal(hour * 60 + int(minutes))
    return CalendarRange(found.end(), number, number, "[]", "clock")
