"""HTML: the visible text, also of invalid markup."""

import re
from collections.abc import Iterator
from typing import Any

from xzfacts.documents.line_joiner import LineJoiner
from xzfacts.documents.read_errors import DamagedDocumentError, MissingExtraError
from xzfacts.model.paragraphs import Paragraph
from xzfacts.text.lazy_pattern import lazy_pattern

# Elements within a line of text; all others start a paragraph.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb "
    "ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
# Elements that are not displayed or not prose.
_HIDDEN = frozenset(
    "audio canvas datalist embed head iframe math noscript object option rp rt script select "
    "style svg template textarea title video".split()
)
_FLAT = _INLINE | _HIDDEN
# The parser compares each attribute of a tag with all others.
_MAX_ATTRIBUTES = 2000
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = lazy_pattern(rf"<!--(?!-?>)|<([A-Za-z][^\s/>]*+)(?:{_ATTRIBUTE})*+")
# What ends a comment, and elements whose content has no tags.
_ENDS = {
    "": lazy_pattern("-->"),
    "script": lazy_pattern("(?i:</script)"),
    "style": lazy_pattern("(?i:</style)"),
}


def paragraphs(text: str, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a page. Raises DamagedDocumentError, and MissingExtraError without lxml."""
    root = parsed(text, name)
    return iter(()) if root is None else paragraphs_in(root)


def parsed(text: str, name: str) -> Any | None:  # noqa: ANN401 - elements have no type
    """The root element of a page; None if the page is empty. Raises as `paragraphs`."""
    try:
        from lxml import etree, html
    except ImportError:
        raise MissingExtraError(name, "html") from None
    if any(map(_has_many_attributes, _tags(text))):
        raise DamagedDocumentError(name)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except etree.ParserError:  # the page is empty
        return None
    except (etree.LxmlError, AssertionError):
        raise DamagedDocumentError(name) from None
    if parser.error_log.filter_from_fatals():  # nested too deeply: the rest was dropped
        raise DamagedDocumentError(name)
    return root


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of a page, not those in scripts, styles and comments."""
    at = 0
    while found := _TAG.search(text, at):
        yield found
        ends = _ENDS.get((found[1] or "").lower())
        end = ends.search(text, found.end()) if ends else found
        if end is None:
            return
        at = end.end()


def _has_many_attributes(tag: re.Match[str]) -> bool:
    size = tag.end() - tag.start()
    return size > 2 * _MAX_ATTRIBUTES and len(re.findall(_ATTRIBUTE, tag[0])) > _MAX_ATTRIBUTES


def paragraphs_in(root: Any) -> Iterator[Paragraph]:  # noqa: ANN401
    """The paragraphs of an element of a page, with their lines in the page."""
    from lxml import etree

    joiner = LineJoiner()
    line = 1
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_block = element.tag not in _FLAT
        if event == "start":
            # sourceline is where the start tag ends; line breaks are counted from there.
            line = max(line, element.sourceline or 0)
            if is_block and (paragraph := joiner.take()):
                yield paragraph
            if element.tag in _HIDDEN or "hidden" in element.attrib:
                walk.skip_subtree()
                line += sum(text.count("\n") for text in element.itertext())
            else:
                inside = element.text or ""
                joiner.add(inside, line)
                line += inside.count("\n")
            continue
        if event != "end":  # a comment
            line += (element.text or "").count("\n")
        elif is_block and (paragraph := joiner.take()):
            yield paragraph
        after = element.tail or ""
        joiner.add(after, line)
        line += after.count("\n")
    if paragraph := joiner.take():
        yield paragraph
