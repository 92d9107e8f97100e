"""Finds the words of a list in running text, the longest at each place.

A table, because a pattern of many words takes long to compile and tries them all at each place.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import compress


class WordTable:
    """Words with their meanings, indexed by the first character on first use.

    words: each word with its meaning; an empty one marks a longer word that is not meant, such
    as 男女 where 男 is.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    @cached_property
    def _sizes(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the words by their first character, the longest first."""
        sizes: dict[str, set[int]] = {}
        for word in self._words:
            sizes.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The start, end and meaning of the words in a text, without overlaps."""
        sizes, words = self._sizes, self._words
        done = 0
        for at in compress(range(len(text)), map(sizes.__contains__, text)):
            if at < done:
                continue
            for size in sizes[text[at]]:
                word = text[at : at + size]
                meaning = words.get(word)
                if meaning is not None and len(word) == size:
                    done = at + size
                    if meaning:
                        yield at, done, meaning
                    break

    def __contains__(self, text: str) -> bool:
        """Whether the text is one of the words."""
        return bool(self._words.get(text))

    def occurs(self, text: str) -> bool:
        """Whether a text contains one of the words."""
        return next(self.find(text), None) is not None

    def meanings(self, text: str) -> frozenset[str]:
        """The meanings of the words in a text."""
        return frozenset(meaning for _start, _end, meaning in self.find(text))


def themselves(words: Iterable[str], besides: Iterable[str] = ()) -> dict[str, str]:
    """Words that mean themselves, and longer ones that are not meant, for a `WordTable`."""
    return dict.fromkeys(besides, "") | {word: word for word in words}
