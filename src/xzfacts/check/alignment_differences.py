"""Differences of an aligned statement that make it a statement about something else.

Paraphrases replace verbs; one modifier in front of a word of the stored sentence, another numeral
or time, or words of a name left out name another thing, however much else is equal.
"""

from functools import lru_cache

from xzfacts.check.alignment_features import Alignment
from xzfacts.check.alignment_statements import Statement
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.change_direction import change_before, end_of_change
from xzfacts.language.frame_comparison import other_whole
from xzfacts.language.qualifiers import CHANGE, PRONOUN, filler_end, groups, parts
from xzfacts.language.query_units import span_mask, units
from xzfacts.language.segmentation import Word, segment
from xzfacts.language.sentence import Reading
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.model.temporal import mode_class
from xzfacts.quantity.compare import comparable
from xzfacts.text.lazy_pattern import lazy_pattern

# Another time than the present; 比上年同期 is none.
_TIME = lazy_pattern(
    "(?<![比较])(?:[前去明后上下][年月周]|[前昨明后][日天])(?!同期)|[上下]一?[届代]|之初"
)
_COMPLEMENTS = frozenset(
    "到了出得下入进给成为过起上有去回来掉走完好住开"
)  # ends of verbs that take an object
_UNSPECIFIC = frozenset("vdpcuqr")  # tags of words that a paraphrase replaces, adds or leaves out
_MODAL = lazy_pattern("或(?!者)|要(?![求素闻点])|[拟欲须]")  # not stated as a fact
_LATIN = lazy_pattern("[a-z]{2,}")
_NEVER_LEFT_OUT = frozenset({"pledged", "released", "bought", "sold"})  # groups
_ITEM_END = frozenset("；;")
_PART_ENDS = frozenset("段期区部厂楼馆院队组层")
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_APART = 3  # characters from one of an abbreviation to the next
_WHOLE = 4  # least length of the name of a whole
_SPEECH = lazy_pattern("[说称道][，,：:“]")
_JOINTS = frozenset("的了着过在于之所")  # filler that is never a part of another word
_NAME = 8  # characters at the start that may be of a name
_HEAD = 2  # units of content at the start, which name the subject
_LEFT_OUT = 4  # maximum length of a part that a name leaves out


def differs(statement: Statement, best: Alignment, names: tuple[str, ...]) -> bool:
    """Whether a statement is about something else than the stored amount.

    names: names of known subjects in the statement.
    """
    quote = quote_of(best.sentence.quote)
    text = f"{quote.chars}\0{best.sentence.names}\0{best.sentence.title}"
    unexplained = _unexplained(statement, text, quote.chars)
    chars = statement.reading.chars
    last = statement.reading.clause(statement.stated.start)[1]
    numerals = (unit for unit in units(statement.content) if chars[unit].isdecimal())
    return (
        _SPEECH.search(statement.reading.text) is not None  # compared verbatim
        or PRONOUN.match(chars) is not None  # of whom is not said
        or any(_names_another(name, chars, best, text) for name in names if chars.find(name) < last)
        or _names_holder_of_another(chars, best)
        or _names_whole(chars, best)
        or _names_other_latin(chars, best, text)
        or _modifies(statement, unexplained, best, text)
        or _touches(statement, unexplained)
        or not all(chars[unit] in text for unit in numerals)
        or not all(each in quote.chars for each in _ordinals(statement))
        or not all(time[0] in quote.chars for time in _TIME.finditer(chars))
        or not all(modal[0] in quote.chars for modal in _MODAL.finditer(chars))
        or _leaves_out(statement.reading, quote)
        or (not best.features.similar_digits and _is_beside_another(statement, best))
        or _is_of_another_item(chars, best)
        or _measures_another(statement, best)
    )


def _names_another(name: str, chars: str, best: Alignment, text: str) -> bool:
    """Whether a name is not that of the amount.

    It is neither in the sentence nor carried over to it, or in a later clause.
    chars: the statement.
    """
    sentence, quote = best.sentence, quote_of(best.sentence.quote)
    if name in text:
        return quote.chars.find(name) >= quote.clause(best.amount.start)[1]
    if name not in sentence.before and not sentence.article.is_about(name):
        return True
    names = [each for each in sentence.names_at(best.amount) if each in quote.chars]
    return bool(names) and not any(each in chars for each in names)


def _names_holder_of_another(chars: str, best: Alignment) -> bool:
    """Whether a statement names the subject of another fact of the sentence, and not that of this.

    Both have to be named in the sentence.
    """
    sentence, quote = best.sentence, quote_of(best.sentence.quote).chars
    own = [each for each in sentence.names_at(best.amount) if each in quote]
    if not own or any(each in chars for each in own):
        return False
    return any(each in quote and each in chars for names in sentence.holders for each in names)


def _names_whole(chars: str, best: Alignment) -> bool:
    """Whether a statement names the whole of a named part: 3号线 of 3号线东延段."""
    for name in best.sentence.names.split("\0"):
        if name[-1:] in _PART_ENDS and name not in chars:
            size = max((n for n in range(_WHOLE, len(name)) if name[:n] in chars), default=0)
            if size:
                return True
    return False


def _names_other_latin(chars: str, best: Alignment, text: str) -> bool:
    """Whether a statement has a Latin word that the sentence has only behind the amount."""
    quote = quote_of(best.sentence.quote)
    beside = quote.chars[: quote.clause(best.amount.start)[1]] + text[len(quote.chars) :]
    return any(each[0] not in beside for each in _LATIN.finditer(chars))


def _unexplained(statement: Statement, text: str, quote: str) -> int:
    """The units of content in no pair of characters that a text has."""
    chars, left = statement.reading.chars, statement.content
    for at in range(len(chars) - 1):
        if left >> at & 3 and chars[at : at + 2] in text:
            left &= ~(3 << at)
    for unit in units(left & statement.measure):
        if chars[unit] in quote:
            left &= ~(1 << unit)
    for word in _words(chars) if left else ():
        mask = span_mask(word.start, word.end)
        if left & mask and _abbreviates(chars[word.start : word.end], quote):
            left &= ~mask
    return left


def _abbreviates(word: str, quote: str) -> bool:
    """Whether a quote has the characters of a word not far apart: 电商 for 电子商务."""
    at = quote.find(word[0]) if len(word) > 1 else -1
    while at >= 0:
        end = at
        for char in word[1:]:
            end = quote.find(char, end + 1, end + 1 + _APART)
            if end < 0:
                break
        else:
            return True
        at = quote.find(word[0], at + 1)
    return False


def _modifies(statement: Statement, unexplained: int, best: Alignment, text: str) -> bool:
    """Whether an unexplained word is right in front of an explained one or an ordinal."""
    words, chars = statement.reading.words, statement.reading.chars
    explained = statement.content & ~unexplained
    for each in statement.ordinals:
        explained |= each.mask
    for unit in units(~statement.content & (1 << len(chars) - 1) - 1):
        pair = chars[unit : unit + 2]
        if pair.isalpha() and pair[0] not in _JOINTS and pair in text:
            explained |= 1 << unit  # 设 of 设计, else filler
    last = statement.stated.start
    clause = span_mask(*statement.reading.clause(last))
    for end in units((unexplained << 1) & explained & clause):
        if words[end - 1] != words[end] or _paraphrases(chars, end - 1, last):
            continue
        start = end
        while start and unexplained >> start - 1 & 1 and words[start - 1] == words[end]:
            start -= 1
        if not _is_context(chars[start:end], chars[end : end + 2], best.sentence):
            return True
    return False


def _paraphrases(chars: str, unit: int, stated: int) -> bool:
    """Whether the word at a unit is a verb or the like, and names no group of its own.

    stated: where the stated amount begins.
    """
    every = _words(chars)
    number = next(at for at, each in enumerate(every) if each.start <= unit < each.end)
    word, text = every[number], chars[every[number].start : every[number].end]
    if parts(text):
        return parts(text) == {CHANGE}
    if word.tag == "v" and word.end - word.start > 1 and text[-1] not in _COMPLEMENTS:
        behind = every[number + 1 : number + 2]
        if behind and behind[0].end == stated:
            return False  # 绝收 of 绝收面积
    return word.tag in _UNSPECIFIC and not groups(text)


@lru_cache(maxsize=16)
def _words(chars: str) -> tuple[Word, ...]:
    return segment(chars)


def _is_context(run: str, head: str, sentence: StoredSentence) -> bool:
    """Whether a word is known from the article, and the stored sentence has none in its place."""
    pairs = sentence.article.pairs
    if not all(run[at : at + 2] in pairs for at in range(max(len(run) - 1, 1))):
        return False
    quote = quote_of(sentence.quote)
    at = quote.chars.find(head)
    return at < 0 or at == 0 or quote.words[at - 1] != quote.words[at]


def _touches(statement: Statement, unexplained: int) -> bool:
    """Whether an unexplained word is next to the stated amount."""
    chars, stated = statement.reading.chars, statement.stated
    changes = change_before(statement.frame.measure.left) is not None  # compared by its sign
    sides = (stated.end,) if changes or not stated.start else (stated.start - 1, stated.end)
    beside = (unit for unit in sides if unexplained >> unit & 1)
    return any(not _paraphrases(chars, unit, stated.start) for unit in beside)


def _is_beside_another(statement: Statement, best: Alignment) -> bool:
    """Whether the word in front of the stated amount is in front of another one of the kind."""
    stated, chars = statement.stated, statement.reading.chars
    word = chars[max(stated.start - 2, 0) : stated.start]
    quote = quote_of(best.sentence.quote).chars
    if not word.isalpha() or quote[: best.amount.start].endswith(word):
        return False
    others = (each for each in amounts_of(best.sentence.quote) if each.start != best.amount.start)
    return any(
        quote[: each.start].endswith(word) and comparable(each.quantity, best.amount.quantity)
        for each in others
    )


def _is_of_another_item(chars: str, best: Alignment) -> bool:
    """Whether what the statement begins with has its own amount of the kind, in an item before."""
    start, quote = filler_end(chars), quote_of(best.sentence.quote)
    amount = best.amount
    at = quote.chars.rfind(chars[start : start + _HEAD], 0, amount.start)
    if at < 0 or _ITEM_END.isdisjoint(quote.text[quote.starts[at] : amount.raw_start]):
        return False
    return any(
        at < each.start < amount.start and comparable(each.quantity, amount.quantity)
        for each in amounts_of(quote.text)
    )


def _ordinals(statement: Statement) -> list[str]:
    chars = statement.reading.chars
    return [chars[each.start : each.end] for each in statement.ordinals]


def _leaves_out(reading: Reading, quote: Reading) -> bool:
    """Whether a name at the start leaves out a part: 青沙市棉纺厂 for 青沙市第二棉纺厂."""
    chars, text = reading.chars, quote.chars
    counted = {e.start for e in amounts_of(quote.text) if e.quantity.dimension != "ordinal"}
    for at in range(1, min(_NAME, len(chars) - 2)):
        before, behind = chars[at - 1 : at + 1], chars[at + 1 : at + 3]
        if chars[at : at + 2] in text or reading.clauses[at] != reading.clauses[at + 1]:
            continue
        first = text.find(before) + 2
        last = text.find(behind, first)
        if first < 2 or not 0 < last - first <= _LEFT_OUT:
            continue
        end = filler_end(text, first, last)
        if quote.clauses[last] == quote.clauses[first - 1] and end != last and end not in counted:
            return _selects(text, first, last)
    return False


def _selects(text: str, first: int, last: int) -> bool:
    """Whether words left out number or part what they stand with: 第二, 东段."""
    return text[last - 1] in _PART_ENDS or not _NUMERALS.isdisjoint(text[first:last])


def _measures_another(statement: Statement, best: Alignment) -> bool:
    """Whether the frames differ in mode, whole of a share, or groups."""
    own, frame = statement.frame, best.frame
    if mode_class(own.mode) is not mode_class(frame.mode):
        return True
    one, other = own.measure, frame.measure
    said = one.groups or groups(statement.reading.chars)
    printed = other.groups or (one.groups and groups(quote_of(best.sentence.quote).chars))
    if printed and (not said <= printed or (not said and printed & _NEVER_LEFT_OUT)):
        return True
    if change_before(one.left) and not (change_before(other.left) or CHANGE in parts(other.near)):
        return True  # growth is no level
    ends = {end_of_change(one.left), end_of_change(other.left)}
    return ends == {"from", "to"} or other_whole(one.base, other.base)


def names_holder(statement: Statement, best: Alignment) -> bool:
    """Whether a statement begins with a name, or not with words amid a phrase of the sentence.

    投资2亿元 leaves out who invests.
    """
    chars, quote = statement.reading.chars, quote_of(best.sentence.quote)
    start = filler_end(chars)
    head = chars[start : start + _HEAD]
    if chars[start : statement.stated.start] not in quote.chars:
        return True  # no excerpt
    if head in best.sentence.names or head in best.sentence.title:
        return True
    begins = [at for at in range(len(quote.chars)) if quote.chars.startswith(head, at)]
    return not begins or any(
        quote.chars[at - 1 : at] == "的" or filler_end(quote.chars, quote.clause(at)[0], at) >= at
        for at in begins
    )
