"""Imports of packages that an extra of xzfacts installs."""

from collections.abc import Iterator
from contextlib import contextmanager

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark


class MissingPackageError(XzfactsError):
    """A package that a command needs is not installed; an extra of xzfacts installs it."""

    template = mark("This needs an additional package: pip install 'xzfacts[{extra}]'.")
    extra: str


@contextmanager
def extra(name: str, *packages: str) -> Iterator[None]:
    """Raise MissingPackageError if an import fails because one of the packages is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in packages:
            raise
        raise MissingPackageError(name) from None
