"""Drafts and stores that took long to check, and numbers of which only a part was checked."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from tests.growth import grows_moderately, is_within
from xzfacts.app import Facts, open_store
from xzfacts.check import exact_quotes
from xzfacts.check.alignment_candidates import alignments
from xzfacts.check.alignment_statements import Statement, read_statement
from xzfacts.check.quotations import marked_difference
from xzfacts.check.sentence_checker import SentenceChecker
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup import quoted_facts
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.language.sentence import plain, read, strict
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity import compare
from xzfacts.quantity.model import Quantity

HEAD = '[source]\nid = "a"\ntitle = "题"\n'


def sentence(quote: str, subject: str, value: str) -> str:
    fact = f'{{ subject = "{subject}", attribute = "工人人数", value = "{value}" }}'
    return f'[[sentences]]\nquote = "{quote}"\nfacts = [{fact}]\n'


def opened(folder: Path, sentences: str) -> Facts:
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    (folder / "a.toml").write_text(HEAD + sentences)
    return open_store(str(folder))


def stores(tmp_path: Path, size: int, content: Callable[[int], str]) -> dict[int, Facts]:
    """A store for each size that `grows_moderately` tries."""
    small = size // 8
    return {each: opened(tmp_path / str(each), content(each)) for each in (small + 1, small, size)}


@pytest.mark.parametrize("piece", ["的", "的地"])
def test_quotations_of_repeated_characters(tmp_path: Path, piece: str) -> None:
    made = stores(
        tmp_path,
        384 // len(piece),
        lambda size: sentence(f"晨光厂{piece * size * 2}88人。", "晨光厂", "88人"),
    )

    def check(size: int) -> None:
        half = piece * (size // 2 - 2)
        quotations = (f"“{half}得{half}{mark}”。" for mark in "甲乙丙丁戊己庚辛壬癸")
        assert len(list(made[size].check("".join(quotations)))) == 10

    assert grows_moderately(check, 384 // len(piece))


def test_figures_in_a_sentence_like_stored_ones(tmp_path: Path) -> None:
    quote = "，".join(f"晨光厂现有工人{at}人" for at in range(1000, 1080))
    stored = "".join(sentence(f"{quote}{at}。", f"厂{at}", "1001人") for at in range(20))
    store = opened(tmp_path / "facts", stored)

    def check(size: int) -> None:
        draft = "，".join(f"晨光厂现有工人{at}人" for at in range(2000, 2000 + size))
        assert list(store.check(f"{draft}。"))

    assert grows_moderately(check, 96)


@pytest.mark.parametrize("figure", ["7", "3007"])
def test_a_sentence_like_thousands_of_stored_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figure: str
) -> None:
    """Of sentences that differ in figures only, few are compared; the same one is among them."""
    store = opened(
        tmp_path / "facts",
        "".join(
            sentence(f"晨光第{at}厂有工人{at}人。", f"晨光第{at}厂", f"{at}人")
            for at in range(1, 3001)
        ),
    )
    looked_up = 0

    def facts_quoted_with(catalog: Catalog, fact: int, quote: str) -> list[FactRow]:
        nonlocal looked_up
        looked_up += 1
        return quoted_facts.facts_quoted_with(catalog, fact, quote)

    monkeypatch.setattr(exact_quotes, "facts_quoted_with", facts_quoted_with)
    found = list(store.check(f"晨光第{figure}厂有工人{figure}人。"))
    assert [each.verdict for each in found] == [
        Verdict.SUPPORTED if figure == "7" else Verdict.UNKNOWN
    ]
    assert looked_up < 100


@pytest.mark.parametrize(("size", "verdict"), [(900, Verdict.SUPPORTED), (1_100, Verdict.UNKNOWN)])
def test_very_long_sentences_are_not_searched_for_quotations(
    tmp_path: Path, size: int, verdict: Verdict
) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(size))
    store = opened(tmp_path / "facts", sentence(f"{text}有88人。", "晨光厂", "88人"))
    assert verdicts(store, f"“{text[100:120]}”。") == [verdict]


def test_words_repeated_in_a_draft_and_in_a_stored_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each word is looked up once, not at each place where the draft has it."""
    monkeypatch.setattr("xzfacts.check.stored_sentences.LONGEST", 10_000)

    def prepared(size: int) -> tuple[Statement, StoredSentence]:
        stored, words = f"{'转移' * size}群众88人。", f"{'转移' * (size // 2)}群众99人。"
        opened(tmp_path / str(size), sentence(stored, "晨光厂", "88人"))
        catalog = Catalog(open_in_memory(str(tmp_path / str(size))).db)
        (known,) = SentenceChecker(catalog).similar(plain(words))
        reading = read(words)
        (amount,) = reading.amounts()
        return read_statement(reading, amount, (amount,)), known

    made = {size: prepared(size) for size in (300, 301, 2400)}

    assert grows_moderately(
        lambda size: alignments(made[size][0], (), [made[size][1]], open_=False), 2400
    )


def test_words_for_times_that_repeat_are_read_in_one_way(tmp_path: Path) -> None:
    store = opened(tmp_path / "facts", sentence("晨光厂现有工人88人。", "晨光厂", "88人"))
    begin = process_time()
    assert list(store.check(f"晨光厂投产，{'截至到' * 40}甲2024年。"))
    assert is_within(5, begin)


def test_posts_in_one_sentence(tmp_path: Path) -> None:
    store = opened(tmp_path / "facts", sentence("晨光厂现有工人88人。", "晨光厂", "88人"))

    def check(size: int) -> None:
        names = (chr(0x4E00 + at) for at in range(size))
        list(store.check("、".join(f"晨光厂董事长王小{name}" for name in names) + "。"))

    assert grows_moderately(check, 128)


def test_the_difference_of_a_passage_from_a_long_sentence_is_short() -> None:
    quote = f"青石镇全年供水{'甲乙丙丁' * 500}共计八百户人家"
    shown = marked_difference("青石镇全年供水约八百户人家", quote)
    assert shown.startswith("青石镇全年供水")
    assert len(shown) < 200


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    stored = sentence("晨光厂现有工人88人。", "晨光厂", "88人")
    stored += sentence("青石厂12月招工25人。", "青石厂", "25人")
    stored += sentence("临江厂计税1234人。", "临江厂", "1234人")
    return opened(tmp_path_factory.mktemp("store") / "facts", stored)


def verdicts(store: Facts, text: str) -> list[Verdict]:
    return [one.verdict for each in store.check(text) for one in each.assertions]


@pytest.mark.parametrize(
    "value",
    "٣88人 ½88人 ²88人 1⁄88人 8×8人 8×88人 88×8人 88⁵人 8、8人 8；8人 8:8人 8&8人 8,8人".split(),
)
def test_no_verdict_on_a_part_of_a_number(store: Facts, value: str) -> None:
    found = verdicts(store, f"晨光厂现有工人{value}。")
    assert Verdict.SUPPORTED not in found


@pytest.mark.parametrize("value", ["88人", "８８人", " 88 人", "8 8人", "88名", "（88人）"])
def test_a_whole_number_is_supported(store: Facts, value: str) -> None:
    assert verdicts(store, f"晨光厂现有工人{value}。") == [Verdict.SUPPORTED]


def test_marks_between_numbers_are_words_of_a_sentence(store: Facts) -> None:
    assert Verdict.SUPPORTED in verdicts(store, "青石厂12月招工25人。")
    assert Verdict.SUPPORTED not in verdicts(store, "青石厂1、2月招工2、5人。")
    assert verdicts(store, "临江厂计税1，234人。") == [Verdict.SUPPORTED]


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("1、2月", "12月", False),
        ("3:2", "32", False),
        ("3：2", "3:2", True),
        ("8,8人", "88人", False),
        ("1，234人", "1234人", True),
        ("1,234,567人", "1234567人", True),
        ("8 8人", "88人", True),
        ("“88”人", "88人", True),
        ("3.5万", "35万", False),
    ],
)
def test_what_separates_numbers_is_strict(one: str, other: str, equal: bool) -> None:
    assert (strict(one) == strict(other)) is equal


@pytest.fixture(scope="module")
def ranges(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Numbers grouped by full-width commas, and ranges."""
    stored = sentence("青石县确诊103，855例。", "青石县", "103，855例").replace("工人人数", "确诊")
    stored += sentence("青石县治愈超2，300例。", "青石县", "超2，300例").replace("工人人数", "治愈")
    stored += sentence("临江厂工人3000至5000人。", "临江厂", "3000至5000人")
    stored += sentence("北坡气温为-3～5℃。", "北坡", "-3～5℃").replace("工人人数", "气温")
    return opened(tmp_path_factory.mktemp("store") / "facts", stored)


@pytest.mark.parametrize(
    "draft",
    [
        *("青石县确诊855例。", "青石县确诊103例。", "青石县治愈300例。", "青石县治愈2例。"),
        *("临江厂工人3000人。", "临江厂工人4000人。", "临江厂工人2000至4000人。"),
        *("北坡气温为-4℃。", "北坡气温为-5～-3℃。", "北坡气温为3～5℃。", "北坡气温为零下3至5℃。"),
    ],
)
def test_no_support_by_a_piece_of_a_number_or_by_a_range_around_it(
    ranges: Facts, draft: str
) -> None:
    assert Verdict.SUPPORTED not in verdicts(ranges, draft)


@pytest.mark.parametrize(
    "draft",
    [
        *("青石县确诊103，855例。", "青石县确诊103,855例。", "临江厂工人3000人至5000人。"),
        *("临江厂工人至少3000人。", "北坡气温为-3至5℃。", "北坡气温为零下3℃至零上5℃。"),
    ],
)
def test_the_whole_number_or_range_supports(ranges: Facts, draft: str) -> None:
    assert verdicts(ranges, draft) == [Verdict.SUPPORTED]


def test_figures_of_two_sentences_are_compared_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = "、".join(f"{at}人" for at in range(100, 290))
    stored = (sentence(f"临江县第{at}号转移群众{figures}。", "乡镇", "100人") for at in range(30))
    store = opened(tmp_path / "facts", "".join(stored))
    compared = 0
    equal = compare.same

    def same(one: Quantity, other: Quantity) -> bool:
        nonlocal compared
        compared += 1
        return equal(one, other)

    monkeypatch.setattr("xzfacts.check.alignment_features.same", same)
    other = "、".join(f"{at}人" for at in range(400, 420))
    assert list(store.check(f"临江县第3号转移群众{other}。"))
    assert compared < 100_000
