"""Base class of the errors that end a command, and exit statuses."""

from typing import ClassVar

INTERRUPTED = 130  # exit status after Ctrl-C, as shells report it
SIGNALLED = 128  # added to the number of a signal that ended the process


class XzfactsError(Exception):
    """A failed operation.

    A subclass is defined beside the operation that raises it, keeps its details as attributes
    and composes its text in `message`.

    exit_status: exit status of the process. The default 2 means that the command line or the
        store is at fault.
    """

    exit_status: ClassVar[int] = 2

    def message(self) -> str:
        """Return one or two sentences for the user, translated."""
        raise NotImplementedError

    def details(self) -> tuple[str, ...]:
        """Return further lines for the user, such as what can be chosen from."""
        return ()

    def __str__(self) -> str:
        return self.message()
