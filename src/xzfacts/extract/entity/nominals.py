"""Noun phrases that may name a holder: what stands between verbs, words of grammar and amounts.

A phrase is a run of nouns, names and attributes. Where verbs stand between nouns (种养专业合作社),
where a measure ends the run (水文站水位) or a name follows a common noun (种养大户涂德贵), the
shorter and the longer reading are both phrases. No list of names is needed: which phrase holds a
figure is left to the fitted weights of `holders`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.segmentation import Word, segment
from xzfacts.language.surnames import foreign_end, looks_like_person
from xzfacts.text.lazy_pattern import lazy_pattern

_NOMINAL = frozenset("nNghosbxwmf")
_VERBAL = frozenset("vaw")  # may stand within a name, between nouns
_ENDS = frozenset("nNghosxw")
# Words of one character that no phrase reaches across.
_SPLIT = frozenset(
    "的了着过在于和与及并或是由被把向从对为以共约逾近超已将均各每该本此其这那有达占等也又再都就才仅只曾"
    "仍很更最较让使给到至因而但则能可应需要会不未没且即还便却之所者们我你他她它今去昨明同比据经若像比"
)
_PERSON = range(2, 5)  # characters of a name behind a common noun
_QUOTED = lazy_pattern("“([一-鿿A-Za-z0-9]{2,10})”")
_NAME = (3, 2)  # characters of a surname with a given name
_LONGEST = 20  # characters of a phrase


class Phrase(NamedTuple):
    """chars[start:end] may name a holder."""

    start: int
    end: int
    kind: str


def words_of(line: Line, names: Iterable[tuple[int, int]]) -> tuple[Word, ...]:
    """The words of a sentence, with the amounts and the names found so far as given."""
    fixed = [Word(start, end, "N") for start, end in names]
    for amount in line.amounts:
        if not any(w.start < amount.end and amount.start < w.end for w in fixed):
            fixed.append(Word(amount.start, amount.end, "M"))
    return segment(line.chars, fixed)


def phrases(line: Line, words: Sequence[Word]) -> tuple[Phrase, ...]:
    """The noun phrases of a sentence, by where they begin; several may overlap."""
    found: set[Phrase] = set()
    run: list[Word] = []
    for number, word in enumerate(words):
        if _joins(line, words, number):
            run.append(word)
        elif run:
            found.update(_of_run(line, run))
            run = []
    if run:
        found.update(_of_run(line, run))
    found.update(Phrase(*quoted.span(1), "") for quoted in _QUOTED.finditer(line.chars))
    return tuple(sorted(found))


def _joins(line: Line, words: Sequence[Word], number: int) -> bool:
    """Whether a word may be part of a noun phrase."""
    word = words[number]
    if word.tag in "NM":
        return word.tag == "N"
    text = line.chars[word.start : word.end]
    if not text.isalpha() and text != "·":
        return False
    if len(text) == 1:
        return (text not in _SPLIT and word.tag != "u") or _within_name(words, number)
    cut = any(t.cuts and t.start == word.start and t.end == word.end
              for t in line.between(word.start, word.end))  # fmt: skip
    return not cut and (word.tag in _NOMINAL or word.tag in _VERBAL)


def _within_name(words: Sequence[Word], number: int) -> bool:
    """Whether an adverb or a conjunction stands between nouns of one character: 医共体."""
    if words[number].tag in "pu":
        return False
    beside = (*words[max(number - 1, 0) : number], *words[number + 1 : number + 2])
    return len(beside) > 1 and all(w.end - w.start == 1 and w.tag in "ngh" for w in beside)


def _of_run(line: Line, run: Sequence[Word]) -> Iterator[Phrase]:
    """The phrases of a run of words: each starts at its begin or behind a verb in it."""
    verbs = [at for at in range(len(run)) if _is_verb(run, at)]
    starts = [at + 1 for at in verbs if at + 1 < len(run)]
    if run[0].tag != "v" or run[0].end - run[0].start == 1:
        starts.append(0)
    ends = {len(run), *verbs}
    tail = len(run)
    while tail > 1 and run[tail - 1].end - run[tail - 1].start == 1:
        tail -= 1
    ends |= {tail, len(run) - 1}
    tokens = (t for t in line.between(run[0].start, run[-1].end) if t.end == run[-1].end)
    terms = {t.start for t in tokens if line.chars[t.start : t.end] in lexicon().terms}
    ends |= {at for at, word in enumerate(run) if word.start in terms}
    for first in starts:
        for last in ends:
            if last > first:
                yield from _phrase(line, run[first:last])


def _is_verb(run: Sequence[Word], at: int) -> bool:
    """Whether a word may be a verb: one of a single character stands between longer ones."""
    word = run[at]
    if word.end - word.start > 1:
        return word.tag in _VERBAL
    beside = (*run[max(at - 1, 0) : at], *run[at + 1 : at + 2])
    return word.tag == "v" and all(w.end - w.start > 1 for w in beside)


def _kind(text: str) -> str:
    foreign = len(text) > 2 and foreign_end(text, 0) == len(text)
    return "person" if foreign or looks_like_person(text) else ""


def _phrase(line: Line, words: Sequence[Word]) -> Iterator[Phrase]:
    """A phrase, the name at its end behind a common noun, and the person it may begin with."""
    start, end = words[0].start, words[-1].end
    last = words[-1]
    alone = last.end - last.start == 1
    whole = last.tag not in "fd" if alone else last.tag in _ENDS
    if whole and 1 < end - start <= _LONGEST and (len(words) > 1 or words[0].tag != "N"):
        common = len(words) == 1 and last.tag != "h"
        yield Phrase(start, end, "" if common else _kind(line.chars[start:end]))
    tail = len(words)
    while tail and words[tail - 1].end - words[tail - 1].start == 1:
        tail -= 1
    if 0 < tail < len(words) and end - words[tail].start in _PERSON:
        yield Phrase(words[tail].start, end, _kind(line.chars[words[tail].start : end]))
    bounds = {word.end for word in words}
    for size in _NAME:
        if start + size in bounds and looks_like_person(line.chars[start : start + size]):
            yield Phrase(start, start + size, "person")
