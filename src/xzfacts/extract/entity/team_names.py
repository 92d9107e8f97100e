"""Names of sports teams: both sides of a match."""

from collections.abc import Iterator

from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

# Both sides of a match: 岚州海鹰主场3比1力克金浦星辰.
_BEATS = lazy_pattern(
    "(?:击败|战胜|力克|险胜|轻取|横扫|不敌|负于|逆转|大胜|完胜|战平)(?:东道主|卫冕冠军|主队|客队)?"
    "(?P<name>[一-鿿]{2,8}?)(?=[,，。;；、！!的]|$|晋级|夺冠|挺进|之?后|来说|而)"
)
_PLAYS = lazy_pattern(
    "(?:昨[晚日天]|今[晚日天]|当晚|[0-9]{1,2}日|,)*(?P<name>[一-鿿]{2,8}?)(?:俱乐部)?"
    "(?=[0-9]{1,2}日|在|主场|客场|点球|以|加时|昨|今|当晚|[0-9])"
)


def teams(line: Line) -> Iterator[tuple[int, int]]:
    """Yield where the name of each team in a sentence begins and ends; several may overlap."""
    for beaten in _BEATS.finditer(line.chars):
        yield beaten.span("name")
        start = line.clauses[line.clause_at(beaten.start())][0]
        plays = _PLAYS.match(line.chars, start, beaten.start())
        if plays:
            yield plays.span("name")
