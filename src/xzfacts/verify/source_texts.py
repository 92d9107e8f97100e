"""Source texts to verify quotes against."""

from dataclasses import dataclass
from hashlib import sha256

from xzfacts.documents.files import open_file
from xzfacts.documents.read_errors import NotAFileError
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _, mark, reason


class TextUnreadableError(XzfactsError):
    """A text cannot be read or is not UTF-8."""

    template = mark("Cannot read the text {path}: {reason}.")
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of a source.

    name: its path as displayed.
    sha256: hash of its bytes.
    text: its decoded content.
    """

    name: str
    sha256: str
    text: str


def read_text(path: str) -> SourceText:
    """Read a text from a file. Raises TextUnreadableError."""
    try:
        with open_file(path) as file:
            data = file.read()
    except NotAFileError as error:
        raise TextUnreadableError(path, _("it is not a regular file")) from error
    except (OSError, ValueError) as error:
        raise TextUnreadableError(path, reason(error)) from error
    return SourceText(path, sha256(data).hexdigest(), decoded(data, path))


def decoded(data: bytes, name: str) -> str:
    """Decode the bytes of a text. Raises TextUnreadableError."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TextUnreadableError(name, _("line {line} is not UTF-8").format(line=line)) from error
