"""Annotations: remarks on a place in a file, as code hosts and editors show them.

They are made from verdicts in `xzfacts.render.report.verdict_annotations` and from findings in
`xzfacts.render.finding_annotations`.
"""

from typing import NamedTuple

from xzfacts.model.finding_catalogue import Level


class Place(NamedTuple):
    """A position in a file.

    file: its path.
    line: 1-based.
    start: 0-based column.
    end: 0-based column, exclusive.
    """

    file: str
    line: int | None = None
    start: int | None = None
    end: int | None = None


class Annotation(NamedTuple):
    """A remark on a place.

    code: stable English slug.
    level: severity.
    message: one sentence.
    place: None where there is no file, as for standard input.
    details: further lines.
    related: other places with a description.
    """

    code: str
    level: Level
    message: str
    place: Place | None
    details: tuple[str, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()


class Rule(NamedTuple):
    """What the annotations of one code have in common.

    level: severity.
    text: what they mean.
    help: what to do about them.
    """

    level: Level
    text: str
    help: str | None = None
