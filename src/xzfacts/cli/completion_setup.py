"""Installs completion with Typer, whose messages are English only and whose zsh script skips a key.

The script that Typer installs for zsh only defines its function when the first Tab loads it; ours
also calls it.
"""

from typing import TYPE_CHECKING

from typer import Exit
from typer._completion_shared import _completion_scripts, _get_shell_name, install

from xzfacts.cli import streams
from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter

_REGISTER = "compdef %(complete_func)s %(prog_name)s"
_CALL_OR_REGISTER = f"""if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
else
  {_REGISTER}
fi"""


class UnknownShellError(XzfactsError):
    """There is no completion for the shell that runs the program."""

    shell: str | None

    def message(self) -> str:
        """Return the text of the error."""
        known = _("Completion exists for bash, zsh, fish and PowerShell")
        if self.shell is None:
            return _("{known}; the shell that runs here was not recognised.").format(known=known)
        return _("{known}, not for {shell}.").format(known=known, shell=self.shell)


def prepare_scripts(command: "Command") -> None:
    """Make the options of the root command that install or show a script use ours."""
    _completion_scripts["zsh"] = _completion_scripts["zsh"].replace(_REGISTER, _CALL_OR_REGISTER)
    for param in command.params:
        if param.name == "install_completion":
            param.callback = _install


def _install(context: "Context", _param: "Parameter", value: object) -> None:
    if not value or context.resilient_parsing:
        return
    shell = value if isinstance(value, str) else _get_shell_name()
    if shell not in _completion_scripts:
        raise UnknownShellError(shell)
    shell, path = install(shell)
    text = _("Installed completion for {shell} in {path}. Open a new terminal to use it.")
    streams.message(text.format(shell=shell, path=path))
    raise Exit
