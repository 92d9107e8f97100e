"""The language of human-facing text: Chinese where the locale asks for it, else English.

The source holds English; `locale/zh_CN/LC_MESSAGES/xzfacts.mo` holds the Chinese. An
English run reads no catalogue and does not import the standard gettext module.
"""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

DOMAIN = "xzfacts"
LOCALES = os.path.join(os.path.dirname(__file__), "locale")

# The first of these that is set and not empty decides, as in the standard gettext module.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def gettext(message: str) -> str:
    """`message` in the reader's language, itself where there is no translation."""
    chinese = _catalogue()
    return chinese.gettext(message) if chinese else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form for `number` of a message that counts something, in the reader's language."""
    chinese = _catalogue()
    if chinese:
        return chinese.ngettext(singular, plural, number)
    return singular if number == 1 else plural


def mark(message: str) -> str:
    """`message` as it is: noted for the catalogue where it stands, translated where it is used."""
    return message


# What systems say most often why they refuse; what is not among it stays as they say it.
_REASONS = (
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("Operation not permitted"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("File exists"),
    mark("File name too long"),
    mark("No space left on device"),
    mark("Read-only file system"),
    mark("Too many levels of symbolic links"),
    mark("Input/output error"),
)


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in the reader's language."""
    said = error.strerror if isinstance(error, OSError) else None
    return gettext(said) if said else str(error)


def share_catalogue() -> None:
    """Let libraries that use the standard gettext's default domain speak Chinese as well.

    Typer does for the headings of its help pages. Call this before Typer prints anything;
    where English is wanted it does nothing.
    """
    if not wants_chinese():
        return
    from gettext import bindtextdomain, textdomain

    # The standard module finds a catalogue by the exact locale; zh_TW and zh_HK read this one.
    os.environ["LANGUAGE"] = "zh_CN"
    bindtextdomain(DOMAIN, LOCALES)
    textdomain(DOMAIN)


def wants_chinese() -> bool:
    """Whether the locale asks for Chinese, of whatever region, before English."""
    for variable in _VARIABLES:
        value = os.environ.get(variable)
        if value:
            for language in value.split(":"):
                code = language.replace("-", "_").partition(".")[0].partition("_")[0].lower()
                if code in {"zh", "en", "c", "posix"}:
                    return code == "zh"
            return False
    return False


@cache
def _catalogue() -> "GNUTranslations | None":
    """The Chinese catalogue, read at the first call that needs it; None for English.

    A package without its catalogue speaks English: no message is worth a failed command.
    """
    if not wants_chinese():
        return None
    from gettext import GNUTranslations

    try:
        with open(os.path.join(LOCALES, "zh_CN", "LC_MESSAGES", "xzfacts.mo"), "rb") as file:
            return GNUTranslations(file)
    except OSError:
        return None
