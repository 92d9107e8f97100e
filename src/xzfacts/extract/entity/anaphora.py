"""Words that stand for a name said before: 该公司, 全县, or 学校 at the head of a clause."""

import re
from collections.abc import Iterator, Sequence

from xzfacts.language.segmentation import Word
from xzfacts.text.lazy_pattern import lazy_pattern

# Words that point to a name that ends in them.
_OWN = (
    "院区 校区 新馆 分馆 大楼 法院 检察院 学院 大学 局 分局 基地 工程 大会 博览会 论坛 文化节 "
    "协会 中心 社区 小区 市 省 州 镇 乡 村 街道 馆 机场 站 队 合作社 医院"
).split()
_OTHERS = (
    "company:公司 企业 集团 上市公司 发行人;学|校|学院|幼儿园:学校 校;医院|卫生院:医院;院|院区:院;"
    "园|园区|区:园区;景区|古镇|古城|公园:景区;项目|工程:项目;培训|班:培训;班:培训班;会|展:展会;"
    "赛|马拉松:比赛 大赛;厂:工厂 厂;银行|行:银行;县|自治县:县;区|开发区:区;桥:大桥;线:线路;"
    "局|警方:警方;案:案 案件;person:他 她;work:影片 电影 影视剧 电视剧 剧集 片 剧 书;"
    "event:活动 赛事 事故 火灾 地震 灾害 爆炸 展览 画展 书展 车展 组委会 联赛 锦标赛 公开赛 "
    "邀请赛 大奖赛 挑战赛"
)
# What points to a name, and how the name ends that it points to (or its kind).
HEADS = dict(zip(_OWN, _OWN, strict=True)) | {
    head: ends
    for ends, heads in (each.split(":") for each in _OTHERS.split(";"))
    for head in heads.split()
}
_WORDS = "|".join(sorted(HEADS, key=len, reverse=True))
_POINTING = lazy_pattern(
    f"(?:该|本(?=[案次届公学医校院局县市区镇村])|此次?|这[家个所座条项次]|本次|本届|上述|全(?=[县市区省州镇乡村校院])|我(?=[县市区省州镇乡村校院]))({_WORDS})"
)
_BARE = lazy_pattern(
    "新?(公司|集团|企业|学校|学院|大学|校区|医院|院区|工程|景区|园区|基地|合作社|活动|大会|展会|"
    "展览|画展|书展|车展|赛事|比赛|组委会|事故|火灾|地震|爆炸|灾害|大桥|大楼|法院|培训|小区|社区|村|镇|县|市|工厂|该局)"
    "(?!户|均|民|里的|资金|名|规模|项目|系|代表|主义|政府|委|长|场|值|(?<=培训)[人干学教师])"
)


def pointing(chars: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    """The words in a clause that may point to a name; group 1 is what it is: a key of HEADS."""
    found = _POINTING.search(chars, start, end), _BARE.match(chars, start, end)
    return tuple(each for each in found if each)


PRONOUN = lazy_pattern("[他她](?![们人国乡日])")
# 该片, 全县, 县里, 校方, 他: words of one character that stand for a name.
_SHORT = lazy_pattern(
    "(?:该(?P<thing>[一-鿿])|[本全此](?P<head>[片剧书局厂店站院校村镇乡县市区省州馆团队所园案桥线]))"
    f"|(?P<place>[县市区省州村镇乡校院厂馆])[里上方]|(?P<person>{PRONOUN.pattern})"
)


def references(chars: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """The words in a sentence that stand for a name: where each begins and ends, and its head."""
    bounds = {word.start for word in words} | {len(chars)}
    for found in _SHORT.finditer(chars):
        if found.start() in bounds and (found["person"] or found.end() in bounds):
            yield *found.span(), next(filter(None, found.groups()))
    for found in _POINTING.finditer(chars):
        if len(found[1]) > 1:
            yield *found.span(), found[1]
