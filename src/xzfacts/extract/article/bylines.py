"""Who wrote an article, for whom and when, as newspapers print it.

Nothing here knows a paper or a person: only the words that stand around names.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date as day
from typing import NamedTuple

from xzfacts.language.surnames import looks_like_person
from xzfacts.text.lazy_pattern import lazy_pattern

_PRESS = (
    "报社 报 通讯社 新闻社 社 网 电视台 广播电台 台 周刊 杂志 新闻 客户端 在线 融媒体中心 融媒 "
    "传媒 频道"
).split()
_OURS = frozenset("本报 本刊 本网 本台 本社 本站 我报 我网".split())
_HAN = "[一-鿿]"
_PAPER = rf"{_HAN}{{1,12}}?(?:{'|'.join(_PRESS)})"
# Read in one way only, so that no repetition of them is tried in several.
_RANKS = "全媒体|融媒体|首席|特派|特约|见习|实习(?!生)|资深"
_RANK = f"(?:{_RANKS}|驻{_HAN}(?:(?!{_RANKS}|驻|记者|通讯员|评论员|实习生){_HAN}){{0,3}})*+"
_WRITER = rf"(?:(?P<press>{_PAPER}|本[报刊网台社站]))?{_RANK}(?:记者|通讯员|评论员|实习生)"

# What begins the text of a message: 新快报讯, 新华社北京5月7日电, 本报5月7日讯.
_DISPATCH = lazy_pattern(
    rf"[【\[]?(?P<press>本[报刊网台社站]|{_PAPER})(?:{_HAN}{{0,8}}?)"
    r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?:专?电|消息|讯)(?![员息录问号])[】\]]?\s*"
)
_REPORTED = "报+道"  # the doubled one is a common misprint
_CREDITS = lazy_pattern(
    rf"[（(](?P<bracketed>[^（）()。]{{0,12}}(?:记者|通讯员|实习生|评论员)[^（）()。]{{0,80}})[）)]\s*"
    rf"|(?P<plain>{_WRITER.replace('?P<press>', '?:')}[^，,。！？；;\n]{{1,60}}?"
    rf"(?:(?:摄影|图文|综合|联合)?{_REPORTED}|采写|文/图|图/文))(?:[:：]\s*|\s+|(?=近日))"
)

_LABELS = lazy_pattern(
    r"(?:文章)?(?:来源|稿源)|发布(?:时间|日期)|发表(?:时间|日期)|日期|时间|作者|撰稿|责任编辑|责编|编辑|校对|"
    r"审核|审校|美编|监制|值班主任|编审|终审|版次"
)
_LABELLED = lazy_pattern(rf"(?:{_LABELS.pattern})\s*[:：]|(?:责任编辑|责编)\s")
_DATE = lazy_pattern(
    r"(?<!\d)(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?:\s*日|(?!\d))"
)
_CLOCK = lazy_pattern(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_WEEKDAY = lazy_pattern("(?:星期|周|礼拜)[一二三四五六日天]")
_PAGE = lazy_pattern(
    r"(?:第?\s*(?P<page>[A-Za-z]?\d{1,3})\s*版|版次\s*[:：]\s*(?P<labelled>[A-Za-z]?\d{1,3}))"
)
_SOURCE = lazy_pattern(r"(?:来源|稿源)\s*[:：]\s*(?P<press>[^\s:：，,。;；|｜（()）]{2,20})")
_BARE_PRESS = lazy_pattern(rf"{_PAPER}")

_MARKS = "■□●○◎◆◇▲△▼▽★☆◀▶►◄※"
_MARKED = lazy_pattern(rf"^[{_MARKS}\s]+")
_BOTH = lazy_pattern(r"(?:文|采写)\s*[/／]\s*(?:图|片|摄影?|视频)|(?:图|摄影?)\s*[/／]\s*文")
_APART = lazy_pattern(r"[\s、，,;；:：|｜/／&＆（）()【】\[\]]+")
_LISTED = lazy_pattern("[、，,；;]")
_WRITERS = lazy_pattern(rf"采写|撰文|文字|作者|撰稿|文图|图文|{_WRITER}|文(?=$|{_HAN}{{2,4}}$)")
_OTHERS = lazy_pattern(
    "责任编辑|责编|编辑|校对|审核|审校|美编|监制|值班主任|编审|终审|摄影|供图|制图|漫画|视频|"
    "图片|来源|稿源|整理|策划|统筹|剪辑|摄|图|(?:发布|发表)?(?:时间|日期)|版次|阅读|浏览|点击|字号|"
    "分享|打印|评论|次数"
)
_TAIL = lazy_pattern(rf"(?:摄影|图文|综合|联合|整理)?{_REPORTED}(?=$|\W)")
_PHOTO_TAIL = lazy_pattern("(?<=.)(?:摄影?|供图)$")
_HAN_CHARACTER = lazy_pattern(_HAN)
_NAME = lazy_pattern(rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:·{_HAN}{{1,8}})+")
_NO_NAME = lazy_pattern(
    "(?:[局委部办院校厅处科室站馆队社报网台会司厂县市区镇乡村]|中心|集团|近日|日前|昨日|今天)$"
)
_BRACKETS = "（(）)"
_MOST = 120  # characters of a byline
_MOST_WORDS = 16
_MOST_AUTHORS = 24  # of an article


class Credits(NamedTuple):
    """What a line or the beginning of a text says of its origin; None where it does not."""

    authors: tuple[str, ...] = ()
    publication: str | None = None
    published: str | None = None
    page: str | None = None

    def with_(self, other: "Credits") -> "Credits":
        """This, completed by what the other says."""
        return Credits(
            tuple(dict.fromkeys((*self.authors, *other.authors)))[:_MOST_AUTHORS],
            self.publication or other.publication,
            self.published or other.published,
            self.page or other.page,
        )


class _Named(NamedTuple):
    """The words of a byline. sure: whether it can be nothing but a byline."""

    authors: tuple[str, ...]
    press: str | None
    sure: bool


def dispatch(text: str) -> tuple[int, Credits] | None:
    """How far the opening of a message reaches (`本报讯（记者 张三）`), and what it says."""
    opening = _DISPATCH.match(text)
    at = opening.end() if opening else 0
    said = Credits()
    if opening:
        date = _DATE.match(opening["date"] or "")
        said = Credits((), _publication(opening["press"]), date and _iso(date))
    named = _CREDITS.match(text, at)
    if named:
        who = _named(named["bracketed"] or named["plain"])
        said = said.with_(Credits(who.authors, who.press))
        at = named.end()
    return (at, said) if at else None


def closing(text: str) -> Credits | None:
    """What brackets that end an article say: `（记者 张三 通讯员 李四）`, `（张三 李四）`."""
    found = _CREDITS.fullmatch(text)
    if found and found["bracketed"]:
        who = _named(found["bracketed"])
        return Credits(who.authors, who.press)
    if text[:1] in _BRACKETS and text[-1:] in _BRACKETS:
        words = _words(text)
        if words and all(map(looks_like_person, words)):
            return Credits(tuple(words))
    return None


def byline(line: str) -> Credits | None:
    """What a line says that says nothing else: `■采写：本报记者 张三`, `来源：… 2024-05-17`."""
    bare = line.lstrip(_MARKS).strip().strip("（）()【】[]")
    if not bare or len(bare) > _MOST or "。" in bare:
        return None
    source, date, page = _SOURCE.search(bare), _DATE.search(bare), _PAGE.search(bare)
    said = Credits(
        (),
        _publication(source["press"]) if source else None,
        date and _iso(date),
        page and (page["page"] or page["labelled"]),
    )
    rest = bare
    for pattern in (_SOURCE, _DATE, _CLOCK, _WEEKDAY, _PAGE):
        rest = pattern.sub(" ", rest)
    if _LABELLED.search(bare):
        who = _named(rest)
        return said.with_(Credits(who.authors, who.press))
    if date or page:
        return _dated(said, [word for word in _APART.split(rest) if word])
    signed = closing(line)
    if signed:
        return signed
    who = _named(bare)
    glued = _GLUED.fullmatch(line)
    if not who.sure or (glued and not looks_like_person(glued["name"])):
        return None
    return Credits(who.authors, who.press)


def _dated(said: Credits, words: Sequence[str]) -> Credits | None:
    """A line with a date or a page, the publication and the writers: `渡口晚报 … 记者 张三`."""
    press = [word for word in words if _BARE_PRESS.fullmatch(word)]
    if len(press) == len(words):
        return said.with_(Credits((), words[0] if words else None))
    who = _named(" ".join(words))
    if not (who.sure and any(map(looks_like_person, who.authors))):
        return None
    return said.with_(Credits(who.authors, who.press or (press[0] if press else None)))


def writers(bylines: Iterable[str]) -> Credits:
    """What bylines say that stand where nothing but writers does: `本报记者 张三 李四`.

    Names that are not Chinese are left whole: Jane Doe.
    """
    said = Credits()
    for part in (part for line in bylines for part in _LISTED.split(line)):
        who = _named(part)
        rest = _WRITERS.sub("", part, count=1).strip()
        left = (rest,) if rest and not who.sure else ()
        said = said.with_(Credits(who.authors or left, who.press))
    return said


def is_photo_credit(line: str) -> bool:
    """Whether a line tells of a picture: it ends in 摄, 供图 or the like."""
    return re.search(r"(?:摄|摄影|供图|资料图片?|制图|绘图)[）)]?$", line) is not None


def day_in(text: str) -> str | None:
    """The first day that a text names, as the store writes it: 2024-05-17."""
    found = _DATE.search(text)
    return _iso(found) if found else None


def mark_of(line: str) -> int:
    """How many signs and spaces, such as newspapers put before captions, begin the line."""
    return len(line) - len(_MARKED.sub("", line))


# With nothing between, 记者走基层 is a heading.
_GLUED = lazy_pattern(rf"(?:{_PAPER})?(?:记者|通讯员)(?P<name>{_HAN}+)")


def _named(text: str) -> _Named:
    """Who wrote, by the words around the names, in the order in which they stand."""
    words = _words(text)
    names: list[str] = []
    group = 0  # where in `names` the last part begins: 王五 摄 takes its own names back
    press: str | None = None
    writing, told, sure = True, 0, len(words) <= _MOST_WORDS
    for at, word in enumerate(words):
        if _TAIL.fullmatch(word):
            told += 1
            continue
        rest = word
        part = _WRITERS.match(rest)
        other = None if part else _OTHERS.match(rest)
        if part:
            told += 1
            press = press or _publication(part.groupdict().get("press"))
            writing, group, rest = True, len(names), rest[part.end() :]
        elif other:
            told += 1
            rest = rest[other.end() :]
            if not rest and not _is_name(words[at + 1 : at + 2]):
                del names[group:]  # its names stood before it
            else:
                writing, group = False, len(names)
        if _PHOTO_TAIL.search(rest) and not _NAME.fullmatch(rest):
            del names[group:]
            rest = ""
        elif rest and _is_name([rest]):
            if writing:
                names.append(rest)
        elif rest and not _NO_NAME.search(rest):
            sure = False
    return _Named(tuple(dict.fromkeys(names)), press, sure and told > 0)


def _words(text: str) -> list[str]:
    """The words of a byline; a name that is spread (张 三) is one."""
    words: list[str] = []
    half = False
    for word in _APART.split(_TAIL.sub(r" \g<0> ", _BOTH.sub("文图 ", text))):
        single = _HAN_CHARACTER.fullmatch(word) is not None and word not in {"文", "图", "摄"}
        if half and single:
            words[-1] += word
        elif word:
            words.append(word)
        half = single and not half
    return words


def _is_name(words: list[str]) -> bool:
    return bool(words) and _NAME.fullmatch(words[0]) is not None and not _NO_NAME.search(words[0])


def _publication(name: str | None) -> str | None:
    """The publication of that name; None where it only calls itself ours."""
    return None if name is None or name in _OURS or name in _PRESS else name


def _iso(date: re.Match[str]) -> str | None:
    try:
        return day(*map(int, date.groups())).isoformat()
    except ValueError:
        return None
