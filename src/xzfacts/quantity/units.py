"""Units and measure words behind a number, and their size in base units.

The tables are data: `data/units.tsv` holds units that convert, `data/classifiers.txt` measure
words. Base units that the comparison converts further are in `xzfacts.quantity.unit_scales`.
"""

from collections.abc import Iterator
from decimal import Decimal, Inexact
from functools import cache
from os.path import dirname, join
from typing import NamedTuple

from xzfacts.quantity.model import COUNTED, EXACT
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

_DATA = join(dirname(__file__), "data")

# Units of time behind the slash are not converted (元/月, 元/年, 元/小时): a yearly wage is
# rarely stated by the month, and the comparison converts between them.
_UNCONVERTED_DENOMINATORS = {
    "月": "月", "个月": "月", "年": "年", "季度": "季度", "季": "季度", "周": "周", "星期": "周",
    "天": "天", "日": "天", "小时": "小时", "时": "小时", "h": "小时", "分钟": "分钟", "分": "分钟",
    "秒": "秒", "s": "秒", "人": "人", "户": "户", "人次": "人次",
}  # fmt: skip

# A unit before one of these characters is the start of another word: 3人均, 5家庭.
_NOT_BEFORE = {
    "人": "均类", "名": "称单誉义额牌", "位": "于置数居列", "家": "庭具长属电教访",
    "天": "然津空", "年": "级轻龄货", "成": "立为功员果本长都熟就品绩交分效", "条": "件例约款",
    "层": "面次", "期": "间望待", "本": "科地身来土", "台": "湾风账", "周": "边末", "日": "本报",
    "点": "对击", "面": "积对向临", "手": "机工", "角": "度落", "元": "旦宵素器", "日元": "旦宵",
    "平": "均安衡稳原等时常台", "方": "面案法式向便针言", "道": "路理德", "门": "口票槛",
    "米": "粉饭线", "里": "程面", "块": "链", "次": "数序", "部": "门署长队分委落级",
    "集": "团中体合聚", "团": "队体员结长伙", "群": "众体", "排": "名行列放水污", "片": "区面",
    "包": "括含围裹装", "组": "织成合建团长", "车": "间辆站主企展市", "船": "舶厂东",
    "套": "餐路现", "封": "闭控锁", "首": "先席都批届次脑要", "口": "岸号味径罩", "眼": "睛科镜",
    "回": "归收报应家来升落国", "步": "骤行伐兵", "轮": "船胎流换值椅", "页": "岩",
    "版": "权本图", "科": "技学研室", "课": "题程堂本", "支": "持付出撑部援", "枝": "条",
    "列": "为入举车", "架": "构", "孔": "子雀", "卷": "烟入", "杯": "子赛",
    "双": "方向减重创十边", "对": "于外内接口手方比应标象面策照话", "副": "主总书省市县部局",
    "票": "据房价数", "例": "如外子会", "起": "来诉草点到源伏", "件": "数套", "局": "长面部",
    "所": "有以在谓属", "级": "别", "股": "东权", "两": "个名位家者岸国地侧", "斤": "斤",
    "度": "假过", "种": "植子养", "株": "洲", "根": "据本", "分": "别析类享布配", "节": "能约日",
    "国": "家际", "市": "场民", "区": "域别", "头": "部条", "项": "目", "单": "位元",
    "路": "线由", "等": "等于", "秒": "杀", "代": "表理替", "世": "界", "章": "程", "号": "召称",
    "行": "业为动", "队": "伍员", "只": "有是要能", "村": "民庄级委", "篮": "板球",
    "球": "队员迷衣鞋星场门王迹类杆拍台权馆赛技形体",
}  # fmt: skip
_OTHERS = lazy_pattern("[（(]([一-鿿、/]{1,8})[)）]")
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千几半多")


class Unit(NamedTuple):
    """A unit in a text.

    end: the position behind it.
    name: the unit as written, in plain characters.
    base: the base unit.
    factor: the number of base units in one of it.
    dimension: as in `Quantity`.
    """

    end: int
    name: str
    base: str
    factor: Decimal
    dimension: str


class _Row(NamedTuple):
    """A line of the table of units.

    dimension: as in `Quantity`.
    base: the base unit.
    factor: the number of base units in one unit.
    flags: the letters explained at the head of `data/units.tsv`.
    """

    dimension: str
    base: str
    factor: Decimal
    flags: str


def _read_rows() -> list[tuple[_Row, list[str]]]:
    """Read the units that convert, each with its names, which are in plain characters."""
    rows = []
    with open(join(_DATA, "units.tsv"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            dimension, base, factor, names, *rest = line.rstrip("\n").split("\t")
            row = _Row(dimension, base, Decimal(factor), rest[0] if rest else "")
            rows.append((row, names.split()))
    return rows


def _read_classifiers() -> Iterator[tuple[str, _Row]]:
    with open(join(_DATA, "classifiers.txt"), encoding="utf-8") as file:
        text = "".join(line for line in file if not line.startswith("#"))
    one = Decimal(1)
    for flags, words in zip(("", "w"), text.split(":"), strict=True):
        for word in words.split():
            yield word, _Row("count", word, one, flags)


def _by_name() -> dict[str, _Row]:
    """Return what each name means by itself: its first row."""
    units: dict[str, _Row] = {}
    for row, names in _ROWS:
        if "c" not in row.flags:
            for name in names:
                units.setdefault(name, row)
    for word, row in _read_classifiers():
        units.setdefault(word, row)
    return units


_ROWS = _read_rows()
_UNITS = _by_name()
_ASCII_FOLDED = {name.lower(): name for name in _UNITS if name.isascii() and len(name) > 1}
# The length of the longest unit that begins with two characters, or is one.
_LONGEST = {name[:2]: len(name) for name in sorted((*_UNITS, *_ASCII_FOLDED), key=len)}


@cache
def _smaller_units() -> dict[str, list[_Row]]:
    """Return all rows of each name."""
    found: dict[str, list[_Row]] = {}
    for row, names in _ROWS:
        for name in names:
            found.setdefault(name, []).append(row)
    return found


@cache
def unit_bigrams() -> frozenset[str]:
    """Return each two adjacent characters of units: a text cut there would change the unit."""
    return frozenset(name[at : at + 2] for name in _UNITS for at in range(len(name) - 1))


def read_unit(text: str, pos: int, *, weak: bool, arabic: bool = True) -> Unit | None:
    """Return the longest unit or rate of plain `text` at `pos`, or None.

    weak: whether to accept words that often mean something else (面, 方, 块).
    arabic: whether the number before is written in Arabic digits.
    """
    found = _read_one(text, pos, weak=weak, arabic=arabic)
    return found and (_read_rate(text, found) or found)


def _read_one(text: str, pos: int, *, weak: bool, arabic: bool) -> Unit | None:
    longest = _LONGEST.get(text[pos : pos + 2], 0) or _LONGEST.get(text[pos : pos + 1], 0)
    for length in range(min(longest, len(text) - pos), 0, -1):
        name = text[pos : pos + length]
        row = _UNITS.get(name)
        if row is None and name.isascii():
            row = _UNITS.get(_ASCII_FOLDED.get(name.lower(), ""))
        if row is None or ("w" in row.flags and not weak) or ("a" in row.flags and not arabic):
            continue
        after = text[pos + length : pos + length + 1]
        if "e" in row.flags and after not in _NUMERALS and is_han(after):
            row = _Row("count", name, Decimal(1), "")
        if name[-1].isascii() and name[-1].isalnum() and after.isascii() and after.isalnum():
            continue
        if after and after in _NOT_BEFORE.get(name, ""):
            continue
        end = pos + length
        if row.dimension in COUNTED and after and after in "（(":
            end = _end_of_others(text, end)
        return Unit(end, name, row.base, row.factor, row.dimension)
    return None


def _end_of_others(text: str, pos: int) -> int:
    """Return the end of further measure words in brackets, 套 of 件（套）, or `pos`."""
    found = _OTHERS.match(text, pos)
    if found is None:
        return pos
    words = [_UNITS.get(word) for word in found[1].replace("/", "、").split("、")]
    counting = all(row is not None and row.dimension in COUNTED for row in words)
    return found.end() if counting else pos


def _read_rate(text: str, unit: Unit) -> Unit | None:
    """Return the rate of `unit` to the unit behind it: 元/月, 万元/亩, 元每平方米."""
    if text[unit.end : unit.end + 1] not in ("/", "每"):
        return None
    below = read_denominator(text, unit.end + 1)
    return below and per(unit, below)


def read_denominator(text: str, pos: int) -> Unit | None:
    """Return the unit of plain `text` at `pos`, behind the slash of a rate or behind 每."""
    for length in (2, 1):
        name = text[pos : pos + length]
        if name in _UNCONVERTED_DENOMINATORS and len(name) == length:
            after = text[pos + length : pos + length + 1]
            if name.isascii() and after.isascii() and after.isalnum():
                continue
            dimension = "people" if name[0] == "人" else "count" if name == "户" else "duration"
            kept = _UNCONVERTED_DENOMINATORS[name]
            return Unit(pos + length, name, kept, Decimal(1), dimension)
    return _read_one(text, pos, weak=True, arabic=True)


def per(unit: Unit, below: Unit) -> Unit:
    """Return the rate of one unit to another; it ends at the greater of both ends."""
    try:
        factor, base = EXACT.divide(unit.factor, below.factor), below.base
    except Inexact:
        factor, base = unit.factor, below.name
    return Unit(
        max(unit.end, below.end),
        f"{unit.name}/{below.name}",
        f"{unit.base}/{base}",
        factor,
        f"{unit.dimension}/{below.dimension}",
    )


def read_part(text: str, pos: int, whole: Unit) -> Unit | None:
    """Return the unit at `pos` if it is a smaller one of the kind of `whole`: 角 after 元."""
    for length in (3, 2, 1):
        name = text[pos : pos + length]
        for row in _smaller_units().get(name, ()):
            same = row.dimension == whole.dimension and row.base == whole.base
            if same and row.factor < whole.factor:
                return Unit(pos + len(name), name, row.base, row.factor, row.dimension)
    return None
