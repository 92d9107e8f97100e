"""Whom each clause of an article is about.

A clause is about the first name in it that is neither behind a preposition nor the object of
its verb; a clause without one is about what the one before it was about. What a clause makes,
founds or brings in is what the next ones are about. 该公司, 全县, 学校 stand for the last name
of their kind.
"""

import re
from typing import NamedTuple

from xzfacts.extract.entity.anaphora import EVENTS, HEADS, pointing
from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.people import is_member
from xzfacts.extract.entity.places import places
from xzfacts.extract.entity.recognizer import Mention, Subjects
from xzfacts.extract.fact.tokens import Line

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
    "启动|推出|实施|用于|用于支持|发生|突发|引发)"
    "(?:了|起)?(?:[一首两]?[家个座所条场届次项起宗例])?(?:“)?$"
)
_SPEECH = re.compile(
    "(?:介绍|表示|说|称|指出|强调|透露|告诉记者|告诉|认为|坦言|解释|分析|通报|宣布|讲话)(?:说|"
    "道|称|到|,|:)?$"
)
_SHORT_PLACE = 2
_REACH = 30  # characters before a name that tell its part in the clause
_FRAME = re.compile("^(?:自|截至|截止)|(?:以来|之际|期间|之后|后|时|之前|前夕|下|中|[年月日])$")
# What is said goes on with the person of the sentence before it.
_OF_PERSON = re.compile("[他她]|^[“「]|^(?:自己|本人|家里|家中)|其(?!中|他|余|次|实|间)")
_SHORTEST_HEADLINE = 6  # characters
_DECIDED = re.compile("(?:判处|判决|判令|宣判|奖励|表彰|授予)(?:被告人?|上诉人|嫌疑人)?$")
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

    def happened(self, position: int) -> Focus:
        """What happened on the day at the position: 5日,青县发生一起事故 is not about 青县."""
        event = next((e for at, e in self.made if at > position and e.kind == "event"), None)
        return Focus(event, "made") if event else self.at(position)

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
        self._headline = headline(title)
        self._mentions = {id(line): subjects.mentions(line) for line in lines}
        self._recent: list[Entity] = []
        self._topic: Entity | None = None
        self._beside: Entity | None = None  # what all was about before a person came up
        self._paragraph = -1
        named = self._most_named(lines)
        self._main = named or subjects.titled(headline(title))
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
            self._leave_person()
        elif not _OF_PERSON.search(line.chars):
            self._leave_person()
        inherited = "sentence" if self._topic else self._least
        if self._topic is not None and self._topic.name == self._headline:
            inherited = "title"
        current = self._topic or self._main
        found: list[Focus] = []
        made: list[tuple[int, Entity]] = []
        self._pointers: list[tuple[int, int]] = []
        for start, end in line.clauses:
            inside = [m for m in mentions if start <= m.start < end]
            subject = self._subject(line, start, end, inside)
            if subject is not None:
                current, how = subject.entity, subject.how
                inherited = "title" if how == "title" else "clause"
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
            if current.kind != "person":
                self._beside = current
            self._topic = current
        return Focused(line, mentions, tuple(found), tuple(made), tuple(self._pointers))

    def _leave_person(self) -> None:
        """Go back to what was told of before a person: a race's figures are not the winner's."""
        if self._topic is not None and self._topic.kind == "person":
            self._topic = self._beside

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
        sentenced = next((m for m in inside if _is_dealt_with(chars, start, m)), None)
        if sentenced is not None:
            return Focus(sentenced.entity, "full")
        candidates: list[tuple[int, Focus]] = []
        for mention in inside:
            if not _ENUMERATED.match(chars, mention.end) and _role(chars, start, mention):
                how = "known" if mention.entity.known else "full" if mention.whole else "short"
                candidates.append((mention.start, Focus(mention.entity, how)))
        chosen = self._first(chars, candidates, inside)
        for found in pointing(chars, start, end):
            if not _BEHIND.search(chars, start, found.start()):
                if chosen and chosen[0] <= found.start():
                    break
                if any(m.start <= found.start() < m.end for m in inside):
                    continue
                how = "pointed"
                entity = self._last(found[1].removeprefix("该"), inside, found.start())
                if entity is None and found[1] in EVENTS and not chosen:
                    entity, how = self._subjects.titled(self._headline), "title"
                if entity is not None:
                    self._pointers.append(found.span())
                    self._recent.append(entity)
                    return Focus(entity, how)
        return chosen[1] if chosen else None

    def _first(
        self, chars: str, candidates: list[tuple[int, Focus]], inside: list[Mention]
    ) -> tuple[int, Focus] | None:
        """The first that may be the subject; of A的B it is B."""
        if not candidates:
            return None
        at, chosen = candidates[0]
        after = next((m for m in inside if m.start > at and m.entity.kind == "person"), None)
        if (
            after is not None
            and chosen.entity.kind != "person"
            and (is_member(chars[at : after.start]))
        ):
            return after.start, Focus(after.entity, "full")
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
        wanted = HEADS.get(head, head)
        recent = [*self._recent, *(m.entity for m in inside if m.end <= before)]
        if wanted in {"company", "event"}:
            return next((e for e in reversed(recent) if e.kind == wanted), None)
        ending = re.compile(f"(?:{wanted}|{head})$")
        contains = next((e for e in reversed(recent) if ending.search(e.name)), None)
        return contains or next(
            (e for e in reversed(recent) if len(head) > 1 and head in e.name), None
        )


def _is_dealt_with(chars: str, start: int, mention: Mention) -> bool:
    """Whether it is a person of whom a court or the like decides: 判处韩某有期徒刑5年."""
    before = chars[max(start, mention.start - _REACH) : mention.start]
    return mention.entity.kind == "person" and _DECIDED.search(before) is not None


def headline(title: str) -> str:
    """What a title says first, where it has two parts: 仓库起火 无人伤亡."""
    first = next(iter(title.split(maxsplit=1)), title)
    return first if len(first) >= _SHORTEST_HEADLINE else title


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
