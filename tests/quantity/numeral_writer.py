"""Write numbers as Chinese numerals, for laws that read them back."""

from decimal import Decimal

_PLAIN = "零一二三四五六七八九十百千万亿"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_GROUP = 10**4


def to_chinese(number: int | Decimal) -> str:
    """The number in plain Chinese numerals: 一千零五, 十二, 负三点五. Below 10^16 in size."""
    text = _written(number, _PLAIN)
    return text.replace("一十", "十", 1) if text.removeprefix("负").startswith("一十") else text


def to_financial(number: int | Decimal) -> str:
    """The number in the numerals of cheques: 壹仟零伍. Below 10^16 in size."""
    return _written(number, _FINANCIAL)


def to_digits(number: int) -> str:
    """A whole number digit by digit, as years are written: 二〇二二."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _written(number: int | Decimal, marks: str) -> str:
    exact = Decimal(number)
    sign = "负" if exact < 0 else ""
    whole, _, decimals = format(abs(exact), "f").partition(".")
    if len(whole.lstrip("0")) > 16:
        raise ValueError(number)
    decimals = decimals.rstrip("0")
    tail = "点" + "".join(marks[int(digit)] for digit in decimals) if decimals else ""
    return sign + (_whole(int(whole), marks) or marks[0]) + tail


def _whole(number: int, marks: str) -> str:
    """A number of up to sixteen digits in groups of four; zero is empty."""
    for magnitude, mark in ((_GROUP**2, marks[14]), (_GROUP, marks[13])):
        upper, rest = divmod(number, magnitude)
        if upper:
            gap = marks[0] if 0 < rest < magnitude // 10 else ""
            return _whole(upper, marks) + mark + gap + _whole(rest, marks)
    return _four(number, marks)


def _four(number: int, marks: str) -> str:
    text, gap = "", False
    for magnitude, mark in ((1000, marks[12]), (100, marks[11]), (10, marks[10]), (1, "")):
        digit, number = divmod(number, magnitude)
        if digit:
            text += (marks[0] if gap and text else "") + marks[digit] + mark
        gap = not digit
    return text
