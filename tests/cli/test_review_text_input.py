"""Line editor with completion, and selection of a value in its sentence."""

from hypothesis import given, strategies as st

from xzfacts.cli.review import text_input, value_picker
from xzfacts.cli.review.key_decoder import Key
from xzfacts.cli.review.text_input import Completion, TextInput
from xzfacts.cli.review.value_picker import Selection

KNOWN = ("青石渡轮渡有限公司", "青石渡码头", "白桥市")
QUOTE = "青石渡现有渡船14条，其中电动渡船4条。"
KEYS = st.one_of(
    st.sampled_from(
        [
            Key(name)
            for name in (
                "tab backtab backspace delete left right up down home end clear delete_word"
            ).split()
        ]
    ),
    st.text(max_size=3).map(lambda text: Key("text", text)),
    st.text(max_size=30).map(lambda text: Key("paste", text)),
    st.sampled_from([Key("text", char) for char in QUOTE]),
)


def completer(text: str) -> tuple[Completion, ...]:
    return tuple(Completion(name) for name in KNOWN if name.startswith(text))


def typed(line: TextInput, *keys: Key | str) -> TextInput:
    for key in keys:
        pressed = [Key("text", char) for char in key] if isinstance(key, str) else [key]
        for one in pressed:
            line = text_input.edited(line, one, completer)
    return line


def test_typing_replaces_the_default() -> None:
    line = typed(text_input.begin("旧名", completer), "青")
    assert (line.text, line.cursor) == ("青", 1)
    assert [one.text for one in line.completions] == [
        "青石渡轮渡有限公司",
        "青石渡码头",
    ]


def test_moving_the_cursor_keeps_the_default() -> None:
    line = typed(text_input.begin("旧名", completer), Key("left"), "新")
    assert line.text == "旧新名"


def test_tab_cycles_the_completions_and_typing_narrows_them() -> None:
    line = typed(text_input.begin("", completer), "青石", Key("tab"))
    assert line.text == "青石渡轮渡有限公司"
    line = typed(line, Key("tab"))
    assert line.text == "青石渡码头"
    assert typed(line, Key("tab")) == typed(text_input.begin("", completer), "青石", Key("tab"))
    assert typed(line, Key("backtab")).text == "青石渡轮渡有限公司"
    line = typed(line, Key("backspace"))
    assert line.text == "青石渡码"
    assert line.chosen is None
    assert [one.text for one in line.completions] == ["青石渡码头"]


def test_control_characters_never_get_into_a_name() -> None:
    pasted = Key("paste", "青\x1b[2J石\n渡\u202e")
    assert typed(text_input.begin("", completer), pasted).text == "青[2J石渡"


@given(st.text(max_size=10), st.lists(KEYS, max_size=40))
def test_a_line_stays_a_line(text: str, keys: list[Key]) -> None:
    line = typed(text_input.begin(text, completer), *keys)
    assert 0 <= line.cursor <= len(line.text)
    assert line.chosen is None or line.text == line.completions[line.chosen].text


@given(st.lists(KEYS, max_size=40))
def test_a_value_is_always_a_slice_of_the_quote(keys: list[Key]) -> None:
    chosen = value_picker.begin(QUOTE, "14条")
    for key in keys:
        chosen = value_picker.moved(chosen, key)
        assert chosen.value
        assert QUOTE[chosen.start : chosen.end] == chosen.value
        assert chosen.found == (chosen.typed in ("", chosen.value))


def test_the_selection_starts_at_the_whole_value() -> None:
    chosen = value_picker.begin(QUOTE, "4条")
    assert QUOTE[: chosen.start].endswith("电动渡船")
    assert value_picker.begin(QUOTE, "9条").value == QUOTE


def test_the_ends_are_moved_one_by_one() -> None:
    chosen = value_picker.begin(QUOTE, "14条")
    assert value_picker.moved(chosen, Key("left")).value == "14"
    assert value_picker.moved(chosen, Key("right")).value == "14条，"
    start = value_picker.moved(chosen, Key("tab"))
    assert value_picker.moved(start, Key("left")).value == "船14条"
    assert value_picker.moved(start, Key("home")).value == "青石渡现有渡船14条"


def test_typed_text_is_searched_in_the_quote() -> None:
    chosen = value_picker.begin(QUOTE, "14条")
    for char in "电动":
        chosen = value_picker.moved(chosen, Key("text", char))
    assert (chosen.value, chosen.found) == ("电动", True)
    lost = value_picker.moved(chosen, Key("text", "车"))
    assert (lost.value, lost.found) == ("电动", False)
    assert value_picker.moved(lost, Key("backspace")) == chosen


def test_a_selection_is_never_empty() -> None:
    chosen = Selection("渡", 0, 1)
    for name in ("left", "tab", "right", "end", "tab", "home"):
        chosen = value_picker.moved(chosen, Key(name))
        assert chosen.value == "渡"
