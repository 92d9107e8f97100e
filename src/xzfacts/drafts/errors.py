"""What may be wrong with a draft before a word of it is checked."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _


class DraftError(XzfactsError):
    """A draft cannot be read. name: as it was given on the command line."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BinaryDraftError(DraftError):
    """The file holds something else than text."""

    def message(self) -> str:
        """Say what can be read."""
        return _(
            "{name} is not a text file. Supported: plain text, Markdown, HTML and .docx."
        ).format(name=self.name)


class UndecodableDraftError(DraftError):
    """Bytes that are no characters; line: the 1-based line with the first of them."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line

    def message(self) -> str:
        """Name the line."""
        return _("{name}, line {line}: neither UTF-8 nor GB18030. Save the file as UTF-8.").format(
            name=self.name, line=self.line
        )


class DamagedDraftError(DraftError):
    """A .docx file that is none or far too large, or a page of HTML without end."""

    def message(self) -> str:
        """Name the file."""
        return _("{name} is damaged, or its content does not match its extension.").format(
            name=self.name
        )


class MissingExtraError(DraftError):
    """A library that is installed on demand is not there."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name)
        self.extra = extra

    def message(self) -> str:
        """Say what to install."""
        return _(
            "Reading {name} requires an additional library: pip install 'xzfacts[{extra}]'"
        ).format(name=self.name, extra=self.extra)
