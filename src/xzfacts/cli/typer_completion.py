"""Shell completion where Typer completes."""

from typer import _completion_classes
from typer._click.shell_completion import add_completion_class
from typer._completion_classes import ZshComplete

from xzfacts.cli.completion_replies import zsh_replacing


class _ZshPinyinComplete(ZshComplete):
    """Adds completions that may replace what was typed."""

    def complete(self) -> str:
        """Return code for the completion function to evaluate."""
        args, incomplete = self.get_completion_args()
        values = [str(item.value) for item in self.get_completions(args, incomplete)]
        # `str(…)`: the values themselves say that they begin with anything.
        if all(value.startswith(incomplete) for value in values):
            return super().complete()
        return zsh_replacing(values)


def adapt_completion() -> None:
    """Complete names by pinyin in zsh, and without Rich, which doubles the time.

    To be called after Typer has registered its own class. Typer has Rich remove markup from help
    texts, which have none here.
    """
    add_completion_class(_ZshPinyinComplete, "zsh")
    _completion_classes._sanitize_help_text = lambda text: text  # noqa: SLF001
