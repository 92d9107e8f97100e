"""Incremental decoding of a document; see `xzfacts.text.encoding` for the encodings."""

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator

from xzfacts.documents.read_errors import BinaryDocumentError, UndecodableDocumentError
from xzfacts.text.encoding import encoding_by_bom, guess_encoding

_PIECE = 1 << 16
_SAMPLE = 1 << 12  # bytes
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")

Read = Callable[[int], bytes]


def decoded(read: Read, name: str) -> Iterator[str]:
    """Decode what `read` returns, piece by piece.

    `read(n)` returns at most n bytes, and none at the end.
    Raises BinaryDocumentError and UndecodableDocumentError.
    """
    piece = _start(read)
    if piece.startswith(_BINARY):
        raise BinaryDocumentError(name)
    encoding = encoding_by_bom(piece)
    line = 1
    while encoding is None and piece:
        if not piece.isascii():
            piece = _enough(piece, read)
            encoding = guess_encoding(piece)
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
            raise UndecodableDocumentError(name, line) from None
        yield text
        line += text.count("\n")
        if not piece:
            return
        piece = read(_PIECE)


def _start(read: Read) -> bytes:
    """The first bytes, at least as many as a BOM has."""
    piece = more = read(_PIECE)
    while more and len(piece) < 3:
        more = read(_PIECE)
        piece += more
    return piece


def _enough(piece: bytes, read: Read) -> bytes:
    """The piece, extended to what is needed to guess its encoding unless it is UTF-8."""
    more = b"-"
    while len(piece) < _SAMPLE and more and guess_encoding(piece) != "utf-8":
        more = read(_PIECE)
        piece += more
    return piece


def _refuse_binary(piece: bytes, name: str) -> None:
    if b"\0" in piece:
        raise BinaryDocumentError(name)
