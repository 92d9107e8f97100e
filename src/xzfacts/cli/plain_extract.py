"""Runs the most common form of `xzfacts extract` without importing Typer.

The form is `xzfacts extract FILE…` with `--json` and `--store`, see `plain_arguments`.
"""

from typing import NamedTuple

from xzfacts.cli.garbage_collection import collect_garbage
from xzfacts.cli.plain_arguments import plain_arguments

_FLAGS = frozenset({"--json"})
_WITH_VALUE = frozenset({"--store"})


class PlainExtract(NamedTuple):
    """A call of the form above.

    names: the files.
    json: whether to print JSON.
    store: value of `--store`, if given.
    """

    names: tuple[str, ...]
    json: bool
    store: str | None

    def answer(self) -> int:
        """Extract; return the exit status. Raises what opening and writing a store raise."""
        collect_garbage()
        from xzfacts.cli.extraction import extract
        from xzfacts.extract.article.origin import Origin

        return extract(self.names, Origin(), json=self.json, archive=True, store=self.store)


def plain_extract(arguments: list[str]) -> PlainExtract | None:
    """Read a command line without the name of the command; return None if it has another form."""
    read = plain_arguments(arguments, _FLAGS, _WITH_VALUE)
    if read is None or not read[0]:
        return None
    words, options = read
    return PlainExtract(words, "--json" in options, options.get("--store"))
