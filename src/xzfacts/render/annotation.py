"""A remark on a place in a file, as code hosts and editors show it beside the text.

What is found in a draft becomes annotations in `xzfacts.render.report.verdict_annotations`, a
fault of a store (`xzfacts.model.findings.Finding`) in `xzfacts.render.finding_annotations`.
"""

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]


class Place(NamedTuple):
    """A spot in a file; the line counts from 1, columns from 0, the end not included."""

    file: str
    line: int | None = None
    start: int | None = None
    end: int | None = None


class Annotation(NamedTuple):
    """code: stable English slug. place: None where there is no file, as for standard input.

    message: one sentence. details: more lines. related: another place to look at, and what
    is there.
    """

    code: str
    level: Level
    message: str
    place: Place | None
    details: tuple[str, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()


class Rule(NamedTuple):
    """What the annotations of one code have in common: their level, and what they mean.

    help: what to do about them.
    """

    level: Level
    text: str
    help: str | None = None
