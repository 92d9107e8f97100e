"""Rejects words, names and codes in running text that look like amounts.

Most characters of Chinese numerals also occur in words and names. A number with a unit is an
amount unless it is a known word; a number without one must have more than one syllable.
"""

import re
from os.path import dirname, join

from xzfacts.quantity.numerals import read_numeral
from xzfacts.quantity.parts import Amount
from xzfacts.quantity.units import read_unit
from xzfacts.quantity.worded_amounts import HALF
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import FINANCIAL, is_han

LONGEST_WHOLE = 80  # a longer text is more than an amount
LONGEST_ALONE = 40  # running text up to this length may be one amount and is read leniently

# Financial digits that also occur in names and words (陆地, 队伍): alone they are no number.
_ALSO_WORDS = frozenset("伍陆陸拾")

_CODES = lazy_pattern(
    r"(?:\d++-){2,}+\d++|0\d{2,3}-\d{7,8}(?!\d)|1[3-9]\d{9}(?!\d)|\d++(?:\.\d++){2,}+"
    r"|\d{5,}+-\d++|\d++[A-Za-z]\w*+-\w++"
)
_CODE_TAIL = lazy_pattern(r"[0-9A-Za-z](?:[0-9A-Za-z_./:#-]*[0-9A-Za-z])?+")
# 配备CT1台, GDP5.6%: an acronym and an amount, not the name of a model. A single letter or a
# longer number makes a name: K128次, MU5735架; 台 behind a broadcaster is a channel: CCTV5台, but
# not ATV5台 and UTV2台, which are vehicles.
_BEHIND_ACRONYM = lazy_pattern(
    r"(?<![0-9A-Za-z-])(?!(?:[A-Z]{0,4}(?<![AKU])TV|TVB|CGTN|[AF]M)\d{1,2}[台套])(?:[A-Z]{2,6}|[A-Z]{1,3}-[A-Z]{2,4})(?P<amount>\d{1,2}(?:[.,]\d+)?"
    r"(?:[余多]?[台套辆架部]|[万亿余多]{0,2}[人名元]|%)|\d{3,}(?:[.,]\d+)*(?:[万亿余多]{0,2}元|%))"
)
# RMB200万: a currency in front of its amount.
_CURRENCY_CODE = lazy_pattern(
    "(?<![A-Za-z])(?:RMB|CN[YH]|USD|HKD|MOP|TWD|NTD|EUR|GBP|JPY|KRW|SGD|AUD|CAD|NZD|CHF|RUB|INR"
    "|THB|VND|MYR|PHP)$"
)
_LONGEST_CODE = 4
_LONGEST_ACRONYM = 8
_CHANNELS = ("央视", "卫视")
_RUN = lazy_pattern(r"[0-9A-Za-z]++(?:[,.][0-9A-Za-z]++)*+|[〇零一二两三四五六七八九]++")
_INDEFINITE_BEFORE = "这那每某另同任哪上下前后第统唯专单是为成像如作"
_SURE = ("percent", "percentage-point", "ordinal", "fraction")
_LONGEST_BARE = 11
_SHARED_PREFIX = frozenset("百千兆")
_NOT_MEASURE = frozenset("的了是在有和与及或不也都就而但把被从对向为以于比等这那之其所以")
_NOT_BARE_BEFORE = frozenset("大后届中省市县区镇乡村")


def _read_words() -> dict[str, str]:
    words: dict[str, str] = {}
    path = join(dirname(__file__), "data", "not_amounts.txt")
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                for entry in line.split():
                    word, _, unless = entry.partition("/")
                    words[word] = unless
    return words


_WORDS = _read_words()
_BY_START: dict[str, list[str]] = {}  # the first two characters of words: the words, longest first
for _word in sorted(_WORDS, key=len, reverse=True):
    _BY_START.setdefault(_word[:2], []).append(_word)
_MAX_WORD_OFFSET = 2  # how far before the numeral the word may begin: 星期一


def is_word_or_code(plain: str) -> bool:
    """Whether a whole text is a code, or a word that contains a numeral."""
    return plain in _WORDS or (plain[0].isdecimal() and _code_end(plain, 0) is not None)


def skip_lookalike(plain: str, start: int, original: str) -> int | None:
    """Return the end of the word, name or code at `start`, else None."""
    char = plain[start]
    if original[start] in _ALSO_WORDS and not FINANCIAL & set(original[start + 1 : start + 2]):
        numeral = read_numeral(plain, start)
        if numeral is None or not FINANCIAL & set(original[start + 1 : numeral.end]):
            return start + 1
    if char.isdecimal() or char == ".":
        return _code_end(plain, start)
    word = _word_end(plain, start)
    if word is None:
        return None
    numeral = read_numeral(plain, start)
    return word if numeral is None or numeral.end <= word else None


def _word_end(plain: str, start: int) -> int | None:
    for begin in range(start, max(-1, start - _MAX_WORD_OFFSET - 1), -1):
        for word in _BY_START.get(plain[begin : begin + 2], ()):
            end = begin + len(word)
            if end > start and plain.startswith(word, begin):
                unless = _WORDS[word]
                if not (unless and plain[end : end + 1] in tuple(unless)):
                    return end
    return None


def _code_end(plain: str, start: int) -> int | None:
    """Return the end of a telephone number, ISBN, model number, version or address."""
    before = plain[start - 1 : start]
    glued = before.isascii() and (before.isalpha() or before in tuple("_@#&="))
    if glued and _CURRENCY_CODE.search(plain, max(0, start - _LONGEST_CODE), start):
        glued = False
    if glued and _is_behind_acronym(plain, start):
        return None
    if not glued and before in ("-", ".", "/"):
        further = plain[start - 2 : start - 1]
        glued = further.isascii() and further.isalnum()
    if glued:
        found = _CODE_TAIL.match(plain, start)
        return found.end() if found else None
    found = _CODES.match(plain, start)
    if found and not re.match(r"[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d.-])", found[0]):
        return found.end()
    return None


def _is_behind_acronym(plain: str, start: int) -> bool:
    """Whether an amount begins at `start`, behind an acronym that is not part of it."""
    for begin in range(max(start - _LONGEST_ACRONYM, 0), start - 1):
        found = _BEHIND_ACRONYM.match(plain, begin)
        if found and found.start("amount") == start:
            return True
    return False


def past_numeral(plain: str, start: int) -> int:
    """Return the end of a numeral at `start` that is not an amount."""
    run = _RUN.match(plain, start)
    numeral = read_numeral(plain, start)
    if run and (numeral is None or plain[start].isdecimal()):
        return run.end()
    return max(start + 1, numeral.end if numeral else 0)


def is_likely_amount(plain: str, amount: Amount, *, hedged: bool) -> bool:
    """Whether what was read as an amount in running text is one.

    hedged: whether a hedge modifies it.
    """
    numeral = amount.numeral
    if amount.name == HALF:
        return hedged
    if numeral is None or amount.dimension in _SURE:
        return True
    if numeral.chinese and not _is_likely_chinese(plain, amount):
        return False
    after = plain[amount.end : amount.end + 1]
    written = plain[numeral.start : numeral.end]
    if written[0] == "0" and written[1:2].isdecimal():
        return False  # a superfluous zero: 007
    if plain.endswith(_CHANNELS, 0, numeral.start) and plain[amount.end - 1] in "台套":
        return False  # a channel: 央视5台播出
    if amount.unit is None:
        if not numeral.chinese:
            return _is_likely_bare_arabic(plain, amount)
        return hedged or _is_likely_bare_chinese(plain, amount)
    return not (numeral.chinese and numeral.digits > 2 and after == "")


def _is_likely_chinese(plain: str, amount: Amount) -> bool:
    numeral = amount.numeral
    if numeral is None:
        return True
    written = plain[numeral.start : numeral.end]
    if numeral.digits > 2 and not ("〇" in written or "零" in written or "点" in written):
        return False
    if written in _SHARED_PREFIX:
        longer = read_unit(plain, numeral.start, weak=True)
        if longer is not None or amount.dimension == "duration":
            return False
    if written == "一" and amount.dimension in ("count", "people"):
        before = plain[numeral.start - 1 : numeral.start]
        return not (before and before in _INDEFINITE_BEFORE)
    return True


def _is_likely_bare_arabic(plain: str, amount: Amount) -> bool:
    numeral = amount.numeral
    if numeral is None:
        return False
    written = plain[numeral.start : numeral.end]
    after = plain[amount.end : amount.end + 1]
    if after.isascii() and (after.isalnum() or after == "_"):
        return written[-1] in "万亿"  # 665亿MLF
    if after == "-" and plain[amount.end + 1 : amount.end + 2].isalnum():
        return False
    whole = written.isdecimal()
    if whole and len(written) > _LONGEST_BARE:
        return False
    return not (whole and len(written) == 2 and after == "后")


def _is_likely_bare_chinese(plain: str, amount: Amount) -> bool:
    numeral = amount.numeral
    if numeral is None or numeral.digits:
        return False
    length = numeral.end - numeral.start
    after = plain[amount.end : amount.end + 1]
    if length < 2 or after in _NOT_BARE_BEFORE:
        return False
    return length > 2 or not is_han(after)


def may_be_measure_word(word: str) -> bool:
    """Whether an unknown word at the end of the text, behind a number, may be a measure word."""
    return 0 < len(word) < 3 and all(map(is_han, word)) and not _NOT_MEASURE & set(word)
