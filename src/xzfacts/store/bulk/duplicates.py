"""What a store has of what is imported into it, read as far as the rows ask for it.

A statement's id depends on its source, so only the files of its source hold it. To read the facts
of all files takes ten seconds for each 100,000, and is done only where a row spells an id that a
fact of another source may have.
"""

import re
from collections.abc import Callable, Iterator

from xzfacts.store.bulk.rows import Row
from xzfacts.store.bulk.spool import Spool
from xzfacts.store.edit.file_search import files_of_sources
from xzfacts.store.ids import may_be_derived, statement_id
from xzfacts.store.listing import store_files
from xzfacts.store.paths import display_path
from xzfacts.store.schema.reader import read_file

# An id with the quotation mark before it. Nothing after that is consumed: what looks like an id in
# a text may reach into a true one.
_SPELLED = re.compile(rb"""\bid["']?[ \t]*=[ \t]*(?=("{3}|'{3}|"[^"\n]*|'[^'\n]*))""")
# What it says is plain only if it is neither escaped nor between three marks.
_ESCAPE = b"\\"
_LONG = (b'""', b"''")


class KnownFacts:
    """Tells a spool the sources and facts that the store in the folder `root` has.

    Raises StoreUnreadableError.
    """

    def __init__(self, spool: Spool, root: str) -> None:
        self._spool = spool
        self._root = root
        self._left = {entry.path: None for entry in store_files(root)[0]}
        self._spelled: set[bytes] = set()
        self._of_source = files_of_sources(self._files())
        self._escaped = any(_ESCAPE in id_ or id_ in _LONG for id_ in self._spelled)

    def _files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        for path in self._left:
            try:
                with open(path, "rb") as opened:
                    data = opened.read()
            except OSError:  # nothing of it is read, as everywhere
                continue
            self._spelled.update(marked[1:] for marked in _SPELLED.findall(data))
            yield path, lambda data=data: data  # type: ignore[misc]

    def meet(self, row: Row, statement: str) -> None:
        """Tell what the store has that the row, which makes the statement, may repeat or deny."""
        for path in self._of_source.pop(row.source["id"], ()):
            self._tell(path)
        if self._left and self._may_be_elsewhere(row.id, statement):
            for path in list(self._left):
                self._tell(path)

    def _may_be_elsewhere(self, id_: str | None, statement: str) -> bool:
        """Whether a fact of another source may have the id of a row."""
        if statement.encode() in self._spelled:
            return True
        if id_ is None or id_ == statement:
            return False
        return self._escaped or id_.encode() in self._spelled or may_be_derived(id_)

    def _tell(self, path: str) -> None:
        if path not in self._left:  # it was told before
            return
        del self._left[path]
        contents = read_file(path, display_path(self._root, path))
        if contents.source is not None:
            self._spool.know_source(contents.source)
        for fact in contents.facts:
            statement = statement_id(fact)
            self._spool.know(fact.id, statement)
            self._spool.know(statement, statement)
