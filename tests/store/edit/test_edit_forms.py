"""Where an edit goes in texts of every form: each file of cases is one edit of many texts.

A file begins with the edit; then each case is a text, `->`, and the text that it becomes, or
`-> by hand` for a form that is refused. `====` parts cases.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence, Source
from xzfacts.store.edit.editing_session import EditSession, dry_edit_session
from xzfacts.store.toml.toml_text import EditByHandError

_FOLDER = Path(__file__).parents[2] / "data" / "editing"
_FILE = "facts/a.toml"
_SOURCE = Source("a", "A")
_QUOTE = "甲有8人，乙有9人。"


def _add(edits: EditSession, line: int, quote: str) -> None:
    fact = {"subject": "丙", "attribute": "人数", "value": "9人", "note": None}
    edits.add_fact(_SOURCE, Sentence(quote, line), {**fact})


_EDITS: dict[str, Callable[[EditSession], object]] = {
    "add to the sentence": lambda edits: _add(edits, 3, _QUOTE),
    "add a sentence of line 4": lambda edits: _add(edits, 4, "丙有9人。"),
    "set note and as_of, take out status": lambda edits: edits.set_fact(
        _FILE, "x", {"note": 'a"b', "status": None, "as_of": "2024"}
    ),
    "remove": lambda edits: edits.remove_facts(_FILE, ["x"]),
    "declare": lambda edits: edits.declare(Subject("丙", ("丙厂",), "company", "县"), "a"),
    "add an alias": lambda edits: edits.add_aliases("乙", ["乙厂"]),
}


def _cases() -> list[ParameterSet]:
    cases: list[ParameterSet] = []
    for path in sorted(_FOLDER.glob("*.txt")):
        edit, *texts = path.read_text(encoding="utf-8").split("\n====\n")
        for text in texts:
            before, _, after = text.partition("\n->")
            after = after.removeprefix("\n").removesuffix("\n") + "\n"
            cases.append(pytest.param(edit.strip(), f"{before}\n", after, id=path.stem))
    return cases


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("edit", "before", "after"), _cases())
def test_form(tmp_path: Path, edit: str, before: str, after: str, newline: str) -> None:
    root = tmp_path / "facts"
    root.mkdir()
    (root / "store.toml").write_text('schema = 1\nname = "s"\n', encoding="utf-8")
    (root / "a.toml").write_bytes(before.replace("\n", newline).encode())
    edits = dry_edit_session(str(root))
    if after.strip() == "by hand":
        with pytest.raises(EditByHandError, match=r"facts/a\.toml:\d+ "):
            _done(edits, edit)
        return
    _done(edits, edit)
    (change,) = edits.changes()
    assert change.after is not None
    assert change.after.decode() == after.replace("\n", newline)


def _done(edits: EditSession, edit: str) -> None:
    _EDITS[edit](edits)
    edits.changes()
