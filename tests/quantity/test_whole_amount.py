"""Values that are pieces of a longer amount, and values that are whole."""

import sys
import time
import unicodedata
from itertools import chain

import pytest
from hypothesis import given, strategies as st

from tests.growth import is_within
from xzfacts.quantity.whole_amount import cut_amount

# Each quote with a value that is only a part of an amount there.
CUT = """
    气温-5度/5度 气温−5度/5度 气温零下5度/5度 负5度/5度 ﹣5度/5度 零下\u20095度/5度 -\u200b5度/5度
    亏损-500万元/500万元 亏损−500万元/500万元 负500万元/500万元 ↓5%/5%
    约3-5人/5人 约3-5人/3 约3至5人/5人 3～5人/5人 3—5人/5人 约5－8人/8人 -5%至5%/5 8到10天/10天
    1，234人/234人 1,234人/234人 1，234，567元/567元 12\u2009345人/345人 1\u2060,234人/234人
    1,234人/1 ２，３４５人/３４５人 超103，855例/超103 103，855例/103 187.6万辆次/187.6万辆
    8\u200b8人/8人 8\u200b\u200b8人/8人 8\u00a08人/8人 8\u30008人/8人 8\u00ad8人/8人
    88人/8人 188人/88人
    三十八人/八人 三十八/八 二百零八/八 3.5万人/5万人 3·5万人/5万人 ３．５万人/５万人 1.5亿/5亿
    5万人/5
    1/3人/3人 三分之一/一 百分之五十/五十 50%/50 3成/3 2倍/2 80余人/80 5万多人/5万 十几万/十
    3×5人/5人
    1米75/1米 1米75/75 3元5角/5角 共3元5角钱/5角 重3公斤5克多/5克
    3年5个月/5个月 第3名/3名 公元前221年/221年 𝟖8人/8人
    88人次/88人 88万人次/88万人 88人民币/88人 5元港币/5元 5日元/5日 5兆瓦/5兆 5兆瓦时/5兆瓦
    5克拉/5克 5个月/5个 5个小时/5个 5个百分点/5个 5分钟/5分 5周年/5周 5度电/5度 5吨级/5吨 5公斤/5公
    5架次/5架 5平方公里/5平方
    1٬234人/234人 1٫234人/234人 8ʼ888人/888人 8`888人/888人 8´888人/888人 8＇888人/888人 8_8人/8人
    8‿8人/8人 8﹘8人/8人 8⁓8人/8人 8ー8人/8人 8﹒8人/8人 8․8人/8人 8′30″/30″ 8.\u200b8人/8人
    8\u200b.8人/8人 8,\u200b888人/888人 8\u0300.8人/8人 8️⃣8人/8人 🔟8人/8人
    1e5人/5人 1e5人/1 1E+5人/5人 1.5e-5人/5人 1ｅ5人/5人 1𝑒5人/5人 1⏨5人/5人 1e\u200b5人/5人 8e8/e8
    10⁵人/10 10⁵人/⁵人 1.5×10^5人/10^5人 1.5×10**5人/5人 88×8人/88 88k/88 88W人/88 88％/88 88٪/88
    88\u0300人/88 88⃣人/88 88人\u0300/88人 1,234人/,234人 3.5万人/.5万人 8\u03008人/\u03008人
    ➖5度/5度 ⁻5度/5度 -¥5亿/5亿 -¥5亿/¥5亿 负人民币5亿元/5亿元 零下近5度/5度 -超5亿元/5亿元
    壹拾捌人/捌人 四又三分之一/三分之一
    共有3点5万人/5万人 增长3点5倍/5倍 88+8人/8人 88+8人/88 88＋8人/8人 共八八８人/８人 二〇8人/8人
    累计超103，855例/超103 为103，855例/103 约1，234，567人/约1 共10，345人/10 逾12，345万元/逾12
    得分1，234.5分/1 5〇人/5 数十人/十人 -5～3℃/3℃ -5～3℃/-5 气温-5至3度/3度
    约3至5人/至5人 3到5人/到5人 3至5人/3至 8①8人/8人
"""
WHOLE = """
    约88人/88人 88人/88 近500万元/500万元 500万元以上/500万元 人民币5元/5元 零上5度/5度
    周一8人受伤/8人 编号A-5/A-5 第一中学/第一中学 5号楼/5号楼 甲-乙/乙 比分3:2/2
    2024年5月17日/2024年 2024年5月17日/5月17日 2019年—2024年/2024年 3月5日-8日/3月5日
    88人和99人/99人 88人，99人/99人 88人,234人/234人 12，5人/5人 1次，3人/3人 2024，234人/234人
    1200件（套）/1200件 16篮板/16 5元人民币/5元 5平方米/5平 5秒钟/5秒 5月份/5月
    达到5人/5人 周三8人/8人 (5)度/5 ①88人/①88人 5G网络/5G 88km/88 88W灯/88W ¥88/88 人数:88人/88人
    人数=88人/88人 8.甲/8 8、888人/888人 8、888人/8 A5人/5人 （8人）/8人
    下午3点5万人/5万人 3点5人到场/5人 增至5人/至5人 ⑴88人/88人 ⒈88人/88人 ❶88人/88人
    ①88人②99人/99人 ①88人/88人 分别为①88人/88人 C++8人/8人 8+甲/8
    超2103，855例/超2103 读数十五度/十五度 103人，855例/103人
    8人和88人/8人 88人和8人/8人 有8人/8人 8人/8人 丙/丙 丙/丁
"""
OTHERS_CUT = (
    *(("8 8人", "8人"), ("8 8人", " 8人"), ("负 5度", "5度"), ("88 %", "88")),
    *(("1.5 × 10^5人", "10^5人"), ("8 x 88人", "88人"), ("8\u16808人", "8人"), ("8\x008人", "8人")),
    *(("1/3人", "/3人"), ("3又1/2", "1/2")),
    *(
        ("8, 888人", "888人"),
        ("8， 888人", "888人"),
        ("88 + 8人", "8人"),
        ("1, 234, 567元", "567元"),
    ),
)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(quote, value) for quote, _, value in (one.rpartition("/") for one in text.split(" "))]


def listed(text: str) -> list[tuple[str, str]]:
    lines = (line.strip(" ") for line in text.split("\n"))
    return [pair for line in lines if line for pair in pairs(line)]


@pytest.mark.parametrize(("quote", "value"), [*listed(CUT), *OTHERS_CUT])
def test_cut(quote: str, value: str) -> None:
    longer = cut_amount(quote, value)
    assert longer is not None
    assert value in longer
    assert longer != value
    assert longer in quote
    assert cut_amount(f"{quote}，另有{value}。", value) is None


@pytest.mark.parametrize(("quote", "value"), [*listed(WHOLE), ("2019 88人", "88人")])
def test_whole(quote: str, value: str) -> None:
    assert cut_amount(quote, value) is None


@pytest.mark.parametrize("marks", ["，", "。"])
def test_a_long_quote_is_read_around_the_value(marks: str) -> None:
    filler = f"甲说乙好{marks}丙有好几个说法{marks}" * 100
    for quote, value in (*listed(CUT), *OTHERS_CUT, *listed(WHOLE)):
        longer = cut_amount(f"说法{marks}{quote}{marks}甲", value)
        assert cut_amount(filler + quote + marks + filler, value) == longer, quote


def test_any_numeral_mark_or_invisible_character_before_a_digit() -> None:
    chars: dict[str, list[str]] = {}
    for char in map(chr, range(sys.maxunicode + 1)):
        chars.setdefault(unicodedata.category(char), []).append(char)
    private = chars["Co"]  # nothing tells one of the 137,468 from another
    given = [chars[category] for category in ("Nd", "Nl", "No", "Mn", "Mc", "Me", "Cf")]
    for char in chain(*given, private[::997], private[-1:]):
        assert cut_amount(f"8{char}8人", "8人"), hex(ord(char))


_ALPHABET = "8８1①⁵٬\u0300ekW×二十万亿零下负-−–～至.,，·/% \u200b\u3000人元度年第约余、"


@given(st.text(_ALPHABET, max_size=12), st.data())
def test_any_text_in_any_text(quote: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(quote)))
    value = quote[start : data.draw(st.integers(start, len(quote)))]
    longer = cut_amount(quote, value)
    assert longer is None or (value in longer and longer in quote and longer != value)
    assert cut_amount(value, value) is None
    assert cut_amount(f"甲{value}乙", value) is None


def test_a_quote_of_nothing_but_digits() -> None:
    quote = "8" * 10_000
    assert all(cut_amount(quote, "8" * many) for many in range(1, 400))


def test_quotes_of_nothing_but_amounts() -> None:
    assert all(cut_amount("一百" * 4_900 + str(at), "一百") for at in range(50))
    quotes = [("15人，" + "7吨、" * 100) * 20 + f"{at}个" for at in range(50)]
    before = time.process_time()
    assert all(cut_amount(quote, "5人") for quote in quotes)
    assert is_within(5, before)  # a second on an idle machine
