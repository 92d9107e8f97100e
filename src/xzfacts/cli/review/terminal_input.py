"""Raw input from a terminal, with resize and termination events."""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import NamedTuple, NoReturn, Self


class TerminalInput(NamedTuple):
    """Result of waiting for input.

    data: bytes read.
    timed_out: whether the wait timed out.
    woken: whether the page must be redrawn.
    ended: whether the input is closed.
    """

    data: bytes = b""
    timed_out: bool = False
    woken: bool = False
    ended: bool = False


class TerminationSignal(BaseException):
    """The process received SIGTERM, SIGHUP or SIGQUIT; only clean-up remains."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


if sys.platform == "win32":
    import msvcrt

    _PREFIXES = ("\x00", "\xe0")
    _CODES = {
        "H": b"\x1b[A",
        "P": b"\x1b[B",
        "M": b"\x1b[C",
        "K": b"\x1b[D",
        "G": b"\x1b[H",
        "O": b"\x1b[F",
        "S": b"\x1b[3~",
    }
    _PAUSE = 0.02  # seconds between polls: the console has no event to wait for

    class RawTerminal:
        """The Windows console, key by key."""

        def __enter__(self) -> Self:
            os.system("")  # noqa: S605, S607 - makes the console process escape sequences
            self._size = shutil.get_terminal_size()
            self._high_surrogate = ""
            return self

        def __exit__(self, *_: object) -> None:
            """Do nothing: no console mode was changed."""

        def read(self, timeout: float | None) -> TerminalInput:
            """Wait for a key, at most `timeout` seconds."""
            start = time.monotonic()
            while not msvcrt.kbhit():
                size = shutil.get_terminal_size()
                if size != self._size:
                    self._size = size
                    return TerminalInput(woken=True)
                if timeout is not None and time.monotonic() - start > timeout:
                    return TerminalInput(timed_out=True)
                time.sleep(_PAUSE)
            char = msvcrt.getwch()
            if char in _PREFIXES:
                return TerminalInput(_CODES.get(msvcrt.getwch(), b""))
            char = self._high_surrogate + char  # the halves of a surrogate pair arrive one by one
            self._high_surrogate = char if "\ud800" <= char <= "\udbff" else ""
            return TerminalInput(
                char.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").encode()
            )

else:
    import select
    import termios

    _CHUNK = 4096  # bytes
    _TERMINATION_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)

    class RawTerminal:
        """Standard input in raw mode without echo; Ctrl-C and Ctrl-Z still send signals."""

        def __enter__(self) -> Self:
            self._file = sys.stdin.fileno()
            self._mode = termios.tcgetattr(self._file)
            self._wake, self._waker = os.pipe()
            os.set_blocking(self._waker, False)
            self._set_raw_mode()
            self._woken_before = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
            self._before = {
                number: signal.signal(number, handler)
                for number, handler in (
                    (signal.SIGWINCH, _on_resize),
                    (signal.SIGCONT, self._on_continue),
                    *((number, _on_termination) for number in _TERMINATION_SIGNALS),
                )
            }
            return self

        def __exit__(self, *_: object) -> None:
            for number, handler in self._before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._woken_before)
            os.close(self._wake)
            os.close(self._waker)
            with suppress(termios.error):  # the terminal may be closed
                termios.tcsetattr(self._file, termios.TCSADRAIN, self._mode)

        def _set_raw_mode(self) -> None:
            mode = termios.tcgetattr(self._file)
            mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
            mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._file, termios.TCSADRAIN, mode)

        def _on_continue(self, _number: int, _frame: FrameType | None) -> None:
            with suppress(termios.error):
                self._set_raw_mode()

        def read(self, timeout: float | None) -> TerminalInput:
            """Wait for input, at most `timeout` seconds."""
            ready, _writing, _failing = select.select([self._file, self._wake], [], [], timeout)
            if self._wake in ready:
                os.read(self._wake, _CHUNK)
                return TerminalInput(woken=True)
            if not ready:
                return TerminalInput(timed_out=True)
            try:
                data = os.read(self._file, _CHUNK)
            except OSError:  # the terminal was closed
                data = b""
            return TerminalInput(data, ended=not data)

    def _on_resize(_number: int, _frame: FrameType | None) -> None:
        """Do nothing: the byte in the wake-up pipe reports the resize."""

    def _on_termination(number: int, _frame: FrameType | None) -> NoReturn:
        raise TerminationSignal(number)
