"""Hedges: words around a number that make it a range.

    kind   words (some)                  of N means     why
    near   近, 将近, 接近                [0.9 N, N)     近千个 is somewhat below a thousand
    about  约, 大约, 左右, 上下          [N - s, N + s] s: see below
    over   超, 超过, 逾, 突破, 多于      (N, …)         the number itself is excluded
    from   以上, 至少, 不少于, 上(百)    [N, …)         see below
    under  不足, 不到, 未满, 少于        (…, N)         the number itself is excluded
    upto   以下, 以内, 至多, 最高        (…, N]         see below
    past   过, 已过, 破 (before a number) [N, …)       not before durations and small counts
    several 好 (before 几)              N               only stresses the number: 好几十人
    not    ≠, 不等于                     not N          bounds `][`: outside the range
    more   余, 多 (behind the unit)      [N, N + p)     p: one of the last written place

Whether the number itself belongs to the range follows the Civil Code of China, article
1259: 以上, 以下, 以内 include it, 不满, 超过, 以外 do not. 余, 多, 来 and 几 inside the
number (700余万, 十几万) are read with the number, as `more`; 共, 达, 高达 are not hedges.
For `about`, s is a unit of the last place of N but zeros, at most a tenth of N.
近 before a duration is ignored (近三年: the last three years), and no hedge applies to
dates and ordinals.
"""

from decimal import Decimal

from xzfacts.text.numeric_chars import is_han

Range = tuple[Decimal | None, Decimal | None, str]

NEAR, _SLACK = Decimal("0.9"), Decimal("0.1")
SEVERAL = "several"

_BEFORE_WORDS = {
    "near": "近 将近 接近 逼近",
    "about": "约 大约 大概 约莫 大约莫 估摸 大概其 约为 约有 大致 差不多 约合 大概有 大约有 ~",
    "over": "超 超过 超过了 超出 逾 突破 突破了 多于 大于 高于 远超 不止 超逾 > 已超",
    "from": "至少 最少 起码 不少于 不低于 不下 不下于 不小于 大于等于 大于或等于 大于或者等于"
    " 最低 至少有 至少为 ≥ >= 上 成 下限 下限为",
    "under": "不足 不到 不满 未满 少于 小于 低于 未达 未达到 不及 未到 <",
    "past": "过 已过 早已过 破 已破",
    "not": "≠ 不等于",
    SEVERAL: "好",
    "upto": "至多 最多 最高 最高达 最高可达 最多达 最多可达 不超过 不超 不高于 不多于 不大于"
    " 小于等于 小于或等于 小于或者等于 ≤ <= 顶多 至多为 上限 上限为",
}
_AFTER_WORDS = {
    "about": "左右 上下 许",
    "from": "以上 及以上 或以上 或者以上 (含)以上 （含）以上 (含)及以上 之上 开外 + 起 起步"
    " 或更多 或者更多",
    "over": "以外",
    "under": "不到",
    "upto": "以下 及以下 或以下 以内 之内 之下 (含)以下 （含）以下",
    "more": "多 余 有余",
}
BEFORE = {word: kind for kind, words in _BEFORE_WORDS.items() for word in words.split()}
AFTER = {word: kind for kind, words in _AFTER_WORDS.items() for word in words.split()}
_AFTER_STARTS = frozenset(word[0] for word in AFTER) | {" "}
_LONGEST_BEFORE = max(map(len, BEFORE))
_LONGEST_AFTER = max(map(len, AFTER))

# Hedges only before a numeral that begins with 百, 千, 万 or 亿.
_BEFORE_MAGNITUDE = frozenset("上成")
# A hedge of one character is part of another word behind one of these: 附近, 条约.
_NOT_BEHIND = {
    "近": "附最临邻靠相远就亲新",
    "约": "合契签条节预制公特邀纽盟大履违和爽",
    "超": "高赶反",
    "上": "以之网地会路市街场线山海船车台身手脸桌历世早晚马北向祖加",
    "过": "通经超不渡度难见来去做干住吃看写打走说听用当学读到有待访办参获得赛演拍唱跑养种卖买销"
    "捐送越穿熬挺闯路错罪悔改转让放飞跨挨受教带管修建设立交付给花投发起开出进搬换",
    "破": "突打爆侦识残攻撕踏冲击点看说道戳",
    "成": "完组形达构养变分建八九",
    "好": "刚正恰最友较良不只更美",
    "~": "0123456789%年月日时",
}
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千几")
_MORE_NOT_BEFORE = "元种样功媒边云次方项家个头式位名彩重类额款人民"


def hedge_before(text: str, pos: int, floor: int) -> tuple[int, str] | None:
    """Return start and kind of the hedge that ends at `pos` of plain text, from `floor` on."""
    end = pos
    while end > floor and end > pos - 2 and text[end - 1] == " ":
        end -= 1
    for length in range(min(_LONGEST_BEFORE, end - floor), 0, -1):
        word = text[end - length : end]
        kind = BEFORE.get(word)
        if kind is None:
            continue
        magnitude = text[pos : pos + 1] in tuple("百千万亿半")
        if word in _BEFORE_MAGNITUDE and not magnitude:
            continue
        if kind == SEVERAL and text[pos : pos + 1] != "几":
            continue
        if kind == "past" and magnitude and text[pos] != "半":
            kind = "over"
        before = text[end - length - 1 : end - length] if end > length else ""
        if before and before in _NOT_BEHIND.get(word, ""):
            continue
        return end - length, kind
    return None


def hedge_after(text: str, pos: int, *, countable: bool) -> tuple[int, str] | None:
    """Return end and kind of the hedge that starts at `pos` of plain text.

    countable: whether the unit before is a measure word, behind which 多 is not a hedge.
    """
    if text[pos : pos + 1] not in _AFTER_STARTS:
        return None
    blank = text[pos : pos + 1] == " "
    start = pos + blank
    for length in range(min(_LONGEST_AFTER, len(text) - start), 0, -1):
        word = text[start : start + length]
        kind = AFTER.get(word)
        if kind is None or (blank and length == 1):
            continue
        after = text[start + length : start + length + 1]
        if kind == "more" and (countable or (after and after in _MORE_NOT_BEFORE)):
            continue
        if word == "起" and is_han(after):
            continue  # 3人起诉
        if kind == "under" and after in _NUMERALS:
            continue  # 5人不到10天
        return start + length, kind
    return None


def last_place(number: Decimal) -> Decimal:
    """A unit of the last place of a number that is not zero: 100 of 2500, 0.1 of 3.5."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _slack(number: Decimal) -> Decimal:
    """How far a number may be from one that it is about."""
    return min(abs(number) * _SLACK, last_place(number))


def apply(kind: str, amount: Range, place: Decimal) -> Range:
    """Return the range that a hedge makes of `amount`; `place`: value of the last written place."""
    low, high, bounds = amount
    if low is None or high is None or kind == SEVERAL:
        return amount
    if kind == "near":
        ends = low * NEAR, high if high != low or low >= 0 else low * (1 + _SLACK)
        return (ends[0], ends[1], "[)") if low >= 0 else (low, low * NEAR, "(]")
    if kind == "about" and bounds == "[)":
        return amount  # 约500多个: a range already, because of 多
    if kind == "about":
        return low - _slack(low), high + _slack(high), "[]"
    if kind == "over":
        return low, None, "()"
    if kind == "not":
        return low, high, "]["
    if kind in ("from", "past"):
        return low, None, "[)"
    if kind == "under":
        return None, high, "()"
    if kind == "upto":
        return None, high, "(" + bounds[1]
    return (low, high + place, "[)") if low == high else amount
