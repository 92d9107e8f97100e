"""New text for a store: a source's file, and the first files of a fresh store."""

import os
import re
from collections.abc import Sequence
from decimal import Decimal

import tomli_w

from xzfacts.i18n import gettext as _
from xzfacts.i18n import reason
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence, Source
from xzfacts.store.errors import FolderNotEmptyError, StoreExistsError, StoreNotWrittenError
from xzfacts.store.locate import STORE_FILE, STORE_FOLDER, StoreIsAFileError
from xzfacts.store.schema.json_schema import FOLDER as SCHEMA_FOLDER
from xzfacts.store.schema.json_schema import schema_comment, schema_files

# Keys of a fact's table with their values, in the order to print them; None is left out.
FactTable = dict[str, str | Decimal | None]

# What would be invisible in a TOML string or steer a terminal, though TOML lets it stand.
_HIDDEN = "\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_HIDES = re.compile(f"[{_HIDDEN}]")
# Text that is the same within a TOML string. Nearly all is, and looking is a twentieth of the
# work that tomli_w has with it, which an import of a million facts would feel.
_SAME = re.compile(f'[^"\\\\\x00-\x1f{_HIDDEN}]*')

_EXAMPLE = "example.toml"


def init_store(folder: str) -> str:
    """Make a store in `folder`, new or empty but for hidden files; gives the store's path.

    The store is `folder/facts`, or `folder` itself where that is its name, so that it is
    found from the folder above. One example source in it says what to type next.
    Raises StoreExistsError, FolderNotEmptyError, StoreIsAFileError or StoreNotWrittenError.
    """
    path = os.path.abspath(folder)
    named = os.path.basename(path) == STORE_FOLDER
    root = path if named else os.path.join(path, STORE_FOLDER)
    for held in (path, root):
        if os.path.lexists(os.path.join(held, STORE_FILE)):
            raise StoreExistsError(held)
    if os.path.lexists(path) and not os.path.isdir(path):
        raise StoreIsAFileError(folder)
    try:
        os.makedirs(path, exist_ok=True)
        if any(not name.startswith(".") for name in os.listdir(path)):
            raise FolderNotEmptyError(folder)
        os.makedirs(root, exist_ok=True)
        os.mkdir(os.path.join(root, SCHEMA_FOLDER))
        for name, text in schema_files().items():
            _write_new(os.path.join(root, name), text)
        # store.toml last: until it stands there is no store, and nothing half-made is read.
        for name, text in ((_EXAMPLE, _example()), (STORE_FILE, _store_file(root))):
            _write_new(os.path.join(root, name), schema_comment(root, name) + text)
    except (OSError, ValueError) as error:
        raise StoreNotWrittenError(folder, reason(error)) from error
    return root


def _write_new(path: str, text: str) -> None:
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def quoted(text: str) -> str:
    """`text` as a TOML string on one line, with whatever cannot be seen spelled out."""
    if _SAME.fullmatch(text):
        return f'"{text}"'
    string = tomli_w.dumps({"": text}).partition(" = ")[2].removesuffix("\n")
    return _HIDES.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", string.replace("\t", "\\t"))


def source_header(source: Source, retrieved: str | None = None) -> str:
    """The `[source]` table that begins a source's file; when it was retrieved is for people."""
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
    """A `[[sentences]]` table, its facts one a line, with an empty line before it."""
    lines = ["", "[[sentences]]", f"quote = {quoted(sentence.quote)}"]
    if sentence.line is not None:
        lines.append(f"line = {sentence.line}")
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
    """A value of a fact's table in TOML."""
    return quoted(value) if isinstance(value, str) else str(value)


def subject_keys(subject: Subject) -> dict[str, str]:
    """The keys of a `[[subjects]]` table with their values in TOML."""
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
    # A folder's name need not be valid text; a store's name must be.
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    pattern = _comment(
        '[[subjects]]\nname = "富山晨光服饰有限公司"\naliases = ["晨光服饰", "晨光"]\n'
        'kind = "company"\npart_of = "富山县"\n\n'
        '[[attributes]]\nname = "工人人数"\naliases = ["人数", "员工"]\nkind = "people"\n'
    )
    return f"{comment}\nschema = 1\nname = {quoted(name)}\n\n{pattern}"


def _example() -> str:
    comment = _comment(
        _(
            "An example to replace: each file holds one source and the facts that it states,\n"
            "sentence by sentence. `quote` is the exact sentence; `value` must occur in it.\n"
            "After each change, run `xzfacts verify` to check the store."
        )
    )
    source = Source(id="example", title="示例")
    sentence = Sentence("xzfacts 的每个事实都附有1句原文，存放在 TOML 文件里。")
    facts: list[FactTable] = [
        {"subject": "xzfacts", "attribute": "每个事实的原文", "value": "1句"},
        {"subject": "xzfacts", "attribute": "文件格式", "value": "TOML"},
    ]
    return comment + source_header(source) + sentence_text(sentence, facts)
