"""Base class of the errors that end a command, and exit statuses."""

from typing import ClassVar, dataclass_transform

from xzfacts.i18n import gettext

INTERRUPTED = 130  # exit status after Ctrl-C, as shells report it
SIGNALLED = 128  # added to the number of a signal that ended the process


@dataclass_transform()
class XzfactsError(Exception):
    """A failed operation.

    A subclass is defined beside the operation that raises it. Its annotations name its details,
    which are given in this order when it is raised; details of a base class come first.

    exit_status: exit status of the process. The default 2 means that the command line or the
        store is at fault.
    template: one or two sentences for the user, marked for translation, with the names of details
        in braces; an error with more to say overrides `message`.
    """

    exit_status: ClassVar[int] = 2
    template: ClassVar[str]
    _details: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._details = (*cls._details, *cls.__annotations__)

    def __init__(self, *details: object) -> None:
        super().__init__(*details)
        missing = self._details[len(details) :]
        if len(details) > len(self._details) or not all(hasattr(self, name) for name in missing):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._details) or 'nothing'}")
        vars(self).update(zip(self._details, details, strict=False))  # the others have defaults

    def message(self) -> str:
        """Return one or two sentences for the user, translated."""
        details = {name: getattr(self, name) for name in self._details}
        return gettext(self.template).format(**details)

    def details(self) -> tuple[str, ...]:
        """Return further lines for the user, such as what can be chosen from."""
        return ()

    def __str__(self) -> str:
        return self.message()
