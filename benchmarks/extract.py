"""Print how well a text is taken apart: `python -m benchmarks.extract TEXT`.

The text is extracted into an empty store, and what is proposed is held against the facts of a
store that people made from it (`--store DIR`, the one that ships by default). A figure is an
amount in a sentence, with its unit and hedge: it is found if it is proposed from that sentence,
and its subject and attribute are right if the proposal names them as that store does, by any
name that it declares, by a short form of a name, or by a synonym of the vocabulary.

`--misses` prints what is not found or not right, `--articles` what each article gave, and
`--list` every proposal.

TEXT may be a folder of labelled articles as well, such as `tests/data/extract/held`.
"""

import argparse
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from benchmarks.labelled import QUALIFIED, score
from xzfacts.app import open_store
from xzfacts.extract.article.source_text import load_document
from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.reconcile import ArticleProposals
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.facts import Fact
from xzfacts.quantity.compare import same
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.schema.reader import read_store
from xzfacts.text.normalize import compact
from xzfacts.text.short_forms import short_names
from xzfacts.vocabulary.loader import load_vocabulary

SHIPPED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "facts")
RECALL, SUBJECTS, ATTRIBUTES = 1.0, 0.85, 0.80  # wanted
_SHORTEST = 8  # characters of a sentence that may stand within another


@dataclass
class Figure:
    """An amount in a sentence, and all that the store states with it there."""

    quote: str
    value: str
    facts: list[Fact] = field(default_factory=list)


class Names:
    """What the store that people made calls things."""

    def __init__(self, root: str) -> None:
        store = read_store(root)[0]
        self.facts = store.facts
        self._subjects: defaultdict[str, set[str]] = defaultdict(set)
        self._attributes: defaultdict[str, set[str]] = defaultdict(set)
        for subject in store.subjects:
            self._subjects[compact(subject.name)] |= set(map(compact, subject.aliases))
        for attribute in store.attributes:
            self._attributes[compact(attribute.name)] |= set(map(compact, attribute.aliases))
        self._concepts = [set(map(compact, each.terms)) for each in load_vocabulary().concepts]

    def subject_is(self, name: str, others: set[str], wanted: str) -> bool:
        """Whether a proposed subject, with its other names, is the one that is wanted."""
        declared = self._of(self._subjects, wanted)
        known = declared | {short for one in declared for short in short_names(one)}
        mine = {compact(name), *map(compact, others)}
        return compact(name) in known or bool(declared & (mine | set(short_names(name))))

    def attribute_is(self, name: str, wanted: str) -> bool:
        """Whether a proposed attribute is the one that is wanted, or a word for it."""
        plain = compact(QUALIFIED.sub("", name))
        known = self._of(self._attributes, wanted)
        if plain in known or compact(wanted) in self._of(self._attributes, name):
            return True
        return any(plain in terms and compact(wanted) in terms for terms in self._concepts)

    @staticmethod
    def _of(names: dict[str, set[str]], name: str) -> set[str]:
        plain = compact(name)
        owners = {plain, *(own for own, others in names.items() if plain in others)}
        return owners.union(*(names.get(own, set()) for own in owners))


def figures(facts: list[Fact]) -> list[Figure]:
    """The amounts that facts state, each once a sentence."""
    found: dict[tuple[str, str], Figure] = {}
    for fact in facts:
        if fact.quantity is not None:
            key = (fact.sentence.quote, fact.value)
            found.setdefault(key, Figure(*key)).facts.append(fact)
    return list(found.values())


def proposed(
    taken: tuple[ArticleProposals, ...], figure: Figure
) -> Iterator[tuple[Proposal, set[str]]]:
    """The proposals of the figure, each with the other names that its subject got."""
    wanted = parse_quantity(figure.value)
    for article in taken:
        others = {subject.name: set(subject.aliases) for subject in article.subjects}
        for marked in article.marked:
            one = marked.proposal
            if not same_sentence(one.quote.text, figure.quote):
                continue
            amount = parse_quantity(one.value)
            if one.value == figure.value or (wanted and amount and same(amount, wanted)):
                yield one, others.get(one.subject, set())


def same_sentence(one: str, other: str) -> bool:
    """Whether the two quotes are one sentence, of which one may tell a little more."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= _SHORTEST and shorter in longer)


def extracted(path: str) -> tuple[ArticleProposals, ...]:
    """What an empty store is told from the text."""
    text = load_document(Path(path).read_bytes(), os.path.basename(path))
    with tempfile.TemporaryDirectory() as folder:
        _make_empty(folder)
        return open_store(folder).extract(text)


def _make_empty(folder: str) -> None:
    Path(folder, "store.toml").write_text('schema = 1\nname = "empty"\n', encoding="utf-8")


def labelled(folder: str, *, misses: bool, listed: bool) -> None:
    """Measure with the labelled articles of a folder, and print."""
    with tempfile.TemporaryDirectory() as store:
        _make_empty(store)
        scores = list(score(Path(folder), Catalog(open_in_memory(store).db)))
    for path, told, more in scores:
        if misses or listed:
            print(f"{path.name}: {told.proposals} proposals for {told.wanted} labels")
        for miss in told.misses if misses else ():
            print(f"  {miss}")
        for one in more if listed else ():
            print(f"  without label: {one.value}  {one.subject} · {one.attribute}")
    every = [told for _path, told, _more in scores]
    wanted = sum(told.wanted for told in every)
    _shares(
        wanted,
        found=sum(told.found for told in every),
        subjects=sum(told.subjects for told in every),
        attributes=sum(told.attributes for told in every),
        both=sum(told.both for told in every),
    )
    many = sum(told.proposals for told in every)
    print(f"  {'proposals':16}{many:4}     {many / max(wanted, 1):.2f} a figure")
    _calibration([each for told in every for each in told.confident])


def _calibration(confident: list[tuple[float, bool]]) -> None:
    """Print how many proposals of each confidence have subject and attribute right."""
    print("confidence")
    for low, high in ((0.0, 0.4), (0.4, 0.6), (0.6, 0.75), (0.75, 0.85), (0.85, 1.01)):
        rights = [right for confidence, right in confident if low <= confidence < high]
        share = sum(rights) / max(len(rights), 1)
        print(f"  {low:.2f} to {min(high, 1):.2f}  {sum(rights):4}/{len(rights):<4}{share:.3f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text")
    parser.add_argument("--store", default=SHIPPED)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    if os.path.isdir(given.text):
        labelled(given.text, misses=given.misses, listed=given.list)
        return
    names = Names(given.store)
    hashed = sha256(Path(given.text).read_bytes()).hexdigest()
    wanted = figures([fact for fact in names.facts if fact.source.sha256 == hashed])
    taken = extracted(given.text)
    report(taken, wanted, names, misses=given.misses)
    if given.articles or given.list:
        by_article(taken, wanted, listed=given.list)


def report(
    taken: tuple[ArticleProposals, ...], wanted: list[Figure], names: Names, *, misses: bool
) -> None:
    """Print the shares, and what they miss."""
    found = subjects = attributes = both = 0
    for figure in wanted:
        ours = [
            (
                one,
                {
                    (
                        names.subject_is(one.subject, others, fact.subject),
                        names.attribute_is(one.attribute, fact.attribute),
                    )
                    for fact in figure.facts
                },
            )
            for one, others in proposed(taken, figure)
        ]
        rights = {right for _one, several in ours for right in several}
        found += bool(ours)
        right_subject = any(subject for subject, _ in rights)
        right_attribute = any(attribute for _, attribute in rights)
        subjects += right_subject
        attributes += right_attribute
        both += (True, True) in rights
        if misses and not (right_subject and right_attribute):
            lacking = "subject " * (not right_subject) + "attribute" * (not right_attribute)
            print(f"{lacking if ours else 'not found'}: {figure.value}  {figure.quote}")
            for fact in figure.facts:
                print(f"    wanted {fact.subject} · {fact.attribute}")
            for one, _several in ours:
                print(f"    got    {one.subject} · {one.attribute} ({one.confidence})")
    _shares(len(wanted), found, subjects, attributes, both)


def _shares(wanted: int, found: int, subjects: int, attributes: int, both: int) -> None:
    print(f"figures {wanted}")
    for label, hits, least in (
        ("found", found, RECALL),
        ("right subject", subjects, SUBJECTS),
        ("right attribute", attributes, ATTRIBUTES),
        ("both in one", both, None),
    ):
        aim = "" if least is None else f"  (wanted {least:.2f})"
        print(f"  {label:16}{hits:4}/{wanted:<4}{hits / max(wanted, 1):.3f}{aim}")


def by_article(taken: tuple[ArticleProposals, ...], wanted: list[Figure], *, listed: bool) -> None:
    """Print how much each article gave, and how much of it no figure stands for."""
    for article in taken:
        amounts = [each.proposal for each in article.marked if each.fact.quantity is not None]
        more = [
            one
            for one in amounts
            if not any(
                same_sentence(one.quote.text, figure.quote)
                and (one.value in figure.value or figure.value in one.value)
                for figure in wanted
            )
        ]
        source = article.article.source
        print(
            f"\n{source.title}\n  {len(article.marked)} proposals from"
            f" {len(article.article.quotes)} sentences, {len(amounts)} amounts,"
            f" {len(more)} of them without counterpart; {len(article.subjects)} new subjects"
        )
        for one in more:
            print(f"  without counterpart: {one.value}  {one.subject} · {one.attribute}")
        if listed:
            for subject in article.subjects:
                print(
                    f"  subject {subject.name} {subject.aliases} {subject.kind} {subject.part_of}"
                )
            for each in article.marked:
                one = each.proposal
                print(
                    f"  {one.quote.line:4} {one.kind:12} {one.value}  {one.subject} ·"
                    f" {one.attribute} ({one.confidence})"
                )


if __name__ == "__main__":
    main()
