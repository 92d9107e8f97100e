"""The n-grams of a text, and their keys in a file of learned weights."""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from zlib import crc32


def ngrams(text: str, longest: int) -> Iterator[str]:
    """The n-grams of a text, the shortest first, each as often as it occurs."""
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def key_of(gram: str) -> int:
    """The key of an n-gram in a file: CRC-32 of its UTF-8."""
    return crc32(gram.encode("utf-8", "surrogatepass"))


def index_of(keys: Sequence[int], key: int) -> int | None:
    """The place of a key among sorted ones; None if it is not there."""
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else None


def integers(data: memoryview) -> Sequence[int]:
    """Little-endian integers of four bytes."""
    if sys.byteorder == "little":
        return data.cast("I")
    swapped = array("I", data.tobytes())
    swapped.byteswap()
    return swapped
