"""The words of a query that the vocabulary knows: attributes, question words, filler."""

from collections.abc import Iterable
from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog, Term
from xzfacts.language.query_units import NONE, Query, union
from xzfacts.text.question_forms import canonical_beginnings, may_ask, tokenize

_LONGEST_TERM = 14
_MAX_TOKENS = 2 * _LONGEST_TERM  # of a term with redundant words between
_OPENING = frozenset({"lead", "particle"})
ASKING = frozenset({"attribute", "concept", "cue"})
_PARAPHRASED = frozenset({"cue", "question"})
_EMPTY = frozenset("是的了有在能会要可都")
_SOUND_MIN = 2  # a single sound is too ambiguous

_Place = tuple[int, int]  # units start to end


class Word(NamedTuple):
    """A known word in the query.

    start: first unit.
    end: unit after the last.
    term: entry of the vocabulary or the store.
    how: exact, homophone, pinyin or initials.
    """

    start: int
    end: int
    term: Term
    how: str

    @property
    def mask(self) -> int:
        """The units of the word."""
        return (1 << self.end) - (1 << self.start)


def known_words(query: Query, catalog: Catalog) -> tuple[Word, ...]:
    """Return the known words that occur in the query, longest first.

    Cues and question words may also occur in an equivalent form; others occur literally.
    """
    plain = _canonical_spans(query.chars)
    found: list[tuple[Iterable[_Place], Term]] = []
    for term in catalog.terms(_terms_in(query.chars, catalog) | plain.keys()):
        found.append((places(query.chars, term.text), term))
        if term.role in _PARAPHRASED:
            found.append((plain.get(term.text, ()), term))
    return _words(query, found, "exact")


def unshadowed(query: Query, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without the general words that are pieces of longer ones: 出生 in 在哪里出生.

    Function words do not make a question longer: 做什么的 in 是做什么的.
    """
    longer: list[tuple[int, int, Word]] = []
    kept = []
    for word in words:
        start, end, term, _ = word
        if term.role in ASKING:
            if term.role != "attribute" and any(
                first <= start and end <= last and _shadows(query, other, word)
                for first, last, other in longer
            ):
                continue
            longer.append((start, end, word))
        kept.append(word)
    return tuple(kept)


def _shadows(query: Query, longer: Word, word: Word) -> bool:
    """Whether the word is a piece of a longer one that contains it."""
    if word.end - word.start == longer.end - longer.start:
        return False
    more = query.chars[longer.start : word.start] + query.chars[word.end : longer.end]
    return longer.term.role != "cue" or not _EMPTY.issuperset(more)


def sounding_words(query: Query, catalog: Catalog, known: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words that sound like a part of the query, longest first.

    known: the words that occur literally.
    """
    how = "pinyin" if query.pinyin else "homophone"
    # Characters without a sound code match only themselves: `known` has those words.
    spans = {text for text in _spans(query.codes, _SOUND_MIN) if not text.isascii()}
    terms = catalog.terms_by_codes(spans)
    found = _words(query, ((places(query.codes, t.codes), t) for t in terms), how)
    long = [w for w in known if w.end - w.start >= _SOUND_MIN]
    fixed = [w for w in long if w.term.role in {"question", "lead"}]
    found = tuple(
        w
        for w in found
        if query.chars[w.start : w.end] != w.term.text
        and not any(w.mask & k.mask and k.mask & ~w.mask for k in long)
        and not any(w.mask == k.mask for k in long)
        and not any(k.mask & ~w.mask == 0 for k in fixed)
    )
    if query.pinyin and NONE in query.codes:
        letters = "".join(
            letter if code == NONE else NONE
            for letter, code in zip(query.letters, query.codes, strict=True)
        )
        terms = catalog.terms_by_initials(_spans(letters, _SOUND_MIN))
        sounding = ((places(letters, t.initials), t) for t in terms)
        found += _words(query, sounding, "initials")
    return tuple(w for w in found if w.term.role in ASKING)


def _terms_in(text: str, catalog: Catalog) -> set[str]:
    """The parts of the text that may be terms."""
    tails = [
        run[start : start + _LONGEST_TERM] for run in text.split(NONE) for start in range(len(run))
    ]
    lengths = catalog.term_lengths(tails)
    return {
        tail[:size]
        for tail, most in zip(tails, lengths, strict=True)
        for size in range(1, most + 1)
    }


def _spans(text: str, least: int) -> set[str]:
    """The parts of the text that may be terms, at least so long."""
    return {
        run[start:end]
        for run in text.split(NONE)
        for start in range(len(run))
        for end in range(start + least, min(len(run), start + _LONGEST_TERM) + 1)
    }


def places(text: str, part: str) -> list[_Place]:
    """Where the part occurs in the text."""
    found: list[_Place] = []
    start = text.find(part)
    while start >= 0:
        found.append((start, start + len(part)))
        start = text.find(part, start + 1)
    return found


def _canonical_spans(text: str) -> dict[str, list[_Place]]:
    """Where canonical forms of parts of the text occur, if they differ from the text."""
    found: dict[str, list[_Place]] = {}
    if not may_ask(text):
        return found  # no question words, no redundant words
    tokens = tokenize(text)
    changes = [t.redundant or t.canonical != text[t.start : t.end] for t in tokens]
    for first, token in enumerate(tokens):
        if token.canonical == NONE:
            continue
        changed = False
        for last, plain in enumerate(canonical_beginnings(tokens[first : first + _MAX_TOKENS])):
            changed = changed or changes[first + last]
            end = tokens[first + last].end
            if tokens[first + last].canonical == NONE or len(plain) > _LONGEST_TERM:
                break
            if changed and plain != text[token.start : end]:
                found.setdefault(plain, []).append((token.start, end))
    return found


def _words(
    query: Query, terms: Iterable[tuple[Iterable[_Place], Term]], how: str
) -> tuple[Word, ...]:
    found = [
        Word(start, end, term, how)
        for spans, term in terms
        for start, end in spans
        if query.keeps_words(start, end)
    ]
    found.sort(key=lambda w: (w.start - w.end, w.start, w.term.role, w.term.target))
    return tuple(found)


def opening(words: tuple[Word, ...], free: int) -> int:
    """The free units at the beginning that open a question: 请问, 你 知道, 麻烦 告诉 我."""
    mask = 0
    start = 0
    while word := next(
        (w for w in words if w.start == start and w.term.role in _OPENING and _is_free(w, free)),
        None,
    ):
        mask |= word.mask
        start = word.end
    return mask


def closing(query: Query, words: tuple[Word, ...], free: int) -> int:
    """The free units at the end that close a question: 吗, 来着."""
    mask = 0
    end = query.size
    while word := next(
        (w for w in words if w.end == end and w.term.role == "tail" and _is_free(w, free)), None
    ):
        mask |= word.mask
        end = word.start
    return mask


def question(words: tuple[Word, ...], free: int) -> tuple[int, tuple[str, ...]]:
    """The free units that are question words, and the kinds of value that they ask for."""
    mask = 0
    kinds: list[str] = []
    asking = [word for word in words if word.term.role == "question" and _is_free(word, free)]
    for word in asking:
        # 在哪|年 asks for no place where 哪年 asks for a year.
        cut = any(
            word.start < other.start < word.end < other.end
            and other.mask.bit_count() >= word.mask.bit_count()
            for other in asking
        )
        if not cut and _is_free(word, free & ~mask):
            mask |= word.mask
            kinds += word.term.kinds
    return mask, tuple(kinds)


def particles(query: Query, words: tuple[Word, ...], free: int) -> int:
    """The free units that carry no content between subject and attribute.

    Longer words are taken first, and what is a piece of a longer word that may name an
    attribute (在 in 所在地) is none. A kind of thing is filler behind a demonstrative: 这部电影.
    """
    mask = 0
    pointing = 0
    left = free
    for word in words:
        if not _is_free(word, left & ~mask):
            continue
        if word.term.role == "particle":
            mask |= word.mask
            if word.term.text[0] in _DEMONSTRATIVES:
                pointing |= word.mask
        elif word.term.role in ASKING and word.end - word.start > 1:
            left &= ~word.mask
    kinds = {"descriptor", "ending", "thing"}
    return mask | _next_to(query, words, free & ~mask, pointing, kinds)


def beside(query: Query, words: tuple[Word, ...], free: int, named: int) -> int:
    """The free units that say next to a name what kind of thing it is of: 歌手…, …公司."""
    mask = _next_to(query, words, free, named, {"descriptor"})
    for word in words:
        behind = query.joined(word.start) and named >> (word.start - 1) & 1
        if word.term.role == "ending" and behind and _is_free(word, free & ~mask):
            mask |= word.mask
    return mask


def _next_to(query: Query, words: tuple[Word, ...], free: int, anchor: int, roles: set[str]) -> int:
    mask = 0
    for word in words:
        if word.term.role in roles and _is_free(word, free & ~mask):
            anchors = anchor | mask
            left = query.joined(word.start) and anchors >> (word.start - 1) & 1
            right = query.joined(word.end) and anchors >> word.end & 1
            if left or right:
                mask |= word.mask
    return mask


def links(words: tuple[Word, ...], free: int) -> int:
    """Return the free units that separate any name from what follows: 的, 是, 有."""
    return union(
        word.mask
        for word in words
        if word.term.role == "particle" and word.term.text in _LINKS and _is_free(word, free)
    )


_DEMONSTRATIVES = frozenset("这那该此本")
_LINKS = frozenset("的是有在了和与跟对向及")


def _is_free(word: Word, free: int) -> bool:
    return word.mask & ~free == 0
