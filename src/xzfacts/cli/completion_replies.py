"""What each shell reads as completions: the formats of Typer, for names without help texts.

In zsh, names that are typed by pinyin need a reply of our own: zsh by itself hides what does not
begin as typed.
"""

from collections.abc import Callable, Sequence


def _lines(names: Sequence[str], _incomplete: str) -> str:
    return "\n".join(names)


def _powershell(names: Sequence[str], _incomplete: str) -> str:
    return "\n".join(f"{name}::: " for name in names)


def _zsh(names: Sequence[str], incomplete: str) -> str:
    """Return code for the completion function of zsh to evaluate."""
    if not all(name.startswith(incomplete) for name in names):
        return zsh_replacing(names)
    listed = "\n".join(f'"{name}"' for name in names)
    return f"_arguments '*: :(({listed}))'" if names else "_files"


def zsh_replacing(names: Sequence[str]) -> str:
    """Return code that adds completions which may replace what was typed."""
    quoted = ("'" + name.replace("'", "'\\''") + "'" for name in names)
    return " ".join(("compadd -U -V names --", *quoted))


# From names that need no quotes, and the word to complete.
REPLIES: dict[str, Callable[[Sequence[str], str], str]] = {
    "bash": _lines,
    "fish": _lines,
    "powershell": _powershell,
    "pwsh": _powershell,
    "zsh": _zsh,
}
