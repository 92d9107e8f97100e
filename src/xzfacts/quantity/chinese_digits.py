"""Digits and magnitudes of Chinese numerals, and sums of ranges."""

from decimal import Decimal

DIGITS = {"〇": 0, "零": 0, "两": 2} | {
    char: value for value, char in enumerate("一二三四五六七八九", start=1)
}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TWENTIES = {"廿": 20, "卅": 30, "卌": 40}
START = "0123456789〇零一二两三四五六七八九十百千廿卅卌几数"  # what a numeral begins with

Pair = tuple[Decimal, Decimal]  # least, greatest


def before_weight(run: str) -> str:
    """Return the digits before a 两 that is a weight: 二两. 一两 and 两三 are digits."""
    at = run.find("两", 1)
    return run if at < 0 or run == "一两" else run[:at]


def are_alternatives(values: list[int]) -> bool:
    """Whether two adjacent digits are alternatives: 七八, 三五."""
    return values[1] == values[0] + 1 or values == [3, 5]


def plus(a: Pair, b: Pair) -> Pair:
    """Return the sum of two ranges."""
    return a[0] + b[0], a[1] + b[1]


def times(a: Pair, factor: int) -> Pair:
    """Return a range multiplied by `factor`."""
    return a[0] * factor, a[1] * factor


def digit_value(char: str) -> int:
    """Return the value of one digit, Arabic or Chinese."""
    return int(char) if char.isdecimal() else DIGITS[char]
