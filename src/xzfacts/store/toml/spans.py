"""Source positions of TOML keys and elements, which tomllib does not provide.

A single-pass scanner of the TOML 1.0 grammar, based on regular expressions. The text must be
valid, that is, accepted by tomllib; the result for other text is undefined.
"""

import re
from collections import defaultdict
from typing import NamedTuple

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """The span of a value, an element, or a table with a header.

    A table with a header extends to the end of its last value; its sub-tables have their own spans.

    line: 1-based line of the start.
    start: offset.
    end: offset, exclusive.
    """

    line: int
    start: int
    end: int


# Possessive quantifiers (`++`) keep failed matches linear.
_BASIC = r'"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_LITERAL = r"'(?!'')[^'\n]*'"
_LONG_BASIC = r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*"{3,5}'
_LONG_LITERAL = r"'''(?:[^']++|'{1,2}(?!'))*'{3,5}"

_BLANK = re.compile(r"(?:[ \t\r\n\ufeff]+|#[^\n]*)*")  # with a BOM at the start
_KEY = re.compile(rf"[ \t]*([A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*(\.?)", re.DOTALL)
_VALUE_FOLLOWS = re.compile(r"=[ \t]*")
_HEADER_ENDS = re.compile(r"\]{1,2}")
_SCALAR = re.compile(
    rf"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}"
    r"|\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+|[^\s,\]}#]+",
    re.DOTALL,
)
# Fast path: a bare key with a string or an integer, as on most lines.
_PLAIN_PAIR = re.compile(
    rf"([A-Za-z0-9_-]+)[ \t]*=[ \t]*({_BASIC}|{_LITERAL}|\d++(?![-:.eE_xob]))", re.DOTALL
)
# Fast path: an inline table without nested tables or arrays, as for nearly every fact.
_FLAT_TABLE = re.compile(rf"""\{{(?:[^"'{{}}\[\]#\n]++|{_BASIC}|{_LITERAL})*\}}""", re.DOTALL)


def scan(text: str, *, deep: bool = True) -> dict[Path, Span]:
    """The spans of all values, array elements and tables with headers of a valid TOML text.

    Paths are those of the parsed document: ("sentences", 3, "facts", 0, "value"). Without `deep`,
    the contents of flat inline tables are left out, which is four times as fast.
    """
    return _Scanner(text, deep=deep).scan()


def path_text(path: Path) -> str:
    """A path as text: sentences[3].facts[0].value."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = re.fullmatch(r"[\w-]+", part) is not None
            text += ("." if text else "") + (part if plain else f'"{part}"')
    return text


class _Scanner:
    def __init__(self, text: str, *, deep: bool) -> None:
        self.text = text
        self.deep = deep
        self.spans: dict[Path, Span] = {}
        self.lengths: defaultdict[Path, int] = defaultdict(int)  # of arrays of tables
        self._line = 1
        self._counted = 0

    def scan(self) -> dict[Path, Span]:
        text, spans = self.text, self.spans
        table: Path = ()
        header: tuple[int, int] | None = None  # line and offset of the header that is open
        end = 0
        at = self._blank(0)
        while at < len(text):
            plain = _PLAIN_PAIR.match(text, at)
            if plain is not None:
                start, end = plain.span(2)
                spans[*table, plain[1]] = Span(self._line_at(start), start, end)
            elif text[at] == "[":
                if header is not None:
                    spans[table] = Span(*header, end)
                header = self._line_at(at), at
                several = text.startswith("[[", at)
                keys, end = self._keys(at + 1 + several)
                end = self._match(_HEADER_ENDS, end).end()
                table = self._table(keys, several=several)
            else:
                keys, end = self._keys(at)
                end = self._value(table + keys, self._match(_VALUE_FOLLOWS, end).end())
            at = self._blank(end)
        if header is not None:
            spans[table] = Span(*header, end)
        return spans

    def _table(self, keys: Path, *, several: bool) -> Path:
        """The path of a header: the key of an array of tables stands for its last element."""
        path: Path = ()
        for depth, key in enumerate(keys, 1):
            path += (key,)
            if several and depth == len(keys):
                self.lengths[path] += 1
            if path in self.lengths:
                path += (self.lengths[path] - 1,)
        return path

    def _value(self, path: Path, at: int) -> int:
        """Record the value at `at` and its contents; returns the offset after it."""
        text = self.text
        opened: list[tuple[str, Path, int, int]] = []  # closing bracket, path, line, start
        counts: list[int] = []
        while True:
            char = text[at]
            flat = None if self.deep or char != "{" else _FLAT_TABLE.match(text, at)
            if flat is None and char in "[{":
                opened.append(("]" if char == "[" else "}", path, self._line_at(at), at))
                counts.append(0)
                at += 1
            else:
                end = (flat or self._match(_SCALAR, at)).end()
                self.spans[path] = Span(self._line_at(at), at, end)
                at = end
            while opened:
                at = self._blank(at)
                if text[at] == ",":
                    at += 1
                elif text[at] == opened[-1][0]:
                    at += 1
                    _, whole, line, start = opened.pop()
                    counts.pop()
                    self.spans[whole] = Span(line, start, at)
                else:
                    break
            if not opened:
                return at
            closing, inside, _, _ = opened[-1]
            if closing == "]":
                path = (*inside, counts[-1])
                counts[-1] += 1
            else:
                keys, at = self._keys(at)
                at = self._match(_VALUE_FOLLOWS, at).end()
                path = inside + keys

    def _keys(self, at: int) -> tuple[Path, int]:
        """The parts of a possibly dotted key, and the offset after it."""
        keys: list[str] = []
        while True:
            found = self._match(_KEY, at)
            keys.append(_unquoted(found[1]))
            at = found.end()
            if not found[2]:
                return tuple(keys), at

    def _blank(self, at: int) -> int:
        return self._match(_BLANK, at).end()

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        found = pattern.match(self.text, at)
        if found is None:
            raise ValueError(at)
        return found

    def _line_at(self, at: int) -> int:
        """The line of an offset; offsets must not decrease between calls."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    if "\\" not in key:
        return key[1:-1]
    from tomllib import loads

    (plain,) = loads(key + " = 0")
    return plain
