"""A terminal that sends what no key sends, and one of a size that no screen has."""

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput

from tests.growth import grows_moderately
from xzfacts.cli.browse.bounded_terminal import SequenceParser, terminal_output


def keys_of(kind: type[Vt100Parser], pieces: list[str]) -> list[KeyPress]:
    found: list[KeyPress] = []
    parser = kind(found.append)
    for piece in pieces:
        parser.feed(piece)
    parser.flush()
    return found


@pytest.mark.parametrize(
    "typed",
    [
        *("a晨1234567890", "\x1b", "\x1b[A", "\x1b[1;5D", "\x1b[24;80R"),
        *("\x1b[200~1;2\n\x1b[A\x1b[201~b", "9" * 200, "\x1b\x1b[3~\x1bOP"),
    ],
)
def test_keys_are_those_of_prompt_toolkit(typed: str) -> None:
    wanted = keys_of(Vt100Parser, [typed])
    assert keys_of(SequenceParser, [typed]) == wanted
    assert keys_of(SequenceParser, list(typed)) == wanted


@pytest.mark.parametrize("parameters", ["1;", "１٣"])
def test_an_endless_control_sequence_takes_linear_time(parameters: str) -> None:
    assert grows_moderately(
        lambda size: keys_of(SequenceParser, ["\x1b[", parameters * size]), 20_000
    )


@pytest.mark.parametrize(
    "sequence", ["\x1b[<35;10;10M", "\x1b[;;M", "\x1b[1M", "\x1b[<1;2;3;4m", "\x1b[M中中中"]
)
def test_a_mouse_is_ignored(sequence: str) -> None:
    assert [press.key for press in keys_of(SequenceParser, [f"a{sequence}b"])] == ["a", "b"]


def test_ctrl_c_ends_a_paste_without_end() -> None:
    presses = keys_of(SequenceParser, ["\x1b[200~a\x1b[2", "01\x03b"])
    assert [press.key for press in presses] == [Keys.BracketedPaste, Keys.ControlC, "b"]
    presses = keys_of(SequenceParser, ["\x1b[200~a\x1b[201~b\x03\x1b[200~c\x1b[201~"])
    assert [press.data for press in presses] == ["a", "b", "\x03", "c"]


def test_a_long_paste_takes_linear_time() -> None:
    def paste(size: int) -> list[KeyPress]:
        return keys_of(SequenceParser, ["\x1b[200~", *["中" * 1_000] * size, "\x1b[20", "1~b"])

    assert [press.key for press in paste(30)] == [Keys.BracketedPaste, "b"]
    assert grows_moderately(paste, 4_000)


@pytest.mark.parametrize(
    ("size", "drawn"), [((24, 80), (24, 80)), ((0, 0), (0, 0)), ((9_999, 65_535), (250, 700))]
)
def test_a_part_of_a_huge_terminal_is_drawn(
    size: tuple[int, int], drawn: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Huge(DummyOutput):
        def get_size(self) -> Size:
            return Size(*size)

    monkeypatch.setattr("xzfacts.cli.browse.bounded_terminal.create_output", Huge)
    assert terminal_output().get_size() == drawn
