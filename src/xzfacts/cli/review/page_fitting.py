"""Fits blocks of lines into the height of a terminal."""

from dataclasses import dataclass, replace

from rich.text import Text

CUT = "…"  # marks a cut


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    lines: the lines.
    min_lines: number of lines to keep when space is short.
    focus: index of the line that must stay visible.
    marked: whether cuts are marked by dots, for which the lines leave room.
    """

    lines: tuple[Text, ...]
    min_lines: int = 0
    focus: int = 0
    marked: bool = False


def fitted(blocks: list[Block], cut_order: tuple[int, ...], height: int) -> list[Block]:
    """Cut the blocks to at most `height` lines in total.

    cut_order: indexes of the blocks to cut, least important first.
    """
    over = sum(len(block.lines) for block in blocks) - height
    shown = list(blocks)
    for keep_minimum in (True, False):
        for index in cut_order:
            block = shown[index]
            kept = min(block.min_lines, len(block.lines)) if keep_minimum else 0
            removed = min(max(over, 0), len(block.lines) - kept)
            if removed > 0:
                shown[index] = _cut(block, len(block.lines) - removed)
                over -= removed
    return shown


def _cut(block: Block, size: int) -> Block:
    """Return `size` lines of the block around its focus."""
    start = min(max(block.focus - size // 2, 0), len(block.lines) - size)
    lines = [line.copy() for line in block.lines[start : start + size]]
    if block.marked and lines:
        if start:
            lines[0] = Text(CUT).append_text(lines[0])
        if start + size < len(block.lines):
            lines[-1].append(CUT)
    return replace(block, lines=tuple(lines), focus=block.focus - start)
