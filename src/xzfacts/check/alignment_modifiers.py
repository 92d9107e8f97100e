"""Words of a statement that a stored sentence lacks where it has the words that they modify.

Paraphrases replace verbs, and whole phrases. One noun or attribute in front of a word of the
stored sentence makes that another thing: 灰鹭大桥 is not 望鹤大桥, 女员工 are not all 员工.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from xzfacts.check.alignment_statements import Statement
from xzfacts.check.alignment_words import all_places, is_missing, unexplained
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.segmentation import Word, words_of
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import quote_of
from xzfacts.text.lazy_pattern import lazy_pattern

_MODIFIERS = frozenset("nabghow")  # tags of nouns, attributes and verbs used as such
_GEOGRAPHIC, _NOUN = "g", "n"  # tags of names of places and of nouns
_SIZE = 2  # characters of the parts of a compound
_SELECTING = frozenset("新老旧原前死净毛")  # attributes of any word
_PLACE = lazy_pattern("[一-鿿]{2}[省市区县镇乡村州]")
_FUNCTIONS = frozenset("pudrcfmqtx")  # tags of words without content
_THINGS = frozenset("nbg")  # … and of those that name things
_FILLED = 8  # characters of filler in front of an amount
_EXTENTS = frozenset("长宽高深厚重")
_WHOLE = "全"
_OF_ORGANIZATION = ("公司", "集团", "厂", "大学", "学院", "医院", "中学", "银行")  # ends of names
_COMPLEMENTS = frozenset(
    "到了出得下入进给成为过起上有去回来掉走完好住开自"
)  # ends of verbs that take an object


def names_another_kind(statement: Statement, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether a word that the stored sentence lacks modifies one that it has."""
    missing = unexplained(statement, sentence)
    chars, quote = statement.reading.chars, quote_of(sentence.quote).chars
    near = sentence.context
    for word, head in _modifiers(statement, missing):
        text, modifier = chars[head.start : head.end], chars[word.start : word.end]
        if modifier in _SELECTING:
            return True
        if (
            filler_end(chars, head.end, statement.stated.start) == statement.stated.start
            and _names_measure(modifier, word.tag)
            and _is_beside(quote, text, amount)
        ):
            return True
        of_article = word.tag == _GEOGRAPHIC and modifier[:_SIZE] in sentence.article.pairs
        if of_article or not _may_modify(statement, word, text):
            continue
        if _is_modified(sentence.quote, text, chars, replaced=modifier in near):
            return True
    return measures_other_noun(statement, sentence, amount) or _names_other_place(
        statement, missing, f"{quote}\0{sentence.names}", near
    )


def _may_modify(statement: Statement, word: Word, head: str) -> bool:
    """Whether a word may be an attribute, or a part of a name."""
    chars = statement.reading.chars
    if chars[word.start] == _WHOLE and word.end - word.start == _SIZE:
        return False  # 全国, which `alignment_differences` compares
    first = word == statement.words[0] and word.end - word.start > 1
    named = first and chars[word.end - 1] not in _COMPLEMENTS
    return word.tag in _MODIFIERS or named or head.endswith(_OF_ORGANIZATION)


def measures_other_noun(statement: Statement, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether other nouns stand in front of both amounts: 利润700万元 for 产值700万元."""
    missing, quote = unexplained(statement, sentence), quote_of(sentence.quote).chars
    chars = statement.reading.chars
    extents = {_extent_before(chars, statement.stated), _extent_before(quote, amount)}
    if "" not in extents and len(extents) > 1:
        return True  # 坝长64米 for 坝高64米
    own = _noun_before(chars, statement.stated.start)
    other = _noun_before(quote, amount.start)
    if own is None or other is None or not is_missing(statement, own, missing):
        return False
    return quote[max(other.start, other.end - _SIZE) : other.end] not in chars


def replaces_word(statement: Statement, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether a statement has another word in the place of one in front of a stored amount.

    加工花生260吨 for 加工大豆260吨, 降雨量 for 降雪量; what is behind the word is equal.
    """
    chars, quote = statement.reading.chars, quote_of(sentence.quote).chars
    own, other = _last_apart(statement, amount, sentence.quote)
    if own is None or other is None:
        return False
    said, printed = chars[own.start : own.end], quote[other.start : other.end]
    if min(len(said), len(printed)) < _SIZE or {own.tag, other.tag} & _FUNCTIONS:
        return False
    if said in f"{sentence.text}\0{sentence.context}" or printed in chars:
        return False
    if chars[own.start - 1 : own.start] == quote[other.start - 1 : other.start]:
        return len(said) == len(printed) and _NOUN in {own.tag, other.tag}
    return {own.tag, other.tag} <= _THINGS and own.end < statement.stated.start


def _last_apart(statement: Statement, amount: Stated, text: str) -> tuple[Word | None, Word | None]:
    """The last words in front of two amounts that differ, each in its clause."""
    reading, quote = statement.reading, quote_of(text)
    first, at = reading.clause(statement.stated.start)[0], _front_end(reading, statement.stated)
    other_first, other = quote.clause(amount.start)[0], _front_end(quote, amount)
    while at > first and other > other_first and reading.chars[at - 1] == quote.chars[other - 1]:
        at, other = at - 1, other - 1
    if at <= first or other <= other_first:
        return None, None
    return _word_at(reading.chars, at - 1), _word_at(quote.chars, other - 1)


def _front_end(reading: Reading, amount: Stated) -> int:
    """Where the words in front of an amount end, without filler."""
    chars, first = reading.chars, reading.clause(amount.start)[0]
    starts = range(max(first, amount.start - _FILLED), amount.start)
    return next(
        (at for at in starts if filler_end(chars, at, amount.start) == amount.start), amount.start
    )


def _word_at(chars: str, unit: int) -> Word:
    return next(each for each in words_of(chars) if each.start <= unit < each.end)


def _extent_before(chars: str, amount: Stated) -> str:
    """The extent that an amount is said to be: 高 in 坝高64米; else empty."""
    before = chars[amount.start - 1] if amount.start else ""
    return before if before in _EXTENTS else ""


def _noun_before(chars: str, stop: int) -> Word | None:
    """The noun in front of an amount, if the word there is one; 主跨 in 主跨长380米."""
    of_extent = stop > 0 and chars[stop - 1] in _EXTENTS
    stop -= of_extent
    for word in reversed(words_of(chars)):
        if word.end <= stop and filler_end(chars, word.start, stop) < stop:
            beside = filler_end(chars, word.end, stop) == stop
            named = word.tag == _NOUN or (of_extent and word.end - word.start == _SIZE)
            return word if beside and named else None
    return None


def _modifiers(statement: Statement, missing: int) -> Iterator[tuple[Word, Word]]:
    """The pairs of words in the clause of a statement of which the first may modify the second.

    missing: the units that the stored sentence lacks; it lacks the first and has the second.
    """
    chars = statement.reading.chars
    first, last = statement.reading.clause(statement.stated.start)
    for word in statement.words:
        split = word.start + _SIZE
        if word.end - split >= _SIZE and (missing >> word.start) % 16 == 0b0011:  # 建筑面积
            yield Word(word.start, split, "n"), Word(split, word.end, "n")
    for word, head in pairwise(statement.words):
        if first <= word.start < last and filler_end(chars, word.end, head.start) == head.start:
            selects = chars[word.start : word.end] in _SELECTING
            absent = is_missing(statement, word, missing)
            present = not is_missing(statement, head, missing)
            if absent and present and (selects or head.tag in _MODIFIERS):
                yield word, head


def _names_other_place(statement: Statement, missing: int, text: str, near: str) -> bool:
    """Whether a statement names a place that a text has as another one: 青沙区 for 青沙市.

    missing: the units that the text lacks. near: what is said before.
    """
    start = statement.stated.start
    return any(
        missing >> found.end() - 1 & 1
        and found[0] not in near
        and (found.end() == start or found[0][:_SIZE] in text)
        for found in _PLACE.finditer(statement.reading.chars)
    )


def _names_measure(word: str, tag: str) -> bool:
    """Whether a word in front of what is measured tells which: 绝收 of 绝收面积."""
    return tag in _MODIFIERS or (tag == "v" and len(word) > 1 and word[-1] not in _COMPLEMENTS)


def _is_beside(quote: str, text: str, amount: Stated) -> bool:
    """Whether a stored amount has a text in front of it."""
    at = quote.rfind(text, 0, amount.start)
    return at >= 0 and filler_end(quote, at + len(text), amount.start) == amount.start


def _is_modified(quote: str, text: str, said: str, *, replaced: bool) -> bool:
    """Whether a stored sentence has a text, and nowhere with a word of the draft in front.

    replaced: whether it has to have another noun there.
    """
    chars = quote_of(quote).chars
    places = [at for at in all_places(quote).get(text[:2], ()) if chars.startswith(text, at)]
    before = [_words_by_end(quote).get(at) for at in places]
    if any(word and chars[word.start : word.end] in said for word in before):
        return False
    return bool(places) and (not replaced or all(w and w.tag in _MODIFIERS for w in before))


@lru_cache(maxsize=512)
def _words_by_end(quote: str) -> dict[int, Word]:
    """The words of a stored sentence by the unit behind them, if that is in the same run."""
    reading = quote_of(quote)
    runs = reading.words
    return {
        word.end: word
        for word in words_of(reading.chars)
        if word.end < len(runs) and runs[word.start] == runs[word.end]
    }
