"""Incremental decoding: UTF-8 with or without a BOM, UTF-16 with one, GB18030.

GB18030 decodes nearly any bytes, so it is chosen only for input that is not UTF-8 and decodes
to common Chinese characters: Big5, Japanese encodings and broken UTF-8 decode to rare characters,
most of them outside GB 2312.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator

from xzfacts.documents.errors import BinaryDraftError, UndecodableDraftError

# Minimum share of GB 2312 among non-ASCII characters. Measured: nearly 1 in Chinese text, 0.5 in
# UTF-8 decoded as GB18030, 0.6 in Big5.
_COMMON_SHARE = 0.8

_PIECE = 1 << 16
_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

Read = Callable[[int], bytes]


def decoded(read: Read, name: str) -> Iterator[str]:
    """Decode what `read` returns, piece by piece.

    `read(n)` returns at most n bytes, and none at the end.
    Raises BinaryDraftError and UndecodableDraftError.
    """
    piece = read(_PIECE)
    while piece and len(piece) < 3:  # too short for a BOM
        more = read(_PIECE)
        piece += more
        if not more:
            break
    if piece.startswith(_BINARY):
        raise BinaryDraftError(name)
    encoding = next((encoding for bom, encoding in _BOMS if piece.startswith(bom)), None)
    line = 1
    while encoding is None and piece:
        if not piece.isascii():
            encoding = _guess_encoding(piece)
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


def _guess_encoding(piece: bytes) -> str:
    if _decode_start(piece, "utf-8") is None:
        text = _decode_start(piece, "gb18030")
        if text and _is_common_chinese(text):
            return "gb18030"
    return "utf-8"


def _decode_start(piece: bytes, encoding: str) -> str | None:
    """The decoded piece, without an incomplete last character; None if it cannot be decoded."""
    try:
        return getincrementaldecoder(encoding)().decode(piece)
    except UnicodeDecodeError:
        return None


def _is_common_chinese(text: str) -> bool:
    others = "".join(character for character in text if not character.isascii())
    common = len(others.encode("gb2312", "ignore")) / 2
    return common >= _COMMON_SHARE * len(others)
