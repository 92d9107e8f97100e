"""The subjects of an article: those the store knows, and new ones by the form of their names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from xzfacts.extract.entity.entities import Entity, Mention, tied
from xzfacts.extract.entity.name_evidence import Repetitions, proven
from xzfacts.extract.entity.name_patterns import Found, kind_of
from xzfacts.extract.entity.name_uses import Use
from xzfacts.extract.entity.name_words import names_by_form, names_by_use, persons
from xzfacts.extract.entity.places import own_name, places
from xzfacts.extract.fact.tokens import Line, plain
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.known_names import named, names_any
from xzfacts.language.sentence import compact_chars, fold_chars, read
from xzfacts.model.declarations import Subject
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import short_names

# What an article says of a name right behind it: (简称“三都县”), (以下简称“云雾茶业”).
_CALLED = lazy_pattern(
    '^[（(](?:以下|下)?(?:统)?(?:简)?称(?:为)?[:：]?[“「『"]?([^”」』"）)]{2,16})[”」』"]?[)）]'
)
# A branch goes by its own name: 南州市公安局花溪分局, 花溪分局.
_GENERAL = lazy_pattern("(?:本|该)?(?:公司|集团|企业|上市公司|银行|本行|发行人)")
_CLASSED = frozenset(("company", "organization", "facility", "place"))
_WEAK = frozenset(("latin", "event", "scope"))
_LED = lazy_pattern("(?:[12][0-9]{3}年|第[0-9一二三四五六七八九十]{1,3}届)+")
_PARTS = lazy_pattern("[·–—-]")
_PAIR = 2  # characters of a title that may be any word
_EARLIER = 500  # subjects of earlier articles that are taken over, the last ones
_LONG, _SHORTEST_BRAND, _CALLED_REACH = 4, 3, 30  # characters


# Of the names of earlier articles, which each article takes over again.
_plain_name = lru_cache(maxsize=2048)(plain)
_kind = lru_cache(maxsize=2048)(kind_of)


class Subjects:
    """The entities of an article, found by their names."""

    def __init__(self, catalog: Catalog, before: Sequence[Subject]) -> None:
        self._catalog = catalog
        self._begins = PrefixIndex(catalog)
        self._known: dict[int, Entity] = {}
        self.entities: dict[str, Entity] = {}
        self._names: dict[str, dict[str, list[Entity]]] = defaultdict(dict)
        self._sizes: dict[str, set[int]] = defaultdict(set)
        self._shorts: set[str] = set()
        self._before: dict[str, Entity] = {}
        for subject in before[-_EARLIER:]:
            entity = Entity(subject.name, subject.kind or "", known=True, part_of=subject.part_of)
            for text in (subject.name, *subject.aliases):
                self._before.setdefault(_plain_name(text), entity)

    def learn(self, lines: Sequence[Line]) -> None:
        """Take in the names that an article brings."""
        repetitions = Repetitions(lines)
        found = [(ln, name) for ln in lines for name in names_by_form(ln, repetitions.without)]
        counts: dict[str, int] = defaultdict(int)
        for line, name in found:
            counts[line.chars[name.start : name.end]] += 1
        for line, name in found:
            if name.sure:
                self._add(line, name)
        cores = self._place_cores()
        for line, name in found:
            if not name.sure and (
                line.chars[name.start : name.start + 2] in cores or proven(line, name, counts)
            ):
                self._add(line, name)
        for line in lines:
            for person in persons(line):
                text = line.text[person.start : person.end]
                self._new(text, "person").how.add("person")
                parts = _PARTS.split(text)
                for part in (parts[0], parts[-1]):
                    if len(parts) > 1 and len(part) > 1 and text in self.entities:
                        self._alias(self.entities[text], part)
        uses = [(ln, use) for ln in lines for use in names_by_use(ln, repetitions.without)]
        for line, use in sorted(uses, key=lambda pair: pair[1].how in _WEAK):
            self._use(line, use)
        self._remember()
        self._tie()

    def _remember(self) -> None:
        """Take over the names of earlier articles that can hardly be other words."""
        for text, entity in self._before.items():
            named = entity.kind in _CLASSED and _kind(_plain_name(entity.name)) == entity.kind
            if named and len(text) >= _LONG and not self._names[text[:2]].get(text):
                entity.how.add("form")
                self.entities.setdefault(entity.name, entity)
                self._call(text, entity)

    def _use(self, line: Line, use: Use) -> None:
        """Take in a name that its use tells; a weak one only where no other name stands."""
        text = line.text[use.start : use.end]
        spans = self._spans(line)
        if use.kind == "scope" and any(
            e.kind == "place" and e.name.endswith(text[-1]) for e in self.entities.values()
        ):
            return  # 全县 stands for the county that the article names
        entity = spans.get((use.start, use.end))
        if entity is None:
            crossing = [(start, end) for start, end in spans if start < use.end and use.start < end]
            inside = any(s <= use.start and use.end <= e for s, e in crossing)
            if inside or (crossing and use.how in _WEAK):
                return
            entity = self._new(text, use.kind)
        entity.how.add(use.how)
        entity.kind = entity.kind or use.kind
        if use.kind == "work" and len(bare := text.strip("《》")) > _PAIR:
            self._alias(entity, bare)
        if use.how == "called":
            self._called(line, use.end, entity)

    def _called(self, line: Line, end: int, entity: Entity) -> None:
        """Take in the short forms that an article declares in brackets behind a name."""
        called = _CALLED.match(line.text[end : end + _CALLED_REACH])
        if called and _GENERAL.fullmatch(called[1]):
            entity.how.add("main")
        elif called:
            self._alias(entity, called[1])

    def _place_cores(self) -> frozenset[str]:
        """The first two characters of the places and facilities found so far."""
        kinds = {"place", "facility"}
        return frozenset(plain(e.name)[:2] for e in self.entities.values() if e.kind in kinds)

    def _add(self, line: Line, found: Found) -> None:
        name = line.chars[found.start : found.end]
        led = _LED.match(name)
        first = led.end() if led and found.kind != "place" else 0  # 2024年青县…培训班
        chain = next(iter(places(name[first:], ())), None)
        whole: Entity | None = None
        if chain is not None and chain.start == 0:
            whole = self._place_chain(line, found.start + first, chain.pieces)
        if found.kind == "place" and whole is not None and chain is not None:
            entity = whole
            if own_name(name, chain)[0]:
                self._alias(entity, line.text[found.start : found.end])
        else:
            entity = self._new(line.text[found.start : found.end], found.kind)
            if whole is not None and chain is not None and entity is not whole:
                entity.part_of = entity.part_of or whole.name
                self._short(name[first + chain.end :], entity)
        entity.how.add("form" if found.sure else "seen")
        self._called(line, found.end, entity)

    def _place_chain(
        self, line: Line, offset: int, pieces: tuple[tuple[int, int], ...]
    ) -> Entity | None:
        whole: Entity | None = None
        before = ""
        for start, end in pieces:
            own = line.text[offset + start : offset + end]
            full = before + own if own[-1] == "区" and before[-1:] == "市" else own
            entity = self._new(full, "place")
            if full != own:
                self._alias(entity, own)
            if whole is not None and entity.part_of is None:
                entity.part_of = whole.name
            whole, before = entity, own
        return whole

    def _new(self, name: str, kind: str) -> Entity:
        entity = self.entities.get(name)
        if entity is None:
            called = self._names.get(plain(name)[:2], {}).get(plain(name))
            if called:
                return called[-1]
            earlier = self._before.get(plain(name))
            entity = earlier or self._of_store(name) or Entity(name, kind)
            self.entities[entity.name] = entity
            self._call(plain(name), entity)
        return entity

    def _of_store(self, name: str) -> Entity | None:
        """What the store has under exactly this name."""
        key = compact(name)
        targets = {n.target for n in self._catalog.names([key]) if n.kind in {"name", "alias"}}
        return self._entry(targets.pop()) if len(targets) == 1 else None

    def _entry(self, number: int) -> Entity:
        if number not in self._known:
            name = self._catalog.subject(number).name
            self._known[number] = Entity(name, kind_of(plain(name)), known=True, how={"form"})
        return self._known[number]

    def _alias(self, entity: Entity, alias: str) -> None:
        if alias != entity.name:
            if not entity.known:
                entity.aliases.setdefault(alias)
            self._call(plain(alias), entity)

    def _call(self, text: str, entity: Entity) -> None:
        called = self._names[text[:2]].setdefault(text, [])
        self._sizes[text[:2]].add(len(text))
        if entity not in called:
            called.append(entity)

    def _tie(self) -> None:
        """Tie names to the longer ones that they stand for, and to their short forms."""
        ties = tied(self.entities)
        own = dict(self.entities)
        for name, entity in ties.items():
            if entity.name not in ties:
                self._names[plain(name)[:2]].pop(plain(name), None)
                self.entities.pop(name, None)
                self._alias(entity, name)
                entity.how |= own[name].how
                entity.kind = entity.kind or own[name].kind
        for entity in self.entities.values():
            if entity.part_of in ties:
                entity.part_of = ties[entity.part_of].name
        for entity in self.entities.values():
            if entity.kind in {"company", "place"} and not entity.known:
                for short in map(plain, short_names(entity.name)):
                    # 2 characters may be any word, unless they are what a place is called.
                    called = short in self._names[short[:2]]
                    if not called and (len(short) >= _SHORTEST_BRAND or entity.kind == "place"):
                        self._shorts.add(short)
                        self._call(short, entity)

    def mentions(self, line: Line) -> tuple[Mention, ...]:
        """The names in a sentence, left to right, the longest where several begin."""
        chars = line.chars
        spans = self._spans(line)
        found: list[Mention] = []
        for (start, end), entity in sorted(spans.items(), key=lambda s: (s[0][0], -s[0][1])):
            if not found or start >= found[-1].end:
                found.append(Mention(start, end, entity, chars[start:end] == plain(entity.name)))
                text = line.text[start:end]
                if chars[start:end] in self._shorts and not entity.known:
                    entity.aliases.setdefault(text)
        return tuple(found)

    def adopt(self, entity: Entity) -> None:
        """Take in a noun phrase that holds a figure."""
        self.entities.setdefault(entity.name, entity)

    def _spans(self, line: Line) -> dict[tuple[int, int], Entity]:
        """Every stretch of a sentence that names an entity."""
        spans: dict[tuple[int, int], Entity] = {}
        chars = line.chars
        for start in range(len(chars) - 1):
            pair = chars[start : start + 2]
            for size in self._sizes.get(pair, ()):
                entities = self._names[pair].get(chars[start : start + size])
                if entities:
                    spans[start, start + size] = entities[-1]
        text = line.text[: len(chars)]
        if names_any(self._begins, compact_chars(text, fold_chars(text))):
            reading = read(line.text[: len(chars)])
            for name in named(self._begins, reading):
                first, last = reading.raw(name.start, name.end)
                if len(name.subjects) == 1 and (name.how != "short" or last - first > 2):
                    spans[first, last] = self._entry(name.subjects[0])
        return spans

    def titled(self, title: str) -> Entity:
        """The entity that an article without any name is about: what its title says."""
        return self.entities.setdefault(title, Entity(title, ""))

    def _short(self, text: str, entity: Entity) -> None:
        """Let an institution go by its name without its place, where the article says so."""
        if len(text) >= _LONG and not self._names[text[:2]].get(text):
            self._shorts.add(text)
            self._call(text, entity)

    def called(self, text: str) -> Entity | None:
        """What is called so."""
        entities = self._names.get(text[:2], {}).get(text)
        return entities[-1] if entities else None

    def declared(self, used: Iterable[str]) -> tuple[Subject, ...]:
        """The new subjects among those used, with what they are part of, in order of mention."""
        wanted = set(used)
        for name in list(wanted):
            entity = self.entities.get(name)
            while entity is not None and entity.part_of and entity.part_of not in wanted:
                wanted.add(entity.part_of)
                entity = self.entities.get(entity.part_of)
        return tuple(
            Subject(e.name, tuple(e.aliases), e.kind or None, e.part_of)
            for e in self.entities.values()
            if e.name in wanted and not e.known
        )
