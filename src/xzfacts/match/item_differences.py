"""Whether a question begins with another item of a sentence than that of a value."""

from xzfacts.language.segmentation import words_of
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement
from xzfacts.text.lazy_pattern import lazy_pattern

_LEAD = 4  # characters of the name of an item
_HEAD = 2  # characters of the word that items have in common: 板块 of 医药板块
_BREAK = lazy_pattern("[，,；;、]")


def is_other_item(request: Request, stated: Statement) -> bool:
    """Whether a question begins with another item of the sentence."""
    known = "\0".join((stated.title, *stated.names))
    before, _, behind = stated.row.quote.partition(stated.row.value)
    return _is_behind(request, before, behind, known) or _is_parallel(
        request.parsed.query.chars, before, known
    )


def _is_behind(request: Request, before: str, behind: str, known: str) -> bool:
    """Whether the sentence names the item only behind the value, in another clause."""
    query = request.parsed.query
    start, end = query.runs(request.content)[0] if request.content else (0, 0)
    name = query.chars[start : min(end, start + _LEAD)]
    at = behind.find(name) if len(name) == _LEAD else -1
    stated = name[:_HEAD] in before or name[:_HEAD] in known
    return at >= 0 and not stated and _BREAK.search(behind, 0, at) is not None


def _is_parallel(chars: str, before: str, known: str) -> bool:
    """Whether the clause of the value names another item of the kind: 医药板块 for 电力板块."""
    *earlier, clause = _BREAK.split(before)
    for at in range(_HEAD, _LEAD + 1):
        own, head = clause[:at], clause[at : at + _HEAD]
        place = chars.find(head, _HEAD) if len(head) == _HEAD and head.isalpha() else -1
        item = chars[: max(place, 0)]
        if (
            _HEAD <= place <= _LEAD
            and all(word.tag[0] == "n" for word in words_of(own))  # no 去年
            and set(item).isdisjoint(own)
            and item + head not in known
            and any(item + head in each for each in earlier)
        ):
            return True
    return False
