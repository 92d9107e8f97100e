"""Facts that their sentences do not affirm: rumours, denials and conditions.

Such a fact never answers in place of one that is affirmed. Alone it is no answer to a question
for its value, unless the question asks for the rumour.
"""

from collections.abc import Iterable

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.match.scored_fact import Scored
from xzfacts.model.facts import NO_EVIDENCE
from xzfacts.text.lazy_pattern import lazy_pattern

_HEARSAY = lazy_pattern(
    "(?:网上|坊间|社会上)?(?:流传|盛传|谣传|据传|误传|网传|疯传)(?:的是|的|说|称|是)?"
    "|(?:的|有|哪些|什么){0,3}(?:谣言|传言|传闻|流言)(?:说|称|是|里|中)?|(?:被|已)?辟谣(?:的|了)?"
)


def affirmed(rows: Iterable[FactRow]) -> list[FactRow]:
    """The rows that their sentences affirm or plan."""
    return [row for row in rows if row.how not in NO_EVIDENCE]


def without_hearsay(text: str) -> str:
    """A query without the words that ask for a rumour; empty if there are none, or only these."""
    left = _HEARSAY.sub("", text)
    return "" if left == text else left.strip()


def affirmed_first(best: list[Scored]) -> tuple[list[Scored], list[Scored]]:
    """The facts that answer, affirmed ones first, and those that only come near.

    best: what the query finds, best first.
    """
    doubtful = [scored for scored in best if scored.row.how in NO_EVIDENCE]
    if not doubtful:
        return best, []
    sure = [scored for scored in best if scored.row.how not in NO_EVIDENCE]
    top = best[0]
    if top.row.how not in NO_EVIDENCE or not _asks_for_value(top):
        return sure + doubtful, []
    alike = [scored for scored in sure if _key(scored) == _key(top)]
    if not alike:
        return [], [scored for scored in doubtful if _key(scored) == _key(top)]
    return alike + [scored for scored in sure if _key(scored) != _key(top)] + doubtful, []


def rumours(best: list[Scored]) -> list[Scored]:
    """The facts that are not affirmed; of the best one's attribute, if its value is asked for."""
    doubtful = [scored for scored in best if scored.row.how in NO_EVIDENCE]
    if not doubtful or not _asks_for_value(best[0]):
        return doubtful
    return [scored for scored in doubtful if _key(scored) == _key(best[0])]


def _key(scored: Scored) -> tuple[int, int]:
    return scored.row.subject, scored.row.attribute


def _asks_for_value(scored: Scored) -> bool:
    """Whether the query asks for the value, and neither lists a subject nor names the value."""
    by_value = scored.by_value or (scored.mention is not None and scored.mention.how == "value")
    asked = scored.asked is not None or scored.by_question or scored.by_sentence
    return asked and not by_value
