"""Look-alikes, measured on lists of pairs."""

from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, strategies as st
from tests.cases import for_each

from xzfacts.text.lookalikes import alike

DATA = Path(__file__).parent.parent / "data" / "shape"

# Recall on pairs that the table was not fitted on.
RECALL = 0.6


def _pairs(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [pair for line in lines if not line.startswith("#") for pair in line.split()]


@pytest.mark.parametrize(
    "chars", "人入 己已巳 末未 土士 千干 日曰 晴睛 徽微 侯候 戴载 州洲 辩辨 蓝篮 戊戌".split()
)
def test_classic_pairs_are_alike(chars: str) -> None:
    assert all(alike(a, b) for a, b in combinations(chars, 2))


@for_each(_pairs("unlike.txt"))
def test_meaningful_contrasts_are_not_alike(pair: str) -> None:
    assert not alike(pair[0], pair[1])


def test_recall_on_pairs_not_fitted_on() -> None:
    pairs = _pairs("alike.txt")
    found = sum(alike(pair[0], pair[1]) for pair in pairs)
    assert found / len(pairs) >= RECALL


def test_random_characters_are_rarely_alike() -> None:
    # GB 2312 level 1: the 3,755 most frequent characters.
    common = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if row < 0xD7 or cell < 0xFA
    ]
    random = Random(7)  # noqa: S311
    tries = 200_000
    hits = sum(alike(*random.sample(common, 2)) for _ in range(tries))
    assert hits / tries < 0.0006


@given(st.characters(), st.characters())
def test_alike_is_symmetric_and_irreflexive(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a)
    assert not alike(a, a)
