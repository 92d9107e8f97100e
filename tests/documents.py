"""The commands that the documents show, taken out of them to be run.

In a `console` block stand commands after `$ ` and what they print: they are run in one folder,
from the first block of a document to its last, and compared. Where a command asks, what stands
after its prompt `> ` is typed. In a `sh` block stand commands alone, to be run from the top of
a clone.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])

PROMPT = "> "

_BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    language: str
    text: str
    start: int  # of the text, in the document
    end: int


def blocks(document: str, language: str) -> list[Block]:
    """The fenced blocks of one language, in order."""
    return [
        Block(match[1], match[2], match.start(2), match.end(2))
        for match in _BLOCK.finditer(document)
        if match[1] == language
    ]


def answers(shown: str) -> list[str]:
    """What is typed into a command that prints this, line by line."""
    lines = shown.splitlines()
    return [line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)]


def commands(path: Path) -> list[str]:
    """The lines of a document's `sh` blocks, without comments."""
    lines = [
        line.partition("  #")[0].strip()
        for block in blocks(path.read_text(encoding="utf-8"), "sh")
        for line in block.text.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]
