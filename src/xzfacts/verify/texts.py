"""The texts that sources were printed in."""

from dataclasses import dataclass
from hashlib import sha256

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _


class TextUnreadableError(XzfactsError):
    """A text to verify against cannot be read, or is no UTF-8."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("The text {path} cannot be read: {reason}.").format(
            path=self.path, reason=self.reason
        )


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text at hand: the name of its file, the sha256 of its bytes, and what it says."""

    name: str
    sha256: str
    text: str


def read_text(path: str) -> SourceText:
    """The text in a file. Raises TextUnreadableError."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TextUnreadableError(path, _("line {line} is not UTF-8").format(line=line)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise TextUnreadableError(path, reason or str(error)) from error
    return SourceText(path, sha256(data).hexdigest(), text)
