"""Word lists of qualifiers: filler, negation, plans, parts, statistics, times.

`language.frame` reads them into frames.
"""

from collections.abc import Iterator
from functools import lru_cache

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.word_finder import WordTable, themselves

_READ = 1024  # texts whose qualifiers are kept; those of stored sentences are read again and again
_FILLER = frozenset(
    (
        "的 了 着 过 是 有 在 到 被 把 都 也 就 还 又 才 已 曾 共 约 其 该 此 与 和 跟 "
        "由 从 给 对 于 为 这 那 它 他 她 们 而 并 且 及 以 则 等 之 个 所 现 达 至 近 "
        "超 逾 总 设 称 说 内 里 中 上 后 已经 曾经 共有 一共 总共 总计 合计 共计 现有 "
        "现在 目前 如今 当前 当下 眼下 截至目前 截止目前 迄今 至今 拥有 设有 建有 配有 "
        "配备 具有 具备 达到 达成 高达 多达 长达 已达 约为 大约 大概 左右 上下 超过 "
        "超出 突破 接近 将近 不足 不到 不少于 不低于 以上 以下 多个 数量 数量为 规模 "
        "规模达 合共 据了解 据悉 据介绍 据统计 据报道 记者了解到 "
        "记者获悉 获悉 介绍 表示 透露 指出 显示 数据显示 资料显示 公开资料显示 报道称 "
        "报道 消息 消息称 值得一提的是 此外 另外 同时 其实 实际 实际上 事实上 全部 "
        "整个 整体 总体 本 本次 此次 这次 该次 这家 该公司 该企业 该县 该区 该市 该镇 "
        "该村 该校 该院 该项目 公司 企业 当地 这里 那里 一家 一个 一名 一位 一座 一所 "
        "属于 作为 成为 位于 正式 成功 顺利 先后 陆续 分别 累计 一举 实现 完成 取得 "
        "得到 获得 可谓 足足 整整 仅 只 仅有 只有 仅仅 才有 竟 竟然 居然 多 余 人 家 "
        "造成 导致 已有 还有 就有 另有 共设 共有着 据 据称 称有 计 时 一 年 月 日 元"
    ).split()
)
# A reporter of any newspaper: 本报记者获悉, 江城晚报记者了解到.
_REPORTER = lazy_pattern("(?:本报|[一-鿿]{1,2}[日晚早晨午快时商]报)记者(?:了解到|获悉)")


def _sizes(words: frozenset[str]) -> dict[str, list[int]]:
    """The lengths of the words by their first character, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[0], set()).add(len(word))
    return {first: sorted(found, reverse=True) for first, found in sizes.items()}


_FILLER_SIZES = _sizes(_FILLER)


def filler_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of filler words, which do not say what an amount measures, longest first."""
    at, stop, reported = 0, len(text), _reported(text)
    while at < stop:
        size = _filler_size(text, at, stop) if reported or text[at] in _FILLER_SIZES else 0
        if size:
            yield at, at + size
        at += size or 1


def filler_end(text: str, start: int = 0, stop: int | None = None) -> int:
    """The end of the run of filler that begins at `start`."""
    stop = len(text) if stop is None else stop
    reported = _reported(text)
    while start < stop and (reported or text[start] in _FILLER_SIZES):
        size = _filler_size(text, start, stop)
        if not size:
            break
        start += size
    return start


def _reported(text: str) -> bool:
    return "记者" in text and ("记者了解到" in text or "记者获悉" in text)


def _filler_size(text: str, at: int, stop: int) -> int:
    """The length of the filler word at a position; 0 if there is none.

    A table, because a pattern of these words takes long to compile.
    """
    reporter = _REPORTER.match(text, at, stop) if _reported(text) else None
    if reporter:
        return reporter.end() - at
    for size in _FILLER_SIZES.get(text[at], ()):
        if at + size <= stop and text[at : at + size] in _FILLER:
            return size
    return 0


# General words for a kind of amount, which do not say what it measures.
GENERAL = frozenset(
    (
        "数 数量 人数 户数 套数 总数 总量 数目 个数 总人数 人员 金额 总额 额 资金 面积 时间 "
        "日期 年份 比例 占比 规模 数值 名 人 总 量 率"
    ).split()
)

# Denied, doubted, asked or hypothetical statements.
NOT_STATED = lazy_pattern(
    "不是|并非|并不|并没|没有|未有|从未|是不是|有没有|多少|或许|或者|可能|恐怕|疑似|而非|不再"
    "|未能|无法|尚未"
)
# … in any place of the sentence.
DOUBTED = lazy_pattern(
    "不存在|不实|不属实|谣言|谣传|辟谣|否认|传言|网传|误传|有误|错误|虚假|不准确|不正确|是否"
    "|吗|如果|假如|假设|倘若|要是|若是|据传"
)

# Plans and forecasts.
_EXPECTED = (
    "计划(?!生育)|预计|力争|争取|规划(?![局院展馆师])|拟建|拟投|拟于|拟在|拟回|拟增|拟减|拟收|将于|将在|将从|将自"
    "|将建|将投|将达|将有|将会|将[带新增实招培再继陆全进]|[还也后年月]将(?!其)|即将|有望|目标(?!价)|预期|预测|预估|打算"
    "|准备(?!金)|未来|明年|后年|下一步|下半年将|届时"
)
EXPECTED = lazy_pattern(_EXPECTED)
# … and capacities.
PLANNED = lazy_pattern(_EXPECTED + "|设计|可达|可容纳|可实现|能达")

# In front of an amount: it is intended or expected.
INTENDED = lazy_pattern(
    "计划|预计|力争|争取|拟[建投于在]?|将[于在建投达有会]|即将|有望|目标|预期|预测|预估|打算|准备"
)

# A phase of a project: 二期 in 二期厂房.
PHASE = lazy_pattern("[一二三四五六七八九1-9]期")

YEARLY, CHANGE = "同比", "增长"
# Parts of a whole and changes, each with its id.
_PARTS = (
    "其中 部分 首期 女 男 新增 净增 平日 周末 工作日 节假日 淡季 旺季 "
    "新建 新招 新进 同比 环比 增长 增至 下降 剩余 剩下 "
    "其余 另有 另外有 还有 城镇 农村 城乡 境外 海外 国外 外地 本地 当地 外来 退休 在职 兼职 临时 "
    "固定 流动 半数 一半 占比 占全 每逢 当天 单日 高峰 亏损 负债 税前 税后 贫困 脱贫 残疾 未成年 "
    "少数 骨干 外聘 返聘 外籍 初中部 高中部 小学部 前身 旗下 子公司 分公司 合并前 改造前 原有 "
    "原来 第二批 首批 二批 次年 首年 以内 以外 其他 其它"
).split()
_NO_PARTS = "妇女 儿女 子女 少女 男女 其他人 其它人".split()
# Growth and decline are one measure with two signs, which `change_direction` reads.
_SAME_PART = dict.fromkeys(
    "下降 增加 增至 减少 增幅 增速 降幅 涨幅 跌幅 上升 上涨 下跌 回落 提高".split(), CHANGE
) | dict.fromkeys("比上年 比去年 比一年前 较上年 较去年".split(), YEARLY)
_NUMBERED = "一二三四五六七八九"
PARTS = WordTable(
    themselves(
        [*_PARTS, *(f"{n}期" for n in _NUMBERED)],
        [*_NO_PARTS, *(f"{n}期工程期" for n in _NUMBERED)],
    )
    | _SAME_PART
)


@lru_cache(maxsize=_READ)
def parts(text: str) -> frozenset[str]:
    """The parts and changes named in a text."""
    return PARTS.meanings(text)


# Whole territories, and those that are all of a country or of the world.
TERRITORY = lazy_pattern("全[国省市县区镇村球州]|世界|我国")
WHOLE_WORLD = frozenset({"全国", "全球", "世界", "我国"})


# Extremes and means, each with its id.
_STATISTICS = WordTable({
    "最高": "max", "最多": "max", "最大": "max", "最长": "max", "峰值": "max", "上限": "max",
    "最低": "min", "最少": "min", "最小": "min", "最短": "min", "低至": "min", "起步": "min",
    "平均": "mean", "均": "mean",
})  # fmt: skip
_PER = "人户日天月年季周亩家村县镇校店株头床"
_EACH = ("{}均", "每{}", "每一{}", "每个{}", "每一个{}", "单{}")
_RATES = {unit + verb for unit in "日月年季周亩" for verb in "产销供耗收营接处吞客发运节访掘薪"}
_NOT_RATE = frozenset("0123456789〇零一二三四五六七八九十两几半上下去前今明当全本每")
_SHARES = WordTable(
    {word: word[0] for word in _RATES}
    | {each.format(unit): unit.replace("天", "日") for unit in _PER for each in _EACH}
)


@lru_cache(maxsize=_READ)
def statistics(text: str) -> frozenset[str]:
    """The extremes and means named in a text."""
    return _STATISTICS.meanings(text)


@lru_cache(maxsize=_READ)
def shares(text: str) -> frozenset[str]:
    """The units that an amount is per: 人 in 人均, 日 in 每天, 年 in 年产."""
    return frozenset(
        unit
        for start, end, unit in _SHARES.find(text)
        if text[start:end] not in _RATES or text[start - 1 : start] not in _NOT_RATE
    )


# Times relative to the day of writing.
_TIMES = (
    "去年 前年 今年 明年 后年 上半年 下半年 上个月 下个月 上月 下月 本月 当月 上周 下周 本周 这周 "
    "当周 前周 上个星期 下个星期 本个星期 这个星期 上星期 下星期 本星期 这星期 前天 前日 当天 当日 "
    "同天 同日 单日 昨晚 今晨 近日 昨天 昨日 今天 今日 明天 明日 近年 近两年 近三年 近几年 往年 "
    "历年 同期 当年 早年 年初 年末 年底 春节 国庆 五一 期间 过去 此前 之前 以前 曾 原先 起初 最初 "
    "当时 开业时 成立时 建成时 上市时 建成前 上年 上一年"
).split()
# What happened before or since: 持股比例 is another one 减持前 and 减持后.
_EVENTS = (
    "增持 减持 质押 补充质押 解质押 解除质押 转让 受让 权益变动 发行 转增 收购 重组 合并 回购 扩建 "
    "改造 改建 搬迁 整改 调整"
).split()
_SINCE = [
    event + when for event in _EVENTS for when in ("前", "后", "之前", "之后", "完成前", "完成后")
]
_NO_TIMES = "开业时间 成立时间 建成时间 上市时间".split()
WHEN = WordTable(
    themselves(
        [
            *_TIMES,
            *_SINCE,
            *(f"{before}{n}季度" for n in "一二三四1234" for before in ("", "第")),
            *(f"前{n}{unit}" for n in "一二三两四五六七八九十" for unit in ("季", "月", "个月")),
            *(f"十{n}五" for n in "一二三四五"),
            *(f"{n}年前" for n in _NUMBERED + "十"),
        ],
        _NO_TIMES,
    )
)

# Short times: a statement without a time does not mean these.
SHORT_TIME = WordTable(
    themselves(
        "去年 前年 上年 上一年 昨天 昨日 今天 今日 明天 明日 前天 前日 当天 当日 同天 同日 次天 "
        "次日 单日 昨晚 今晨 近日 上周 下周 本周 这周 当周 前周 上个星期 下个星期 本个星期 "
        "这个星期 上星期 下星期 本星期 这星期 上个月 下个月 上月 下月 本月 当月".split()
    )
)

# The present, behind another time.
NOW = lazy_pattern("目前|如今|现有|现已")

# Total so far, present state, or addition; these exclude each other.
_STATES = WordTable({
    "累计": "total", "总计": "total", "历年": "total", "至今": "total",
    "现有": "current", "共有": "current", "现存": "current", "存量": "current", "尚有": "current",
    "在治": "current", "在院": "current", "新增": "added", "净增": "added", "新确诊": "added",
})  # fmt: skip


def states(text: str) -> frozenset[str]:
    """Which of total, present state and addition a text names."""
    return _STATES.meanings(text)


# Groups that are counted separately, and opposite actions, each with its ids.
_GROUPS = WordTable(dict.fromkeys(_SINCE, "") | {
    "死亡": "dead", "遇难": "dead", "身亡": "dead", "丧生": "dead", "罹难": "dead",
    "失踪": "missing", "失联": "missing", "下落不明": "missing",
    "受伤": "injured", "轻伤": "injured", "重伤": "injured", "伤亡": "dead injured",
    "死伤": "dead injured", "被埋": "trapped", "被困": "trapped",
    "获救": "rescued", "生还": "rescued", "治愈": "cured", "出院": "cured", "确诊": "confirmed",
    "疑似": "suspected", "无症状": "symptomless", "输入": "imported", "本土": "local",
    "增持": "bought", "减持": "sold", "买入": "bought", "卖出": "sold",
    "进口": "import", "出口": "export", "进出口": "trade", "收入": "income", "支出": "expense",
    "流入": "inflow", "流出": "outflow", "盈利": "profit", "亏损": "loss",
    "解除质押": "released", "已质押": "pledged", "累计质押": "pledged",
    "选派": "sent", "派出": "sent", "接收": "received", "迁入": "moved in", "迁出": "moved out",
    "城镇": "urban", "农村": "rural", "境内": "home", "境外": "abroad", "户籍": "registered",
    "常住": "resident", "总资产": "assets", "净资产": "equity", "毛利": "gross", "净利": "net",
    "扣非": "recurring", "扣除非": "recurring",
})  # fmt: skip


def groups(text: str) -> frozenset[str]:
    """The groups and actions named in a text: 死亡失踪 are two."""
    return frozenset(" ".join(_GROUPS.meanings(text)).split())


# The whole of a share: 总股本 in 占总股本的35%.
_BASE = lazy_pattern(
    "占(?!地|用|领|据|有)(?:了|到)?([^，,；;。0-9%]{1,14}?)(?:的?比[例重]?|的|达|为|约|超|近|$|\\s)"
)
_BASE_WORDS = lazy_pattern("公司|全[部体]|其|所|的|总|数量?")
_BASE_ALIKE = (("股本", "股份"),)


def share_base(text: str) -> str:
    """The whole of a share without general words; empty if none is named."""
    found = _BASE.search(text)
    if found is None:
        return ""
    base = _BASE_WORDS.sub("", found[1])
    own = "其所" in found[1] or "所持" in found[1]
    for one, other in _BASE_ALIKE:
        base = base.replace(one, other)
    return base + ("（所持）" if own else "")


# In front of a former amount.
BEFORE = lazy_pattern(
    "(?:从|由|自|(?<![占同环之配])比|较|较之|相比|起于|始于|减少|增加|增长|下降|高出|低于|高于|多出|提高|提升|上升|降低)了?$"
)

# A former amount.
FORMER = lazy_pattern("[原由从自曾]|前|过去|历史")

# In front of a difference between two things; 比上年多, the change in a year, is none.
COMPARED = lazy_pattern(
    "(?:(?<![占同环之配])比|较)(?!(?:上年|去年|前年|一年前|上一年|20[0-9]{2}年)(?:同期|同月|同季)?[多少高低增减])[^，,；;。]{1,30}[多少高低大小长短增减快慢]了?(?:出|了|约|近|超)?$|的[0-9一二三四五六七八九十]+倍$"
)

# Pronouns and other references to a subject without its name.
PRONOUN = lazy_pattern(
    "该(?:公司|企业|集团|厂|县|区|市|镇|乡|村|州|省|校|院|所|中心|基地|项目|小区|社区|街道|馆|园|局|组|班|活动|单位|机构|组织|工程|线|站|行)?"
    "|其(?!中|他|它|余|实)|它|他|她|公司|全[县区市镇乡村州省校院厂]|此人|此次(?:培训|活动|捐赠)"
    "|本次(?:培训|活动|捐赠)|基地|项目|小区|学校|医院|两?者"
)

# Behind a name: what is said is about another person.
RELATIVE = lazy_pattern(
    "的?(?:父|母|爸|妈|爷|奶|外[公婆]|祖|妻|丈夫|爱人|儿子|女儿|哥|弟|姐|妹|孙|老伴|师傅|徒弟|同[事学])"
)
