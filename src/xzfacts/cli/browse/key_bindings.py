"""Key bindings of the browser; all other keys edit the input line as in readline."""

from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from xzfacts.cli.browse.actions import ACTIONS
from xzfacts.cli.browse.browse_reducer import Chosen, Event, Key, Pressed
from xzfacts.cli.browse.input_text import printable

_KEYS: dict[str, Key] = {
    "up": "up",
    "c-p": "up",
    "down": "down",
    "c-n": "down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "enter": "enter",
    "escape": "escape",
    "c-c": "interrupt",
    "<sigint>": "interrupt",
    "f1": "help",
}


def key_bindings(dispatch: Callable[[Event], None], buffer: Buffer) -> KeyBindings:
    """Return the bindings that send events to `dispatch`."""
    bindings = KeyBindings()
    for name, key in _KEYS.items():
        _bind(bindings, name, dispatch, Pressed(key))
    for action, (name, *_titles) in ACTIONS.items():
        _bind(bindings, name.lower(), dispatch, Chosen(action))
    empty = Condition(lambda: not buffer.text)
    bindings.add("c-d", filter=empty)(lambda _event: dispatch(Pressed("end")))
    # Otherwise an unknown Alt key, which begins with Esc, would quit.
    bindings.add("escape", "<any>")(lambda _event: None)

    def paste(event: KeyPressEvent) -> None:
        buffer.insert_text(printable(event.data))

    bindings.add("<bracketed-paste>")(paste)
    return bindings


def _bind(
    bindings: KeyBindings, name: str, dispatch: Callable[[Event], None], event: Event
) -> None:
    bindings.add(name)(lambda _press: dispatch(event))
