"""Analyse the query outside a mention: filler, question words, requests for attributes."""

from typing import NamedTuple

from xzfacts.index.lookup.catalog import AttributeEntry, Catalog
from xzfacts.language.query_units import Query, span_mask, union
from xzfacts.match.answer_types import HEADS, NAMES
from xzfacts.match.attribute_linking import Asked, FreeUnits, ask
from xzfacts.match.query_quantities import Amount, asked_unit, may_ask_for, read_amounts
from xzfacts.match.query_terms import (
    ASKING,
    Word,
    beside,
    closing,
    links,
    opening,
    particles,
    places,
    question,
    unshadowed,
)
from xzfacts.quantity.model import CALENDAR

_PRONOUNS = frozenset("你您我咱谁请")
_WHICH = ("哪一个", "哪个", "哪座", "哪一", "哪", "什么")
_LONGEST_ADDRESS = 8  # units before a name that a pronoun at the beginning may account for


# Characters of question words: sharing them with an attribute's name is no evidence.
_INTERROGATIVES = ("多少", "几", "什么", "哪", "谁", "何", "怎")


# What follows is no noun of theirs: 几年开一次, 几点开门.
_UNCOUNTED = frozenset({"age", "duration", *CALENDAR})
_MONEY = frozenset({"money", "rate"})

_NO_VALUES = {*NAMES, "any"}  # kinds that 谁, 哪里 and 什么 ask for


class Frame(NamedTuple):
    """The units of a query that a mention leaves free. All but the first three are masks.

    words: known words among them. kinds: of value, that question words ask for. unit: the
    unit that they ask for, with its place. questions: question words. filler: what carries
    no content. kind: words next to the name that say what kind of thing it is. parting:
    filler that no name goes on with. verbs: phrases that ask without naming an attribute.
    interrogative: all that is a question word or part of one.
    asking: the words that name an attribute and stand by themselves. whole: whether the
    query is a whole question, not just key words. meant: the concepts that its phrases ask for.
    level: of the place that it asks for, as 县 in 哪个县, or empty.
    counted: character pairs of the noun that it counts, as 学校 in 多少所学校.
    """

    words: tuple[Word, ...]
    kinds: tuple[str, ...]
    unit: Amount | None
    questions: int
    filler: int
    kind: int
    parting: int
    verbs: int
    interrogative: int
    asking: tuple[Word, ...]
    whole: bool
    meant: frozenset[int]
    level: str
    counted: frozenset[str]

    @property
    def money(self) -> bool:
        """Whether only money is asked for."""
        return "money" in self.kinds and _MONEY.issuperset(self.kinds)


class ParsedQuery:
    """One reading of a query with its amounts; frames and requests are kept as they are read.

    words: those known to the vocabulary. typos: whether attributes may be mistyped.
    frames: cache of the frames for the same query and words.
    """

    def __init__(
        self,
        catalog: Catalog,
        query: Query,
        words: tuple[Word, ...],
        *,
        typos: bool,
        frames: dict[int, Frame],
    ) -> None:
        self.catalog = catalog
        self.query = query
        self.words = words
        self.typos = typos
        self.amounts = read_amounts(query)
        self.all = span_mask(0, query.size)
        found = (place for word in _INTERROGATIVES for place in places(query.chars, word))
        self._interrogatives = union(span_mask(*place) for place in found)
        self._asks: dict[tuple[int, int], Asked | None] = {}
        self._frames = frames
        self._parted: dict[int, tuple[dict[int, list[Word]], list[Word]]] = {}

    def asked(self, attribute: AttributeEntry, free: int) -> Asked | None:
        """How the free units ask for the attribute, if they do."""
        key = (attribute.id, free)
        if key not in self._asks:
            frame = self.frame(free)
            content = free & ~frame.filler & ~self._interrogatives
            names, others = self._words_of(free)
            words = (*names.get(attribute.id, ()), *others)
            units = FreeUnits(self.query, words, free, content)
            self._asks[key] = ask(units, attribute, self.catalog, typos=self.typos)
        return self._asks[key]

    def _words_of(self, free: int) -> tuple[dict[int, list[Word]], list[Word]]:
        """The free words that name attributes, by attribute, and the other free words.

        Thousands of attributes may have one alias, and each is compared with its own names only.
        """
        if free not in self._parted:
            names: dict[int, list[Word]] = {}
            others: list[Word] = []
            for word in self.frame(free).words:
                own = word.term.role == "attribute"
                (names.setdefault(word.term.target, []) if own else others).append(word)
            self._parted[free] = names, others
        return self._parted[free]

    def asks_for_value(self, *, answered: bool) -> bool:
        """Whether it asks for a value, not for a name. answered: whether a name answers it."""
        frame = self.frame(self.all)
        if frame.whole and frame.kinds:
            return not _NO_VALUES.issuperset(frame.kinds)
        return not self._claims_value() and (frame.whole or not answered)

    def _claims_value(self) -> bool:
        """Whether it ends with an amount, which it claims: 晨南服饰 100人, but not 60米 纪录."""
        return any(
            each.quantity.dimension not in CALENDAR and each.mask >> self.query.size - 1 & 1
            for each in self.amounts
        )

    def frame(self, free: int) -> Frame:
        """Analyse the free units."""
        if free not in self._frames:
            self._frames[free] = read_frame(self.query, self.words, free)
        return self._frames[free]


def read_frame(query: Query, words: tuple[Word, ...], free: int) -> Frame:
    """Read the free units; `words` are the known words of the whole query."""
    words = unshadowed(query, tuple(w for w in words if w.mask & ~free == 0))
    words = tuple(
        w
        for w in words
        if w.term.role not in {"question", "cue"} or may_ask_for(query.chars, w.start, w.end)
    )
    first = opening(words, free)
    questions, kinds = question(words, free & ~first)
    last = closing(query, words, free & ~first & ~questions)
    leads = any(w.term.role == "lead" and w.mask & ~first == 0 for w in words)
    empty = first | last
    empty |= particles(query, words, free & ~empty & ~questions)
    if kinds:
        empty |= _addressed(query, free)
    whole = bool(kinds) or bool(last) or leads or query.question_mark
    named = span_mask(0, query.size) & ~free
    content = free & ~empty & ~questions
    if not content and not kinds and _spaced(query, free):
        empty = 0  # `鹤翎草 属`: a separate word is content
    unit = asked_unit(query, free & ~empty) if kinds else None
    if unit and unit.quantity.dimension == "people" and "people" not in kinds:
        kinds = ("people",)  # 多少号人
    return Frame(
        words=words,
        kinds=kinds,
        unit=unit,
        questions=questions,
        filler=empty,
        kind=beside(query, words, content, named | first),
        parting=first | last | questions | links(words, free),
        verbs=union(w.mask for w in words if whole and w.term.role == "cue" and w.how == "exact"),
        interrogative=union(w.mask for w in words if w.term.role == "question"),
        asking=tuple(
            w
            for w in words
            if w.term.role in ASKING and w.term.role != "cue" and _stands_alone(query, w, content)
        ),
        whole=whole,
        level=_place_level(query) if "place" in kinds else "",
        meant=_meant(words, empty | questions),
        counted=_counted_pairs(query, unit, 0 if "people" in kinds else questions),
    )


def _meant(words: tuple[Word, ...], empty: int) -> frozenset[int]:
    """The concepts that phrases ask for. empty: units that ask for nothing by themselves."""
    return frozenset(
        w.term.target
        for w in words
        if w.term.role == "cue"
        and w.how == "exact"
        and (w.mask & ~empty or _counts_something(w.term.text))
    )


def _counted_pairs(query: Query, unit: Amount | None, questions: int) -> frozenset[str]:
    """Character pairs of the noun that is counted, or its only character.

    questions: units that are no noun.
    """
    chars = query.chars
    start = max(chars.find("多少") + 2, chars.find("几") + 1)
    if unit:
        if unit.quantity.dimension in _UNCOUNTED:
            return frozenset()
        start = unit.mask.bit_length()
    elif start < 2:
        return frozenset()
    while questions >> start & 1:
        start += 1
    end = next((e for s, e in query.runs(span_mask(0, query.size)) if s < start < e), start)
    noun = chars[start:end].rstrip("吗呢啊呀吧的了")
    if noun in HEADS or (unit and chars[start - 1] == "人"):
        return frozenset()  # says only what is measured, or is a verb: 多少人员, 多少人受伤
    if unit and len(noun) == 1:
        return frozenset(noun)  # 镇 in 几个镇, 罩 in 多少口罩
    return frozenset(noun[i : i + 2] for i in range(len(noun) - 1))


def _place_level(query: Query) -> str:
    """What kind of place is asked for by name: 市 in 属于哪个市."""
    for word in _WHICH:
        at = query.chars.find(word)
        if at >= 0:
            from xzfacts.text.short_forms import PLACE_ENDINGS

            rest = query.chars[at + len(word) :]
            return next((e for e in PLACE_ENDINGS if rest.startswith(e)), "")
    return ""


def _counts_something(phrase: str) -> bool:
    """Whether the phrase names what is counted, not only people: 多少学生."""
    return len(phrase.partition("多少")[2].rstrip("了的")) > 1


def _addressed(query: Query, free: int) -> int:
    """Return the units before the name, if they begin with a pronoun: 你帮我问问."""
    first = next((i for i in range(query.size) if not free >> i & 1), 0)
    if query.chars[0] in _PRONOUNS and first <= _LONGEST_ADDRESS:
        return span_mask(0, first)
    return 0


def _spaced(query: Query, free: int) -> bool:
    """Whether the free units are words between spaces."""
    return all(not query.joined(start) and not query.joined(end) for start, end in query.runs(free))


def _stands_alone(query: Query, word: Word, content: int) -> bool:
    return not query.beside(word.mask) & content & ~word.mask
