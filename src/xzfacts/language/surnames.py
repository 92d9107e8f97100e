"""Chinese surnames, and whether a text looks like the name of a person."""

from collections.abc import Iterator

from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.numeric_chars import is_han

_TWO = frozenset(
    (
        "欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 东方 端木 长孙 宇文 轩辕 南宫 西门 "
        "万俟 赫连 淳于 濮阳 钟离 鲜于 闾丘 司空 亓官 巫马 漆雕 乐正 宗政 公冶 谷梁 "
        "闻人 澹台 呼延 申屠 太史 独孤 完颜 拓跋 公羊 百里 归海 斛律"
    ).split()
)
_ONE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤康易常温葛施牛樊安邢颜伍章梅庄倪庞俞兰芦聂齐岳殷焦柳辛骆欧左游关翟纪耿"
    "欧喻鲁包司甘祝华单农蓝莫蒙冼麦区岑班卓容阮饶柯鲍路褚尤霍翁宁祁申阎裴凌涂盛卜苗冀舒牟艾房季"
    "屈项童解骆管费柴蔺车褚娄仇隋傅詹符连丛桑滕沙商宫查靳古查匡洪谷鞠应娄巫鄢桂冉郎郁甄晏仲"
    "吉敖简瞿栾闵佘乔赖"
    "戚柏窦奚廉邬皮卞湛禹狄臧茅席麻危刁虞昝裘缪宗宣杭钮嵇荀惠曲封芮储糜井巴弓牧隗宓郗厉戎祖"
    "束幸韶郜蓟薄怀蒲邰鄂索籍屠池阴胥苍闻莘党贡劳逄姬扶堵宰郦雍璩濮寿边扈燕郏浦尚慕茹习宦鱼"
    "庾暨衡弘寇禄阙沃蔚隆巩晁勾融冷訾阚毋乜丰巢蒯荆竺逯盖桓景亓仝佟卫萧揭粟竹"
)
# Characters for the transliteration of foreign names.
_SOUNDS = (
    "阿埃艾爱安奥巴贝比彼博布查楚达代戴丹道德登迪蒂丁东杜多厄恩尔法凡菲费芬丰弗福盖戈格根古哈海汉赫亨"
    "华霍基吉加贾杰金卡凯坎康考科克肯库拉莱兰朗劳勒雷里理利莉丽列林琳卢鲁伦罗洛马玛迈麦曼梅蒙米密敏莫"
    "姆木穆纳娜奈南内尼涅诺帕派潘佩彭皮珀普奇齐恰钱乔切琼热荣瑞撒萨赛塞桑森沙珊舍申什史士斯丝苏索塔泰坦"
    "汤唐特腾提图托瓦万旺威维韦魏温文沃乌武西希锡夏香肖谢辛欣休雅亚延扬叶伊因英尤泽扎詹珍佐兹"
    "耶逊顿茨佛宾捷契夫娅莎黛妮蕾薇季拜伯奎昆廉保"
)
_FOREIGN = lazy_pattern(f"[{_SOUNDS}]{{2,6}}(?:·[{_SOUNDS}]{{1,6}}){{0,3}}")
_DASHED = lazy_pattern(f"[{_SOUNDS}本]{{2,5}}[-–—][{_SOUNDS}李朱陈]{{1,6}}")


def surname_of(name: str) -> str:
    """The surname at the start of a name; empty if there is none."""
    if name[:2] in _TWO:
        return name[:2]
    return name[:1] if name[:1] in _ONE else ""


def foreign_end(text: str, start: int) -> int:
    """The end of a transliterated name that begins here; 0 if there is none."""
    found = _FOREIGN.match(text, start)
    return found.end() if found else 0


def dashed_names(text: str) -> Iterator[tuple[int, int]]:
    """Where transliterated names of several parts with a dash between are: 鲁本-萨拉多."""
    return (found.span() for found in _DASHED.finditer(text))


def looks_like_person(name: str) -> bool:
    """Whether the name is a surname with one or two characters."""
    surname = surname_of(name)
    return bool(surname) and all(map(is_han, name)) and 1 <= len(name) - len(surname) <= 2
