"""The words of a sentence around its names and amounts, looked up on first use."""

from functools import cached_property

from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache, SubjectFacts
from xzfacts.index.lookup.catalog import AttributeEntry
from xzfacts.language import qualifiers
from xzfacts.language.frame import Frame, read_frame
from xzfacts.language.known_names import NameMention
from xzfacts.language.query_units import Query, span_mask
from xzfacts.language.sentence import Reading, Stated
from xzfacts.match.attribute_linking import Asked, FreeUnits, ask
from xzfacts.match.query_terms import ASKING, Word, unshadowed

_LONGEST_LEAD = 8  # maximum of characters of a word before the amount that is part of it


class SentenceContext:
    """A sentence with its names and amounts.

    reading: the sentence.
    unnamed: its compact characters with the names blanked.
    amounts: its amounts that are not part of a name or a word.
    """

    def __init__(
        self,
        reading: Reading,
        names: tuple[NameMention, ...],
        amounts: tuple[Stated, ...],
        fact_cache: SubjectFactCache,
    ) -> None:
        self.reading = reading
        self._facts = fact_cache
        self._named = 0
        chars = reading.chars
        for name in names:
            self._named |= name.mask
            chars = chars[: name.start] + " " * (name.end - name.start) + chars[name.end :]
        self.unnamed = chars
        amounts = tuple(stated for stated in amounts if not stated.mask & self._named)
        self._taken = self._named
        for stated in amounts:
            self._taken |= stated.mask
        self.amounts = tuple(stated for stated in amounts if not self._in_word(stated))
        self._requests: dict[tuple[str, int], Asked | None] = {}
        self._words_in: dict[int, tuple[Word, ...]] = {}
        self._units: dict[int, FreeUnits] = {}
        self.names = names
        self._every = amounts

    @cached_property
    def stated(self) -> bool:
        """Whether the sentence neither denies nor doubts what it says."""
        text = self.unnamed
        return not (qualifiers.NOT_STATED.search(text) or qualifiers.DOUBTED.search(text))

    def replaced(self, subject: int) -> frozenset[int]:
        """The ids of those facts of a subject of which it has a newer value."""
        return self._facts.replaced(subject)

    def valued(self, stated: Stated, subject: SubjectFacts) -> list[PreparedFact]:
        """The facts with a stated value of a subject that is read in part."""
        value = self.reading.text[stated.raw_start : stated.raw_end]
        return self._facts.valued(subject, {value, stated.quantity.text})

    def frame(self, stated: Stated) -> Frame:
        """The frame of an amount of the sentence."""
        span = stated.start, stated.end
        return read_frame(self.reading, span, stated.quantity, self.amounts, self.names)

    @cached_property
    def times(self) -> tuple[tuple[int, str], ...]:
        """The units of each word such as 去年, and the word."""
        found = qualifiers.WHEN.find(self.unnamed)
        return tuple((span_mask(start, end), word) for start, end, word in found)

    @cached_property
    def query(self) -> Query:
        """The sentence as a query for the matcher."""
        return self.reading.query()

    @cached_property
    def _found(self) -> tuple[tuple[Word, ...], int]:
        """The words that may name an attribute, longest first, and the units of filler."""
        chars = self.reading.chars
        words: list[Word] = []
        filler = 0
        for start in range(len(chars)):
            if self._taken >> start & 1:
                continue
            for term in self._facts.prefixes.terms_at(chars, start):
                end = start + len(term.text)
                mask = span_mask(start, end)
                if mask & self._taken or not self.query.keeps_words(start, end):
                    continue
                if term.role in ASKING:
                    words.append(Word(start, end, term, "exact"))
                elif term.role == "particle":
                    filler |= mask
        for start, end in qualifiers.filler_spans(chars):
            filler |= span_mask(start, end)
        words.sort(key=lambda w: (w.start - w.end, w.start, w.term.role, w.term.target))
        return tuple(words), filler & ~self._taken

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that may name an attribute, longest first."""
        return self._found[0]

    def words_in(self, mask: int) -> tuple[Word, ...]:
        """Those of the words that are within some units."""
        if mask not in self._words_in:
            self._words_in[mask] = tuple(word for word in self.words if word.mask & ~mask == 0)
        return self._words_in[mask]

    @cached_property
    def concept_words(self) -> tuple[Word, ...]:
        """The words that name a concept."""
        return tuple(word for word in self.words if word.term.role == "concept")

    @cached_property
    def _attribute_units(self) -> int:
        mask = 0
        for word in self.words:
            if word.end - word.start > 1:
                mask |= word.mask
        return mask

    @cached_property
    def bearers(self) -> dict[str, set[int]]:
        """The attributes that each word of the sentence is a name of."""
        found: dict[str, set[int]] = {}
        for word in self.words:
            if word.term.role == "attribute":
                found.setdefault(word.term.text, set()).add(word.term.target)
        return found

    def meaning(self, attribute: AttributeEntry) -> tuple[frozenset[int], str]:
        """The concepts of the longest word that ends the attribute's own name, and the word."""
        return self._facts.meaning(attribute)

    def concepts_in(self, name: str) -> dict[int, str]:
        """The concepts of the words in a compact name, each with its longest word."""
        return self._facts.concepts_in(name)

    def synonyms(self, known: PreparedFact) -> tuple[str, int]:
        """Words of the attribute's name with a synonym in the sentence, and the units of those."""
        texts, mask = "", 0
        concepts = self.concepts_in(known.name)
        for word in self.concept_words if concepts else ():
            text = concepts.get(word.term.target)
            if text is None:
                continue
            if text not in word.term.text and word.term.text not in text:  # not 高速公路 of 公路
                texts += "\0" + text
                mask |= word.mask
        return texts, mask

    def content(self, mask: int) -> int:
        """The units of `mask` that are no filler and belong to no name or amount."""
        return mask & ~self._found[1] & ~self._taken

    def requests(self, known: PreparedFact, region: int) -> Asked | None:
        """The match of the fact's attribute with the units of `region`; None without one."""
        free = region & ~self._taken
        if not free:
            return None
        key = f"{known.attribute.id} {known.name}", free
        if key not in self._requests:
            self._requests[key] = self._request(known, free)
        return self._requests[key]

    def _request(self, known: PreparedFact, free: int) -> Asked | None:
        if free not in self._units:
            words = self.words_in(free)
            content = free & ~(self._found[1] & ~self._attribute_units)
            self._units[free] = FreeUnits(self.query, unshadowed(self.query, words), free, content)
        units = self._units[free]
        if not units.words and not self._shares(known, free):
            return None
        return ask(units, known.attribute, self._facts.catalog, typos=False)

    def _shares(self, known: PreparedFact, free: int) -> bool:
        """Whether two adjacent free characters occur in a name of the attribute."""
        chars = self.reading.chars
        return any(
            free >> i & 3 == 3
            and any(chars[i : i + 2] in text for text, _ in known.attribute.names)
            for i in range((free & -free).bit_length() - 1, min(free.bit_length(), len(chars) - 1))
        )

    def text(self, mask: int) -> str:
        """The characters of some units."""
        chars = self.reading.chars
        span = range((mask & -mask).bit_length() - 1, mask.bit_length()) if mask else ()
        return "".join(chars[at] for at in span if mask >> at & 1)

    def beside(self, asked: int, loose: int) -> bool:
        """Whether loose units are among the matched ones or adjacent to them.

        Then another attribute is meant, as by 夏 in 夏粮播种面积 and 国 in 国内营业收入.
        """
        if not asked or not loose:
            return False
        for mask, _word in self.times:
            loose &= ~mask
        words, taken = self.reading.words, self._taken
        first, last = (asked & -asked).bit_length() - 1, asked.bit_length()
        while first and words[first - 1] == words[first] and not taken >> (first - 1) & 1:
            first -= 1
        while last < len(words) and words[last] == words[last - 1] and not taken >> last & 1:
            last += 1
        return bool(span_mask(first, last) & loose)

    def _in_word(self, stated: Stated) -> bool:
        """Whether the amount is part of a word: 12小时 in 12小时降雨量, 二期 in 二期厂房."""
        chars, start, end = self.reading.chars, stated.start, stated.end
        goes_on = end < len(chars) and self.reading.words[end - 1] == self.reading.words[end]
        if goes_on and qualifiers.PHASE.fullmatch(chars, start, end):
            return True
        longest = self._facts.prefixes.longest_attribute
        for first in range(max(0, start - _LONGEST_LEAD), start + 1):
            size = end - first
            if (size > 1 and longest(chars[first : first + 2]) < size) or self._named >> first & 1:
                continue
            for term in self._facts.prefixes.terms_at(chars, first):
                if len(term.text) >= size and term.role == "attribute":
                    return True
        return False
