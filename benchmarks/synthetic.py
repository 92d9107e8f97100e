"""Stores of any size, made of syllables: the same for the same seed, about nobody.

`python -m benchmarks.synthetic FOLDER --facts 100000` writes one; `--subjects` gives the number
of distinct subjects, one for twenty facts if left out.
"""

import argparse
import os
import random
from collections.abc import Iterator
from typing import NamedTuple

_PLACES = (
    "青石 白沙 柳溪 横塘 长岭 枫桥 石门 龙湾 云台 双河 金坪 上坝 下陂 东洲 西屏 "
    "南浦 北原 新圩 古渡 大埔 小榄 平湖 高塘 远山 清泉 红岩 黄坡 绿洲 紫陵 银滩 "
    "铁岭 铜鼓 玉山 珠江 松坪 竹园 梅岭 兰溪 桂林 榕城 "
).split()
_SUFFIXES = ("市 县 区 镇 乡 ").split()
_BRANDS = (
    "晨 南 华 兴 盛 鑫 瑞 祥 泰 安 康 宁 福 禄 嘉 佳 美 丽 景 秀 明 德 "
    "仁 义 信 诚 智 勇 博 文 海 江 湖 河 山 峰 林 森 木 叶 花 果 金 银 "
    "铜 铁 钢 石 玉 宝 天 地 日 月 星 云 风 雨 雪 雷 春 夏 秋 冬 东 西 "
    "北 中 永 恒 久 长 远 高 大 广 宏 伟 健 壮 新 鲜 优 良 精 益 通 达 "
    "顺 畅 融 汇 聚 合 和 谐 同 心 力 创 业 联 "
).split()
_TRADES = (
    "服饰 科技 食品 物流 纸业 箱包 农业 医药 建材 机械 教育 旅游 电子 化工 家具 能源 "
).split()
_ENDINGS = (
    "有限公司 股份有限公司 集团 合作社 医院 中学 小学 博物馆 研究院 工业园 水库 码头 "
).split()
_FAMILIES = (
    "赵 钱 孙 李 周 吴 郑 王 冯 陈 褚 卫 蒋 沈 韩 杨 朱 秦 尤 许 何 吕 施 张 孔 曹 严 华 "
).split()

ATTRIBUTES = {
    "工人人数": "人",
    "年产值": "万元",
    "占地面积": "亩",
    "注册资本": "万元",
    "年销售额": "万元",
    "床位数": "张",
    "学生人数": "人",
    "年客流量": "万人次",
    "成立时间": "年",
    "负责人": "",
    "所在地": "",
    "主要产品": "",
    "设计产能": "吨",
    "员工平均年龄": "岁",
    "专利数": "项",
    "门店数": "家",
    "投资总额": "亿元",
    "培训人次": "人次",
    "月工资": "元",
    "绿化率": "%",
}


class Row(NamedTuple):
    """A fact to be written."""

    subject: str
    attribute: str
    value: str
    sentence: str


def subject_name(number: int, seed: int) -> str:
    """The name of subject `number`: distinct numbers give distinct names."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311 - test data
    place = _PLACES[number % len(_PLACES)]
    rest = number // len(_PLACES)
    brand = ""
    base = len(_BRANDS)
    for _ in range(2 if rest < base * base else 3):
        brand += _BRANDS[(rest * 37 + 11 * len(brand)) % base]
        rest //= base
    return (
        f"{place}{chance.choice(_SUFFIXES)}{brand}{chance.choice(_TRADES)}{chance.choice(_ENDINGS)}"
    )


def rows(facts: int, subjects: int, seed: int) -> Iterator[Row]:
    """The facts of a store, subject by subject."""
    chance = random.Random(seed)  # noqa: S311 - test data
    attributes = list(ATTRIBUTES)
    each, more = divmod(facts, subjects)
    for number in range(subjects):
        name = subject_name(number, seed)
        count = each + (number < more)
        for attribute in chance.sample(attributes, min(count, len(attributes))) or ():
            value = _value(attribute, chance)
            sentence = f"据介绍，{name}的{attribute}为{value}，比上一年有所变化。"
            yield Row(name, attribute, value, sentence)


def _value(attribute: str, chance: random.Random) -> str:
    if attribute == "成立时间":
        return f"{chance.randint(1950, 2024)}年{chance.randint(1, 12)}月"
    if attribute == "负责人":
        return chance.choice(_FAMILIES) + chance.choice(_BRANDS) + chance.choice(_BRANDS)
    if attribute == "所在地":
        return chance.choice(_PLACES) + chance.choice(_SUFFIXES)
    if attribute == "主要产品":
        return chance.choice(_BRANDS) + chance.choice(_BRANDS) + "牌" + chance.choice(_TRADES)
    return f"{chance.randint(2, 9999)}{ATTRIBUTES[attribute]}"


def write_store(
    folder: str, facts: int, subjects: int, seed: int = 1, per_file: int = 1000
) -> None:
    """Write a store of so many facts about so many subjects, in files of so many facts."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "store.toml"), "w", encoding="utf-8") as file:
        file.write('schema = 1\nname = "synthetic"\n')
        file.writelines(f'\n[[attributes]]\nname = "{name}"\n' for name in ATTRIBUTES)
    batch: list[Row] = []
    number = 0
    for row in rows(facts, subjects, seed):
        batch.append(row)
        if len(batch) == per_file:
            _write_file(folder, number, batch)
            number += 1
            batch = []
    if batch:
        _write_file(folder, number, batch)


def _write_file(folder: str, number: int, batch: list[Row]) -> None:
    with open(os.path.join(folder, f"article-{number:05}.toml"), "w", encoding="utf-8") as file:
        file.write(f'[source]\nid = "article-{number:05}"\ntitle = "第{number}篇"\n')
        file.write('publication = "测试日报"\nauthors = ["张三"]\n')
        file.writelines(
            f'\n[[sentences]]\nquote = "{row.sentence}"\nline = {line}\nfacts = [\n'
            f'  {{ subject = "{row.subject}", attribute = "{row.attribute}",'
            f' value = "{row.value}" }},\n]\n'
            for line, row in enumerate(batch, start=1)
        )


def main() -> None:
    """Write one store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--subjects", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_store(given.folder, given.facts, given.subjects or max(given.facts // 20, 1), given.seed)


if __name__ == "__main__":
    main()
