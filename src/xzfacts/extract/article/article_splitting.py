"""The blocks of a page parted into articles, and the title of each."""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.extract.article.bylines import Credits, closing, dispatch
from xzfacts.extract.article.layout import Block, is_item, runs
from xzfacts.extract.article.text_slices import Text
from xzfacts.text.lazy_pattern import lazy_pattern

_TITLES = 3  # lines at most above a text without a byline: heads of the page, and the title
_SUBTITLE = lazy_pattern("[—–―─-]")
_SIGNED = lazy_pattern(r"[。！？!?”](?P<who>[（(][^（）()]{2,60}[）)])$")
_EDITORS = lazy_pattern("责任编辑|责编|编辑")


class ArticleBlocks(NamedTuple):
    """An article as its blocks, its title and what was printed of its origin."""

    title: str | None
    credits: Credits
    blocks: list[Block]


def article_blocks(text: Text, found: list[Block], *, whole: bool) -> Iterator[ArticleBlocks]:
    """The articles as their blocks.

    Each begins with a title that a byline or the opening of a message follows, with a title
    after the names that end the article before, or with such an opening itself. whole: each
    line of the text is a paragraph.
    """
    gathered: list[Block] = []
    title: str | None = None
    said = Credits()
    has_body = finished = False
    for between, body in runs(found):
        opened = bool(body) and dispatch(text.slice(body[0].start, body[0].end).content) is not None
        cut = _cut(between, opened=opened, finished=finished) if has_body else 0
        texts = body
        if cut is not None:
            said = _add(gathered, between[:cut], said)
            if gathered and has_body:
                yield ArticleBlocks(title, said, gathered)
                gathered, said = [], Credits()
            has_body = False
            title = _title(between[cut:])
            placed = _headed(between[cut:], title)
        else:
            placed = _inner(between, bool(body), broken=not whole)
            if placed and placed[-1].kind == "joined":
                first = body[0]._replace(lines=(*placed.pop().lines, *body[0].lines))
                texts = [first, *body[1:]]
        said = _add(gathered, placed, said)
        for block in texts:
            # Within a run of messages each begins an article of its own.
            content = text.slice(block.start, block.end).content
            if has_body and dispatch(content) is not None and not _credited(content):
                yield ArticleBlocks(title, said, gathered)
                gathered, said, title = [], Credits(), None
            gathered.append(block)
            has_body = True
        finished = _is_finished(gathered, text)
    if gathered:
        yield ArticleBlocks(title, said, gathered)


def _credited(content: str) -> bool:
    """Whether the text only begins with reporters, as one in the middle of an article may."""
    found = dispatch(content)
    return found is not None and content.startswith(("记者", "通讯员", "（", "("))


def _add(gathered: list[Block], more: list[Block], said: Credits) -> Credits:
    for block in more:
        gathered.append(block)
        said = said.with_(block.credits)
    return said


def _cut(between: list[Block], *, opened: bool, finished: bool) -> int | None:
    """Where in what stands between two texts a new article begins; None where none does."""
    first = next((at for at, block in enumerate(between) if block.kind == "short"), None)
    if first is None:
        return len(between) if opened else None
    signed = any(block.kind == "byline" for block in between[first:])
    over = any(map(_signs_off, between[:first]))
    return first if opened or signed or finished or over else None


def _signs_off(block: Block) -> bool:
    """Whether the block is such as ends an article: the names of writers or editors."""
    line = block.lines[0].text
    return block.kind == "byline" and (line[0] in "（(" or _EDITORS.match(line) is not None)


def _title(between: list[Block]) -> str | None:
    """The title: the last lines of its form before the byline, or else before the text."""
    at = _title_at(between)
    if at is None:
        return None
    titles = [between[at]]
    while (
        at > 0 and between[at - 1].kind == "short" and _text(between[at - 1]).endswith((":", "："))
    ):
        at -= 1
        titles.insert(0, between[at])
    return "".join(map(_text, titles))


def _title_at(between: list[Block]) -> int | None:
    shorts = [at for at, block in enumerate(between) if block.kind == "short"]
    if not shorts:
        return None
    # A byline above all of them is the head of the page.
    below = range(shorts[0], len(between))
    byline = next((at for at in below if between[at].kind == "byline"), len(between))
    plain = [
        at
        for at in shorts
        if at < byline
        and not is_item(_text(between[at]))
        and not _SUBTITLE.match(_text(between[at]))
    ]
    if not plain or (byline == len(between) and len(plain) > _TITLES):
        return shorts[0]  # what follows so many short lines is a list or a table
    return plain[-1]


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _headed(between: list[Block], title: str | None) -> list[Block]:
    """The blocks above the text of an article under their roles; a long list is text."""
    shorts = sum(block.kind == "short" for block in between)
    other = "body" if shorts > 2 * _TITLES else "heading"
    return [
        block.under("title" if title and _text(block) in title else other)
        if block.kind == "short"
        else block
        for block in between
    ]


def _inner(between: list[Block], followed: bool, *, broken: bool) -> list[Block]:
    """The blocks between two texts of one article under their roles.

    One short line is a heading. Of two, the second is the beginning of a paragraph that a
    column broke. More of them are a list or a table, and as good as text.
    """
    shorts = sum(block.kind == "short" for block in between)
    placed: list[Block] = []
    seen = 0
    for at, block in enumerate(between):
        if block.kind != "short":
            placed.append(block)
            continue
        seen += 1
        last = at == len(between) - 1
        if shorts > 2 or not (followed or at < len(between) - 1):
            placed.append(block.under("body"))
        elif broken and seen == 2 and last and followed and between[at - 1].kind == "short":
            placed.append(block.under("joined"))
        else:
            placed.append(block.under("heading"))
    return placed


def _is_finished(gathered: list[Block], text: Text) -> bool:
    """Whether an article ends as they do that name their writers or editors last."""
    last = gathered[-1] if gathered else None
    if last is None:
        return False
    if _signs_off(last):
        return True
    signed = _SIGNED.search(text.slice(last.start, last.end).content)
    return signed is not None and closing(signed["who"]) is not None
