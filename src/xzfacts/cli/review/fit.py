"""Blocks of lines made to fit into the height of a terminal."""

from dataclasses import dataclass, replace

from rich.text import Text

CUT = "…"  # where something is left out


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    least: how many of them must stay where there is little room. view: the number of the line
    that must stay in view. marked: whether a cut is shown by dots, for which the lines leave
    room.
    """

    lines: tuple[Text, ...]
    least: int = 0
    view: int = 0
    marked: bool = False


def fitted(blocks: list[Block], giving: tuple[int, ...], height: int) -> list[Block]:
    """The blocks in `height` lines at most.

    giving: which blocks give lines away, by their places, those first that are needed least.
    """
    over = sum(len(block.lines) for block in blocks) - height
    shown = list(blocks)
    for least in (True, False):
        for place in giving:
            block = shown[place]
            kept = min(block.least, len(block.lines)) if least else 0
            gives = min(max(over, 0), len(block.lines) - kept)
            if gives > 0:
                shown[place] = _cut(block, len(block.lines) - gives)
                over -= gives
    return shown


def _cut(block: Block, size: int) -> Block:
    """So many lines of the block, those around the one that must stay in view."""
    start = min(max(block.view - size // 2, 0), len(block.lines) - size)
    lines = [line.copy() for line in block.lines[start : start + size]]
    if block.marked and lines:
        if start:
            lines[0] = Text(CUT).append_text(lines[0])
        if start + size < len(block.lines):
            lines[-1].append(CUT)
    return replace(block, lines=tuple(lines), view=block.view - start)
