"""Bytes to text, piece by piece: UTF-8 with or without a mark, UTF-16 with one, GB18030.

GB18030 gives some character for nearly any bytes, so it is taken only for what is no UTF-8
and reads as everyday Chinese in it: text in Big5, in a Japanese encoding, or in UTF-8 with
a broken byte comes out as rare characters, most of them outside the old GB 2312.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator

from xzfacts.drafts.errors import BinaryDraftError, UndecodableDraftError

# The share of GB 2312 among the other characters: nearly all in Chinese text, about half in
# UTF-8 that is taken for GB18030, and some six in ten in Big5.
_EVERYDAY = 0.8

_PIECE = 1 << 16
_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

Read = Callable[[int], bytes]


def decoded(read: Read, name: str) -> Iterator[str]:
    """The text, in pieces as they are read; `read` gives at most so many bytes, at the end none.

    Raises BinaryDraftError and UndecodableDraftError.
    """
    piece = read(_PIECE)
    while piece and len(piece) < 3:  # too short to show its mark
        more = read(_PIECE)
        piece += more
        if not more:
            break
    if piece.startswith(_BINARY):
        raise BinaryDraftError(name)
    encoding = next((encoding for mark, encoding in _MARKS if piece.startswith(mark)), None)
    line = 1
    while encoding is None and piece:
        if not piece.isascii():
            encoding = _guessed(piece)
            break
        _refuse_binary(piece, name)
        yield piece.decode("ascii")
        line += piece.count(b"\n")
        piece = read(_PIECE)
    if encoding is None:
        return
    decoder = getincrementaldecoder(encoding)()
    while True:
        if encoding != "utf-16":
            _refuse_binary(piece, name)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            raise UndecodableDraftError(name, line) from None
        yield text
        line += text.count("\n")
        if not piece:
            return
        piece = read(_PIECE)


def _refuse_binary(piece: bytes, name: str) -> None:
    if b"\0" in piece:
        raise BinaryDraftError(name)


def _guessed(piece: bytes) -> str:
    if _begins(piece, "utf-8") is None:
        text = _begins(piece, "gb18030")
        if text and _is_everyday_chinese(text):
            return "gb18030"
    return "utf-8"


def _begins(piece: bytes, encoding: str) -> str | None:
    """The text of the piece, whose last character may be cut; None if it is no such text."""
    try:
        return getincrementaldecoder(encoding)().decode(piece)
    except UnicodeDecodeError:
        return None


def _is_everyday_chinese(text: str) -> bool:
    others = "".join(character for character in text if not character.isascii())
    everyday = len(others.encode("gb2312", "ignore")) / 2
    return everyday >= _EVERYDAY * len(others)
