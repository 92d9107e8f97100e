"""Normalises the characters of amounts: digits, numerals, hedges and units.

The length never changes, so that positions are those of the original. Other characters are
not replaced; `xzfacts.text.normalize` is for names.
"""

import re

_FULL_WIDTH = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%+-./:^~$<="
# Each pair: as it may stand, then the plain character.
_PAIRS = (
    # financial and traditional numerals
    "壹一弌一贰二貳二叁三叄三參三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千倆两兩两萬万億亿"
    "○〇◯〇負负點点"
    # hedges and adjacent words
    "餘余幾几數数約约過过達达滿满於于從从後后來来內内間间與与會会於于倖幸"
    # classifiers and units
    "個个條条畝亩頃顷塊块錢钱棟栋層层處处輛辆張张雙双對对項项歲岁臺台戶户屆届種种類类線线"
    "頓顿顆颗冊册噸吨鎊镑銖铢韓韩歐欧場场門门輪轮盞盏盤盘罐罐頭头隻只絲丝釐厘裏里裡里國国"
    "縣县鎮镇鄉乡區区級级強强單单長长馬马務务筆笔組组隊队員员團团連连師师軍军節节華华攝摄"
    "樓楼號号時时鐘钟鍾钟減减環环階阶園园銀银貨货圍围蘭兰亞亚標标準准週周併并倫伦爾尔盧卢"
    "許许剛刚僅仅總总畫画齣出幣币貫贯噚寻紮扎"
    # signs
    "−-﹣-￥¥﹪%∶:〜~∼~\u3000 \u00a0 "
)
_TABLE = {ord(char) + 0xFEE0: char for char in _FULL_WIDTH} | {
    ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)
}
FINANCIAL = frozenset("壹弌贰貳叁叄肆伍陆陸柒捌玖拾佰仟倆")
_WIDE_SEPARATOR = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?!\d))|(?<=\d)，(?=000(?!\d))")


def is_han(char: str) -> bool:
    """Whether `char` is a Han character; False for the empty string."""
    return "\u3400" <= char <= "\u9fff"


def plain_glyphs(text: str) -> str:
    """Replace variants of digits, numerals and unit characters; the length is kept.

    A full-width comma becomes a thousands separator between full-width digits and before 000
    only; elsewhere it ends a clause.
    """
    if "，" in text:
        text = _WIDE_SEPARATOR.sub(",", text)
    return text.translate(_TABLE)
