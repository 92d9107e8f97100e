"""Look up facts from Chinese news, each with the sentence it was printed in.

The public interface; see docs/python.md. A name is imported when it is first used, so that
`import xzfacts` costs nothing.
"""

TYPE_CHECKING = False  # for type checkers; importing `typing` would take most of a start
if TYPE_CHECKING:
    from xzfacts.app import Facts, open_store as open  # noqa: A004
    from xzfacts.errors import XzfactsError
    from xzfacts.model.facts import Answer, Fact, Result, Source, Status
    from xzfacts.model.findings import Finding
    from xzfacts.model.verdicts import Assertion, CheckedSentence, Verdict
    from xzfacts.serialization import to_dict

__all__ = [
    "Answer",
    "Assertion",
    "CheckedSentence",
    "Fact",
    "Facts",
    "Finding",
    "Result",
    "Source",
    "Status",
    "Verdict",
    "XzfactsError",
    "open",
    "to_dict",
]

_MODULES = {
    "app": ("Facts", "open"),
    "errors": ("XzfactsError",),
    "model.facts": ("Answer", "Fact", "Result", "Source", "Status"),
    "model.findings": ("Finding",),
    "model.verdicts": ("Assertion", "CheckedSentence", "Verdict"),
    "serialization": ("to_dict",),
}
_RENAMED = {"open": "open_store"}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"xzfacts.{module}"), _RENAMED.get(name, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
