"""The modality of a statement, read from the words around it.

The one reader for drafts, stored sentences and articles: what extraction writes as the mode of a
fact is what a check reads from the same sentence.

A mark of a plan, forecast or condition also governs the clauses behind it, up to a statement of
what is so already or a time of its own: 建成后，预计带动就业300人，年产值达到60万元 are two plans.
"""

from bisect import bisect_right
from collections.abc import Sequence

from xzfacts.language import qualifiers
from xzfacts.model.facts import Mode
from xzfacts.text.lazy_pattern import lazy_pattern

_RUMOURED = lazy_pattern("网传|传言|谣传|据传|误传|谣言|疑似")
_HYPOTHETICAL = lazy_pattern("如果|假如|假设|倘若|要是|若是|是否|吗$|是不是|有没有|或许|可能|恐怕")
_DENIAL_REACH = 4  # characters in front of a part of a sentence that may mark it as denied

# Plans and forecasts that go on in later clauses. A proposed dividend (拟每10股派现3.5元,
# 拟向股东派现) is compared with the one that a report states.
_INTENDED = lazy_pattern(
    "计划(?!生育)|预计|力争|争取|(?<![模虚])拟(?![态人声合真物每向0-9])|即将|有望|目标(?!价)"
    "|(?<![大名小老少健麻干虎猛主])将(?=[于在建投达有会扩新改带增实招培再继陆全进成形开启推完提创吸引迎超突可能])"
    "|预期|预测|预估|预料|预判|预言|打算|准备(?!金)|估计|希望(?!小学|工程)|有信心|有把握|看好|瞄准|确保|承诺(?!书)"
    "|(?:按照?|根据|依照|依据).{0,8}(?:规划|设计|方案|设想|蓝图)"
    "|明年|后年|届时|下一步|未来[几两三五十0-9一]"
    "|(?:认为|相信|觉得)(?=.{0,20}(?:可以|能够?|会[达超增突]|将))"
    "|(?:可以|能够?)(?:做到|达到|实现|超过|突破)|可望"
    "|建成(?:投[产用运])?后|[投达]产后|投用后|[竣完]工后|落成后"
)
# Behind a value, and in the clause behind its own: 带动就业300人，是下一个目标.
_GOAL = lazy_pattern("的.{0,6}(?:目标|愿景|设想|蓝图)")
_IS_GOAL = lazy_pattern("(?:这?是|成为|为).{0,14}(?:目标|愿景|设想|蓝图)")
_CONDITION = lazy_pattern("如果|假如|假设|倘若|要是|若是|一旦|只要|(?<![一-鿿])若(?!干)")
_IF = lazy_pattern("若(?![干尔羌虚无])|如(?:能|获|遇|按期|顺利)")  # at the start of a clause
_POSSIBLY = lazy_pattern("或许|可能(?!性)|恐怕")

# Behind a plan: what is said from here on is so already or was so.
_PRESENT = (
    "已|现有|现已|目前|如今|截[至止]|去年|前年|上年|昨[天日年]|上月|上周|今年以来|拥有|于是|[；;。]"
)
_ACHIEVED = lazy_pattern(_PRESENT)
# … and in a later clause than the mark, where it is no part of the plan.
_ACHIEVED_LATER = lazy_pattern(
    _PRESENT + "|累计|实际|共有|(?<![到在至于])(?:19|20)[0-9]{2}年(?!前|底前|末前)"
)

_SO_ALREADY = lazy_pattern(_PRESENT + "|累计|实际")


def says_achieved(chars: str) -> bool:
    """Whether a text names what is so already, and no plan: 实际, 累计, 目前."""
    return _SO_ALREADY.search(chars) is not None and not _INTENDED.search(chars)


def read_mode(chars: str, said: str, heads: Sequence[int], at: int) -> Mode:
    """The modality of a value of a sentence.

    chars: the sentence. said: the clause in front of the value and what follows it.
    heads: where the clauses begin, up to that of the value. at: where the value does.
    """
    if _RUMOURED.search(chars):
        return Mode.RUMOURED
    if qualifiers.DOUBTED.search(chars) or qualifiers.NOT_STATED.search(said):
        return Mode.HYPOTHETICAL if _HYPOTHETICAL.search(chars) else Mode.DENIED
    if _goes_on(_last_condition(chars, heads, at), chars, heads, at):
        return Mode.HYPOTHETICAL
    if qualifiers.PLANNED.search(said) or _is_in_plan(chars, heads, at):
        return Mode.PLANNED
    return Mode.ASSERTED


def is_goal(behind: str, following: str) -> bool:
    """Whether a value is called a goal in the rest of its clause or in the following clause."""
    return _GOAL.search(behind) is not None or _IS_GOAL.match(following) is not None


def is_plan(chars: str, said: str, heads: Sequence[int], at: int) -> bool:
    """Whether a value is planned or expected, and no capacity. Arguments as of `read_mode`."""
    return qualifiers.EXPECTED.search(said) is not None or _is_in_plan(chars, heads, at)


def is_condition(chars: str, said: str) -> bool:
    """Whether a sentence states a value as a condition, what follows from it, or a possibility."""
    return _CONDITION.search(chars) is not None or _POSSIBLY.search(said) is not None


def withheld(before: str, piece: str, after: str) -> bool:
    """Whether the text around a piece of a sentence marks it as denied, doubted or planned."""
    return bool(
        qualifiers.DOUBTED.search(before + " " + after)
        or qualifiers.NOT_STATED.search(before[-_DENIAL_REACH:])
        or _is_in_plan(before + piece, (0, len(before)), len(before))
    )


def _is_in_plan(chars: str, heads: Sequence[int], at: int) -> bool:
    plans = [plan.end() for plan in _INTENDED.finditer(chars, 0, at)]
    return _goes_on(max(plans, default=0), chars, heads, at)


def _last_condition(chars: str, heads: Sequence[int], at: int) -> int:
    """The end of the last condition mark in front of a value; 0 if there is none."""
    found = [mark.end() for mark in _CONDITION.finditer(chars, 0, at)]
    found += [mark.end() for mark in (_IF.match(chars, head, at) for head in heads) if mark]
    return max(found, default=0)


def _goes_on(mark: int, chars: str, heads: Sequence[int], at: int) -> bool:
    """Whether what a mark announces goes on up to the value. mark: its end; 0 if there is none."""
    if mark == 0 or _ACHIEVED.search(chars, mark, at):
        return False
    later = bisect_right(heads, mark - 1)
    return later == len(heads) or _ACHIEVED_LATER.search(chars, heads[later], at) is None
