"""Detection of the encoding of Chinese text: UTF-8, UTF-16 with a BOM, GB18030, Big5.

GB18030 decodes nearly any bytes, so it is chosen only for input that is not UTF-8 and decodes
to common Chinese characters: Big5, Japanese encodings and broken UTF-8 decode to rare characters,
most of them outside GB 2312. Big5 is chosen next, by its own level of common characters.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder

# Names for messages, in the order in which they are tried.
TRIED = ("UTF-8", "UTF-16", "GB18030", "Big5")

BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))

# Minimum share of GB 2312 among non-ASCII characters. Measured: nearly 1 in Chinese text, 0.5 in
# UTF-8 decoded as GB18030, 0.6 in Big5.
_COMMON_SHARE = 0.8
# Minimum share of Big5 level 1 and punctuation. Measured: 0.98 and above in Chinese text; Shift
# JIS and Latin-1 do not decode or reach 0.6.
_BIG5_SHARE = 0.9
_BIG5_LEVEL_1 = range(0xA1, 0xC7)  # first bytes


def encoding_by_bom(start: bytes) -> str | None:
    """The codec named by a BOM; None without one."""
    return next((encoding for bom, encoding in BOMS if start.startswith(bom)), None)


def guess_encoding(piece: bytes) -> str:
    """The codec of a piece of text without BOM that starts with a character; else `utf-8`."""
    if _decode_start(piece, "utf-8") is not None:
        return "utf-8"
    text = _decode_start(piece, "gb18030")
    if text and _is_common_chinese(text):
        return "gb18030"
    text = _decode_start(piece, "big5hkscs")
    if text and _is_common_big5(text):
        return "big5hkscs"
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


def _is_common_big5(text: str) -> bool:
    others = "".join(character for character in text if not character.isascii())
    first_bytes = others.encode("big5hkscs", "ignore")[::2]
    common = sum(byte in _BIG5_LEVEL_1 for byte in first_bytes)
    return common >= _BIG5_SHARE * len(others)
