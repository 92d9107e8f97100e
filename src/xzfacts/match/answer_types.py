"""Expected answer types of question words, and whether a value has such a type."""

_NUMERIC = {"number", "count"}
_LENGTHS = {"length", "height", "width", "depth", "distance"}
_AMOUNTS = {*_NUMERIC, *_LENGTHS, "people", "money", "percent", "duration", "area", "date"}
AMOUNTS = {*_AMOUNTS, "weight", "volume", "speed", "age", "rate"} - {"date"}
NAMES = {"person", "place", "organization"}
FORMER = ("过去", "以前", "此前", "原先", "原来")  # begin the attribute of what was so before

# Words that name no attribute of their own, only the kind of its value.
HEADS = {
    word: tuple(kinds.split())
    for words, kinds in (
        ("位置 具体位置 地点 地方 地址", "place"),
        ("时间 日期 年份", "date duration"),
        ("人 人员 人选 姓名 名字 名称", "person organization"),
        ("金额 总额 额 资金 款", "money"),
        ("数 数量 数目 总数 个数 量 总量", "number people area weight volume"),
        ("人数", "people"),
        ("成员 名单", "person organization list"),
        ("面积", "area"),
    )
    for word in words.split()
}


# How a length is measured, and the characters that end the names of other lengths than that.
_OTHER_WAYS = {
    "height": "长宽深厚距径程速",
    "length": "高宽深厚径拔限速",
    "width": "长高深厚距程拔速",
    "depth": "长高宽厚距程径速",
}
_WAYS = {"height": "高", "length": "长", "width": "宽", "depth": "深"}
_ENDING = 2  # characters of a name that say what is measured: 宽度, 水深, 轴距


def measured_otherwise(kinds: tuple[str, ...], name: str) -> bool:
    """Whether an attribute is another length of the thing than asked for: 宽度 for 多长."""
    if len(kinds) != 1 or kinds[0] not in _WAYS:
        return False
    ending = name[-_ENDING:]
    return _WAYS[kinds[0]] not in name and any(c in ending for c in _OTHER_WAYS[kinds[0]])


def agrees(kinds: tuple[str, ...], dimension: str | None, attribute_kind: str) -> bool | None:
    """Whether a value is of one of the kinds asked for; None where that cannot be said.

    dimension: of the value where it is a quantity, else None. attribute_kind: the kind that
    the attribute's values have, as far as known.
    """
    verdicts = {_agrees(kind, dimension, attribute_kind) for kind in kinds}
    if True in verdicts:
        return True
    return None if None in verdicts or not verdicts else False


def _agrees(kind: str, dimension: str | None, attribute_kind: str) -> bool | None:
    if kind == attribute_kind:
        return True
    if kind in NAMES:
        if {kind, attribute_kind} == {"place", "organization"}:
            return None  # a county acts, and an office is where it is
        if dimension is not None or attribute_kind in NAMES:
            return False
        return None
    if dimension is None and kind in _AMOUNTS and attribute_kind in {*NAMES, "list"}:
        return False
    if dimension is None:
        return None
    whole = dimension.split("/", 1)[0]
    if kind in _NUMERIC:
        return whole != "date"
    if kind in _LENGTHS:
        return None if whole == "duration" and kind == "length" else whole == "length"
    if kind == "people":
        return whole in {"people", "count", "number"}
    if kind == "rank":
        return whole == "ordinal"
    if kind == "date":
        return whole in {"date", "clock", "month-day"}
    if kind == "rate":
        return "/" in dimension
    if kind in {"money", "percent", "duration", "area", "weight", "volume", "speed", "age"}:
        return whole == kind
    return None
