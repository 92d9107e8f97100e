"""Which figures and quoted passages of a draft are statements.

Every amount that the quantity parser finds is one, except numbers that identify something or
refer to a part of a text:

- numbers of houses, lines, documents and dates without a month (3号, 12号楼, 〔2023〕5号);
- numbers without 万 or a hedge behind a word that announces a code (股票代码, 电话, 邮编, 编号,
  账号 …; 接听电话超过9万通 is a statement), and bare
  numbers of four digits or more that stand alone in brackets (600077);
- the whole day (0—24时, 0时至24时);
- section numbers at the start of a sentence (1. 2、 （三） 一、) and references to parts of a
  text (第三章, 第五条, 第8页);
- 一 with a measure word in front of what it introduces (一家企业);
- phases, where the clause goes on behind them (二期厂房);
- figures that are part of a known name or of the word for an attribute (3号线, 12小时降雨量).

The parser does not return words that contain a numeral (统一), model names and telephone
numbers; what looks like a score, and a number that begins with a zero, is one all the same
(上半场0-0, 01.8毫米). A passage in quotation marks is a statement if it has at least eight
characters; shorter ones are terms. A post is one if the name of a person is next to it.
"""

from xzfacts.language.qualifiers import PHASE
from xzfacts.quantity.model import COUNTED, Quantity
from xzfacts.text.invisible import visible
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

_ANNOUNCED = lazy_pattern(
    "(?:代码|电话|热线|手机|传真|邮编|邮政编码|编号|账号|帐号|卡号|证号|学号|车牌号?"
    "|车次|航班|号码"
    "|门牌|文号|批号|单号|ISBN|ISSN|QQ|微信|[Vv]ersion|版本)(?:号码?)?[为是]?[:： ]*"
    "[A-Za-z(（【]{0,4}$"
)
_ANNOUNCED_ENDS = frozenset("码话线机真编号次班牌信本")  # of the words for codes, if not letters
_MAGNITUDES = frozenset("百千万亿")
_BEHIND_ANNOUNCED = "为是:： (（【"
_REACH = 16
_BEFORE_NUMBER = ("", "(", "（", "【")  # of a section, at the start of a sentence
_SECTION_END = lazy_pattern(r"[)）】、．]|\.(?!\d)")
_PARTS_OF_TEXT = frozenset("章节条款页版卷册")
_DAY_SPAN = lazy_pattern("[0〇零](?:时|点|:00)?(?:[-–—―─~至到]{1,2})24(?:时|点|:00)")
_DAY_REACH = 8
_LEAST_CODE = 4
_ALONE = lazy_pattern("[(（【〔[][^)）】〕]{0,12}$")
_UNREAD = lazy_pattern(
    r"(?<![0-9A-Za-z.,:/~_–—−－-])"
    r"(?:0[0-9]{1,2}(?:[.][0-9]{1,9})?(?=[一-鿿]|[%℃])|[0-9]{1,3}[-–—－][0-9]{1,3})"
    r"(?![0-9A-Za-z.,:/~_–—−－-])"
)
_HYPHENS = frozenset("-–—－")
_ZERO_FIRST = lazy_pattern(r"(?<![0-9])0[0-9]")
_NUMBERED = frozenset("图表附例式号第")  # 图2-1
_QUOTED = lazy_pattern('“([^“”]{8,400})”|「([^「」]{8,400})」|"([^"\\n]{8,400})"')
_SAID = lazy_pattern(
    '(?:说|表示|指出|强调|称|介绍|坦言|透露|回忆|认为|写道)(?:道)?[:：]\\s*(?![“「"])'
)
_SHORTEST = 8


def is_statement(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether an amount at these characters of a sentence states something."""
    dimension, unit = quantity.dimension, quantity.unit
    if dimension == "ordinal" and (unit == "号" or unit in _PARTS_OF_TEXT):
        return False
    written = visible(quantity.text)
    if unit == "day" and written.endswith("号"):
        return False
    if unit == "期" and PHASE.fullmatch(written) and _is_han_behind(text, end):
        return False
    if written[0] == "一" and _is_article(written) and dimension in COUNTED:
        return not _is_han_behind(text, end)
    if "24" in text and "24" in text[max(0, start - _DAY_REACH) : end + _DAY_REACH]:
        day = _DAY_SPAN.search(text, max(0, start - _DAY_REACH), end + _DAY_REACH)
        if day is not None and day.start() < end and start < day.end():
            return False
    before = text[max(0, start - _REACH) : start]
    announced = before.rstrip(_BEHIND_ANNOUNCED)[-1:]
    is_code = written[0].isalnum() and written[0].isascii() and _MAGNITUDES.isdisjoint(written)
    ends = is_code and (announced in _ANNOUNCED_ENDS or announced.isascii())
    if ends and _ANNOUNCED.search(before):
        return False
    if dimension not in {"number", "ordinal"}:
        return True
    if text[:start].strip() in _BEFORE_NUMBER and _SECTION_END.match(text, end):
        return False
    bare = dimension == "number" and written.isdecimal() and len(written) >= _LEAST_CODE
    return not (bare and _ALONE.search(before) and text[end : end + 1] in tuple(")）】〕].、,，"))


def unread_figures(text: str) -> list[tuple[int, int]]:
    """The start and end of scores and odd numbers of a sentence that are no amounts."""
    if _HYPHENS.isdisjoint(text) and not _ZERO_FIRST.search(text):
        return []
    found: list[tuple[int, int]] = []
    for match in _UNREAD.finditer(text):
        start, end = match.span()
        announced = _ANNOUNCED.search(text[max(0, start - _REACH) : start])
        if not announced and text[start - 1 : start] not in _NUMBERED:
            found.append((start, end))
    return found


def _is_han_behind(text: str, end: int) -> bool:
    """Whether the first visible character from a position on is Chinese."""
    return any(map(is_han, visible(text[end : end + _REACH])[:1]))


def _is_article(text: str) -> bool:
    """Whether an amount that begins with 一 is that with a measure word."""
    return len(text) in {2, 3} and all(map(is_han, text))


def passages(text: str) -> list[tuple[int, int]]:
    """The start and end of the quoted passages of a sentence, without quotation marks."""
    found = []
    for match in _QUOTED.finditer(text):
        number = match.lastindex or 0
        found.append(match.span(number))
    for said in _SAID.finditer(text):
        end = len(text.rstrip())
        inside = any(start <= said.end() < stop for start, stop in found)
        if end - said.end() >= _SHORTEST and not inside and "“" not in text[said.end() :]:
            found.append((said.end(), end))
            break
    return sorted(found)
