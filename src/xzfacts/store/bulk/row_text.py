"""Decoding of the lines of an imported file."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain

from xzfacts.text.encoding import encoding_by_bom, guess_encoding

_SAMPLE = 1 << 14  # bytes from the first line that is not ASCII, to guess the encoding


_SHORTEST = 8  # bytes of a header row or an object


def text_lines(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines as text, with their line breaks; bytes that cannot be decoded as surrogates."""
    rest = iter(lines)
    first = next(rest, b"")
    encoding = encoding_by_bom(first) or _utf_16(first)
    if encoding is not None and encoding.startswith("utf-16"):
        yield from _split_again(chain((first,), rest), encoding)
        return
    if encoding is not None:
        first = first.decode(encoding, "surrogateescape").encode("utf-8", "surrogateescape")
    rest = chain((first,), rest)
    for line in rest:
        if line.isascii():
            yield line.decode("ascii")
            continue
        sample = _sample(line, rest)
        encoding = guess_encoding(b"".join(sample))
        for each in chain(sample, rest):
            yield each.decode(encoding, "surrogateescape")


def _utf_16(first: bytes) -> str | None:
    """The encoding of a line in UTF-16 without a byte-order mark: every other byte is NUL."""
    if not first.isascii() or 2 * first.count(0) < len(first) - 1 or len(first) < _SHORTEST:
        return None
    return "utf-16-be" if first[0] == 0 else "utf-16-le"


def _sample(line: bytes, rest: Iterator[bytes]) -> list[bytes]:
    sample, size = [line], len(line)
    while size < _SAMPLE and (line := next(rest, b"")):
        sample.append(line)
        size += len(line)
    return sample


def _split_again(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The lines of text whose bytes were split elsewhere."""
    decoder = getincrementaldecoder(encoding)("surrogatepass")
    begun: list[str] = []  # of the current line; its pieces may be of two bytes each
    for piece in pieces:
        first, *others = decoder.decode(piece).split("\n")
        begun.append(first)
        for other in others:
            yield "".join(begun) + "\n"
            begun = [other]
    if any(begun):
        yield "".join(begun)
