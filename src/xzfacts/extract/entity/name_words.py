"""Where names begin and end among the words of a sentence, by word segmentation."""

from collections.abc import Callable, Iterator

from xzfacts.extract.entity.name_patterns import Found, endings, find_names
from xzfacts.extract.entity.name_uses import Use, find_uses
from xzfacts.extract.entity.people import Person, find_people
from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.segmentation import Word

_PROPER = frozenset("gohN")  # tags of words that are names themselves
_LEADING = frozenset("vwdpctrmq")  # tags of words that stand before a name
_CLOSING = frozenset("的地")  # end what describes a name
_QUOTES = frozenset('“《「『"')
_PLACES = frozenset("省市县区镇乡村")
_PAIR = 2  # characters
_SHORTEST = 3  # characters by which a name is found again
Repeated = Callable[[str, str], bool]  # whether an article has the second without the first


def names_by_form(line: Line, repeated: Repeated) -> Iterator[Found]:
    """The names in a sentence that have the form of one, from their first word on."""
    for name in find_names(line):
        place = name.kind == "place" and name.end - name.start > _PAIR
        ended = place or not _cuts_word(line, name.end)  # 副县长
        word = next((w for w in words(line.chars) if w[:2] == name[:2]), None)
        if name.kind == "place" and word and word.tag not in "gx":
            continue  # 节省
        if ended and not _cuts_word(line, name.start):
            start = _begin(line, name.start, name.end, repeated)
            if name.end - start > 1:
                yield name._replace(start=start)


def names_by_use(line: Line, repeated: Repeated) -> Iterator[Use]:
    """The names in a sentence that their use tells, from their first word on."""
    for use in find_uses(line):
        start = _begin(line, use.start, use.end, repeated)
        own = list(_inside(line, start, use.end))
        place = len(own) == 1 and own[0].tag == "g"
        yield use._replace(start=start, kind="place" if place else use.kind)


def persons(line: Line) -> Iterator[Person]:
    """The persons that a sentence names, but for those that cut a word or are one: 费者严, 席位."""
    for person in find_people(line):
        if (
            not any(
                (w.start < person.start < w.end <= person.end and w.end - w.start > _PAIR)
                or person.start <= w.start < person.end < w.end
                or (w.start == person.start and w.end == person.end and w.tag not in _PROPER)
                for w in words(line.chars)
                if w.end - w.start > 1
            )
            and line.chars[person.end - _PAIR : person.end] not in endings()
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


def _is_proper(line: Line, own: list[Word], at: int) -> bool:
    """Whether a name may begin with the word at a place of a list."""
    word = own[at]
    if not "一" <= line.chars[word.start] <= "鿿":
        return True
    if word.end - word.start > 1:
        return word.tag in _PROPER and line.chars[word.start : word.end] not in endings()
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
        sent = word.tag in "vp" and line.chars[word.end] in _PLACES and len(text) == 1  # 送县医院
        if sent:
            first, plain = word.end, False
        if not _is_proper(line, own, at + 1) or line.chars[word.end : end] in endings():
            continue
        noun = word.tag == "n"
        size = end if own[at + 1].tag == "g" else _PAIR if noun else _SHORTEST
        rest = line.chars[word.end : min(word.end + size, end)]
        grammatical = len(text) > 1 and word.tag in _LEADING
        if text in _CLOSING or grammatical or repeated(text, rest):
            first, plain = word.end, True
    return first
