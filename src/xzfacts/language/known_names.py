"""Finds mentions of known subjects in a sentence."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import Name
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.query_units import is_latin, span_mask
from xzfacts.language.sentence import Reading

_HOW = {"name": "exact", "alias": "alias", "short": "short"}
_NAMESAKES = 3  # maximum number of subjects of an ambiguous name
_SURENESS = {"name": 0, "alias": 1, "short": 2}


class NameMention(NamedTuple):
    """A mention of a subject.

    start, end: its units.
    subjects: the subjects with this name.
    how: how it was matched, as in `Match.subject`.
    """

    start: int
    end: int
    subjects: tuple[int, ...]
    how: str

    @property
    def mask(self) -> int:
        """Its units."""
        return span_mask(self.start, self.end)


def names_any(prefixes: PrefixIndex, chars: str) -> bool:
    """Whether a name occurs in the text."""
    return any(prefixes.names_at(chars, start) for start in prefixes.starts(chars))


def named(prefixes: PrefixIndex, reading: Reading) -> tuple[NameMention, ...]:
    """The exact mentions in a sentence from left to right; the longest of overlapping ones."""
    chars = reading.chars
    found: dict[tuple[int, int], list[Name]] = {}
    for start in prefixes.starts(chars):
        for name in prefixes.names_at(chars, start):
            found.setdefault((-len(name.text), start), []).append(name)
    taken = 0
    kept = []
    for less, start in sorted(found):
        end = start - less
        mask = span_mask(start, end)
        if taken & mask or _cuts(reading, start) or _cuts(reading, end):
            continue
        taken |= mask
        kinds: dict[int, str] = {}
        for name in found[less, start]:
            kinds.setdefault(name.target, name.kind)
        best = min(kinds.values(), key=_SURENESS.__getitem__)
        subjects = tuple(sorted(t for t, kind in kinds.items() if kind == best))
        if len(subjects) <= _NAMESAKES:
            kept.append(NameMention(start, end, subjects, _HOW[best]))
    return tuple(sorted(kept, key=lambda name: name.start))


def _cuts(reading: Reading, unit: int) -> bool:
    """Whether a boundary is within a run of letters and digits."""
    chars, words = reading.chars, reading.words
    return (
        0 < unit < len(chars)
        and is_latin(chars[unit])
        and is_latin(chars[unit - 1])
        and words[unit - 1] == words[unit]
    )
