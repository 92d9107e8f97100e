"""TOML text of sources, sentences and facts, and the files of a new store."""

import os
import re
from collections.abc import Sequence
from decimal import Decimal

import tomli_w

from xzfacts.i18n import gettext as _, reason
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence, Source
from xzfacts.store.locate import STORE_FILE, STORE_FOLDER, StoreIsAFileError
from xzfacts.store.schema.json_schema import FOLDER as SCHEMA_FOLDER, schema_comment, schema_files
from xzfacts.store.write_errors import FolderNotEmptyError, StoreExistsError, StoreNotWrittenError
from xzfacts.user_folders import make_folders

# Keys and values of a fact's table, in output order; None is omitted.
FactTable = dict[str, str | Decimal | None]

# Invisible characters and terminal controls that TOML allows in strings.
_HIDDEN = "\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_HIDDEN_CHAR = re.compile(f"[{_HIDDEN}]")
# Text that needs no escaping. The test takes a twentieth of the time of tomli_w, which matters
# for imports of a million facts.
_PLAIN = re.compile(f'[^"\\\\\x00-\x1f{_HIDDEN}]*')


def init_store(folder: str) -> str:
    """Create a store in `folder`, which must be new or empty; returns the store's path.

    The store is `folder/facts`, or `folder` itself if that is its name, so that it is found from
    its parent folder. An example is in comments of `store.toml`. Hidden files in `folder` are
    ignored.
    Raises StoreExistsError, FolderNotEmptyError, StoreIsAFileError or StoreNotWrittenError.
    """
    path = os.path.abspath(folder)
    named = os.path.basename(path) == STORE_FOLDER
    root = path if named else os.path.join(path, STORE_FOLDER)
    for place in (path, root):
        if os.path.lexists(os.path.join(place, STORE_FILE)):
            raise StoreExistsError(place)
    if os.path.lexists(path) and not os.path.isdir(path):
        raise StoreIsAFileError(folder)
    try:
        make_folders(path)
        if any(not name.startswith(".") for name in os.listdir(path)):
            raise FolderNotEmptyError(folder)
        make_folders(root)
        os.mkdir(os.path.join(root, SCHEMA_FOLDER))
        for name, text in schema_files().items():
            _write_new(os.path.join(root, name), text)
        # store.toml last: without it the folder is not a store, so no partial store is ever read.
        text = schema_comment(root, STORE_FILE) + _store_file(root)
        _write_new(os.path.join(root, STORE_FILE), text)
    except (OSError, ValueError) as error:
        raise StoreNotWrittenError(folder, reason(error)) from error
    return root


def _write_new(path: str, text: str) -> None:
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def quoted(text: str) -> str:
    """`text` as a TOML string on one line, with invisible characters escaped."""
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    string = tomli_w.dumps({"": text}).partition(" = ")[2].removesuffix("\n")
    return _HIDDEN_CHAR.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", string.replace("\t", "\\t"))


def source_header(source: Source, retrieved: str | None = None) -> str:
    """The `[source]` table of a source file."""
    lines = ["[source]", f"id = {quoted(source.id)}", f"title = {quoted(source.title)}"]
    if source.publication is not None:
        lines.append(f"publication = {quoted(source.publication)}")
    if source.authors:
        lines.append(f"authors = [{', '.join(map(quoted, source.authors))}]")
    for key in ("published", "url", "page", "section", "sha256"):
        value = getattr(source, key)
        if value is not None:
            lines.append(f"{key} = {quoted(value)}")
    if retrieved is not None:
        lines.append(f"retrieved = {quoted(retrieved)}")
    return "\n".join(lines) + "\n"


def sentence_text(sentence: Sentence, facts: Sequence[FactTable]) -> str:
    """A `[[sentences]]` table with one fact per line, after an empty line."""
    lines = ["", "[[sentences]]", f"quote = {quoted(sentence.quote)}"]
    if sentence.line is not None:
        lines.append(f"line = {sentence.line}")
    if sentence.page is not None:
        lines.append(f"page = {quoted(sentence.page)}")
    if sentence.note is not None:
        lines.append(f"note = {quoted(sentence.note)}")
    lines.append("facts = [")
    lines.extend(f"  {fact_text(fact)}," for fact in facts)
    lines.append("]")
    return "\n".join(lines) + "\n"


def fact_text(fact: FactTable) -> str:
    """A fact as an inline table."""
    pairs = [f"{key} = {value_text(value)}" for key, value in fact.items() if value is not None]
    return "{ " + ", ".join(pairs) + " }"


def value_text(value: str | Decimal) -> str:
    """A value of a fact's table as TOML."""
    return quoted(value) if isinstance(value, str) else str(value)


def subject_keys(subject: Subject) -> dict[str, str]:
    """The keys of a `[[subjects]]` table with their values as TOML."""
    keys = {"name": quoted(subject.name)}
    if subject.aliases:
        keys["aliases"] = f"[{', '.join(map(quoted, subject.aliases))}]"
    if subject.kind is not None:
        keys["kind"] = quoted(subject.kind)
    if subject.part_of is not None:
        keys["part_of"] = quoted(subject.part_of)
    return keys


def _comment(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


def _store_file(root: str) -> str:
    comment = _comment(
        _(
            "Settings of the whole store: its name, and the subjects and attributes shared by\n"
            "several sources, with their aliases. The lines below are an example."
        )
    )
    name = os.path.basename(os.path.dirname(root)) or STORE_FOLDER
    # The name of a folder may be invalid Unicode; that of a store may not.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    pattern = _comment(
        '[[subjects]]\nname = "富山晨光服饰有限公司"\naliases = ["晨光服饰", "晨光"]\n'
        'kind = "company"\npart_of = "富山县"\n\n'
        '[[attributes]]\nname = "工人人数"\naliases = ["人数", "员工"]\nkind = "people"\n'
    )
    return f"{comment}\nschema = 1\nname = {quoted(name)}\n\n{pattern}\n{_example()}"


def _example() -> str:
    """An example of a source file, as comments."""
    comment = _(
        "Each other file holds one source and the facts that it states, sentence by sentence.\n"
        "`quote` is the exact sentence; `value` must occur in it. After each change, run\n"
        "`xzfacts verify` to check the store. An example of such a file:"
    )
    source = Source(id="example", title="示例")
    sentence = Sentence("晨光服饰现有工人88人。")
    fact: FactTable = {"subject": "晨光服饰", "attribute": "工人人数", "value": "88人"}
    return _comment(f"{comment}\n\n{source_header(source)}{sentence_text(sentence, [fact])}")
