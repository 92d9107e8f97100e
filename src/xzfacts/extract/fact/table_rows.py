"""Rows of tables, whose cells are parted by |: the first says what, the head of a column too."""

from collections.abc import Mapping, Sequence

from xzfacts.extract.fact.tokens import Line
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_BAR = lazy_pattern("[|｜]")
_TIMES = frozenset(("date", "clock"))
# A head that tells no more than that something is counted.
_PLAIN = lazy_pattern(
    "数[量值据额]?|数量.*|金额|人数|合计|总计|指标值?|值|内容|单位|情况|结果|[0-9].*|"
)


def heads(lines: Sequence[Line]) -> Mapping[int, tuple[str, ...]]:
    """The heads of the columns, for each row by its number among the lines.

    A head is a row without amounts above others of as many cells; a row without one has ().
    """
    found: dict[int, tuple[str, ...]] = {}
    head: tuple[str, ...] = ()
    inside = False
    for number, line in enumerate(lines):
        row = tuple(cell.strip(" 。") for cell in _BAR.split(line.chars))
        if len(row) == 1:
            inside = False
            continue
        if not inside:
            is_head = all(amount.quantity.dimension in _TIMES for amount in line.amounts)
            head = row if is_head else ()
        inside = True
        found[number] = head if len(head) == len(row) else ()
    return found


def cell_noun(line: Line, amount: Amount, head: tuple[str, ...], named: bool) -> str:
    """What the amount in a cell is of; "" where only the cell itself may say.

    named: whether the first cell names the subject, so that the column says what is told of it.
    """
    before = _BAR.split(line.chars[: amount.start])
    own, at = before[-1].strip(), len(before) - 1
    if own or at == 0:
        return ""
    first = before[0].strip()
    column = head[at] if at < len(head) and not _PLAIN.fullmatch(head[at]) else ""
    return column or first if named else f"{first}{column}"
