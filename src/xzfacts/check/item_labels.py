"""Labels that tell things of one kind apart by a number or a letter: 二期, 3号, A组.

一期工程投资3亿元；二期工程投资5亿元: 3亿元 is not of 二期, whatever else a statement shares.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.parallel_lists import respective_figures
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.text.lazy_pattern import lazy_pattern

_LABEL = lazy_pattern(
    "([0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-z甲乙丙丁])"
    "(标段|[号期批组班座栋区股队馆厂轮段层级类])"
)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


class _Label(NamedTuple):
    """A label from `start` to `end`; unit: what it counts; name: its number or letter."""

    start: int
    end: int
    unit: str
    name: str


def has_other_label(reading: Reading, stated: Stated, quote: str, amount: Stated) -> bool:
    """Whether an amount of a stored sentence is that of another label than a stated one.

    reading: the sentence of the stated amount. quote: the stored sentence, which has both labels.
    """
    said = _labels(reading.chars)
    printed = _labels(quote_of(quote).chars) if said else ()
    if not printed:
        return False
    own = _labels_of(printed, quote_of(quote), amount)
    names = {(each.unit, each.name) for each in printed}
    return any(
        own.get(unit, name) != name and (unit, name) in names
        for unit, name in _labels_of(said, reading, stated).items()
    )


def _labels_of(labels: tuple[_Label, ...], reading: Reading, amount: Stated) -> dict[str, str]:
    """The labels of an amount, by what they count."""
    found = _nearest(labels, reading, amount)
    at, run = respective_figures(reading, amounts_of(reading.text)) if found else (-1, [])
    number = next((n for n, each in enumerate(run) if each.start == amount.start), None)
    if number is None:
        return found
    for unit in found:
        names = list(dict.fromkeys(e.name for e in labels if e.unit == unit and e.end <= at))
        if len(names) == len(run):
            found[unit] = names[number]
    return found


def _nearest(labels: tuple[_Label, ...], reading: Reading, amount: Stated) -> dict[str, str]:
    """The labels of an amount, by what they count.

    The last one in front in its clause, else the first one behind there (4件为三级文物), else the
    last one in front in the sentence.
    """
    first, last = reading.clause(amount.start)
    before = [each for each in labels if each.end <= amount.start]
    behind = [each for each in labels if amount.end <= each.start < last]
    near = [*reversed(behind), *(each for each in before if each.start >= first)]
    return {each.unit: each.name for each in (*before, *near)}


@lru_cache(maxsize=512)
def _labels(chars: str) -> tuple[_Label, ...]:
    return tuple(
        _Label(*found.span(), found[2], found[1].translate(_DIGITS))
        for found in _LABEL.finditer(chars)
    )
