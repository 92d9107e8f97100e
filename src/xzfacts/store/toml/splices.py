"""Minimal text edits (splices) that set, add or remove keys, elements and tables."""

import re
from collections.abc import Iterable, Mapping, Sequence

from xzfacts.store.toml.spans import Path, Span, scan
from xzfacts.store.toml.toml_text import Splice, Toml, past

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_ENDS_LINE = re.compile(r"[ \t]*(,?)[ \t]*(?:#[^\n]*)?(?:\n|\r\n)")
_LINE_IS_OVER = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_HEADER = re.compile(r"""\[\[(?:[^]"'\n]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')*\]\]""")
_PREFIX = "x = "  # makes a document of an inline table
_INDENT = "  "

Keys = Mapping[str, str | None]  # to values as TOML; None removes the key


def is_headed(toml: Toml, path: Path) -> bool:
    """Whether the table at `path` has a header; otherwise it is an inline table."""
    span = toml.spans.get(path)
    if span is None:
        raise toml.by_hand(path)
    return toml.text[span.start] == "["


def set_keys(toml: Toml, path: Path, keys: Keys) -> list[Splice]:
    """Set keys of the table at `path`; new ones are added at its end."""
    span = toml.spans.get(path)
    if span is None:
        raise toml.by_hand(path)
    if is_headed(toml, path):
        return _set_headed(toml, path, keys)
    table = toml.text[span.start : span.end]
    for key, value in keys.items():
        done = _set_inline(table, key, value)
        if done is None:
            raise toml.by_hand((*path, key))
        table = done
    return [Splice(span.start, span.end, table)]


def add_lines(toml: Toml, path: Path, lines: Sequence[str]) -> list[Splice]:
    """Add lines after the last key of the table with a header at `path`, with its indentation."""
    span = toml.spans[path]
    indent = _indent(toml, toml.last_pairs.get(path) or span)
    return [_new_lines(toml, toml.past_line(span.end), [indent + line for line in lines])]


def append(toml: Toml, path: Path, items: Sequence[str], *, spread: bool) -> list[Splice]:
    """Append elements to the array at `path`, one per line if the others are.

    `spread`: put the elements of an empty array on separate lines.
    """
    text, nl = toml.text, toml.newline
    array = toml.spans.get(path)
    if array is None or text[array.start] != "[" or text.startswith("[[", array.start - 1):
        raise toml.by_hand(path)
    last = _last_element(toml, path)
    if last is None:
        return _fill(toml, array, items, spread=spread)
    start = toml.line_start(last.start)
    indent = text[start : last.start]
    line = _ENDS_LINE.match(text, last.end)
    gap = past(_GAP, text, last.end)
    if indent.strip() or line is None or (text[gap] == "," and not line[1]):
        return [Splice(last.end, last.end, "".join(f", {item}" for item in items))]
    if line[1]:
        lines = "".join(f"{indent}{item},{nl}" for item in items)
        return [Splice(line.end(), line.end(), lines)]
    lines = f",{nl}".join(indent + item for item in items) + nl
    return [Splice(last.end, last.end, ","), Splice(line.end(), line.end(), lines)]


def remove_element(toml: Toml, path: Path) -> list[Splice]:
    """Remove the array element at `path`, with the lines that become empty."""
    if path not in toml.spans:
        raise toml.by_hand(path)
    if isinstance(path[-1], int) and is_headed(toml, path):
        return [_headed_block(toml, path)]
    return _remove_inline(toml, path)


def headed_like(toml: Toml, path: Path, tables: Iterable[Keys]) -> str:
    """Tables with the header, indentation and spacing of the one at `path`."""
    span = toml.spans[path]
    header = _HEADER.match(toml.text, span.start)
    if header is None:
        raise toml.by_hand(path)
    outer = _indent(toml, span)
    pair = toml.last_pairs.get(path)
    inner = _indent(toml, pair) if pair else outer
    before = toml.line_start(span.start)
    gap = before > 0 and toml.is_blank_line(toml.line_start(before - 1))
    lines: list[str] = []
    for table in tables:
        lines += [""] if gap else []
        lines.append(outer + header[0])
        lines += [f"{inner}{key} = {value}" for key, value in table.items() if value is not None]
    return "".join(line + "\n" for line in lines)


def block(toml: Toml, at: int, text: str, *, before: bool = False) -> Splice:
    """Insert tables at the line start `at`; `text` starts with an empty line.

    `before`: move the empty line after them, as they precede other tables.
    """
    if before:
        text = text.removeprefix("\n") + "\n"
    elif text.startswith("\n") and (at == 0 or _blank_before(toml, at) < at):
        text = text[1:]
    if at and not toml.text.endswith("\n", 0, at):
        text = "\n" + text
    return Splice(at, at, text.replace("\n", toml.newline))


def _set_headed(toml: Toml, path: Path, keys: Keys) -> list[Splice]:
    splices: list[Splice] = []
    lines: list[str] = []
    for key, value in keys.items():
        span = toml.spans.get((*path, key))
        if span is not None and value is not None:
            splices.append(Splice(span.start, span.end, value))
        elif span is not None:
            start = toml.line_start(span.start)
            splices.append(Splice(start, toml.past_line(span.end), ""))
        elif value is not None:
            lines.append(f"{key} = {value}")
    return [*splices, *(add_lines(toml, path, lines) if lines else ())]


def _set_inline(table: str, key: str, value: str | None) -> str | None:
    """The inline table with a key set, added or removed; None if the key is dotted."""
    document = _PREFIX + table
    pairs = _outermost(scan(document), ("x",))
    place = next((n for n, (path, _) in enumerate(pairs) if path[1] == key), None)
    if place is None:
        if value is None:
            return table
        if not pairs:
            return f"{{ {key} = {value} }}"
        end = pairs[-1][1].end
        return f"{document[len(_PREFIX) : end]}, {key} = {value}{document[end:]}"
    path, span = pairs[place]
    if len(path) > 2:
        return None
    if value is not None:
        start, end = span.start, span.end
    elif place > 0:
        start, end, value = pairs[place - 1][1].end, span.end, ""
    else:
        start, end, value = (
            past(_GAP, document, len(_PREFIX) + 1),
            past(_GAP, document, span.end),
            "",
        )
        if document[end] == ",":
            end = past(_GAP, document, end + 1)
    return document[len(_PREFIX) : start] + value + document[end:]


def _remove_inline(toml: Toml, path: Path) -> list[Splice]:
    text = toml.text
    *array, index = path
    start, end = toml.spans[path].start, toml.spans[path].end
    line = toml.line_start(start)
    begun = text[line:start].strip()
    if begun == "," and _LINE_IS_OVER.match(text, end):
        return [Splice(line, toml.past_line(end), "")]
    comma = past(_GAP, text, end)
    if text[comma] == ",":
        if text[end:comma].strip(" \t"):  # the comma is on a later line
            return [Splice(start, end, ""), Splice(comma, comma + 1, "")]
        end = comma + 1
    elif isinstance(index, int) and index > 0:
        before = toml.spans[*array, index - 1].end
        if "\n" not in text[before:start]:
            return [Splice(before, end, "")]
    if not begun and _LINE_IS_OVER.match(text, end):
        return [Splice(line, toml.past_line(end), "")]
    return [Splice(start, past(_SPACES, text, end), "")]


def _headed_block(toml: Toml, path: Path) -> Splice:
    span = toml.spans[path]
    start = toml.line_start(span.start)
    end = toml.past_line(toml.ends[path])
    if toml.is_blank_line(end):
        start = _blank_before(toml, start)
    return Splice(start, end, "")


def _fill(toml: Toml, array: Span, items: Sequence[str], *, spread: bool) -> list[Splice]:
    nl = toml.newline
    start, end = array.start + 1, array.end - 1
    closing = toml.line_start(end)
    if toml.text[start:end].strip():  # comments, so the bracket is on a later line
        lines = "".join(f"{toml.text[closing:end]}{_INDENT}{item},{nl}" for item in items)
        return [Splice(closing, closing, lines)]
    if not spread:
        return [Splice(start, end, ", ".join(items))]
    indent = _indent(toml, array)
    lines = "".join(f"{indent}{_INDENT}{item},{nl}" for item in items)
    return [Splice(start, end, f"{nl}{lines}{indent}")]


def _new_lines(toml: Toml, at: int, lines: Sequence[str]) -> Splice:
    """Insert lines at a line start, or at the end of a text without a final line ending."""
    nl = toml.newline
    if at and not toml.text.endswith("\n", 0, at):
        return Splice(at, at, "".join(nl + line for line in lines))
    return Splice(at, at, "".join(line + nl for line in lines))


def _outermost(spans: Mapping[Path, Span], path: Path) -> list[tuple[Path, Span]]:
    """The direct contents of the inline table at `path`, dotted keys as a whole."""
    depth, end = len(path), 0
    found: list[tuple[Path, Span]] = []
    inside = [pair for pair in spans.items() if len(pair[0]) > depth and pair[0][:depth] == path]
    for pair in sorted(inside, key=lambda pair: (pair[1].start, -pair[1].end)):
        if pair[1].start >= end:
            found.append(pair)
            end = pair[1].end
    return found


def _last_element(toml: Toml, path: Path) -> Span | None:
    last = None
    index = 0
    while (*path, index) in toml.spans:
        last = toml.spans[*path, index]
        index += 1
    return last


def _indent(toml: Toml, span: Span) -> str:
    """The indentation of the line of a span."""
    start = toml.line_start(span.start)
    return toml.text[start : past(_SPACES, toml.text, start)]


def _blank_before(toml: Toml, at: int) -> int:
    """The start of the empty line before the line start `at`; `at` if there is none."""
    before = toml.line_start(at - 1) if at else at
    return before if toml.is_blank_line(before) and before < at else at
