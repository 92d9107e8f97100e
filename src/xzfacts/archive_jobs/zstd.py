"""Reads zstd files; unlike the reader of `zstandard`, detects a truncated file."""

import io
from typing import IO, TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 12  # bytes read at once; they may decompress to 30,000 times as many


class ZstdReader(io.RawIOBase):
    """Decompresses a file of one or more frames. Reading raises OSError."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._in_frame = False
        self._rest = b""  # compressed bytes of the next frame
        self._ready = memoryview(b"")  # cut without a copy: it may be 100 MB

    def readable(self) -> bool:
        """Return True: the stream can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer; return the number of bytes, 0 at the end."""
        view = memoryview(buffer)
        while not self._ready and self._unpack():
            pass
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack(self) -> bool:
        """Decompress a piece; return False at the end."""
        piece = self._rest or self._packed.read(_PIECE)
        if not piece:
            if self._in_frame:
                raise OSError("the file ends too early")
            return False
        try:
            self._ready = memoryview(self._frame.decompress(piece))
        except zstandard.ZstdError as error:
            raise OSError(str(error)) from None
        self._in_frame = not self._frame.eof
        self._rest = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = zstandard.ZstdDecompressor().decompressobj()
        return True
