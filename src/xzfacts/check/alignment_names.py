"""Names in a statement against those of the stored amount that it is aligned with."""

from collections.abc import Iterator

from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import quote_of
from xzfacts.text.lazy_pattern import lazy_pattern

PART_ENDS = frozenset("段期区部厂楼馆院队组层")
HEAD = 2  # units of content at the start, which name the subject
_LATIN = lazy_pattern("[a-z]{2,}")
# The name of an organisation at the start of a clause, to the end of its class word.
_ORGANIZATION = lazy_pattern(
    "[一-鿿a-z0-9]{1,12}?(?:公司|集团|[大中小]学|学院|医院|幼儿园|银行|[东西南北]站|机场|林场|农场|工厂"
    "|合作社|图书馆|博物馆|体育馆|大桥|隧道|水库|社区|街道|公园|景区)"
)
_CLASS = 2  # characters of a class word
_WHOLE = 4  # least length of the name of a whole


def names_another(name: str, chars: str, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether a name in a statement is not that of the amount.

    It is neither in the sentence nor carried over to it, or in a later clause.
    chars: the statement.
    """
    quote = quote_of(sentence.quote)
    if name in quote.chars or name in sentence.names or name in sentence.title:
        return quote.chars.find(name) >= quote.clause(amount.start)[1]
    if name not in sentence.before and not sentence.article.is_about(name):
        return True
    names = [each for each in sentence.names_at(amount) if each in quote.chars]
    return bool(names) and not any(each in chars for each in names)


def names_other_holder(chars: str, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether a statement names the subject of another fact of the sentence, and not that of this.

    Both have to be named in the sentence.
    """
    quote = quote_of(sentence.quote).chars
    own = [each for each in sentence.names_at(amount) if each in quote]
    if not own or any(each in chars for each in own):
        return False
    return any(each in quote and each in chars for names in sentence.holders for each in names)


def names_whole(chars: str, sentence: StoredSentence) -> bool:
    """Whether a statement names the whole of a named part: 3号线 of 3号线东延段."""
    for name in sentence.names.split("\0"):
        if name[-1:] in PART_ENDS and name not in chars:
            size = max((n for n in range(_WHOLE, len(name)) if name[:n] in chars), default=0)
            if size:
                return True
    return False


def names_other_latin(chars: str, sentence: StoredSentence, amount: Stated) -> bool:
    """Whether a statement has a Latin word that the sentence has only behind the amount."""
    quote = quote_of(sentence.quote)
    front = quote.chars[: quote.clause(amount.start)[1]]
    beside = f"{front}\0{sentence.names}\0{sentence.title}"
    return any(each[0] not in beside for each in _LATIN.finditer(chars))


def names_holder(chars: str, stated: Stated, sentence: StoredSentence) -> bool:
    """Whether a statement begins with a name, or not with words amid a phrase of the sentence.

    投资2亿元 leaves out who invests.
    """
    quote = quote_of(sentence.quote)
    start = filler_end(chars)
    head = chars[start : start + HEAD]
    excerpt = stated.start - start >= HEAD and chars[start : stated.start] in quote.chars
    if not excerpt or head in sentence.names or head in sentence.title:
        return True
    begins = [at for at in range(len(quote.chars)) if quote.chars.startswith(head, at)]
    return any(
        quote.chars[at - 1 : at] == "的" or filler_end(quote.chars, quote.clause(at)[0], at) >= at
        for at in begins
    )


def names_other_organization(chars: str, sentence: StoredSentence) -> bool:
    """Whether a statement begins with another organisation of a class than the sentence names.

    西棠中学 for 东棠中学; a shorter or longer form of one name is not another: 县医院, 溪县医院.
    """
    found = _ORGANIZATION.match(chars, filler_end(chars))
    if found is None:
        return False
    name = found[0]
    text = f"{sentence.text}\0{sentence.context}"
    forms = [text[max(end - len(name) - _WHOLE, 0) : end] for end in _ends_of(text, name[-_CLASS:])]
    return bool(forms) and not any(_is_form_of(name, each) for each in forms)


def _ends_of(text: str, word: str) -> Iterator[int]:
    """Yield where a word ends in a text."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)


def _is_form_of(name: str, text: str) -> bool:
    """Whether a text ends with a name, a longer form of it, or one that only begins otherwise."""
    at = len(text)
    for char in reversed(name):
        at = text.rfind(char, 0, at)
        if at < 0:
            return text.endswith(name[-2 * _CLASS :])
    return True
