"""Whether a question asks for another time than the one that a sentence or its article is about."""

from re import Pattern

from xzfacts.text.lazy_pattern import lazy_pattern

_FESTIVAL = lazy_pattern("元旦|春节|元宵|清明|五一|端午|中秋|国庆")
# Times of one kind each: an article that names some, and not the one asked for, is about those.
_KINDS = (
    lazy_pattern("([上下])半年|(?:第|(?<![0-9]))([一二三四1-4])季度"),
    _FESTIVAL,
    lazy_pattern("[去今明]年|前年(?!产)"),
    lazy_pattern("(?<![0-9])[0-9]{1,2}(?=[日号])"),
)
_ALIKE = str.maketrans("1234天", "一二三四日", "第度个")
_YEAR = lazy_pattern("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_RELATIVE_YEAR = lazy_pattern("[去前上今本当]年|上一年")
_SHORT = lazy_pattern("去年|前年(?!产)|昨[天日]|上周|上个?月")
_COMPARED = lazy_pattern("[比较](?:[去前上]一?年|上个?[月周]|昨[天日]|年初)|[去上]年同期")
_NOW = lazy_pattern("目前|现有|如今")
_WHOLE_YEAR = lazy_pattern("(?:19|20)[0-9]{2}年度?(?![0-9一二三四上下前第]|以)")
_SIDE = lazy_pattern("(节|年|假期|[赛会战灾震投上改])(?:之|以)?([前后])")
_SINCE = lazy_pattern("[现今比较]|目前")  # behind 节前: what follows is of another time


def names_time(text: str) -> bool:
    """Whether a question names a time that can be compared."""
    return any(each.search(text) for each in (*_KINDS, _SHORT, _YEAR, _SIDE))


def is_other_time(text: str, quote: str, value: str, article: str) -> bool:
    """Whether a question asks for another time.

    text: the question. quote: the sentence that states the value.
    article: the sentences of its article. Compact characters.
    """
    text = _COMPARED.sub("", text)
    for kind in _KINDS:
        asked = _times(kind, text) - {"今年"}
        known = _times(kind, article) if asked else set()
        if asked and kind is _FESTIVAL:
            known = _times(kind, quote) or known
        if known and asked.isdisjoint(known):
            return True
    if _KINDS[0].search(text) and _WHOLE_YEAR.search(quote) and not _KINDS[0].search(article):
        return True
    short = _SHORT.search(text)
    if short and short[0] not in article and not _YEAR.search(article):
        return True
    if short and short[0] not in quote and _NOW.search(quote):
        return True
    return _is_other_year(text, quote, article) or _is_other_side(text, quote, value)


def _times(kind: Pattern[str], text: str) -> set[str]:
    return {found[0].translate(_ALIKE) for found in kind.finditer(text)}


def _is_other_year(text: str, quote: str, article: str) -> bool:
    asked = set(_YEAR.findall(text))
    own = set(_YEAR.findall(quote)) if asked else set()
    if own and asked.isdisjoint(own) and not _RELATIVE_YEAR.search(quote):
        return True
    known = set(_YEAR.findall(article)) if asked else set()
    if any(year in article for year in asked):
        return False
    return bool(known) and asked.isdisjoint(known) and not _RELATIVE_YEAR.search(quote)


def _is_other_side(text: str, quote: str, value: str) -> bool:
    """Whether a question asks for what was 节后, and the sentence tells what was 节前."""
    asked = {found[1]: found[2] for found in _SIDE.finditer(text)}
    before = quote.partition(value)[0] if asked else ""
    last = {found[1]: found for found in _SIDE.finditer(before)}
    return any(
        word in last and last[word][2] != side and not _SINCE.search(before, last[word].end())
        for word, side in asked.items()
    )
