"""Every file in `transcripts/` shows one behaviour, as a person at the terminal sees it.

After a change that is meant, `pytest tests/test_transcripts.py --rewrite` writes down what the
commands print now; the diff is what to review.
"""

import shutil
from pathlib import Path

import pytest

from tests import console

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, tmp_path: Path, shared_cache: Path, *, rewrite: bool) -> None:
    home, folder = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    preamble, steps = console.parse(path.read_text(encoding="utf-8"))
    assert steps, "a transcript has at least one command"
    for line in preamble.splitlines():
        label, _, store = line.partition("# store:")
        if not label and store:
            shutil.copytree(DATA / store.strip(), folder / "facts")
    # Not a cache in the new home, or each of them would build the index of the store that ships.
    env = console.environment(home) | {"XDG_CACHE_HOME": str(shared_cache)}
    outcomes = [(step, console.run(step, folder, env).render()) for step in steps]
    if rewrite:
        shown = "".join(step.source + printed for step, printed in outcomes)
        path.write_text(preamble + shown, encoding="utf-8")
        return
    for step, printed in outcomes:
        assert printed == step.expected, f"$ {step.command}"
