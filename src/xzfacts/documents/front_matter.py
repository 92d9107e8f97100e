"""Front matter of Markdown: title, bylines, publication and date of an article.

Supports the subset of YAML that is common in practice: `key: value`, quoted or not,
`key: [a, b]`, lists of `- a` lines, and indented blocks after `key: >` or `key: |`. A full-width
colon needs no space after it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ENTRY = lazy_pattern(r"(?P<key>[^\s:：#-][^:：\n]{0,30}?)\s*(?::(?:\s+|$)|：\s*)(?P<value>.*)")
_ITEM = lazy_pattern(r"\s*-\s+(?P<value>.+)")
_BLOCK = lazy_pattern("[|>][-+0-9]{0,2}")
KEYS = {
    key: name
    for name, keys in {
        "title": "title 标题",
        "bylines": "author authors byline 作者 记者 撰稿",
        "publication": "source publication publisher 来源 媒体 出处",
        "date": "date published pubdate publishdate 日期 发布日期 发布时间 时间",
    }.items()
    for key in keys.split()
}
_MAX_LENGTH = 200  # characters of a value


class FrontMatter(NamedTuple):
    """The fields of front matter, as written; empty where absent.

    title: headline.
    bylines: each may name several authors.
    publication: newspaper, agency or site.
    date: date of publication.
    """

    title: str = ""
    bylines: tuple[str, ...] = ()
    publication: str = ""
    date: str = ""


def front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown text; all fields empty if it has none."""
    found = FRONT_MATTER.match(text)
    fields: dict[str, list[str]] = {}
    for name, value in _entries(found[0].split("\n")[1:-1]) if found else ():
        fields.setdefault(name, []).append(value)
    return FrontMatter(
        next(iter(fields.get("title", ())), ""),
        tuple(fields.get("bylines", ())),
        next(iter(fields.get("publication", ())), ""),
        next(iter(fields.get("date", ())), ""),
    )


def _entries(lines: list[str]) -> Iterator[tuple[str, str]]:
    name = ""
    for line, below in _with_blocks(lines):
        item, entry = _ITEM.fullmatch(line), _ENTRY.fullmatch(line)
        if item is None and entry is not None:
            name = KEYS.get(entry["key"].strip().lower(), "")
        value = below or (item or entry or {"value": ""})["value"].strip()
        listed = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
        for each in listed:
            bare = each.strip().strip("\"'").strip()
            if name and 0 < len(bare) <= _MAX_LENGTH and not _BLOCK.fullmatch(bare):
                yield name, bare


def _with_blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line with the joined text of the indented block below it, empty if none."""
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        entry = _ENTRY.fullmatch(line)
        block: list[str] = []
        if entry and _BLOCK.fullmatch(entry["value"].strip()):
            while at < len(lines) and (lines[at][:1].isspace() or not lines[at]):
                block.append(lines[at].strip())
                at += 1
        yield line, " ".join(filter(None, block))
