"""Decodes the bytes that a terminal sends to keys.

Handles UTF-8, escape sequences of keys, and bracketed paste, also in several chunks. Unknown
bytes are dropped; decoding never fails.
"""

import re
from typing import Final, NamedTuple

_MAX_PASTE = 1 << 14  # bytes; no name or value is longer
_MAX_SEQUENCE = 32  # bytes; longer ones, which no terminal sends, are skipped
_IN_SEQUENCE: Final = b"\x1b[0"

_PASTE_START: Final = b"\x1b[200~"
_PASTE_END: Final = b"\x1b[201~"

# A complete escape sequence, and an incomplete one: ESC [ … letter, ESC O letter, and
# ESC [ [ letter, which the Linux console sends.
_SEQUENCE = re.compile(rb"\x1b(?:\[\[[A-Z]|\[[0-?]*[ -/]*[@-Z\\-~]|O[0-9;]*[@-Z\\-~])")
_PARTIAL_SEQUENCE = re.compile(rb"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?\Z")

# A control string, such as OSC (ESC ]) with a window title, ends with BEL or ESC \; a key that no
# such string contains ends it too, so that a lone Alt-] does not swallow what follows.
_STRING = re.compile(rb"\x1b[\]P_^X]")
_STRING_END = re.compile(rb"\x07|\x1b\\|[\x03\x04\r\n\x18\x1a]")

_FINALS = {
    b"A": "up",
    b"B": "down",
    b"C": "right",
    b"D": "left",
    b"H": "home",
    b"F": "end",
    b"Z": "backtab",
}
_NUMBERED = {b"1": "home", b"3": "delete", b"4": "end", b"7": "home", b"8": "end"}
_CONTROLS = {
    0x01: "home",
    0x02: "left",
    0x03: "interrupt",
    0x04: "end_of_input",
    0x05: "end",
    0x06: "right",
    0x08: "backspace",
    0x09: "tab",
    0x0A: "enter",
    0x0C: "redraw",
    0x0D: "enter",
    0x0E: "down",
    0x10: "up",
    0x15: "clear",
    0x17: "delete_word",
    0x7F: "backspace",
}
_ESC = 0x1B


class Key(NamedTuple):
    """A key press.

    name: text, paste, enter, escape, tab, backtab, backspace, delete, left, right, up, down,
        home, end, clear (the line), delete_word, redraw, interrupt (Ctrl-C) or
        end_of_input (Ctrl-D).
    text: the characters of `text` and `paste`.
    """

    name: str
    text: str = ""


class Pending(NamedTuple):
    """Bytes that do not form a key yet.

    rest: undecoded bytes.
    paste: bytes pasted so far; None outside a paste.
    held: whether a paste has just ended. What follows it without a pause may belong to it, if it
        contained the mark of its end.
    """

    rest: bytes = b""
    paste: bytes | None = None
    held: bool = False


def decode(pending: Pending, data: bytes) -> tuple[list[Key], Pending]:
    """Return the complete keys, and the bytes to keep for the next call."""
    keys: list[Key] = []
    rest, paste, held = pending.rest + data, pending.paste, pending.held
    while rest:
        if held:
            rest, held = _after_paste(rest)
            if held:
                break
        if paste is not None:
            rest, paste = _pasted(rest, paste, keys)
            if paste is not None:
                break
            held = True
        elif rest[0] == _ESC:
            size = _escape(rest, keys)
            if not size:
                if len(rest) >= _MAX_SEQUENCE:
                    rest = rest[:2] + rest[-1:] if _STRING.match(rest) else _IN_SEQUENCE
                break
            if rest[:size] == _PASTE_START:
                paste = b""
            rest = rest[size:]
        else:
            size = _character(rest, keys)
            if not size:
                break
            rest = rest[size:]
    return keys, Pending(rest, paste, held)


def settle(pending: Pending) -> tuple[list[Key], Pending]:
    """Return the keys after a pause in the input: a lone ESC is the Escape key."""
    if pending.held:
        keys, pending = decode(Pending(pending.rest), b"")
        more, pending = settle(pending)
        return keys + more, pending
    in_string = _STRING.match(pending.rest) and len(pending.rest) > 2
    if pending.paste is not None or in_string:
        return [], pending
    return [Key("escape")] if pending.rest[:1] == b"\x1b" else [], Pending()


def _pasted(rest: bytes, paste: bytes, keys: list[Key]) -> tuple[bytes, bytes | None]:
    end = rest.find(_PASTE_END)
    if end >= 0:
        text = (paste + rest[:end])[:_MAX_PASTE].decode("utf-8", "ignore")
        keys.append(Key("paste", text))
        return rest[end + len(_PASTE_END) :], None
    kept = next(n for n in range(len(_PASTE_END) - 1, -1, -1) if rest.endswith(_PASTE_END[:n]))
    cut = len(rest) - kept
    return rest[cut:], (paste + rest[:cut])[:_MAX_PASTE]


def _after_paste(rest: bytes) -> tuple[bytes, bool]:
    """Drop what a paste has behind a mark of its end; return the rest, and whether to wait."""
    start, end = rest.find(_PASTE_START), rest.rfind(_PASTE_END)
    if start >= 0:
        return rest[start:], False
    if end >= 0:
        rest = rest[end + len(_PASTE_END) :]
    return rest[-_MAX_PASTE:], True


def _escape(rest: bytes, keys: list[Key]) -> int:
    """Decode an escape sequence; return its length in bytes, 0 if it is incomplete."""
    found = _SEQUENCE.match(rest)
    if found:
        name = _sequence(found[0])
        if name:
            keys.append(Key(name))
        return found.end()
    if _STRING.match(rest):
        ended = _STRING_END.search(rest, 2)
        return ended.end() if ended else 0
    if _PARTIAL_SEQUENCE.match(rest):
        return 0
    # Alt with a key sends ESC and that key, which must not be taken for the key alone.
    keys.append(Key("escape"))
    following = rest[1:2]
    if not following or following == b"\x1b":
        return 1
    size = _character(rest[1:], [])
    return 1 + size if size else len(rest)


def _sequence(found: bytes) -> str | None:
    final = found[-1:]
    if final == b"~":
        return _NUMBERED.get(found[2:-1].partition(b";")[0])
    return None if found.startswith(b"\x1b[[") else _FINALS.get(final)


def _character(rest: bytes, keys: list[Key]) -> int:
    """Decode a character; return its length in bytes, 0 if it is incomplete."""
    first = rest[0]
    if first < 0x20 or first == 0x7F:
        if first in _CONTROLS:
            keys.append(Key(_CONTROLS[first]))
        return 1
    size = 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    try:
        text = rest[:size].decode()
    except UnicodeDecodeError as error:
        unfinished = error.reason == "unexpected end of data" and len(rest) < size
        return 0 if unfinished else max(error.end - error.start, 1)
    keys.append(Key("text", text))
    return size
