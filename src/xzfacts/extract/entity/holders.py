"""The holder of each figure: candidates, features and fitted weights.

Every entity of the article is a candidate for every figure. What speaks for one are features:
where it is named and in what role, how it was recognized, whether the figure before had it. The
weights are those of a multinomial logistic regression (`tools/fit_extract.py`), in hundredths;
the score of the best candidate is its fitted log-odds against all others.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from os.path import dirname, join
from typing import NamedTuple

from xzfacts.extract.entity.anaphora import HEADS, pointing
from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.people import is_member
from xzfacts.extract.entity.recognizer import Mention, Subjects
from xzfacts.extract.fact.tokens import Line

_POST = re.compile(
    "(?:主任|书记|[局院校队会部县市镇厅处科站所馆]长|经理|主席|总裁|负责人|主播|代表)$"
)
_PREPOSITION = re.compile(
    "(?:[在于向为对与和及同从由被受据给比占至到往经因随跟将把以让使靠]|"
    "围绕|来自|根据|通过|位于)[“《]?$"
)
_LEFT = (
    ("prep", _PREPOSITION),
    ("made", re.compile(
        "(?:引进|成立|创办|创立|开办|新建|改建|扩建|建成|建立|投建|打造|举办|举行|建设|修建|组建|启动|"
        "推出|实施|发生|突发|引发)(?:了|起)?(?:[一首两]?[家个座所条场届次项起宗例])?[“《]?$")),
    ("object", re.compile(
        "(?:收购|进行|推进|完成|服务|参观|考察|调研|慰问|捐赠给|捐给|支援|帮扶|帮助|支持|加入|参加|是|成为|获|获得|"
        "当选|担任|任|属于|隶属|覆盖|送至|送往|了|过|持有|控股)[“《]?$")),
    ("role", re.compile("(?:股东|控制人|子公司|一致行动人|高管|董事长?|总裁|经理|选手|名将)$")),
    ("dealt with", re.compile("(?:判处|判决|判令|宣判|奖励|表彰|授予)(?:被告人?|上诉人|嫌疑人)?$")),
    ("list", re.compile("、[“《]?$")),
    ("of", re.compile("的[“《]?$")),
)  # fmt: skip
_RIGHT = (
    ("list", re.compile("[”》]?(?:、|等[0-9一二三四五六七八九十多余])")),
    ("and", re.compile("[”》]?(?:[和与及]|以及)")),
    ("of", re.compile("[”》]?的")),
    ("says", re.compile(
        "[”》]?(?:介绍|表示|说|称|指出|强调|透露|告诉|认为|坦言|解释|分析|通报|讯|消息|快讯|获悉|报道|统计|查阅|发布公报)")),
    ("tells", re.compile("[”》]?[^,，。;；]{0,12}?(?:公告|公布|发布|披露|宣布|刊发)")),
    ("notice", re.compile("[”》]?(?:[(（][^)）]*[)）])?(?:发来的?|出具的?|的?通知|函告)")),
    ("mark", re.compile("[”》]?(?:[,，:：。;；]|$)")),
)  # fmt: skip
_EMPTY = re.compile(
    "(?:目前|当前|如今|近日|日前|据悉|据了解|此外|同时|其中|今年|去年|现在|昨日|昨天|今天|截至目前|此前|"
    "期间|另外|[“”‘0-9年月日,，.—-])*$"
)
_HOW = (
    "main listed code called person form role announcing headed latin group cell seen trade clause "
    "scope event"
).split()
_HOW.insert(6, "named event")
_NO_SUBJECT = frozenset(("prep", "made", "object", "list"))
# What is said goes on with the person of a sentence before.
_OF_PERSON = re.compile("[他她]|^[“「]|^(?:自己|本人|家里)|其(?!中|他|余|次|实|间)")
_INVESTED = re.compile("(?:投资|投入|耗资|斥资|出资)[^,，]{0,14}$")
_PART = re.compile("[;；。]")
_REACH = 30  # characters before a figure
_NEAR = 12  # characters of context around a mention
TABLE = join(dirname(dirname(dirname(__file__))), "data", "holder_weights.tsv")


class Holder(NamedTuple):
    """Whom a figure belongs to. logit: hundredths of its log-odds against all others."""

    entity: Entity
    logit: int


class Resolved(NamedTuple):
    """A sentence with the names in it, and who holds its figures.

    holders: by where the figure begins. pointers: where words such as 该公司 stand.
    """

    line: Line
    mentions: tuple[Mention, ...]
    holders: Mapping[int, Holder]
    pointers: tuple[tuple[int, int], ...]

    def at(self, position: int) -> Holder:
        """Who holds the figure that begins at the position."""
        return self.holders[position]

    def taken(self) -> tuple[tuple[int, int], ...]:
        """Where names and words that point to them stand: no words of a measure."""
        chosen = {holder.entity.name for holder in self.holders.values()}
        named = [
            (m.start, m.end)
            for m in self.mentions
            if m.entity.kind not in {"place", "scope"}
            or m.end - m.start > _SHORT_PLACE
            or m.end in self.holders
            if m.entity.name in chosen or m.entity.how - _WEAK or m.entity.known
        ]
        return tuple(sorted((*named, *self.pointers)))


# What may as well be a common noun and a piece of what is measured.
_WEAK = frozenset(("event", "clause", "trade", "scope", "cell"))
_SHORT_PLACE = 2  # characters of a place that may be part of a noun


@lru_cache(maxsize=1)
def weights() -> Mapping[str, int]:
    """The fitted weights, in hundredths."""
    with open(TABLE, encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file if line.strip() and line[:1] != "#")
        return {feature: int(weight) for feature, weight in rows}


def _homes(entity: Entity, subjects: Subjects) -> Iterator[Entity]:
    """The places that the name of an institution begins with, which it names as well."""
    while entity.part_of and entity.part_of in subjects.entities:
        entity = subjects.entities[entity.part_of]
        yield entity


class Candidates:
    """The candidates for the holders of one article, and their features."""

    def __init__(self, lines: Sequence[Line], subjects: Subjects, title: str) -> None:
        self.lines = lines
        self.mentions = [subjects.mentions(line) for line in lines]
        self.pointers = [tuple(_pointers(line)) for line in lines]
        self._title = title
        self._count = Counter(m.entity.name for named in self.mentions for m in named)
        self.entities = {m.entity.name: m.entity for named in self.mentions for m in named}
        self._homes = {name: list(_homes(e, subjects)) for name, e in self.entities.items()}
        for homes in self._homes.values():
            self.entities.update({home.name: home for home in homes})
        self._constant = {name: self._of_entity(entity) for name, entity in self.entities.items()}
        self._seen = self._positions()
        self._centers = self._centering()
        company = [n for n, e in self.entities.items() if e.how & {"code", "listed", "main"}]
        self._main = max(company, key=self._standing, default="")

    def _standing(self, name: str) -> tuple[bool, bool, int]:
        """How likely a company is the one that speaks in the article as 公司."""
        entity = self.entities[name]
        titled = any(n in self._title for n in (name, *entity.aliases))
        return bool(entity.how & {"main", "listed"}), titled, self._count[name]

    def _positions(self) -> Mapping[str, list[int]]:
        seen: dict[str, list[int]] = {}
        for number, named in enumerate(self.mentions):
            for mention in named:
                for name in (
                    mention.entity.name,
                    *(e.name for e in self._homes[mention.entity.name]),
                ):
                    seen.setdefault(name, []).append(number)
        return seen

    def _of_entity(self, entity: Entity) -> tuple[str, ...]:
        """What is so of an entity wherever the figure stands."""
        count = self._count[entity.name]
        names = (entity.name, *entity.aliases)
        at = min((self._title.find(n) for n in names if n in self._title), default=-1)
        rank = list(self.entities).index(entity.name)
        return (
            f"kind={entity.kind or 'none'}",
            f"n={min(count, 3) if count < 4 else 4 if count < 7 else 7}",
            f"how={_best(entity)}",
            *(("title",) if at > 0 else ("title", "title first") if at == 0 else ()),
            *(("first",) if rank == 0 else ()),
            f"{entity.kind or 'none'} {_best(entity)}",
        )

    def of(self, number: int, position: int, topics: tuple[str, ...]) -> dict[str, list[str]]:
        """The features of every candidate for a figure.

        number: of its line. topics: the holders of the figures before: of the one in the same
        clause, in the same sentence, in a sentence before; "" where there is none.
        """
        line, named = self.lines[number], self.mentions[number]
        clause = line.clause_at(position)
        found = {name: list(constant) for name, constant in self._constant.items()}
        since, center = self._center(number, position)
        here = "clause" if line.clause_at(since) == clause else "sentence" if since else "before"
        earlier = max((a.end for a in line.amounts if a.end <= position), default=0)
        past = " past ;" if _PART.search(line.chars, earlier, position) else ""
        spoken = _OF_PERSON.search(line.chars) is not None
        invested = _INVESTED.search(line.chars, max(position - _REACH, 0), position)
        for name, said in found.items():
            entity = self.entities[name]
            mine = [m for m in named if m.entity.name == name]
            before = [m for m in mine if m.end <= position]
            if before:
                said.extend(self._before(number, before[-1], position))
            elif mine:
                said.extend(self._after(number, mine[0], position))
            elif any(m.end <= position and entity in self._homes[m.entity.name] for m in named):
                said.append(f"within a name {entity.kind}")
            else:
                said.append(self._elsewhere(name, number))
                said.append(f"elsewhere {entity.kind}{' spoken' if spoken else ''}")
            if name == center:
                said.extend(("center", f"center {here}", f"center {here} {entity.kind}"))
            if invested and mine and not before and _side(line, mine[0])[0] == "made":
                said.append("invested in")
            for kind, topic in zip(("clause", "sentence", "article"), topics, strict=True):
                if topic == name:
                    said.append(f"topic {kind}{past}")
                    said.append(f"topic {kind}{past} {entity.kind}")
                    said.append(f"topic {kind} {'named' if before else 'not named'}")
            if name == self._main:
                said.append("main")
        self._point(number, clause, position, found)
        return found

    def _centering(self) -> list[list[tuple[int, str]]]:
        """For each line from where on it is about whom, after the grammar of its clauses.

        The first name of a clause that is no object and behind no preposition is what it is
        about, and what a clause makes or founds is what the next ones are about.
        """
        found: list[list[tuple[int, str]]] = []
        current = beside = ""
        paragraph = -1
        for number, line in enumerate(self.lines):
            entity = self.entities.get(current)
            if line.quote.paragraph != paragraph:
                paragraph = line.quote.paragraph
                if entity is not None and entity.kind == "person":
                    current = beside
            shifts = [(0, current)] if current else []
            for start, end in line.clauses:
                inside = [m for m in self.mentions[number] if start <= m.start < end]
                shifts += self._shifts(number, start, inside)
            found.append(shifts)
            current = shifts[-1][1] if shifts else current
            entity = self.entities.get(current)
            if entity is not None and entity.kind != "person":
                beside = current
        return found

    def _shifts(
        self, number: int, start: int, inside: Sequence[Mention]
    ) -> Iterator[tuple[int, str]]:
        line = self.lines[number]
        sides = [(mention, *_side(line, mention)) for mention in inside]
        named = next(
            (
                (m.start, m.entity.name)
                for m, left, right in sides
                if left not in _NO_SUBJECT and right not in {"says", "list"}
            ),
            None,
        )
        pointed = [
            (at, self._pointed(number, at, head))
            for at, _end, head in self.pointers[number]
            if line.clause_at(at) == line.clause_at(start)
        ]
        shifts = [each for each in (named, *pointed) if each and each[1]]
        if shifts:
            yield min(shifts)
        made = [m for m, left, _right in sides if left == "made"]
        if made and made[-1] is inside[-1] and made[-1].entity.kind != "place":
            yield made[-1].end, made[-1].entity.name

    def _pointed(self, number: int, at: int, head: str) -> str:
        """Whom a word such as 该公司 stands for: the last that it may stand for."""
        fitting = [name for name, entity in self.entities.items() if _fits(entity, head)]
        last = max(fitting, key=lambda name: self._last(name, number, at), default="")
        return last if last and self._last(last, number, at)[0] >= 0 else ""

    def _center(self, number: int, position: int) -> tuple[int, str]:
        return max((c for c in self._centers[number] if c[0] <= position), default=(0, ""))

    def _before(self, number: int, mention: Mention, position: int) -> Iterator[str]:
        line = self.lines[number]
        distance = min(line.clause_at(position) - line.clause_at(mention.start), 3)
        between = {
            m.entity.name
            for m in self.mentions[number]
            if mention.end <= m.start and m.end <= position and m.entity is not mention.entity
        }
        left, right = _side(line, mention)
        near = "same" if distance == 0 else "other"
        yield f"before {distance} {min(len(between), 2)}"
        yield f"{near} left {left}"
        yield f"{near} right {right}"
        yield f"{left} {right}"
        yield f"{near} {mention.entity.kind} {left}"
        yield f"l={line.chars[max(mention.start - 2, 0) : mention.start]}"
        yield f"r={line.chars[mention.end : mention.end + 2]}"
        if mention.end == position:
            yield f"adjacent {left}"
        if distance == 0 and not between:
            yield f"last r={line.chars[mention.end : mention.end + 2]}"
            yield f"gap {'short' if position - mention.end < 8 else 'long'}"

    def _after(self, number: int, mention: Mention, position: int) -> Iterator[str]:
        line = self.lines[number]
        distance = min(line.clause_at(mention.start) - line.clause_at(position), 2)
        left, right = _side(line, mention)
        yield f"after {distance}"
        yield f"after left {left}"
        yield f"after right {right}"

    def _elsewhere(self, name: str, number: int) -> str:
        earlier = [at for at in self._seen[name] if at < number]
        if not earlier:
            return "later"
        same = self.lines[earlier[-1]].quote.paragraph == self.lines[number].quote.paragraph
        back = sum(1 for at in range(earlier[-1], number) if self.lines[at].quote.role == "body")
        return f"earlier {min(back, 3)} {'same' if same else 'other'} paragraph"

    def _point(
        self, number: int, clause: int, position: int, found: Mapping[str, list[str]]
    ) -> None:
        """Add what words such as 该公司 before the figure tell."""
        for start, _end, head in reversed(self.pointers[number]):
            if start >= position:
                continue
            near = "same" if self.lines[number].clause_at(start) == clause else "other"
            fitting = [name for name in found if _fits(self.entities[name], head)]
            last = self._pointed(number, start, head)
            for name in fitting:
                found[name].append(f"pointed {near}")
                if name == last:
                    found[name].append(f"pointed last {near}")
                    found[name].append(f"pointed last {near} {self.entities[name].kind}")
                if name == self._main:
                    found[name].append(f"pointed main {near}")
            return

    def _last(self, name: str, number: int, start: int) -> tuple[int, int]:
        inside = [m.end for m in self.mentions[number] if m.entity.name == name and m.end <= start]
        if inside:
            return number, inside[-1]
        return max((at for at in self._seen[name] if at < number), default=-1), 0


def _best(entity: Entity) -> str:
    """The surest of what shows that the entity's name is one."""
    return next((how for how in _HOW if how in entity.how), "none")


def _side(line: Line, mention: Mention) -> tuple[str, str]:
    """The roles that the words before and behind a mention give it."""
    start = line.clauses[line.clause_at(mention.start)][0]
    before = line.chars[max(start, mention.start - _NEAR) : mention.start]
    behind = line.chars[mention.end : mention.end + _NEAR]
    left = (
        "member"
        if mention.entity.kind == "person" and is_member(before)
        else "post"
        if mention.entity.kind == "person" and _POST.search(before)
        else "start"
        if _EMPTY.match(before)
        else next((role for role, words in _LEFT if words.search(before)), "other")
    )
    right = next((role for role, words in _RIGHT if words.match(behind)), "other")
    return left, right


def _pointers(line: Line) -> Iterator[tuple[int, int, str]]:
    for start, end in line.clauses:
        for found in pointing(line.chars, start, end):
            if _PREPOSITION.search(line.chars, start, found.start()):
                continue  # 占全市的52%
            yield found.start(), found.end(), found[1].removeprefix("该")


@lru_cache(maxsize=256)
def _ending(head: str) -> re.Pattern[str]:
    return re.compile(f"(?:{HEADS.get(head, head)}|{head})$")


def _fits(entity: Entity, head: str) -> bool:
    """Whether a word such as 公司 may stand for the entity."""
    wanted = HEADS.get(head, head)
    if wanted == "company" and entity.how & {"code", "listed", "main"}:
        return True
    if wanted in {"company", "event"}:
        return entity.kind == wanted
    return _ending(head).search(entity.name) is not None


def resolve(lines: Sequence[Line], subjects: Subjects, title: str) -> Iterator[Resolved]:
    """Choose the holder of every figure of an article, sentence by sentence."""
    candidates = Candidates(lines, subjects, title)
    article = ""
    for number, line in enumerate(lines):
        holders: dict[int, Holder] = {}
        topic: dict[int, str] = {}
        sentence = ""
        for position in (amount.start for amount in line.amounts):
            clause = line.clause_at(position)
            topics = (topic.get(clause, ""), sentence, article)
            holder = _choose(candidates, number, position, topics, subjects, title)
            holders[position] = holder
            if holder.entity.name in candidates.entities:
                topic[clause] = sentence = holder.entity.name
        if sentence and line.quote.role == "body":
            article = sentence
        pointers = tuple((start, end) for start, end, _head in candidates.pointers[number])
        yield Resolved(line, candidates.mentions[number], holders, pointers)


def _choose(
    candidates: Candidates,
    number: int,
    position: int,
    topics: tuple[str, str, str],
    subjects: Subjects,
    title: str,
) -> Holder:
    table = weights()
    scores = {
        name: sum(table.get(feature, 0) for feature in features)
        for name, features in candidates.of(number, position, topics).items()
    }
    if not scores:
        return Holder(subjects.titled(title), _NONE)
    best = max(scores, key=scores.__getitem__)
    others = sum(
        math.exp((score - scores[best]) / 100) for name, score in scores.items() if name != best
    )
    logit = -round(100 * math.log(others)) if others > _TINY else _SURE
    return Holder(candidates.entities[best], max(min(logit, _SURE), -_SURE))


_NONE, _SURE = -300, 600  # hundredths of log-odds
_TINY = 1e-9
