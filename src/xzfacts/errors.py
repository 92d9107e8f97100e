"""The base of every failure that ends a command."""

from typing import ClassVar


class XzfactsError(Exception):
    """A failed operation.

    A subclass stands beside the operation that raises it, keeps what it needs as
    attributes, and composes its own sentence in `message`. `exit_status` is what
    the process ends with: 2, the call or the store is at fault, unless it says else.
    """

    exit_status: ClassVar[int] = 2

    def message(self) -> str:
        """One or two sentences for the person at the terminal, translated."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message()
