"""Characters that show nothing, so that two different texts look the same."""

from xzfacts.text.lazy_pattern import lazy_pattern

# Controls, joiners, direction marks, fillers, variation selectors and tags, for a character class.
# A space is visible between two characters and not among them.
INVISIBLE = (
    r"\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000e0000-\U000e0fff"
)

_PATTERN = lazy_pattern(f"[{INVISIBLE}]")
# Those that `str.isprintable` takes for visible: fillers and variation selectors.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_INVISIBLE = FILLERS.union(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def first_invisible(text: str) -> str | None:
    r"""The first invisible character, as an escape such as `\u200b`; None if there is none."""
    seen = text.isprintable() and _INVISIBLE.isdisjoint(text)
    found = None if seen else _PATTERN.search(text)
    return found and found[0].encode("unicode_escape").decode("ascii")


def visible(text: str) -> str:
    """The text without its invisible characters."""
    return text if first_invisible(text) is None else _PATTERN.sub("", text)
