"""Which of the facts that answer are shown, and in what order."""

from xzfacts.match import weights
from xzfacts.match.scorer import Scored


def ranked(found: list[Scored]) -> list[Scored]:
    """One entry a fact, best first. What was typed beats what it resembles."""
    kinds = {s.row.attribute for s in found if s.lone}
    if len(kinds) > 1:
        found = [s for s in found if not s.lone]
    typed = {
        s.mention.mask for s in found if s.mention and s.mention.whole and not s.mention.corrected
    }
    best: dict[int, Scored] = {}
    for scored in found:
        mention = scored.mention
        if mention and mention.corrected and not all(_inside(mask, mention.mask) for mask in typed):
            continue
        known = best.get(scored.row.id)
        if known is None or _better(scored, known):
            best[scored.row.id] = scored
    # A sentence bears many facts: where one of them is asked for, the others are not.
    asked = {s.row.subject for s in best.values() if s.asked}
    order = sorted(
        (s for s in best.values() if not (s.by_sentence and s.row.subject in asked)), key=_order
    )
    if not order:
        return []
    told = _told(order[0])
    window = weights.WINDOW_EXACT if _exactly(order[0]) else weights.WINDOW
    return [
        s
        for s in order
        if s.score >= order[0].score - window
        and (not told or s.asked or s.by_value)
        and (s.agreed or not order[0].agreed)
    ]


def _inside(mask: int, other: int) -> bool:
    """Whether a name is but a part of a longer one: 晨南 in 晨南福饰."""
    return mask & ~other == 0 and mask != other


def _better(one: Scored, other: Scored) -> bool:
    """Of two readings of one fact the better; of equal ones that with the longer name."""
    if round(one.score, 4) != round(other.score, 4):
        return one.score > other.score
    return _named(one) > _named(other)


def _named(scored: Scored) -> int:
    return scored.mention.mask.bit_count() if scored.mention else 0


def _exactly(scored: Scored) -> bool:
    """Whether a name of the very attribute was typed: then its synonyms are other things."""
    return scored.asked is not None and scored.asked.quality >= weights.ATTRIBUTE_ALIAS


def _told(scored: Scored) -> bool:
    """Whether attribute or value were surely named: then facts that have neither are noise."""
    asked = scored.asked is not None and scored.asked.quality >= weights.SURE_ATTRIBUTE
    return asked or scored.by_value


def _order(scored: Scored) -> tuple[float, bool, int, int]:
    """Best first; of equals, figures before words before dates, then as the store has them."""
    quantity = scored.row.read_quantity()
    kind = 1 if quantity is None else 2 if quantity.dimension == "date" else 0
    return -round(scored.score, 4), scored.asked is None, kind, scored.row.id
