"""Derives short forms of a name from its structure.

贵州晨光服饰有限公司 has the short forms 晨光服饰 and 晨光, 富山瑶族自治县 has 富山, 月光（诗集）
has 月光. The rules know no particular names, only the endings of organisations and places, and
words for their location and their trade.
"""

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import Folded, compact, fold

LEGAL_ENDINGS = (
    "股份有限公司 有限责任公司 集团有限公司 有限公司 控股集团 集团公司 总公司 集团 公司 "
    "农民专业合作社 专业合作社 合作社 事务所 研究院有限公司"
).split()

TRADES = (
    "科技 技术 智能 信息 网络 电子 电商 电器 电气 商务 贸易 商贸 实业 工业 产业 投资 控股 发展 "
    "服饰 服装 制衣 内衣 鞋业 纸业 箱包 皮具 家居 家具 家电 食品 饮料 酒业 茶业 粮油 农业 农牧 "
    "牧业 畜牧 渔业 林业 果业 种业 禽类 加工 制造 机械 设备 装备 汽车 能源 电力 新能源 环保 "
    "环境 材料 建材 建设 建筑 工程 置业 地产 房地产 物业 物流 运输 供应链 医药 药业 制药 生物 "
    "医疗 器械 健康 文化 传媒 广告 旅游 教育 培训 咨询 管理 服务 经营 开发 时尚 国际 综合 "
    "进出口 化工 矿业 钢铁 金属 五金 塑料 橡胶 玩具 纺织 印刷 包装 软件 数码 通信 半导体 光电 "
    "精密 仪器 仪表 餐饮 酒店 百货 超市"
).split()

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
    "湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 "
    "中国"
).split()

_PEOPLES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 "
    "哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 "
    "土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 "
    "乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 "
    "门巴族 珞巴族 基诺族 各族 回 壮 维吾尔 藏 蒙古"
).split()

_AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗", "民族乡")
PLACE_ENDINGS = tuple("特别行政区 街道 社区 新区 省 市 县 区 镇 乡 村 州".split())

_BRACKETS = frozenset("([〔【_")

_MIN_SHORT = 2
_MAX_NAME = 40  # a longer text is a sentence, not a name
_MAX_PEOPLES = 5  # the name of an autonomous area has at most this many peoples


def short_names(name: str) -> tuple[Folded, ...]:
    """Return the short forms of `name`, compact, for each rule the longest first."""
    found: dict[Folded, None] = {}
    folded = fold(name)
    bare = _bare(folded)
    whole = compact(bare)
    if bare != folded:
        found[whole] = None
    if len(whole) > _MAX_NAME:
        return tuple(found)
    for short in (*_organisation(whole), *_place(whole)):
        if len(short) >= _MIN_SHORT and short != compact(name):
            found[Folded(short)] = None
    return tuple(found)


def disambiguator(name: str) -> str:
    """Return the compact text in the brackets of a name, which distinguishes it from namesakes."""
    folded = fold(name)
    return compact(folded[len(_bare(folded)) :])


def _bare(folded: str) -> str:
    """Return the name without its brackets, or all of it if nothing else is left."""
    at = next((i for i, char in enumerate(folded) if char in _BRACKETS), len(folded))
    bare = folded[:at]
    return bare if compact(bare) else folded


def _organisation(name: str) -> list[str]:
    ending = next((e for e in LEGAL_ENDINGS if name.endswith(e)), None)
    if ending is None:
        return []
    core = name.removesuffix(ending)
    placed = _strip_place(core)
    forms = [core, placed]
    brand = placed
    while trade := next((t for t in TRADES if brand.endswith(t)), None):
        if len(brand) - len(trade) < _MIN_SHORT:
            break
        brand = brand.removesuffix(trade)
        forms.append(brand)
    # A place or a trade alone is no name.
    return [f for f in dict.fromkeys(forms) if f not in _PROVINCES and f not in TRADES]


def _strip_place(core: str) -> str:
    for province in _PROVINCES:
        if core.startswith(province) and len(core) - len(province) >= _MIN_SHORT:
            core = core.removeprefix(province).removeprefix("省")
            break
    lead = _LEADING_PLACE.match(core)
    while lead and len(core) - lead.end() >= _MIN_SHORT:
        core = core[lead.end() :]
        lead = _LEADING_PLACE.match(core)
    return core


# A place at the start of an organisation's name: 三都县…, 广州市黄埔区….
_LEADING_PLACE = lazy_pattern("[一-鿿]{2,8}?(?:自治[区州县]|省|市|县|州|(?<![社小])区|镇)")


def _place(name: str) -> list[str]:
    for ending in _AUTONOMOUS:
        if name.endswith(ending):
            core = name.removesuffix(ending)
            for _ in range(_MAX_PEOPLES):
                people = next((p for p in _PEOPLES if core.endswith(p)), None)
                if people is None or len(core) - len(people) < _MIN_SHORT:
                    break
                core = core.removesuffix(people)
            return [core, core + ending[-1]]
    for ending in PLACE_ENDINGS:
        if name.endswith(ending):
            core = name.removesuffix(ending)
            forms = [core] if len(core) <= _MAX_PLACE_CORE else []
            inner = _LEADING_PLACE.match(name)
            if inner and inner.end() < len(name):
                rest = name[inner.end() :]
                forms += [rest, rest.removesuffix(ending)]
            return forms
    return []


_MAX_PLACE_CORE = 4  # characters: 呼和浩特; a longer name is not that of a place alone
