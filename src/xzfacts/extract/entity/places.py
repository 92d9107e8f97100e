"""Places by their form: chains of names that end in 省, 县, 街道 …, largest first."""

from bisect import bisect_right
from typing import NamedTuple

from xzfacts.text.lazy_pattern import lazy_pattern

PROVINCE = lazy_pattern(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|"
    "湖南|广东|海南|四川|"
    "贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_ENDING = lazy_pattern(
    "特别行政区|自治区|自治州|自治县|自治旗|民族乡|街道(?![两上])|社区(?![服工矫化])"
    "|(?<![全我该本各两外邻经据由从向])省(?![内外级会钱略部道时])"
    "|(?<![城超上股楼夜早菜都本全我该各门房])市(?![场民内外级值面容况价])"
    "|(?<![全我该本各两邻])县(?![内外城域级])"
    "|"
    "(?<![社小园景山地库灾校辖院牧置湾林矿厂城片全该本各我发新港老禁战时特])区(?![域别间位块内外级])"
    "|(?<![城乡古集小重全该本各])镇(?![静定痛压区上])"
    "|(?<![家城下返回故老同他异全该本各水还])乡(?![村镇亲下土音情愁里])"
    "|(?<![农乡全该本各驻山渔驻新进入])村(?![民庄落委级集里干支寨子口])"
    "|(?<=[一-鿿]{2})(?<![全该本各])州(?![市县区])"
    "|(?<=[一-鿿]{2})(?<![国红升战军党彩锦队团令全该本各])旗(?![舰帜下杆手号袍])"
    "|(?<=[一-鿿]{2})(?<![全该本各])苏木(?![乡镇])"
)
_CORE = lazy_pattern("(?!年)[一-鿿]+$")
_AT_BEGIN = lazy_pattern("(?:^|(?<=[,，。;；]))[据在]")
_LONG = 6  # characters of a place's own name; autonomous places have longer ones
_LONG_AUTONOMOUS = 14
_MIN = 1
_BAD_BEGIN = lazy_pattern(
    "^(?:[省市县区镇乡村]+$|省区?|一[家个座]|[多各全本该我两几每某此这那外]|十|几|而|去|到|但|看|有的|其他|省内|市内)"
)


class PlaceName(NamedTuple):
    """A chain of places, chars[start:end]; pieces: where each of them begins and ends."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]


def places(chars: str, cuts: tuple[int, ...], verbs: tuple[int, ...] = ()) -> tuple[PlaceName, ...]:
    """The chains of places in a text.

    cuts: where names begin at the earliest. verbs: ends of words that a name may begin behind
    where it would be too long.
    """
    chains: list[PlaceName] = []
    for ending in _ENDING.finditer(chars):
        at = bisect_right(cuts, ending.start())
        floor = cuts[at - 1] if at else 0
        last = chains[-1] if chains else None
        joined = last is not None and last.end >= floor and last.end <= ending.start()
        start = last.end if joined and last else floor
        core = _CORE.search(chars, start, ending.start())
        if core is None:
            continue
        start = core.start()
        led = None if joined else _AT_BEGIN.match(chars, start)
        start = led.end() if led else start  # 据青县统计局
        region = ending[0] == "自治区"  # 宁夏回族自治区 is one name
        province = None if region else PROVINCE.match(chars, start, ending.start())
        pieces: tuple[tuple[int, int], ...] = ()
        if province and not joined and province.end() < ending.start():
            pieces = ((start, province.end()),)
            start = province.end()
        length = ending.start() - start
        longest = _LONG_AUTONOMOUS if ending[0].startswith("自治") else _LONG
        if length > longest:
            at = bisect_right(verbs, ending.start() - 2)
            start = max(verbs[at - 1] if at else 0, start)
            length = ending.start() - start
        short = length < (2 if ending[0] in "区市村乡" and not (joined or pieces) else _MIN)
        if short or length > longest or _BAD_BEGIN.match(chars[start : ending.start()]):
            continue
        if joined and last and last.end == start and not pieces:
            chains[-1] = PlaceName(last.start, ending.end(), (*last.pieces, (start, ending.end())))
        else:
            pieces = (*pieces, (start, ending.end()))
            chains.append(PlaceName(pieces[0][0], ending.end(), pieces))
    return tuple(chains)


def own_name(chars: str, place: PlaceName) -> tuple[int, int]:
    """Where the chain's own name stands: its last piece; a district goes with its city."""
    start, end = place.pieces[-1]
    if chars[end - 1] == "区" and len(place.pieces) > 1:
        before = place.pieces[-2]
        if chars[before[1] - 1] == "市" and not chars[start:end].endswith("自治区"):
            return before[0], end
    return start, end
