"""A stored value as its sentence and its article state it."""

from functools import cached_property, lru_cache
from itertools import accumulate

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.frame import Frame
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.stored_quotes import frame_of
from xzfacts.text.normalize import compact

_BEFORE = 120  # characters before a sentence that it may continue
_NAMES = 3_000  # characters of the names of a subject
_LEDE = 100  # characters behind the title that say what the article is about

_compact = lru_cache(maxsize=256)(compact)  # many facts may share a sentence


class Statement:
    """A fact with its sentence, all in compact characters.

    row: the fact.
    quote: the sentence.
    names: of the subject, of very long ones only the first.
    attribute: name of the attribute.
    title: of the article.
    """

    def __init__(self, catalog: Catalog, row: FactRow) -> None:
        self._sentences = catalog.sentences
        self.row = row
        self.quote = _compact(row.quote)
        self.names = _names(tuple(catalog.names_of(row.subject)))
        self.attribute = compact(catalog.attribute(row.attribute).name)
        self.title = _compact(catalog.source(row.source).title)

    @cached_property
    def frame(self) -> Frame | None:
        """The frame of the value in the sentence; None if it does not occur there."""
        return frame_of(self.row.quote, self.row.value, self.row.read_quantity(), self.attribute)

    @cached_property
    def article(self) -> str:
        """The title and the stored sentences of the article."""
        return self.title + self._sentences.of_file(self.row.source)

    @cached_property
    def context(self) -> str:
        """What the sentence may continue: the text before it, and the title with the lede."""
        article = self.article
        at = max(article.find(self.quote), 0)
        return f"{article[max(at - _BEFORE, 0) : at]}\0{article[: len(self.title) + _LEDE]}"

    @property
    def said(self) -> str:
        """The sentence, the names and the title."""
        return "\0".join((self.quote, *self.names, self.attribute, self.title))

    @cached_property
    def known(self) -> str:
        """The sentence and the names with the whole article."""
        return f"{self.said}\0{self.article}"

    @property
    def near(self) -> str:
        """What is said next to the value, and the name of its attribute."""
        near = self.frame.measure.near if self.frame else ""
        if filler_end(near.strip("\0")) == len(near.strip("\0")):  # …最长，为12分52秒
            near = self.quote.partition(compact(self.row.value))[0]
        return f"{near}\0{self.attribute}"


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    ends = accumulate(map(len, names))
    return tuple(compact(name) for name, end in zip(names, ends, strict=True) if end <= _NAMES)
