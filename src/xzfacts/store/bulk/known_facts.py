"""The existing facts that imported rows may duplicate, loaded on demand.

A derived id depends on the source, so only the files of the row's source can contain it. Reading
all files takes ten seconds for each 100,000 facts, and is needed only if a row has a written id
that a fact of another source may have.
"""

import re
from collections.abc import Callable, Iterator

from xzfacts.store.bulk.rows import Row
from xzfacts.store.bulk.spool import Spool
from xzfacts.store.edit.file_search import files_of_sources
from xzfacts.store.ids import may_be_derived, statement_id
from xzfacts.store.listing import store_files
from xzfacts.store.paths import display_path
from xzfacts.store.regular_file import read_regular
from xzfacts.store.schema.reader import read_file

# A written id with its opening quotation mark. The lookahead consumes nothing after the equals
# sign: what looks like an id in a text may overlap a real one.
_WRITTEN_ID = re.compile(rb"""\bid["']?[ \t]*=[ \t]*(?=("{3}|'{3}|"[^"\n]*|'[^'\n]*))""")
# Ids with escapes or in multi-line strings cannot be compared as bytes.
_ESCAPE = b"\\"
_MULTILINE = (b'""', b"''")


class KnownFacts:
    """Registers sources and facts of the store in the folder `root` in a spool.

    Raises StoreUnreadableError.
    """

    def __init__(self, spool: Spool, root: str) -> None:
        self._spool = spool
        self._root = root
        self._left = {entry.path: None for entry in store_files(root)[0]}
        self._written: set[bytes] = set()
        self._of_source = files_of_sources(self._files())
        self._escaped = any(_ESCAPE in id_ or id_ in _MULTILINE for id_ in self._written)

    def _files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        for path in self._left:
            try:
                data = read_regular(path)
            except OSError:  # the reader reports it
                continue
            self._written.update(marked[1:] for marked in _WRITTEN_ID.findall(data))
            yield path, lambda data=data: data  # type: ignore[misc]

    def load_for(self, row: Row, statement: str) -> None:
        """Load the facts that the row, with the derived id `statement`, may duplicate."""
        for path in self._of_source.pop(row.source["id"], ()):
            self._load(path)
        if self._left and self._may_be_elsewhere(row.fact.get("id"), statement):
            for path in list(self._left):
                self._load(path)

    def _may_be_elsewhere(self, id_: str | None, statement: str) -> bool:
        """Whether a fact of another source may have the id of a row."""
        if statement.encode() in self._written:
            return True
        if id_ is None or id_ == statement:
            return False
        return self._escaped or id_.encode() in self._written or may_be_derived(id_)

    def _load(self, path: str) -> None:
        if path not in self._left:  # already loaded
            return
        del self._left[path]
        contents = read_file(path, display_path(self._root, path))
        if contents.source is not None:
            self._spool.register_source(contents.source)
        for fact in contents.facts:
            statement = statement_id(fact)
            self._spool.register(fact.id, statement)
            self._spool.register(statement, statement)
