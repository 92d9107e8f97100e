"""A message and its remedy are two sentences in the reader's language."""

import pytest

from xzfacts.model.findings import join_sentences


@pytest.mark.parametrize(
    ("message", "remedy", "joined"),
    [
        ("It is not text.", "Save it as UTF-8.", "It is not text. Save it as UTF-8."),
        ("文件不是文本。", "请存为 UTF-8。", "文件不是文本。请存为 UTF-8。"),
        ("It is not text.", None, "It is not text."),
        ("文件不是文本。", "", "文件不是文本。"),
    ],
)
def test_no_space_follows_a_wide_stop(message: str, remedy: str | None, joined: str) -> None:
    assert join_sentences(message, remedy) == joined
