"""Expands records in the signature of a command into options."""

from collections.abc import Callable, Iterator
from inspect import Parameter, Signature, signature


def with_single_options(run: Callable[..., int]) -> Callable[..., int]:
    """Return a command for Typer in which each field of a record is an option of its own.

    A parameter of `run` with a NamedTuple as its type is replaced by the fields of that type.
    """
    parameters = list(signature(run, eval_str=True).parameters.values())
    records = {each.name: each.annotation for each in parameters if _is_record(each.annotation)}

    def command(**values: object) -> int:
        for name, record in records.items():
            values[name] = record(**{field: values.pop(field) for field in record._fields})
        return run(**values)

    def options() -> Iterator[Parameter]:
        for parameter in parameters:
            if parameter.name in records:
                fields = signature(records[parameter.name], eval_str=True).parameters.values()
                yield from (each.replace(kind=Parameter.KEYWORD_ONLY) for each in fields)
            else:
                yield parameter.replace(kind=Parameter.KEYWORD_ONLY)

    command.__signature__ = Signature(list(options()))  # type: ignore[attr-defined]
    return command


def _is_record(annotation: object) -> bool:
    return isinstance(annotation, type) and hasattr(annotation, "_fields")
