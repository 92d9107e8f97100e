"""What units count: which kind of value an amount is, and the word that names its measure."""

from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

# A noun that ends so is the name of a measure already: 年产值, 入住率, 面积.
MEASURE_ENDS = frozenset("数量额值率价费款金积比度长深宽高温速距程龄重利润位能税收入耗力产本差绩容")


def _table(lines: str) -> dict[str, str]:
    """Names by the words behind them: `户数: 户; 人数: 人 名`."""
    found = {}
    for line in lines.split(";"):
        name, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), name.strip()))
    return found


_COUNTED = {"people": ("people", "count", "number"), "count": ("count", "number", "people", "list")}
_KINDS = {
    "money": ("money",),
    "percent": ("percent",),
    "area": ("area",),
    "length": ("length", "height", "distance"),
    "weight": ("weight", "number"),
    "volume": ("volume",),
    "duration": ("duration",),
    "speed": ("speed",),
    "age": ("age",),
    "ordinal": ("rank",),
}
_SUFFIX = _table(
    "人数: people; 金额: money; 面积: area; 长度: length; 重量: weight; 容量: volume;"
    "时长: duration; 速度: speed; 年龄: age; 温度: temperature; 功率: power; 电量: energy;"
    "变化: percentage-point; 倍数: multiple; 数量: number count; 数据量: data"
)
_SUFFIX_BY_UNIT = _table(
    "户数: 户; 人次: 人次; 期数: 期; 场次: 场; 层数: 层; 栋数: 栋; 套数: 套; 间数: 间;"
    "股份数量: 股; 病例数量: 例; 次数: 次; 届数: 届; 人数: 名 位 人; 册数: 册;"
    "球数: 球; 点数: 点; 车道数: 车道"
)
_BY_UNIT = _table(
    "户数: 户; 人数: 人 名 位; 层数: 层; 楼栋数: 栋 幢; 套数: 套; 期数: 期; 届数: 届; 场次: 场;"
    "次数: 次; 人次: 人次; 票数: 票; 册数: 册; 集数: 集; 页数: 页; 字数: 字; 企业数量: 家;"
    "省数: 省; 市数: 市; 县数: 县 县市 县区 区县 市县; 省份数量: 省份; 乡镇数量: 乡镇; "
    "国家数量: 国; 村数: 村; 球数: 球; 点数: 点; 车道数: 车道"
)
# Other names that a noun or verb may have for its measure: 改造 and 用时, 船票 and 价格.
_TAILS = {
    "duration": ("时间", "用时", "期限"),
    "money": ("价格", "费用"),
    "percent": ("占比",),
    "fraction": ("占比",),
    "length": ("距离", "高度"),
    "weight": ("产量",),
}
_RESULT = lazy_pattern(
    "^(?:的成绩)?(?:夺|获|摘|跑|赢|率先|第[一二三四五六七八九十]|排名|位列|位居|打破|创|完赛|力压|刷新)"
)
_PRICES = _table(
    "回购金额: 回购; 收购金额: 收购; 增持金额: 增持; 受让价: 受让;"
    "售价: 出售 卖出 售出 对外销售; 成交价: 成交; 中标价: 中标; 收购价: 收购; 竞得价: 竞得 拍得"
)
_PAYING = lazy_pattern("(?:以|按)(?:底价|自有资金|现金|总价|单价|均价)?$")
_SCORED = lazy_pattern("(?:砍下|贡献|轰下|拿下|得到|独得|狂砍|斩获|得)了?$")
_SCORES = lazy_pattern("(?:砍下|贡献|轰下|拿下|得到|独得|狂砍|斩获)[一-鿿]{2,8}的$")
_BESIDE = lazy_pattern(
    "(超|超出|超过|高于|高出|低于)([一-鿿]{0,6}(?:水位|标准|限值|计划|目标|预期|任务))(?:已?[达为]|约|近)*$"
)
RESULT = "成绩"  # of athletes
_COUNTS = (*"数量率额力", "人口", "人次", "名额")


def kinds(quantity: Quantity) -> frozenset[str]:
    """The kinds of the vocabulary that an amount may be a value of."""
    whole = quantity.dimension.split("/", 1)[0]
    if "/" in quantity.dimension:
        return frozenset(("rate", *_KINDS.get(whole, ())))
    return frozenset((*_COUNTED.get(whole, ()), *_KINDS.get(whole, ("number",))))


def suffix(quantity: Quantity, noun: str = "") -> str:
    """What is added to a noun to name the measure: 工人 and 人数."""
    if quantity.unit in {"分", "毫米"} and noun:
        return "" if quantity.unit == "毫米" or noun.endswith(("线", "分", "绩")) else "分数"
    named = (
        _SUFFIX_BY_UNIT.get(quantity.unit) if quantity.dimension in {"people", "count"} else None
    )
    if named is None and quantity.dimension == "people" and "人次" in quantity.text:
        named = "人次"
    if named and noun.endswith(named.removesuffix("数量")) and named != "数量":
        return "数量" if named.endswith("数量") else ""
    return named or _SUFFIX.get(quantity.dimension.split("/", 1)[0], "数量")


def tails(quantity: Quantity, noun: str = "") -> tuple[str, ...]:
    """Names that a measure may have instead of the one that `suffix` gives."""
    found = _TAILS.get(dimension_of(quantity), ())
    return ("比重",) if found == ("占比",) and "占" in noun else found


def by_unit(quantity: Quantity) -> str:
    """The name of a measure that stands without any noun; "" where the unit tells nothing."""
    if quantity.dimension == "people":
        return "人次" if "人次" in quantity.text else "人数"
    return _BY_UNIT.get(quantity.unit, "")


def is_result(left: str, right: str) -> bool:
    """Whether an amount is what somebody won with: 以2小时11分夺得冠军."""
    return left.endswith("以") and _RESULT.match(right) is not None


def of_match(quantity: Quantity, left: str) -> str:
    """Return 得分 where the words before say that somebody scored: 砍下28分."""
    scored = quantity.unit == "分" and (_SCORED.search(left) or _SCORES.search(left))
    return "得分" if scored else ""


def price(left: str, right: str) -> str:
    """What something is sold or bought for: 以每瓶480元出售; "" where nothing says so."""
    if not _PAYING.search(left):
        return ""
    return next((name for word, name in _PRICES.items() if right.startswith(word)), "")


def beside(left: str) -> str:
    """超警戒水位2.3米 says how far beyond, which is another measure than the level itself."""
    found = _BESIDE.search(left)
    return found[1] + found[2] if found else ""


def measures(noun: str, quantity: Quantity) -> bool:
    """Whether the noun names a measure by itself."""
    if quantity.dimension in {"count", "people"}:
        return counted(noun)
    return not noun.endswith("占地") and noun[-1] in MEASURE_ENDS


def counted(noun: str) -> bool:
    """Whether the noun names a count: 客运量, 名额."""
    return noun.endswith(_COUNTS)


def dimension_of(quantity: Quantity) -> str:
    """The dimension, of a rate the one that is measured: money of money/duration."""
    return quantity.dimension.split("/", 1)[0]
