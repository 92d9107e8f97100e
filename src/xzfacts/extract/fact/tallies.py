"""Results of several games as one amount of a sentence: 11胜3负, 3金2银, 五连胜."""

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
)


def with_tallies(chars: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """Return the amounts of a sentence, with each result as one of them."""
    if not any(mark in chars for mark in "胜金银铜连"):
        return tuple(amounts)
    found = [
        Amount(match.start(), match.end(), Quantity(None, None, "()", "", TALLY, match[0]), "")
        for match in _TALLY.finditer(chars)
        if chars[match.start() - 1 : match.start()] not in {"第", "."}
        and not (match["medals"] and _is_material(match["medals"], chars))
    ]
    kept = [a for a in amounts if not any(t.start < a.end and a.start < t.end for t in found)]
    return tuple(sorted((*kept, *found), key=lambda amount: amount.start))


def attribute_of(text: str) -> str:
    """Return the attribute that a result is a value of."""
    if "连" in text:
        return text[text.index("连") :]
    if text[-1] not in "金银铜":
        return "战绩"
    return "金牌数" if text[-1] == "金" else "奖牌数"


def _is_material(text: str, chars: str) -> bool:
    """Whether a number of medals could be anything else: 五金, 2金属厂."""
    lone = sum(text.count(metal) for metal in "金银铜") == 1
    return lone and not (text[0].isdecimal() and any(word in chars for word in "牌赛冠得夺"))
