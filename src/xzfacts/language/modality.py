"""The modality of a statement, read from the words around it.

The one reader for drafts, stored sentences and articles: what extraction writes as the mode of a
fact is what a check reads from the same sentence.
"""

from xzfacts.language import qualifiers
from xzfacts.model.facts import Mode
from xzfacts.text.lazy_pattern import lazy_pattern

_RUMOURED = lazy_pattern("网传|传言|谣传|据传|误传|谣言|疑似")
_HYPOTHETICAL = lazy_pattern("如果|假如|假设|倘若|要是|若是|是否|吗$|是不是|有没有|或许|可能|恐怕")
_MODE_REACH = 10  # characters in front of a part of a sentence that may mark it as planned
_DENIAL_REACH = 4  # … as denied
# Behind a plan: what is said from here on is so already.
_ACHIEVED = lazy_pattern(
    "已|现有|现已|目前|如今|截[至止]|累计|实际|完成|去年|其中|同比|共有|拥有|于是|[；;。]"
)


def read_mode(chars: str, said: str, start: int, at: int) -> Mode:
    """The modality of a value of a sentence.

    chars: the sentence. said: the clause in front of the value and what follows it.
    start: where the clause begins. at: where the value does.
    """
    if _RUMOURED.search(chars):
        return Mode.RUMOURED
    if qualifiers.DOUBTED.search(chars) or qualifiers.NOT_STATED.search(said):
        return Mode.HYPOTHETICAL if _HYPOTHETICAL.search(chars) else Mode.DENIED
    if qualifiers.PLANNED.search(said) or _carried_plan(chars, start, at):
        return Mode.PLANNED
    return Mode.ASSERTED


def is_plan(chars: str, said: str, start: int, at: int) -> bool:
    """Whether a value is planned or expected, and no capacity. Arguments as of `read_mode`."""
    return qualifiers.EXPECTED.search(said) is not None or _carried_plan(chars, start, at)


def is_condition(chars: str, said: str) -> bool:
    """Whether a sentence states a value as a condition, what follows from it, or a possibility."""
    return _CONDITION.search(chars) is not None or _POSSIBLY.search(said) is not None


_CONDITION = lazy_pattern("如果|假如|假设|倘若|要是|若是|(?<![一-鿿])若(?!干)")
_POSSIBLY = lazy_pattern("或许|可能(?!性)|恐怕")


def _carried_plan(chars: str, start: int, at: int) -> bool:
    """Whether the clause goes on with a plan that an earlier one announces."""
    plans = [plan.end() for plan in qualifiers.INTENDED.finditer(chars, 0, start)]
    return bool(plans) and _ACHIEVED.search(chars, plans[-1], at) is None


def withheld(before: str, after: str) -> bool:
    """Whether the text around a part of a sentence marks it as denied, doubted or planned."""
    return bool(
        qualifiers.DOUBTED.search(before + " " + after)
        or qualifiers.NOT_STATED.search(before[-_DENIAL_REACH:])
        or qualifiers.INTENDED.search(before[-_MODE_REACH:])
    )
