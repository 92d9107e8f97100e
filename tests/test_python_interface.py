"""The public Python interface: what the documentation shows, and what scripts rely on."""

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import xzfacts
from tests.cli.process import FERRY, piped
from tests.doc_examples import DOCUMENTS, ROOT, blocks
from xzfacts.index.cache.index_session import StoreClosedError, WrongThreadError

DRAFT = "青石轮渡有船员18人。\n"


def _printed(*arguments: str, text: str = "") -> list[dict[str, object]]:
    done = piped(*arguments, "--json", given=text.encode())
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_examples_give_what_the_document_shows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    text = "\n".join(block.text for block in blocks(path.read_text(encoding="utf-8"), "pycon"))
    examples = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_document_of_the_interface_has_examples() -> None:
    assert blocks((ROOT / "docs" / "python.md").read_text(encoding="utf-8"), "pycon")


def test_importing_the_package_imports_no_part_of_it() -> None:
    script = "import sys, xzfacts; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not {"sqlite3", "typer", "rich", "rapidfuzz", "xzfacts.app"} & loaded


@pytest.mark.parametrize("name", xzfacts.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(xzfacts, name) is not None
    assert name in dir(xzfacts)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        xzfacts.nothing_such  # noqa: B018


@pytest.mark.parametrize("query", ["青石轮渡 船员", "青石轮渡 股价", "船员"])
def test_an_answer_is_what_the_command_prints(query: str) -> None:
    with xzfacts.open(FERRY) as store:
        assert [xzfacts.to_dict(store.ask(query))] == _printed("query", query)


def test_facts_are_what_the_command_lists() -> None:
    with xzfacts.open(FERRY) as store:
        assert [xzfacts.to_dict(fact) for fact in store.facts()] == _printed("list")


def test_a_check_is_what_the_command_prints() -> None:
    with xzfacts.open(FERRY) as store:
        checked = [xzfacts.to_dict(sentence) | {"file": "-"} for sentence in store.check(DRAFT)]
    assert checked == _printed("check", "-", text=DRAFT)


def test_hard_wrapped_lines_are_joined_as_by_the_command() -> None:
    lines = [
        "青石渡轮渡有限公司是两岸居民出行的依靠，现有渡船14",
        "条，其中电动渡船4条，船员共有96",
    ]
    draft = "\n".join([*lines, "人，去年运送旅客210余万人次。"]) + "\n"
    with xzfacts.open(FERRY) as store:
        checked = [xzfacts.to_dict(sentence) | {"file": "-"} for sentence in store.check(draft)]
    assert checked == _printed("check", "-", text=draft)
    (sentence,) = checked
    assert [each["text"] for each in sentence["assertions"]][:3] == ["14条", "4条", "96人"]


def test_proposals_are_what_the_command_prints() -> None:
    article = "望江水厂建成投产\n\n望江水厂总投资2亿元,日供水3万吨。\n"
    with xzfacts.open(FERRY) as store:
        proposed = [xzfacts.to_dict(each) for one in store.extract(article) for each in one.marked]
    assert proposed
    assert proposed == _printed("extract", "-", text=article)


def test_text_that_no_encoding_has_is_read() -> None:
    with xzfacts.open() as store:
        articles = store.extract("青石水厂\ud800建成投产\n\n青石水厂总投资2亿元。\n")
        assert [one.fact.value for one in articles[0].marked] == ["2亿元"]
        assert list(store.check("\ud800晨南服饰有工人100人。"))


def test_faults_are_what_the_command_prints() -> None:
    with xzfacts.open(FERRY) as store:
        assert [xzfacts.to_dict(fault) for fault in store.verify()] == _printed("verify")


def test_only_records_have_an_object() -> None:
    with pytest.raises(TypeError, match="int"):
        xzfacts.to_dict(3)  # type: ignore[arg-type]


_USES: list[Callable[[xzfacts.Facts], object]] = [
    lambda store: store.ask("船员"),
    lambda store: list(store.check(DRAFT)),
    lambda store: store.extract(DRAFT),
    lambda store: list(store.facts()),
    lambda store: store.findings,
    lambda store: store.index_state(),
]


@pytest.mark.parametrize("use", _USES)
def test_a_closed_store_says_so(use: Callable[[xzfacts.Facts], object]) -> None:
    store = xzfacts.open(FERRY)
    store.close()
    store.close()
    with pytest.raises(StoreClosedError):
        use(store)


@pytest.mark.parametrize("use", _USES)
def test_another_thread_is_told_to_open_its_own(use: Callable[[xzfacts.Facts], object]) -> None:
    with xzfacts.open(FERRY) as store, ThreadPoolExecutor(1) as pool:
        with pytest.raises(WrongThreadError):
            pool.submit(use, store).result()
        assert store.ask("青石轮渡 船员").results


def test_each_thread_may_have_its_own_store() -> None:
    def ask(number: int) -> int:
        with xzfacts.open(FERRY) as store:
            return len(store.ask(("青石轮渡 船员", "股价")[number % 2]).results)

    with ThreadPoolExecutor(4) as pool:
        assert [min(found, 1) for found in pool.map(ask, range(8))] == [1, 0] * 4


@pytest.mark.parametrize("date", ["2024-13", "gestern", "2024-2-1", ""])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with xzfacts.open(FERRY) as store, pytest.raises(xzfacts.XzfactsError, match="2024-05"):
        store.ask("船员", as_of=date)


def test_a_store_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(xzfacts.XzfactsError) as raised:
        xzfacts.open(os.fspath(tmp_path))
    assert str(tmp_path) in str(raised.value)


def test_a_short_id_names_one_fact(tmp_path: Path) -> None:
    ids = ["abcd", "abcde1", "abcde2", "abce", "b"]
    stated = "\n".join(
        f'  {{ id = "{fact}", subject = "甲厂", attribute = "车间{fact}", value = "3个" }},'
        for fact in ids
    )
    (tmp_path / "store.toml").write_text("schema = 1\n", encoding="utf-8")
    sentence = f'[[sentences]]\nquote = "甲厂有3个。"\nfacts = [\n{stated}\n]\n'
    text = f'[source]\nid = "a"\ntitle = "题"\n{sentence}'
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with xzfacts.open(str(tmp_path)) as facts:
        short = facts.short_ids(ids)
        assert short == {each: each for each in ids}
        assert [found.id for found in facts.facts_by_id_prefix("abcd")] == ["abcd"]
    with xzfacts.open(FERRY) as facts:
        every = [fact.id for fact in facts.facts()]
        for fact, start in facts.short_ids(every).items():
            assert len(start) >= 4
            assert [found.id for found in facts.facts_by_id_prefix(start)] == [fact]
