"""Whether a question names a neighbour of what an article is about: 青岚镇 for 青岚县."""

from collections.abc import Iterable, Iterator, Sequence

from xzfacts.match.question_request import Request
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.pinyin import is_han
from xzfacts.text.short_forms import PLACE_ENDINGS

_ORDINAL = lazy_pattern("第[一二三四五六七八九十0-9]+")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_TAIL = 3  # characters of a name behind its number that look like another name
_CORE = 2  # characters of a name in front of its ending
_ENDINGS = frozenset(each for each in PLACE_ENDINGS if len(each) == 1)
_HEADS = frozenset("股份 集团 科技 公司 医院 小学 中学 大学 学院 银行".split())


def is_other_name(request: Request, names: Sequence[str], known: str) -> bool:
    """Whether a question names a neighbour.

    names: of the subject of a fact. known: its sentence and its article. Compact characters.
    """
    text = request.parsed.query.chars
    return (
        _lacks_ordinal(text, names)
        or _has_other_ending(text, known, names)
        or _is_cut(request, names)
        or _has_other_head(request, known, names)
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


def _has_other_ending(text: str, known: str, names: Sequence[str]) -> bool:
    """Whether a question names 青岚镇, and 青岚 is always 青岚县."""
    for at in range(_CORE, len(text)):
        core, place = text[at - _CORE : at], text[at - _CORE : at + 1]
        if text[at] not in _ENDINGS or not core.isalpha() or place in known:
            continue
        if any(core + ending in name for name in names for ending in _ENDINGS):
            return not any(place in name for name in names)
        count = 0 if any(place in name for name in names) else known.count(core)
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


def _has_other_head(request: Request, known: str, names: Sequence[str]) -> bool:
    """Whether a question begins with 岭东美术馆, and 岭东 is always 岭东博物馆."""
    query = request.parsed.query
    at = (request.content & -request.content).bit_length() - 1
    if at < 0 or any(not request.content >> unit & 1 for unit in range(at, at + 2 * _CORE)):
        return False
    name = query.chars[at : at + 2 * _CORE]
    core, head = name[:_CORE], name[_CORE:]
    joined = all(map(query.joined, range(at + 1, at + 2 * _CORE)))
    if not joined or not all(map(is_han, name)) or core + head[0] in known:
        return False
    if head in known and head not in _HEADS and head[0] not in _ENDINGS:
        return False
    if any(core in name and head in name for name in names):
        return False  # 康宁医院 is 康宁精神病医院
    known = "\0".join((known, *names))
    follows = [known[i + _CORE : i + 2 * _CORE] for i in _places(known, core)]
    follows = [each for each in follows if each.isalpha()]
    own = follows[0] if len(follows) > 1 and len(set(follows)) == 1 else ""
    if not own or not set(own).isdisjoint(head):
        return False  # 门珍大楼 is a slip for 门诊大楼
    return own[0] not in _ENDINGS or head[0] in _ENDINGS


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
