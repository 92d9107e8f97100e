"""Questions whose answer is a subject: 谁捐了雨伞, 做箱包的企业, 哪家企业人最多.

Such a question has an open place for the subject. What is left of it names an attribute or a
value; a superlative or a comparison orders the subjects by the quantities of one attribute.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from xzfacts.index.lookup.catalog import UNNAMED, Catalog, FactRow
from xzfacts.match.entity_linking import Mention, Mentions
from xzfacts.match.fact_grouping import FactGrouping
from xzfacts.match.query_parser import read_query
from xzfacts.match.query_terms import known_words
from xzfacts.match.unaffirmed import affirmed
from xzfacts.model.facts import Match, Result
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import LEGAL_ENDINGS, TRADES

_KINDS = (
    "公司|企业|单位|厂家|厂|工厂|商家|机构|组织|学校|医院|酒店|银行|品牌|人|村|镇|乡|县|区|市|省|"
    "国家|地方|社区|项目|车间"
)
_WHO = rf"(?:谁|哪(?:一)?(?:家|个|些|位|几家|几个|间|所|座|里)?(?:{_KINDS})?|什么(?:{_KINDS}))"
_LIST = "(?:都?有哪些|是谁|是哪家|是哪个|有谁)?"
_LIGHT_VERB = (
    "(?:采用|推行|使用|实行|生产|制作|经营|从事|捐赠|赠送|捐|送|做|用|卖|办|开|搞|产|造|是|有)"
)
_MOST = "最(?:多|高|大|长|重|强|快|远|深|宽|贵)"
_LEAST = "最(?:少|低|小|短|轻|弱|慢|近|浅|窄|便宜)"
_MORE = "(?:更|比较|较)?(?:多|高|大|长|重|快|远|深|宽|贵)(?:一些|一点|些|点)?"
_COMPARISON = lazy_pattern(
    rf"[和与跟同比、]*(?:的)?(?P<thing>.*?)(?:{_WHO})?(?:的)?.*?{_MORE}[吗呢]?"
)
_SUPERLATIVES = tuple(
    (
        lazy_pattern(
            rf"{_WHO}的?(.+?){most}的?|{_WHO}{most}的(.+?)|(.+?){most}的(?:{_KINDS}){_LIST}"
            rf"|(.+?){most}的?是?{_WHO}"
        ),
        order,
    )
    for most, order in ((_MOST, 1), (_LEAST, -1))
)
_VERB = rf"(?P<verb>{_LIGHT_VERB})?[了过着]?(?:的是)?"
_INVERSES = (
    lazy_pattern(rf"(?:是)?{_WHO}(?:在)?{_VERB}(?P<thing>.+?)的?"),
    lazy_pattern(rf"(?P<thing>.+?)是(?:由|被)?{_WHO}(?P<verb>{_LIGHT_VERB})[了过]?的?"),
    lazy_pattern(rf"{_VERB}(?P<thing>.+?)的(?:{_KINDS}){_LIST}"),
    lazy_pattern(rf"{_VERB}(?P<thing>.+?)的是{_WHO}"),
)
_COMPANIES = ("公司", "企业", "厂", "厂家", "工厂", "商家")
_FIRMS = ("业", "商行", "店", "厂", "行", "社", "坊", "馆", "场", "农庄", "银行")
_NUMBERS = {"人": "人数", "人员": "人数", "员工": "员工人数", "工人": "工人人数"}
_SCORE = 0.9
_CERTAIN = 0.95  # score of a value that is just what was asked for
_SHOWN = 20
_MIN_OBJECT = 2


class SubjectQuestion(NamedTuple):
    """What asks for a subject.

    verb: a character that tells donors from recipients, if there is one.
    thing: what the subject has, does or is.
    order: 1 for the highest quantity, -1 for the lowest, 0 if no order is asked for.
    companies: whether only companies are asked for.
    """

    verb: str
    thing: str
    order: int = 0
    companies: bool = False


def parse_subject_question(text: str) -> SubjectQuestion | None:
    """What a folded query without spaces asks, if it asks for a subject."""
    for pattern, order in _SUPERLATIVES:
        found = pattern.fullmatch(text)
        if found:
            thing = next(filter(None, found.groups()), "")
            companies = any(kind in text for kind in _COMPANIES)
            if thing in _NUMBERS:
                thing = "员工人数" if companies and thing != "工人" else _NUMBERS[thing]
            return SubjectQuestion("", thing, order, companies) if thing else None
    for pattern in _INVERSES:
        found = pattern.fullmatch(text)
        if found:
            verb, thing = found["verb"] or "", found["thing"]
            if len(thing) >= _MIN_OBJECT:
                companies = any(kind in text for kind in _COMPANIES)
                return SubjectQuestion(verb[:1], thing, companies=companies)
    return None


def subjects_answering(
    question: SubjectQuestion, catalog: Catalog, grouping: FactGrouping, limit: int
) -> tuple[Result, ...]:
    """The facts whose subjects answer the question, best first."""
    if question.order:
        return _most_or_least(question, catalog, grouping, max(limit, 1))
    found: dict[int, tuple[float, FactRow]] = {}
    for row, score in _having(question, catalog):
        if affirmed(grouping.answering([row])) and score > found.get(row.id, (0.0, row))[0]:
            found[row.id] = (score, row)
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))
    best = [pair for pair in ranked if pair[0] == ranked[0][0]]
    results = [_result(row, score, catalog, ordered=False) for score, row in best[:limit]]
    if question.companies:  # 做内衣的是哪家公司: a value may be a company itself
        results = [r._replace(answers="value") if _is_company(r.fact.value) else r for r in results]
    return tuple(results)


def compare_subjects(
    text: str, mentions: Sequence[Mention], catalog: Catalog, grouping: FactGrouping
) -> tuple[Result, ...]:
    """The facts of an attribute of all the subjects that are compared, the highest first.

    text: the folded query without spaces. mentions: the subjects that it names.
    """
    named: list[Mention] = []
    for mention in mentions:
        apart = not any(mention.mask & other.mask for other in named)
        if apart and mention.whole and mention.name.kind != "value":
            named.append(mention)
    if len(named) < 2:
        return ()
    left = text
    for mention in named:
        left = left.replace(mention.name.text, "", 1)
    found = _COMPARISON.fullmatch(left)
    if not found:
        return ()
    thing = found["thing"] or "人"
    attributes = _attributes_called(_NUMBERS.get(thing, thing), catalog)
    subjects = {mention.name.target for mention in named}
    facts = (row for each in sorted(subjects) for row in catalog.facts_of(each, attributes))
    rows = [row for row in affirmed(grouping.answering(facts)) if row.subject in subjects]
    if {row.subject for row in rows} != subjects:
        return ()
    return _ordered(rows, 1, catalog, _SHOWN)


def _is_company(name: str) -> bool:
    """Whether a name ends as companies' names do: in a legal form, a trade or a kind of firm."""
    return name.endswith((*LEGAL_ENDINGS, *TRADES, *_COMPANIES, *_FIRMS))


def _most_or_least(
    question: SubjectQuestion, catalog: Catalog, grouping: FactGrouping, limit: int
) -> tuple[Result, ...]:
    """The facts with the highest or lowest quantities of what is asked for."""

    def answering(rows: Iterable[FactRow]) -> list[FactRow]:
        found = affirmed(grouping.answering(rows))
        if not question.companies:
            return found
        return [row for row in found if _is_company(catalog.subject(row.subject).name)]

    attributes = _attributes_called(question.thing, catalog)
    each = [catalog.facts_with(number) for number in sorted(attributes)]
    rows = answering(chain.from_iterable(each))
    if any(len(some) >= UNNAMED for some in each):  # there may be more
        found: dict[int, FactRow] = {}
        for row in catalog.facts_by_amount(attributes, highest=question.order > 0):
            if len(found) == limit:
                break
            if answering([row]):
                found.setdefault(row.subject, row)
        rows = list(found.values())
    return _ordered(rows, question.order, catalog, limit)


def _facts_called(name: str, catalog: Catalog) -> list[FactRow]:
    """Facts of the attributes that the whole name means, of each the first ones."""
    numbers = sorted(_attributes_called(name, catalog))
    return [row for number in numbers for row in catalog.facts_with(number)]


def _attributes_called(name: str, catalog: Catalog) -> set[int]:
    """The attributes that the whole name means."""
    called = _meant(name, "attribute", catalog)
    concepts = _meant(name, "concept", catalog)
    concepts |= {other for concept in concepts for other in catalog.covered(concept)}
    own = {n for n in called if compact(catalog.attribute(n).name) == compact(name)}
    every = catalog.attributes_meaning(concepts)
    alike = {attribute.id: attribute.name for attribute in every}
    # An alias may have a wider meaning than the attribute: 工人人数 for 吸纳就业人数.
    meant = {n for n, other in alike.items() if concepts & _meant(other, "concept", catalog)}
    return own | meant or own | alike.keys() or called


def _meant(name: str, role: str, catalog: Catalog) -> set[int]:
    """Attributes or concepts that the whole name means."""
    return {
        word.term.target
        for query in read_query(name)[:1]
        for word in known_words(query, catalog)
        if word.term.role == role and word.how == "exact" and word.end - word.start == query.size
    }


def _having(question: SubjectQuestion, catalog: Catalog) -> Iterable[tuple[FactRow, float]]:
    """Facts with the thing as their attribute or in their value, each with a score."""
    thing, verb = question.thing, question.verb
    readings = read_query(thing)
    if not readings:
        return
    names = Mentions(catalog)
    mentions = [*names.exact(readings[0]), *names.near(readings[0])]
    values = [m for m in mentions if m.name.kind == "value" and thing in m.name.text]
    for mention in values:
        score = _CERTAIN if mention.name.text == thing else _SCORE
        for row in catalog.facts_by_id([mention.name.target]):
            yield row, score
    for row in _facts_called(thing, catalog):
        name = catalog.attribute(row.attribute).name
        if verb and name[:1] == verb:
            yield row, _CERTAIN
        elif not verb:
            yield row, _SCORE


def _ordered(
    rows: Iterable[FactRow], order: int, catalog: Catalog, limit: int
) -> tuple[Result, ...]:
    """One result a subject, by the quantities of the commonest dimension."""
    measured: dict[str, list[tuple[Decimal, FactRow]]] = {}
    for row in rows:
        quantity = row.read_quantity()
        ends = [quantity.low, quantity.high] if quantity else []
        known = [end for end in ends if end is not None]
        if quantity and known:
            measured.setdefault(quantity.dimension, []).append((max(known), row))
    if not measured:
        return ()
    compared = max(measured.values(), key=len)
    compared.sort(key=lambda pair: (-order * pair[0], pair[1].id))
    first: dict[int, FactRow] = {}
    for _, row in compared:
        first.setdefault(row.subject, row)
    return tuple(
        _result(row, _SCORE, catalog, ordered=True) for row in list(first.values())[:limit]
    )


def _result(row: FactRow, score: float, catalog: Catalog, *, ordered: bool) -> Result:
    fact = catalog.fact(row)
    by_attribute = ordered or compact(fact.value) != fact.value
    match = Match(attribute="exact" if by_attribute else None, value=None if ordered else "exact")
    return Result(fact, score, match, answers="subject")
