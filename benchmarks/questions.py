"""Seeded queries for synthetic stores, by kind, each with the subject and attribute wanted."""

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.text.pinyin import readings

KINDS = ("exact", "typo", "dropped", "order", "pinyin", "attribute", "absent")
_RARE = "乒乓囧嬲龘"


class Question(NamedTuple):
    """A query. subject: whom it names, None where it names nobody; absent: known to nobody."""

    kind: str
    text: str
    subject: str | None
    attribute: str
    absent: bool = False


def questions(
    names: list[str], known: dict[str, list[str]], each: int, seed: int = 7
) -> Iterator[Question]:
    """So many queries of each kind about subjects in `names` and attributes known of them."""
    chance = random.Random(seed)  # noqa: S311 - test data
    for kind in KINDS:
        for _ in range(each):
            name = chance.choice(names)
            attribute = chance.choice(known[name])
            yield _question(kind, name, attribute, chance)


def _homophones() -> dict[str, list[str]]:
    """The common characters (the first level of GB 2312) by their first reading."""
    found: dict[str, list[str]] = defaultdict(list)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF if high < 0xD7 else 0xFA):
            char = bytes((high, low)).decode("gb2312")
            found[readings(char)[0]].append(char)
    return found


_HOMOPHONES = _homophones()


def _like(char: str, chance: random.Random) -> str:
    """Another character that sounds the same."""
    others = [other for other in _HOMOPHONES[readings(char)[0]] if other != char]
    return chance.choice(others or [char])


def _question(kind: str, name: str, attribute: str, chance: random.Random) -> Question:
    at = chance.randrange(1, len(name) - 1)
    if kind == "exact":
        text = f"{name} {attribute}"
    elif kind == "order":
        text = f"{attribute} {name}"
    elif kind == "typo":
        text = f"{name[:at]}{_like(name[at], chance)}{name[at + 1 :]} {attribute}"
    elif kind == "dropped":
        text = f"{name[:at]}{name[at + 1 :]} {attribute}"
    elif kind == "pinyin":
        text = f"{''.join((readings(char) or (char,))[0] for char in name)} {attribute}"
    elif kind == "attribute":
        return Question(kind, attribute, None, attribute)
    else:
        text = f"{''.join(chance.sample(_RARE, 3))}事务所 {attribute}"
        return Question(kind, text, None, attribute, absent=True)
    return Question(kind, text, name, attribute)
