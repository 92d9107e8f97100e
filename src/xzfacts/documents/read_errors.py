"""Errors of reading a document."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _


class DocumentError(XzfactsError):
    """A document cannot be read.

    name: as given on the command line.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class BinaryDocumentError(DocumentError):
    """The file is not a text file."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{name} is not a text file. Supported: plain text, Markdown, HTML, .docx and PDF."
        ).format(name=self.name)


class UndecodableDocumentError(DocumentError):
    """The file has bytes that cannot be decoded.

    line: 1-based line of the first one.
    """

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{name}, line {line}: not UTF-8, UTF-16, GB18030 or Big5. Save the file as UTF-8."
        ).format(name=self.name, line=self.line)


class DamagedDocumentError(DocumentError):
    """A .docx or PDF file is invalid, or an HTML page is nested too deeply."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name} is damaged, or its content does not match its extension.").format(
            name=self.name
        )


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name} is protected by a password. Save a copy without one.").format(
            name=self.name
        )


class NoTextError(DocumentError):
    """The pages of a PDF are images, or its characters have no Unicode values."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{name} has no readable text; it may be a scan. Run text recognition (OCR) first."
        ).format(name=self.name)


class TooLargeDocumentError(DocumentError):
    """A file exceeds the limit of its format."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name} is too large to be read at once. Split it into smaller files.").format(
            name=self.name
        )


class NotAFileError(DocumentError):
    """The path is a folder, pipe or device."""

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("{name} is not a regular file. Use “-” to read from a pipe.").format(
            name=self.name
        )


class UrlDocumentError(DocumentError):
    """A URL was given as a file.

    command: the command that it was given to.
    """

    def __init__(self, name: str, command: str) -> None:
        super().__init__(name)
        self.command = command

    def message(self) -> str:
        """The sentence for the terminal."""
        return _(
            "{name} is a URL, and xzfacts does not use the network. Pipe the page in: "
            "curl -sL URL | xzfacts {command} -"
        ).format(name=self.name, command=self.command)


class MissingExtraError(DocumentError):
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
