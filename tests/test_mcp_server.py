"""The server for assistants, by the client of the official SDK: in memory and as a process."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest

from tests.cli.process import COMMAND, DATA, FERRY
from tests.index.index_stores import changed_index
from xzfacts.app import Facts
from xzfacts.cli.commands.mcp import without_lone_surrogates

pytestmark = pytest.mark.skipif(find_spec("mcp") is None, reason="mcp is not installed")
TOOLS = ["lookup", "check_draft", "show_fact", "list_subjects"]
# Without these no value may leave.
REQUIRED = {"value", "sentence", "source", "file", "line"}


def in_memory(use: Callable[[Any], Awaitable[Any]], store: str = FERRY) -> Any:  # noqa: ANN401
    # Takes a second to import, which each process that collects the tests would spend.
    import mcp

    from xzfacts.mcp_server.store_tools import server

    async def run() -> Any:  # noqa: ANN401
        async with mcp.Client(server(store)) as client:
            return await use(client)

    return anyio.run(run)


def call(tool: str, store: str = FERRY, **arguments: object) -> dict[str, Any]:
    result = in_memory(lambda client: client.call_tool(tool, arguments), store)
    assert not result.is_error, result.content
    data: dict[str, Any] = result.structured_content
    return data


def test_the_tools_say_what_they_give() -> None:
    tools = in_memory(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        records = tool.output_schema.get("$defs", {})
        if tool.name != "list_subjects":
            assert set(records["FactRecord"]["required"]) >= REQUIRED
            assert "sha256" in records["SourceRecord"]["required"]


def test_a_value_comes_with_its_sentence() -> None:
    answer = call("lookup", query="青石轮渡有多少船员？")
    assert answer["found"] is True
    fact = answer["results"][0]
    assert fact["value"] == "96人"
    assert fact["value"] in fact["sentence"]
    assert (fact["file"], fact["line"]) == ("ferry/qingshidu.toml", 14)
    assert fact["source"]["title"].startswith("青石渡")


def test_nothing_found_is_a_normal_result() -> None:
    answer = call("lookup", query="青石轮渡 股价")
    assert (answer["found"], answer["results"]) == (False, [])
    assert all(set(each) >= REQUIRED for each in answer["near"])
    assert answer["suggestions"]


def test_of_two_facts_with_one_id_neither_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "a"\n', "utf-8")
    for name, value in (("甲公司", "88人"), ("乙公司", "99人")):
        (tmp_path / f"{name}.toml").write_text(
            f'[source]\nid = "{name}"\ntitle = "t"\n[[sentences]]\nquote = "{name}有{value}。"\n'
            f'facts = [{{ subject = "{name}", attribute = "人数", value = "{value}", id = "x"}}]\n',
            "utf-8",
        )
    store = str(tmp_path)
    shown = in_memory(lambda client: client.call_tool("show_fact", {"id": "x"}), store)
    assert shown.is_error
    assert "Several facts have the id x." in shown.content[0].text
    checked = call("check_draft", store, text="甲公司有9人。乙公司有8人。")
    assert sorted(each["value"] for each in checked["facts"]) == ["88人", "99人"]
    with Facts(store) as facts:
        for place in ("甲公司.toml", "乙公司.toml"):
            (fact,) = facts.facts_in_file(place)
            assert facts.beside(fact).fact == fact
            assert not facts.beside(fact).conflicts


@pytest.mark.parametrize(
    "days", [("2025-01", "2025-02"), ("2025-01", "2024-02"), ("2024-02", "2025-01")]
)
def test_superseded_by_an_id_that_two_facts_have(tmp_path: Path, days: tuple[str, str]) -> None:
    (tmp_path / "store.toml").write_text('schema = 1\nname = "a"\n', "utf-8")
    facts = (
        ("77人", "2024-01", 'superseded_by = "x"'),
        *((f"8{day[-1]}人", day, 'id = "x"') for day in days),
    )
    for number, (value, day, more) in enumerate(facts):
        (tmp_path / f"{number}.toml").write_text(
            f'[source]\nid = "{number}"\ntitle = "t"\npublished = "{day}"\n'
            f'[[sentences]]\nquote = "丙公司有{value}。"\n'
            f'facts = [{{ subject = "丙公司", attribute = "人数", value = "{value}", {more} }}]\n',
            "utf-8",
        )
    with Facts(str(tmp_path)) as store:
        then = [one.fact.value for one in store.ask("丙公司 人数", as_of="2024-06").results]
    assert then == (["77人"] if min(days) > "2025" else ["82人"])


def test_a_draft_is_checked() -> None:
    checked = call("check_draft", text="青石轮渡有船员69人。\n青石轮渡有渡船14条。\n")
    statements = [each for sentence in checked["sentences"] for each in sentence["statements"]]
    verdicts = [(each["text"], each["verdict"]) for each in statements]
    assert verdicts == [("69人", "refuted"), ("14条", "supported")]
    assert [sentence["line"] for sentence in checked["sentences"]] == [1, 2]
    facts = {fact["id"]: fact for fact in checked["facts"]}
    assert {id_ for each in statements for id_ in each["evidence"]} == set(facts)
    assert all(set(fact) >= REQUIRED for fact in facts.values())


def test_a_checked_sentence_and_a_fact_are_sent_once() -> None:
    clauses = ["青石轮渡有船员96人"] * 200
    checked = call("check_draft", text="，".join(clauses) + "。")
    statements = [each for sentence in checked["sentences"] for each in sentence["statements"]]
    assert len(statements) == 200
    (fact,) = checked["facts"]
    assert all(each["evidence"] == [fact["id"]] for each in statements)
    text = "，".join(clauses) + "。"
    assert sum(len(sentence["sentence"]) for sentence in checked["sentences"]) <= len(text)


def test_a_fact_is_shown_with_its_neighbours() -> None:
    page = call("show_fact", id="bhtpzcsudgnb")
    assert page["fact"]["value"] == "96人"
    assert {each["value"] for each in page["neighbours"]} >= {"14条", "4条"}


def test_subjects_are_listed() -> None:
    listed = call("list_subjects", starting_with="青石")
    assert [each["name"] for each in listed["subjects"]] == ["青石渡轮渡有限公司"]
    assert listed["more"] is False


def test_output_keeps_its_schema() -> None:
    tools = in_memory(lambda client: client.list_tools()).tools
    schemas = {tool.name: tool.output_schema for tool in tools}
    jsonschema.validate(call("lookup", query="青石轮渡"), schemas["lookup"])
    jsonschema.validate(call("lookup", query="股价"), schemas["lookup"])
    jsonschema.validate(call("check_draft", text="船员69人。"), schemas["check_draft"])
    jsonschema.validate(call("show_fact", id="bhtpzcsudgnb"), schemas["show_fact"])
    jsonschema.validate(call("list_subjects"), schemas["list_subjects"])


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("show_fact", {"id": "nosuchid"}),
        ("lookup", {"query": ""}),
        ("lookup", {"query": "船员", "limit": 0}),
        ("lookup", {}),
    ],
)
def test_a_wrong_call_is_an_error_in_words(tool: str, arguments: dict[str, object]) -> None:
    result = in_memory(lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    assert "Traceback" not in result.content[0].text


def test_a_fact_is_a_resource() -> None:
    read = in_memory(lambda client: client.read_resource("fact://bhtpzcsudgnb"))
    fact = json.loads(read.contents[0].text)
    assert (fact["value"], fact["sentence"][-1]) == ("96人", "。")


def test_changes_of_the_store_are_seen(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(DATA / "ferry", folder)
    page = folder / "qingshidu.toml"

    async def use(client: Any) -> list[str]:  # noqa: ANN401
        found = []
        for value in ("96人", "196人"):
            page.write_text(page.read_text().replace("96人", value))
            result = await client.call_tool("lookup", {"query": "青石轮渡 船员"})
            found.append(result.structured_content["results"][0]["value"])
        return found

    assert in_memory(use, str(folder)) == ["96人", "196人"]


def test_a_process_speaks_the_protocol_and_nothing_else() -> None:
    import mcp

    parameters = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "xzfacts", "mcp", "--store", FERRY]
    )

    async def run() -> Any:  # noqa: ANN401
        async with mcp.Client(mcp.stdio_client(parameters)) as client:
            return await client.call_tool("lookup", {"query": "青石轮渡 船员"})

    result = anyio.run(run)
    assert result.structured_content["results"][0]["value"] == "96人"


def answered(method: str, params: dict[str, object]) -> tuple[Any, bytes]:
    """The answer of the program to a request, and what it prints to standard error."""
    client = {"name": "t", "version": "1"}
    start = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    messages: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": start},
        {"method": "notifications/initialized"},
        {"id": 2, "method": method, "params": params},
    ]
    lines = [json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in messages]
    command, pipe = [*COMMAND, "mcp", "--store", FERRY], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("".join(lines).encode())
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        said = process.stderr.read()
    assert [answer["id"] for answer in answers] == [1, 2]
    return answers[1], said


def test_a_request_with_a_lone_surrogate_is_answered() -> None:
    call_: dict[str, object] = {
        "name": "lookup",
        "arguments": {"query": "青石轮渡\ud800 船员"},
    }
    assert answered("tools/call", call_)[0]["result"]["structuredContent"]["results"]


def test_an_unknown_prompt_is_answered_without_a_traceback() -> None:
    answer, said = answered("prompts/get", {"name": "x"})
    assert "error" in answer
    assert said == b""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (rb'"\ud800"', rb'"\ufffd"'),
        (rb'"\uDC00a"', rb'"\ufffda"'),
        (rb'"\ud83d\ude00"', rb'"\ud83d\ude00"'),
        (rb'"\ud83d\ud83d\ude00"', rb'"\ufffd\ud83d\ude00"'),
        (rb'"\\ud800"', rb'"\\ud800"'),
        (rb'"\\\ud800"', rb'"\\\ufffd"'),
        (rb'"\u4e2d\n"', rb'"\u4e2d\n"'),
    ],
)
def test_only_lone_surrogates_are_replaced(line: bytes, wanted: bytes) -> None:
    assert without_lone_surrogates(line) == wanted
    json.loads(wanted).encode()


DAMAGE = {
    "title": "UPDATE source SET title = zeroblob(9)",
    "quote": "UPDATE sentence SET quote = zeroblob(9)",
    "value": "UPDATE fact SET value = x'ff'",
    "line": "UPDATE fact SET line = 'x'",
}
CALLS: list[tuple[str, dict[str, object]]] = [
    ("lookup", {"query": "青石轮渡 船员"}),
    ("check_draft", {"text": "青石轮渡有船员69人。"}),
    ("show_fact", {"id": "bhtpzcsudgnb"}),
    ("list_subjects", {}),
]


@pytest.mark.parametrize("change", DAMAGE)
def test_a_damaged_index_is_rebuilt(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a command, but without being called again."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("XZFACTS_CACHE", str(cache))

    async def use(client: Any) -> list[Any]:  # noqa: ANN401
        answers = []
        for tool, arguments in CALLS:
            await client.call_tool(*CALLS[0])  # builds the index
            changed_index(cache, DAMAGE[change])
            answers.append(await client.call_tool(tool, arguments))
        changed_index(cache, DAMAGE[change])
        read = await client.read_resource("fact://bhtpzcsudgnb")
        return [*answers, json.loads(read.contents[0].text)]

    *answers, fact = in_memory(use)
    assert [each.is_error for each in answers] == [False] * len(CALLS)
    found, checked, shown, listed = (each.structured_content for each in answers)
    assert found["results"][0]["value"] == shown["fact"]["value"] == fact["value"] == "96人"
    assert checked["sentences"][0]["statements"][0]["verdict"] == "refuted"
    assert "青石渡轮渡有限公司" in [each["name"] for each in listed["subjects"]]


@pytest.mark.parametrize("asked", [False, True])
def test_on_a_terminal_it_says_what_it_waits_for_and_ctrl_c_ends_it(*, asked: bool) -> None:
    ours, theirs = pty.openpty()
    command = [*COMMAND, "mcp", "--store", FERRY]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline().decode()
        if asked:  # then it waits for the next line
            assert process.stdout is not None
            os.write(ours, b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
            assert json.loads(process.stdout.readline())["id"] == 1
        process.send_signal(signal.SIGINT)
        out, _err = process.communicate(timeout=60)
    os.close(theirs)
    os.close(ours)
    assert said == "xzfacts: Waiting for an assistant on standard input; Ctrl-C ends.\n"
    assert (process.returncode, out) == (130, b"")
