"""Write the table of options and arguments in `src/xzfacts/cli/data/parameters.tsv`.

    python -m tools.build_parameters

To be run when a command gets another option, argument or help text. A line has the command, the
fields of `xzfacts.cli.parameter_table.Parameter`, and the help text in English and Chinese.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from xzfacts.cli import shell_completion
from xzfacts.cli.command_group import PROGRAM, root
from xzfacts.cli.command_names import COMMANDS
from xzfacts.cli.localized_help import description
from xzfacts.cli.parameter_table import ROOT, TABLE

_LANGUAGES = ("en", "zh_CN")


def table() -> str:
    """Return the text of the table. Help texts are translated on import: a process for each."""
    command = [sys.executable, "-m", __spec__.name, "rows"]
    english, chinese = (
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "LANGUAGE": language}
        ).stdout.decode()
        for language in _LANGUAGES
    )
    pairs = zip(english.splitlines(), chinese.splitlines(), strict=True)
    return "".join(one + "\t" + other.rpartition("\t")[2] + "\n" for one, other in pairs)


def rows() -> Iterator[list[str]]:
    """Yield the rows with the help text in the language of the locale."""
    shell_completion.completions = lambda kind, typed, incomplete: [f"@{kind}"]  # noqa: ARG005
    group: Any = root()
    with group.make_context(PROGRAM, [], resilient_parsing=True) as context:
        for parameter in group.get_params(context):
            yield [ROOT, *_described(parameter, [])]
        for name in COMMANDS:
            command = group.resolve_command(context, [name])[1]
            inner = command.make_context(name, [], parent=context, resilient_parsing=True)
            for parameter in command.get_params(inner):
                values = [str(each.value) for each in parameter.shell_complete(inner, "")]
                yield [name, *_described(parameter, values)]


def _described(parameter: Any, values: list[str]) -> list[str]:  # noqa: ANN401 - Typer's
    if parameter.param_type_name == "option":
        written = [*parameter.opts, *parameter.secondary_opts]
        takes = "nothing" if parameter.is_flag else "value"
        repeats = "repeats" if parameter.multiple else ""
    else:
        written, takes, repeats = [], "words" if parameter.nargs == -1 else "word", ""
    kind = values[0][1:] if values[:1] and values[0].startswith("@") else ""
    choices = "" if kind else " ".join(values)
    text = description(parameter.help or "")
    return [parameter.name, " ".join(written), takes, repeats, kind, choices, text]


if __name__ == "__main__":
    if sys.argv[1:] == ["rows"]:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print("\n".join("\t".join(row) for row in rows()))
    else:
        with open(TABLE, "w", encoding="utf-8", newline="\n") as file:
            file.write(table())
