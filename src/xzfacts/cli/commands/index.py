"""`xzfacts index`: update, rebuild and show the index of a store."""

import time
from typing import Annotated

from typer import Option

from xzfacts.app import Facts, open_store
from xzfacts.cli import streams
from xzfacts.cli.messages import report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.cli.progress import IndexProgress
from xzfacts.i18n import gettext as _, ngettext
from xzfacts.index.cache.index_state import IndexState

_MOMENT = "%Y-%m-%d %H:%M:%S"  # local time to the second, similar to ISO 8601
_UNITS = ("B", "kB", "MB", "GB")


def run(
    rebuild: Annotated[
        bool, Option("--rebuild", help=_("Rebuild the index even if it is up to date."))
    ] = False,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Update the index and show its location, size and age."""
    bar = IndexProgress(patience=0.2)
    try:
        facts = open_store(store, bar, rebuild=rebuild)
    finally:
        bar.wipe()
    report_findings(facts.findings)
    state = facts.index_state()
    if json:
        from xzfacts.render.json_ import dumps

        streams.write(dumps(_object(facts, state)) + "\n")
    else:
        streams.write(_columns(_lines(facts, state)))
    return 0


def _object(facts: Facts, state: IndexState) -> dict[str, object]:
    return {
        "store": facts.root,
        "index": state.path,
        "bytes": state.size,
        "written": None if state.written is None else int(state.written),
        "files": state.files,
        "facts": state.facts,
    }


def _lines(facts: Facts, state: IndexState) -> list[tuple[str, str]]:
    files = ngettext("{count} file", "{count} files", state.files).format(count=state.files)
    counted = ngettext("{count} fact", "{count} facts", state.facts).format(count=state.facts)
    lines = [(_("store"), facts.root), (_("contents"), f"{counted}, {files}")]
    if state.path is None or state.written is None:
        text = _("in memory only, because the cache folder is not writable")
        return [*lines, (_("index"), text)]
    return [
        *lines,
        (_("index"), state.path),
        (_("size"), _size(state.size)),
        (_("written"), time.strftime(_MOMENT, time.localtime(state.written))),
    ]


def _columns(lines: list[tuple[str, str]]) -> str:
    """Return labels and texts in two columns: aligned on a terminal, otherwise with a tab."""
    if not streams.is_terminal():
        return "".join(f"{label}\t{text}\n" for label, text in lines)
    from rich.cells import cell_len, set_cell_size

    width = max(cell_len(label) for label, _text in lines)
    return "".join(f"{set_cell_size(label, width)}  {text}\n" for label, text in lines)


def _size(size: float) -> str:
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} {_UNITS[-1]}"
