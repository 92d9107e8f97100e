"""Kinds of named values of which a subject has one at a time.

Closed sets (peoples, countries, degrees, levels) and places behind certain words.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern


class Kind(NamedTuple):
    """A kind of value; its patterns are compiled on first use.

    attributes: compact names of attributes with such values; * matches any text at an end.
    values: finds the values in a text.
    lead: required words in front of a value in running text; None if there are none.
    """

    attributes: str
    values: str
    lead: str | None = None


_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 "
    "高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 "
    "普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 "
    "珞巴 基诺"
).split()
_COUNTRIES = (
    "中国 美国 英国 法国 德国 俄罗斯 日本 韩国 朝鲜 印度 越南 泰国 老挝 缅甸 柬埔寨 马来西亚 "
    "新加坡 印度尼西亚 菲律宾 巴基斯坦 孟加拉国 尼泊尔 斯里兰卡 哈萨克斯坦 蒙古国 伊朗 "
    "伊拉克 以色列 沙特阿拉伯 阿联酋 土耳其 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 加拿大 "
    "墨西哥 巴西 阿根廷 智利 秘鲁 澳大利亚 新西兰 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 "
    "奥地利 瑞典 挪威 丹麦 芬兰 波兰 捷克 匈牙利 希腊 乌克兰 爱尔兰 冰岛 塞尔维亚"
).split()


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PLACE = "[一-鿿]{2,7}?(?:自治[区州县]|街道|[省市县区镇乡村州])"


def _place(attributes: str, lead: str) -> Kind:
    return Kind(attributes, _PLACE, f"(?:{lead})$")


KINDS = (
    Kind("民族 族别", f"(?:{_any(_PEOPLES)})族"),
    Kind(
        "国籍 国别 所属国 所属国家 国家",
        f"(?:{_any(_COUNTRIES)})(?=籍|人|选手|运动员|国籍|公民|[一-鿿]?$)",
    ),
    Kind("性别", "[男女](?=性|，|,|。|$)"),
    Kind(
        "学历 学位 最高学历 最高学位 文化程度",
        "博士|硕士|本科|大专|专科|高中|初中|小学|中专",
    ),
    Kind(
        "*级别 *等级",
        "国家级|省级|市级|县级|[1-5一二三四五]A级|[一二三]级",
    ),
    Kind(
        "政治面貌",
        "中共(?:预备)?党员|共青团员|民[盟革建进]盟?会?员|群众|无党派人士",
    ),
    _place("隶属* 所属* 归属 上级 主管", "隶属于?|归属于?|属于?|归|划归|并入"),
    _place("位置 所在地 地址 地点 坐落* 位于", "位于|坐落[于在]|地处|设在|建在"),
    _place("籍贯 祖籍 原籍", "籍贯是?为?|祖籍是?为?|原籍是?为?"),
    _place("出生地 出生地点", "出生[于在]|生于|出生地[是为]?"),
    _place("总部* 总公司*", "总部[设位]?[于在]?[是为]?|总部(?:所在地|地址)[是为]?"),
    _place("注册地*", "注册[于在]|注册地(?:址|点)?[是为在]?"),
    _place(
        "首府 省会 首都 行政中心 驻地", "首府[是为在]?|省会[是为在]?|首都[是为在]?|驻地?[是为在]?"
    ),
)


@lru_cache(maxsize=4096)
def kinds_of(attribute: str) -> list[Kind]:
    """The kinds of values of an attribute with this compact name."""
    return [
        kind
        for kind in KINDS
        if any(_matches(attribute, pattern) for pattern in kind.attributes.split())
    ]


def _matches(name: str, pattern: str) -> bool:
    if pattern[0] == "*":
        return name.endswith(pattern[1:])
    return name.startswith(pattern[:-1]) if pattern[-1] == "*" else name == pattern


_compiled = cache(lazy_pattern)


def first_value(kind: Kind, value: str) -> str | None:
    """The first value of a kind in the value of a fact, whatever is in front of it."""
    found = _compiled(kind.values).search(value)
    return found and found.group()


def values_in(kind: Kind, chars: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the values of a kind in a part of a text."""
    values = _compiled(kind.values)
    lead = None if kind.lead is None else _compiled(kind.lead)
    found = [
        match.span()
        for match in values.finditer(chars, start, end)
        if lead is None or lead.search(chars, start, match.start())
    ]
    if lead is not None and not found:
        for at in range(start, end):
            behind = values.match(chars, at, end) if lead.search(chars, start, at) else None
            if behind is not None:
                return [behind.span()]
    return found
