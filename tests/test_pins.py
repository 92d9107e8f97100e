"""Every development tool is pinned, and nothing that xzfacts or one of its extras asks for is."""

import re
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.doc_examples import ROOT

PIN = re.compile(r"([a-z0-9-]+)==\S+")


def _needs(requirement: str) -> set[str]:
    """The packages that a requirement brings here, itself included."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [requirement]
    while waiting:
        asked = waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        one = Requirement(asked)
        found.add(canonicalize_name(one.name))
        for line in requires(one.name) or ():
            needed = Requirement(line)
            marker = needed.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *one.extras)):
                needed.marker = None
                waiting.append(str(needed))
    return found


def test_the_development_tools_are_pinned_and_nothing_else() -> None:
    pytest.importorskip("mypy", reason="only the tools for tests are installed")
    lines = (ROOT / "constraints-dev.txt").read_text(encoding="utf-8").splitlines()
    pinned = {match[1] for match in map(PIN.fullmatch, lines) if match}
    assert pinned == {line.partition("==")[0] for line in lines if not line.startswith("#")}
    extras = {
        "distributed",
        "lxml",
        "mcp",
        "prompt-toolkit",
        "pypdfium2",
        "readability-lxml",
        "wcwidth",
        "xlsxwriter",
        "zstandard",
    }
    own = _needs("xzfacts")
    of_extras = _needs("xzfacts[browse,cluster,docx,html,mcp,pdf,xlsx,zst]")
    assert _needs("xzfacts[dev]") - of_extras <= pinned
    assert not pinned & (own | extras)
