"""Whether a question names a neighbour of what an article is about: 青岚镇 for 青岚县."""

from collections.abc import Iterable

from xzfacts.language.segmentation import words_of
from xzfacts.match.query_terms import places
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.short_forms import PLACE_ENDINGS

_ORDINAL = lazy_pattern("第[一二三四五六七八九十0-9]+(?![0-9届次季])")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_TAIL = 3  # characters of a name behind its number that look like another name
_CORE = 2  # characters of a name in front of its ending
_ENDINGS = frozenset(each for each in PLACE_ENDINGS if len(each) == 1)
_HEADED = lazy_pattern(
    "[一-鿿]{2,6}?(馆|院|会|校|小学|中学|大学|局|园|区|集团|股份|公司|站|厂|中心|公交)"
)


def is_other_name(request: Request, stated: Statement) -> bool:
    """Whether a question names a neighbour."""
    text, names = request.parsed.query.chars, stated.names
    return (
        _lacks_ordinal(text, names)
        or _has_other_ending(text, stated)
        or _is_cut(request, names)
        or _has_other_head(request, stated)
    )


def _lacks_ordinal(text: str, names: Iterable[str]) -> bool:
    """Whether a question names 人民医院 where the subject is 第二人民医院."""
    for name in names:
        found = _ORDINAL.search(name)
        tail = name[found.end() :] if found else ""
        at = text.find(tail) if len(tail) >= _TAIL else -1
        if at >= 0 and text[max(at - 1, 0)] not in _NUMERALS:
            return True
    return False


def _has_other_ending(text: str, stated: Statement) -> bool:
    """Whether a question names 青岚镇, and the subject is 青岚县, or 青岚 always is."""
    for at in range(_CORE, len(text)):
        core, place = text[at - _CORE : at], text[at - _CORE : at + 1]
        if text[at] not in _ENDINGS or not core.isalpha() or place in (known := stated.known):
            continue
        if any(word.start == at and word.end - at > 1 for word in words_of(text)):
            continue  # 柳堤村超
        if any(core + ending in name for name in stated.names for ending in _ENDINGS):
            return True
        count = known.count(core)
        if count and count == sum(known.count(core + ending) for ending in _ENDINGS):
            return True
    return False


def _is_cut(request: Request, names: Iterable[str]) -> bool:
    """Whether a question has a place without its first character: 溪县 for 宁溪县."""
    query = request.parsed.query
    for name in names:
        place, cut = name[: _CORE + 1], name[1 : _CORE + 1]
        at = query.chars.find(cut) if name[_CORE : _CORE + 1] in _ENDINGS else -1
        if at >= 0 and not query.joined(at) and place not in query.chars:
            return True
    return False


def _has_other_head(request: Request, stated: Statement) -> bool:
    """Whether a question begins with 岭东美术馆, and 岭东 is always 岭东博物馆."""
    query = request.parsed.query
    at = (request.content & -request.content).bit_length() - 1
    found = _HEADED.match(query.chars, at) if at >= 0 else None
    if found is None or not all(map(query.joined, range(at + 1, found.end()))):
        return False
    core, head = found[0][:_CORE], found[0][_CORE : 2 * _CORE]
    names = stated.names
    if core in names or any(core in name and found[0][_CORE:] in name for name in names):
        return False  # 康宁医院 may be 康宁精神病医院
    known = stated.known
    if head[0] in _ENDINGS or core + head[0] in known or found[0][_CORE:] in known:
        return False
    follows = {known[end : end + _CORE] for _, end in places(known, core)}
    own = "".join(each for each in follows if each.isalpha())
    # More than one other word is none of the name; 门珍大楼 is a slip for 门诊大楼.
    return len(own) == _CORE and set(own).isdisjoint(head) and own[0] not in _ENDINGS
