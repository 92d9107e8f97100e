"""Command lines of every command, on the inputs of a sandbox."""

from benchmarks.fuzz.inputs import Inputs

STORE = "work/facts"
DRAFT = "work/draft"
ROWS = "work/rows"
_REPORTS = ["text", "json", "csv", "markdown", "html", "sarif", "github"]


def command(inputs: Inputs, ids: list[str], draft: str, rows: str) -> list[str]:
    """A command line; `ids` are ids of facts, the others paths of the inputs."""
    random = inputs.random
    text = lambda: inputs.text(3) or "甲"  # noqa: E731
    some_id = random.choice([*ids, text()])
    fact = ["--value", "88人", "--sentence", text() + "88人" + text(), "--source", text()]
    fact += ["--title", text(), "--line", random.choice(["1", "0", "9" * 30, "x"])]
    made = random.choice(
        [
            ["query", text()],
            ["query", "晨光服饰 人数", "--drafts"],
            ["query", text(), "--format", random.choice(["json", "csv", "markdown", "table"])],
            ["query", "--batch", draft],
            ["check", draft],
            ["check", draft, "--format", random.choice(_REPORTS)],
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
            ["verify"],
            ["verify", "--strict"],
            ["verify", "--format", random.choice(["json", "github", "sarif"])],
            ["verify", "--text", draft],
            ["index"],
            ["index", "--rebuild"] if random.random() < 0.05 else ["index", "--json"],
            ["export", "--format", random.choice(["csv", "annotations"])],
            ["export", "--format", random.choice(["xlsx", "sqlite"]), "--out", "work/out"],
            ["export", "--format", "claimreview", "--report", draft],
            ["import", rows],
            ["import", "-"],
            ["edit", some_id],
            ["review"],
            ["init", "work/new" + text().replace("/", "")],
            [text(), text()],
        ]
    )
    if made[0] == "init":
        return [argument.replace("\x00", "") for argument in made]
    return [argument.replace("\x00", "") for argument in ["--store", STORE, *made]]
