"""Explains a wrong amount: how far it is off, and which typing error explains the difference."""

from decimal import Decimal

from xzfacts.i18n import gettext as _, ngettext
from xzfacts.quantity.model import EXACT, Quantity, plain
from xzfacts.quantity.parser import number_as_written

_FACTORS = {1: "10", 2: "100", 3: "1000", 4: "10000", 8: "100000000"}


def difference(stated: Quantity, known: Quantity) -> str:
    """How far a statement is off, in words; empty if that cannot be said.

    Measured between the nearest ends of the two ranges.
    """
    if stated.dimension in {"date", "clock", "ordinal", "ratio"}:
        return _years(stated, known)
    if stated.unit != known.unit:
        return ""
    gap = _gap(stated, known)
    if not gap:
        return ""
    more = gap > 0
    amount = in_usual_units(abs(gap), known.unit)
    base = known.high if more else known.low
    percent = ""
    if base:
        share = abs(gap) / abs(base) * 100
        percent = plain(share.quantize(Decimal(1) if share >= 10 else Decimal("0.1")))
    if not percent:
        return (_("{amount} too many") if more else _("{amount} too few")).format(amount=amount)
    said = _("{amount} ({percent}%) too many") if more else _("{amount} ({percent}%) too few")
    return said.format(amount=amount, percent=percent)


# Units of a base unit with their size in it, from large to small.
_USUAL = {
    "千克": (("吨", "1000"), ("千克", "1"), ("克", "0.001")),
    "米": (("公里", "1000"), ("米", "1"), ("厘米", "0.01"), ("毫米", "0.001")),
    "平方米": (("平方公里", "1000000"), ("平方米", "1")),
}
_MYRIADS = (("亿", "100000000"), ("万", "10000"))


def in_usual_units(number: Decimal, unit: str) -> str:
    """An amount in the units that people use: 1.8亿元, not 180000000元."""
    usual = _USUAL.get(unit, ())
    for name, size in usual:
        if number >= Decimal(size) or name == usual[-1][0]:
            unit, number = name, EXACT.multiply(number, 1 / Decimal(size))
            break
    for name, size in _MYRIADS:
        if number >= Decimal(size):
            return f"{plain(EXACT.multiply(number, 1 / Decimal(size)))}{name}{unit}"
    return f"{plain(number)}{unit}"


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
