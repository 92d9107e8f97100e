"""Companies by their brand and trade alone: 恒岳新材, 云岫茶业."""

from collections.abc import Iterator

from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

# What short names of companies end in; 建设 and 旅游 follow the names of places as well.
_TRADES = (
    "乐器 书局 书店 买菜 乳业 云服 优选 传媒 信托 健身 储能 光电 农牧 冷链 出行 "
    "到家 制药 动力 动漫 化工 医疗 医药 单车 口腔 咖啡 地产 外卖 实业 宠物 家居 "
    "家政 建工 影业 影视 快运 快送 快递 打车 控股 数码 数科 文创 文旅 新材 新能 "
    "智能 智行 智驾 服饰 机械 机电 材料 民宿 水务 油脂 港务 游戏 烘焙 热力 牧业 "
    "物流 环保 珠宝 生物 用车 电器 电子 电气 盐业 直聘 矿业 种业 科技 租车 精密 "
    "糖业 纸业 纺织 置业 美妆 肉业 股份 航天 航空 芯片 茶业 茶饮 药业 蛋业 证券 "
    "资本 路桥 轨交 软件 速运 速递 酒业 重工 钢业 铜业 铝业 锂电 锂能 集团 面业 "
    "鞋服 食品 餐饮 半导体 新能源 机器人 "
).split()
_BRAND = lazy_pattern(
    f"(?P<core>[一-鿿]{{2,3}})(?:{'|'.join(sorted(_TRADES, key=len, reverse=True))})"
    "(?!公司|有限|股份|集团|企业|行业|产[业品]|市场|项目|[一-鿿]{0,4}公司|[园区局厂]"
    "|[一-鿿]{0,2}(?:委员会|[中总]心|学院|研究院|事业部|基金会|协会|俱乐部|[产工科]业?园|大厦|基地))"
)
# Times and the like that a clause may begin with.
_LED = lazy_pattern(
    "(?:今年|去年|目前|近日|日前|截至目前|上半年|下半年|[一二三四前上]*季度|全年|年内|[本上]月|据悉|其中)*"
)
# Behind these a common word may be the brand as well, but for who goes there: 海棠出行, 居民出行.
_BRANDED = tuple("乳业 药业 实业 股份 控股 出行 外卖 快送 智行 优选 茶饮 新材 咖啡 生物".split())
_PUBLIC = frozenset("居民 市民 群众 游客 旅客 公众 学生 公共 绿色 行业 国有 民营 员工 职工".split())
_GRAMMAR = lazy_pattern(
    "[省市县区镇乡村州网报讯的了和与及在是为对向由从将被把有个家项条本该各全我其这那等某]"
)
_JOINT = lazy_pattern("[、和与及]")
_MEASURING = range(2, 7)  # characters of a word of the vocabulary
_VERBAL = frozenset("vwdptaf")


def brands(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where a company goes by brand and trade at the head of a clause or in a list."""
    for start, end in _heads(line):
        at = max((a.end for a in line.amounts if a.start == start), default=start)
        led = _LED.match(line.chars, at, end)
        at = led.end() if led else at
        found = _BRAND.match(line.chars, at, end)
        if (
            found
            and not _GRAMMAR.search(found["core"])
            and (_is_coined(found["core"]) or _is_branded(found["core"], found[0]))
            and _goes_on(line, found.end(), end)
        ):
            yield found.span()


def _heads(line: Line) -> Iterator[tuple[int, int]]:
    """Where clauses begin and the members of lists in them, and where the clause ends."""
    for start, end in line.clauses:
        yield start, end
        for joint in _JOINT.finditer(line.chars, start, end):
            yield joint.end(), end


def _is_coined(core: str) -> bool:
    """Whether a brand is no common word: its characters form none with each other."""
    return all(w.end - w.start == 1 or w.tag in "hgo" for w in words(core))


def _is_branded(core: str, name: str) -> bool:
    """Whether a common noun is the brand of a company: 海棠出行."""
    own = words(core)
    noun = len(own) == 1 and own[0].tag == "n" and core not in _PUBLIC
    return noun and name.endswith(_BRANDED) and core not in lexicon().terms


def _goes_on(line: Line, at: int, end: int) -> bool:
    """Whether what a company does or has is told from here on."""
    if at == end or _JOINT.match(line.chars, at) or any(a.start == at for a in line.amounts):
        return True
    measured = any(lexicon().terms.get(line.chars[at : at + size]) for size in _MEASURING)
    behind = words(line.chars[at:end])[0]
    noun = behind.tag == "n" and line.chars[:at].endswith(_BRANDED)
    return measured or noun or behind.tag in _VERBAL
