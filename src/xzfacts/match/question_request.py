"""What a question for an amount asks for: its words, those for what is measured, and conditions."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xzfacts.language import qualifiers
from xzfacts.language.calendar_periods import read_periods
from xzfacts.language.change_direction import mentions_change
from xzfacts.language.frame import last_time_word
from xzfacts.language.query_units import union, units
from xzfacts.language.segmentation import words_of
from xzfacts.match.query_frame import ParsedQuery
from xzfacts.match.query_terms import Word
from xzfacts.match.word_places import QuestionWord, question_words
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_BESIDE = 4  # units of content beside the question word that say what is measured
_TIMES = "tfmr"  # first letters of tags: time, direction, numeral, pronoun
_PAIR = 2  # characters that key words without blanks begin with
_PLACE = lazy_pattern("[一-鿿]{2,3}?[省市县区镇乡村]")
_RATE = lazy_pattern("[率幅]$|[占同环]比$|比[例重]$")
_SHARE = lazy_pattern("占|比[例重]|率|几成|百分")
_SCORE = lazy_pattern("比分|[几多][^，,]?比[几多]|几胜|几平|几[金银铜]|奖牌总?数")
_NUMBERED = lazy_pattern(
    "(?<![月年0-9])[0-9一二三四五六七八九十]+号|(?<![a-z])[a-z]\\+?轮|第[0-9一二三四五六七八九十]+(?![0-9一二三四五六七八九十季名位次个天周日])"
)


class Request(NamedTuple):
    """What a question asks for.

    parsed: the question.
    subjects: the subjects that it names.
    named: mask of the units that name them.
    content: mask of the units that carry content.
    measure: those beside the question word.
    words: those of the content but the ones that say when.
    lead: what it begins with, which says what it is about: its first key word, or the place that
        a whole question begins with; else empty.
    kinds: of value that the words of the measure imply.
    numbered: what is told from its neighbours by a number: 9号 in 地铁9号线.
    time: the last word such as 去年.
    periods: its dates, and months of a year in words such as 上半年.
    change: whether it names growth or decline.
    share: whether it asks for a share.
    score: whether it asks for the score of a match.
    """

    parsed: ParsedQuery
    subjects: frozenset[int]
    named: int
    content: int
    measure: frozenset[int]
    words: tuple[QuestionWord, ...]
    lead: str
    kinds: tuple[str, ...]
    numbered: tuple[str, ...]
    time: str
    periods: tuple[Quantity, ...]
    change: bool
    share: bool
    score: bool


def read_request(parsed: ParsedQuery, subjects: Mapping[int, int]) -> Request:
    """What a question asks for. subjects: mask of the units that name each subject."""
    frame, text = parsed.frame(parsed.all), parsed.query.chars
    questions = frame.questions | frame.interrogative
    content = parsed.all & ~frame.filler & ~questions
    if frame.unit:
        content &= ~frame.unit.mask
    named = union(subjects.values())
    own = units(content & ~named)
    first = (questions & -questions).bit_length() - 1 if questions else parsed.query.size
    word = parsed.query.words[first - 1] if first else 0  # 晨南服饰 人数 measures the last word
    before = [u for u in own if u < first and parsed.query.words[u] == word][-_BESIDE:]
    behind = [unit for unit in own if unit >= questions.bit_length()] if questions else []
    if len(behind) > 1:  # 多少党政干部, 多少人受伤
        before, behind = [], behind[:_BESIDE]
    lead = units(content & ~_times(parsed))
    measure = frozenset((*before, *behind))
    dates = [e.quantity for e in parsed.amounts if e.quantity.dimension == "date"]
    return Request(
        parsed=parsed,
        subjects=frozenset(subjects),
        named=named,
        content=content,
        measure=measure,
        words=tuple(question_words(parsed.query, content, named, measure)),
        lead=_lead(parsed, lead[0]) if lead else "",
        kinds=_implied(parsed, frame.words, before, behind),
        numbered=tuple(_NUMBERED.findall(text)),
        time=last_time_word(text),
        periods=(*dates, *(period for _start, _end, period in read_periods(text))),
        change=mentions_change(text),
        share=_SHARE.search(text) is not None,
        score=_SCORE.search(text) is not None,
    )


def _times(parsed: ParsedQuery) -> int:
    """The units that say when or which, and name nothing: 去年, 2023年, 节后, 首个."""
    text = parsed.query.chars
    spans = [(start, end) for start, end, _ in (*read_periods(text), *qualifiers.WHEN.find(text))]
    spans += [(word.start, word.end) for word in words_of(text) if word.tag[0] in _TIMES]
    found = sum({1 << unit for start, end in spans for unit in range(start, end)})
    return found | union(a.mask for a in parsed.amounts if a.quantity.dimension == "date")


def _lead(parsed: ParsedQuery, start: int) -> str:
    """What a question begins with at a unit: its first key word, or the name of a place."""
    query = parsed.query
    if parsed.frame(parsed.all).whole:
        place = _PLACE.match(query.chars, start)
        return place[0] if place and _is_place(query.chars, start, place.end()) else ""
    first = query.words[start]
    if first == query.words[-1]:
        return query.chars[start : start + _PAIR]
    start = query.words.index(first)  # with a number: 第六届
    return query.chars[start : start + query.words.count(first)]


def _is_place(chars: str, start: int, end: int) -> bool:
    """Whether the last of these characters is a word for a kind of place, or they are one word."""
    last = next(word for word in words_of(chars) if word.start < end <= word.end)
    return last.end == end and (last.start == start or last.start == end - 1)


def _implied(
    parsed: ParsedQuery, words: Sequence[Word], before: Sequence[int], behind: Sequence[int]
) -> tuple[str, ...]:
    """The kinds of value that the last word of what is measured implies: money for 融资金额."""
    tail = behind or before
    if not tail or parsed.frame(parsed.all).unit:
        return ()
    text = "".join(parsed.query.chars[unit] for unit in tail)
    if _RATE.search(text):
        return ("percent",)
    ending = [
        word
        for word in words
        if word.term.kinds
        and word.term.role != "question"
        and word.end - word.start > 1
        and word.start <= tail[-1] < word.end
    ]
    return max(ending, key=lambda w: w.end - w.start).term.kinds if ending else ()
