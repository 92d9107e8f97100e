"""Translation of user-facing text: Chinese if the locale asks for it, otherwise English.

Messages in the source are English; `locale/zh_CN/LC_MESSAGES/xzfacts.mo` holds the Chinese
ones. An English run reads no catalogue and does not import the standard gettext module.
"""

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

DOMAIN = "xzfacts"
LOCALES = os.path.join(os.path.dirname(__file__), "locale")

# The first one that is set and not empty decides, as in the standard gettext module.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def gettext(message: str) -> str:
    """Translate `message`; return it unchanged if there is no translation."""
    chinese = _catalogue()
    return chinese.gettext(message) if chinese else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a message that counts something, in the form for `number`."""
    chinese = _catalogue()
    if chinese:
        return chinese.ngettext(singular, plural, number)
    return singular if number == 1 else plural


def mark(message: str) -> str:
    """Return `message` unchanged, marked for the catalogue and translated where it is used."""
    return message


# Common reasons for a failed system call; others are shown as the system words them.
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
    """Return the translated reason for a failed system call."""
    text = error.strerror if isinstance(error, OSError) else None
    return gettext(text) if text else str(error)


def share_catalogue() -> None:
    """Make the catalogue the default domain of the standard gettext module.

    Typer uses that domain for the headings of its help pages. Call this before Typer prints
    anything. Does nothing if the language is English.
    """
    if not wants_chinese():
        return
    from gettext import bindtextdomain, textdomain

    # The standard module looks up the exact locale; zh_TW and zh_HK use this catalogue too.
    os.environ["LANGUAGE"] = "zh_CN"
    bindtextdomain(DOMAIN, LOCALES)
    textdomain(DOMAIN)


def choose_language(*, chinese: bool) -> None:
    """Translate from now on as asked for, not as the locale of this machine does."""
    os.environ["LANGUAGE"] = "zh_CN" if chinese else "en"
    _catalogue.cache_clear()


def wants_chinese() -> bool:
    """Return whether the locale prefers Chinese, of any region, to English."""
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
    """Return the Chinese catalogue, loaded on first use; None for English.

    If the catalogue is missing, messages are English: a command must not fail because of it.
    """
    if not wants_chinese():
        return None
    from gettext import GNUTranslations

    try:
        with open(os.path.join(LOCALES, "zh_CN", "LC_MESSAGES", "xzfacts.mo"), "rb") as file:
            return GNUTranslations(file)
    except OSError:
        return None
