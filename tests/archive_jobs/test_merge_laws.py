"""Merged facts depend on neither the order of the chunks nor on how articles are grouped."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.growth import grows_moderately
from xzfacts.archive_jobs.chunk_file import chunk_content
from xzfacts.archive_jobs.job import Identity
from xzfacts.archive_jobs.merged_facts import merge, merged_facts
from xzfacts.quantity.model import to_json
from xzfacts.quantity.parser import parse_quantity

Record = dict[str, Any]

VALUES = [
    "2亿元",
    "20000万元",
    "3亿元",
    "约2亿元",
    "2亿元以上",
    "88人",
    "八十八人",
    "不详",
    "不 详",
]
OF = Identity("extract", "1", "", "", chinese=False)


def proposal(subject: str, attribute: str, value: str, as_of: str | None, sentence: str) -> Record:
    quantity = parse_quantity(value)
    return {
        "id": "",
        "subject": subject,
        "attribute": attribute,
        "value": value,
        "quantity": None if quantity is None else to_json(quantity),
        "as_of": as_of,
        "sentence": sentence,
        "confidence": 0.5,
        "mark": "new",
        "against": None,
        "source": {"id": "s"},
    }


proposals = st.builds(
    proposal,
    st.sampled_from(["青石水厂", "青石 水厂", "白沙码头"]),
    st.sampled_from(["总投资", "人数"]),
    st.sampled_from(VALUES),
    st.sampled_from([None, "2024", "2024-05"]),
    st.sampled_from(["甲。", "乙。"]),
)
articles = st.lists(
    st.builds(
        lambda number, found: {"article": {"place": f"{number}"}, "proposals": found},
        st.integers(0, 9),
        st.lists(proposals, max_size=4),
    ),
    max_size=8,
)


def written(records: list[Record]) -> list[str]:
    return [json.dumps(each) for each in merge(records)]


@given(articles, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(records: list[Record], chance: Any) -> None:  # noqa: ANN401
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert written(shuffled) == written(records)


@given(articles, articles, articles)
def test_merging_twice_is_merging_once(
    one: list[Record], two: list[Record], three: list[Record]
) -> None:
    assert written([*one, *two, *three, *one]) == written([*three, *two, *one])


@given(articles, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_and_size_of_chunks_do_not_matter(
    records: list[Record],
    size: int,
    chance: Any,  # noqa: ANN401
) -> None:
    with TemporaryDirectory() as folder:
        paths = []
        for start in range(0, len(records), size):
            path = Path(folder, str(start))
            path.write_bytes(chunk_content(OF, path.name, records[start : start + size], b""))
            paths.append(str(path))
        chance.shuffle(paths)
        assert [json.loads(line) for line in merged_facts(paths)] == list(merge(records))


@given(articles)
def test_every_proposal_is_cited_once_and_equal_values_are_one(records: list[Record]) -> None:
    merged = list(merge(records))
    cited = {
        json.dumps([each["article"], each["value"], each["sentence"], fact["as_of"]])
        for fact in merged
        for value in fact["values"]
        for each in value["citations"]
    }
    assert cited == {
        json.dumps([record["article"], each["value"], each["sentence"], each["as_of"]])
        for record in records
        for each in record["proposals"]
    }
    for fact in merged:
        stated = [
            json.dumps(value["quantity"] and value["quantity"] | {"text": ""})
            for value in fact["values"]
        ]
        numbers = [each for each in stated if each != "null"]
        assert len(numbers) == len({*numbers})
    keys = [(fact["subject"].replace(" ", ""), fact["attribute"], fact["as_of"]) for fact in merged]
    assert len(keys) == len({*keys})


def test_the_time_grows_with_the_number_of_values() -> None:
    def work(size: int) -> list[Record]:
        facts = (proposal("青石水厂", "人数", f"1至{at}人", None, "甲。") for at in range(2, size))
        return list(merge([{"article": {"place": "1"}, "proposals": [*facts]}]))

    assert grows_moderately(work, 4000)


def test_the_citations_of_one_fact_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [proposal("青石水厂", "人数", "88人", None, f"{number}。") for number in range(100)]
    records = [{"article": {"place": "a"}, "proposals": found}]
    (whole,) = merge(records)
    monkeypatch.setattr("xzfacts.archive_jobs.merged_facts._MAX_SIZE", 5_000)
    parts = list(merge(records))
    assert all(len(json.dumps(part, ensure_ascii=False)) < 10_000 for part in parts)
    citations = [each for part in parts for each in part["values"][0]["citations"]]
    assert citations == whole["values"][0]["citations"]
