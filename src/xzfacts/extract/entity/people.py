"""Persons by their posts: 县委组织部人才中心主任何丽燕, 总经理曾昭亮, 村民李大山."""

from collections.abc import Iterator
from typing import NamedTuple

from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.language.job_titles import NOT_NOW, POST
from xzfacts.language.surnames import dashed_names, surname_of
from xzfacts.text.lazy_pattern import lazy_pattern

# What words for persons end in: 棋手, 陶艺师, 椒农.
_ROLE_ENDS = "者员家师手士长生民工人将秀卫锋友匠客警农户夫妇妻子儿女星帅官练授播演犯军援亲板监机"
_ROLE = lazy_pattern(f"(?:(?<=[一-鿿])[{_ROLE_ENDS}]|[业店车摊]主|核心|外援)(?=[一-鿿])")
_TITLED = lazy_pattern(
    "(?:某某|某|先生|女士|小姐|同学|老师|师傅|大爷|大妈|阿姨|阿[婆公伯妹嫂]|[二三四五六七八九十大][叔伯哥婶嫂]|奶奶|爷爷|大叔|大娘|大婶|婆婆|老汉)"
)
_SPEAKS = lazy_pattern(
    "介绍|表示|说|称|指出|强调|透露|告诉|认为|坦言|提醒|建议|回忆|感慨|解释|分析|宣布|呼吁|"
    "讲话|在|向|对|与|和|为|从|率|带|"
    "等|的|是|将|及|参加|出席|到|主持|致辞|致|代表|获|以|把|也|已|曾|前往|走|来|去|同|给|接|一|"
    "当|便|又|被|用|现|正|还|自|年|今|"
    "种|养|租|买|卖|购|承包|流转|赚|挣|花|雇|投|于|因|就|则|近|并|拿|看|成|创|靠|有|担任|做|开|回|上|下|负责|点|摄|报道|拟|共|累计|质押|减持|增持|解除|所持|家|仅|患|攻|凭|跳|投|跑|夺"
)
# What a given name may end in as well where somebody speaks behind it: 李守正介绍.
_GIVEN_END = frozenset("正开成有用和年家自来近带养点接")
_SPEECH = lazy_pattern(
    "介绍|表示|指出|强调|透露|告诉|认为|坦言|提醒|建议|回忆|解释|分析|宣布|呼吁|通报|出席|主持|参加|致辞|讲话|带队|率队|调研|会见|回应|补充"
    "|[说称](?=[,，:：。“])"
)
_ENDS = lazy_pattern(r"[，,;；:：。！？!?（）()【】\[\]…—\n、“”\"《》\s■|/]|$")
# 韩某, 韩某某: whom courts and police leave without a name.
_SOMEBODY = lazy_pattern(
    "(?<!某)[一-鿿]某(?:某(?!某)|[一-鿿](?=[,，、。(（]))?(?![些个种项月日天地处校])"
)
_NO_GIVEN = frozenset("说称等的是将把被以一")
_NUMERAL = lazy_pattern("[0-9一二三四五六七八九十第最首]")
_HAN = lazy_pattern("[一-鿿]+")
_LONGEST_WORD = 5
_REACH = 30  # characters before a post in which its organisation stands


class Person(NamedTuple):
    """chars[start:end] is a person's name; posts: where each post that stands before it does."""

    start: int
    end: int
    posts: tuple[tuple[int, int], ...]


def find_people(line: Line) -> tuple[Person, ...]:
    """The persons in a sentence that their post or role tells, left to right."""
    found: dict[int, Person] = {}
    chars = line.chars
    for post in POST.finditer(chars):
        before = chars[max(post.start() - 2, 0) : post.start()]
        if post[0] in {"记者", "通讯员"} or NOT_NOW.search(before):
            continue
        end = name_end(chars, post.end(), line)
        if end:
            found[post.end()] = Person(post.end(), end, _posts(line, post.start(), post.end()))
    for start in _behind_roles(line):
        end = _named(line, start)
        if end and chars[end : end + 1] != "·" and start not in found:
            found[start] = Person(start, end, _listed_posts(line, start))
    for start, end in dashed_names(chars):
        found.setdefault(start, Person(start, end, ()))
    for some in _SOMEBODY.finditer(chars):
        if surname_of(some[0]) and not any(p.start <= some.start() < p.end for p in found.values()):
            found[some.start()] = Person(some.start(), some.end(), ())
    return tuple(found[start] for start in sorted(found))


def _behind_roles(line: Line) -> Iterator[int]:
    """Where words for persons end, such as 棋手 and 椒农, but not 再生."""
    for role in _ROLE.finditer(line.chars):
        word = next((w for w in words(line.chars) if w.end == role.end()), None)
        if word and (word.end - word.start > 1 or word.tag in "ngx"):
            yield role.end()


def _named(line: Line, start: int) -> int:
    """Where a name ends that begins behind a word for persons, or 0."""
    own = [w for w in words(line.chars) if start <= w.start < start + _LONGEST_WORD]
    if not own or own[0].start > start:
        return 0
    first = own[0]
    size = first.end - start
    if size > 1 and first.tag not in "hgx" and len(surname_of(line.chars[start:])) < size:
        return 0  # 学生成绩
    if first.tag in "pcud":
        return 0  # 员工于3月
    end = (
        _by_words(line, start, 2) or name_end(line.chars, start, line) or _by_words(line, start, 1)
    )
    given = [w for w in own[1:] if w.end == end and not _TITLED.match(line.chars, w.start)]
    if any(
        w.tag in "pcu"
        or (w.tag == "d" and w.end - w.start > 1)
        or line.chars[w.start : w.end] in lexicon().terms
        for w in given
    ):
        return 0  # 老人应尽早
    return end


def _by_words(line: Line, start: int, given: int) -> int:
    """Where a surname ends with so many characters that begin no other word; 0 if none does."""
    chars = line.chars
    surname = len(surname_of(chars[start : start + 2]))
    end = start + surname + given
    own = [w for w in words(chars) if start <= w.start <= end]
    name = [w for w in own if w.start < end]
    if not surname or _TITLED.match(chars, start + surname) or name[-1].end != end:
        return 0
    behind = own[len(name)] if len(own) > len(name) else None
    long = behind is None or behind.end - behind.start > 1 or not chars[behind.start].isalpha()
    last = name[-1]
    single = last.end - last.start == 1
    if (
        last.tag in "pcud"
        or (single and chars[last.start] in _NO_GIVEN)
        or (single and last.tag == "v" and not long)
    ):
        return 0
    plain = _HAN.fullmatch(chars, start, end) and (len(name) > 1 or last.tag == "h")
    return end if plain and (long or (behind and behind.tag not in "ngxhabq")) else 0


def name_end(chars: str, start: int, line: Line) -> int:
    """Where the person's name that begins here ends; 0 where none does.

    What follows tells: a mark, or a word that persons do something with.
    """
    surname = surname_of(chars[start : start + 2])
    if not surname:
        return 0
    given = start + len(surname)
    titled = _TITLED.match(chars, given)
    if titled:
        return titled.end()
    for end in (given + 2, given + 1):
        name = chars[given:end]
        if len(name) == end - given and all("一" <= char <= "鿿" for char in name):
            plain = len(surname) > 1 or not _SPEAKS.match(name[-1:])
            plain = plain or (name[-1] in _GIVEN_END and _SPEECH.match(chars, end) is not None)
            acts = plain and (_SPEAKS.match(chars, end) or _followed(line, end))
            said = name[-1] in "说称" and len(name) > 1  # 主任李山说,
            counts = plain and end == given + 2 and _NUMERAL.match(chars, end)
            if acts or counts or (_ENDS.match(chars, end) and not said):
                return end
    return 0


def _followed(line: Line, end: int) -> bool:
    """Whether a word that no name reaches across begins here."""
    return any(t.start == end and t.cuts for t in line.between(end, end + _LONGEST_WORD))


def _posts(line: Line, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The post from its organisation on, and those listed before it, parted by 、."""
    chars = line.chars
    posts: list[tuple[int, int]] = []
    while True:
        floor = _floor(line, start)
        posts.append((floor, end))
        if floor == 0 or chars[floor - 1] not in "、兼":
            break
        before = [
            post.span()
            for post in POST.finditer(chars, max(floor - _REACH, 0), floor - 1)
            if post.end() == floor - 1
        ]
        if not before:
            break
        start, end = before[-1]
    return tuple(reversed(posts))


def _listed_posts(line: Line, role: int) -> tuple[tuple[int, int], ...]:
    """The posts listed before a word for a person that ends here: 副馆长、一级演员."""
    floor = _floor(line, role)
    if not floor or line.chars[floor - 1] != "、":
        return ()
    found = POST.finditer(line.chars, max(floor - _REACH, 0), floor - 1)
    before = [post.span() for post in found if post.end() == floor - 1]
    return _posts(line, *before[-1]) if before else ()


def _floor(line: Line, start: int) -> int:
    """Where what stands before a post begins: behind the last mark or cutting word."""
    floor = max(start - _REACH, 0)
    for found in _ENDS.finditer(line.chars, floor, start):
        if found.end() > found.start():
            floor = found.end()
    for token in line.between(floor, start):
        if token.cuts:
            floor = token.end
    return floor
