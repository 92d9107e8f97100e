"""Extracts the commands in the documents, to be run by tests.

A `console` block contains commands after `$ ` with their output. All blocks of a document are
run in one folder, in order, and compared. At a prompt of a command, the text after `> ` is
typed. A `sh` block contains commands only, to be run from the root of a clone.
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
    """A fenced block.

    language: language of the block.
    text: content.
    start: offset of the content in the document.
    end: offset of its end.
    """

    language: str
    text: str
    start: int
    end: int


def blocks(document: str, language: str) -> list[Block]:
    """Return the fenced blocks of one language, in order."""
    return [
        Block(match[1], match[2], match.start(2), match.end(2))
        for match in _BLOCK.finditer(document)
        if match[1] == language
    ]


def answers(shown: str) -> list[str]:
    """Return the lines to type into a command with this output."""
    lines = shown.splitlines()
    return [line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)]


def commands(path: Path) -> list[str]:
    """Return the commands of the `sh` blocks of a document, without comments."""
    lines = [
        line.partition("  #")[0].strip()
        for block in blocks(path.read_text(encoding="utf-8"), "sh")
        for line in block.text.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]
