"""Where a statement has the words of a question."""

from pathlib import Path

import pytest

from xzfacts.app import Facts, open_store

ARTICLE = """
[source]
id = "dam"
title = "石溪水库开工"
published = 2024-05-01

[[sentences]]
quote = "石溪水库由清河集团承建。"
facts = [{ subject = "石溪水库", attribute = "承建单位", value = "清河集团" }]

[[sentences]]
quote = "工程总投资3.6亿元，其中征地补偿8200万元，由市财政承担，惠及群众12万人。"
facts = [{ subject = "工程", attribute = "征地费用", value = "8200万元" }]
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root: Path = tmp_path_factory.mktemp("places")
    (root / "store.toml").write_text('schema = 1\nname = "places"\n', encoding="utf-8")
    (root / "a.toml").write_text(ARTICLE, encoding="utf-8")
    return open_store(str(root))


@pytest.mark.parametrize(
    ("query", "feature"),
    [
        ("石溪水库征地补偿多少钱？", "measure_near"),
        ("石溪水库征地补偿多少钱？", "name_context"),
        ("石溪水库征地用了多少费用？", "measure_attribute"),
        ("石溪水库由市财政承担的征地补偿多少钱？", "other_sentence"),
        ("石溪水库拆迁户的征地补偿多少钱？", "other_nowhere"),
    ],
)
def test_an_explanation_says_where_words_stand(store: Facts, query: str, feature: str) -> None:
    _, explanation = store.explain(query)
    weighed = {fact.value: fact.features for fact in explanation.facts}
    assert feature in weighed["8200万元"], weighed
