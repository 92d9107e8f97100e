"""The candidates for the holder of a figure, and the features of each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xzfacts.extract.entity.entities import Entity
from xzfacts.extract.entity.mention_roles import fits, pointers, side
from xzfacts.extract.entity.recognizer import Mention, Subjects
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

_HOW = (
    "main listed code called person form role announcing headed latin group cell seen trade clause "
    "scope event work"
).split()
_HOW.insert(6, "named event")
_NO_SUBJECT = frozenset(("prep", "made", "object", "list"))
# What is said goes on with the person of a sentence before.
_OF_PERSON = lazy_pattern("[他她]|^[“「]|^(?:自己|本人|家里)|其(?!中|他|余|次|实|间)")
_INVESTED = lazy_pattern("(?:投资|投入|耗资|斥资|出资)[^,，]{0,14}$")
_PART = lazy_pattern("[;；。]")
_REACH = 30  # characters before a figure


def _homes(entity: Entity, subjects: Subjects) -> Iterator[Entity]:
    """The places that the name of an institution begins with, which it names as well."""
    seen = {entity.name}  # names may be said to be parts of each other
    while entity.part_of in subjects.entities and entity.part_of not in seen:
        entity = subjects.entities[entity.part_of]
        seen.add(entity.name)
        yield entity


class Candidates:
    """The candidates for the holders of one article, and their features."""

    def __init__(self, lines: Sequence[Line], subjects: Subjects, title: str) -> None:
        self.lines = lines
        self.mentions = [subjects.mentions(line) for line in lines]
        self.pointers = [tuple(pointers(line)) for line in lines]
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
        contexts = _contexts(line, position)
        for name, said in found.items():
            entity = self.entities[name]
            said.extend(f"{c} {entity.kind or 'none'}" for c in contexts)
            said.extend(f"{c} {_best(entity)}" for c in contexts)
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
            if invested and mine and not before and side(line, mine[0])[0] == "made":
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
        sides = [(mention, *side(line, mention)) for mention in inside]
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
        yield from ((m.end, m.entity.name) for m, left, _ in sides if left == "dealt with")
        made = [m for m, left, _right in sides if left == "made"]
        if made and made[-1] is inside[-1] and made[-1].entity.kind != "place":
            yield made[-1].end, made[-1].entity.name

    def _pointed(self, number: int, at: int, head: str) -> str:
        """Whom a word such as 该公司 stands for: the last that it may stand for."""
        fitting = [name for name, entity in self.entities.items() if fits(entity, head)]
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
        left, right = side(line, mention)
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
        left, right = side(line, mention)
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
        inside = [m.end for m in self.mentions[number] if m.entity.name == name and m.end <= start]
        if inside:
            return number, inside[-1]
        return max((at for at in self._seen[name] if at < number), default=-1), 0


def _contexts(line: Line, position: int) -> tuple[str, ...]:
    """What the figure seems to measure: the last verb before it, and its unit."""
    verbs = [t for t in line.between(0, position) if t.sort == "v" and t.end - t.start > 1]
    verb = line.chars[verbs[-1].start : verbs[-1].end] if verbs else ""
    unit = next((a.quantity.unit for a in line.amounts if a.start == position), "")
    return f"verb={verb}", f"unit={unit}"


def _best(entity: Entity) -> str:
    """The surest of what shows that the entity's name is one."""
    return next((how for how in _HOW if how in entity.how), "none")
