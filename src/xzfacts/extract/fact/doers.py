"""Whose a figure is where the grammar of its clause alone tells: of causes and of performers."""

from xzfacts.extract.entity.entities import Mention
from xzfacts.extract.entity.holders import Holder, Resolved
from xzfacts.language.amounts import Amount
from xzfacts.text.lazy_pattern import lazy_pattern

_EVENT = frozenset(("event", "named event"))
RESULT = "成绩"
_CAUSES = lazy_pattern("(?:已|共|目前|已经)*(?:造成|致使|导致|致(?![富电辞敬力]))")
_THIS = lazy_pattern("[此本这该][次场起]")
_LED = lazy_pattern("(?:连日|持续|近日|日前|昨[日夜]|今[日晨]|[此本这该][次场]|的)*")
_LISTED = lazy_pattern("[、和与及]|等")


def of_cause(resolved: Resolved, amount: Amount, focus: Holder) -> Holder:
    """The event that a clause begins with rather than what it does harm to: 台风造成树木倒伏."""
    line = resolved.line
    start, _end = line.clauses[line.clause_at(amount.start)]
    for event in resolved.listed:
        this = _THIS.fullmatch(line.chars, start, event.start)
        named = line.chars.find(focus.entity.name, start, amount.start)
        if this and event.entity.how & _EVENT and named < 0:
            return Holder(event.entity, focus.logit)
        caused = _CAUSES.match(line.chars, event.end)
        led = _LED.fullmatch(line.chars, start, event.start)
        if led is None or not event.entity.how & _EVENT or caused is None:
            continue
        harmed = line.chars.find(focus.entity.name, start, amount.start)
        behind = harmed + len(focus.entity.name)
        one = harmed >= 0 and _LISTED.match(line.chars, behind) is not None
        if harmed < 0 or one or focus.entity.how == {"phrase"}:
            return Holder(event.entity, focus.logit)
    return focus


def of_performer(resolved: Resolved, amount: Amount, focus: Holder) -> Holder:
    """The person named last before a result in its clause."""
    line = resolved.line
    start, _end = line.clauses[line.clause_at(amount.start)]
    persons: list[Mention] = [
        m
        for m in resolved.listed
        if m.entity.kind == "person" and start <= m.start and m.end <= amount.start
    ]
    if focus.entity.kind == "person" or not persons:
        return focus
    return Holder(persons[-1].entity, focus.logit)
