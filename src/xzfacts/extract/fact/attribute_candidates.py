"""Candidates for the attribute of a figure, from the words around it.

A stretch of words before the figure (年产值700余万元), behind its measure word (4条生产线), a
verb before with the noun behind (建成68个合作社), the noun of the clause before, and the
attribute of the figure before, continued (营业收入 + 同比增长) or with words replaced
(城镇居民人均可支配收入, then 农村). Where the words name only what is counted, the kind of count
is added: 工人 and 人数. `attribute_choice` weighs the features.
"""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.extract.fact import measures
from xzfacts.extract.fact.attribute_features import (
    Features,
    features_alone,
    features_before,
    features_behind,
    features_near,
    features_of,
)
from xzfacts.extract.fact.figure_context import FigureContext, TaggedWord, Words
from xzfacts.text.lazy_pattern import lazy_pattern

_SPAN = 8  # words of a name
_DROPPED = 6  # words between a name and its figure
_SPAN_BEHIND = 5
_NO_EDGE = frozenset("ucMND")  # tags of words that no name begins or ends with
_NO_END_BEHIND = frozenset("uc")
_INNER_MARKS = frozenset('、-·“”"/')
_QUOTES = str.maketrans("", "", "“”\"' \u3000")
_NOMINAL = frozenset("nwabgosTz")
_JOINTS = frozenset("、和及与")
_GRAMMAR = frozenset("duF")
_KEPT = frozenset("最 不 其 所 同比 环比 累计 现有".split())
_QUALIFIER = lazy_pattern(
    "(?:死亡|遇难|受伤)(?=失踪|失联|被困|受伤)|[人户亩县村镇店校场日月年周]均|累计|(?:[新改扩]建|改造|新增){2}|新增|新设|新办|净增|现有|已(?=质押|冻结)|计划|(?<![模虚])拟|预计|每[千万]人口?"
)
_PER_HEAD = lazy_pattern("^(人均|户均)(?!月)")
_AVERAGE = lazy_pattern("^(?:稳定|人均|户均|平均|每月|月均)+")
_CONTRAST = lazy_pattern("累计|新增")


class Candidate(NamedTuple):
    """A name for the attribute of a figure.

    words: those of the name without what was added to them.
    kind: how it was made, see `candidates_of`.
    """

    name: str
    words: Words
    kind: str
    features: Features


class Piece(NamedTuple):
    """Words that may name what is measured."""

    words: Words
    kind: str
    features: Features
    near: int = 9  # words between them and the figure


def candidates_of(here: FigureContext, *, contrasted: bool = False) -> tuple[Candidate, ...]:
    """Return the candidates of a figure, each name once.

    Kinds: before, loose (before, without words of grammar), behind, around (a verb before and
    words behind), earlier (the figure before has the same), continued, replaced, clause (the
    clause before), unit.

    contrasted: whether the article gives other counts too, so that 现有 makes a difference.
    """
    found: dict[str, Candidate] = {}
    for piece in _pieces(here):
        for name, added in _named(here, piece):
            full = _at_end(here, _qualified(here.said, name, contrasted=contrasted), piece.kind)
            if full not in found:
                found[full] = Candidate(full, piece.words, piece.kind, (*piece.features, *added))
    return tuple(found.values())


def _qualified(said: str, name: str, *, contrasted: bool) -> str:
    """Return the attribute with the words for how it was counted: 人均, 累计, 新增, 计划."""
    words = [
        word
        for word in _QUALIFIER.findall(said)
        if word not in name and (contrasted or word != "现有")
    ]
    return "".join(dict.fromkeys(words)) + name


def _at_end(here: FigureContext, name: str, kind: str) -> str:
    """Return the attribute of a figure that is the old value of a change, or an extreme one."""
    if here.change and here.change.old and kind != "unit":
        name = "原" + name
    extreme = here.amount.superlative
    return extreme + _AVERAGE.sub("", name) if extreme and extreme not in name else name


def is_contrasted(chars: str) -> bool:
    """Whether a text tells counts over time from those of now."""
    return _CONTRAST.search(chars) is not None


def _pieces(here: FigureContext) -> Iterator[Piece]:
    spans = list(_before(here))
    behind = list(_behind(here))
    yield from spans
    yield from behind
    verbs = [p for p in spans if len(p.words) <= 2 and p.words[0].tag in "vwnTHG"]
    told_of = here.left and here.left[-1].text == "的"
    clauses = [p for p in spans if told_of and p.near == 1 and p.kind == "before"]
    for after in (p for p in behind if p.near == 0):
        for kind, several in (("around", verbs), ("of", clauses)):
            for verb in several:
                told = (*after.features, *(f"{kind} {f}" for f in verb.features))
                yield Piece((*verb.words, *after.words), kind, told)
    yield from _doing(here)
    if here.earlier.words:
        yield from _continued(here, spans)
    head = _nominal(here.before)
    if head:
        yield Piece(head, "clause", (f"left {len(here.left)}",))
    yield Piece((), "unit", (f"left {min(len(here.left), 2)}", f"right {min(len(here.right), 2)}"))


def _before(here: FigureContext) -> Iterator[Piece]:
    left = here.left
    size = len(left)
    for end in range(size, max(size - _DROPPED, 0), -1):
        if end < size and left[end].tag == "M":
            break
        if left[end - 1].tag in _NO_EDGE or _is_mark(left[end - 1]):
            continue
        for start in range(end - 1, max(end - _SPAN, 0) - 1, -1):
            if _is_mark(left[start]) or left[start].tag == "M":
                break
            words = left[start:end]
            if left[start].tag in _NO_EDGE or all(w.tag == "d" for w in words):
                continue
            features = features_before(left, start, end)
            yield Piece(words, "before", features, size - end)
            loose = tuple(w for w in words if w.tag not in _GRAMMAR or w.text in _KEPT)
            if loose and len(loose) < len(words):
                gone = (f"without {w.text}" for w in words if w not in loose)
                yield Piece(loose, "loose", (*features, *gone), size - end)


def _behind(here: FigureContext) -> Iterator[Piece]:
    right = here.right
    starts = [0] if right and right[0].text != "的" else []
    starts += [at + 1 for at, word in enumerate(right) if word.text in "的之"]
    for number, start in enumerate(starts):
        for end in range(start + 1, min(len(right), start + _SPAN_BEHIND) + 1):
            if _is_mark(right[end - 1]):
                break
            if right[end - 1].tag in _NO_END_BEHIND:
                continue
            words = tuple(w for w in right[start:end] if w.tag not in "du")
            if words:
                features = features_behind(here, start, end, number, len(words))
                yield Piece(words, "behind", features, number)


def _doing(here: FigureContext) -> Iterator[Piece]:
    """Yield what the things behind a figure do: 申请 and 申请学生 of 12名学生提出申请."""
    right = here.right
    nouns = 0
    while nouns < len(right) and right[nouns].tag in _NOMINAL:
        nouns += 1
    doing = tuple(w for w in right[nouns:] if w.tag not in "ducprF")
    first = right[nouns].tag if nouns < len(right) else "$"
    for start in range(min(len(doing), 2)):
        for end in range(start + 1, min(len(doing), start + _SPAN_BEHIND) + 1):
            deed = doing[start:end]
            if any(map(_is_mark, deed)):
                break
            told = (
                f"doing {nouns} {first} {start}",
                f"doing words {len(deed)}",
                f"doing cut {deed[-1].tag}{doing[end].tag if end < len(doing) else '$'}",
                f"doing tags {deed[0].tag}{deed[-1].tag}",
                f"doing all {int(end == len(doing))} left {min(len(here.left), 2)}",
            )
            yield Piece(deed, "deed", told)
            if nouns:
                yield Piece((*deed, *right[:nouns]), "doer", told)


def _continued(here: FigureContext, spans: list[Piece]) -> Iterator[Piece]:
    """Yield the attribute of the figure before: the same, continued, or partly replaced."""
    known = here.earlier.words
    unit = f"same unit {int(here.earlier.unit == here.amount.quantity.unit)}"
    far = f"clauses between {min(here.clause - here.earlier.clause, 2)}"
    since = "".join(w.tag for w in here.left).rpartition("M")[2]
    empty = f"{unit} left {min(len(here.left), 3)}"
    yield Piece(known, "earlier", (empty, far, f"since {since[-4:]}", f"since {since[-2:]}"))
    first = here.left[len(here.left) - len(since)].text if since else ""
    lead = first if first in _JOINTS else ""
    for span in spans:
        if span.near > 2 or len(span.words) > 5:
            continue
        words = span.words
        place = (unit, far, f"list {lead}", *(f"earlier {f}" for f in span.features))
        yield Piece((*known, *words), "continued", place)
        if len(known) > 1:
            yield Piece((*known[:-1], *words), "continued-", (*place, f"list-{lead}"))
        for at in range(len(known)):
            kept = f"kept {min(len(known) - at, 3)}"
            same = f"same tag {int(known[at - 1].tag == words[-1].tag)}"
            yield Piece((*words, *known[at:]), "replaced", (kept, same, unit + same, *place))


def _is_mark(word: TaggedWord) -> bool:
    return not word.text[0].isalnum() and word.text[0] not in _INNER_MARKS


def _nominal(words: Words) -> Words:
    """Return the last words of a clause that may be a noun."""
    end = len(words)
    while end and words[end - 1].tag not in "nwvagosT":
        end -= 1
    start = end
    while start and words[start - 1].tag in "nwabgofsETH" and end - start < _SPAN_BEHIND:
        start -= 1
    return words[start:end]


def _named(here: FigureContext, piece: Piece) -> Iterator[tuple[str, Features]]:
    """Yield the names that words give, with and without the kind of count."""
    quantity = here.amount.quantity
    dimension = measures.dimension_of(quantity)
    text = _text(piece.words)
    if quantity.unit.endswith("/月"):
        text = _PER_HEAD.sub(r"\1月", text)
    if not piece.words:
        own = (measures.by_unit(quantity), measures.suffix(quantity))
        for alone in dict.fromkeys((*own, *measures.tails(quantity))):
            if alone:
                told = features_near(here, alone)
                yield alone, (*features_alone(quantity, piece.kind), f"alone {alone}", *told)
        return
    if not text or text in {"占", here.amount.superlative}:
        return
    base = features_of(here, piece.words, piece.kind, text)
    suffix = measures.suffix(quantity, text)
    if dimension in {"count", "people", "number"}:
        whole = measures.counted(text) or (not quantity.unit and text[-1] in measures.MEASURE_ENDS)
        yield (text if whole else text + suffix), base
        return
    end = text[-1] if text[-1] in measures.MEASURE_ENDS else piece.words[-1].tag
    if "占" not in text or text[-1] in "比例率重":
        yield text, (*base, f"bare {dimension}", f"bare {dimension}{end}")
    if piece.words[-1].tag == "G":
        return
    if dimension in {"percent", "fraction"}:
        suffix = "比例"
    for tail in dict.fromkeys((suffix, *measures.tails(quantity, text))):
        if tail and not text.endswith(tail):
            told = (f"added {dimension}{end}", f"added {tail}", f"added {tail}{end}")
            yield text + tail, (*base, f"added {dimension}", *told, *features_near(here, tail))


def _text(words: Words) -> str:
    text = "".join(w.text for w in words).strip("、-·/ ")
    if text.count("“") != text.count("”") or "”" in text.partition("“")[0]:
        text = text.translate(_QUOTES)
    return text
