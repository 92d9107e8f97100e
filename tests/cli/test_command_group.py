"""The command line as a whole."""

from typing import Any

from xzfacts.cli import command_group
from xzfacts.cli.parameter_table import options_with_value


def test_every_option_with_a_value_may_come_before_the_command() -> None:
    group: Any = command_group.root()
    context = group.make_context("xzfacts", ["query", "渡口"])
    commands = [group.resolve_command(context, [name])[1] for name in group.list_commands(context)]
    options = {
        option
        for command in commands
        for param in command.params
        if param.param_type_name == "option" and not param.is_flag
        for option in param.opts
    }
    assert options == options_with_value()
