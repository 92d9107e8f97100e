"""A time in a query says when, and names a date value only where nothing else is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from xzfacts.app import open_store

PAGE = """
[source]
id = "tea"
title = "春茶"

[[sentences]]
quote = "4月18日，临溪统计局发布数据，一季度临溪茶叶产量3270吨。"
facts = [{ subject = "临溪统计局", attribute = "发布时间", value = "4月18日" }]
"""

Ask = Callable[[str], list[str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "tea"\n', encoding="utf-8")
    (tmp_path / "tea.toml").write_text(PAGE, encoding="utf-8")
    store = open_store(str(tmp_path))
    return lambda query: [result.fact.value for result in store.ask(query).results]


@pytest.mark.parametrize("query", ["四月产量", "临溪四月产量", "临溪统计局 四月产量", "二季度产量"])
def test_a_period_of_something_else_is_not_answered_by_a_date(ask: Ask, query: str) -> None:
    assert ask(query) == []


@pytest.mark.parametrize("query", ["4月18日", "四月发布", "临溪统计局 四月", "临溪统计局 发布时间"])
def test_a_date_is_found_by_itself_its_subject_or_its_attribute(ask: Ask, query: str) -> None:
    assert ask(query) == ["4月18日"]
