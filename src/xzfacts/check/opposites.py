"""Words of a statement whose opposite a stored sentence has: 高于 for 低于, 买入 for 卖出.

Growth and decline are compared by their signs, groups and actions that are counted by
`qualifiers.groups`.
"""

from functools import cache

from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import quote_of

_PAIRS = """
高于 低于 多于 少于 大于 小于 早于 晚于 提前 推迟 提前 延后 提前 晚点 领先 落后 顺差 逆差
购入 售出 上调 下调 调入 调出 输入 输出 开业 歇业 开业 关闭 开工 竣工 开工 完工 出生 死亡
最高 最低 最大 最小 最多 最少 同意 反对 支持 反对 上行 下行 进站 出站 入院 出院 入境 出境
到达 出发 借款 还款 存款 贷款 扩招 缩招 国内 国外 应届 往届 地上 地下 白天 夜间 门诊 急诊
门诊 住院 胜诉 败诉 获胜 落败 免费 收费 公办 民办 全职 兼职 线上 线下 必修 选修 正式 临时
新建 改造 新建 改建 新建 扩建 男子 女子 男生 女生 男性 女性
""".split()


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = tuple(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
    return pairs + tuple((other, one) for one, other in pairs)


def says_the_opposite(reading: Reading, stated: Stated, quote: str, amount: Stated) -> bool:
    """Whether a sentence has a word near an amount of which the stored one has the opposite."""
    said = _around(reading, stated)
    printed = _around(quote_of(quote), amount)
    return any(
        one in said and other in printed and one not in printed and other not in said
        for one, other in _opposites()
    )


def _around(reading: Reading, amount: Stated) -> str:
    """The clause of an amount."""
    first, last = reading.clause(amount.start)
    return reading.chars[first:last]
