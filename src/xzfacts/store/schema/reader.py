"""Validating reader of store files; the rest of the program trusts its results.

Reading continues after faults, and all faults of all files are returned as findings.
"""

from errno import EFBIG
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from xzfacts.i18n import gettext as _, reason
from xzfacts.model.declarations import Attribute, Store, Subject
from xzfacts.model.facts import Fact, Mode, Place, Sentence, Source, Status
from xzfacts.model.finding_catalogue import make_finding
from xzfacts.model.findings import Finding
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.ids import fact_id
from xzfacts.store.listing import content_path, states, store_files
from xzfacts.store.locate import STORE_FILE
from xzfacts.store.paths import display_path
from xzfacts.store.regular_file import MAX_FILE, read_regular
from xzfacts.store.schema import table_schemas
from xzfacts.store.schema.contents import FileContents, merge_contents
from xzfacts.store.schema.faults import MAX_FAULTS, Fault, too_many_faults, value_fault
from xzfacts.store.schema.table_schemas import STORE_FILE as STORE_SCHEMA
from xzfacts.store.schema.tables import check, tables
from xzfacts.store.toml.parse import parse_document, too_large
from xzfacts.store.toml.spans import Path, Span, path_text, scan

_TRIES = 5  # after that, other processes write all the time

Spans = dict[Path, Span]

# Cached, as values repeat.
_quantity = lru_cache(maxsize=4096)(parse_quantity)


def read_store(root: str) -> tuple[Store, tuple[Finding, ...]]:
    """Read the store in the folder `root`, with all findings.

    Facts are in file order, files in the order of `store_files`. Raises StoreUnreadableError if
    the folder itself cannot be listed; all other faults are findings.
    """
    files, findings = _read_files(root)
    store, across = merge_contents(root, files)
    for file in files:
        findings += file.findings
    return store, (*findings, *across)


def _read_files(root: str) -> tuple[list[FileContents], list[Finding]]:
    """Read all files, again if one changed meanwhile: changes of several files are seen whole."""
    tries = _TRIES
    while True:
        entries, findings = store_files(root)
        before = states(entries)
        files = [read_file(content_path(one), display_path(root, one.path)) for one in entries]
        tries -= 1
        if not tries or states(store_files(root)[0]) == before:
            return files, findings


def read_file(path: str, file: str) -> FileContents:
    """Read the store file at `path`; `file` is its display path in places and findings."""
    try:
        data = read_regular(path)
    except OSError as error:
        if error.errno == EFBIG:
            what = _("it has more than {count} bytes").format(count=MAX_FILE)
            return FileContents(file, findings=(too_large(file, what),))
        message = _("Cannot read this file: {reason}.").format(reason=reason(error))
        finding = make_finding("unreadable", message, Place(file))
        return FileContents(file, findings=(finding,))
    return read_bytes(data, file)


def read_bytes(data: bytes, file: str) -> FileContents:
    """Read a store file with this content. Never raises, whatever the bytes are."""
    parsed = parse_document(data, file)
    if isinstance(parsed, Finding):
        return FileContents(file, findings=(parsed,))
    text, document = parsed
    if file.rpartition("/")[2] == STORE_FILE:
        return _read_store_file(document, text, file)
    return _read_source_file(document, text, file)


def _read_store_file(document: table_schemas.Table, text: str, file: str) -> FileContents:
    faults: list[Fault] = []
    spans = scan(text, deep=False)
    good = check(document, STORE_SCHEMA, (), faults)
    subjects, attributes = _declared(good, spans, file, faults)
    return FileContents(
        file,
        name=good.get("name"),
        subjects=subjects,
        attributes=attributes,
        findings=_findings(faults, text, file),
    )


def _read_source_file(document: table_schemas.Table, text: str, file: str) -> FileContents:
    faults: list[Fault] = []
    spans = scan(text, deep=False)
    good = check(document, table_schemas.SOURCE_FILE, (), faults)
    subjects, attributes = _declared(good, spans, file, faults)
    source = None
    if "source" in good:
        keys = check(good["source"], table_schemas.SOURCE, ("source",), faults)
        source = source_from(keys) if "id" in keys else None
    elif "sentences" in good and "source" not in document:
        faults.append(
            Fault(
                "missing-key",
                ("source",),
                _("`[source]` is missing: every fact needs a source."),
                _("Add `[source]` with `id` and `title`."),
            )
        )
    # Without a source there are no facts, but their faults are still reported.
    context = _Context(source or Source("", ""), spans, file, faults)
    facts = _facts(good, context)
    return FileContents(
        file,
        source=source,
        source_place=_place(("source",), spans, file) if source else None,
        subjects=subjects,
        attributes=attributes,
        facts=tuple(facts) if source else (),
        findings=_findings(faults, text, file),
    )


def source_from(keys: table_schemas.Table) -> Source:
    """The source with these keys, of which only `id` must be present."""
    known = {key: keys.get(key) for key in Source._fields}
    authors = tuple(keys.get("authors") or ())
    return Source(**{**known, "title": keys.get("title") or keys["id"], "authors": authors})


def _declared(
    document: table_schemas.Table, spans: Spans, file: str, faults: list[Fault]
) -> tuple[tuple[Subject, ...], tuple[Attribute, ...]]:
    subjects: list[Subject] = []
    attributes: list[Attribute] = []
    for index, table in tables(document.get("subjects"), ("subjects",), faults):
        path: Path = ("subjects", index)
        good = check(table, table_schemas.SUBJECT, path, faults)
        if "name" in good:
            aliases = tuple(good.get("aliases", ()))
            place = _place(path, spans, file)
            subjects.append(
                Subject(good["name"], aliases, good.get("kind"), good.get("part_of"), place)
            )
    for index, table in tables(document.get("attributes"), ("attributes",), faults):
        path = ("attributes", index)
        good = check(table, table_schemas.ATTRIBUTE, path, faults)
        if "name" in good:
            aliases = tuple(good.get("aliases", ()))
            place = _place(path, spans, file)
            attributes.append(Attribute(good["name"], aliases, good.get("kind"), place))
    return tuple(subjects), tuple(attributes)


class _Context(NamedTuple):
    """What the facts of a file have in common.

    source: the source of the file.
    spans: positions of the tables in the file.
    file: display path of the file.
    faults: collects the faults of the file.
    """

    source: Source
    spans: Spans
    file: str
    faults: list[Fault]


def _facts(document: table_schemas.Table, context: _Context) -> list[Fact]:
    facts: list[Fact] = []
    faults = context.faults
    for index, table in tables(document.get("sentences"), ("sentences",), faults):
        path: Path = ("sentences", index)
        good = check(table, table_schemas.SENTENCE, path, faults)
        quote = good.get("quote")
        sentence = Sentence(quote or "", good.get("line"), good.get("note"), good.get("page"))
        path = (*path, "facts")
        for number, row in tables(good.get("facts"), path, faults):
            fact = _fact(row, sentence, (*path, number), context)
            if fact is not None and quote:
                facts.append(fact)
    return facts


def _fact(
    table: table_schemas.Table, sentence: Sentence, path: Path, context: _Context
) -> Fact | None:
    """The fact, or None if a required key is missing or its value is no whole part of its quote."""
    source, spans, file, faults = context
    good = check(table, table_schemas.FACT, path, faults)
    try:
        subject, attribute, value = good["subject"], good["attribute"], good["value"]
    except KeyError:
        return None
    fault = value_fault(value, sentence.quote, (*path, "value"))
    if fault is not None:
        if sentence.quote and len(faults) <= MAX_FAULTS:
            faults.append(fault)
        return None
    as_of = good.get("as_of")
    superseded_by = good.get("superseded_by")
    status, mode = Status.CURRENT, None
    if len(table) > 3:
        status = Status(good.get("status", "superseded" if superseded_by else "current"))
        mode = Mode(good["mode"]) if "mode" in good else None
        if table.get("status", status) != status or table.get("mode") != mode:
            status = Status.DRAFT  # an unknown status must not count as current, nor a mode
    return Fact(
        good.get("id") or fact_id(source.id, subject, attribute, value, sentence.quote, as_of),
        subject,
        attribute,
        value,
        _quantity(value),
        sentence,
        source,
        _place(path, spans, file),
        as_of,
        good.get("note"),
        status,
        superseded_by,
        good.get("confidence"),
        good.get("why"),
        mode,
        good.get("said_by"),
    )


def _place(path: Path, spans: Spans, file: str) -> Place:
    span = spans.get(path)
    return Place(file, span.line if span else None, path_text(path))


def _findings(faults: list[Fault], text: str, file: str) -> tuple[Finding, ...]:
    if not faults:
        return ()
    spans = scan(text)
    # A table without a header of its own starts at the first header of its sub-tables.
    for path, span in sorted(spans.items(), key=itemgetter(1)):
        for depth in range(1, len(path)):
            spans.setdefault(path[:depth], span)
    left = len(faults) > MAX_FAULTS
    placed = sorted(
        (_span(fault.path, spans), index) for index, fault in enumerate(faults[:MAX_FAULTS])
    )
    found = tuple(
        faults[index].at(Place(file, span.line, path_text(faults[index].path)))
        for span, index in placed
    )
    if not left:
        return found
    return (*found, too_many_faults(file))


def _span(path: Path, spans: Spans) -> Span:
    """The span of the innermost element on `path` that has one."""
    while path and path not in spans:
        path = path[:-1]
    return spans[path] if path else Span(1, 0, 0)
