"""Keep the Chinese catalogue in step with the source.

    python tools/catalogue.py update    take new messages in, drop those that are gone
    python tools/catalogue.py compile   write the .mo that the program reads
    python tools/catalogue.py missing   list what has no translation yet

Translate in `xzfacts.po` between the first two. The source's messages are those marked with
`_`, `gettext`, `ngettext` or `mark`, and the ones that Typer prints through the standard gettext.
"""

import ast
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src"
FOLDER = SOURCE / "xzfacts" / "locale" / "zh_CN" / "LC_MESSAGES"
PO = FOLDER / "xzfacts.po"
MO = FOLDER / "xzfacts.mo"

# Functions that mark a message, each with how many of its arguments are forms of it.
_MARKS = {"_": 1, "gettext": 1, "mark": 1, "ngettext": 2}
# Where Typer's plain help page and its faults are made.
_TYPER = "core.py"


def messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """File and message of everything that is to be translated, in a stable order."""
    yield from own_messages()
    typer = find_spec("typer")
    if typer is None or typer.origin is None:
        message = "Typer is not installed: its messages cannot be read"
        raise RuntimeError(message)
    text = (Path(typer.origin).parent / _TYPER).read_text(encoding="utf-8")
    yield from ((f"typer/{_TYPER}", message) for message in marked(text))


def own_messages() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """File and message of what this package says itself."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        yield from ((name, message) for message in marked(path.read_text(encoding="utf-8")))


def marked(text: str) -> Iterator[str | tuple[str, ...]]:
    """The messages that Python source marks, as written; singular and plural as a pair.

    What is computed is no message: where it comes from, it is marked with `mark`.
    """
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
        count = _MARKS.get(name or "", 0)
        forms = tuple(
            each.value
            for each in call.args[:count]
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        )
        if forms and len(forms) == count:
            yield forms if count > 1 else forms[0]


def catalogue() -> Catalog:
    """The catalogue as translated so far."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", charset="utf-8")


def updated() -> Catalog:
    """The catalogue with the source's messages and no others."""
    template = Catalog(charset="utf-8")
    for name, message in messages():
        template.add(message, locations=[(name, 0)])
    current = catalogue() if PO.exists() else Catalog(locale="zh_CN")
    current.update(template, no_fuzzy_matching=True, update_creation_date=False)
    current.obsolete.clear()
    # No names, addresses or versions: the history has them.
    current.header_comment = "# The Chinese (simplified) messages of xzfacts."
    current.project, current.version = "xzfacts", ""
    current.msgid_bugs_address = ""
    current.last_translator = current.language_team = "The xzfacts developers"
    current.fuzzy = False
    return current


def po_bytes(current: Catalog) -> bytes:
    """The text of the .po: sorted by file, without line numbers, so that diffs stay small."""
    buffer = BytesIO()
    write_po(buffer, current, width=100, sort_by_file=True, include_lineno=False, omit_header=False)
    return buffer.getvalue()


def mo_bytes(current: Catalog) -> bytes:
    """The compiled catalogue."""
    buffer = BytesIO()
    write_mo(buffer, current)
    return buffer.getvalue()


def missing(current: Catalog) -> list[str]:
    """Messages without a translation, or with a doubtful one."""
    return [
        str(message.id)
        for message in current
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def _strings(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


def main(arguments: list[str]) -> int:
    """Run one of the three commands; the exit status is 1 where translations are missing."""
    match arguments:
        case ["update"]:
            FOLDER.mkdir(parents=True, exist_ok=True)
            PO.write_bytes(po_bytes(updated()))
        case ["compile"]:
            MO.write_bytes(mo_bytes(catalogue()))
        case ["missing"]:
            pass
        case _:
            sys.stderr.write(__doc__ or "")
            return 2
    left = missing(catalogue())
    for message in left:
        print(message)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
