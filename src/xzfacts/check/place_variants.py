"""Mentions of subjects with 省 or 市 left out or added behind the place that a name begins with.

青沙市启明机械铸造厂 and 青沙启明机械铸造厂 are one, if the store has only one of them. 区, 县 and
州 are not left out: 河北图书馆 is that of the province, not that of 河北区.
"""

from collections.abc import Iterable

from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading

_ENDS = frozenset("省市")
_PLACES = (2, 3)  # lengths of the name of a place
_LONG = 8  # minimum length of a name that is specific enough


def may_name(prefixes: PrefixIndex, chars: str, starts: Iterable[int]) -> bool:
    """Whether compact characters contain such a mention at one of the places."""
    return any(_variants(prefixes, chars, start) for start in starts)


def named_with_place(prefixes: PrefixIndex, reading: Reading) -> tuple[NameMention, ...]:
    """Such mentions in a sentence, from left to right."""
    chars = reading.chars
    found: list[NameMention] = []
    for start in prefixes.starts(chars):
        if found and start < found[-1].end:
            continue
        variants = _variants(prefixes, chars, start)
        if len(set(variants.values())) == 1:
            end, subject = max(variants.items())
            found.append(NameMention(start, end, (subject,), "short"))
    return tuple(found)


def _variants(prefixes: PrefixIndex, chars: str, start: int) -> dict[int, int]:
    """Where the mentions at `start` end, and their subjects; none of very frequent beginnings."""
    found: dict[int, int] = {}
    for name in prefixes.names_from(chars[start : start + 2]):
        text = name.text
        for at in _PLACES if len(text) >= _LONG else ():
            if not chars.startswith(text[:at], start):
                continue
            if text[at] in _ENDS and chars.startswith(text[at + 1 :], start + at):
                found[start + len(text) - 1] = name.target
            added = chars[start + at : start + at + 1] in _ENDS
            if added and chars.startswith(text[at:], start + at + 1):
                found[start + len(text) + 1] = name.target
    return found
