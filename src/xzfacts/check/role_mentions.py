"""Posts that a sentence says somebody holds: 曾昭亮是比弗丽总经理, 总经理由曾昭亮担任."""

import re
from operator import ne
from typing import NamedTuple

from xzfacts.check.persons import NAME_SIZES, name_goes_on, person_behind
from xzfacts.check.subject_facts import PreparedFact, SubjectFactCache, is_evidence
from xzfacts.language.job_titles import NOT_NOW, POST
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact
from xzfacts.text.numeric_chars import is_han

_SHORTEST = 2  # minimum length of a person's name
_COPULA = lazy_pattern("(?:现任|担任|出任|就任|升任|当选|任命为|任|是|为|系)的?$")
_BY = lazy_pattern("^(?:是|为|由|系|叫)")
_OF = ("", "的")
_SHARED = "省市州县区镇乡村"  # characters that end a place and begin its 书记
# Attributes of a person with the post as their value.
OFFICES = frozenset("职务 职位 头衔 职称 现任职务 担任职务 身份 职业 任职".split())


class Role(NamedTuple):
    """A post that somebody is said to hold.

    start, end: units of the post.
    post: its name.
    holder: the person; a name that the store has no subject for is text.
    place: the organisation named in front of the post, if any.
    """

    start: int
    end: int
    post: str
    holder: NameMention | str
    place: NameMention | None


def read_role(
    reading: Reading,
    names: tuple[NameMention, ...],
    post: re.Match[str],
    fact_cache: SubjectFactCache,
    listed: NameMention | None = None,
) -> Role | None:
    """Who is said to hold a post now, and where; None if nobody is.

    listed: the organisation of the previous item, if the post is an item of a list.
    """
    start, end = post.span()
    chars, clause = reading.chars, reading.clauses[start]
    here = [n for n in names if reading.clauses[n.start] == clause]
    at = (n for n in reversed(here) if ends_at_post(n, post) and chars[n.end : start] in _OF)
    place = next(at, None)
    before = start if place is None else place.start
    place = place or listed
    if NOT_NOW.search(chars[:start]) or NOT_NOW.search(chars[:before]):
        return None
    joined = end < len(chars) and reading.words[end] == reading.words[end - 1]
    apposed = next((n for n in here if n.start == end), None) if joined else None
    if apposed is not None and apposed is not place:  # 总经理曾昭亮
        if name_goes_on(reading, apposed.end):
            return None
        return Role(start, end, post.group(), apposed, place)
    by = _BY.match(chars[end : end + 2])
    by_end = end + by.end() if by else end
    copula = _COPULA.search(chars[:before])
    holder: NameMention | str | None = None
    if by:  # 总经理是曾昭亮, 总经理由曾昭亮担任
        holder = next((n for n in here if n.start == by_end), None)
    if holder is None and copula and _ends_predicate(reading, start, end):  # 曾昭亮是比弗丽总经理
        holder = _named_before(here, copula.start())
    if holder is None and place is not None:
        before_copula = chars[: copula.start()] if copula else ""
        holder = _unlisted(chars[by_end:], before_copula, place, post.group(), fact_cache)
        if holder and chars.startswith(holder, by_end):
            holder = None if name_goes_on(reading, by_end + len(holder)) else holder
    return Role(start, end, post.group(), holder, place) if holder else None


def ends_at_post(name: NameMention, post: re.Match[str]) -> bool:
    """Whether a name ends in front of a post, or shares a character with it: 昭平县委书记."""
    start = post.start()
    if name.start < start == name.end - 1:
        return post.group()[0] in _SHARED
    return name.end <= start <= name.end + 1


def _ends_predicate(reading: Reading, start: int, end: int) -> bool:
    """Whether a predicate that ends with the post at these units may end there."""
    chars, clauses = reading.chars, reading.clauses
    return end == len(chars) or clauses[end] != clauses[start] or chars[end] in "的，兼和、"


def _named_before(names: list[NameMention], copula: int) -> NameMention | None:
    """The subject of a copula: the name in front of it, with up to two characters between."""
    touching = next((n for n in reversed(names) if n.end == copula), None)
    return touching or next((n for n in reversed(names) if n.end <= copula <= n.end + 2), None)


def _unlisted(
    behind: str, before: str, place: NameMention, post: str, fact_cache: SubjectFactCache
) -> str | None:
    """The name of a holder who is not a subject of the store; None if there is none.

    behind: the text behind the post. before: the text before the copula. It is a known holder of
    a post, a name with one other character than the holder's, or one with a surname.
    """
    for number in place.subjects:
        for known in fact_cache.subject(number).facts:
            value = known.value
            if not POST.fullmatch(known.name) or len(value) < _SHORTEST:
                continue
            if behind.startswith(value) or before.endswith(value):
                return value
            if known.name == post and len(value) > _SHORTEST:
                for text in (behind[: len(value)], before[-len(value) :]):
                    if one_character_off(text, value):
                        return text
    for name in office_holders(place, post, fact_cache):
        texts = (behind[: len(name)], before[-len(name) :])
        for text in texts if len(name) > _SHORTEST else ():
            if text == name or one_character_off(text, name):
                return text
    ends = {behind[:size] for size in NAME_SIZES} | {before[-size:] for size in NAME_SIZES}
    return fact_cache.office_holder(ends) or person_behind(behind)


def names_person(behind: str, fact_cache: SubjectFactCache) -> bool:
    """Whether a text begins with the name of a person or of a known holder of a post."""
    return bool(
        person_behind(behind)
        or fact_cache.office_holder({behind[:size] for size in NAME_SIZES[1:]})
    )


def office_holders(
    place: NameMention, post: str, fact_cache: SubjectFactCache
) -> dict[str, PreparedFact]:
    """The subjects of the store that hold the post at the organisation, by name."""
    names = {name for number in place.subjects for name in fact_cache.subject(number).names}
    found: dict[str, PreparedFact] = {}
    for row in fact_cache.with_value({name + post for name in names}):
        known = fact_cache.known(row)
        if known.name in OFFICES and is_evidence(row):
            found.setdefault(compact(fact_cache.catalog.subject(row.subject).name), known)
    return found


def one_character_off(text: str, name: str) -> bool:
    """Whether a text differs from a name in just one character."""
    return (
        len(text) == len(name)
        and sum(map(ne, text, name)) == 1
        and all(is_han(char) for char in text)
    )
