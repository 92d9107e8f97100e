"""Names by how they are used: before a stock code, behind a mark, as a short form.

Most names of companies, brands, teams and persons in the news do not end in a word that says
what they are. Nothing here knows any name; each candidate says how it was found, and the fitted
weights of `holders` tell how much that is worth.
"""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.extract.entity.brands import brands
from xzfacts.extract.entity.generic_names import KINDS
from xzfacts.extract.entity.name_patterns import ROLE, kind_of
from xzfacts.extract.entity.places import PROVINCE
from xzfacts.extract.fact.alignment import listed_names
from xzfacts.extract.fact.lexicon import Token
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.surnames import looks_like_person
from xzfacts.text.lazy_pattern import lazy_pattern

_CALLED = lazy_pattern(
    '[（(](?:以下|下|原)?(?:统|简|合)?[简合]称(?:为)?[:：]?[“「『"]?(?P<short>[^”」』"）)]{2,16})'
)
_LISTED = lazy_pattern(
    "(?:证券|股票)简称[:：]\\s*(?P<name>[一-鿿A-Za-z0-9*·-]{2,10}?)"
    "(?=\\d{6}|公告|编号|证券|股票|[^一-鿿A-Za-z0-9*·-]|$)"
)
_RUN = lazy_pattern(r"[一-鿿A-Za-z0-9·&\-*']+$")
_LATIN = lazy_pattern(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&.'’-]+(?:,? (?:[A-Z][A-Za-z0-9&.'’-]*|of|and|de))*"
)
_NO_LATIN = lazy_pattern(r"[A-Z]{1,4}$|IPO|GAAP|COVID|App|APP|Pre-|[A-Z]+\d+$|.*-\d|.*\.com\b")
_PERFORMS = lazy_pattern(
    "(?:以|凭借|在[^,，。;；]{2,20}?(?:[跳投跑掷推游滑打举]出|举起)|[跳投跑掷推游滑]出|举起|打出|轰下|砍下|夺得?|获得?|摘得?|成绩|捐)"
)
_DISASTER = lazy_pattern(
    "(?:坍塌|垮塌|坠河|坠落|侧翻|翻车|相撞|追尾|爆炸|火灾|起火|透水|沉船|中毒|泥石流|滑坡|地震|溃坝|诈骗|杀人)"
    "(?:事故|事件|案件?)?"
)
_PLAIN_EVENT = lazy_pattern("[这该此起场次的]|(?<!基)因|发生|造成|导致|引发|突发")
_SPLIT = frozenset("是由向给对与从于将被把获和及为以在至")
_SOURCE = lazy_pattern("来源[:：]\\s*[一-鿿A-Za-z]*$")
# Both sides of a match: 岚州海鹰主场3比1力克金浦星辰.
_BEATS = lazy_pattern(
    "(?:击败|战胜|力克|险胜|轻取|横扫|不敌|负于|逆转|大胜|完胜|战平)(?:东道主|卫冕冠军|主队|客队)?"
    "(?P<name>[一-鿿]{2,8}?)(?=[,，。;；、！!的]|$|晋级|夺冠|挺进|之?后|来说|而)"
)
_PLAYS = lazy_pattern(
    "(?:昨[晚日天]|今[晚日天]|当晚|[0-9]{1,2}日|,)*(?P<name>[一-鿿]{2,8}?)(?:俱乐部)?"
    "(?=[0-9]{1,2}日|在|主场|客场|点球|以|加时|昨|今|当晚|[0-9])"
)
_LONGEST = 24  # characters


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
    for latin in _LATIN.finditer(chars):
        if not _NO_LATIN.match(latin[0]) and len(latin[0]) > 3:
            end = latin.start() + len(latin[0].rstrip(" .,"))
            yield Use(latin.start(), end, "", "latin")
    for pattern, kind in KINDS:
        for found in pattern.finditer(chars):
            yield Use(*found.span(), kind, kind)
    for start, end in _teams(line):
        yield Use(start, end, "organization", "announcing")
    for start, end in brands(line):
        yield Use(start, end, "company", "announcing")
    for start, end in listed_names(line):
        yield Use(start, end, kind_of(chars[start:end]) or "organization", "announcing")
    yield from _disasters(line)
    heads = {start for start, _end in line.clauses}
    for province in PROVINCE.finditer(chars):
        if province.start() in heads:
            yield Use(*province.span(), "place", "cell")
    for start, end in line.clauses:
        yield from _performer(line, start, end)


def _marked(line: Line) -> Iterator[Use]:
    """Names that a mark ends or begins: a stock code or a declared short form."""
    for at in line.codes:
        if not _SOURCE.search(line.chars, 0, at):
            yield from _before(line, at, "company", "code")
    for called in _CALLED.finditer(line.chars):
        yield from _before(line, called.start(), "", "called")
    for listed in _LISTED.finditer(line.chars):
        yield Use(*listed.span("name"), "company", "listed")


def _disasters(line: Line) -> Iterator[Use]:
    """Accidents with a name of their own: 榆川货车侧翻事故."""
    for disaster in _DISASTER.finditer(line.chars):
        for use in _before(line, disaster.end(), "event", "named event"):
            inside = line.between(use.start, disaster.start())
            begun = any(t.sort in "vp" and t.end - t.start > 1 for t in inside)
            plain = _PLAIN_EVENT.search(line.chars, use.start, disaster.start())
            if use.end - use.start > len(disaster[0]) + 1 and not plain and not begun:
                yield use


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
        if at - start > 1:
            yield Use(start, at, kind, how)


def _parts(line: Line, token: Token) -> bool:
    """Whether a word ends what stands before a name."""
    long = token.end - token.start > 1
    return token.cuts and (long or line.chars[token.start : token.end] in _SPLIT)


def _teams(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where the name of each team in a sentence begins and ends; several may overlap."""
    for beaten in _BEATS.finditer(line.chars):
        yield beaten.span("name")
        start = line.clauses[line.clause_at(beaten.start())][0]
        plays = _PLAYS.match(line.chars, start, beaten.start())
        if plays:
            yield plays.span("name")


def _performer(line: Line, start: int, end: int) -> Iterator[Use]:
    """A person at the head of a clause who performs: 张山以10秒04获得冠军."""
    for size in (3, 2, 4):
        name = line.chars[start : start + size]
        if name[-1:] in "说称道" or not looks_like_person(name):
            continue
        if start + size < end and _PERFORMS.match(line.chars, start + size):
            yield Use(start, start + size, "person", "person")
            return
