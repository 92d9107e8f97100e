"""Rank and filter scored facts."""

from xzfacts.match import weights
from xzfacts.match.attribute_linking import names
from xzfacts.match.scored_fact import Scored


def ranked(found: list[Scored]) -> list[Scored]:
    """Return one entry per fact, best first. Exact names outrank corrected ones."""
    kinds = {s.row.attribute for s in found if s.lone}
    if len(kinds) > 1:
        found = [s for s in found if not s.lone]
    typed = any(s.mention and s.mention.whole and not s.mention.corrected for s in found)
    best: dict[int, Scored] = {}
    for scored in found:
        mention = scored.mention
        if typed and mention and mention.corrected:
            continue
        known = best.get(scored.row.id)
        if known is None or _better(scored, known):
            best[scored.row.id] = scored
    # A sentence states several facts: if the query asks for one, drop the others.
    asked = {s.row.subject for s in best.values() if s.asked}
    order = sorted(
        (s for s in best.values() if not (s.by_sentence and s.row.subject in asked)), key=_order
    )
    if not order:
        return []
    window = weights.WINDOW_EXACT if names(order[0].asked) else weights.WINDOW
    return [
        s
        for s in order
        if s.score >= order[0].score - window
        and (not order[0].is_named or s.asked or s.by_value)
        and (s.agreed or not order[0].agreed)
    ]


def _better(one: Scored, other: Scored) -> bool:
    """Whether `one` scores higher for the same fact; ties go to the longer mention."""
    if round(one.score, 4) != round(other.score, 4):
        return one.score > other.score
    return _mention_length(one) > _mention_length(other)


def _mention_length(scored: Scored) -> int:
    return scored.mention.mask.bit_count() if scored.mention else 0


def _order(scored: Scored) -> tuple[float, bool, int, int]:
    """Sort key: score, then quantities before text before dates, then store order."""
    quantity = scored.row.read_quantity()
    kind = 1 if quantity is None else 2 if quantity.dimension == "date" else 0
    return -round(scored.score, 4), scored.asked is None, kind, scored.row.id
