"""Insertion and removal of facts and subjects in the text of a store file."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Sentence
from xzfacts.store.render_toml import (
    FactTable,
    fact_text,
    quoted,
    sentence_text,
    subject_keys,
    value_text,
)
from xzfacts.store.schema.table_schemas import Table
from xzfacts.store.toml import splices as toml_splices
from xzfacts.store.toml.spans import Path
from xzfacts.store.toml.toml_text import EditByHandError, Splice, Toml, apply_splices, parse_value

SENTENCES = "sentences"
FACTS = "facts"
SUBJECTS = "subjects"
SOURCE = "source"

_NewSentence = tuple[Sentence, list[FactTable]]


def with_keys(toml: Toml, several: Mapping[Path, toml_splices.Keys]) -> Toml:
    """Set keys of the tables at these paths; None removes a key."""
    wanted, splices = toml.document.copy(), list[Splice]()
    copied: set[Path] = set()
    for path, keys in several.items():
        table = _own(wanted, path, copied)
        for key, value in keys.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = parse_value(value)
        splices += toml_splices.set_keys(toml, path, keys)
    return apply_splices(toml, splices, wanted)


def without_facts(toml: Toml, paths: Iterable[Path]) -> Toml:
    """Remove the facts at `paths`, and the sentences that then have no fact."""
    gone: dict[int, list[Path]] = {}
    for path in paths:
        gone.setdefault(int(path[1]), []).append(path)
    sentences = list(at(toml.document, (SENTENCES,)))
    removed: list[Path] = []
    for number, of_sentence in gone.items():
        taken = {path[-1] for path in of_sentence}
        facts = sentences[number][FACTS]
        left = [fact for index, fact in enumerate(facts) if index not in taken]
        removed += of_sentence if left else [(SENTENCES, number)]
        sentences[number] = {**sentences[number], FACTS: left}
    kept = [one for number, one in enumerate(sentences) if number not in gone or one[FACTS]]
    return _without(toml, SENTENCES, removed, kept)


def without_subjects(toml: Toml, numbers: Collection[int]) -> Toml:
    """Remove the declarations of subjects with these numbers."""
    declared = at(toml.document, (SUBJECTS,))
    kept = [one for number, one in enumerate(declared) if number not in numbers]
    return _without(toml, SUBJECTS, [(SUBJECTS, number) for number in numbers], kept)


def _without(toml: Toml, array: str, removed: Sequence[Path], left: list[Table]) -> Toml:
    """Remove elements of an array, or of arrays in it, of which `left` is left."""
    wanted = {**toml.document, array: left}
    if not left and toml_splices.is_headed(toml, removed[0]):
        del wanted[array]
    splices = [one for path in removed for one in toml_splices.remove_element(toml, path)]
    return apply_splices(toml, splices, wanted)


def with_facts(toml: Toml, facts: Iterable[tuple[Sentence, FactTable]]) -> Toml:
    """Add facts to their sentences, or with new sentences in line order."""
    sentences = toml.document.get(SENTENCES, [])
    if not isinstance(sentences, list) or not all(isinstance(one, dict) for one in sentences):
        raise toml.by_hand((SENTENCES,))
    existing: dict[tuple[object, object], int] = {}
    for index, one in enumerate(sentences):
        existing.setdefault((one.get("quote"), one.get("line")), index)
    under: dict[int, list[FactTable]] = {}
    new: dict[tuple[object, object], _NewSentence] = {}
    for sentence, fact in facts:
        key = sentence.quote, sentence.line
        if key in existing:
            under.setdefault(existing[key], []).append(fact)
        else:
            new.setdefault(key, (sentence, []))[1].append(fact)
    splices: list[Splice] = []
    wanted: list[Table] = list(sentences)
    for index, several in under.items():
        splices += _add_to_sentence(toml, index, several)
        before = sentences[index].get(FACTS, [])
        wanted[index] = {
            **sentences[index],
            FACTS: [*before, *map(parse_value, map(fact_text, several))],
        }
    in_order = sorted(new.values(), key=_line_order)
    if (SENTENCES,) in toml.spans:
        items = [_sentence_inline(*one) for one in in_order]
        splices += toml_splices.append(toml, (SENTENCES,), items, spread=True) if items else []
        wanted += [_sentence(*one) for one in in_order]
    else:
        places: dict[int, list[_NewSentence]] = {}
        for one in in_order:
            places.setdefault(_place(sentences, one[0].line), []).append(one)
        splices += _new_blocks(toml, places, len(sentences))
        for place in sorted(places, reverse=True):
            wanted[place:place] = [_sentence(*one) for one in places[place]]
    return apply_splices(toml, splices, {**toml.document, SENTENCES: wanted})


def with_subjects(toml: Toml, subjects: Sequence[Subject]) -> Toml:
    """Add declarations of subjects after the existing ones, else after the source."""
    new = [subject_keys(subject) for subject in subjects]
    inline = ["{ " + ", ".join(f"{k} = {v}" for k, v in keys.items()) + " }" for keys in new]
    declared = toml.document.get(SUBJECTS, [])
    if not isinstance(declared, list):
        raise toml.by_hand((SUBJECTS,))
    wanted = {**toml.document, SUBJECTS: [*declared, *map(parse_value, inline)]}
    if (SUBJECTS,) in toml.spans:
        return apply_splices(
            toml, toml_splices.append(toml, (SUBJECTS,), inline, spread=True), wanted
        )
    text = "".join(
        f"\n[[{SUBJECTS}]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())
        for keys in new
    )
    after: Path = (SUBJECTS, len(declared) - 1) if declared else (SOURCE,)
    if after in toml.spans:
        try:
            return apply_splices(
                toml, [toml_splices.block(toml, toml.past_block(after), text)], wanted
            )
        except EditByHandError:
            pass  # inserting there would split a table; append at the end instead
    return apply_splices(toml, [toml_splices.block(toml, len(toml.text), text)], wanted)


def with_aliases(toml: Toml, subject: int, aliases: Sequence[str]) -> Toml:
    """Add aliases to the subject with this index among the declarations."""
    path: Path = (SUBJECTS, subject)
    before = at(toml.document, path).get("aliases")
    names = [quoted(alias) for alias in aliases]
    if before is None:
        return with_keys(toml, {path: {"aliases": f"[{', '.join(names)}]"}})
    path = (*path, "aliases")
    wanted = put(toml.document, path, [*before, *aliases])
    return apply_splices(toml, toml_splices.append(toml, path, names, spread=False), wanted)


def at(document: Table, path: Path) -> Any:  # noqa: ANN401 - documents contain anything
    """The value at `path`."""
    found: Any = document
    for part in path:
        found = found[part]
    return found


def put(document: Any, path: Path, value: object) -> Any:  # noqa: ANN401
    """A copy of the document with `value` at `path`."""
    if not path:
        return value
    copy = document.copy()
    copy[path[0]] = put(document[path[0]], path[1:], value)
    return copy


def _own(document: Table, path: Path, copied: set[Path]) -> Any:  # noqa: ANN401
    """The table at `path` in a copy of a document, each part copied once; see `copied`."""
    found: Any = document
    for depth, part in enumerate(path, 1):
        if path[:depth] not in copied:
            copied.add(path[:depth])
            found[part] = found[part].copy()
        found = found[part]
    return found


def _add_to_sentence(toml: Toml, index: int, facts: Sequence[FactTable]) -> list[Splice]:
    """Add facts to an existing sentence."""
    path: Path = (SENTENCES, index)
    before = at(toml.document, path).get(FACTS)
    items = [fact_text(fact) for fact in facts]
    if before is None and toml_splices.is_headed(toml, path):
        lines = [f"{FACTS} = [", *(f"  {item}," for item in items), "]"]
        return toml_splices.add_lines(toml, path, lines)
    if before is None:
        return toml_splices.set_keys(toml, path, {FACTS: f"[{', '.join(items)}]"})
    array = (*path, FACTS)
    if array in toml.spans:
        return toml_splices.append(toml, array, items, spread=toml_splices.is_headed(toml, path))
    last = (*array, len(before) - 1)
    text = toml_splices.headed_like(toml, last, [_rendered(fact) for fact in facts])
    return [toml_splices.block(toml, toml.past_block(last), text)]


def _new_blocks(toml: Toml, places: dict[int, list[_NewSentence]], count: int) -> list[Splice]:
    """Insert new sentences before those with the indices in `places`; `count` is the end."""
    ends: dict[int, int] = {}
    for path, span in toml.spans.items():
        if path[0] == SENTENCES and isinstance(path[1], int):
            ends[path[1]] = max(span.end, ends.get(path[1], 0))
    splices: list[Splice] = []
    for place, several in sorted(places.items()):
        text = "".join(sentence_text(*one) for one in several)
        if place:
            spot = toml.past_comments(toml.past_line(ends[place - 1]))
        elif count:
            spot = toml.before_comments(toml.line_start(toml.spans[SENTENCES, 0].start))
        else:
            spot = len(toml.text)
        splices.append(toml_splices.block(toml, spot, text, before=place == 0 and count > 0))
    return splices


def _place(sentences: Sequence[Table], line: int | None) -> int:
    """The index at which to insert a sentence with this line."""
    if line is None:
        return len(sentences)
    lines = [one.get("line") for one in sentences]
    earlier = [n for n, other in enumerate(lines) if isinstance(other, int) and other <= line]
    if earlier:
        return earlier[-1] + 1
    return next((n for n, other in enumerate(lines) if isinstance(other, int)), len(lines))


def _line_order(new: _NewSentence) -> tuple[bool, int]:
    line = new[0].line
    return line is None, line or 0


def _rendered(fact: FactTable) -> dict[str, str | None]:
    return {key: None if value is None else value_text(value) for key, value in fact.items()}


def _sentence(sentence: Sentence, facts: Sequence[FactTable]) -> Table:
    table: Table = parse_value(_sentence_inline(sentence, facts))
    return table


def _sentence_inline(sentence: Sentence, facts: Sequence[FactTable]) -> str:
    keys = {
        "quote": quoted(sentence.quote),
        "line": None if sentence.line is None else str(sentence.line),
        "note": None if sentence.note is None else quoted(sentence.note),
        FACTS: f"[{', '.join(map(fact_text, facts))}]",
    }
    return "{ " + ", ".join(f"{k} = {v}" for k, v in keys.items() if v is not None) + " }"
