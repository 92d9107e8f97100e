"""Words for posts, and which of them exclude each other at one organisation."""

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.word_finder import WordTable, themselves

_HEADS = (
    "董事长 总经理 总裁 首席执行官 监事长 监事会主席 厂长 总工程师 总监 执行董事 理事长 会长 "
    "秘书长 省长 市长 州长 县长 区长 镇长 乡长 局长 厅长 处长 科长 部长 主任 主席 书记 "
    "党委书记 县委书记 市委书记 区委书记 镇党委书记 乡党委书记 党支部书记 村支书 村主任 校长 "
    "院长 园长 馆长 所长 站长 队长 团长 台长 社长 行长 组长 班长 总编辑 总编 主编 项目经理 "
    "经理 主教练 教练 法定代表人"
).split()
_OTHERS = (
    "常委 党委委员 党组成员 政协委员 人大代表 检察长 庭长 司令员 政委 创始人 创办人 记者 通讯员 "
    "董事 监事 教授 高级农艺师 工程师 高级工程师 发言人 联合创始人"
).split()

POST = lazy_pattern(
    "(?:常务)?副?(?:"
    + "|".join(sorted(_HEADS, key=len, reverse=True))
    + ")(?!医师|助理|办公室|令|们)|"
    + "|".join(sorted(_OTHERS, key=len, reverse=True))
)

_POSTS = WordTable(themselves((*_HEADS, *_OTHERS)))


def may_have_post(text: str) -> bool:
    """Whether a text may contain a post."""
    return _POSTS.occurs(text)


def post_ends(text: str) -> list[int]:
    """Where words for posts end in a text: a quick test before `POST`."""
    return [end for _start, end, _post in _POSTS.find(text)]


# A post that is held, not a profession or an action.
OFFICE = lazy_pattern("(?:常务)?副?(?:" + "|".join(sorted(_HEADS, key=len, reverse=True)) + ")")

# Words in front of a post that make it another one, or one that is not held now.
NOT_NOW = lazy_pattern(
    "(?:前任|时任|名誉|荣誉|代理|候任|拟任|曾任|曾经|曾|原任|前|原|代|兼|助理|下任|首任|历任)$"
)

# An organisation may have several of these at a time, and several deputies: each ward of a
# hospital has a 主任, each branch a 主席 or 会长. There is only one 监事会主席 or 村主任.
_SHARED = frozenset(
    (
        "总监 执行董事 处长 科长 部长 书记 主任 主席 会长 团长 站长 队长 组长 班长 主编 "
        "项目经理 经理 教练"
    ).split()
)
_SOLE = frozenset(_HEADS) - _SHARED

# One person holds at most one of these at an organisation.
_COMPANY = frozenset(
    (
        "董事长 副董事长 总经理 副总经理 常务副总经理 总裁 副总裁 监事长 监事会主席 "
        "厂长 副厂长 总工程师"
    ).split()
)


def sole(post: str) -> bool:
    """Whether only one person at a time holds the post at an organisation."""
    return post in _SOLE


def exclusive(one: str, other: str) -> bool:
    """Whether one person cannot hold both at an organisation: 董事长, 总经理; 局长, 副局长."""
    if one == other:
        return False
    if {one, other} <= _COMPANY:
        return "副董事长" not in {one, other} or "董事长" in {one, other}  # who may lead as well
    return one.removeprefix("常务").removeprefix("副") == other.removeprefix("常务").removeprefix(
        "副"
    )
