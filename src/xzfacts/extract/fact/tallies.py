"""Results of games as one amount of a sentence: 11胜3负, 3金2银, 五连胜, 13投8中, 106-90."""

from collections.abc import Sequence

from xzfacts.language.amounts import Amount
from xzfacts.quantity.model import Quantity
from xzfacts.text.lazy_pattern import lazy_pattern

TALLY = "tally"  # the dimension of such amounts
_NUMBER = "(?:[0-9]+|[一二两三四五六七八九十]+)"
_TALLY = lazy_pattern(
    f"(?:{_NUMBER}[胜战](?:{_NUMBER}[平和负胜])+)(?![责担债荷载压重于面离])"
    f"|(?P<medals>{_NUMBER}金(?:{_NUMBER}银)?(?:{_NUMBER}铜)?|{_NUMBER}银(?:{_NUMBER}铜)?|{_NUMBER}铜)"
    "(?![一-鿿]{0,2}[额价色属融牌块条砖矿]|[行钱圆])"
    f"|{_NUMBER}连[胜败冠平]"
    f"|{_NUMBER}[投罚扑攻传]仅?{_NUMBER}中"
)
_SCORE = lazy_pattern(
    r"(?<![0-9.:：-])[0-9]{1,3}[-–—][0-9]{1,3}(?![0-9.岁年月日号%人家届:：-]|赛季)"
)
_GAME = lazy_pattern("胜|负|击败|不敌|力克|淘汰|[输赢]|逆转|领先|落后|平局|战平|比分|打成|[扳追]")
_AROUND = 10  # characters around a score


def with_tallies(chars: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return the amounts of a sentence, with each result as one of them."""
    if not any(mark in chars for mark in "胜金银铜连中-–—"):
        return tuple(amounts)
    scores = [
        Amount(score.start(), score.end(), Quantity(None, None, "()", "", TALLY, score[0]), "")
        for score in _SCORE.finditer(chars)
        if _GAME.search(chars, max(score.start() - _AROUND, 0), score.end() + _AROUND)
    ]
    found = scores + [
        Amount(match.start(), match.end(), Quantity(None, None, "()", "", TALLY, match[0]), "")
        for match in _TALLY.finditer(chars)
        if chars[match.start() - 1 : match.start()] not in {"第", "."}
        and not (match["medals"] and _is_material(match["medals"], chars))
    ]
    kept = [a for a in amounts if not any(t.start < a.end and a.start < t.end for t in found)]
    return tuple(sorted((*kept, *found), key=lambda amount: amount.start))


def attribute_of(text: str) -> str:
    """Return the attribute that a result is a value of."""
    if text[-1] == "中":
        return {"投": "投篮", "罚": "罚球"}.get(
            text.strip("0123456789中仅一二两三四五六七八九十"), "命中"
        )
    if text.strip("0123456789") in {"-", "–", "—"}:
        return "比分"
    if "连" in text:
        return text[text.index("连") :]
    if text[-1] not in "金银铜":
        return "战绩"
    return "金牌数" if text[-1] == "金" else "奖牌数"


def _is_material(text: str, chars: str) -> bool:
    """Whether a number of medals could be anything else: 五金, 2金属厂."""
    lone = sum(text.count(metal) for metal in "金银铜") == 1
    return lone and not (text[0].isdecimal() and any(word in chars for word in "牌赛冠得夺"))
