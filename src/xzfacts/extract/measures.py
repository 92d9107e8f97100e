"""What units count: which kind of value an amount is, and the word that names its measure."""

import re

from xzfacts.text.quantity import Quantity

# A noun that ends so is the name of a measure already: 年产值, 入住率, 面积.
MEASURE_ENDS = frozenset("数量额值率价费款金积比度长深宽高温速距程龄重利润位能税收入耗力产本")
_COUNTED = {"people": ("people", "count", "number"), "count": ("count", "number", "people", "list")}
_KINDS = {
    "money": ("money",), "percent": ("percent",), "area": ("area",), "length": ("length", "height", "distance"),
    "weight": ("weight", "number"), "volume": ("volume",), "duration": ("duration",), "speed": ("speed",), "age": ("age",),
    "ordinal": ("rank",),
}  # fmt: skip
_SUFFIX = {
    "people": "人数", "money": "金额", "area": "面积", "length": "长度", "weight": "重量", "volume": "容量",
    "duration": "时长", "speed": "速度", "age": "年龄", "temperature": "温度", "power": "功率", "energy": "电量",
    "percentage-point": "变化", "multiple": "倍数", "number": "数量", "count": "数量", "data": "数据量",
}  # fmt: skip
_BY_UNIT = {
    "户": "户数", "人": "人数", "名": "人数", "位": "人数", "层": "层数", "栋": "楼栋数", "幢": "楼栋数", "套": "套数", "期": "期数",
    "届": "届数", "场": "场次", "次": "次数", "人次": "人次", "票": "票数", "册": "册数", "集": "集数", "页": "页数", "字": "字数",
    "家": "企业数量", "省": "省数", "市": "市数", "县": "县数", "国": "国家数量", "村": "村数",
}  # fmt: skip
_SUFFIX_BY_UNIT = {
    "户": "户数", "人次": "人次", "期": "期数", "场": "场次", "层": "层数", "栋": "栋数", "套": "套数", "间": "间数", "次": "次数",
    "届": "届数", "名": "人数", "位": "人数", "人": "人数", "册": "册数",
}  # fmt: skip
# Verbs of finding work for people, and of taking people along.
HIRING = frozenset("吸纳 带动 解决 安置 提供 新增 吸引 帮扶 帮助 实现".split())
LEADING = frozenset("带动 惠及 帮扶 帮助 服务".split())
# Verbs that say how money was moved.
SPENT = frozenset(
    "投入 下拨 拨付 捐赠 筹集 募集 发放 减免 追回 挽回 退还 接收 冻结 扣押 支付".split()
)
# Verbs that add nothing to what is counted.
SILENT = frozenset(
    "完成 获得 迎来 收到 恢复 涉及 覆盖 服务 参观 展出 收藏 演出 接待 打破 远销 销往 来自 承担 容纳 辗转 签约".split()
)
_VERBS_OF_MONEY = {
    "销售": "销售额", "售出": "销售额", "卖出": "销售额", "出口": "出口额", "进口": "进口额", "成交": "成交额", "被骗": "被骗金额",
    "采购": "采购金额", "签约": "签约金额", "捐款": "捐款", "捐": "捐款", "捐赠": "捐赠金额", "融资": "融资", "贷款": "贷款金额", "罚款": "罚款金额",
    "赔偿": "赔偿金额", "资助": "资助金额", "补贴": "补贴金额", "奖励": "奖励金额", "年产": "年产值", "年销": "年销售额", "投入": "投入资金",
    "募集": "募集资金", "筹集": "筹集资金", "节约": "节约资金", "减免": "减免金额", "发放": "发放金额", "慰问": "慰问金", "获赠": "获赠金额",
}  # fmt: skip
_WHOLE = re.compile("(?:总|单)?(?:价值|货值|估值)$")


def counts(quantity: Quantity) -> bool:
    """Whether a noun may stand behind the amount that says what is counted."""
    return quantity.dimension in {"count", "people"} or (
        quantity.dimension == "number" and not quantity.unit
    )


def kinds(quantity: Quantity) -> frozenset[str]:
    """The kinds of the vocabulary that an amount may be a value of."""
    whole = quantity.dimension.split("/", 1)[0]
    if "/" in quantity.dimension:
        return frozenset(("rate", *_KINDS.get(whole, ())))
    return frozenset((*_COUNTED.get(whole, ()), *_KINDS.get(whole, ("number",))))


def suffix(quantity: Quantity) -> str:
    """What is added to a noun to name the measure: 工人 and 人数."""
    named = (
        _SUFFIX_BY_UNIT.get(quantity.unit) if quantity.dimension in {"people", "count"} else None
    )
    if named is None and quantity.dimension == "people" and "人次" in quantity.text:
        named = "人次"
    return named or _SUFFIX.get(quantity.dimension.split("/", 1)[0], "数量")


def by_unit(quantity: Quantity) -> str:
    """The name of a measure that stands without any noun; "" where the unit tells nothing."""
    if quantity.dimension == "people":
        return "人次" if "人次" in quantity.text else "人数"
    return _BY_UNIT.get(quantity.unit, "")


def lasting(quantity: Quantity) -> str:
    """How long something lasts."""
    return "天数" if quantity.unit in {"天", "日"} else "时长"


def of_money(verb: str, noun: str) -> str:
    """What an amount of money is that goes with a verb: 销售农产品1200万元 is 销售额."""
    if verb and noun and noun[-1] in MEASURE_ENDS:
        return ""
    named = _VERBS_OF_MONEY.get(verb or noun, "")
    return named if named != noun else ""


def measures(noun: str, quantity: Quantity, term: str) -> bool:
    """Whether the noun names a measure by itself."""
    if quantity.dimension in {"count", "people"}:
        if noun[-1] in "数量率额能力" or noun.endswith(("人口", "人次", "名额")):
            return True
        return False
    if noun.endswith("占地") or _WHOLE.search(noun):
        return not noun.endswith("占地")
    return bool(term) or noun[-1] in MEASURE_ENDS
