"""Features of a mention by the parts of speech around it, whatever it is the name of."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from xzfacts.extract.entity.entities import Mention
from xzfacts.extract.entity.mention_roles import side
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.segmentation import Word
from xzfacts.text.lazy_pattern import lazy_pattern

_LONGEST_PATH = 5  # words between a mention and a figure that are told apart
_PART = lazy_pattern("[;；。]")


class Grammar:
    """The words of a sentence, and where its phrases stand in their clauses."""

    def __init__(self, line: Line, words: Sequence[Word]) -> None:
        self.line = line
        self.words = words
        self._starts = [word.start for word in words]
        self._roles = [_role(word.tag, self._text(at)) for at, word in enumerate(words)]
        telling = (at if role else -1 for at, role in enumerate(self._roles))
        self._telling = list(accumulate(telling, max))  # the last word with a role, for each

    def _text(self, at: int) -> str:
        word = self.words[at]
        return self.line.chars[word.start : word.end]

    def place(self, mention: Mention) -> str:
        """Head of its clause, or behind a verb, a preposition, 的, a list mark or an amount."""
        start = self.line.clauses[self.line.clause_at(mention.start)][0]
        at = bisect_left(self._starts, mention.start) - 1
        if at >= 0 and self.words[at].start >= start:
            word = self.words[at]
            if word.tag == "M" and word.end == mention.start:
                return "counted"
            if self._roles[at] == "later" and word.end > mention.start:
                at -= 1
        at = self._telling[at] if at >= 0 else -1
        return self._roles[at] if at >= 0 and self.words[at].start >= start else "head"

    def around(self, mention: Mention) -> tuple[str, str]:
        """Tags of the words before and behind a mention; ^ and $ at the ends of its clause."""
        start, end = self.line.clauses[self.line.clause_at(mention.start)]
        left = bisect_left(self._starts, mention.start) - 1
        right = bisect_left(self._starts, mention.end)
        before = "^" if left < 0 or self.words[left].end <= start else self.words[left].tag
        behind = "$" if right >= len(self.words) or self.words[right].start >= end else (
            self.words[right].tag)  # fmt: skip
        return before, behind

    def path(self, mention: Mention, position: int) -> str:
        """The tags between a mention and a figure behind it, repeated ones once."""
        first = bisect_left(self._starts, mention.end)
        last = bisect_left(self._starts, position)
        found = ""
        for word in self.words[first:last]:
            text = self.line.chars[word.start : word.end]
            tag = text if text in "的,，:：、;；。" else self._coarse(word)
            if tag != found[-1:]:
                found += tag
        return found if len(found) <= _LONGEST_PATH else f"{found[:2]}~{found[-2:]}"

    def _coarse(self, word: Word) -> str:
        """The tag of a word: m for what is measured, n for any other noun, N for a name."""
        if word.tag in "nghosw":
            return "m" if self.line.chars[word.start : word.end] in lexicon().terms else "n"
        return word.tag

    def crossed(self, mention: Mention, position: int) -> int:
        """How many nouns stand between a mention and a figure."""
        first = bisect_left(self._starts, mention.end)
        last = bisect_left(self._starts, position)
        return sum(word.tag in "nNghos" for word in self.words[first:last])

    def of(self, mention: Mention) -> Iterator[str]:
        """The features of a mention, wherever the figure stands."""
        chars = self.line.chars
        before, behind = self.around(mention)
        place = self.place(mention)
        yield f"place {place}"
        yield f"tags {before} {behind}"
        yield f"behind {behind}"
        yield f"place {place} {behind}"
        at = bisect_left(self._starts, mention.end)
        if at < len(self.words):
            yield f"r={self._text(at)}|"
        at = bisect_left(self._starts, mention.start) - 1
        if at >= 0:
            yield f"l=|{self._text(at)}"
        left, right = side(self.line, mention)
        yield f"left {left}"
        yield f"right {right}"
        yield f"{left} {right}"
        yield f"{mention.entity.kind} {left}"
        yield f"l={chars[max(mention.start - 2, 0) : mention.start]}"
        yield f"r={chars[mention.end : mention.end + 2]}"


def _role(tag: str, text: str) -> str:
    """What a word makes of a phrase behind it; nothing if the words before it tell."""
    if tag in "vw":
        return "object"
    if tag == "p":
        return "prep"
    if text == "的":
        return "of"
    if tag != "M" and text in "和与及、":
        return "joined"
    return "later" if tag in "nNghos" else ""


def measures(text: str) -> bool:
    """Whether a phrase ends in a word for what is measured."""
    return any(text[at:] in lexicon().terms for at in range(len(text) - 1))


def of_phrase(name: str) -> tuple[str, ...]:
    """What the characters of a noun phrase tell of it."""
    return f"ends={name[-1:]}", f"ends={name[-2:]}"


def is_new_part(line: Line, position: int) -> bool:
    """Whether the figure before is in a part of the sentence that has ended."""
    earlier = max((a.end for a in line.amounts if a.end <= position), default=0)
    return _PART.search(line.chars, earlier, position) is not None


def contexts(line: Line, position: int) -> tuple[str, ...]:
    """What the figure seems to measure: the last verb before it, and its unit."""
    verbs = [t for t in line.between(0, position) if t.sort == "v" and t.end - t.start > 1]
    verb = line.chars[verbs[-1].start : verbs[-1].end] if verbs else ""
    unit = next((a.quantity.unit for a in line.amounts if a.start == position), "")
    return f"verb={verb}", f"unit={unit}"
