"""Explains a wrong amount: how far it is off, and which typing error explains the difference."""

from collections.abc import Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from xzfacts.i18n import gettext as _, ngettext
from xzfacts.quantity.model import EXACT, Quantity, plain
from xzfacts.quantity.parser import number_as_written, parse_quantity

_MYRIADS = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))
# Dimensions whose zero is arbitrary, or that are shares themselves.
_WITHOUT_SHARE = {"temperature", "percentage-point"}
_DIGITS_SHOWN = 6  # of a difference; one with more is rounded
_ROUNDED = Context(prec=4)
_LARGEST_SHARE = 10_000  # percent
_FACTORS = {1: "10", 2: "100", 3: "1000", 4: "10000", 8: "100000000"}


def difference(stated: Quantity, known: Quantity) -> str:
    """How far a statement is off, in words; empty if that cannot be said.

    Measured between the nearest ends of the two ranges, in a unit that one of them is written in.
    """
    if stated.dimension in {"date", "clock", "ordinal", "ratio"}:
        return _years(stated, known)
    gap = _gap(stated, known) if stated.unit == known.unit else None
    if not gap:
        return ""
    if _opposite(stated, known):
        return _("with the opposite sign")
    if known.dimension == "percent":
        above = _("{number} percentage points too high")
        below = _("{number} percentage points too low")
        return (above if gap > 0 else below).format(number=plain(abs(gap)))
    amount = _in_written_unit(abs(gap), stated, known)
    percent = _share(gap, known)
    if not percent:
        return (_("{amount} too high") if gap > 0 else _("{amount} too low")).format(amount=amount)
    said = _("{amount} ({percent}%) too high") if gap > 0 else _("{amount} ({percent}%) too low")
    return said.format(amount=amount, percent=percent)


def _opposite(stated: Quantity, known: Quantity) -> bool:
    """Whether one amount is below zero and the other above: 下降 for 上升, -5℃ for 5℃."""
    for one, other in ((stated, known), (known, stated)):
        below = one.high is not None and one.high < 0
        if below and other.low is not None and other.low > 0:
            return True
    return False


def _share(gap: Decimal, known: Quantity) -> str:
    """The gap in percent of the known amount; empty where a share of it says nothing."""
    base = known.high if gap > 0 else known.low
    if not base or known.dimension in _WITHOUT_SHARE:
        return ""
    share = abs(gap) / abs(base) * 100
    if share > _LARGEST_SHARE:
        return ""
    return plain(share.quantize(Decimal(1) if share >= 10 else Decimal("0.1")))


def _in_written_unit(gap: Decimal, stated: Quantity, known: Quantity) -> str:
    """The gap in the largest unit that one of the amounts is written in and that fits: 12小时."""
    units = sorted((*_written_units(known), *_written_units(stated)), key=lambda u: -u.size)
    fitting = [unit for unit in units if unit.size <= gap] or units[-1:]
    exact = (unit for unit in fitting if EXACT.multiply(gap / unit.size, unit.size) == gap)
    unit = next(exact, _Unit(known.unit, Decimal(1)))
    number = gap / unit.size
    myriads = (each for each in _MYRIADS if number >= each[1])
    name, size = next(myriads, ("", Decimal(1)))
    number /= size
    if len(number.normalize().as_tuple().digits) <= _DIGITS_SHOWN:
        return f"{plain(number)}{name}{unit.name}"
    return f"约{plain(_ROUNDED.plus(number))}{name}{unit.name}"


class _Unit(NamedTuple):
    """A unit as printed, and how many base units one of it is."""

    name: str
    size: Decimal


def _written_units(quantity: Quantity) -> Iterator[_Unit]:
    """Yield the unit behind the number of an amount, in both readings of 5千瓦."""
    written = number_as_written(quantity.text)
    if written is None:
        return
    name = quantity.text.partition(written.text)[2]
    for each in (name, f"千{name}") if written.text.endswith("千") else (name,):
        one = parse_quantity(f"1{each}")
        if one and one.unit == quantity.unit and one.low == one.high and one.low:
            yield _Unit(each.strip(), one.low)


def _gap(stated: Quantity, known: Quantity) -> Decimal | None:
    if stated.low is not None and known.high is not None and stated.low >= known.high:
        return EXACT.subtract(stated.low, known.high)
    if stated.high is not None and known.low is not None and stated.high <= known.low:
        return EXACT.subtract(stated.high, known.low)
    return None


def _years(stated: Quantity, known: Quantity) -> str:
    if stated.unit != "date" or known.unit != "date" or stated.low is None or known.low is None:
        return ""
    years = int(stated.low) // 10000 - int(known.low) // 10000
    if not years:
        return ""
    if years > 0:
        said = ngettext("{count} year too late", "{count} years too late", years)
    else:
        said = ngettext("{count} year too early", "{count} years too early", -years)
    return said.format(count=abs(years))


def likely_typo(stated: Quantity, known: Quantity) -> str:
    """The typing error that explains the difference, in words; empty if none does."""
    factor = _power_of_ten(stated, known)
    if factor:
        return _by_factor(factor, stated.text, known.text)
    one, other = number_as_written(stated.text), number_as_written(known.text)
    if one and other and stated.unit != known.unit and one.low == other.low:
        return _("the same number with another unit")
    return _in_digits(_digits(stated), _digits(known))


def _power_of_ten(stated: Quantity, known: Quantity) -> int:
    """The exponent n if `stated` is 10ⁿ times `known`; otherwise 0."""
    if stated.dimension in {"date", "clock", "ordinal", "ratio"}:
        return 0
    for end in ("low", "high"):
        one, other = getattr(stated, end), getattr(known, end)
        if not one or not other or stated.unit != known.unit:
            continue
        for power, text in _FACTORS.items():
            factor = Decimal(text)
            if one == EXACT.multiply(other, factor):
                return power
            if other == EXACT.multiply(one, factor):
                return -power
    return 0


def _by_factor(power: int, stated: str, known: str) -> str:
    factor = _FACTORS[abs(power)]
    if abs(power) == 4:
        for written, meant in (("亿", "万"), ("万", "亿"), ("万", ""), ("", "万")):
            if _has(stated, written) and _has(known, meant):
                if written and meant:
                    return _("{written} for {meant}, a factor of {factor}").format(
                        written=written, meant=meant, factor=factor
                    )
                break
        said = _("a 万 too many, a factor of {factor}")
        less = _("a 万 too few, a factor of {factor}")
        return (said if power > 0 else less).format(factor=factor)
    if abs(power) == 1:
        return _("a digit too many") if power > 0 else _("a digit too few")
    return _("off by a factor of {factor}").format(factor=factor)


def _has(text: str, unit: str) -> bool:
    return unit in text if unit else not ("万" in text or "亿" in text)


def _digits(quantity: Quantity) -> str:
    written = number_as_written(quantity.text)
    number = quantity if written is None or written.low is None else written
    end = number.low if number.low is not None else number.high
    return "" if end is None else plain(abs(end)).replace(".", "")


def _in_digits(stated: str, known: str) -> str:
    if not stated or not known or stated == known:
        return ""
    if len(stated) == len(known):
        apart = [i for i, (a, b) in enumerate(zip(stated, known, strict=True)) if a != b]
        if len(apart) == 1 and len(stated) > 1:
            return _("one digit differs")
        if len(apart) == 2:
            i, j = apart
            if stated[i] == known[j] and stated[j] == known[i]:
                return _("two digits swapped")
        return ""
    if len(stated) == len(known) + 1 and _with_one_more(stated, known):
        return _("a digit too many")
    if len(known) == len(stated) + 1 and _with_one_more(known, stated):
        return _("a digit too few")
    return ""


def _with_one_more(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
