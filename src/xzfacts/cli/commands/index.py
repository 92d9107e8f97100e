"""`xzfacts index`: the compiled index that makes queries fast."""

import time
from typing import Annotated

from typer import Option

from xzfacts.app import Facts, IndexState, open_store
from xzfacts.cli import streams
from xzfacts.cli.index_progress import Bar
from xzfacts.cli.messages import report_findings
from xzfacts.cli.options import Json, StorePath
from xzfacts.i18n import gettext as _
from xzfacts.i18n import ngettext

_UNITS = ("B", "kB", "MB", "GB")


def run(
    rebuild: Annotated[
        bool, Option("--rebuild", help=_("Build it anew, whatever its state."))
    ] = False,
    json: Json = False,
    store: StorePath = None,
) -> int:
    """Bring the index up to date and show where it is, how large and how old."""
    bar = Bar(patience=0.2)
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
        for label, text in _lines(facts, state):
            streams.write(f"{label}\t{text}\n")
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
    told = ngettext("{count} fact", "{count} facts", state.facts).format(count=state.facts)
    lines = [(_("store"), facts.root), (_("holds"), f"{told}, {files}")]
    if state.path is None or state.written is None:
        said = _("in memory only: nothing can be written to the cache folder")
        return [*lines, (_("index"), said)]
    return [
        *lines,
        (_("index"), state.path),
        (_("size"), _size(state.size)),
        (_("written"), _moment(state.written)),
    ]


def _size(size: float) -> str:
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} {_UNITS[-1]}"


def _moment(stamp: float) -> str:
    """The time in this place, to the second, as ISO 8601 writes it."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(stamp))
