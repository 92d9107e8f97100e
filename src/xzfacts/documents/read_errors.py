"""Errors of reading a document."""

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark


class DocumentError(XzfactsError):
    """A document cannot be read.

    name: as given on the command line.
    """

    name: str


class BinaryDocumentError(DocumentError):
    """The file is not a text file."""

    template = mark(
        "{name} is not a text file. Supported: plain text, Markdown, HTML, .docx and PDF."
    )


class UndecodableDocumentError(DocumentError):
    """The file has bytes that cannot be decoded.

    line: 1-based line of the first one.
    """

    template = mark(
        "{name}, line {line}: not UTF-8, UTF-16, GB18030 or Big5. Save the file as UTF-8."
    )
    line: int


class DamagedDocumentError(DocumentError):
    """A .docx or PDF file is invalid, or an HTML page is nested too deeply."""

    template = mark("{name} is damaged, or its content does not match its extension.")


class EncryptedDocumentError(DocumentError):
    """The file needs a password."""

    template = mark("{name} is protected by a password. Save a copy without one.")


class NoTextError(DocumentError):
    """The pages of a PDF are images, or its characters have no Unicode values."""

    template = mark(
        "{name} has no readable text; it may be a scan. Run text recognition (OCR) first."
    )


class TooLargeDocumentError(DocumentError):
    """A file exceeds the limit of its format."""

    template = mark("{name} is too large to be read at once. Split it into smaller files.")


class NotAFileError(DocumentError):
    """The path is a folder, pipe or device."""

    template = mark("{name} is not a regular file. Use “-” to read from a pipe.")


class UrlDocumentError(DocumentError):
    """A URL was given as a file.

    command: the command that it was given to.
    """

    template = mark(
        "{name} is a URL, and xzfacts does not use the network. Pipe the page in: "
        "curl -sL URL | xzfacts {command} -"
    )
    command: str


class MissingExtraError(DocumentError):
    """An optional library is not installed.

    extra: the extra of this package that installs it.
    """

    template = mark("Reading {name} requires an additional library: pip install 'xzfacts[{extra}]'")
    extra: str
