"""The browser on a terminal, with prompt_toolkit: reads keys, draws pages."""

import os
import signal
import sys
from asyncio import get_running_loop, wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import TypeVar

from prompt_toolkit import Application
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from xzfacts.cli.browse import browse_reducer
from xzfacts.cli.browse.actions import Copy, Effect, Leave
from xzfacts.cli.browse.bounded_terminal import terminal_keys, terminal_output
from xzfacts.cli.browse.browse_state import Hit, HitContext, SearchRequest, initial_state
from xzfacts.cli.browse.browse_view import page
from xzfacts.cli.browse.clipboard import copy_with_tool, terminal_sequence
from xzfacts.cli.browse.input_text import printable
from xzfacts.cli.browse.key_bindings import key_bindings
from xzfacts.cli.browse.store_thread import StoreThread
from xzfacts.cli.display_paths import store_file_path
from xzfacts.cli.editor import open_at
from xzfacts.errors import SIGNALLED, XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.render.wording import place as place_text

_T = TypeVar("_T")
_ESCAPE_SECONDS = 0.1  # for the rest of an escape sequence, which ssh may split
_SWITCH_SECONDS = 0.001  # upper bound of the delay of a key by a search in the other thread
_PROMPT = "> "
# The colours of the terminal's theme; the styles also differ without colour.
_STYLES = {
    "value": "bold ansigreen",
    "word": "underline",
    "name": "bold",
    "aside": "dim",
    "warning": "ansimagenta",
    "heading": "bold underline",
    "selected": "reverse",
}


class Browser:
    """Browses the store in the folder `root`, starting with a query."""

    def __init__(self, root: str, query: str) -> None:
        self._root = root
        self._state = initial_state(printable(query))
        self._store = StoreThread(root)
        self._search: Future[browse_reducer.Arrived] | None = None
        self._asked = self._state.listing
        self._looking: Hit | None = None
        text = self._state.listing.text
        self._buffer = Buffer(
            document=Document(text), multiline=False, on_text_changed=self._text_changed
        )
        self._app = self._application()

    def run(self) -> int:
        """Run until the user leaves; return the exit status."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        try:
            return self._app.run(pre_run=self._begin, set_exception_handler=False)
        except EOFError:  # the terminal was closed
            return 0
        finally:
            self._store.stop()

    def _application(self) -> "Application[int]":
        # Not a separate window: dividing the width takes a tenth of the time of a redraw.
        line = BufferControl(self._buffer, [BeforeInput(_PROMPT)])
        body = FormattedTextControl(self._page)
        app: Application[int] = Application(
            Layout(HSplit([Window(line, height=1), Window(body, always_hide_cursor=True)])),
            style=Style(list(_STYLES.items())),
            key_bindings=key_bindings(self._dispatch, self._buffer),
            input=terminal_keys(),
            output=terminal_output(),
            full_screen=True,
            color_depth=ColorDepth.DEPTH_1_BIT
            if os.environ.get("NO_COLOR")
            else ColorDepth.DEPTH_4_BIT,
        )
        app.ttimeoutlen = app.timeoutlen = _ESCAPE_SECONDS
        return app

    def _begin(self) -> None:
        loop = get_running_loop()
        loop.set_exception_handler(lambda _loop, context: self._fail(context.get("exception")))
        if os.name == "posix":
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                loop.add_signal_handler(number, partial(self._leave, SIGNALLED + number))
        self._ask_store()
        self._store.warm_up()

    def _page(self) -> StyleAndTextTuples:
        size = self._app.output.get_size()
        pieces: StyleAndTextTuples = []
        for line in page(self._state, size.columns, size.rows - 1):
            pieces += [(f"class:{style}" if style else "", text) for text, style in line]
            pieces.append(("", "\n"))
        return pieces[:-1]

    def _text_changed(self, buffer: Buffer) -> None:
        text = printable(buffer.text)
        if text != buffer.text:
            cursor = len(printable(buffer.document.text_before_cursor))
            buffer.document = Document(text, cursor)  # calls this again
        else:
            self._dispatch(browse_reducer.Typed(text))

    def _dispatch(self, event: browse_reducer.Event) -> None:
        """Apply an event, and the events of its effects."""
        if (
            isinstance(event, browse_reducer.Pressed | browse_reducer.Chosen)
            and self._search is not None
        ):
            self._apply(self._search.result())  # a key applies to the latest text
        effect = self._apply(event)
        if effect is not None:
            self._perform(effect)
        self._ask_store()
        self._app.invalidate()

    def _apply(self, event: browse_reducer.Event) -> Effect | None:
        self._state, effect = browse_reducer.step(self._state, event)
        text = self._state.listing.text
        if text != self._buffer.text:
            self._buffer.document = Document(text)
        return effect

    def _ask_store(self) -> None:
        """Search for the current listing, then for the context of the selected hit."""
        found, listing = self._state.found, self._state.listing
        if listing != found.listing or not found.answered:
            if self._search is None or listing != self._asked:
                self._find(listing)
            return
        self._search = None
        hit = self._state.selected
        known = self._state.context is not None and self._state.context[0] == hit
        if hit is not None and not known and hit != self._looking:
            self._looking = hit
            self._when_done(self._store.context(hit), partial(self._looked, hit))

    def _find(self, listing: SearchRequest) -> None:
        if self._search is not None:
            self._search.cancel()
        self._asked = listing
        self._search = self._store.find(listing)
        self._when_done(self._search, self._dispatch)

    def _looked(self, hit: Hit, context: HitContext) -> None:
        self._looking = None
        self._dispatch(browse_reducer.Looked(hit, context))

    def _when_done(self, future: "Future[_T]", use: Callable[[_T], None]) -> None:
        """Use the result in the event loop, unless the future was cancelled."""
        loop = get_running_loop()

        def finish() -> None:
            if not (self._app.is_done or future.cancelled()):
                use(future.result())

        def done(_future: "Future[_T]") -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(finish)

        future.add_done_callback(done)

    def _perform(self, effect: Effect) -> None:
        if isinstance(effect, Leave):
            self._leave(effect.status)
        elif isinstance(effect, Copy):
            self._copy(effect)
        else:
            self._app.create_background_task(self._edit(effect.place))

    def _leave(self, status: int) -> None:
        if not self._app.is_done:
            self._app.exit(result=status)

    def _fail(self, error: BaseException | None) -> None:
        if error is not None and not self._app.is_done:
            self._app.exit(exception=error)

    def _copy(self, effect: Copy) -> None:
        self._app.output.write_raw(terminal_sequence(effect.text))
        self._app.output.flush()
        copied = {"quote": _("Copied the sentence"), "citation": _("Copied the citation")}.get(
            effect.action, _("Copied the value")
        )
        # A terminal does not report whether it copied the text.
        sure, unsure = _("{copied}: {text}"), _("{copied}, if the terminal allows it: {text}")
        message = sure if copy_with_tool(effect.text) else unsure
        self._dispatch(browse_reducer.Noted(message.format(copied=copied, text=effect.text)))

    async def _edit(self, place: Place) -> None:
        """Run the editor on the terminal, then read the store again."""
        path = store_file_path(self._root, place.file)
        try:
            await run_in_terminal(partial(open_at, path, place.line))
        except XzfactsError as error:
            self._dispatch(browse_reducer.Noted(error.message()))
            return
        findings = await wrap_future(self._store.reopen())
        self._dispatch(browse_reducer.Noted(_finding_message(findings), changed=True))


def _finding_message(findings: tuple[Finding, ...]) -> str:
    """Return the first fault of the store; empty if there is none."""
    if not findings:
        return ""
    first = findings[0]
    return f"{place_text(first.place)}: {first.message}"
