"""Unnamed parts of a subject that its attributes mention: 标准厂房 in 标准厂房面积.

A statement may begin with such a part and leave out the subject. The part is resolved if the
quotes of just one subject contain it and at least two attributes begin with it; the first word
of a single attribute is not specific enough.
"""

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.known_names import NameMention
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.sentence import Reading
from xzfacts.model.facts import Status
from xzfacts.text.normalize import compact

_LONG = 4  # minimum length of a part
_ATTRIBUTES = 2


class ImplicitSubjects(dict[str, bool]):
    """Whether any known part begins with these two characters; cached."""

    def __init__(self, catalog: Catalog, prefixes: PrefixIndex) -> None:
        super().__init__()
        self._catalog = catalog
        self._prefixes = prefixes
        self._subjects: dict[str, int | None] = {}

    def __missing__(self, pair: str) -> bool:
        """Look the pair up."""
        found = self[pair] = bool(self._parts(pair))
        return found

    def may_begin(self, plain: str) -> bool:
        """Whether a sentence with these `plain` characters may begin with such a part.

        Cheap test before the sentence is analysed; `found` decides.
        """
        start = filler_end(plain)
        # Plain characters lack the marks inside numbers, which may separate what is compared.
        return plain[start : start + 1].isdigit() or self[plain[start : start + 2]]

    def found(self, reading: Reading) -> tuple[NameMention, ...]:
        """The part that the sentence begins with, as a mention of its subject."""
        chars = reading.chars
        start = filler_end(chars)
        parts = [t for t in self._parts(chars[start : start + 2]) if chars.startswith(t, start)]
        for part in sorted(parts, key=len, reverse=True):
            subject = self._subject(part)
            if subject is not None:
                return (NameMention(start, start + len(part), (subject,), "context"),)
        return ()

    def _parts(self, pair: str) -> set[str]:
        """The parts that begin so: attribute names without the word for the measure."""
        parts = set()
        if len(pair) == 2:
            for term in self._prefixes.terms_from(pair):
                if term.role == "attribute" and len(term.text) > _LONG:
                    for _, rest in self._catalog.attribute(term.target).concepts:
                        if len(rest) >= _LONG and term.text.startswith(rest):
                            parts.add(rest)
        return parts

    def _subject(self, part: str) -> int | None:
        if part not in self._subjects:
            attributes = {
                term.target for term in self._prefixes.terms_from(part) if term.role == "attribute"
            }
            subjects: set[int] = set()
            if len(attributes) >= _ATTRIBUTES:
                for attribute in attributes:
                    for row in self._catalog.facts_with(attribute):
                        if row.status == Status.CURRENT and part in compact(row.quote):
                            subjects.add(row.subject)
            self._subjects[part] = subjects.pop() if len(subjects) == 1 else None
        return self._subjects[part]
