"""Names by how they are used: before a stock code, before 公告, behind 股东, as a short form.

Most names of companies, brands, teams and persons in the news do not end in a word that says
what they are. Nothing here knows any name; each candidate says how it was found, and the fitted
weights of `holders` tell how much that is worth.
"""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.extract.entity.anaphora import HEADS
from xzfacts.extract.entity.generic_names import KINDS
from xzfacts.extract.entity.places import PROVINCE
from xzfacts.extract.entity.roles import ROLE, ROLES
from xzfacts.extract.entity.team_names import teams
from xzfacts.extract.fact.lexicon import Token, lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.surnames import looks_like_person
from xzfacts.text.lazy_pattern import lazy_pattern

_TIME = (
    r"(?:近日|日前|今日|昨日|今天|昨天|昨晚|今晚|当日|当天|晚间|早间|午间|盘后|正式|联合|再次|同日|"
    r"\d{1,4}年|\d{1,2}月|\d{1,2}日|[早晚]间?|于|在)*"
)
_ANNOUNCING = lazy_pattern(
    f"{_TIME}(?:发布|公告|公布|宣布|披露|刊发|发出|表示|透露|回应|推出|完成|获得|拟|计划|持有|"
    "收到|接到|累计|共计|本次|此次|亏损|盈利|实现|预计|中标|收购|回购|减持|增持|质押|解除质押|上市)"
)
_BEHIND_ROLE = lazy_pattern(f'{ROLES}(?:的|之一(?!致)|为|是|[:：])?(?:[“"](?=[一-鿿]))?(?P<name>)')
_RANKED = lazy_pattern(
    "(?:[多高大少低快好]的|其次|分别|依次|前[一二三四五六七八九十]名?|首位|第一)(?:则?是|为)(?=[一-鿿])"
)
_JOINED = lazy_pattern("[、及和与]|以及")
_CALLED = lazy_pattern(
    '[（(](?:以下|下|原)?(?:统|简|合)?[简合]称(?:为)?[:：]?[“「『"]?(?P<short>[^”」』"）)]{2,16})'
)
_LISTED = lazy_pattern(
    "(?:证券|股票)简称[:：]\\s*(?P<name>[一-鿿A-Za-z0-9*·-]{2,10}?)"
    "(?=\\d{6}|公告|编号|证券|股票|[^一-鿿A-Za-z0-9*·-]|$)"
)
_RUN = lazy_pattern(r"[一-鿿A-Za-z0-9·&\-*']+$")
_RUN_ON = lazy_pattern(r"[一-鿿A-Za-z·&\-*'0-9]+")
_LATIN = lazy_pattern(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.'’-]+(?:,? (?:[A-Z][A-Za-z0-9&.'’-]*|of|and|de))*"
)
_NO_LATIN = lazy_pattern(r"[A-Z]{1,4}$|IPO|GAAP|COVID|App|APP|Pre-|[A-Z]+\d+$|.*-\d|.*\.com\b")
_HEADED = lazy_pattern("^(?P<name>[一-鿿A-Za-z0-9*·]{2,10})[:：]")
_PERFORMS = lazy_pattern(
    "(?:以|凭借|跳出|投出|跑出|掷出|举起|打出|轰下|砍下|夺得?|获得?|摘得?|成绩|捐)"
)
_DISASTER = lazy_pattern(
    "(?:坍塌|垮塌|坠河|坠落|侧翻|翻车|相撞|追尾|爆炸|火灾|起火|透水|沉船|中毒|泥石流|滑坡|地震|溃坝|诈骗|杀人)"
    "(?:事故|事件|案件?)?"
)
_PLAIN_EVENT = lazy_pattern("[这该此起场次的]|发生|造成|导致|引发|突发")
# What a company is, right before its name.
_APPOSED = lazy_pattern(
    "(?:提供|服务|研发|运营|制造|开发|供应|生产|经销|零售)商|厂商|平台|品牌|独角兽|巨头|龙头|(?:创业|初创|投资|上市|新三板|科技)公司"
)
_SPLIT = frozenset("是由向给对与从于将被把获和及为以在至")
_LEADING = lazy_pattern(
    f"^(?:{ROLES}|来源|消息|讯|公司|客户端|标题|原标题|美股异动|港股异动|快讯|(?:上市|标的|目标)公司|[的及])+"
)
_ADVERB = lazy_pattern(
    "净(?=[增减买卖流亏])|近(?=[0-9一二三十日期年])|本次|此次|本轮|本期|累计|共计|合计|目前|近日|日前|拟|已经|首次|再次|[去今]年|原?计划"
    "|未(?![来名])|[仍尚均亦皆]|(?<!基)因(?=[一-鿿]{2})|晚间|盘后|全线"
)
_HONORIFIC = lazy_pattern("先生|女士")
_TRAILING = lazy_pattern(
    "(?:公司|股份|拟|共|将|已|方面|先生|女士|所|持|等|说|称|表示|介绍|透露|坦言|指出)$"
)
_FOUNDED = lazy_pattern("成立|位于|创办|创立|组建|坐落|地处")
_OF_COMPANY = lazy_pattern(f"(?:(?:本|该|上市)?公司)?(?:{ROLES})?(?:之一)?")
_COMMON = lazy_pattern(
    "[本上下新该]赛季|单[日周月季]|刷新|特此|比赛|目前|其中|未来|作为|并|净|扣非|[一二三四]季度|前[一二三]季度|全球|国内|海外|境外|经营|提供|实现|主营|此外|同时|据|截至|截止|公告|报告|数据|消息|记者|该|本|这|此|其|上述|为|因|由|今|昨|"
    "去年|今年|近|共|累计|平均|[0-9一二三四五六七八九十]+[年月日个家名]|上[半个]|下半|全[年国省市县区]|"
    "我|他|她|它|每|各|另|预计|自|从|在|至|到|随着|通过|按照|根据|经|对|与|和"
)
_MEASURE = lazy_pattern(
    "(?:亏损|盈利|服务|净利|营收|销售|建设|投资|发展|[数量额值率价费款金积比度长深宽高]|收入|利润|公告|股份|股本|比例|方式|时间|日期|情况|原因|计划|"
    "目的|交易|价格|资金|方案|业务|市场|行业|项目|活动|人员|群众|居民|企业|公司|股东|人口|面积)$"
)
_NO_HOLDER = lazy_pattern(
    "(?:[数量额值率价费款金积比度长深宽高]|收入|利润|公告|股份|股本|股票|比例|方式|时间|日期|情况|计划|职务|通知)$"
)
_MODAL = lazy_pattern("^.[可应需要让使令]")
_SOURCE = lazy_pattern("来源[:：]\\s*[一-鿿A-Za-z]*$")
_LONGEST, _LONGEST_WEAK = 24, 10  # characters


class Use(NamedTuple):
    """chars[start:end] may be a name. how: what shows it, one word."""

    start: int
    end: int
    kind: str
    how: str


def find_uses(line: Line) -> Iterator[Use]:
    """The names in a sentence that their use tells; several may overlap."""
    chars = line.chars
    yield from _marked(line)
    for role in _BEHIND_ROLE.finditer(chars):
        yield from _list(line, role.start("name"))
    for ranked in _RANKED.finditer(chars):
        yield from _list(line, ranked.end())
    for apposed in _APPOSED.finditer(chars):
        yield from _apposition(line, apposed.end())
    for latin in _LATIN.finditer(chars):
        if not _NO_LATIN.match(latin[0]) and len(latin[0]) > 3:
            end = latin.start() + len(latin[0].rstrip(" .,"))
            yield Use(latin.start(), end, "", "latin")
    for pattern, kind in KINDS:
        for found in pattern.finditer(chars):
            yield Use(*found.span(), kind, kind)
    for start, end in teams(line):
        if not _COMMON.match(chars[start:end]):
            yield Use(start, end, "organization", "announcing")
    yield from _disasters(line)
    yield from _provinces(line)
    for start, end in line.clauses:
        yield from _subject(line, start, end)


def _marked(line: Line) -> Iterator[Use]:
    """Names that a mark ends or begins: a stock code, a declared short form, a headline's colon."""
    for at in line.codes:
        if not _SOURCE.search(line.chars, 0, at):
            yield from _before(line, at, "company", "code")
    for called in _CALLED.finditer(line.chars):
        yield from _before(line, called.start(), "", "called")
    for listed in _LISTED.finditer(line.chars):
        yield Use(*listed.span("name"), "company", "listed")
    headed = _HEADED.match(line.chars) if line.quote.role == "title" else None
    if headed and not _COMMON.match(headed["name"]):
        yield Use(*headed.span("name"), "", "headed")


def _apposition(line: Line, start: int) -> Iterator[Use]:
    """A short name between what a company is and what it does: 服务商青禾智图完成A轮融资."""
    end = _end(line, start)
    name = line.chars[start:end]
    follows = line.between(end, min(end + 4, len(line.chars)))
    acts = bool(follows) and follows[0].start == end
    plain = line.between(start, min(start + 4, end))
    begun = bool(plain) and plain[0].start == start
    if not acts or begun or not 2 < end - start <= _LONGEST_WEAK:
        return
    if not _COMMON.match(name) and not _MEASURE.search(name):
        yield Use(start, end, "company", "announcing")


def _disasters(line: Line) -> Iterator[Use]:
    """Accidents with a name of their own: 榆川货车侧翻事故."""
    for disaster in _DISASTER.finditer(line.chars):
        for use in _before(line, disaster.end(), "event", "named event"):
            inside = line.between(use.start, disaster.start())
            begun = any(t.sort in "vp" and t.end - t.start > 1 for t in inside)
            plain = _PLAIN_EVENT.search(line.chars, use.start, disaster.start())
            if use.end - use.start > len(disaster[0]) + 1 and not plain and not begun:
                yield use


def _provinces(line: Line) -> Iterator[Use]:
    """Provinces, which need no class word, at the head of a clause or before their figure."""
    for amount in line.amounts:
        start, _end = line.clauses[line.clause_at(amount.start)]
        if PROVINCE.fullmatch(line.chars, start, amount.start) and amount.quantity.unit:
            yield Use(start, amount.start, "place", "cell")
    for province_ in PROVINCE.finditer(line.chars):
        if line.clauses[line.clause_at(province_.start())][0] == province_.start():
            yield Use(*province_.span(), "place", "cell")


def _before(line: Line, at: int, kind: str, how: str) -> Iterator[Use]:
    """The name that ends right before a code or a bracket."""
    run = _RUN.search(line.chars, max(at - _LONGEST, 0), at)
    latin = [m for m in _LATIN.finditer(line.chars, max(at - 60, 0), at) if m.end() == at]
    if latin:
        yield Use(latin[0].start(), at, kind, how)
    elif run:
        ends = [t.end for t in line.between(run.start(), at) if _parts(line, t)]
        ends += [a.end for a in line.amounts if run.start() <= a.end and a.quantity.unit]
        ends += [role.end() for role in ROLE.finditer(line.chars, run.start(), at)]
        start = max((end for end in ends if end < at - 1), default=run.start())
        lead = _LEADING.match(line.chars[start:at])
        start += lead.end() if lead else 0
        if at - start > 1:
            yield Use(start, at, kind, how)


def _parts(line: Line, token: Token) -> bool:
    """Whether a word ends what stands before a name."""
    long = token.end - token.start > 1
    return token.cuts and (long or line.chars[token.start : token.end] in _SPLIT)


def _list(line: Line, start: int) -> Iterator[Use]:
    """The names behind a role: 股东甲公司、乙公司及王某."""
    while True:
        end = _end(line, start)
        name = line.chars[start:end]
        if end - start < 2 or _COMMON.match(name) or _NO_HOLDER.search(name):
            return
        if any(t.start == start and t.sort != "w" for t in line.between(start, end)):
            return
        yield Use(start, end, "person" if looks_like_person(name) else "company", "role")
        joined = _JOINED.match(line.chars, end)
        if not joined:
            return
        start = joined.end()


def _end(line: Line, start: int) -> int:
    """Where a name that begins here ends at the latest."""
    run = _RUN_ON.match(line.chars, start, start + _LONGEST)
    if not run:
        return start
    end = run.end()
    for token in line.between(start, end):
        if token.cuts and token.start > start + 1:
            end = token.start
            break
    for amount in line.amounts:
        if start < amount.start < end:
            end = amount.start
    for cut in (_ADVERB, _HONORIFIC):
        found = cut.search(line.chars, start + 2, end)
        end = found.start() if found else end
    for mark in _SPLIT:
        at = line.chars.find(mark, start + 2, end)
        end = at if at > 0 else end
    while trailing := _TRAILING.search(line.chars, start + 2, end):
        if trailing[0] in {"公司", "股份"}:
            break
        end = trailing.start()
    return end


def _subject(line: Line, start: int, end: int) -> Iterator[Use]:
    """What a clause begins with up to its verb may be a name, if it is no common noun."""
    chars = line.chars
    for size in (3, 2, 4):
        name = chars[start : start + size]
        if name[-1:] in "说称道" or not looks_like_person(name):
            continue
        if start + size < end and _PERFORMS.match(chars, start + size):
            yield Use(start, start + size, "person", "person")
            return
    start += len((_OF_COMPANY.match(chars[start:end]) or [""])[0])
    stop = _end(line, start)
    verbs = (t for t in line.between(start + 2, stop) if t.sort in "vp" and t.end - t.start > 1)
    stop = min((t.start for t in verbs), default=stop)
    founded = _FOUNDED.search(chars, start + 2, stop)
    stop = founded.start() if founded else stop
    name = chars[start:stop]
    if not 1 < stop - start <= _LONGEST_WEAK or stop >= end:
        return
    if any(t.start == start and t.sort != "w" for t in line.between(start, stop)):
        return
    if any(a.start < stop and start < a.end for a in line.amounts) or _MODAL.search(name):
        return
    if _COMMON.match(name) or _MEASURE.search(name) or name in lexicon().terms or name in HEADS:
        return
    if founded or _ANNOUNCING.match(chars, stop):
        yield Use(start, stop, "", "announcing")
