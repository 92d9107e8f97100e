"""Names the attribute of a figure: a result, price or age by pattern, all else by fitted choice."""

from typing import NamedTuple

from xzfacts.extract.fact import attribute_choice, measures
from xzfacts.extract.fact.attribute_candidates import candidates_of
from xzfacts.extract.fact.figure_context import (
    Earlier,
    Spans,
    TaggedWord,
    Words,
    context_of,
    floor_of,
)
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_PERFORMANCE = lazy_pattern(r"\d+[米秒]\d{2}|\d+分\d+秒\d{0,2}")
_SIZE = lazy_pattern("[高长宽深厚径距]|身高|全长|优势")
_HARM = frozenset(
    "破裂 受损 倒塌 损毁 损坏 受淹 被淹 塌方 倒伏 中断 断裂 坍塌 绝收 冲毁 垮塌 停运 停产".split()
)
_REACH = 60  # characters around an amount that are looked at
_NEAR = 4  # characters before an amount


class Named(NamedTuple):
    """The attribute of a figure.

    kind: how it was made, see `attribute_candidates`.
    logit: hundredths of its log-odds against all others.
    """

    name: str
    kind: str
    logit: int


class Sentence(NamedTuple):
    """A sentence with its words.

    taken: where names are. contrasted: whether the article tells counts over time as well.
    """

    line: Line
    words: Words
    taken: Spans
    contrasted: bool


def name_amount(
    sentence: Sentence, number: int, earlier: Earlier, holder: tuple[str, ...]
) -> tuple[Named, Earlier]:
    """Return the attribute of a figure, and what the next figure of the sentence may need.

    earlier: from the figure before. holder: the names of what the figure belongs to.
    """
    line = sentence.line
    here = context_of(line, sentence.words, number, earlier, holder)
    unit = here.amount.quantity.unit
    concept = "" if here.change else _concept(line, number, sentence.taken)
    if concept:
        words = (TaggedWord(concept, "n", here.amount.start, here.amount.start),)
        return Named(concept, "concept", 0), Earlier(words, unit, here.clause)
    found = candidates_of(here, contrasted=sentence.contrasted)
    chosen, logit = attribute_choice.choose(found)
    passed = _without_change(chosen.words) or earlier.words
    averages = (w for w in here.left if w.tag == "E" and w.text in chosen.name)
    passed = (*(w for w in averages if w not in passed), *passed)
    name = _harmed(here.left, chosen.words) + chosen.name
    return Named(name, chosen.kind, logit), Earlier(passed, unit, here.clause)


def _harmed(left: Words, words: Words) -> str:
    """Return the noun before a lone verb that tells what became of it: 管道 of 管道破裂."""
    if len(words) != 1 or words[0].text not in _HARM:
        return ""
    return next((w.text for w in left if w.end == words[0].start and w.tag in "nw"), "")


def _without_change(words: Words) -> Words:
    """Return the words of what grows or shrinks: 营业收入 of 营业收入同比增长."""
    if words and words[-1].tag == "G":
        words = words[:-1]
        while words and words[-1].tag in "FGpt":
            words = words[:-1]
    return words


def name_cell(amount: Amount, noun: str) -> Named:
    """Return the attribute of a figure in a table cell, for the noun that the table gives."""
    whole = measures.measures(noun, amount.quantity)
    name = noun if whole else noun + measures.suffix(amount.quantity, noun)
    return Named(name, "cell", 0)


def _ceiling(line: Line, number: int, taken: Spans, end: int) -> int:
    """Return where the words behind a figure end: before the next figure or name."""
    at = line.amounts[number].end
    after = line.amounts[number + 1].start if number + 1 < len(line.amounts) else end
    return max(min(end, after, at + _REACH, *(start for start, _ in taken if start >= at), end), at)


def _concept(line: Line, number: int, taken: Spans) -> str:
    """Return the attribute that a pattern around the figure gives, or ""."""
    amount = line.amounts[number]
    quantity = amount.quantity
    start, end = line.clauses[line.clause_at(amount.start)]
    left = line.chars[floor_of(line, number, taken, start) : amount.start]
    right = line.chars[amount.end : _ceiling(line, number, taken, end)]
    if _PERFORMANCE.fullmatch(quantity.text) and not _SIZE.search(left[-_NEAR:]):
        return measures.RESULT
    if measures.is_result(left, right) and not quantity.dimension.startswith("money"):
        return measures.RESULT
    if quantity.dimension == "age":
        return "年龄"
    if quantity.dimension.startswith("money"):
        return "价格" if right.startswith("的价格") else measures.price(left, right)
    return measures.of_match(quantity, left) or measures.beside(left)
