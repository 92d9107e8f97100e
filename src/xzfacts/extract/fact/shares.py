"""What the parts of a total are of: 公办1500张 behind 养老床位2400张,其中 are 床位."""

from typing import NamedTuple

from xzfacts.extract.entity.sentence_words import words
from xzfacts.language.amounts import Amount

_COUNTED = frozenset(("count", "people"))
_SUFFIXES = ("数量", "人数", "人次", "户数", "册数", "套数", "间数", "次数")
_SHORT = 4  # characters of what tells one part from another: 公办, 民办
_NOMINAL = frozenset("nghxb")
# Nouns that only tell one part from another.
_DIVIDING = frozenset(
    (
        "城区 市区 郊区 县城 乡镇 城镇 农村 城市 乡村 男性 女性 "
        "省内 省外 市内 市外 国内 国外 境内 境外 海外"
    ).split()
)


class Total(NamedTuple):
    """A counted total. unit: of its figure. noun: what is counted."""

    unit: str
    noun: str


def total_of(amount: Amount, attribute: str) -> Total | None:
    """What a figure counts as its attribute says; None where it does not count."""
    suffix = _suffix(attribute)
    if amount.quantity.dimension not in _COUNTED or not suffix:
        return None
    stem = attribute.removesuffix(suffix)
    own = words(stem)
    at = len(own)
    while at and own[at - 1].tag in _NOMINAL:
        at -= 1
    return Total(amount.quantity.unit, stem[own[at].start :]) if at < len(own) else None


def part_of(amount: Amount, attribute: str, total: Total | None) -> str:
    """The attribute of a part of a total, with what the total counts where it does not say it."""
    if total is None or amount.quantity.unit != total.unit:
        return attribute
    suffix = _suffix(attribute)
    stem = attribute.removesuffix(suffix)
    if not stem or not suffix:
        return attribute
    last = words(stem)[-1]
    people = amount.quantity.dimension == "people"
    kin = people or len(stem) > _SHORT or set(stem) & set(total.noun)
    named = last.tag in _NOMINAL - {"b"} and stem[last.start :] not in _DIVIDING and kin
    return attribute if named or total.noun in stem else f"{stem}{total.noun}{suffix}"


def _suffix(attribute: str) -> str:
    return next((end for end in _SUFFIXES if attribute.endswith(end)), "")
