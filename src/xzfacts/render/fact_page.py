"""One fact in full, with the other facts nearby in its article."""

from itertools import groupby

from rich.console import Group
from rich.text import Text

from xzfacts.i18n import gettext as _
from xzfacts.model.facts import Fact, Result
from xzfacts.render.highlights import segments
from xzfacts.render.styles import ASIDE, SUBJECT, WARNING, Screen, indented, printed, wrapped
from xzfacts.render.wording import DIVIDER, place, related_facts, remarks, source_line

_INDENT = 2
# Around the value where styles are not available.
_MARKS = "«{}»"


def fact(shown: Result, neighbours: tuple[Fact, ...], screen: Screen) -> str:
    """The fact, its sentence with the value highlighted, its source and related facts.

    `neighbours` are other facts of the article, shown last.
    """
    stated = shown.fact
    width = screen.width - _INDENT
    parts = [_sentence(stated, screen)]
    parts += [wrapped([(remark, "")], width, WARNING) for remark in remarks(stated)]
    details = (source_line(stated), stated.source.url or "", place(stated.place), stated.id)
    parts += [wrapped([(detail, "")], width, ASIDE) for detail in details if detail]
    parts += [
        wrapped([(related.line, "")], width, WARNING if related.warns else ASIDE)
        for related in related_facts(shown)
    ]
    name = f"{stated.subject}{DIVIDER}{stated.attribute}"
    blocks = [
        wrapped([(name, "")], screen.width, SUBJECT),
        wrapped([(stated.value, "value")], screen.width),
        *indented(parts, _INDENT),
    ]
    if neighbours:
        around = indented(_around(stated, neighbours, width), _INDENT)
        heading = wrapped([(_("Nearby in the article:"), "")], screen.width)
        blocks += [Text(), heading, *around]
    return printed(Group(*blocks), screen)


def _sentence(stated: Fact, screen: Screen) -> Text:
    pieces = segments(stated.sentence.quote, stated.value)
    if not screen.styled:
        pieces = [(_MARKS.format(text), role) if role else (text, role) for text, role in pieces]
    return wrapped(pieces, screen.width - _INDENT)


def _around(stated: Fact, neighbours: tuple[Fact, ...], width: int) -> list[Text]:
    """The neighbours by sentence, without repeating the sentence of the fact itself."""
    shown: list[Text] = []
    for sentence, facts in groupby(neighbours, key=lambda near: near.sentence):
        if sentence != stated.sentence:
            line = sentence.line
            number = "" if line is None else _("line {number}").format(number=line) + "  "
            shown += [Text(), wrapped([(number, "whole"), (sentence.quote, "")], width, ASIDE)]
        for near in facts:
            name = f"  {near.subject}{DIVIDER}{near.attribute}  "
            shown.append(wrapped([(near.value, "value"), (name, ""), (near.id, "whole")], width))
    return shown
