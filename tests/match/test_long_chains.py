"""A current fact is found however many older ones it supersedes."""

import pytest

from xzfacts.app import Facts, open_store

FACTS = 1_200
LAST = f"{FACTS + 9}人"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    root = tmp_path_factory.mktemp("chain")
    lines = ['[source]\nid = "a"\ntitle = "年报"\n']
    for number in range(FACTS):
        newer = f', status = "superseded", superseded_by = "f{number + 1}"'
        lines.append(
            f'[[sentences]]\nquote = "青禾布业有{number + 10}人。"\nfacts = [{{ id = "f{number}", '
            f'subject = "青禾布业", attribute = "人数", value = "{number + 10}人"'
            f"{newer if number < FACTS - 1 else ''} }}]\n"
        )
    (root / "store.toml").write_text('schema = 1\nname = "chain"\n', encoding="utf-8")
    (root / "reports.toml").write_text("".join(lines), encoding="utf-8")
    return open_store(str(root))


@pytest.mark.parametrize("query", ["青禾布业 人数", "青禾布业有多少人", "青禾布业", "人数"])
def test_the_current_fact_is_found(facts: Facts, query: str) -> None:
    first = facts.ask(query, limit=5).results[0]
    assert first.fact.value == LAST
    assert first.history
    assert first.history[-1].value != LAST


def test_a_superseded_fact_names_the_current_one(facts: Facts) -> None:
    newer = facts.beside(facts.fact("f0")).newer
    assert newer is not None
    assert newer.value == LAST
