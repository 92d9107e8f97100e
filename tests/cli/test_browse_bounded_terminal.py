"""A terminal that sends what no key sends, and one of a size that no screen has."""

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
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
        *("a晨1234567890", "\x1b", "\x1b[A", "\x1b[1;5D", "\x1b[24;80R", "\x1b[<35;1000;1000M"),
        *("\x1b[200~1;2\n\x1b[A\x1b[201~b", "9" * 200, "\x1b\x1b[3~\x1bOP"),
    ],
)
def test_keys_are_those_of_prompt_toolkit(typed: str) -> None:
    wanted = keys_of(Vt100Parser, [typed])
    assert keys_of(SequenceParser, [typed]) == wanted
    assert keys_of(SequenceParser, list(typed)) == wanted


def test_an_endless_control_sequence_takes_linear_time() -> None:
    assert grows_moderately(lambda size: keys_of(SequenceParser, ["\x1b[", "1;" * size]), 20_000)


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
