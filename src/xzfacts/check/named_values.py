"""Verdicts on named values of which only one can be right.

A people, a country or a place of an attribute with one value; a rank in the same scope; a
superlative with 之一 added or left out.
"""

from bisect import bisect_left
from functools import lru_cache

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, supported
from xzfacts.check.coreference import Candidate
from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language import qualifiers
from xzfacts.language.job_titles import post_ends
from xzfacts.language.known_names import NameMention
from xzfacts.language.query_units import span_mask
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.value_kinds import Kind, first_value, kinds_of, values_in
from xzfacts.match import weights
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import disjoint, same
from xzfacts.quantity.parser import find_quantities
from xzfacts.text.lazy_pattern import lazy_pattern

_ONE_OF = "之一"
_ONLY_ONE = lazy_pattern("最[^近后新]|唯一|首[家个座]|第一")
_SHORTEST_STEM = 4  # minimum length of a description without 之一
_SCOPE = lazy_pattern(
    "(?:全[国省市县区州球镇村乡]|世界|亚洲|国内|省内|市内|县内|区内|行业|同行)[^第]{0,2}$"
)
_RANKED = lazy_pattern("(?:排名|位居|位列|名列|[居列排])[在于]?$")
_AND = frozenset("和与跟同及")
_FAR = 12  # characters of a description in front of a name
_SHARED = 2  # equal characters in front of two ranks


def check_named_values(
    context: SentenceContext, names: tuple[NameMention, ...], candidates: list[Candidate]
) -> list[ClaimVerdict]:
    """The verdicts on named values of the sentence, where the store has another or the same."""
    if not context.stated:
        return []
    superlative = _ONLY_ONE.search(context.reading.chars) is not None
    ranks = tuple(each for each in context.amounts if each.quantity.dimension == "ordinal")
    found: dict[tuple[int, int], ClaimVerdict] = {}
    for candidate in candidates:
        for known in candidate.subject.described:
            of_fact = []
            if candidate.may_refute:
                of_fact = _one_of(context, candidate, known) if superlative else []
                for kind, own in _own_values(known.name, known.value):
                    of_fact += _of_kind(context, names, candidate, known, (kind, own))
                for stated in ranks:
                    of_fact += _rank(context, candidate, known, stated)
            of_fact += _in_front_of_name(context.reading, names, candidate, known)
            for one in of_fact + _in_apposition(context.reading, names, candidate, known):
                found.setdefault((one.start, one.end), one)
    return list(found.values())


@lru_cache(maxsize=4096)
def _own_values(attribute: str, value: str) -> list[tuple[Kind, str]]:
    """The kinds of named values of an attribute, each with the one in a fact's value."""
    found = ((kind, first_value(kind, value)) for kind in kinds_of(attribute))
    return [(kind, own) for kind, own in found if own]


def _of_kind(
    context: SentenceContext,
    names: tuple[NameMention, ...],
    candidate: Candidate,
    known: PreparedFact,
    of_kind: tuple[Kind, str],
) -> list[ClaimVerdict]:
    """Another value of the kind in the clause that is about the subject."""
    kind, own = of_kind
    reading = context.reading
    found = []
    for first, last in _clauses(reading, names, candidate):
        there = values_in(kind, reading.chars, first, last)
        if len(there) != 1:
            continue
        (start, end) = there[0]
        said = reading.chars[start:end]
        if _within_name(names, candidate, start, end) or _of_another(reading, names, there[0]):
            continue
        if own in reading.chars[first:last]:
            continue
        if kind.lead is not None and not _same_level(said, own):
            continue
        found.append(_refuted(reading, start, end, candidate, known))
    return found


def _of_another(reading: Reading, names: tuple[NameMention, ...], span: tuple[int, int]) -> bool:
    """Whether a value describes a relative of the one named, or the next of several people.

    骆闻笛的妻子是壮族; 壮族画家蒙知秋和骆闻笛; 骆闻笛与壮族画家蒙知秋.
    """
    chars = reading.chars
    before = max((name.end for name in names if name.end <= span[0]), default=0)
    behind = min((name.start for name in names if name.start >= span[1]), default=len(chars))
    lead = chars[before : span[0]]
    return bool(
        (before and (qualifiers.RELATIVE.match(lead) or lead[:1] in _AND))
        or not _AND.isdisjoint(chars[span[1] : behind])
    )


def _in_front_of_name(
    reading: Reading, names: tuple[NameMention, ...], candidate: Candidate, known: PreparedFact
) -> list[ClaimVerdict]:
    """A value that describes the name of its subject behind it: 瑶族画家骆闻笛."""
    found = []
    for name in names:
        word = bisect_left(reading.words, reading.words[name.start])
        first = max(word, name.start - _FAR, *(n.end for n in names if n.end <= name.start), 0)
        if name.subjects != (candidate.subject.id,) or candidate.namesake:
            continue
        for kind, own in _own_values(known.name, known.value):
            there = [] if kind.lead else values_in(kind, reading.chars, first, name.start)
            if len(there) != 1 or not _AND.isdisjoint(reading.chars[there[0][1] : name.start]):
                continue
            start, end = there[0]
            if reading.chars[start:end] != own:
                found.append(_refuted(reading, start, end, candidate, known))
                continue
            compared = ComparedFact(known, 0.9, candidate.how, "exact", True)
            found.append(supported(*reading.raw(start, end), compared))
    return found


def _in_apposition(
    reading: Reading, names: tuple[NameMention, ...], candidate: Candidate, known: PreparedFact
) -> list[ClaimVerdict]:
    """Another value as a clause of its own, after the name of its subject: 罗青，男，苗族."""
    subject = candidate.subject.id
    found = []
    for kind, own in _own_values(known.name, known.value):
        if kind.lead is not None:
            continue
        for start, end in values_in(kind, reading.chars, 0, len(reading.chars)):
            before = [name for name in names if name.end <= start]
            whom = before[-1].subjects if before else ()
            alone = reading.clause(start) == (start, end)
            if alone and whom == (subject,) and own != reading.chars[start:end]:
                found.append(_refuted(reading, start, end, candidate, known))
    return found


def _same_level(one: str, other: str) -> bool:
    """Whether both are places of one level, by their last characters: not 市 and 省."""
    return one[-1] == other[-1] and one not in other and other not in one


def _clauses(
    reading: Reading, names: tuple[NameMention, ...], candidate: Candidate
) -> list[tuple[int, int]]:
    """The clauses in which the subject is named first."""
    found = []
    for name in names:
        clause = reading.clause(name.start)
        others = [n for n in names if clause[0] <= n.start < clause[1] and n is not name]
        foreign = [n for n in others if candidate.subject.id not in n.subjects]
        before = [n for n in foreign if n.start < name.start]
        if candidate.subject.id in name.subjects and all(
            _ends_with_post(reading.chars[n.end : name.start]) for n in before
        ):
            found.append(clause)
    return list(dict.fromkeys(found))


def _ends_with_post(text: str) -> bool:
    """Whether a text between two names makes the first the organisation of the second: 队主教练."""
    return len(text) < _FAR and bool(post_ends(text)[-1:] == [len(text)])


def _within_name(
    names: tuple[NameMention, ...], candidate: Candidate, start: int, end: int
) -> bool:
    return any(
        name.start < end and start < name.end and candidate.subject.id in name.subjects
        for name in names
    )


def _one_of(
    context: SentenceContext, candidate: Candidate, known: PreparedFact
) -> list[ClaimVerdict]:
    """之一 dropped or added."""
    chars, value = context.reading.chars, known.value
    dropped = value.endswith(_ONE_OF)
    stem = value.removesuffix(_ONE_OF)
    at = chars.find(stem)
    if len(stem) < _SHORTEST_STEM or at < 0 or not _ONLY_ONE.search(stem):
        return []
    end = at + len(stem)
    if chars.startswith(_ONE_OF, end) == dropped:
        return []
    if not dropped:
        end += len(_ONE_OF)
    return [_refuted(context.reading, at, end, candidate, known)]


def _rank(
    context: SentenceContext, candidate: Candidate, known: PreparedFact, stated: Stated
) -> list[ClaimVerdict]:
    """A rank in the same scope and of the same measure."""
    value = known.row.value
    ranks = [s for s in find_quantities(value) if s.quantity.dimension == "ordinal"]
    if len(ranks) != 1:
        return []
    scope = _SCOPE.search(value[: ranks[0].start])
    chars = context.reading.chars
    said = _SCOPE.search(chars[: stated.start])
    if scope is None or said is None or scope.group() != said.group():
        return []
    first, last = context.reading.clause(stated.start)
    region = span_mask(first, last) & ~stated.mask
    asked = context.requests(known, region)
    head = _RANKED.sub("", chars[: said.start()])[-_SHARED:]
    sure = asked is not None and asked.quality >= weights.SURE_ATTRIBUTE
    if not sure and not (len(head) == _SHARED and head in known.quote):
        return []
    start, end = stated.start, stated.end
    if same(stated.quantity, ranks[0].quantity):
        raw = context.reading.raw(start, end)
        return [supported(*raw, ComparedFact(known, 0.9, candidate.how, "exact", True))]
    if disjoint(stated.quantity, ranks[0].quantity):
        return [_refuted(context.reading, start, end, candidate, known)]
    return []


def _refuted(
    reading: Reading, start: int, end: int, candidate: Candidate, known: PreparedFact
) -> ClaimVerdict:
    raw_start, raw_end = reading.raw(start, end)
    reason = explanations.other_value(known.row.value)
    compared = ComparedFact(known, 0.9, candidate.how, "exact", False)
    return ClaimVerdict(raw_start, raw_end, Verdict.REFUTED, (compared,), reason)
