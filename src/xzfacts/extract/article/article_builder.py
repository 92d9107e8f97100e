"""A text into articles: where each begins, what it is called, who wrote it, its sentences."""

import os
from collections.abc import Iterator

from xzfacts.documents.read_errors import TooLargeDocumentError
from xzfacts.extract.article.article import Article, Quote
from xzfacts.extract.article.article_splitting import ArticleBlocks, article_blocks
from xzfacts.extract.article.bylines import Credits, closing, dispatch, mark_of
from xzfacts.extract.article.layout import blocks, lines_of, says
from xzfacts.extract.article.text_slices import Text
from xzfacts.language.sentence import sentences
from xzfacts.model.facts import Source
from xzfacts.store.filenames import stem_for
from xzfacts.text.lazy_pattern import lazy_pattern

_MOST = 500_000  # characters of an article: up to 2 KB of memory for each
_TITLE_LENGTH = 40  # characters of a sentence that stands for a title
_ID_LENGTH = 24  # characters
_OPEN, _CLOSE = "《（(【〈", "》）)】〉"
_NO_CREDITS = Credits()
_GOES_ON = "，,、；;：:"
_LONGEST = 600  # characters of a sentence that is not cut between brackets
_ASIDE = 120  # characters at most between brackets that a sentence is not cut in
_REPORTER = lazy_pattern(
    r"(?:^|(?<=[。，,]))(?:据)?(?P<press>[一-鿿]{1,10}?(?:报|社|网|台|周刊))记者"
)


def read_articles(
    text: str, name: str, sha256: str, *, whole: bool = False, credits_: Credits = _NO_CREDITS
) -> tuple[Article, ...]:
    """The articles of a text, in order; none where it holds no words.

    text: as it is kept, lines ended by LF or CR LF. name: of its file, for want of a title.
    whole: each line is a paragraph, which no column broke. credits_: what was said of the
    origin of the text outside of it.
    Every quote is a slice of the text with its broken lines joined.
    Raises TooLargeDocumentError if one is longer than any article.
    """
    source_text = Text(text)
    taken: dict[str, int] = {}
    articles: list[Article] = []
    page = Credits()
    found = list(blocks(lines_of(text), whole=whole))
    for number, draft in enumerate(article_blocks(source_text, found, whole=whole)):
        quotes, said = _quotes(source_text, draft)
        if not quotes:
            continue
        if sum(len(quote.text) for quote in quotes) > _MOST:
            raise TooLargeDocumentError(name)
        if number == 0:
            page = _of_the_page(draft)
        title = draft.title or _instead_of_title(quotes, name)
        said = draft.credits.with_(said).with_(page).with_(credits_)
        source = Source(
            id=source_id(title, taken),
            title=title,
            publication=said.publication or _reporting(quotes),
            authors=said.authors,
            published=said.published,
            page=said.page,
            sha256=sha256,
        )
        articles.append(Article(source, quotes))
    return tuple(articles)


def _of_the_page(draft: ArticleBlocks) -> Credits:
    """What the head of the page says, where one stands above the first title."""
    first = draft.blocks[0]
    headed = first.kind == "byline" and not first.credits.authors
    return first.credits if headed else Credits()


def _quotes(text: Text, draft: ArticleBlocks) -> tuple[tuple[Quote, ...], Credits]:
    """The sentences of an article, and what its text says of its origin."""
    quotes: list[Quote] = []
    said = Credits()
    for number, block in enumerate(draft.blocks):
        part = text.slice(block.start, block.end)
        content = part.content
        begin = mark_of(content) if block.kind in {"caption", "byline"} else 0
        if block.kind not in {"body", "caption"}:
            if says(content):
                quotes.append(part.quote(begin, len(content), block.kind, number))
            continue
        opening = dispatch(content) if block.kind == "body" else None
        if opening:
            begin, told = opening
            said = said.with_(told)
            quotes.append(part.quote(0, len(content[:begin].rstrip()), "byline", number))
        for start, end in _sentences(content, begin):
            if not says(content[start:end]):
                continue
            who = closing(content[start:end]) if block.kind == "body" else None
            said = said.with_(who) if who else said
            quotes.append(part.quote(start, end, "byline" if who else block.kind, number))
    return tuple(quotes), said


def _sentences(content: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph stand; none is cut between brackets."""
    start: int | None = None
    end = begin
    for at, sentence in sentences(content[begin:]):
        first = begin + at
        if start is None:
            start = first
        elif sentence[0] not in _GOES_ON and not _inside_brackets(
            content[start:end], content[end : end + _ASIDE]
        ):
            yield start, end
            start = first
        end = first + len(sentence)
    if start is not None:
        yield start, end


def _inside_brackets(before: str, after: str) -> bool:
    if len(before) > _LONGEST:
        return False
    opened: list[int] = []
    for char in before:
        if char in _OPEN:
            opened.append(_OPEN.index(char))
        elif char in _CLOSE and opened:
            opened.pop()
    return bool(opened) and any(char == _CLOSE[opened[-1]] for char in after)


def _instead_of_title(quotes: tuple[Quote, ...], name: str) -> str:
    """What an article without a title is called: its first sentence, or the file's name."""
    first = next((quote.text for quote in quotes if quote.role == "body"), None)
    said = "" if first is None else first.rstrip("。！？!?")[:_TITLE_LENGTH]
    return said or os.path.basename(name) or "text"


def _reporting(quotes: tuple[Quote, ...]) -> str | None:
    """The paper whose reporter speaks in the text: 晚报记者了解到."""
    for quote in quotes:
        found = _REPORTER.search(quote.text)
        if found and not found["press"].startswith("本"):
            return found["press"]
    return None


def source_id(title: str, taken: dict[str, int]) -> str:
    """A short id made from the title, unlike those that are taken.

    taken: each with the last number behind it, so that the time for many of one title is linear.
    """
    stem = stem_for(title)
    if len(stem) > _ID_LENGTH:
        stem = stem[:_ID_LENGTH]
        words, dash, _cut = stem.rpartition("-")
        stem = words if dash and len(words) >= _ID_LENGTH // 2 else stem
    stem = stem.rstrip(".-") or "source"
    unique, number = stem, taken.get(stem, 1)
    while unique in taken:
        number += 1
        unique = f"{stem}-{number}"
    taken[stem] = number
    taken.setdefault(unique, 1)
    return unique
