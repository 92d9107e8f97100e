"""Articles with labels beside them: each figure, and the subjects and attributes that are right.

`python -m benchmarks.extract FOLDER` measures with them, and so do the tests.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.fact.proposer import propose
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.model.declarations import Subject

# The measure at the end of an attribute matters little: 教室数, 教室间数 and 教室数量 are one.
_MEASURES = ("数", "数量", "数额", "人数", "户数", "金额", "场次")
_COUNTED = re.compile("[一-鿿]数$")
# Words of counting that a label may leave out.
QUALIFIED = re.compile("^(?:累计|现有|预计|计划|新增|拟)")


class Label(NamedTuple):
    """A fact that an article states: any of the subjects and attributes is right."""

    value: str
    subject: list[str]
    attribute: list[str]


@dataclass
class Score:
    """How many labels were found, and of how many the subject, the attribute, both are right."""

    wanted: int = 0
    found: int = 0
    subjects: int = 0
    attributes: int = 0
    both: int = 0
    proposals: int = 0
    misses: list[str] = field(default_factory=list)
    confident: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, label: Label, proposal: Proposal | None, called: set[str]) -> None:
        """Count a label, what was proposed of it, and the names of its subject."""
        self.wanted += 1
        if proposal is None:
            self.misses.append(f"not found: {label.value}  {label.subject[0]} · {label.attribute}")
            return
        subject, attribute = right_names(label, proposal, called)
        self.found += 1
        self.subjects += subject
        self.attributes += attribute
        self.both += subject and attribute
        self.confident.append((float(proposal.confidence), subject and attribute))
        if not (subject and attribute):
            lacking = " ".join(["subject"] * (not subject) + ["attribute"] * (not attribute))
            self.misses.append(
                f"{lacking}: {label.value}  {proposal.subject} · {proposal.attribute},"
                f" wanted {label.subject[0]} · {label.attribute[0]}"
            )


def right_names(label: Label, proposal: Proposal, called: set[str]) -> tuple[bool, bool]:
    """Whether the subject and the attribute of a proposal are right.

    called: the names of the proposed subject.
    """
    return bool(called & set(label.subject)), right_attribute(label, proposal.attribute)


def right_attribute(label: Label, name: str) -> bool:
    """Whether an attribute is right."""
    right = set().union(*map(_without_measure, label.attribute))
    return bool(_without_measure(name) & right)


def _without_measure(attribute: str) -> set[str]:
    """The attribute, and what it may be without the measure at its end."""
    found = {attribute, *(attribute.removesuffix(measure) for measure in _MEASURES)}
    found |= {_COUNTED.sub("", attribute)}
    return (found | {QUALIFIED.sub("", one) for one in found}) - {""}


def labels(path: Path) -> list[Label]:
    """The labels beside the article at the path."""
    entries = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["facts"]
    return [Label(**entry) for entry in entries]


def extracted(path: Path, catalog: Catalog) -> tuple[list[Proposal], Mapping[str, set[str]]]:
    """All proposals of a text, and the names of each new subject."""
    found: list[Proposal] = []
    subjects: list[Subject] = []
    for article in read_articles(path.read_text(encoding="utf-8"), path.name, "0" * 64):
        from_it = propose(article, catalog, tuple(subjects))
        found += from_it.proposals
        subjects += from_it.subjects
    return found, {s.name: {s.name, *s.aliases} for s in subjects}


def score(folder: Path, catalog: Catalog) -> Iterator[tuple[Path, Score, list[Proposal]]]:
    """Of each article of a folder the score, and what was proposed that no label is for."""
    for path in sorted(folder.glob("*.txt")):
        proposals, names = extracted(path, catalog)
        yield path, *score_article(path, proposals, names)


def score_article(
    path: Path, proposals: Iterable[Proposal], names: Mapping[str, set[str]]
) -> tuple[Score, list[Proposal]]:
    """The score of what was extracted from an article, and the proposals that no label is for."""
    rest = [*proposals]
    told = Score(proposals=len(rest))
    for label in labels(path):
        proposal = next((p for p in rest if p.value == label.value), None)
        called: set[str] = set()
        if proposal is not None:
            rest.remove(proposal)
            called = names.get(proposal.subject, {proposal.subject})
        told.add(label, proposal, called)
    return told, rest
