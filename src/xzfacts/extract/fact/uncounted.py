"""Figures that count nothing: they say which, how old, or when."""

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.language.price_units import ONE_OF
from xzfacts.text.lazy_pattern import lazy_pattern

# 一场活动 and 二期工程 count nothing.
_ONE = lazy_pattern("^一[^0-9十百千万亿]{1,2}$|^[一二三四五]期$")
_YEAR = lazy_pattern("(?:19|20)[0-9]{2}")
_THEN = lazy_pattern("(?:以|之)?[后前](?=[,，。]|[一-鿿])(?!期|沿|后|者)")  # 一周后出院
_AGED = lazy_pattern(
    "(?:(?:及?以[上下])的?|的(?!学生|女性|男性|妇女|患者))?(?:儿童|少年|青少年|青年|老年?人|人群|人口|人员|居民|市民|学生|孩子|女性|男性|妇女|患者)"
)
# 109公里加150米处, 100米仰泳
_PLACE_OR_EVENT = lazy_pattern(
    "范围|半径|处|[仰蛙蝶]泳|自由泳|混合泳|个人|短跑|中长跑|[跨高低]?栏|障碍|接力|[预复半总]?决赛|赛跑|气[步手]枪|速滑"
    "|跑?(?:比赛|项目|[金银铜奖]牌|新?科?冠军|亚军|季军|世界纪录|飞人)|跑[预复半总]?决赛"
)
_EVENT = lazy_pattern("(?:[男女]子|[乘×xX*])$")  # 男子百米, 4×100米
# 二十一时, 0—24时
_OF_CLOCK = lazy_pattern("(?:时|点钟)(?![间代期段速刻尚装])")
_PLACES = frozenset("省市县区州盟旗镇乡村")  # 青县、白石县等9县 counts what is listed
# 持股5%以上股东 and 3年内 say who or when, 病例1 and (16) which.
_WHOSE = lazy_pattern("(?:的|之)?(?:股东|持股人)")
_WITHIN = lazy_pattern(
    "(?:以|之)?内(?![一-鿿]{0,2}[均部])|实施方案|行动(?:计划|方案)|规划|发展计划|时间(?:里|内|就)"
)
_COMING = lazy_pattern("(?:未来|今后|过去|短短|接下来|此前|前|后|时隔|距今|相隔)$")
_NAMED_BY = lazy_pattern("(?:病例|感染者|患者|附件|表|图|案例|实验|组|楼|门)$")
_INDEX = lazy_pattern("(?:[综成]?指|ETF)")
_CODED = lazy_pattern(
    "(?:邮编|QQ群?|微信群?号?|邮政编码|邮码|单号|学号|工号|证号|编号)(?:为|是|[:：])? ?$"
)
_NEAR = 8  # characters that tell whether an amount counts
_ZEROS = frozenset("OＯ〇○")  # 二O一九年


def prices_one(line: Line, amount: Amount) -> bool:
    """Whether an amount is the one of something that a price behind it is of: 一斤1.8元."""
    return ONE_OF.match(amount.quantity.text) is not None and any(
        a.start == amount.end and a.quantity.dimension.startswith("money") for a in line.amounts
    )


def counts_nothing(line: Line, amount: Amount) -> bool:
    """Whether an amount only says which: 一场活动, 60岁以上老人, 2024级新生, 双向四车道."""
    dimension, text = amount.quantity.dimension, amount.quantity.text
    behind = line.chars[amount.end : amount.end + _NEAR]
    before = line.chars[max(amount.start - _NEAR, 0) : amount.start]
    placed = dimension == "length" and (_PLACE_OR_EVENT.match(behind) or _EVENT.search(before))
    if before.endswith("每") or prices_one(line, amount) or placed:
        return True
    if dimension == "weight" and behind.startswith("级"):
        return True
    if dimension == "percent" and _WHOSE.match(behind):
        return amount.quantity.bounds != "[]"
    if dimension in {"duration", "working-time", "trading-time"} and (
        _THEN.match(behind) or _WITHIN.match(behind) or _COMING.search(before)
    ):
        return True
    if behind.startswith(("交易日", "工作日", "季度", "财年", "度报告")) or before[-1:] in _ZEROS:
        return True
    if dimension == "count":
        listed = before.endswith("等") and text[-1] in _PLACES
        return listed or _ONE.match(text) is not None or before.endswith("相当于")
    if dimension == "number":
        told = _NAMED_BY.search(before) or _CODED.search(before)
        if told or _OF_CLOCK.match(behind) or _INDEX.match(behind):
            return True
        if before.endswith(("(", "（")) and behind.startswith((")", "）")):
            return True
        return _YEAR.fullmatch(text) is not None and behind[:1].isalpha()
    return dimension == "age" and _AGED.match(behind) is not None
