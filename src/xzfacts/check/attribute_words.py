"""Which words of a sentence name a fact's attribute, and how specifically."""

from xzfacts.check.sentence_context import SentenceContext
from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language import qualifiers
from xzfacts.language.query_units import span_mask
from xzfacts.language.sentence import Reading, Stated
from xzfacts.match import weights
from xzfacts.match.attribute_linking import Asked
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import fold

_BLOCK = 2  # characters that match as a unit
_SHORTEST_RATE = 4  # characters of the name of a rate that may stand in another order


def core(name: str) -> str:
    """The name of an attribute without general words at its end: 获赠落地风扇 of …数量."""
    for size in range(min(4, len(name) - _BLOCK), 0, -1):
        if name[-size:] in qualifiers.GENERAL:
            return core(name[:-size])
    return name


def core_mention(context: SentenceContext, local: int, known: PreparedFact, *, alone: bool) -> int:
    """The units next to the amount that contain the core of the attribute's name."""
    names = (known.name, *(text for text, _ in known.attribute.names)) if alone else (known.name,)
    for name in names:
        for said in dict.fromkeys((name, core(name))):
            if len(said) < _BLOCK or (said in qualifiers.GENERAL and not alone):
                continue
            at = context.reading.chars.find(said)
            mask = span_mask(at, at + len(said)) if at >= 0 else 0
            if mask and mask & ~local == 0 and (context.content(mask) or said == name):
                return mask
    return 0


def synonymous_mention(context: SentenceContext, local: int, known: PreparedFact) -> int:
    """The units that are the attribute's name with a synonym of one word: GDP增速."""
    concepts = context.concepts_in(known.name)
    for word in context.concept_words if concepts else ():
        own = concepts.get(word.term.target)
        if own is None or len(own) < _BLOCK:
            continue
        before, _own, behind = known.name.partition(own)
        said = before + word.term.text + behind
        start, end = word.start - len(before), word.end + len(behind)
        if start < 0 or said == word.term.text or not context.reading.chars.startswith(said, start):
            continue
        mask = span_mask(start, end)
        if mask & ~local == 0:
            return mask if context.content(mask) else 0
    return 0


_PERIODS = frozenset("年月日周")
_OF_RATE = str.maketrans("天", "日", "每")
_BEFORE_AMOUNT = "约近达为是有可能将超过逾共计"


def rate_mention(reading: Reading, stated: Stated, known: PreparedFact) -> int:
    """The units around an amount that say in other order what a rate measures.

    每年生产水泥220万吨 and 每年生产220万吨水泥 are the 水泥年产量.
    """
    name = _rate_words(core(known.name))
    if len(name) < _SHORTEST_RATE or _PERIODS.isdisjoint(name):
        return 0
    first, last = reading.clause(stated.start)
    left = reading.chars[first : stated.start].rstrip(_BEFORE_AMOUNT)
    right = reading.chars[stated.end : last]
    for behind in range(min(len(right), len(name) - _BLOCK) + 1):
        for size in range(len(name) - behind, len(left) + 1):
            words = _rate_words(left[-size:]) + right[:behind]
            if len(words) > len(name):
                break
            if sorted(words) == sorted(name):
                start, end = first + len(left) - size, first + len(left)
                start -= left[:-size].endswith("每")
                return span_mask(start, end) | span_mask(stated.end, stated.end + behind)
    return 0


def _rate_words(text: str) -> str:
    return text.replace("生产", "产").translate(_OF_RATE)


# What is said behind a date, and the attributes that it names.
_EVENT = lazy_pattern("(?P<birth>出?生)|建[院校厂馆站园所社店台团队会]|办学|创刊")
_EVENT_GOES_ON = lazy_pattern("以来|至今|之初|之时|的")
_EVENT_TIMES = ("起", "后", "时")  # at the end of the clause
_BIRTH = lazy_pattern("(?:出生|生日|诞生)(?:日期|时间|年月|年份)?")
_FOUNDING = lazy_pattern(
    "(?:成立|创建|创办|创立|始建|建立|设立|组建|开办|创刊|建[院校厂馆站园所社店台团队会])(?:日期|时间|年月|年份)?"
)


def event_mention(reading: Reading, stated: Stated, known: PreparedFact) -> int:
    """The units behind a date that name a birth or a founding: 1993年8月生, 1962年建院."""
    if stated.quantity.dimension != "date":
        return 0
    found = _EVENT.match(reading.chars, stated.end)
    if found is None:
        return 0
    end = found.end()
    rest = reading.chars[end : reading.clause(stated.start)[1]]
    if rest and rest not in _EVENT_TIMES and not _EVENT_GOES_ON.match(rest):
        return 0  # 2010年建厂房, 1993年生产
    attribute = _BIRTH if found["birth"] else _FOUNDING
    return span_mask(stated.end, end) if attribute.fullmatch(known.name) else 0


def has_synonym(context: SentenceContext, asked: Asked, known: PreparedFact) -> bool:
    """Whether the matched words contain a synonym of the last word of the attribute's name."""
    own, _word = context.meaning(known.attribute)
    return any(
        word.term.role == "concept"
        and word.term.target in own
        and word.mask & ~asked.mask == 0
        and word.end - word.start >= _BLOCK
        for word in context.words
    )


def says_less(known: PreparedFact, chars: str) -> bool:
    """Whether the attribute's name is more specific than the sentence: 出动队员 is not 队员."""
    name = core(known.name)
    for text, _ in known.attribute.names:
        if text != known.name and len(text) >= _BLOCK and core(text) in chars:
            return False
    said = [False] * len(name)
    for i in range(len(name) - 1):
        if name[i : i + _BLOCK] in chars:
            said[i] = said[i + 1] = True
    return said.count(False) >= _BLOCK


_UNIT = lazy_pattern(r"[^\d\s.,余多来几]{1,2}$")
_BARE_UNITS = frozenset("人 名 个 位 元 台 家 只 件 条 次 年 月 日 天".split())


def unit_names_attribute(stated: Stated, known: PreparedFact) -> bool:
    """Whether the measure word alone names the attribute: 层 in 14层 names 层数."""
    found = _UNIT.search(fold(stated.quantity.text))
    if stated.quantity.dimension == "age":
        return core(known.name) == "年龄"
    if found is None or found.group() in _BARE_UNITS:
        return False
    return known.name.endswith(found.group() + "数")


def is_own_word(
    context: SentenceContext, asked: Asked, known: PreparedFact, *, alone: bool
) -> bool:
    """Whether the matched words are specific to the attribute.

    alone: whether the subject has no other attribute with values of this kind.
    """
    said = context.text(asked.mask)
    if not said or (said in qualifiers.GENERAL and not alone):
        return False
    if said in known.name or known.name in said or said in known.near:
        return True
    if _shares(said, known.name) and asked.quality >= weights.SURE_ATTRIBUTE:
        return True
    own, _word = context.meaning(known.attribute)
    for word in context.words_in(asked.mask):
        if word.term.text not in qualifiers.GENERAL:
            if word.term.role == "concept" and word.term.target in own:
                return True
            attributes = context.bearers.get(word.term.text, set())
            if known.attribute.id in attributes and (alone or len(attributes) == 1):
                return True
    return alone and asked.quality >= weights.SURE_ATTRIBUTE


def _shares(said: str, name: str) -> bool:
    """Whether two adjacent characters of the words occur in the name and are not general."""
    return any(
        said[i : i + 2] in name and said[i : i + 2] not in qualifiers.GENERAL
        for i in range(len(said) - 1)
    )
