"""Names by their form: companies, places, institutions, projects and events.

A name ends in a word that says what it is (有限公司, 县, 医院, 工程) and begins behind the last
word that no name reaches across. Nothing here knows any name.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from xzfacts.extract.entity.places import PROVINCE, PlaceName, places
from xzfacts.extract.entity.sentence_words import words
from xzfacts.extract.fact.lexicon import lexicon
from xzfacts.extract.fact.tokens import Line
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.short_forms import LEGAL_ENDINGS

_KINDS = ("company", "organization", "facility", "project", "event", "course")


@cache
def endings() -> Mapping[str, str]:
    """The words that say what a name is of, with the kind of each."""
    found = {word: kind for kind in _KINDS for word in lexicon().lists[f"ends_{kind}"]}
    return found | dict.fromkeys(LEGAL_ENDINGS, "company")


@cache
def _ending() -> re.Pattern[str]:
    words = "|".join(sorted(endings().keys() - {"系", "科"}, key=len, reverse=True))
    return lazy_pattern(
        # 医院院长, 局长 and 项目部 are other words.
        f"(?:{words})(?![长内外型制式级员习]|负责人|资金|建设期|(?<=厂)[房家区里商子方矿])"
        # 医学系 of a university
        "|(?:(?<=[学院][一-鿿]{2})|(?<=[学院][一-鿿]{3})|(?<=[学院][一-鿿]{4}))系(?![统列数])"
        # 肿瘤科 of a hospital
        "|(?:(?<=医院[一-鿿]{2})|(?<=医院[一-鿿]{3})|(?<=医院[一-鿿]{4}))科(?![学技研普员长目])"
    )


_NOT_ENDING = lazy_pattern(
    "(?:布局|格局|结局|大局|全局|开局|时局|战局|餐厅|客厅|大厅|小学生|中学生|大学生|[原按有的度资展作持购年月]计划)$"
)
_HARD = lazy_pattern(r"[，,;；:：。！？!?（）()【】\[\]…—\n■、《》<>/|]|\s")
_INNER = lazy_pattern(r"(?<=[一-鿿])[（(][一-鿿]{2,4}[)）]$")  # 青禾(集团)有限公司
_INNER_REACH = 7
_QUOTED = lazy_pattern('[“「『"]([^“”「」『』"]{2,30})[”」』"]')
_CLOSED = lazy_pattern("[”」』]")
_INSIDE = lazy_pattern(r"^[一-鿿0-9A-Za-z·&+—“”\".-]+(?:[（(][一-鿿]{2,4}[)）][一-鿿]*)?$")
_VERBAL = lazy_pattern(
    "累计|投入|引导|帮助|扶持(?!基金|中心|办)|动员|采购|销售(?!有限|公司)|原?计划(?=[投新建])|击败|战胜|力克|险胜|横扫|不敌|负于|登陆|震中|东道主|乘坐|换乘|搭乘|全场比赛|报告期内|本次|此次|(?<=[发收])到|办理|裁定|宣告|判决|裁决|责令|引发|导致|由于|(?<!基)因(?![素果子特])"
)
_LED = lazy_pattern("^(?:省|市|州|县|区|旗|镇|乡|村|中央|国家|全国)(?!场)")
_LEADING = lazy_pattern(
    "^(?:[0-9]{4}-[0-9]{2,4}|上述|同一|经营(?=活动)|海外(?=市场)|据(?=.{4})|其中|经(?=[省市县区州]|国家)|给|致行动人|一[家个座所条场届次项名]|[首多两几][家个座所条场次项批]|个|家|座|所|条|场|项|名|余|多|"
    "优质|重点|大型|新|老|本|该|全(?!程)"
    "|[本上下新]赛季|(?:施工|承建|建设|投资|运营|主办|承办|协办|监理|设计|供应|中标|捐赠|受赠)(?:方|单位|商|企业)"
    r"|20\d\d年(?=.{0,2}$))+"
)
_LONGEST = 36
# Each of them has a name of its own: 沧浯高速, 云岭隧道.
_OWN_NAMED = frozenset(
    "高速 高速公路 高铁 隧道 大桥 特大桥 水库 古镇 机械厂 农商银行 村镇银行 农商行".split()
)
_CORE_OF_OWN = range(2, 5)  # characters
_CORE_OF_GROUP = range(4, 7)
_LONG_PLACE = 5
# With these an ending is a common noun, however often it is said: 半程马拉松, 桥梁工程.
_NO_NAME = frozenset(
    (
        "全程 半程 迷你 男子 女子 主体 主线 土建 路基 桥梁 桥涵 隧道 路面 绿化 亮化 装修 装饰 "
        "安装 防水 基础 "
        "配套 附属 水利 民生 惠民 安全 生产 安全生产 交通 道路交通 聚集性 全线 全部 在建 续建 "
        "拟建 重点 室内 室外 经营 投资 筹资 融资 海外 境外 国内 国际"
    ).split()
)


_PLANNED = lazy_pattern(
    "[投新改扩增减建购引培招分总完实推开用发于在自到向将以通年今明本未全再每逐力]|[0-9]|[一二三四五六七八九十]"
)
_NUMBERED_ENDS = frozenset("局冶建院中小厂航公")  # 中铁二十三局

# What persons and companies are to each other, as said right before their names.
ROLE = lazy_pattern(
    "(?:第?[一二三四五]大股东|控股股东|大股东|股东(?!大?会|[所的权])|实际控制人|实控人|一致行动人|全资子公司|控股子公司|"
    "(?:参股|控股|下属|所属|关联|联营|合营)(?:企业|公司)|子公司|孙公司|附属公司|母公司|关联方|中标人|候选人|中标单位|招标人|投资方|受让方|转让方|"
    "(?:联席|执行|独立)?董事长?(?![会局])|监事(?!会)|高管|总经理|副?总裁|创始人)"
)


class Found(NamedTuple):
    """A stretch that has the form of a name. sure: whether it can hardly be a common noun."""

    start: int
    end: int
    kind: str
    sure: bool


def find_names(line: Line) -> tuple[Found, ...]:
    """The names in a sentence, left to right, the longest where one holds another.

    Names that are just a place come as chains: 富山省青县河镇 is one.
    """
    chars = line.chars
    cuts = _cuts(line)
    verbs = (t.end for t in line.tokens if t.sort in "vp" and t.end - t.start > 1)
    long = (w.end for w in words(chars) if w.tag in "vw" and w.end - w.start > 1)
    chains = places(chars, tuple(sorted((*cuts, *verbs))), tuple(long))
    ended: set[int] = {p.end for p in chains}
    found = [Found(p.start, p.end, "place", sure=_sure_place(chars, p)) for p in chains]
    starts = {p.start: p.end for p in chains}
    counted = {a.start for a in line.amounts if a.quantity.dimension == "count"}
    for ending in _ending().finditer(chars):
        if _NOT_ENDING.search(chars, max(ending.start() - 2, 0), ending.end()):
            continue
        planned = _PLANNED.match(chars, ending.end()) or ending.start() in ended
        if ending[0] == "计划" and planned:
            continue  # 计划投资 is what is going to be done
        kind = endings()[ending[0]]
        start = _start(line, cuts, ending.start(), ended)
        inner = _INNER.search(chars, max(start - _INNER_REACH, 0), start)
        if inner and start > 0:
            start = _start(line, cuts, inner.start(), ended)
        start = max((r.end() for r in ROLE.finditer(chars, start, ending.start())), default=start)
        start += len((_LEADING.match(chars[start : ending.start()]) or _NOTHING)[0])
        ended.add(ending.end())
        core = chars[start : ending.start()]
        if not _INSIDE.match(chars[start : ending.end()]) or not core or core in _NO_NAME:
            continue
        if kind == "company" and _COMMON_COMPANY.search(core) and ending[0] in {"公司", "集团"}:
            continue
        if kind != "event" and ending.end() in counted and start not in starts:
            continue  # 成立合作社26个 is no name
        placed = start in starts or PROVINCE.match(core) is not None
        quoted = chars[start - 1 : start] == "“" and chars[ending.end() : ending.end() + 1] == "”"
        sure = quoted or _sure(core, kind, ending[0], placed=placed)
        found.append(Found(start, ending.end(), kind, sure))
    return _longest(found)


_NOTHING = [""]
# A company is no name by these alone: 上市公司, 报告期末公司.
_COMMON_COMPANY = lazy_pattern(
    "(?:^|详见|要求|上市|标的|目标|母|[期年月]末|季度|半年|年度|全资|控股|参股|拟|该|本|[增减]持|收购|归属于.*)$"
)


def _sure_place(chars: str, place: PlaceName) -> bool:
    start, end = place.pieces[-1]
    small = chars[end - 1] in "区村" and end - start > _LONG_PLACE
    return len(place.pieces) > 1 or not small


def _sure(core: str, kind: str, ending: str, *, placed: bool) -> bool:
    if placed and core:
        return True
    if len(core) < 2:
        return bool(len(core) > 1 and "“" in core)
    if kind == "company" and ending in LEGAL_ENDINGS and ending not in {"公司", "集团", "合作社"}:
        return True
    if core.endswith("批”"):
        return False
    if core[-1] == "”" or (core[0] == "“" and kind != "project"):
        return True
    if ending == "集团" and len(core) in _CORE_OF_GROUP:
        return True
    if ending in _OWN_NAMED and len(core) in _CORE_OF_OWN:
        return True
    return kind == "organization" and _LED.match(core) is not None


def _cuts(line: Line) -> tuple[int, ...]:
    """Where a name may begin at the earliest: behind words and marks that none reaches across."""
    quoted = [q.span() for q in _QUOTED.finditer(line.chars)]

    def inside(at: int) -> bool:
        return any(start < at < end for start, end in quoted)

    ends = [t.end for t in line.tokens if t.cuts and not inside(t.start)]
    ends += [m.end() for m in _HARD.finditer(line.chars) if not inside(m.start())]
    ends += [m.end() for m in _VERBAL.finditer(line.chars) if not inside(m.start())]
    ends += [m.end() for m in ROLE.finditer(line.chars)]
    ends += [q[0] for q in quoted]
    ends += [
        a.end
        for a in line.amounts
        if a.quantity.dimension != "ordinal" and not _of_name(line.chars, a.start, a.end)
    ]
    return tuple(sorted(ends))


def _of_name(chars: str, start: int, end: int) -> bool:
    """Whether an amount may stand in a name: 2024年, 二期."""
    text = chars[start:end]
    if bool(re.fullmatch("[12][0-9]{3}年度?", text)) or text[-1:] in "期号届路":
        return True
    return not text[0].isdecimal() and chars[end : end + 1] in _NUMBERED_ENDS


def _start(line: Line, cuts: tuple[int, ...], ending: int, ended: set[int]) -> int:
    at = bisect_right(cuts, ending)
    start = max(cuts[at - 1] if at else 0, ending - _LONGEST)
    for at in range(start, ending):
        if at in ended and line.chars[at] == "新":
            start = at + 1
    # Verbs that may stand in names cut where they follow a name or a place follows them.
    for token in line.between(start, ending):
        if token.sort in "vp" and not token.cuts and token.end < ending:
            new = line.chars[token.start - 1] == "新" and token.start - 1 in ended
            follows = token.start in ended or token.start == start
            if new or (follows and ending - token.end > 2) or PROVINCE.match(line.chars, token.end):
                start = token.end
    if line.chars[start] in "“「『" and not _CLOSED.search(line.chars, start, ending):
        start += 1
    return start


def _longest(found: list[Found]) -> tuple[Found, ...]:
    kept: list[Found] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if kept and name.start < kept[-1].end:
            if (name.end > kept[-1].end and name.start <= kept[-1].start) or (
                name.end > kept[-1].end and not kept[-1].sure
            ):
                kept[-1] = name
            continue
        kept.append(name)
    return tuple(kept)


def kind_of(name: str) -> str:
    """What kind of thing a name's ending says it is; "" where it says nothing."""
    chain = places(name, ())
    if chain and chain[-1].end == len(name):
        return "place"
    for ending in _ending().finditer(name):
        if ending.end() == len(name):
            return endings()[ending[0]]
    return ""
