"""The words around a figure, tagged with parts of speech."""

from typing import NamedTuple

from xzfacts.extract.fact.comparisons import Change, change_of
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.extract.fact.uncounted import counts_nothing, prices_one
from xzfacts.language.amounts import Amount
from xzfacts.language.segmentation import Word, segment
from xzfacts.quantity.model import CALENDAR
from xzfacts.text.lazy_pattern import lazy_pattern

_REACH = 14  # words before a figure
_BEHIND = 7  # words behind a figure
_PART_OF_NAME = "ordinal"  # its amounts may be a word of a name: 第一产业
_SORTS = {"p": "H", "v": "T", "g": "F"}
_CHANGES = frozenset(
    "增长 上升 提高 下降 减少 增加 降低 上涨 下跌 提升 缩短 延长 回升 扩大 下滑 回落 增幅 降幅 "
    "涨幅 高出 多 少 高 低 快 慢".split()
)
_AVERAGES = frozenset(
    "人均 户均 县均 亩均 日均 月均 年均 周均 场均 平均 村均 镇均 店均 校均".split()
)


# What a figure is compared with: 产量与2019年相比增加3万吨.
_VERSUS = lazy_pattern(
    "[与和同跟](?:19|20)[0-9]{2}年(?:同期)?相比|[较比](?:19|20)[0-9]{2}年(?:同期)?"
    "|(?:超过|高于|低于|好于|达到|恢复[到至])(?:19|20)[0-9]{2}年(?:同期|全年)?的?水平"
)
_REACH_OF_NOUN = 60  # characters before a figure that are looked at

Spans = tuple[tuple[int, int], ...]


class TaggedWord(NamedTuple):
    """A word at chars[start:end] of its sentence.

    tag: as in `language.segmentation`, N a name (z one that
    the figure does not belong to), M a figure, D a date, or one of the classes of
    the word lists: T a verb that says what is counted (捐赠), H one that does not (建有), F a word
    of grammar, G change (增长), E an average (人均).
    """

    text: str
    tag: str
    start: int
    end: int


Words = tuple[TaggedWord, ...]


class Earlier(NamedTuple):
    """The attribute of the figure before in the sentence.

    words: those of its name; empty where there is none.
    unit: its unit.
    clause: the number of its clause.
    """

    words: Words = ()
    unit: str = ""
    clause: int = -1


class FigureContext(NamedTuple):
    """A figure and the words around it.

    left: the words of its clause before it.
    right: those behind it, up to the next name or figure.
    before: the words of the clause before, if that has no figure.
    clause: the number of its clause.
    earlier: the attribute of the figure before.
    holder: the names of what the figure belongs to.
    said: the text of the clause before the figure.
    change: the part that the figure has in 由A增至B.
    """

    amount: Amount
    left: Words
    right: Words
    before: Words
    clause: int
    earlier: Earlier
    holder: tuple[str, ...]
    said: str
    change: Change | None


def tag_words(line: Line, taken: Spans) -> Words:
    """Return the words of a sentence. taken: where names are."""
    fixed = [
        Word(a.start, a.end, _tag(line, a))
        for a in line.amounts
        if a.quantity.dimension != _PART_OF_NAME
    ]
    for start, end in taken:
        if not any(word.start < end and start < word.end for word in fixed):
            fixed.append(Word(start, end, "N"))
    known = [Word(t.start, t.end, "n") for t in line.tokens if t.sort == "w"]
    found = []
    for word in segment(line.chars, fixed, known):
        text = line.chars[word.start : word.end]
        found.append(TaggedWord(text, _class_of(text, word.tag), word.start, word.end))
    return tuple(found)


def _tag(line: Line, amount: Amount) -> str:
    if amount.quantity.dimension in CALENDAR or prices_one(line, amount):
        return "D"
    return "m" if counts_nothing(line, amount) else "M"


def _class_of(text: str, tag: str) -> str:
    if tag in "MDN":
        return tag
    if text in _CHANGES:
        return "G"
    if text in _AVERAGES:
        return "E"
    sort = lexicon().words.get(text)
    return _SORTS.get(sort[0], tag) if sort else tag


def context_of(
    line: Line, words: Words, number: int, earlier: Earlier, holder: tuple[str, ...]
) -> FigureContext:
    """Return the words around the figure with this number in its sentence."""
    amount = line.amounts[number]
    clause = line.clause_at(amount.start)
    start, end = line.clauses[clause]
    words = tuple(w._replace(tag="z") if _is_other(w, holder) else w for w in words)
    change = change_of(line, number, start)
    until = amount.start if change is None else change.start
    if amount.superlative:
        until = max(line.chars.rfind(amount.superlative, start, amount.start), start)
    compared = [found.span() for found in _VERSUS.finditer(line.chars, start, until)]
    left = tuple(
        w
        for w in words
        if start <= w.start
        and w.end <= until
        and not any(first <= w.start and w.end <= last for first, last in compared)
    )
    right: list[TaggedWord] = []
    for word in words if change is None else ():
        if word.start >= amount.end and word.end <= end:
            if word.tag in "MND" or len(right) == _BEHIND:
                break
            right.append(word)
    before: Words = ()
    if clause:
        begin, finish = line.clauses[clause - 1]
        before = tuple(w for w in words if begin <= w.start and w.end <= finish)
    if any(w.tag == "M" for w in before):
        before = ()
    said = line.chars[start:until]
    return FigureContext(
        amount, left[-_REACH:], tuple(right), before, clause, earlier, holder, said, change
    )


def _is_other(word: TaggedWord, holder: tuple[str, ...]) -> bool:
    """Whether a name is not that of what the figure belongs to, but may be what is counted."""
    return word.tag == "N" and word.text not in holder


def floor_of(line: Line, number: int, taken: Spans, start: int) -> int:
    """Return where the words before a figure begin: behind the figure or name before it."""
    at = line.amounts[number].start
    before = line.amounts[number - 1].end if number else start
    return max(start, before, at - _REACH_OF_NOUN, *(end for _, end in taken if end <= at), 0)
