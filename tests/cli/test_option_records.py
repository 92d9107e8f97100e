"""Options that a command takes as a record."""

from inspect import signature
from typing import Annotated, NamedTuple

from typer import Option

from xzfacts.cli.option_records import with_single_options

Name = Annotated[str | None, Option("--name")]


class Person(NamedTuple):
    name: Name = None
    age: int = 0


def test_the_fields_of_a_record_take_its_place() -> None:
    given: list[object] = []

    def run(person: Person, *, store: str = "") -> int:
        given.extend([person, store])
        return 1

    command = with_single_options(run)
    parameters = signature(command).parameters
    assert list(parameters) == ["name", "age", "store"]
    assert (parameters["name"].annotation, parameters["name"].default) == (Name, None)
    assert command(name="施春花", age=3, store="facts") == 1
    assert given == [Person("施春花", 3), "facts"]
