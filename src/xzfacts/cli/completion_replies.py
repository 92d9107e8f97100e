"""What each shell reads as completions: the formats of Typer.

In zsh, names that are typed by pinyin need a reply of our own: zsh by itself hides what does not
begin as typed.
"""

from collections.abc import Callable, Iterable, Mapping

# Texts that are special in a reply to zsh, and how they are written.
_ZSH_ESCAPES = {'"': '""', "'": "''", "$": "\\$", "`": "\\`", ":": r"\\:"}
_ZSH = str.maketrans(_ZSH_ESCAPES)


def _bash(items: Mapping[str, str], _incomplete: str) -> str:
    return "\n".join(items)


def _fish(items: Mapping[str, str], _incomplete: str) -> str:
    return "\n".join(f"{name}\t{text}" if text else name for name, text in items.items())


def _powershell(items: Mapping[str, str], _incomplete: str) -> str:
    return "\n".join(f"{name}:::{text or ' '}" for name, text in items.items())


def _zsh(items: Mapping[str, str], incomplete: str) -> str:
    """Return code for the completion function of zsh to evaluate."""
    if not items:
        return "_files"
    if not all(name.startswith(incomplete) for name in items):
        return zsh_replacing(items)
    listed = "\n".join(
        f'"{name}":"{text.translate(_ZSH)}"' if text else f'"{name}"'
        for name, text in items.items()
    )
    return f"_arguments '*: :(({listed}))'"


def zsh_replacing(names: Iterable[str]) -> str:
    """Return code that adds completions which may replace what was typed."""
    quoted = ("'" + name.replace("'", "'\\''") + "'" for name in names)
    return " ".join(("compadd -U -V names --", *quoted))


# From names that need no quotes with their help texts, and the word to complete.
REPLIES: dict[str, Callable[[Mapping[str, str], str], str]] = {
    "bash": _bash,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
    "zsh": _zsh,
}
