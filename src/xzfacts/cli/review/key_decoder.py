"""What was typed, from the bytes that a terminal sends.

Reads UTF-8, the escape sequences of arrows, and pastes between brackets, also where they come
in pieces. Bytes that mean nothing are dropped, and nothing ever fails.
"""

import re
from typing import Final, NamedTuple

_MOST_PASTED = 1 << 14  # bytes; what goes beyond is no name and no value
_LONGEST_SEQUENCE = 32  # bytes; of a longer one, which no terminal sends, all is passed over
_IN_SEQUENCE: Final = b"\x1b[0"

_PASTE_BEGINS: Final = b"\x1b[200~"
_PASTE_ENDS: Final = b"\x1b[201~"

# An escape sequence as a whole, and what may still become one: ESC [ … letter, ESC O letter,
# and ESC [ [ letter, as the Linux console sends.
_SEQUENCE = re.compile(rb"\x1b(?:\[\[[A-Z]|\[[0-?]*[ -/]*[@-Z\\-~]|O[0-9;]*[@-Z\\-~])")
_BEGUN = re.compile(rb"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?\Z")

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
    0x04: "finish",
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
    0x17: "rub",
    0x7F: "backspace",
}
_ESC = 0x1B


class Key(NamedTuple):
    """A key: `text` and `paste` say which characters, every other name is the key's own.

    Names: enter, escape, tab, backtab, backspace, delete, left, right, up, down, home, end,
    clear (the line), rub (a word out), redraw, interrupt (Ctrl-C), finish (Ctrl-D).
    """

    name: str
    text: str = ""


class Pending(NamedTuple):
    """What came and makes no key yet. paste: what was pasted so far, None outside a paste."""

    rest: bytes = b""
    paste: bytes | None = None


def decode(pending: Pending, data: bytes) -> tuple[list[Key], Pending]:
    """The keys that are whole now, and what is left for the next bytes."""
    keys: list[Key] = []
    rest, paste = pending.rest + data, pending.paste
    while rest:
        if paste is not None:
            rest, paste = _pasted(rest, paste, keys)
            if paste is not None:
                break
        elif rest[0] == _ESC:
            size = _escape(rest, keys)
            if not size:
                rest = rest if len(rest) < _LONGEST_SEQUENCE else _IN_SEQUENCE
                break
            if rest[:size] == _PASTE_BEGINS:
                paste = b""
            rest = rest[size:]
        else:
            size = _character(rest, keys)
            if not size:
                break
            rest = rest[size:]
    return keys, Pending(rest, paste)


def settle(pending: Pending) -> tuple[list[Key], Pending]:
    """The keys when nothing more came for a while: a lone ESC is the key of that name."""
    if pending.paste is not None:
        return [], pending
    return [Key("escape")] if pending.rest[:1] == b"\x1b" else [], Pending()


def _pasted(rest: bytes, paste: bytes, keys: list[Key]) -> tuple[bytes, bytes | None]:
    end = rest.find(_PASTE_ENDS)
    if end >= 0:
        text = (paste + rest[:end])[:_MOST_PASTED].decode("utf-8", "ignore")
        keys.append(Key("paste", text))
        return rest[end + len(_PASTE_ENDS) :], None
    kept = next(n for n in range(len(_PASTE_ENDS) - 1, -1, -1) if rest.endswith(_PASTE_ENDS[:n]))
    cut = len(rest) - kept
    return rest[cut:], (paste + rest[:cut])[:_MOST_PASTED]


def _escape(rest: bytes, keys: list[Key]) -> int:
    """How many bytes the sequence at the beginning takes; 0 if more must come."""
    found = _SEQUENCE.match(rest)
    if found:
        name = _sequence(found[0])
        if name:
            keys.append(Key(name))
        return found.end()
    if _BEGUN.match(rest):
        return 0
    # With Alt, a key sends ESC and itself: it is no key of ours, and must not be taken for
    # the one without Alt.
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
    """How many bytes the character at the beginning takes; 0 if more must come."""
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
