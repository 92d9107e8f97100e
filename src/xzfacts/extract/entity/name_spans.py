"""Which stretches of words name something: names and noun phrases by fitted weights.

Every stretch of words without a mark in it is scored by its first and last word and those beside
them, by the words inside, by its length and form, and by how often and between how many different
characters the article has it. A stretch is taken unless one that overlaps it is much likelier.
The weights are those of a logistic regression (`tools/fit_names.py`) on the subjects of labelled
articles, in hundredths: no list of names and no pattern decides.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from xzfacts.extract.entity.name_patterns import kind_of
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.extract.fact.uncounted import prices_one
from xzfacts.extract.fitted_weights import read_weights, score, weight_file
from xzfacts.language.segmentation import Word, segment
from xzfacts.language.surnames import looks_like_person
from xzfacts.quantity.model import CALENDAR, Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

TABLE = weight_file("name_weights")
weights = partial(read_weights, TABLE)  # in hundredths
BIAS = "bias"
LEAST = -350  # hundredths of log-odds that a stretch has to have
CELL = 0  # in a row of a table, whose cells name what is measured as well
MARGIN = 200  # that one that overlaps it may have more
_WORDS, _CHARS, _AMOUNT = 9, 26, 4  # the most of a stretch; of an amount in it
_SHORTEST = 2
_POINTING = frozenset("该此这其")  # 该公司 stands for a name
_SINCE = frozenset(("以来", "期间", "以后", "之后", "以前", "之前", "同期"))
_JOINTS = frozenset(("与", "和", "及", "以及", "或", *_SINCE))
# No name begins, goes on over, or ends with these: 经县水利局, 县因暴雨, 剧院原.
_LEADING = frozenset(
    (
        "经 据 由 因 受 因为 由于 随着 为了 "
        "今年 去年 前年 明年 目前 当前 近日 日前 上半年 下半年 全年"
    ).split()
)
_CAUSES = frozenset(
    "因 由于 因为 致 导致 造成 致使 人均 户均 亩均 村均 日均 月均 年均 平均".split()
)
_ADVERBS = frozenset("原 原定 计划 原计划 拟 将 已 年内 目前 今年 去年 提前 陆续 累计".split())
_PER_HEAD = frozenset("人均 户均 村均 亩均 镇均 县均 校均 店均".split())
_TIMES = frozenset((*CALENDAR, "duration"))
MOMENTS = frozenset(("分钟", "小时"))  # units of ordinals that tell when: 第55分钟
_MARK = lazy_pattern(r"[^\w·&.'’-]")
_PERSON = range(2, 5)  # characters of a name
_SHAPE, _MANY = 4, 5
_OPEN, _CLOSE = "“《「", "”》」"


class Span(NamedTuple):
    """chars[start:end] may name something. score: hundredths of its log-odds."""

    start: int
    end: int
    score: int


class Words(NamedTuple):
    """The words of a sentence. texts, tags: of each, amounts as M, dates and times as D."""

    line: Line
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    tags: str

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The first and last word of each stretch that may name something."""
        for first, word in enumerate(self.words):
            if self.line.chars[word.start] in _POINTING or self.texts[first] in _LEADING:
                continue
            for last in range(first, min(first + _WORDS, len(self.words))):
                size = self.words[last].end - word.start
                joint = self.texts[last] in (_JOINTS if last > first else _SINCE)
                caused = last > first and self.texts[last] in _CAUSES
                if size > _CHARS or joint or caused or not self._may_stand(last):
                    break
                adverb = last > first and self.texts[last] in _ADVERBS
                end = self.words[last].end
                per_head = self.line.chars[end - 1 : end + 1] in _PER_HEAD
                if size >= _SHORTEST and not (adverb or per_head):
                    yield first, last

    def _may_stand(self, at: int) -> bool:
        word = self.words[at]
        if word.tag in "MD":
            return word.tag == "M" and word.end - word.start <= _AMOUNT
        return _MARK.search(self.line.chars, word.start, word.end) is None

    def text(self, first: int, last: int) -> str:
        """The characters of a stretch."""
        return self.line.chars[self.words[first].start : self.words[last].end]


def _tells_when(quantity: Quantity) -> bool:
    return quantity.dimension in _TIMES or quantity.unit in MOMENTS


def words_of(line: Line) -> Words:
    """The words of a sentence, with its amounts as given."""
    tags = ("D" if _tells_when(a.quantity) or prices_one(line, a) else "M" for a in line.amounts)
    own = segment(
        line.chars, [Word(a.start, a.end, t) for a, t in zip(line.amounts, tags, strict=True)]
    )
    texts = (w.tag if w.tag in "MD" else line.chars[w.start : w.end] for w in own)
    return Words(line, own, tuple(texts), "".join(w.tag for w in own))


class Uses:
    """How often an article has each stretch, and between how many characters."""

    def __init__(self, article: Sequence[Words], title: str) -> None:
        self.title = title
        self._count: defaultdict[str, int] = defaultdict(int)
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        self._behind: defaultdict[str, set[str]] = defaultdict(set)
        for own in article:
            chars = own.line.chars
            for first, last in own.stretches():
                start, end = own.words[first].start, own.words[last].end
                text = chars[start:end]
                self._count[text] += 1
                self._before[text].add(chars[start - 1 : start])
                self._behind[text].add(chars[end : end + 1])

    def of(self, text: str, size: int) -> tuple[str, ...]:
        """The features of a text of so many words."""
        count = min(self._count[text], _MANY)
        many = f"times {count}"
        found = (many, f"{many} {min(size, 3)}", *(("title",) if text in self.title else ()))
        if count == 1:
            return found
        before, behind = len(self._before[text]), len(self._behind[text])
        sides = f"sides {min(before, 2)}{min(behind, 2)} {count}"
        return (*found, f"before {min(before, 3)}", f"behind {min(behind, 3)}", sides)


def first_features(own: Words, at: int) -> tuple[str, ...]:
    """The features of a word as the first of a name, and of what stands before it."""
    tag, size = own.tags[at], min(len(own.texts[at]), 4)
    before, text = ("^", "^") if at == 0 else (own.tags[at - 1], own.texts[at - 1])
    return (
        f"[{before}{tag}",
        f"[{before}{min(len(text), 3)}{tag}{size}",
        f"[before {text}",
        f"[before -{text[-1]}",
        f"[{own.texts[at]}",
    )


def last_features(own: Words, at: int) -> tuple[str, ...]:
    """The features of a word as the last of a name, and of what stands behind it."""
    tag, size = own.tags[at], min(len(own.texts[at]), 4)
    ends = at + 1 == len(own.texts)
    behind, text = ("$", "$") if ends else (own.tags[at + 1], own.texts[at + 1])
    return (
        f"]{tag}{behind}",
        f"]{tag}{size}{behind}{min(len(text), 3)}",
        f"]behind {text}",
        f"]behind {text[0]}-",
        f"]{own.texts[at]}",
        f"]-{own.texts[at][-1]}",
    )


def inner_features(own: Words, at: int) -> tuple[str, ...]:
    """The features of a word within a name."""
    return f"in {own.tags[at]}", f"in {own.texts[at]}"


def joint_features(own: Words, at: int) -> tuple[str, ...]:
    """The features of a word of a name and the one behind it."""
    sizes = (min(len(text), 3) for text in own.texts[at : at + 2])
    return ("joint {0}{2}{1}{3}".format(*own.tags[at : at + 2], *sizes),)


def form_features(own: Words, first: int, last: int, uses: Uses) -> tuple[str, ...]:
    """The features of a stretch as a whole."""
    text, size = own.text(first, last), last - first + 1
    tags = own.tags[first : last + 1]
    lengths = "".join(str(min(len(one), 3)) for one in own.texts[first : last + 1])
    kind = kind_of(text)
    found = [f"words {min(size, 6)}", f"size {min(len(text), 12)}", f"kind {kind} {min(size, 3)}"]
    if size == 1:
        found.append(f"one {tags}{lengths}")
    else:
        found += (f"tags {tags[-_SHAPE:]}", f"lengths {lengths[-_SHAPE:]}")
    if len(text) in _PERSON and looks_like_person(text):
        found.append(f"person {tags}")
    if text in lexicon().terms:
        found.append("term")
    chars, start, end = own.line.chars, own.words[first].start, own.words[last].end
    if end in own.line.codes:
        found.append("code")
    if start and chars[start - 1] in _OPEN:
        found.append(f"open {chars[end : end + 1] in _CLOSE}")
    elif chars[end : end + 1] and chars[end] in _CLOSE:
        found.append("close")
    return (*found, *uses.of(text, size))


def scored(own: Words, uses: Uses) -> Iterator[Span]:
    """Every stretch of a sentence with its score."""
    table = weights()
    every = range(len(own.words))
    firsts = [score(table, first_features(own, at)) for at in every]
    lasts = [score(table, last_features(own, at)) for at in every]
    inner = [0, *accumulate(score(table, inner_features(own, at)) for at in every)]
    joints = [0, *accumulate(score(table, joint_features(own, at)) for at in every[:-1])]
    base = table.get(BIAS, 0)
    for first, last in own.stretches():
        within = inner[last] - inner[first + 1] if last > first else 0
        total = base + firsts[first] + lasts[last] + within + joints[last] - joints[first]
        total += score(table, form_features(own, first, last, uses))
        yield Span(own.words[first].start, own.words[last].end, total)


def chosen(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches that are not much less likely than any that overlaps them."""
    best: list[Span] = []
    most: dict[int, int] = {}  # the score of the likeliest at each character
    for span in sorted(spans, key=lambda s: -s.score):
        inside = range(span.start, span.end)
        if all(span.score >= most.get(at, span.score) - MARGIN for at in inside):
            best.append(span)
            for at in inside:
                most.setdefault(at, span.score)
    return tuple(sorted(best))


class Likely(NamedTuple):
    """The stretches of a sentence that may name something, and the score of every stretch."""

    spans: tuple[Span, ...]
    scores: Mapping[tuple[int, int], int]


def name_spans(lines: Sequence[Line], title: str) -> Iterator[Likely]:
    """Find the stretches of each sentence of an article that may name something."""
    article = [words_of(line) for line in lines]
    uses = Uses(article, title)
    for own in article:
        spans = list(scored(own, uses))
        least = CELL if "|" in own.line.chars else LEAST
        yield Likely(
            chosen([s for s in spans if s.score >= least]),
            {(s.start, s.end): s.score for s in spans},
        )
