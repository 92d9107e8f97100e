"""A value cut out of a longer amount is refused at every entrance and never answers."""

import json
from pathlib import Path

import pytest
from benchmarks.fuzz.inputs import Inputs
from hypothesis import example, given, settings, strategies as st

from tests.cli.process import run
from tests.law_profiles import examples

CUT = [
    ("昨夜气温-5度。", "5度"),
    ("昨夜气温零下5度。", "5度"),
    ("去年亏损−500万元。", "500万元"),
    ("每班约3-5人。", "5人"),
    ("现有职工1，234人。", "234人"),
    ("现有职工8\u200b8人。", "8人"),
    ("现有职工88人。", "8人"),
    ("现有职工3·5万人。", "5万人"),
    ("只到了1/3人。", "3人"),
    ("现有职工三十八人。", "八人"),
    ("去年接待88人次。", "88人"),
    ("只花了5元港币。", "5元"),
]
SOURCE = '[source]\nid = "a"\ntitle = "甲"\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "store.toml").write_text('schema = 1\nname = "试"\n')
    return folder


def answers(store: Path, *arguments: str, given: str = "") -> tuple[int, str, str]:
    ended = run([*arguments, "--store", str(store)], given.encode("utf-8", "surrogatepass"))
    error = ended.stderr.decode()
    assert "This is a bug" not in error
    return ended.returncode, ended.stdout.decode(), error


@pytest.mark.parametrize(("quote", "value"), CUT)
def test_what_a_store_holds_does_not_answer(store: Path, quote: str, value: str) -> None:
    fact = f'{{ subject = "晨光", attribute = "数", value = "{value}" }}'
    text = f'{SOURCE}\n[[sentences]]\nquote = "{quote}"\nfacts = [{fact}]\n'
    (store / "a.toml").write_text(text)
    status, out, error = answers(store, "query", "晨光", "数")
    assert (status, out) == (1, "")
    assert f"facts/a.toml:7: “{value}” is only part of a number in the quote" in error
    status, out, _ = answers(store, "check", "-", "--json", given=f"晨光的数是{value}。")
    assert '"supported"' not in out
    status, out, _ = answers(store, "verify", "--json")
    (found,) = map(json.loads, out.splitlines())
    assert (status, found["code"], found["line"]) == (1, "value-cuts-number", 7)
    assert found["key"] == "sentences[0].facts[0].value"


@pytest.mark.parametrize(("quote", "value"), CUT)
def test_add_and_import_refuse_it(store: Path, quote: str, value: str) -> None:
    said = ["--subject", "晨光", "--attribute", "数", "--source", "a", "--title", "甲"]
    status, _, error = answers(store, "add", *said, "--value", value, "--sentence", quote)
    assert status == 1
    assert "only part of a number" in error
    row = {"subject": "晨光", "attribute": "数", "value": value, "sentence": quote, "source": "a"}
    status, out, error = answers(store, "import", "-", given=json.dumps(row))
    assert status == 1
    assert "only part of a number" in out + error
    assert [path.name for path in store.iterdir()] == ["store.toml"]


_ARTICLES = st.lists(
    st.sampled_from(["晨光服饰", "现有", "工人", "气温", "，", "。", "\n", "至", "-", " ", "约"])
    | st.sampled_from(["88人", "5度", "3", "1，234人", "500万元", "50%", "5月", "\u200b", "百分之"])
    | st.text(max_size=2),
    max_size=30,
).map("".join)


def test_what_extract_proposes_passes_verify(store: Path, tmp_path: Path) -> None:
    @settings(max_examples=examples(60))
    @given(
        _ARTICLES
        | st.integers(0, 10_000).map(lambda seed: Inputs(seed).article().decode("utf-8", "replace"))
    )
    @example("晨光服饰现有工人1，234人，昨夜气温-5度。晨光服饰每班约3-5人，现有工人8\u200b8人。")
    def holds(article: str) -> None:
        for path in store.glob("*.toml"):
            if path.name != "store.toml":
                path.unlink()
        (tmp_path / "article.txt").write_bytes(article.encode("utf-8", "replace"))
        status, _, error = answers(store, "extract", str(tmp_path / "article.txt"))
        assert status in {0, 1} or "is not a text file" in error
        assert status or "Wrote" in error
        status, out, _ = answers(store, "verify", "--json")
        assert (status, out) == (0, "")

    holds()
