"""Queries that cannot be answered."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _

MAX_QUERY = 200  # characters


class EmptyQueryError(XzfactsError):
    """The query is empty."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The query is empty: type a name and what you want to know of it.")


class QueryTooLongError(XzfactsError):
    """The query exceeds `MAX_QUERY`."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The query has {length} characters; at most {most} are read.").format(
            length=self.length, most=MAX_QUERY
        )
