"""Words that say how a statement is meant: filler, and what makes it another statement.

Lists of words and nothing else; what follows from them is said where they are used.
"""

import re

# Says nothing about what an amount is of.
FILLER = re.compile(
    # A reporter of any newspaper: 本报记者获悉, 江城晚报记者了解到.
    "(?:本报|[一-鿿]{1,2}[日晚早晨午快时商]报)记者(?:了解到|获悉)|"
    + "|".join(
        sorted(
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
                "已有 还有 就有 另有 共设 共有着 据 据称 称有 计 时 一 年 月 日 元"
            ).split(),
            key=lambda word: (-len(word), word),
        )
    )
)

FILLERS = re.compile(f"(?:{FILLER.pattern})*")

# What an amount is of is not told by these alone: they name a kind of amount.
GENERAL = frozenset(
    (
        "数 数量 人数 户数 套数 总数 总量 数目 个数 总人数 人员 金额 总额 额 资金 面积 时间 "
        "日期 年份 比例 占比 规模 数值 名 人 总 量 率"
    ).split()
)

# A statement that is denied, doubted, asked or supposed is not made.
NOT_STATED = re.compile(
    "不是|并非|并不|并没|没有|未有|从未|是不是|有没有|多少|或许|或者|可能|恐怕|疑似|而非|不再"
    "|未能|无法|尚未"
)
# … wherever in the sentence this is said.
DOUBTED = re.compile(
    "不存在|不实|不属实|谣言|谣传|辟谣|否认|传言|网传|误传|有误|错误|虚假|不准确|不正确|是否"
    "|吗|如果|假如|假设|倘若|要是|若是|据传"
)

# Plans and forecasts.
PLANNED = re.compile(
    "计划|预计|力争|争取|规划|拟建|拟投|拟于|拟在|将于|将在|将建|将投|将达|将有|将会|即将|有望"
    "|目标|预期|预测|预估|打算|准备|未来|明年|后年|下一步|下半年将|设计|可达|可容纳|可实现|能达"
    "|届时"
)

# Of what part of the whole.
PARTS = re.compile(
    "其中|部分|[一二三四五六七八九]期(?!工程期)|首期|(?<![妇儿子少])女|男(?!女)|新增|增加|减少|净增"
    "|新建|新招|新进|同比|环比|增长|增幅|增速|增至|下降|降幅|剩余|剩下|其余|另有|另外有|还有|城镇"
    "|农村|城乡|境外|海外|国外|外地|本地|当地|外来|退休|在职|兼职|临时|固定|流动"
    "|半数|一半|占比|占全|每逢|当天|单日|高峰|亏损|负债|税前|税后|贫困|脱贫|残疾|未成年|少数"
    "|骨干|前身|旗下|子公司|分公司|合并前|改造前|原有|原来|第二批|首批|二批"
    "|次年|首年|以内|以外|其[他它](?!人)"
)

# Words of these for the same.
_SAME_PART = {"增幅": "增长", "增速": "增长", "降幅": "下降"}


def parts(text: str) -> frozenset[str]:
    """Of what part, or how much more or less."""
    return frozenset(_SAME_PART.get(word, word) for word in PARTS.findall(text))


# At the end of a scale, or over how many it is shared out; each with what it stands for.
_EXTREME = {
    "最高": "max", "最多": "max", "最大": "max", "最长": "max", "峰值": "max", "上限": "max",
    "最低": "min", "最少": "min", "最小": "min", "最短": "min", "低至": "min", "起步": "min",
    "平均": "mean", "均": "mean",
}  # fmt: skip
STATISTIC = re.compile("|".join(sorted(_EXTREME, key=len, reverse=True)))
_PER = "人户日天月年季周亩家村"
_NUMERAL = "0-9〇零一二三四五六七八九十两几半"
PER = re.compile(
    f"([{_PER}])均|每一?个?([{_PER}])|单([{_PER}])"
    f"|(?<![{_NUMERAL}上下去前今明当全本每])([日月年季周])(?=[产销供耗收营接处吞客发运节访掘])"
)


def statistics(text: str) -> frozenset[str]:
    """Which end of the scale, or the mean."""
    return frozenset(_EXTREME[word] for word in STATISTIC.findall(text))


def shares(text: str) -> frozenset[str]:
    """Over what the amount is shared out: 人 in 人均, 日 in 每天."""
    found = ("".join(groups) for groups in PER.findall(text))
    return frozenset("日" if unit == "天" else unit for unit in found)


# When, seen from the day of writing.
WHEN = re.compile(
    "去年|前年|今年|明年|后年|上半年|下半年|[上下]个?月|[本当]月|[一二三四1234]季度"
    "|第[一二三四]季度|前[一二三两四五六七八九十]个?[季月]|昨[天日]|今[天日]|明[天日]"
    "|近[两三几]?年|往年|历年|同期|当年|早年|年初|年末|年底|春节|国庆|五一|期间"
    "|“?十[一二三四五]五”?|三年前|[一二三四五六七八九十]年前|过去|此前|之前|以前|曾|原先|起初"
    "|最初|当时|开业时|成立时|建成时|建成前|上市时|上年|上一年"
)

# An amount behind one of these is what was before, not what is.
BEFORE = re.compile(
    "(?:从|由|自|(?<![占同环之配])比|较|较之|相比|起于|始于|减少|增加|增长|下降|高出|低于|高于|多出|提高|提升|上升|降低)了?$"
)

# An amount by which one thing is more or less than another.
COMPARED = re.compile(
    "(?:(?<![占同环之配])比|较)[^，,；;。]{1,30}[多少高低大小长短增减快慢]了?(?:出|了|约|近|超)?$|的[0-9一二三四五六七八九十]+倍$"
)

# Who is meant, where the name itself does not stand.
PRONOUN = re.compile(
    "该(?:公司|企业|集团|厂|县|区|市|镇|乡|村|州|省|校|院|所|中心|基地|项目|小区|社区|街道|馆|园|局|组|班|活动|单位|机构|组织|工程|线|站|行)?"
    "|其(?!中|他|它|余|实)|它|他|她|公司|全[县区市镇乡村州省校院厂]|此人|此次(?:培训|活动|捐赠)"
    "|本次(?:培训|活动|捐赠)|基地|项目|小区|学校|医院|两?者"
)
