"""Things without a name of their own that attributes speak of: 标准厂房 in 标准厂房面积.

A statement may begin with such a thing and leave out whose it is. That is taken for the one
subject of whose sentences it is part, if there is just one, and if the store knows at least
two things about it: a word that a single attribute begins with may be anybody's.
"""

from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.known_names import NameMention
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.sentence import Reading
from xzfacts.model.facts import Status
from xzfacts.text.normalize import compact

_LONG = 4  # characters of a thing at least
_ATTRIBUTES = 2


class ImplicitSubjects(dict[str, bool]):
    """Whether any known thing begins with these two characters; cached."""

    def __init__(self, catalog: Catalog, prefixes: PrefixIndex) -> None:
        super().__init__()
        self._catalog = catalog
        self._prefixes = prefixes
        self._whose: dict[str, int | None] = {}

    def __missing__(self, pair: str) -> bool:
        """Look the pair up."""
        found = self[pair] = bool(self._things(pair))
        return found

    def may_begin(self, plain: str) -> bool:
        """Whether a sentence with these `plain` characters may begin with such a thing.

        Cheap test before the sentence is analysed; `found` decides.
        """
        start = filler_end(plain)
        # Plain characters lack the marks inside numbers, which may separate what is compared.
        return plain[start : start + 1].isdigit() or self[plain[start : start + 2]]

    def found(self, reading: Reading) -> tuple[NameMention, ...]:
        """The thing that the sentence begins with, as a name of the subject that has it."""
        chars = reading.chars
        start = filler_end(chars)
        things = [t for t in self._things(chars[start : start + 2]) if chars.startswith(t, start)]
        for thing in sorted(things, key=len, reverse=True):
            subject = self._subject(thing)
            if subject is not None:
                return (NameMention(start, start + len(thing), (subject,), "context"),)
        return ()

    def _things(self, pair: str) -> set[str]:
        """What attributes that begin so say before the word for what is told of it."""
        things = set()
        if len(pair) == 2:
            for term in self._prefixes.terms_from(pair):
                if term.role == "attribute" and len(term.text) > _LONG:
                    for _, rest in self._catalog.attribute(term.target).concepts:
                        if len(rest) >= _LONG and term.text.startswith(rest):
                            things.add(rest)
        return things

    def _subject(self, thing: str) -> int | None:
        if thing not in self._whose:
            attributes = {
                term.target for term in self._prefixes.terms_from(thing) if term.role == "attribute"
            }
            subjects: set[int] = set()
            if len(attributes) >= _ATTRIBUTES:
                for attribute in attributes:
                    for row in self._catalog.facts_with(attribute):
                        if row.status == Status.CURRENT and thing in compact(row.quote):
                            subjects.add(row.subject)
            self._whose[thing] = subjects.pop() if len(subjects) == 1 else None
        return self._whose[thing]
