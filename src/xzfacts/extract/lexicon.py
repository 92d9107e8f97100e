"""Words that cut a Chinese clause into pieces, and the vocabulary's words that hold together.

There is no dictionary of the language here and none is needed: names and nouns are what is
left between verbs, function words and adverbs. A word that contains such a piece without
being one (设备 contains 设) is listed so that it holds together.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.text.fold import compact
from xzfacts.vocabulary import load_vocabulary

# Verbs that say something about an amount: 捐赠雨伞 are not just 雨伞. They may stand in names.
_TELLING_IN_NAMES = (
    "搬迁 捐赠 捐助 吸纳 带动 帮扶 帮助 资助 救助 培训 种植 养殖 销售 出口 进口 招聘 招募 服务 "
    "补贴 补助 奖励 慰问 节约 改造 处理 转移 惠及 覆盖 安置 采购 收购 签约 接待 出版 接种 "
    "诊疗 救治 检测 发放 推广 繁育 孵化 培育 培养 输送 保护 收藏 演出 展出 志愿"
)
_TELLING = (
    "捐 捐款 捐出 捐献 获赠 接收 收到 投入 新增 增加 减少 缩短 疏散 入住 抓获 查获 扣押 冻结 "
    "追回 挽回 破获 捣毁 查处 派发 下拨 拨付 拨款 出动 抽调 选派 派出 派驻 招收 录取 录用 解决 "
    "受理 办理 办结 处置 清理 拆除 修缮 出土 售出 卖出 成交 减免 退还 发出 印发 迎来 获得 荣获 "
    "赢得 斩获 打破 夺得 远销 销往 涉及 辗转 容纳 恢复 救出 搜救 倒塌 损毁 淹没 受灾 受伤 遇难 "
    "死亡 失踪 被骗 停运 停电 取消 延误 回收 消化 外送 年产 日产 月产 年销 免除 贷款 融资 "
    "接诊 完成 承担 参观 报名 参赛 参展 参会 到场 借调 清退 补缴 罚款 罚没 赔偿 支付 缴纳 筹集 "
    "募集 筹得 运送 发送 装载 加固 疏通 抢修 化解 调解 走访 排查 整改 撰写 翻译"
)
# Verbs that only say that something is there.
_PLAIN_IN_NAMES = "完善 整合 设 建 供 产 帮 说 称 达 居 拟 可 能 应 需 要 会 让 使 令 受 含 建设 投资 开发 组织 实施 管理 提升 发展 支持 扶持 合作 联合 修建 运营 经营 生产"
_PLAIN = (
    "引进 成立 创办 创立 开办 兴办 新建 改建 扩建 建成 建立 建起 建有 投建 打造 举办 举行 开展 召开 "
    "承办 主办 协办 参加 出席 参与 启动 推出 设立 设置 设有 开设 开通 设计 配备 配有 配置 购置 购买 拥有 "
    "现有 共有 还有 已有 仅有 存有 只有 具有 占有 存在 提供 创造 实现 达成 形成 包括 包含 涵盖 含有 "
    "位于 坐落于 地处 毗邻 入驻 落户 吸引 走进 来到 前往 赴 来自 携手 助力 推动 推进 "
    "促进 使用 采用 利用 动用 用于 列入 投用 投产 开工 竣工 动工 完工 通车 开业 开学 开班 启用 "
    "开馆 开幕 闭幕 落成 揭牌 挂牌 开园 营业 发布 公布 公示 介绍 表示 指出 强调 透露 告诉 认为 "
    "讲话 通报 报告 了解到 获悉 据悉 显示 发现 颁发 授予 命名 评为 获评 入选 签订 签署 签下 "
    "达到 超过 突破 增至 升至 降至 增长 上升 下降 提高 降低 上涨 下跌 提升至 涨至 跌至 减至 回升 "
    "涨幅 降幅 稳定 保持 维持 位居 排名 位列 名列 达到了 投向 聚集 集聚 汇聚 围绕 "
    "隶属于 隶属 属于 毕业于 任职于 就职于 担任 出任 现任 现存 现场 结对 计划 规划 预计 "
    "充分 依托 继续 持续 加快 加强 积极 广泛 全面 成功 进行 能够 可以 应 需 要 会 让 使 令 升级 "
    "迎接 送往 送到 送来 收获 参加了 率队 带队 带领 率领 组成 组建 造成 导致"
)
# Adverbs, times, and words of grammar.
_GRAMMAR = (
    "的 了 着 过 在 于 和 与 及 以及 并 并且 或 或者 而且 但是 已 已经 将 正在 由 被 把 向 从 对 对于 为 为了 是 等 以 "
    "按照 根据 随着 通过 经过 经由 比去年 比上年 较上年 较去年 自从 由于 其中 此次 本次 这 这些 那 该 每 某 共计 合计 总计 累计 一共 "
    "总共 大约 约 逾 左右 目前 当前 如今 现在 近日 日前 昨日 今日 昨天 今天 当日 当天 次日 近年来 多年来 去年 今年 明年 前年 "
    "当年 同年 年初 年底 年末 上半年 下半年 全年 上年 本月 上月 当月 月底 月初 截至 截止 截至目前 迄今 至今 期间 以来 之后 "
    "以后 之前 以前 首批 首次 首个 首家 首座 第一批 第二批 分别 平均每 最高 最低 最多 最少 最大 高达 可达 多达 一度 陆续 先后 "
    "相继 同时 此外 另外 不仅 不断 进一步 更多 很多 许多 多个 一批 一系列 一个 一家 一名 一位 一座 一所 一处 一起 一场 一项 一条 "
    "一支 全县 全市 全区 全省 全州 全镇 全乡 全村 全国 全球 全校 全院 全体 我县 我市 我区 我省 我国 我校 我院 我们 他们 她们 它们 你们 "
    "本报 本报讯 相当于 有效 直接 人均 户均 主要 双方 两地 各地 当地 周边 有关 紧急 免费 每年 每月 每天 每日 "
    "国庆假期 春节假期 假期 节日期间 常年 同比 环比 称其 到 位于 还 又 再 均 也 建设期间 其余 另 各 各类 各种 本 此"
)
# Words of grammar of one character that are pieces of names as well.
_GRAMMAR_IN_NAMES = (
    "而 但 曾 正 仅 只 才 据 较 跟 给 至 自 往 因 如 之 共 超 近 余 现 后 前 时 中 内 外 上 下 更 "
    "最 有 无 不 没有 未 所 来 去 起 用 进 出 分 靠 即 其 次 记者 通讯员 大型 优质 新型 重大 相关 共同 综合性"
)
_WHOLE = (
    "通过率 不过 超过 经过 "
    "设备 设施 设计院 设计师 建筑 建材 福建 建档立卡 有机 国有 所有 有限 公有 私有 有色 特有 稀有 固有 供电 "
    "供水 供热 供气 供暖 供应 供销 供应链 产值 产业 产品 产量 产能 生产线 农产品 水产 特产 畜产品 土特产 财产 资产 不动产 "
    "房地产 地产 产学研 产权 产妇 产科 遗产 中和 和平 和谐 仁和 永和 太和 泰和 祥和 人和 平和 共和 云和 政和 "
    "呼和浩特 和田 和县 和顺 华为 行为 于都 于洪 单于 从化 从江 从业 向阳 方向 向东 对口 对外 对象 对联 对接 应对 "
    "比赛 比例 比重 比率 同步 同志 合同 共同体 公共 共享 共建 共青 中共 自治 自主 自然 自来水 自行车 自动 自贸 "
    "以上 以下 以内 以外 如皋 之一 现金 现代 体现 现货 现役 前海 前锋 前线 前列 后勤 后续 后备 以后 时间 时尚 时代 "
    "小时 时速 临时 时装 中心 中国 中央 中学 中小学 中医 中医院 中型 中等 中级 中部 中药 中药材 中铁 中建 中小 中小企业 "
    "中共 中山 中华 集中 其中 空中 高中 初中 中考 中欧 中标 内蒙古 内衣 国内 内科 室内 境内 内河 内燃 外科 外贸 外商 "
    "外资 外卖 国外 海外 境外 户外 野外 外语 外籍 外省 上海 上市 线上 海上 水上 网上 上游 规上 规模以上 上饶 上虞 上学 上门 上网 "
    "下岗 线下 地下 下游 下沉 辖下 下乡 下辖 门下 高等 高级 高校 高速 高铁 最低生活保障 等级 等候 平等 不锈钢 余杭 余姚 "
    "近视 附近 邻近 条约 节约 预约 公约 签约 超市 超声 超高 超级 计划生育 规划局 规划馆 城市规划 会议 会员 会展 大会 博览会 协会 "
    "委员会 商会 总会 联合会 红十字会 展会 社会 发布会 运动会 晚会 音乐会 基金会 工会 学会 理事会 研讨会 推介会 招聘会 座谈会 交流会 "
    "机会 会计 要素 重要 需求 要求 必要 应急 应用 应届 供应 适应 反应 能力 能源 功能 智能 节能 性能 新能源 可再生能源 产能 动能 技能 职能 "
    "能量 能级 使馆 大使 使用权 令 受众 受益 受理 享受 受访 致富 自用 作用 费用 信用 公用 用电 用水 用户 用地 用工 日用 利用率 用车 录用 农用 "
    "医用 民用 备用 用品 住房 进出口 进口 出口 出租 出租车 出生 输出 出行 支出 出厂 出栏 出水 突出 演出 杰出 分公司 分局 分行 分院 分校 "
    "分店 分钟 部分 分布 百分点 百分 分红 分类 积分 得分 处分 分支 成分 养分 水分 分配 充分 起步 起步价 起重机 起诉 引起 来料 未来 往来 "
    "原来 来源 来访 去世 失去 各族 各界 每股 每股收益 每餐 正式 正高 改正 把手 只读 船只 经济 经理 经营 经费 经验 经典 财经 神经 "
    "经济开发区 经纬 据点 数据 证据 根据地 比武 较大 给水 补给 到位 到期 签到 达标 发达 抵达 传达 雷达 居民 居家 居住 定居 宜居 邻居 "
    "民居 安居 居委会 故居 古民居 建设局 建设银行 应急管理 管理局 管理处 管委会 管理员 建设者 公安 会同 因素 原因 往返 交往 首都 "
    "都江堰 也门 还款 返还 再生 再就业 现状 正宁 正定 同仁 大同 同安 同济 江都 丰都 名人 上下游 前期 后期 期间 "
    "前台 目前 提前 空前 会泽 会宁 会东 会理 会昌 新会 报告厅 报告期 通报会 稳定性 提高班 提供商 不良 不良贷款 不动产 优惠 无人机 无线 无偿 "
    "无障碍 最低工资 最低生活 招聘会 分拣 分散 出入境 出版社 出版物 发现率 说明 说明书 小说 称号 名称 职称 简称 全称 下称 称重 "
    "广电和旅游 文化和旅游 体育和旅游 卫生和计划 发展和改革 人力资源和社会保障 工业和信息化 住房和城乡 规划和自然资源 "
    "受灾面积 受灾人口 受灾群众 死亡率 受伤人员 参赛队 参赛选手 参会代表 建筑面积 占地面积 占地 占比 占有率 占用 增长率 增长点 增长极 上座率"
)


class Token(NamedTuple):
    """A word in a text: a telling verb (v), a plain one (p), grammar (g), or a whole (w).

    cuts: whether no name reaches across it.
    """

    start: int
    end: int
    sort: str
    cuts: bool


class Term(NamedTuple):
    """A word of the vocabulary: the kinds of value it may have, and its concepts' first words."""

    kinds: frozenset[str]
    concepts: frozenset[int]


class Lexicon(NamedTuple):
    """Words by text, and how long the longest is that begins with two characters."""

    words: dict[str, tuple[str, bool]]
    reach: dict[str, int]
    terms: dict[str, Term]
    heads: dict[int, tuple[str, ...]]

    def tokens(self, chars: str) -> tuple[Token, ...]:
        """The words in a text, left to right, the longest at each place."""
        found = []
        at = 0
        length = len(chars)
        while at < length:
            reach = min(self.reach.get(chars[at : at + 2], 1), length - at)
            for size in range(reach, 0, -1):
                word = self.words.get(chars[at : at + size])
                if word is not None:
                    found.append(Token(at, at + size, *word))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)

    def term(self, text: str, kinds: frozenset[str]) -> str:
        """The longest word of the vocabulary with one of these kinds that ends `text`, or ""."""
        for start in range(max(len(text) - _LONGEST, 0), len(text) - 1):
            term = self.terms.get(text[start:])
            if term is not None and term.kinds & kinds:
                return text[start:]
        return ""


_LONGEST = 14


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this module and of the shipped vocabulary, read once."""
    words: dict[str, tuple[str, bool]] = {}
    kinds: dict[str, set[str]] = {}
    concepts: dict[str, set[int]] = {}
    heads: dict[int, tuple[str, ...]] = {}
    for number, concept in enumerate(load_vocabulary().concepts):
        heads[number] = tuple(map(str, map(compact, concept.terms)))
        for text in heads[number]:
            if len(text) > 1:
                kinds.setdefault(text, set()).add(concept.kind)
                concepts.setdefault(text, set()).add(number)
                if len(text) > 2:
                    words[text] = ("w", False)
    for text in _WHOLE.split():
        words[text] = ("w", False)
    for listed, sort, cuts in (
        (_PLAIN_IN_NAMES, "p", False),
        (_TELLING_IN_NAMES, "v", False),
        (_GRAMMAR_IN_NAMES, "g", False),
        (_GRAMMAR, "g", True),
        (_PLAIN, "p", True),
        (_TELLING, "v", True),
    ):
        words.update((text, (sort, cuts)) for text in listed.split())
    reach: dict[str, int] = {}
    for text in words:
        pair = text[:2]
        reach[pair] = max(reach.get(pair, 1), len(text))
    terms = {
        text: Term(frozenset(found), frozenset(concepts[text])) for text, found in kinds.items()
    }
    return Lexicon(words, reach, terms, heads)
