"""Whom each clause of an article is about.

A clause is about the first name in it that is neither behind a preposition nor the object of
its verb; a clause without one is about what the one before it was about. What a clause makes,
founds or brings in is what the next ones are about. 该公司, 全县, 学校 stand for the last name
of their kind.
"""

import re
from typing import NamedTuple

from xzfacts.extract.entities import Entity
from xzfacts.extract.places import places
from xzfacts.extract.scan import Line
from xzfacts.extract.subjects import Mention, Subjects

_BEHIND = re.compile(
    "(?:在|于|向|为|对|与|和|及|同|从|由|被|受|据|给|比|占|至|到|往|经|因|随|跟|将|把|以|让|使|"
    "靠|围绕|截至|截止|位于|坐落于|地处|来自|"
    "前往|赴|走进|来到|毕业于|联合|携手|面向|针对|按照|根据|通过|依托|利用|送往|送至|销往|远销|"
    "途经|连接|用于|用于支持|支持|助力|"
    "帮助|推动|关注|辐射|覆盖|参加|参加过|出席|加入|签约|配合|邀请|组织|动员|吸引|当选|担任|任|"
    "是|成为|在全|获|获得|荣获|入选|"
    "捐赠给|捐给|捐赠|支援|对接|委托|隶属|隶属于|属于)(?:了|过)?(?:“)?$"
)
_MADE = re.compile(
    "(?:引进|成立|创办|创立|开办|新建|改建|扩建|建成|建立|投建|打造|举办|举行|建设|修建|组建|"
    "启动|推出|实施|用于|用于支持)"
    "(?:了|起)?(?:[一首两]?[家个座所条场届次项])?(?:“)?$"
)
_SPEECH = re.compile(
    "(?:介绍|表示|说|称|指出|强调|透露|告诉记者|告诉|认为|坦言|解释|分析|通报|宣布|讲话)(?:说|"
    "道|称|到|,|:)?$"
)
# Words that point to a name that ends in them.
_OWN = (
    "院区 局 分局 基地 工程 大会 博览会 论坛 文化节 协会 中心 社区 "
    "小区 市 省 州 镇 乡 村 街道 馆 机场 站 队"
)
# What points to a name, and how the name ends that it points to (or its kind).
_HEADS = {
    head: ends
    for ends, heads in (
        ("company", "公司 企业 集团"),
        ("合作社", "合作社"),
        ("学|校|幼儿园", "学校 校"),
        ("医院|卫生院", "医院"),
        ("院|院区", "院"),
        ("园|园区|区", "园区"),
        ("景区|古镇|古城|公园", "景区"),
        ("项目|工程", "项目"),
        ("培训|班", "培训"),
        ("班", "培训班"),
        ("event", "活动"),
        ("会|展", "展会"),
        ("赛|马拉松", "赛事 比赛 大赛"),
        ("厂", "工厂 厂"),
        ("银行|行", "银行"),
        ("县|自治县", "县"),
        ("区|开发区", "区"),
        ("桥", "大桥"),
        ("线", "线路"),
        ("局|警方", "警方"),
        *((word, word) for word in _OWN.split()),
    )
    for head in heads.split()
}
_WORDS = "|".join(sorted(_HEADS, key=len, reverse=True))
_POINTING = re.compile(
    f"(?:该|本(?=[次届公学医校院局县市区镇村])|此次?|这[家个所座条项次]|本次|本届|上述|全(?=[县市区省州镇乡村校院])|我(?=[县市区省州镇乡村校院]))({_WORDS})"
)
_BARE = re.compile(
    "(公司|集团|企业|学校|医院|工程|景区|园区|基地|合作社|活动|大会|展会|培训|小区|社区|村|镇|"
    "县|市|工厂|该局)"
    "(?!户|民|里的|资金|名|规模|项目|系|代表|主义|政府|委|长|场|值|(?<=培训)[人干学教师])"
)
_LEAD = re.compile(
    "^(?:目前|当前|如今|近日|日前|据悉|据了解|此外|同时|其中|今年以来|今年|去年|现在|昨日|昨天|"
    "今天|截至目前|截至|截止|此前|未来|近年来|"
    "报告期内|期间|“|”|‘|[0-9年月日]+)*"
)
_SHORT_PLACE = 2
_REACH = 30  # characters before a name that tell its part in the clause
_FRAME = re.compile("^(?:自|截至|截止)|(?:以来|之际|期间|之后|后|时|之前|前夕|下|中|[年月日])$")
_INVESTED = re.compile("(?:投资|投入|耗资|斥资|出资)[^,，]{0,14}$")


class Focus(NamedTuple):
    """What a stretch is about, and how it was told: a key of `confidence.SUBJECT`."""

    entity: Entity
    how: str


class Focused(NamedTuple):
    """A line, its mentions, and for each clause what amounts in it are about."""

    line: Line
    mentions: tuple[Mention, ...]
    clauses: tuple[Focus, ...]
    made: tuple[tuple[int, Entity], ...]
    pointers: tuple[tuple[int, int], ...]

    def taken(self) -> tuple[tuple[int, int], ...]:
        """Where names stand, and words that point to them; 2 characters may be part of a noun."""
        named = [
            (m.start, m.end)
            for m in self.mentions
            if m.entity.kind != "place" or m.end - m.start > _SHORT_PLACE
        ]
        return tuple(sorted((*named, *self.pointers)))

    def at(self, position: int) -> Focus:
        """What the amount at the position is about."""
        number = self.line.clause_at(position)
        focus = self.clauses[number]
        start = self.line.clauses[number][0]
        if focus.how not in {"full", "short", "known"} and _INVESTED.search(
            self.line.chars, max(start, position - _REACH), position
        ):
            # 投资3100万元,在城南建设了孵化基地: the amount goes to what is built with it.
            for at, entity in self.made:
                if at > position:
                    return Focus(entity, "made")
        return focus


def follow(lines: tuple[Line, ...], subjects: Subjects, title: str) -> list[Focused]:
    """Go through the sentences and tell whom each clause is about.

    title: what all is about in an article that names nobody.
    """
    reader = _Follower(subjects, lines, title)
    return [reader.line(line) for line in lines]


class _Follower:
    def __init__(self, subjects: Subjects, lines: tuple[Line, ...], title: str) -> None:
        self._subjects = subjects
        self._mentions = {id(line): subjects.mentions(line) for line in lines}
        self._recent: list[Entity] = []
        self._topic: Entity | None = None
        self._paragraph = -1
        named = self._most_named(lines)
        self._main = named or subjects.titled(title)
        self._least = "article" if named else "title"

    def _most_named(self, lines: tuple[Line, ...]) -> Entity | None:
        """What the article is mainly about: what its title names, or what is named most."""
        counts: dict[str, int] = {}
        entities: dict[str, Entity] = {}
        for line in lines:
            for mention in self._mentions[id(line)]:
                if mention.entity.kind != "person":
                    entities[mention.entity.name] = mention.entity
                    weight = 3 if line.quote.role == "title" else 1
                    counts[mention.entity.name] = counts.get(mention.entity.name, 0) + weight
        return entities[max(counts, key=counts.__getitem__)] if counts else None

    def line(self, line: Line) -> Focused:
        mentions = self._mentions[id(line)]
        if line.quote.paragraph != self._paragraph:
            self._paragraph = line.quote.paragraph
            if line.quote.role != "body":
                self._topic = None
        inherited = "sentence" if self._topic else self._least
        current = self._topic or self._main
        found: list[Focus] = []
        made: list[tuple[int, Entity]] = []
        self._pointers: list[tuple[int, int]] = []
        for start, end in line.clauses:
            inside = [m for m in mentions if start <= m.start < end]
            subject = self._subject(line, start, end, inside)
            if subject is not None:
                current, how = subject.entity, subject.how
                inherited = "clause"
            else:
                how = inherited
            found.append(Focus(current, how))
            new = [
                m for m in inside if _MADE.search(line.chars, max(start, m.start - _REACH), m.start)
            ]
            made += [(mention.start, mention.entity) for mention in new]
            if inside and len(new) == 1 and inside[-1] is new[0] and new[0].entity.kind != "place":
                current, inherited = new[0].entity, "clause"
            for mention in inside:
                self._remember(mention.entity, line.chars[mention.start : mention.end])
        self._frames(line, found)
        named = any(focus.how != self._least for focus in found) or made
        if named and (line.quote.role == "body" or self._topic is None):
            self._topic = current
        return Focused(line, mentions, tuple(found), tuple(made), tuple(self._pointers))

    def _frames(self, line: Line, found: list[Focus]) -> None:
        """A clause that only says when is about what the next one is about."""
        own = {"full", "short", "known", "pointed"}
        for number in range(len(found) - 2, -1, -1):
            start, end = line.clauses[number]
            frame = _FRAME.search(line.chars[start:end])
            if found[number].how not in own and found[number + 1].how in own and frame:
                found[number] = Focus(found[number + 1].entity, "clause")

    def _remember(self, entity: Entity, text: str) -> None:
        self._recent.append(entity)
        chain = places(text, ()) if entity.kind not in {"place", "person"} else ()
        if chain:
            start, end = chain[0].pieces[-1]
            place = self._subjects.called(text[start:end])
            if place is not None:
                self._recent.append(place)
        del self._recent[:-200]

    def _subject(self, line: Line, start: int, end: int, inside: list[Mention]) -> Focus | None:
        chars = line.chars
        speech = _SPEECH.search(chars, start, end)
        if (
            speech
            and (len(inside) > 0 or speech.end() - start < 12)
            and not line_amount(line, start, end)
        ):
            return None
        candidates: list[tuple[int, Focus]] = []
        for mention in inside:
            if not _ENUMERATED.match(chars, mention.end) and _role(chars, start, mention):
                how = "known" if mention.entity.known else "full" if mention.whole else "short"
                candidates.append((mention.start, Focus(mention.entity, how)))
        chosen = self._first(chars, candidates, inside)
        pointed = _POINTING.search(chars, start, end)
        lead = _LEAD.match(chars, start, end)
        bare = _BARE.match(chars, lead.end() if lead else start, end)
        for found in (pointed, bare):
            if found and not _BEHIND.search(chars, start, found.start()):
                if chosen and chosen[0] <= found.start():
                    break
                if any(m.start <= found.start() < m.end for m in inside):
                    continue
                entity = self._last(found[1].removeprefix("该"), inside, found.start())
                if entity is not None:
                    self._pointers.append(found.span())
                    self._recent.append(entity)
                    return Focus(entity, "pointed")
        return chosen[1] if chosen else None

    def _first(
        self, chars: str, candidates: list[tuple[int, Focus]], inside: list[Mention]
    ) -> tuple[int, Focus] | None:
        """The first that may be the subject; of A的B it is B."""
        if not candidates:
            return None
        at, chosen = candidates[0]
        for mention in inside:
            if mention.start > at and chars[mention.start - 1] == "的":
                before = next((m for m in inside if m.end == mention.start - 1), None)
                if before is not None and before.entity is chosen.entity:
                    at, chosen = (
                        mention.start,
                        Focus(mention.entity, "full" if mention.whole else "short"),
                    )
        return at, chosen

    def _last(self, head: str, inside: list[Mention], before: int) -> Entity | None:
        wanted = _HEADS.get(head, head)
        recent = [*self._recent, *(m.entity for m in inside if m.end <= before)]
        if wanted in {"company", "event"}:
            return next((e for e in reversed(recent) if e.kind == wanted), None)
        ending = re.compile(f"(?:{wanted}|{head})$")
        contains = next((e for e in reversed(recent) if ending.search(e.name)), None)
        return contains or next(
            (e for e in reversed(recent) if len(head) > 1 and head in e.name), None
        )


def line_amount(line: Line, start: int, end: int) -> bool:
    """Whether an amount other than a date stands in the stretch."""
    return any(
        start <= a.start < end and a.quantity.dimension not in {"date", "clock", "ordinal"}
        for a in line.amounts
    )


def _role(chars: str, start: int, mention: Mention) -> bool:
    """Whether a mention may be the subject of its clause."""
    before = chars[max(start, mention.start - _REACH) : mention.start]
    if chars[mention.end : mention.end + 2].startswith(("帮扶下", "支持下")):
        return False
    if mention.entity.kind == "person" and not before:
        return True
    return not (_BEHIND.search(before) or _MADE.search(before) or _TRANSITIVE.search(before))


# One of three or more is not whom it is about.
_ENUMERATED = re.compile("(?:、[一-鿿“”]{2,16}){2}")
_TRANSITIVE = re.compile(
    "(?:[、]|进行|推进|持续推进|完成|服务|建立|收购|控股|参观|考察|调研|视察|慰问|了|过)$"
)
