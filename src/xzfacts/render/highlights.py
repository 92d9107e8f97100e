"""Highlighted parts of a sentence: the value of a fact and the matched query words."""

from collections.abc import Sequence
from typing import Literal, TypeVar

# "whole" is not highlighted, but is not wrapped either, like "value" and "id". The last four are
# verdicts.
Role = Literal[
    "",
    "value",
    "word",
    "whole",
    "id",
    "supported",
    "refuted",
    "conflicting_evidence",
    "not_enough_evidence",
]
Segment = tuple[str, Role]

_Label = TypeVar("_Label")


def segments(sentence: str, value: str, words: tuple[str, ...] = ()) -> list[Segment]:
    """The sentence split into segments with roles.

    The value is highlighted once, preferably where it is not part of a longer number (the `4条`
    in `14条`), the words at all occurrences. Where they overlap, the value has priority.
    """
    return segments_of(sentence, [value], words)


def segments_of(sentence: str, values: Sequence[str], words: tuple[str, ...]) -> list[Segment]:
    """As `segments`, for several values of one sentence."""
    roles: list[Role] = [""] * len(sentence)
    for word in words:
        for start in _occurrences(sentence, word):
            roles[start : start + len(word)] = ["word"] * len(word)
    for value in values:
        start = _value_offset(sentence, value)
        if start >= 0:
            roles[start : start + len(value)] = ["value"] * len(value)
    return runs(sentence, roles)


def runs(text: str, labels: Sequence[_Label]) -> list[tuple[str, _Label]]:
    """Return the parts of a text in which all characters have the same label, in order."""
    parts: list[tuple[str, _Label]] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or labels[end] != labels[begin]:
            parts.append((text[begin:end], labels[begin]))
            begin = end
    return parts


def _occurrences(sentence: str, word: str) -> list[int]:
    found: list[int] = []
    start = sentence.find(word) if word else -1
    while start >= 0:
        found.append(start)
        start = sentence.find(word, start + len(word))
    return found


def _value_offset(sentence: str, value: str) -> int:
    """Offset of the value, preferably not inside a longer number; -1 if it does not occur."""
    places = _occurrences(sentence, value)
    for start in places:
        if not _cuts_number(sentence, start, start + len(value)):
            return start
    return places[0] if places else -1


def _cuts_number(sentence: str, start: int, end: int) -> bool:
    def inside(cut: int) -> bool:
        return (
            0 < cut < len(sentence)
            and sentence[cut].isdigit()
            and (sentence[cut - 1].isdigit() or sentence[cut - 1] in ".,")
        )

    return inside(start) or inside(end)
