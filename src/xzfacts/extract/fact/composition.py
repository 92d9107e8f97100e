"""Composes the name of a measure from a verb, a noun and the unit of the figure."""

from typing import NamedTuple

from xzfacts.extract.fact import measures, noun_phrases
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

_JOBS = lazy_pattern("就业|务工|上岗")
_PER_HEAD = lazy_pattern("^(?:稳定)?(人均|户均)(?!月)")
_PLACES = frozenset("省市县区国乡镇村")
_LONG = 9  # a longer noun is cut to the word of the vocabulary that ends it
_LONG_OF_MONEY = 6
_PEOPLE_UNITS = frozenset("人名位")
_MAKING = frozenset("建设 新建 改建 扩建 建成 完成 实现 拥有 提供 开展 举办".split())


class AttributeGuess(NamedTuple):
    """An attribute that the words around a figure suggest.

    name: the attribute.
    how: how it was found, a key of `confidence.ATTRIBUTE`.
    """

    name: str
    how: str


class Context(NamedTuple):
    """What a figure passes on to the next one of its sentence.

    verb: its verb.
    noun: its noun.
    name: its attribute.
    share: the attribute of the last share, which percentage points refer to.
    unit: its unit.
    """

    verb: str = ""
    noun: str = ""
    name: str = ""
    share: str = ""
    unit: str = ""


def compose(
    quantity: Quantity, before: noun_phrases.Before, after: str, right: str, last: Context
) -> AttributeGuess:
    """Return the attribute that a verb and noun before a figure and a noun behind it give.

    right: the text behind the figure. last: from the figure before.
    """
    verb, noun = before
    people = quantity.dimension == "people" or quantity.unit in _PEOPLE_UNITS
    jobs = _JOBS.search(right) or _JOBS.search(noun)
    if people and jobs and (verb in measures.HIRING or noun.endswith("就业")):
        return AttributeGuess(f"{verb or '带动'}{jobs[0]}人数", "concept")
    suffered = noun_phrases.SUFFERED.fullmatch(after) if people else None
    if suffered:
        return AttributeGuess(suffered[1] + "人数", "composed")
    done = noun_phrases.predicate(right, alone=not verb) if people or quantity.unit == "户" else ""
    if after and not (noun and noun[-1] in measures.MEASURE_ENDS):
        if people and verb in measures.LEADING:
            return AttributeGuess(verb + "人数", "concept")
        noun = after
    elif done and not noun:
        return AttributeGuess(done + measures.suffix(quantity), "composed")
    if quantity.dimension == "money":
        told = measures.of_money(verb, noun)
        if told:
            return AttributeGuess(told, "concept")
    if quantity.dimension.startswith("money/") and quantity.unit.endswith("/月"):
        noun = _PER_HEAD.sub(r"\1月", noun)
    if verb and quantity.unit in _PLACES and not after:
        return AttributeGuess(verb + measures.by_unit(quantity), "composed")  # 民警辗转4省9市
    if quantity.dimension in {"weight", "volume"} and verb.endswith("产"):
        return AttributeGuess(f"{noun}{verb}量", "composed")
    return _with_noun(quantity, verb, noun) if noun else _without_noun(quantity, verb, last)


def _without_noun(quantity: Quantity, verb: str, last: Context) -> AttributeGuess:
    if verb:
        # 受理案件8.6万件,审结8.1万件: one verb after another for the same things
        same = quantity.dimension == "count" and quantity.unit == last.unit
        thing = last.noun if same and last.noun[-1:] not in measures.MEASURE_ENDS else ""
        return AttributeGuess(verb + thing + measures.suffix(quantity, thing), "coordinate")
    alone = measures.by_unit(quantity)
    if last.noun and last.noun[-1] in measures.MEASURE_ENDS:
        return AttributeGuess(last.noun, "coordinate")
    if last.noun and not alone:
        return AttributeGuess(last.noun + measures.suffix(quantity, last.noun), "coordinate")
    return AttributeGuess(alone or measures.suffix(quantity), "unit")


def _with_noun(quantity: Quantity, verb: str, noun: str) -> AttributeGuess:
    words = lexicon()
    kinds = measures.kinds(quantity)
    term = words.term(noun, kinds)
    if len(noun) > _LONG and term:
        noun = term
    told = "" if verb in _MAKING or noun.startswith(verb) else verb
    if told and quantity.dimension == "money" and len(noun) > _LONG_OF_MONEY:
        noun = noun[-2:]
    if measures.measures(noun, quantity, term):
        if told in measures.SPENT:
            noun = told + noun
        return AttributeGuess(noun, "concept" if term else "composed")
    named = noun + measures.suffix(quantity, noun)
    if told and told not in measures.SILENT:
        named = told + named
    known = term or words.term(named, kinds) == named
    return AttributeGuess(named, "concept" if known else "composed")
