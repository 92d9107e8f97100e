"""Where names begin and end among the words of a sentence, by word segmentation."""

from collections.abc import Callable, Iterator

from xzfacts.extract.entity.name_patterns import ENDINGS, Found, find_names
from xzfacts.extract.entity.name_uses import Use, find_uses
from xzfacts.extract.entity.people import Person, find_people
from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.segmentation import Word
from xzfacts.language.surnames import looks_like_person

_PROPER = frozenset("gohN")  # tags of words that are names themselves
_LEADING = frozenset("vwdpctrmq")  # tags of words that stand before a name
_CLOSING = frozenset("的地")  # end what describes a name
_QUOTES = frozenset('“《「『"')
_MAYBE_COMMON = frozenset(("clause", "announcing", "headed", "trade"))
_SHORTEST = 3  # characters by which a name is found again
Repeated = Callable[[str, str], bool]  # whether an article has the second without the first


def names_by_form(line: Line, repeated: Repeated) -> Iterator[Found]:
    """The names in a sentence that have the form of one, from their first word on."""
    for name in find_names(line):
        ended = name.kind == "place" or not _cuts_word(line, name.end)
        if ended and not _cuts_word(line, name.start):
            yield name._replace(start=_begin(line, name.start, name.end, repeated))


def names_by_use(line: Line, repeated: Repeated) -> Iterator[Use]:
    """The names in a sentence that their use tells, from their first word on."""
    for use in find_uses(line):
        if use.kind or use.how not in _MAYBE_COMMON or not _is_common(line, use.start, use.end):
            yield use._replace(start=_begin(line, use.start, use.end, repeated))


def persons(line: Line) -> Iterator[Person]:
    """The persons that a sentence names, but for those that cut a word: 费者严, 车间组."""
    for person in find_people(line):
        if not any(
            (w.start < person.start < w.end <= person.end and w.end - w.start > 2)
            or person.start <= w.start < person.end < w.end
            for w in words(line.chars)
            if w.end - w.start > 1
        ):
            yield person


def _inside(line: Line, start: int, end: int) -> Iterator[Word]:
    """The words of a stretch, those that reach across its ends cut."""
    for word in words(line.chars):
        if word.start < end and start < word.end:
            yield word._replace(start=max(word.start, start), end=min(word.end, end))


def _cuts_word(line: Line, at: int) -> bool:
    """Whether a name that begins or ends here would cut a common word."""
    return any(w.start < at < w.end and w.tag not in _PROPER for w in words(line.chars))


def _is_common(line: Line, start: int, end: int) -> bool:
    """Whether a stretch consists of common words: 独居老人, 但房地产.

    Names are made of characters that form no words with each other (医共体), or of names.
    """
    if looks_like_person(line.chars[start:end]):
        return False
    own = list(_inside(line, start, end))
    return not any(_is_proper(line, own, at) for at in range(len(own)))


def _is_proper(line: Line, own: list[Word], at: int) -> bool:
    """Whether a name may begin with the word at a place of a list."""
    word = own[at]
    if word.end - word.start > 1:
        return word.tag in _PROPER and line.chars[word.start : word.end] not in ENDINGS
    if not "一" <= line.chars[word.start] <= "鿿":
        return True
    behind = own[at + 1 : at + 2]
    return bool(behind) and behind[0].end - behind[0].start == 1


def _begin(line: Line, start: int, end: int, repeated: Repeated) -> int:
    """Where a name in a stretch begins, behind the words that lead to it.

    A clause that ends in 的, and verbs and adverbs of more than one character do; common nouns
    and words of one character where the article has the rest without them.
    repeated: whether it has a text (the second) without another before it.
    """
    own = list(_inside(line, start, end))
    first, plain = start, True
    if line.chars[start] in _QUOTES:
        return start
    for at, word in enumerate(own[:-1]):
        text = line.chars[word.start : word.end]
        plain = plain and (word.tag in _LEADING or (word.tag == "n" and len(text) > 1))
        if text not in _CLOSING and not plain:
            continue
        if not _is_proper(line, own, at + 1) or line.chars[word.end : end] in ENDINGS:
            continue
        rest = line.chars[word.end : min(word.end + _SHORTEST, end)]
        grammatical = len(text) > 1 and word.tag in _LEADING
        if text in _CLOSING or grammatical or repeated(text, rest):
            first, plain = word.end, True
    return first
