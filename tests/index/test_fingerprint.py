"""The fingerprint covers everything that decides the contents of an index."""

import subprocess
import sys
from pathlib import Path

import xzfacts
from tests.cli.process import DATA
from xzfacts.index.cache.fingerprint import covered_files

PACKAGE = Path(xzfacts.__file__).parent
# Prints the files of the modules that are imported while stores are read and an index is built.
BUILD = """
import sqlite3, sys
from xzfacts.index.builder.build import build
from xzfacts.index.builder.source_files import read_store_file
from xzfacts.index.file_states import list_store
from xzfacts.vocabulary.loader import load_vocabulary

for root in sys.argv[1:]:
    listing = list_store(root)
    files = (read_store_file(root, listing, n) for n in range(len(listing.names)))
    with sqlite3.connect(":memory:", isolation_level=None) as db:
        build(db, files, len(listing.names), load_vocabulary())
for name, module in sys.modules.items():
    if name.startswith("xzfacts"):
        print(module.__file__)
"""


def test_each_module_that_a_build_imports_is_covered() -> None:
    stores = [str(DATA / "stores" / name / "facts") for name in ("sound", "broken", "types")]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *stores], capture_output=True, text=True, check=True
    )
    imported = {Path(line).relative_to(PACKAGE).as_posix() for line in done.stdout.splitlines()}
    assert {"index/builder/writer.py", "store/schema/reader.py", "quantity/parser.py"} <= imported
    # The __init__.py of the package has only a docstring.
    assert imported - {"__init__.py"} <= set(covered_files())


def test_each_module_of_the_builder_is_covered_with_the_data_and_messages() -> None:
    covered = set(covered_files())
    folders = ("index/builder", "data", "text/data", "quantity/data", "locale")
    there = {
        path.relative_to(PACKAGE).as_posix()
        for folder in folders
        for path in (PACKAGE / folder).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    assert there
    assert there <= covered


def test_what_only_reads_an_index_or_changes_a_store_is_not_covered() -> None:
    covered = set(covered_files())
    others = [
        "index/lookup/catalog.py",
        "index/cache/index_opener.py",
        "store/edit/editing_session.py",
    ]
    others += ["store/transaction/journal.py", "match/scorer.py", "cli/main.py"]
    assert all((PACKAGE / path).is_file() for path in others)
    assert not covered & set(others)
    assert not [path for path in covered if path.endswith(".pyc")]
