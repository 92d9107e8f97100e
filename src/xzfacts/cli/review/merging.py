"""One subject becomes another name of a second one."""

import os

from xzfacts.model import Fact
from xzfacts.store.editing import Editing, tables, texts
from xzfacts.store.read import read_bytes

_SUBJECTS = "subjects"


def merge(edits: Editing, fact: Fact, subject: str) -> str:
    """Give the fact the subject, and make its own one's names further names of that.

    Where the fact's file declares its subject, as a proposer does with a new one, the
    declaration goes: a name cannot be a subject of its own and another's as well. Gives the
    fact's id then. Raises what the edits do.
    """
    names = [fact.subject, *_undeclared(edits, fact)]
    for name in dict.fromkeys(names):
        if name != subject:
            edits.add_alias(subject, name)
    return edits.set_fact(fact.place.file, fact.id, {"subject": subject})


def _undeclared(edits: Editing, fact: Fact) -> list[str]:
    """Take the declaration of the fact's subject out of its file; gives the aliases it had."""
    edits.fact(fact.place.file, fact.id)  # or the file may be gone
    path = os.path.join(os.path.dirname(edits.root), *fact.place.file.split("/"))
    with open(path, "rb") as file:
        before = data = file.read()
    aliases: list[str] = []
    while True:
        declared = read_bytes(data, fact.place.file).subjects
        found = next((one for one in declared if one.name == fact.subject), None)
        if found is None:
            break
        aliases += found.aliases
        data = _without(fact.place.file, data, fact.subject)
    if data != before:
        edits.replace(fact.place.file, before, data)
    return aliases


def _without(file: str, data: bytes, name: str) -> bytes:
    """The file without its first declaration of the subject."""
    toml = texts.parsed(file, data)
    declared = list(toml.document[_SUBJECTS])
    at = next(n for n, one in enumerate(declared) if one.get("name") == name)
    path = (_SUBJECTS, at)
    del declared[at]
    wanted = {**toml.document, _SUBJECTS: declared}
    if not declared and tables.is_headed(toml, path):
        del wanted[_SUBJECTS]
    return texts.changed(toml, tables.remove_element(toml, path), wanted).text.encode()
