"""The words of the sentences of an article, each segmented once."""

from functools import lru_cache

from xzfacts.language.segmentation import Word, segment

_CACHED = 4000  # sentences


@lru_cache(maxsize=_CACHED)
def words(chars: str) -> tuple[Word, ...]:
    """The words of a sentence."""
    return segment(chars)
