"""Queries that cannot be answered."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark

MAX_QUERY = 200  # characters


class EmptyQueryError(XzfactsError):
    """The query is empty."""

    template = mark("The query is empty: type a name and what you want to know of it.")


class QueryTooLongError(XzfactsError):
    """The query exceeds `MAX_QUERY`."""

    template = mark("The query has {length} characters; at most {most} are read.")
    length: int
    most: int = MAX_QUERY
