"""The candidates for the holder of a figure, and the features of each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from xzfacts.extract.entity.centering import Centers
from xzfacts.extract.entity.clause_subjects import ClauseSubjects
from xzfacts.extract.entity.clusters import grouped, parse
from xzfacts.extract.entity.entities import Entity, Mention, evidence
from xzfacts.extract.entity.mention_features import UNLIKELY, MentionFeatures, bucket
from xzfacts.extract.entity.mention_roles import OUTSIDE, bracket_of, fits, pointers
from xzfacts.extract.entity.phrase_features import (
    Grammar,
    contexts,
    is_new_part,
    measures,
    of_phrase,
)
from xzfacts.extract.entity.recent_names import MAX_NAMES, RecentNames, lasting
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

# What is said goes on with the person of a sentence before.
_OF_PERSON = lazy_pattern("[他她]|^[“「]|^(?:自己|本人|家里)|其(?!中|他|余|次|实|间)")
_TOPICS = ("clause", "sentence", "article")
_NEARBY = 3  # sentences before a figure in which a noun phrase may hold it


def _homes(entity: Entity, subjects: Subjects) -> Iterator[Entity]:
    """The places that the name of an institution begins with, which it names as well."""
    seen = {entity.name}  # names may be said to be parts of each other
    while entity.part_of in subjects.entities and entity.part_of not in seen:
        entity = subjects.entities[entity.part_of]
        seen.add(entity.name)
        yield entity


class Topics:
    """The holders of the figures before one in its sentence; what brackets hold stays in them.

    article: the holder of the last figure of a sentence before.
    """

    def __init__(self, line: Line, article: str) -> None:
        self.line = line
        self.article = article
        self.last = ""
        self._clauses: dict[tuple[int, int], str] = {}
        self._brackets: dict[int, str] = {}

    def before(self, position: int) -> tuple[str, str, str]:
        """The holders of the figure before in the clause, in the sentence, in one before."""
        bracket = bracket_of(self.line, position)
        outer = self._brackets.get(bracket) or self._brackets.get(OUTSIDE, "")
        return self._clauses.get((self.line.clause_at(position), bracket), ""), outer, self.article

    def hold(self, position: int, name: str) -> None:
        """Take in who holds a figure."""
        bracket = bracket_of(self.line, position)
        self._clauses[self.line.clause_at(position), bracket] = name
        self._brackets[bracket] = name
        if bracket == OUTSIDE or not self.last:
            self.last = name


class Candidates:
    """The candidates for the holders of one article, and their features."""

    def __init__(self, lines: Sequence[Line], subjects: Subjects, title: str) -> None:
        self.lines = lines
        parsed = parse(lines, subjects, title)
        self.mentions = [each.named for each in parsed]
        self._grammar = [Grammar(ln, p.words) for ln, p in zip(lines, parsed, strict=True)]
        self._all = [each.mentions for each in parsed]
        self._inside = [grouped(mentions) for mentions in self._all]
        self.pointers = [tuple(pointers(line)) for line in lines]
        self._likely = dict[str, int]()
        for each in parsed:
            for m in each.mentions:
                told = each.scores.get((m.start, m.end), UNLIKELY) if m.whole else UNLIKELY
                self._likely[m.entity.name] = max(told, self._likely.get(m.entity.name, told))
        self._title = title
        self._spoken = [_OF_PERSON.search(line.chars) is not None for line in lines]
        self._count = Counter(m.entity.name for named in self._all for m in named)
        self.entities = {m.entity.name: m.entity for named in self._all for m in named}
        self._how = {name: evidence(entity) for name, entity in self.entities.items()}
        self._homes = {name: list(_homes(e, subjects)) for name, e in self.entities.items()}
        for homes in self._homes.values():
            self.entities.update({home.name: home for home in homes})
            self._how.update({home.name: evidence(home) for home in homes})
        self._rank = {name: rank for rank, name in enumerate(self.entities)}
        self._named = [n for n, e in self.entities.items() if "phrase" not in e.how]
        self._recent = RecentNames(self._inside, self._homes)
        self._measuring = {n for n, e in self.entities.items() if "phrase" in e.how and measures(n)}
        self._places = MentionFeatures(lines, parsed, self._grammar, self._measuring)
        self._subjects = ClauseSubjects(self._grammar, self._all)
        self._led = self._subjects.counts
        self._lasting = lasting(self._all, self._led, title)
        self._open = {
            m.entity.name
            for line, named in zip(lines, self._all, strict=True)
            for m in named
            if bracket_of(line, m.start) == OUTSIDE
        }
        self._constant = {name: self._of_entity(entity) for name, entity in self.entities.items()}
        self._seen = self._positions()
        self._body = [0, *accumulate(line.quote.role == "body" for line in lines)]
        self._centers = Centers(lines, self.mentions, self.pointers, self._pointed)
        company = [n for n, e in self.entities.items() if e.how & {"code", "listed", "main"}]
        self._main = max(company, key=self._standing, default="")

    def _standing(self, name: str) -> tuple[bool, bool, int]:
        """How likely a company is the one that speaks in the article as 公司."""
        entity = self.entities[name]
        titled = any(n in self._title for n in (name, *entity.aliases))
        return bool(entity.how & {"main", "listed"}), titled, self._count[name]

    def _positions(self) -> Mapping[str, list[int]]:
        seen: dict[str, list[int]] = {}
        for number, named in enumerate(self._all):
            for mention in named:
                for name in (
                    mention.entity.name,
                    *(e.name for e in self._homes.get(mention.entity.name, ())),
                ):
                    seen.setdefault(name, []).append(number)
        return seen

    def _of_entity(self, entity: Entity) -> tuple[str, ...]:
        """What is so of an entity wherever the figure stands."""
        count = self._count[entity.name]
        names = (entity.name, *entity.aliases)
        at = min((self._title.find(n) for n in names if n in self._title), default=-1)
        likely = bucket(self._likely.get(entity.name, UNLIKELY))
        return (
            f"kind={entity.kind or 'none'}",
            f"n={min(count, 3) if count < 4 else 4 if count < 7 else 7}",
            f"how={self._how[entity.name]}",
            f"likely {likely} {self._how[entity.name] == 'phrase'}",
            *(("title",) if at > 0 else ("title", "title first") if at == 0 else ()),
            *(("first",) if self._rank[entity.name] == 0 else ()),
            *(("in brackets",) if entity.name not in self._open else ()),
            f"{entity.kind or 'none'} {self._how[entity.name]}",
            f"led={min(self._led[entity.name], 4)} {self._how[entity.name] == 'phrase'}",
            *(of_phrase(entity.name) if "phrase" in entity.how else ()),
            *(("measure",) if entity.name in self._measuring else ()),
        )

    def mentioned(self, number: int, chosen: Collection[str]) -> tuple[Mention, ...]:
        """The names in a sentence, and the phrases that mean one of those chosen.

        One that begins with a figure and holds nothing is what that counts: 14个国家.
        """
        named = [
            m
            for m in self.mentions[number]
            if m.entity.name in chosen or not self._counted(number, m)
        ]
        found = list(named)
        for mention in self._all[number]:
            if mention.entity.name in chosen and not any(
                m.start < mention.end and mention.start < m.end for m in found
            ):
                found.append(mention)
        return tuple(sorted(found, key=lambda m: m.start))

    def _counted(self, number: int, mention: Mention) -> bool:
        """Whether a mention begins with a figure that counts."""
        return not mention.entity.known and any(
            a.start == mention.start and a.quantity.dimension in {"count", "people"}
            for a in self.lines[number].amounts
        )

    def listable(self, number: int) -> tuple[Mention, ...]:
        """The names in a sentence that 分别 may distribute figures to."""
        phrases = (m for m in self._all[number] if "phrase" in m.entity.how)
        names = (m for m in phrases if m.entity.kind == "person" or m.entity.name.isascii())
        return (*self.mentions[number], *names)

    def of(self, number: int, position: int, before: Topics) -> dict[str, list[str]]:
        """The features of every candidate for a figure.

        number: of its line. before: the holders of the figures before.
        """
        line = self.lines[number]
        topics = before.before(position)
        latest = self._latest(number, position)
        found = {name: list(self._constant[name]) for name in self._eligible(number, topics)}
        leading = self._subjects.before(number, position)
        center, of_center = self._center(number, position)
        past = " past ;" if is_new_part(line, position) else ""
        measured = contexts(line, position)
        for name, said in found.items():
            kind, how = self.entities[name].kind, self._how[name]
            said.extend(f"{c} {kind or 'none'}" for c in measured)
            said.extend(f"{c} {how}" for c in measured)
            if name in leading:
                back, behind = leading[name]
                said.extend(f"subject {back} {one}" for one in ("", kind, behind, how == "phrase"))
            named = self._placed(name, number, position, said)
            if name == latest:
                topic = "topic" if name == topics[1] else "no topic"
                said.extend(("latest", f"latest {topic}"))
            if name == center:
                said.extend((*of_center, f"{of_center[1]} {kind}"))
            for reach in (r for r, topic in zip(_TOPICS, topics, strict=True) if topic == name):
                said.append(f"topic {reach}{past}")
                said.append(f"topic {reach}{past} {kind}")
                said.append(f"topic {reach} {'named' if named else 'not named'}")
            if name == self._main:
                said.append("main")
        self._point(number, position, found)
        return found

    def _latest(self, number: int, position: int) -> str:
        """The last name before a figure in its sentence, not in a bracket closed since."""
        level = {OUTSIDE, bracket_of(self.lines[number], position)}
        named = (
            m.entity.name
            for m in reversed(self._all[number])
            if m.end <= position
            and "phrase" not in m.entity.how
            and bracket_of(self.lines[number], m.start) in level
        )
        return next(named, "")

    def _eligible(self, number: int, topics: tuple[str, ...]) -> Iterable[str]:
        """The names of an article, and the noun phrases near a sentence."""
        near = self._nearby(number)
        if len(self._named) <= MAX_NAMES:
            return sorted({*self._named, *near}, key=self._rank.__getitem__)
        recent = dict.fromkeys((self._main, *topics, *self._recent.upto(number)))
        return [
            name
            for name in recent
            if name in self._constant and ("phrase" not in self.entities[name].how or name in near)
        ]

    def _center(self, number: int, position: int) -> tuple[str, tuple[str, str]]:
        """What the article is about at a figure, and the features of that."""
        line = self.lines[number]
        since, center = self._centers.at(number, position)
        inside = line.clause_at(since) == line.clause_at(position)
        here = "clause" if inside else "sentence" if since else "before"
        return center, ("center", f"center {here}")

    def _placed(self, name: str, number: int, position: int, said: list[str]) -> bool:
        """Add where a candidate is mentioned; return whether before the figure in its sentence."""
        mine = self._inside[number].get(name, ())
        before = [m for m in mine if m.end <= position]
        if before:
            said.extend(self._places.before(number, before[-1], position))
        elif mine:
            said.extend(self._places.after(number, mine[0], position))
        else:
            spoken = " spoken" if self._spoken[number] else ""
            said.append(self._elsewhere(name, number))
            said.append(f"elsewhere {self.entities[name].kind}{spoken}")
        return bool(before)

    def _pointed(self, number: int, at: int, head: str) -> str:
        """Whom a word such as 该公司 stands for: the last that it may stand for."""
        few = len(self.entities) <= MAX_NAMES
        names = self.entities if few else self._recent.upto(number)
        fitting = [name for name in names if fits(self.entities[name], head)]
        last = max(fitting, key=lambda name: self._last(name, number, at), default="")
        return last if last and self._last(last, number, at)[0] >= 0 else ""

    def _nearby(self, number: int) -> frozenset[str]:
        """The noun phrases that may hold a figure of a sentence: said in it or shortly before."""
        first = max(number - _NEARBY, 0)
        return self._lasting.union(*self._inside[first : number + 1])

    def _elsewhere(self, name: str, number: int) -> str:
        last = self._seen_before(name, number)
        if last < 0:
            return "later"
        same = self.lines[last].quote.paragraph == self.lines[number].quote.paragraph
        back = self._body[number] - self._body[last]
        return f"earlier {min(back, 3)} {'same' if same else 'other'} paragraph"

    def _point(self, number: int, position: int, found: Mapping[str, list[str]]) -> None:
        """Add what words such as 该公司 before the figure tell."""
        clause = self.lines[number].clause_at(position)
        for start, _end, head in reversed(self.pointers[number]):
            if start >= position:
                continue
            near = "same" if self.lines[number].clause_at(start) == clause else "other"
            fitting = [name for name in found if fits(self.entities[name], head)]
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
        inside = [m.end for m in self._inside[number].get(name, ()) if m.end <= start]
        if inside:
            return number, inside[-1]
        return self._seen_before(name, number), 0

    def _seen_before(self, name: str, number: int) -> int:
        """The last sentence before this one that names an entity; -1 if none does."""
        seen = self._seen[name]
        at = bisect_left(seen, number)
        return seen[at - 1] if at else -1
