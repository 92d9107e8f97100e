"""Bytes from a terminal as they are typed, and word of what happens meanwhile."""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import NamedTuple, NoReturn, Self


class Got(NamedTuple):
    """What a wait ended with: bytes, or else nothing in time, a call to draw anew, or the end."""

    data: bytes = b""
    late: bool = False
    woken: bool = False
    ended: bool = False


class Stopped(BaseException):
    """The process was asked to end (SIGTERM, SIGHUP): nothing but clean-up is done any more."""

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
    _PAUSE = 0.02  # seconds between two looks: the console has nothing to wait for

    class Raw:
        """The console, a key at a time."""

        def __enter__(self) -> Self:
            os.system("")  # noqa: S605, S607 - makes the console obey escape sequences
            self._size = shutil.get_terminal_size()
            self._half = ""
            return self

        def __exit__(self, *_: object) -> None:
            """The console keeps no mode that would have to be taken back."""

        def read(self, patience: float | None) -> Got:
            """Wait for a key, no longer than so many seconds."""
            begun = time.monotonic()
            while not msvcrt.kbhit():
                size = shutil.get_terminal_size()
                if size != self._size:
                    self._size = size
                    return Got(woken=True)
                if patience is not None and time.monotonic() - begun > patience:
                    return Got(late=True)
                time.sleep(_PAUSE)
            char = msvcrt.getwch()
            if char in _PREFIXES:
                return Got(_CODES.get(msvcrt.getwch(), b""))
            char = self._half + char  # the two halves of a character come one by one
            self._half = char if "\ud800" <= char <= "\udbff" else ""
            return Got(
                char.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore").encode()
            )

else:
    import select
    import termios

    _CHUNK = 4096  # bytes
    _ENDING = (signal.SIGTERM, signal.SIGHUP)

    class Raw:
        """Standard input, key by key and without echo; Ctrl-C and Ctrl-Z stay what they are."""

        def __enter__(self) -> Self:
            self._file = sys.stdin.fileno()
            self._mode = termios.tcgetattr(self._file)
            self._wake, self._waker = os.pipe()
            os.set_blocking(self._waker, False)
            self._set()
            self._woken_before = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
            self._before = {
                number: signal.signal(number, handler)
                for number, handler in (
                    (signal.SIGWINCH, _pass),
                    (signal.SIGCONT, self._again),
                    *((number, _stop) for number in _ENDING),
                )
            }
            return self

        def __exit__(self, *_: object) -> None:
            for number, handler in self._before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._woken_before)
            os.close(self._wake)
            os.close(self._waker)
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(self._file, termios.TCSADRAIN, self._mode)

        def _set(self) -> None:
            mode = termios.tcgetattr(self._file)
            mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
            mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._file, termios.TCSADRAIN, mode)

        def _again(self, _number: int, _frame: FrameType | None) -> None:
            with suppress(termios.error):
                self._set()

        def read(self, patience: float | None) -> Got:
            """Wait for what is typed, no longer than so many seconds."""
            ready, _writing, _failing = select.select([self._file, self._wake], [], [], patience)
            if self._wake in ready:
                os.read(self._wake, _CHUNK)
                return Got(woken=True)
            if not ready:
                return Got(late=True)
            try:
                data = os.read(self._file, _CHUNK)
            except OSError:  # the terminal is gone
                data = b""
            return Got(data, ended=not data)

    def _pass(_number: int, _frame: FrameType | None) -> None:
        """The size changed: the byte in the pipe says so."""

    def _stop(number: int, _frame: FrameType | None) -> NoReturn:
        raise Stopped(number)
