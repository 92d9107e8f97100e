"""Command lines of every command, on the inputs of a sandbox."""

import json

from benchmarks.fuzz.inputs import Inputs

STORE = "work/facts"
DRAFT = "work/draft"
ROWS = "work/rows"
REPORT = "work/report.jsonl"
OUT = "work/out"
ARTICLES = "work/articles"
JOB = "work/job"
_EXPORTS = ["csv", "xlsx", "sqlite", "annotations"]
_REPORTS = ["text", "json", "csv", "markdown", "html", "sarif", "github"]


def command(inputs: Inputs, ids: list[str], draft: str, rows: str) -> list[str]:
    """A command line; `ids` are ids of facts, the others paths of the inputs."""
    random = inputs.random

    def text() -> str:
        return inputs.text(3) or "甲"

    some_id = random.choice([*ids, text()])
    fact = ["--value", "88人", "--sentence", text() + "88人" + text(), "--source", text()]
    fact += ["--title", text(), "--line", random.choice(["1", "0", "9" * 30, "x"])]
    made = random.choice(
        [
            ["query", text()],
            ["query", "晨光服饰 人数", "--drafts"],
            ["query", text(), "--format", random.choice(["json", "csv", "markdown", "table"])],
            ["query", "--batch", draft],
            ["query", text(), "--explain"],
            ["query", "晨光服饰有多少工人", "--explain", "--json"],
            ["query", text(), "--as-of", random.choice(["2024", "2024-05", text()])],
            ["check", draft],
            ["check", draft, "--format", random.choice(_REPORTS)],
            ["check", "--text", inputs.text(12), "--format", random.choice(_REPORTS)],
            ["extract", draft],
            ["extract", draft, "--json"],
            ["add", "--subject", text(), "--attribute", text(), *fact],
            ["add", "--subject", "晨光服饰", "--attribute", "工人人数", *fact, "--dry-run"],
            ["supersede", some_id, *fact],
            ["retract", some_id, "--why", text()],
            ["alias", random.choice(["晨光服饰", text()]), text()],
            ["list", random.choice(["facts", "subjects", "attributes", "sources"])],
            ["list", "--json"],
            ["list", "--subject", text()],
            ["show", some_id],
            ["show", some_id, "--json"],
            ["show", *_address(inputs, some_id)],
            ["retract", *_address(inputs, some_id), "--why", "误"],
            ["verify"],
            ["verify", "--strict"],
            ["verify", "--format", random.choice(["json", "github", "sarif"])],
            ["verify", "--text", draft],
            ["index"],
            ["index", "--rebuild"] if random.random() < 0.02 else ["index", "--json"],
            ["export", "--format", random.choice(["csv", "annotations"])],
            ["export", "--format", random.choice(_EXPORTS), "--out", random.choice(_outs(text()))],
            ["export", "--format", "claimreview", "--report", random.choice([draft, REPORT])],
            ["import", rows],
            ["import", rows, "--dry-run"],
            ["import", "-"],
            ["extract", draft, "--title", text(), "--no-archive"],
            ["review", "--accept-above", random.choice(["0", "0.5", "1", "nan", "1e999", text()])],
            ["mcp"],
            ["edit", some_id],
            ["review"],
            ["init", "work/new" + text().replace("/", "")],
            [text(), text()],
            [
                "晨光服饰",
                "人数",
                *random.choice([["--json"], ["--format=csv"], ["--limit", text()]]),
            ],
            *_further(inputs, some_id, draft),
        ]
    )
    if made == ["archive"]:
        made = _archive(inputs, draft)
    if made[0] == "init":
        return [argument.replace("\x00", "") for argument in made]
    return [argument.replace("\x00", "") for argument in ["--store", STORE, *made]]


def _further(inputs: Inputs, some_id: str, draft: str) -> list[list[str]]:
    """Rarer forms: no terminal where one is needed, spreadsheets, filters, help, odd options."""
    random = inputs.random

    def text() -> str:
        return inputs.text(3) or "甲"

    name = random.choice(_COMMANDS)
    filters = ["--subject", text(), "--attribute", text(), "--source", text(), "--status", "draft"]
    return [
        ["browse", text()],
        ["review", text()],
        ["edit", some_id, "--dry-run"],
        ["alias", "晨光服饰", text(), "--dry-run"],
        ["supersede", some_id, "--value", text(), "--sentence", text(), "--dry-run"],
        ["query", text(), "--open"],
        ["query", text(), "--spreadsheet"],
        ["query", "晨光服饰 人数", "--limit", random.choice(["0", "1", "9" * 30, "-1", text()])],
        ["list", *filters, "--format", random.choice(["csv", "plain", "json", "table"])],
        ["list", "--spreadsheet", *filters[:2]],
        ["export", "--format", "csv", "--spreadsheet", *random.choice([[], filters])],
        ["check", draft, "--only", random.choice(["refuted", "supported", text()]), "--summary"],
        ["check", draft, ARTICLES + "/0.txt", "--json", "--summary", "--strict"],
        ["check", draft, "--text", text()],
        ["extract", ARTICLES, draft],
        ["query", "--batch", random.choice(_NO_FILES)],
        ["verify", "--text", random.choice(_NO_FILES)],
        ["export", "--format", "claimreview", "--report", random.choice(_NO_FILES)],
        ["import", draft],
        ["import", REPORT, "--dry-run"],
        [name, "--help"],
        [name, *random.choices([*_OPTIONS, text(), some_id], k=4)],
        [*random.choices([*_OPTIONS, "--version", "-h", text()], k=2), name],
        *([["archive"]] if random.random() < _SHARE_OF_ARCHIVES else []),
    ]


def _archive(inputs: Inputs, draft: str) -> list[str]:
    """An archive, on one process of its own; without an input that exists in some cases."""
    task = inputs.random.choice(["check", "extract", inputs.text(1)])
    given = inputs.random.choice([ARTICLES, draft, "/dev/zero", STORE, "work/*", inputs.text(2)])
    out = inputs.random.choice([JOB, JOB, OUT, STORE, draft, "/dev/null"])
    return ["archive", task, given, "--out", out, "--workers", "1", "--time-limit", "2"]


def completion(inputs: Inputs, ids: list[str]) -> dict[str, str]:
    """The environment by which a shell asks for completions of a command line."""
    random = inputs.random
    typed = ["xzfacts", *random.choices([*_COMMANDS, *_OPTIONS, *ids, "晨光", "gr", "r"], k=2)]
    typed.append(random.choice([inputs.text(2), "晨", "c", "-", ""]))
    line = " ".join(["xzfacts --store", STORE, *typed[1:]]).replace("\x00", "")
    asked = random.choice(["complete_bash", "complete_zsh", "complete_fish", "source_zsh", "x_y"])
    return {
        "_XZFACTS_COMPLETE": asked,
        "COMP_WORDS": line,
        "COMP_CWORD": random.choice([str(len(line.split())), "1", "0", "99"]),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": random.choice(["get-args", "is-args"]),
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed[-1].replace("\x00", ""),
    }


_COMMANDS = (
    "query browse check extract archive review add edit supersede retract alias list export show"
    " verify index mcp import init"
).split()
_OPTIONS = (
    "--json --limit --format --store --batch --explain --drafts --as-of --text --strict --summary"
    " --jobs --only --out --report --dry-run --accept-above --why --value --sentence --source --no"
    " -- - -x --json=1 --limit=0 --format= --store="
).split()
_SHARE_OF_ARCHIVES = 0.15

_NO_FILES = ["/dev/zero", "work", f"{STORE}/pipe.toml", f"{STORE}/loop.toml"]
_FILES = ["0.toml", "link.toml", "pipe.toml", "sub/secret.txt", "../../outside/secret.txt"]
_FILES += [f"{STORE}/1.toml", "", ".", "/dev/zero", "store.toml"]


def _address(inputs: Inputs, some_id: str) -> list[str]:
    """The address of a fact: the beginning of an id, or a line of a file with an odd path."""
    line = inputs.random.choice(["1", "7", "0", "9" * 9, "9" * 30, "-1", "٣"])
    file = inputs.random.choice([*_FILES, inputs.text(2)])
    return inputs.random.choice([[some_id[: inputs.random.randint(0, 6)]], [f"{file}:{line}"]])


def _outs(name: str) -> list[str]:
    """Files to write: the own one, odd names, links, folders and files of the store."""
    own = "work/" + name.replace("/", "")
    return [OUT, OUT, own, "work", f"{STORE}/store.toml", f"{STORE}/link.toml"]


def standard_input(inputs: Inputs, ids: list[str]) -> bytes:
    """An article or rows, or requests for `mcp`."""
    if inputs.random.random() < 0.9:
        return inputs.article()
    return requests(inputs, ids)


def requests(inputs: Inputs, ids: list[str]) -> bytes:
    """Requests of the Model Context Protocol, a line each."""
    client = {"name": "fuzz", "version": "1"}
    first = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}

    def text() -> object:
        return inputs.random.choice([*ids, inputs.text(3), None, 9**40, [], "晨光服饰"])

    messages: list[dict[str, object]] = [
        {"id": 1, "method": "initialize", "params": first},
        {"method": "notifications/initialized"},
    ]
    for number in range(2, 5):
        name = inputs.random.choice(["lookup", "check_draft", "show_fact", "list_subjects", "x"])
        key = {"lookup": "query", "check_draft": "text", "show_fact": "id"}.get(name, "limit")
        given = {key: text(), **({"limit": text()} if inputs.random.random() < 0.2 else {})}
        call: dict[str, object] = {"name": name, "arguments": given}
        messages.append({"id": number, "method": "tools/call", "params": call})
    messages.append({"id": 9, "method": "resources/read", "params": {"uri": f"fact://{text()}"}})
    lines = [json.dumps({"jsonrpc": "2.0", **message}) for message in messages]
    return inputs.flipped("\n".join(lines).encode() + b"\n")
