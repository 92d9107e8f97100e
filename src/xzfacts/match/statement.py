"""A stored value as its sentence and its article state it."""

from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.frame import Frame
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.stored_quotes import frame_of
from xzfacts.match.context_overlap import value_clause
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact

_BEFORE = 120  # characters before a sentence that it may continue
_NAMES = 3_000  # characters of the names of a subject
_LEDE = 100  # characters behind the title that say what the article is about

_NEAR = 8  # characters before a value
_FIGURE = lazy_pattern(
    "[0-9][0-9.,%]*|[一二三四五六七八九十百千万亿两几]+(?=[个名人家元次岁年月日天米吨亩户例])"
)

_compact = lru_cache(maxsize=256)(compact)  # many facts may share a sentence


class Places(NamedTuple):
    """The texts around a value, from the closest to the farthest.

    near: before the value, behind the last figure of its clause.
    clause: the rest of its clause.
    behind: the value, up to the next figure of its clause.
    attribute: name of the attribute.
    names: of the subject.
    sentence: the whole sentence.
    context: the text before the sentence, the title and the lede.
    article: its title and its stored sentences.
    """

    near: str
    clause: str
    behind: str
    attribute: str
    names: str
    sentence: str
    context: str
    article: str


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

    @cached_property
    def places(self) -> Places:
        """The texts around the value."""
        value = compact(self.row.value)
        clause = compact(value_clause(self.row.quote, self.row.value))
        before, _, behind = clause.partition(value)
        figures = [found.end() for found in _FIGURE.finditer(before)]
        following = _FIGURE.search(behind)
        end = following.start() if following else len(behind)
        return Places(
            before[figures[-1] if figures else 0 :][-_NEAR:],
            f"{before}\0{behind[end:]}",
            behind[:end],
            self.attribute,
            "\0".join(self.names),
            self.quote,
            self.context,
            self.article,
        )

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
