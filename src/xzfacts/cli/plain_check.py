"""Runs the most common forms of `xzfacts check` without importing Typer.

The forms are `xzfacts check FILE…` and `xzfacts check --text TEXT` with the options below, see
`plain_arguments`.
"""

from typing import NamedTuple, get_args

from xzfacts.cli.garbage_collection import collect_garbage
from xzfacts.cli.plain_arguments import plain_arguments
from xzfacts.cli.report_formats import Form

_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}
_FLAGS = frozenset({"--json", "--strict", "--summary"})
_WITH_VALUE = frozenset({"--text", "--format", "--store"})


class PlainCheck(NamedTuple):
    """A call of a form above.

    names: files, `-` for standard input.
    options: the options given; empty for a flag.
    form: format of the report.
    """

    names: tuple[str, ...]
    options: dict[str, str]
    form: Form

    def answer(self) -> int:
        """Check; return the exit status. Raises what opening the store raises."""
        collect_garbage()
        from xzfacts.cli.checking import CheckRequest, check

        return check(
            CheckRequest(
                names=self.names,
                text=self.options.get("--text"),
                form=self.form,
                strict="--strict" in self.options,
                summary="--summary" in self.options,
                store=self.options.get("--store"),
            )
        )


def plain_check(arguments: list[str]) -> PlainCheck | None:
    """Read a command line without the name of the command; return None if it has another form."""
    read = plain_arguments(arguments, _FLAGS, _WITH_VALUE)
    if read is None:
        return None
    words, options = read
    json = "--json" in options
    form = options.get("--format", "json" if json else "text")
    if not (words or "--text" in options) or form not in _FORMS:
        return None
    if form != "json" and (json or "--summary" in options):
        return None
    return PlainCheck(words, options, _FORMS[form])
