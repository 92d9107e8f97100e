"""Verdicts on posts: who is said to hold which one, and where."""

import re
from bisect import bisect_left
from typing import NamedTuple

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, unknown
from xzfacts.check.persons import name_goes_on, person_behind
from xzfacts.check.role_mentions import (
    OFFICES,
    Role,
    ends_at_post,
    names_person,
    office_holders,
    one_character_off,
    read_role,
)
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.subject_facts import (
    PreparedFact,
    SubjectFactCache,
    SubjectFacts,
    is_evidence,
)
from xzfacts.language import qualifiers
from xzfacts.language.job_titles import NOT_NOW, OFFICE, POST, exclusive, may_have_post, sole
from xzfacts.language.known_names import NameMention
from xzfacts.language.sentence import Reading
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.lookalikes import alike
from xzfacts.text.normalize import compact

# A post at another time, or one that changes hands and that the store may not have yet.
_OTHER_TIME = lazy_pattern(
    "[0-9〇零一二三四五六七八九十]年|[出就升接继上新卸]任|当选|任命|接替|辞去|换届|履新|推举|选举"
)
_REGION = lazy_pattern("[一-鿿]{2,6}?[省市县区镇乡村州]")
_LONGEST = 60  # characters of a post with its organisation
_EMPLOYERS = frozenset("所在单位 单位 工作单位 供职单位 任职单位 所属单位".split())


def is_office(known: PreparedFact) -> bool:
    """Whether the fact says who holds a post."""
    if OFFICE.fullmatch(known.name):
        return True
    return known.name in OFFICES and any(
        post.end() == len(known.value) for post in POST.finditer(known.value)
    )


def check_roles(
    reading: Reading,
    context: SentenceContext,
    names: tuple[NameMention, ...],
    fact_cache: SubjectFactCache,
) -> list[ClaimVerdict]:
    """The verdicts on the posts that somebody is said to hold."""
    if not may_have_post(reading.chars) or not context.stated:
        return []
    found = []
    listed: _Listed | None = None
    for post in POST.finditer(reading.chars):
        if any(
            n.start < post.end() and post.start() < n.end and not ends_at_post(n, post)
            for n in names
        ):
            continue
        place = listed.place if listed and listed.end == post.start() else None
        role = read_role(reading, names, post, fact_cache, place)
        listed = _list_item(reading, post.end(), role)
        one = None if role is None else _judge(reading, context.unnamed, role, fact_cache)
        behind = reading.chars[post.end() :]
        if one is None or one.verdict is not Verdict.REFUTED:
            one = _of_title(reading, context.unnamed, post, fact_cache) or one
        if one is None and (role is not None or names_person(behind, fact_cache)):
            one = unknown(*reading.raw(*post.span()), Reason.UNKNOWN_ATTRIBUTE)
        if one is not None:
            found.append(one)
    return found


class _Listed(NamedTuple):
    """An item of a list of posts: 县长蓝韵秋 in 县长蓝韵秋、县委书记桑怀远.

    place: the organisation of the post.
    end: the unit behind the person.
    """

    place: NameMention
    end: int


def _list_item(reading: Reading, end: int, role: Role | None) -> _Listed | None:
    """The post that ends here as an item of a list; None if no person is behind it."""
    if role is None or role.place is None:
        return None
    if isinstance(role.holder, NameMention):
        return _Listed(role.place, role.holder.end) if role.holder.start == end else None
    behind = reading.chars.startswith(role.holder, end)
    return _Listed(role.place, end + len(role.holder)) if behind else None


def _judge(
    reading: Reading, unnamed: str, role: Role, fact_cache: SubjectFactCache
) -> ClaimVerdict | None:
    held = _held(role, fact_cache)
    raw_start, raw_end = reading.raw(role.start, role.end)
    same = [h for h in held if h.post == role.post and not _is_elsewhere(reading, role, h.known)]
    if same:
        best = same[0]
        reason = explanations.same_value(_holder_and_post(best.known, fact_cache))
        return ClaimVerdict(
            raw_start, raw_end, Verdict.SUPPORTED, (best.compared(role, exact=True),), reason
        )
    other = [h for h in held if h.placed and exclusive(role.post, h.post)]
    if other and role.place is not None:
        best = other[0]
        reason = explanations.other_value(_holder_and_post(best.known, fact_cache))
        return ClaimVerdict(
            raw_start, raw_end, Verdict.REFUTED, (best.compared(role, exact=False),), reason
        )
    instead = None if _of_other_time(unnamed) else _instead(role, fact_cache)
    if instead is not None:
        reason = explanations.other_value(_holder_and_post(instead.known, fact_cache))
        return ClaimVerdict(
            raw_start, raw_end, Verdict.REFUTED, (instead.compared(role, exact=False),), reason
        )
    if role.place is None and not held:
        return None
    return unknown(raw_start, raw_end, Reason.UNKNOWN_ATTRIBUTE, (one.known for one in held))


def _is_elsewhere(reading: Reading, role: Role, known: PreparedFact) -> bool:
    """Whether a place in front of the post is not in the title that the store has.

    南檀市美术馆馆长 is not 渌川县美术馆馆长.
    """
    if role.place is not None or known.name not in OFFICES:
        return False
    first = bisect_left(reading.words, reading.words[role.start])
    where = _REGION.findall(reading.chars[first : role.start])
    return any(region not in known.value for region in where)


def _of_title(
    reading: Reading, unnamed: str, post: re.Match[str], fact_cache: SubjectFactCache
) -> ClaimVerdict | None:
    """The refutation of another person behind a post that the store has with its organisation.

    渌川县美术馆馆长 is the value of a fact about its holder; the museum itself is no subject.
    """
    chars, (start, end) = reading.chars, post.span()
    first = reading.clause(start)[0]
    held = _titles(chars, (first, start, end), fact_cache)
    by = 1 if chars.startswith("由", end) else 0
    said = person_behind(chars[end + by :])
    joined = end < len(chars) and reading.words[end] == reading.words[end - 1]
    if held is None or said is None or not joined or _of_other_time(unnamed):
        return None
    title, name, known = held
    off = one_character_off(chars[end + by : end + by + len(name)], name)
    if chars.startswith(name, end + by) or not (off or sole(post.group())):
        return None
    if not off and name_goes_on(reading, end + by + len(said)):
        return None
    if NOT_NOW.search(chars[:start]) or NOT_NOW.search(chars[: end - len(title)]):
        return None
    compared = ComparedFact(known, 0.9, "context", "exact", False)
    reason = explanations.other_value(_holder_and_post(known, fact_cache))
    return ClaimVerdict(*reading.raw(start, end), Verdict.REFUTED, (compared,), reason)


def _titles(
    chars: str, place: tuple[int, int, int], fact_cache: SubjectFactCache
) -> tuple[str, str, PreparedFact] | None:
    """The post that ends at a place together with its organisation, its only holder, and the fact.

    place: where the clause and the post begin, and where the post ends.
    """
    first, start, end = place
    texts = {chars[at:end] for at in range(max(first, end - _LONGEST), start)}
    facts = [fact_cache.known(row) for row in fact_cache.with_value(texts) if is_evidence(row)]
    holders = {known.row.subject: known for known in facts if known.name in OFFICES}
    if len(holders) != 1:
        return None
    ((number, known),) = holders.items()
    return known.value, compact(fact_cache.catalog.subject(number).name), known


class _Held(NamedTuple):
    """A post that a person holds by the store.

    post: its name.
    known: the fact.
    placed: whether it is certainly at the organisation of the statement.
    """

    post: str
    known: PreparedFact
    placed: bool

    def compared(self, role: Role, *, exact: bool) -> ComparedFact:
        how = role.holder.how if isinstance(role.holder, NameMention) else "exact"
        return ComparedFact(self.known, 0.95 if exact else 0.9, how, "exact", exact)


def _of_other_time(text: str) -> bool:
    return bool(_OTHER_TIME.search(text) or qualifiers.WHEN.occurs(text))


def _instead(role: Role, fact_cache: SubjectFactCache) -> _Held | None:
    """Who else holds the post at the organisation, if only one person can.

    If several can, only a name with one lookalike character of the holder's counts as an error.
    """
    if role.place is None or len(role.place.subjects) != 1:
        return None
    facts = fact_cache.subject(role.place.subjects[0]).facts
    holders = {known.value: known for known in facts if known.name == role.post}
    holders = holders or office_holders(role.place, role.post, fact_cache)
    if len(holders) != 1:
        return None
    ((name, known),) = holders.items()
    if not sole(role.post) and not _misread(role.holder, name):
        return None
    return _Held(role.post, known, True)


def _misread(said: NameMention | str, name: str) -> bool:
    """Whether an unknown name differs from this one in one lookalike character."""
    return isinstance(said, str) and one_character_off(said, name) and any(map(alike, said, name))


def _holder_and_post(known: PreparedFact, fact_cache: SubjectFactCache) -> str:
    """The holder and the post, as the store has them."""
    if POST.fullmatch(known.name):
        return f"{known.row.value}（{known.attribute.name}）"
    return f"{fact_cache.catalog.subject(known.row.subject).name}（{known.row.value}）"


def _held(role: Role, fact_cache: SubjectFactCache) -> list[_Held]:
    """The posts of the holder that may be at the organisation of the statement."""
    places = [fact_cache.subject(n) for n in role.place.subjects] if role.place else []
    found: list[_Held] = []
    if isinstance(role.holder, str):
        texts = {role.holder}
        people: list[SubjectFacts] = []
    else:
        people = [fact_cache.subject(n) for n in role.holder.subjects]
        texts = {name for person in people for name in person.names}
    for place in places:
        found += [
            _Held(known.name, known, True)
            for known in place.facts
            if known.value in texts and POST.fullmatch(known.name)
        ]
    for person in people:
        found += _offices(person, places)
    return sorted(found, key=lambda held: (not held.placed, held.known.row.fid))


def _offices(person: SubjectFacts, places: list[SubjectFacts]) -> list[_Held]:
    employers = {known.value for known in person.facts if known.name in _EMPLOYERS}
    at = {name for place in places for name in place.names}
    found = []
    for known in person.facts:
        if known.name not in OFFICES:
            continue
        posts = [m for m in POST.finditer(known.value) if m.end() == len(known.value)]
        if not posts:
            continue
        where = known.value[: posts[0].start()]
        placed = bool(at) and (where in at or (not where and bool(employers & at)))
        elsewhere = bool(at) and not placed and bool(where) and not _within(where, at)
        if not elsewhere:
            found.append(_Held(posts[0].group(), known, placed))
    return found


def _within(where: str, names: set[str]) -> bool:
    """Whether the words may abbreviate one of the names: 县农业农村局 for 昭平县农业农村局."""
    return any(name.endswith(where) or where.endswith(name) for name in names)
