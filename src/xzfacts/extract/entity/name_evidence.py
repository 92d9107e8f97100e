"""What shows that a stretch with the form of a name is one."""

from collections.abc import Sequence

from xzfacts.extract.entity.name_patterns import Found
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_MAKING = lazy_pattern(
    "(?:引进|成立|创办|创立|开办|新建|改建|扩建|建成|建立|投建|打造|举办|举行|建设|修建|组建|"
    "启动|推出|实施|开展|召开)"
    "(?:了|起)?(?:[一首]?[家个座所条场届次项])?$"
)
_FIRST = lazy_pattern(
    "^(?:目前|近日|日前|据悉|此外|同时|其中|今年|去年|如今|现在|昨日|昨天|今天|以|在)?$"
)
_WHEN = lazy_pattern("(?:[昨今][日天]|日前|近日|正式|顺利|隆重|于|[0-9]{1,4}[年月日])*")
_STATES = frozenset("累计 共 已 已经 今年 去年 全年 前 连续 将 现 正 是 为 向".split())
_MEASURING = range(2, 7)  # characters of a word of the vocabulary, which name a measure
_TWICE = 2
_LONG = 4  # characters of a name


def proven(line: Line, name: Found, counts: dict[str, int]) -> bool:
    """Whether what may be a common noun is used as a name: often, as the subject, or made."""
    text = line.chars[name.start : name.end]
    if len(text) < _LONG:
        return False
    clause = line.clauses[line.clause_at(name.start)]
    before = line.chars[clause[0] : name.start]
    first = _FIRST.match(before) is not None
    when = _WHEN.match(line.chars, name.end)
    end = when.end() if when else name.end
    follows = line.between(end, min(end + 4, len(line.chars)))
    acts = (
        bool(follows)
        and follows[0].start == end
        and (follows[0].sort in "vp" or line.chars[end : follows[0].end] in _STATES)
    )
    measured = any(lexicon().terms.get(line.chars[name.end : name.end + n]) for n in _MEASURING)
    acts = acts or measured  # 沅江大桥全长
    made = len(text) > _LONG and _MAKING.search(before) is not None
    headed = line.quote.role == "title" and name.kind == "event" and len(text) > _LONG + 1
    return counts[text] >= _TWICE or (first and acts) or made or headed


class Repetitions:
    """The characters of an article, to tell whether a stretch occurs in it more than once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._chars = "\n".join(line.chars for line in lines)

    def without(self, lead: str, rest: str) -> bool:
        """Whether the article has a text where another does not stand before it."""
        return self._chars.count(rest) > self._chars.count(lead + rest)
