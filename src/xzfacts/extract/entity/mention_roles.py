"""What the words around a mention say of its role in the sentence, and words that point back."""

import re
from collections.abc import Iterator
from functools import lru_cache

from xzfacts.extract.entity.anaphora import HEADS, PRONOUN, pointing
from xzfacts.extract.entity.entities import Entity, Mention
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern

OUTSIDE = -1  # of all brackets
_POST = lazy_pattern(
    "(?:主任|书记|[局院校队会部县市镇厅处科站所馆]长|经理|主席|总裁|负责人|主播|代表)$"
)
_PREPOSITION = lazy_pattern(
    "(?:[在于向为对与和及同从由被受据给比占至到往经因随跟将把以让使靠]|"
    "围绕|来自|根据|通过|位于)[“《]?$"
)
_LEFT = (
    ("prep", _PREPOSITION),
    ("made", lazy_pattern(
        "(?:引进|成立|创办|创立|开办|新建|改建|扩建|建成|建立|投建|打造|举办|举行|建设|修建|组建|启动|"
        "推出|实施|发生|突发|引发)(?:了|起)?(?:[一首两]?[家个座所条场届次项起宗例])?[“《]?$")),
    ("object", lazy_pattern(
        "(?:收购|中标|增持|减持|认购|买入|购买|回购|质押|进行|推进|完成|服务|参观|考察|调研|慰问|捐赠给|捐给|支援|帮扶|帮助|支持|加入|参加|是|成为|获|获得|"
        "当选|担任|任|属于|隶属|覆盖|送至|送往|了|过|持有|控股)[“《]?$")),
    ("role", lazy_pattern("(?:股东|控制人|子公司|一致行动人|高管|董事长?|总裁|经理|选手|名将)$")),
    ("dealt with", lazy_pattern(
        "(?:判处|判决|判令|宣判|奖励|表彰|授予)(?:被告人?|上诉人|嫌疑人)?$")),
    ("list", lazy_pattern("、[“《]?$")),
    ("of", lazy_pattern("的[“《]?$")),
)  # fmt: skip
_RIGHT = (
    ("list", lazy_pattern("[”》]?(?:、|等[0-9一二三四五六七八九十多余])")),
    ("and", lazy_pattern("[”》]?(?:[和与及]|以及)")),
    ("of", lazy_pattern("[”》]?的")),
    ("says", lazy_pattern(
        "[”》]?(?:介绍|表示|说|称|指出|强调|透露|告诉|认为|坦言|解释|分析|通报|讯|消息|快讯|获悉|报道|统计|查阅|发布公报)")),
    ("tells", lazy_pattern("[”》]?[^,，。;；]{0,12}?(?:公告|公布|发布|披露|宣布|刊发)")),
    ("notice", lazy_pattern("[”》]?(?:[(（][^)）]*[)）])?(?:发来的?|出具的?|的?通知|函告)")),
    ("mark", lazy_pattern("[”》]?(?:[,，:：。;；]|$)")),
)  # fmt: skip
_EMPTY = lazy_pattern(
    "(?:目前|当前|如今|近日|日前|据悉|据了解|此外|同时|其中|今年|去年|现在|昨日|昨天|今天|截至目前|此前|"
    "期间|另外|[“”‘0-9年月日,，.—-])*$"
)
_NEAR = 12  # characters of context around a mention


def side(line: Line, mention: Mention) -> tuple[str, str]:
    """The roles that the words before and behind a mention give it."""
    start = line.clauses[line.clause_at(mention.start)][0]
    before = line.chars[max(start, mention.start - _NEAR) : mention.start]
    behind = line.chars[mention.end : mention.end + _NEAR]
    left = (
        "post"
        if mention.entity.kind == "person" and _POST.search(before)
        else "start"
        if _EMPTY.match(before)
        else next((role for role, words in _LEFT if words.search(before)), "other")
    )
    right = next((role for role, words in _RIGHT if words.match(behind)), "other")
    return left, right


def pointers(line: Line) -> Iterator[tuple[int, int, str]]:
    """Words such as 该公司 in a sentence: where each begins and ends, and its head."""
    for start, end in line.clauses:
        for found in pointing(line.chars, start, end):
            if _PREPOSITION.search(line.chars, start, found.start()):
                continue  # 占全市的52%
            yield found.start(), found.end(), found[1].removeprefix("该")
    for pronoun in PRONOUN.finditer(line.chars):
        yield *pronoun.span(), pronoun[0]


@lru_cache(maxsize=256)
def _ending(head: str) -> re.Pattern[str]:
    return re.compile(f"(?:{HEADS.get(head, head)}|{head})$")


def fits(entity: Entity, head: str) -> bool:
    """Whether a word such as 公司 may stand for the entity."""
    wanted = HEADS.get(head, head)
    if wanted == "company" and entity.how & {"code", "listed", "main"}:
        return True
    if wanted == "company" and entity.name.endswith("厂"):
        return head == "企业"
    if wanted in {"company", "event", "person", "work"}:
        return entity.kind == wanted
    return _ending(head).search(entity.name) is not None


def bracket_of(line: Line, position: int) -> int:
    """Where the bracket opens that a position stands in, or -1."""
    opened = max(line.chars.rfind(mark, 0, position) for mark in "（(")
    closed = max(line.chars.rfind(mark, 0, position) for mark in "）)")
    return opened if opened > closed else OUTSIDE
