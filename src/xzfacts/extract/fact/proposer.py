"""From the sentences of an article to proposed facts, by rules."""

from collections.abc import Iterable, Iterator, Sequence

from xzfacts.extract.article.article import Article
from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.holders import Holder, Resolved, resolve
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact import fact_dates, periods
from xzfacts.extract.fact.alignment import align
from xzfacts.extract.fact.attributes import describes, name_amount, name_cell
from xzfacts.extract.fact.composition import AttributeGuess, Context
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.price_ranges import price_ranges
from xzfacts.extract.fact.proposal import Extracted, Proposal
from xzfacts.extract.fact.ranks import name_rank
from xzfacts.extract.fact.ratios import last_of_ratio, name_ratio
from xzfacts.extract.fact.relations import relations
from xzfacts.extract.fact.statement import state
from xzfacts.extract.fact.statement_modes import (
    Attribution,
    attributions,
    left_out,
    mode_of,
    rumoured,
    said_by,
)
from xzfacts.extract.fact.table_rows import cell_noun, heads
from xzfacts.extract.fact.tokens import Line, scan
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.amounts import Amount
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Mode
from xzfacts.text.lazy_pattern import lazy_pattern

_SILENT = frozenset(("byline",))
# 一场活动 and 二期工程 count nothing.
_ONE = lazy_pattern("^一[^0-9十百千万亿]{1,2}$|^[一二三四五]期$")
_CLASS = lazy_pattern("(?:19|20)[0-9]{2}[级届]|[十百千]?[万亿]级")
_YEAR = lazy_pattern("(?:19|20)[0-9]{2}")
_THEN = lazy_pattern("(?:以|之)?[后前](?=[,，。]|[一-鿿])(?!期|沿|后|者)")  # 一周后出院
_AGED = lazy_pattern(
    "(?:及?以[上下])?的?(?:儿童|少年|青少年|青年|老年?人|人群|人口|人员|居民|市民|学生|孩子|女性|男性|妇女|患者)"
)
# 109公里加150米处, 100米仰泳
_PLACE_OR_EVENT = lazy_pattern(
    "范围|半径|处|[仰蛙蝶]泳|自由泳|混合泳|个人|短跑|中长跑|[跨高低]?栏|障碍|接力|[预复半总]?决赛|赛跑|气[步手]枪|速滑"
)
_NEAR = 8  # characters that tell whether an amount counts
_SLOGAN = lazy_pattern("“[^”]{0,20}$")
_SLOGAN_REACH = 21
_SURE = 400  # hundredths of log-odds
_NOTHING = Context()


def propose(article: Article, catalog: Catalog, before: Sequence[Subject] = ()) -> Extracted:
    """The facts that the sentences of an article seem to state, in the order of the text.

    before: subjects found in earlier articles of the same text. Every value is a slice of its
    quote. New subjects are declared with the names that the article uses for them.
    """
    lines = tuple(scan(quote) for quote in article.quotes)
    subjects = Subjects(catalog, before)
    subjects.learn(lines)
    found: list[Proposal] = []
    published = article.source.published
    named: set[str] = set()
    columns = heads(lines)
    rumours = rumoured(lines)
    speakers = attributions(lines)
    for number, resolved in enumerate(resolve(lines, subjects, article.source.title)):
        if resolved.line.quote.role not in _SILENT:
            own = (
                *_amounts(resolved, published, named, columns.get(number)),
                *relations(resolved),
                *price_ranges(resolved),
            )
            rumour = number in rumours
            found += _with_modes(resolved.line, own, speakers[number], rumour=rumour)
    proposals = tuple(dict.fromkeys(found))
    used = {proposal.subject for proposal in proposals}
    return Extracted(proposals, subjects.declared(used))


def _with_modes(
    line: Line, proposals: Iterable[Proposal], speakers: Sequence[Attribution], *, rumour: bool
) -> Iterator[Proposal]:
    """The proposals of a line by place, with their modality, without rumours and denials."""
    by_place = {line.raw(amount.start, amount.end)[0]: amount for amount in line.amounts}
    for proposal in sorted(proposals, key=lambda each: each.start):
        amount = by_place.get(proposal.start)
        if amount is None:
            if not rumour:
                yield proposal
        elif not left_out(line, amount, rumour=rumour):
            who = said_by(speakers, amount.start)
            mode = mode_of(line, amount) or (Mode.REPORTED if who else None)
            yield proposal._replace(mode=mode, said_by=who)


def _amounts(
    resolved: Resolved, published: str | None, named: set[str], head: tuple[str, ...] | None
) -> Iterator[Proposal]:
    """The amounts of a line. head: those of the columns, where the line is a row of a table."""
    line = resolved.line
    context = _NOTHING
    skipped = -1
    taken = resolved.taken()
    aligned = align(line, resolved.mentions)
    for number, amount in enumerate(line.amounts):
        inside = next(
            (m for m in resolved.mentions if m.start <= amount.start and amount.end <= m.end), None
        )
        if inside is not None:
            yield from _in_name(resolved, amount, inside.entity, named)
            continue
        if amount.quantity.dimension in {"date", "clock", "ordinal"}:
            is_rank = amount.quantity.dimension == "ordinal"
            yield from name_rank(resolved, amount) if is_rank else _date(resolved, amount)
            continue
        if number <= skipped:
            continue
        skipped = last_of_ratio(line, number)
        if skipped > number or amount.quantity.dimension == "ratio":
            yield from name_ratio(resolved, number, skipped)
            continue
        if (
            _counts_nothing(line, amount)
            or _is_slogan(line, amount)
            or describes(line, number, taken)
        ):
            continue
        first = bool(resolved.mentions) and resolved.mentions[0].start == 0
        noun = "" if head is None else cell_noun(line, amount, head, named=first)
        if noun:
            attribute = name_cell(amount, noun)
        else:
            attribute, context = name_amount(line, number, taken, context)
        focus = resolved.at(amount.start)
        if number in aligned:
            entity, measure = aligned[number]
            focus = focus if entity is None else Holder(entity, _SURE)
            attribute = AttributeGuess(measure, "composed") if measure else attribute
        yield _proposal(
            resolved, amount, focus.entity, attribute.name, "quantity",
            (focus.logit, attribute.how), periods.as_of(line, amount, published),
        )  # fmt: skip


def _is_slogan(line: Line, amount: Amount) -> bool:
    """Whether a number is part of a slogan in quotation marks: “两优化三整合”."""
    written = not amount.quantity.text[:1].isdecimal()
    start = max(amount.start - _SLOGAN_REACH, 0)
    return (
        amount.quantity.dimension == "count"
        and written
        and _SLOGAN.search(line.chars, start, amount.start) is not None
    )


def _counts_nothing(line: Line, amount: Amount) -> bool:
    """Whether an amount only says which: 一场活动, 60岁以上老人, 2024级新生, 双向四车道."""
    dimension, text = amount.quantity.dimension, amount.quantity.text
    behind = line.chars[amount.end : amount.end + _NEAR]
    before = line.chars[max(amount.start - _NEAR, 0) : amount.start]
    if before.endswith("每") or (dimension == "length" and _PLACE_OR_EVENT.match(behind)):
        return True
    if dimension == "weight" and behind.startswith("级"):
        return True
    if dimension == "duration" and (
        _THEN.match(behind) or before.endswith(("时隔", "距今", "相隔"))
    ):
        return True
    if behind.startswith(("交易日", "工作日", "季度", "财年")):
        return True
    if dimension == "count":
        return _ONE.match(text) is not None or (
            _CLASS.fullmatch(text) is not None or before.endswith(("双向", "单向", "相当于"))
        )
    if dimension == "number":
        return _YEAR.fullmatch(text) is not None and behind[:1].isalpha()
    return dimension == "age" and _AGED.match(behind) is not None


def _in_name(
    resolved: Resolved, amount: Amount, entity: Entity, named: set[str]
) -> Iterator[Proposal]:
    """The year or the number in a name is told once: 2024年…培训班, 第六届…文化节."""
    text = amount.quantity.text
    attribute = (
        "年份" if amount.quantity.dimension == "date" else "届次" if text[-1] == "届" else ""
    )
    if attribute and entity.name + attribute not in named:
        named.add(entity.name + attribute)
        kind = "date" if attribute == "年份" else "quantity"
        yield _proposal(resolved, amount, entity, attribute, kind, (_SURE, "date"), None)


def _date(resolved: Resolved, amount: Amount) -> Iterator[Proposal]:
    attribute = fact_dates.attribute_of(resolved.line, amount)
    focus = resolved.at(amount.start)
    if attribute:
        yield _proposal(
            resolved, amount, focus.entity, attribute, "date", (focus.logit, "date"), None
        )


def _proposal(
    resolved: Resolved,
    amount: Amount,
    entity: Entity,
    attribute: str,
    kind: str,
    how: tuple[int, str],
    as_of: str | None,
) -> Proposal:
    return state(
        resolved.line, (amount.start, amount.end), entity.name, attribute, kind,
        confidence(*how), as_of,
    )  # fmt: skip
