"""Errors of reading a draft."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _


class DraftError(XzfactsError):
    """A draft cannot be read.

    name: as given on the command line.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BinaryDraftError(DraftError):
    """The file is not a text file."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{name} is not a text file. Supported: plain text, Markdown, HTML and .docx."
        ).format(name=self.name)


class UndecodableDraftError(DraftError):
    """The file has bytes that cannot be decoded.

    line: 1-based line of the first one.
    """

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name}, line {line}: neither UTF-8 nor GB18030. Save the file as UTF-8.").format(
            name=self.name, line=self.line
        )


class DamagedDraftError(DraftError):
    """A .docx file is invalid or too large, or an HTML page is nested too deeply."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name} is damaged, or its content does not match its extension.").format(
            name=self.name
        )


class MissingExtraError(DraftError):
    """An optional library is not installed.

    extra: the extra of this package that installs it.
    """

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name)
        self.extra = extra

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "Reading {name} requires an additional library: pip install 'xzfacts[{extra}]'"
        ).format(name=self.name, extra=self.extra)
