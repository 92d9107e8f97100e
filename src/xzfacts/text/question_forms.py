"""Canonical form of questions: 哪年 and 什么时候, 坐多少人 and 坐得下几个人 become the same.

A text is split into tokens. Question words with the same meaning become one, and words without
meaning between two others (了, 能, 一共) are removed. The first and the last token are kept:
会什么 must not lose its 会.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class QuestionToken(NamedTuple):
    """A token of a question.

    start: where it begins.
    end: the position behind it.
    canonical: its canonical form.
    redundant: whether it has no meaning between other tokens.
    """

    start: int
    end: int
    canonical: str
    redundant: bool


def may_ask(text: str) -> bool:
    """Whether the text contains a character of a question word."""
    return not _QUESTION_CHARS.isdisjoint(text)


def tokenize(text: str) -> list[QuestionToken]:
    """Split the text into tokens that cover it, by longest match."""
    found: list[QuestionToken] = []
    start = 0
    while start < len(text):
        end = start + 1
        for length in range(min(_LONGEST_BY_START.get(text[start], 0), len(text) - start), 1, -1):
            if text[start : start + length] in _KNOWN:
                end = start + length
                break
        word = text[start:end]
        counted = bool(found) and found[-1].canonical == _HOW_MANY
        redundant = word in _REDUNDANT or (counted and word in _MEASURE_WORDS)
        canonical = _CANONICAL.get(word, word)
        if word in _AMOUNT_QUESTIONS:
            canonical = _HOW_MUCH if _ends(text, end) else _HOW_MANY
        found.append(QuestionToken(start, end, canonical, redundant))
        start = end
    return found


def _ends(text: str, end: int) -> bool:
    """Whether no counted thing follows: 投资多少万, 投资多少亿呢."""
    return not text[end:].strip(_PARTICLES)


def canonical_form(tokens: Sequence[QuestionToken]) -> str:
    """Return the canonical form of consecutive tokens."""
    return [*canonical_beginnings(tokens)][-1] if tokens else ""


def canonical_beginnings(tokens: Sequence[QuestionToken]) -> Iterator[str]:
    """Yield the canonical form of the first token, of the first two, and so on."""
    kept = every = ""  # of the tokens between the first and the last
    copula = False
    for number, token in enumerate(tokens):
        if not number:
            yield token.canonical
            continue
        first, last = tokens[0].canonical, token.canonical
        # 归属是什么 must not become 属什么
        whole = copula and not kept and _NOUNS.isdisjoint((first, last))
        yield first + (every if whole else kept) + last
        every += last
        copula = copula or last == _IS
        if not token.redundant:
            kept += last


_HOW_MANY = "多少"
_HOW_MUCH = "多少钱"
_AMOUNT_QUESTIONS = frozenset({"多少万", "多少亿"})  # of money if nothing counted follows
_PARTICLES = "了的呢啊呀吗吧么来着"
_IS = "是"
_CANONICAL = {
    word: canonical
    for canonical, words in (
        ("哪里", "哪儿 哪块 何处 何地 什么地方 啥地方 哪个地方 哪一个地方 哪些地方"),
        ("哪里", "什么地点"),
        ("什么时候", "何时 几时 啥时候 啥时 什么时间 什么日期 什么日子 什么年份 哪个时候 多会儿"),
        ("什么时候", "哪年 哪一年 何年 几几年 哪个年份 哪月 哪个月 哪个月份 几月 几月份"),
        ("什么时候", "哪天 哪一天 哪日 何日 几号 几月几号 几月几日 哪年哪月 何年何月"),
        ("谁", "哪位 哪个人 哪一位 何人 哪名"),
        ("什么", "啥 哪些 哪几个 哪几种 什么样的 怎样的"),
        ("哪个", "哪家 哪所 哪支 哪座 哪条 哪部 哪本 哪首 哪张 哪款 哪项 哪门 哪间 哪片"),
        ("哪个", "哪一个 哪一项 哪一部"),
        ("哪种", "哪类 哪一种 哪一类"),
        (_HOW_MANY, "几 若干 几多"),
        (_HOW_MUCH, "几块钱 多少块钱 多少元 多少万元 多少亿元 几万元 几亿元 多少万块 多少万块钱"),
        (_HOW_MUCH, "几万块 几万块钱"),
        (_HOW_MUCH, "多少资金 多少人民币"),
        ("多久", "多长时间 多少时间 多长的时间"),
        ("怎么", "如何 怎样 咋 咋样 怎么样"),
        ("为什么", "为何 为啥"),
        ("没有", "没 无"),
    )
    for word in words.split()
}
_REDUNDANT = frozenset(
    "了 过 着 的 得 是 有 在 给 能 能够 会 可 可以 要 得以 需 需要 应 应该 该 其 都 还 就 也 又 才 "
    "已 已经 曾 曾经 共 一共 总共 共有 总计 合计 共计 一起 约 大约 大概 大致 到底 究竟 最终 具体 "
    "主要 通常 一般 平均 出来 起来 下来 得下 得了 最多 最少 至少".split()
)
# A counted noun makes its measure word redundant: 多少|个|学生. At the end of a question only
# the measure word tells what is counted.
_MEASURE_WORDS = frozenset(
    "个 名 位 家 所 台 套 件 座 条 间 场 辆 艘 架 本 部 首 张 支 株 棵 枚 块 项 种 只 头 栋 幢 处 "
    "盏 份 篇 册 颗 款 门 对 双 起 例 宗 口".split()
)
# Nouns that begin with a measure word or a redundant word and must keep it.
_NOUNS = frozenset(
    "座位 座次 座椅 位置 位次 名次 名额 场次 场馆 场所 架次 项目 款项 款式 条目 条件 条款 部件 "
    "部门 部队 部分 部位 部长 套件 套餐 家庭 家长 家人 家族 个体 个股 门票 门店 门类 门户 门诊 "
    "门面 种类 种子 口罩 口岸 口味 支出 支付 支流 支行 支部 支教 份额 处分 处罚 起点 台阶 台风 "
    "对手 对象 双人 双胞胎 所得 会员 会议 会场 得分 得票".split()
)
# Questions that do not ask how many or on what day.
_OTHER_QUESTIONS = frozenset(
    "第几 几点 几点钟 星期几 周几 为了 穿几号 披几号 几号线 几号楼 几号院 几号馆 几号厅 几号门 "
    "几号机 几号井 几号桥 几号坑 几号墓 几号油 几号车 几号桌 几号球 几号元素 几号台风 几号窗口 "
    "几号码头 几号文件 几号站台".split()
)
_QUESTION_CHARS = frozenset("多几谁啥什哪何吗呢么咋怎还")
_KNOWN = frozenset(
    {*_CANONICAL, *_CANONICAL.values(), *_AMOUNT_QUESTIONS, *_REDUNDANT, *_NOUNS, *_OTHER_QUESTIONS}
)
# The length of the longest word by its first character.
_LONGEST_BY_START = {word[0]: len(word) for word in sorted(_KNOWN, key=len)}
