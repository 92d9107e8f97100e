"""Decoding terminal bytes to keys, in any chunks."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from xzfacts.cli.review.key_decoder import Key, Pending, decode, settle

NAMES = {
    "text",
    "paste",
    "enter",
    "escape",
    "tab",
    "backtab",
    "backspace",
    "delete",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "clear",
    "delete_word",
    "redraw",
    "interrupt",
    "end_of_input",
}
# Sequences that terminals send, so that random streams contain parts of them.
PIECES = [
    b"\x1b",
    b"[",
    b"O",
    b"A",
    b"~",
    b"1;5",
    b"\x1b[200~",
    b"\x1b[201~",
    b"\x1b[C",
    b"\x1b]",
    b"\x1bP",
    b"\x07",
    "渡".encode(),
    "渡".encode()[:2],
    "𠮷".encode(),
    b"a",
    b"\r",
    b"\x00",
    b"\xff",
]
STREAMS = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30)


def keys(*reads: bytes, last: bool = True) -> list[Key]:
    found: list[Key] = []
    pending = Pending()
    for data in reads:
        more, pending = decode(pending, data)
        found += more
    return found + (settle(pending)[0] if last else [])


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"a", [Key("text", "a")]),
        ("渡口".encode(), [Key("text", "渡"), Key("text", "口")]),
        ("𠮷é".encode(), [Key("text", "𠮷"), Key("text", "é")]),
        (b"\r", [Key("enter")]),
        (b"\n", [Key("enter")]),
        (b"\t\x1b[Z", [Key("tab"), Key("backtab")]),
        (b"\x7f\x08\x1b[3~", [Key("backspace"), Key("backspace"), Key("delete")]),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", [Key("up"), Key("down"), Key("right"), Key("left")]),
        (b"\x1bOA\x1bOC", [Key("up"), Key("right")]),
        (b"\x1b[1;5C\x1b[1~\x1b[4~\x1b[H\x1b[F", list(map(Key, "right home end home end".split()))),
        (b"\x1b", [Key("escape")]),
        (b"\x1b\x1b", [Key("escape"), Key("escape")]),
        (b"\x1b[5~\x1b[[A\x1b[?1;2c\x1b[15~", []),
        (b"\x01\x05\x15\x17\x0c", list(map(Key, "home end clear delete_word redraw".split()))),
        (b"\x03\x04", [Key("interrupt"), Key("end_of_input")]),
        (b"\x00\x1c\xff\xc0\x80a", [Key("text", "a")]),
        (b"\xe6\xb8a", [Key("text", "a")]),
        (b"\x1b[200~a\r\x1b[A\x1b[201~b", [Key("paste", "a\r\x1b[A"), Key("text", "b")]),
    ],
)
def test_what_terminals_send(sent: bytes, expected: list[Key]) -> None:
    assert keys(sent) == expected


def test_a_key_with_alt_is_never_the_key_without() -> None:
    assert keys(b"\x1ba") == [Key("escape")]
    assert keys("\x1b渡x".encode()) == [Key("escape"), Key("text", "x")]


def test_an_endless_sequence_gives_no_key() -> None:
    reads = [b"\x1b[", *[b"1;" * 20] * 9, b"~a"]
    assert keys(*reads) == [Key("text", "a")]


def test_a_paste_gives_one_key_when_it_ends() -> None:
    assert keys(b"\x1b[200~aaa", b"\x1b[20", last=True) == []
    assert keys(b"\x1b[200~aa", b"a\x1b[2", b"01~") == [Key("paste", "aaa")]
    (pasted,) = keys(b"\x1b[200~", b"x" * 100_000, b"\x1b[201~")
    assert set(pasted.text) == {"x"}
    assert len(pasted.text) < 100_000


@given(STREAMS)
def test_any_bytes_are_decoded_or_dropped(pieces: list[bytes]) -> None:
    for key in keys(*pieces):
        assert key.name in NAMES
        assert bool(key.text) <= (key.name in {"text", "paste"})
        assert key.name != "text" or (len(key.text) == 1 and key.text >= " ")


@given(STREAMS, st.lists(st.integers(0, 200), max_size=8))
def test_chunk_boundaries_do_not_matter(pieces: list[bytes], cuts: list[int]) -> None:
    whole = b"".join(pieces)
    marks = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    parted = [whole[a:b] for a, b in pairwise(marks)]
    # Only a pause distinguishes a lone ESC from the start of a sequence.
    assert keys(*parted) == keys(whole)


@given(STREAMS)
def test_a_key_after_any_noise_is_decoded(pieces: list[bytes]) -> None:
    pending = Pending()
    for piece in pieces:
        _keys, pending = decode(pending, piece)
    if pending.paste is not None:
        _keys, pending = decode(pending, b"\x1b[201~")
    _keys, pending = decode(pending, b"\x07")  # ends a control string
    _keys, pending = settle(pending)
    assert decode(pending, b"q")[0] == [Key("text", "q")]


CONTROL_STRINGS = [b"\x1b]0;axa\x07", b"\x1bPaxa\x1b\\", b"\x1b]" + b"a" * 5000 + b"\x1b\\"]


@pytest.mark.parametrize("string", CONTROL_STRINGS)
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_control_strings_are_no_keys(string: bytes, size: int) -> None:
    data = string + b"n"
    reads = [data[at : at + size] for at in range(0, len(data), size)]
    if size == 1:
        reads = [data[:2], *reads[2:]]
    assert keys(*reads) == [Key("text", "n")]


def test_a_pause_within_a_control_string_ends_it_not() -> None:
    found, pending = decode(Pending(), b"\x1b]0;a")
    more, pending = settle(pending)
    last, pending = decode(pending, b"xa\x07n")
    assert [*found, *more, *last] == [Key("text", "n")]


def test_alt_with_a_bracket_swallows_nothing_after_a_pause_or_enter() -> None:
    assert keys(b"\x1b]") == [Key("escape")]
    assert keys(b"\x1b]a\r", b"n") == [Key("text", "n")]


def test_a_paste_that_contains_its_end_mark_stays_one_paste() -> None:
    (paste,) = keys(b"\x1b[200~x\x1b[201~a\x1b[201~")
    assert paste.name == "paste"
    two = keys(b"\x1b[200~x\x1b[201~\x1b[200~y\x1b[201~")
    assert two == [Key("paste", "x"), Key("paste", "y")]
