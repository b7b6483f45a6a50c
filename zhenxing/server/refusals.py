"""Why the server does not do what it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from builders.errors import ReportError


@dataclass(eq=False)
class RefusalError(ReportError):
    """A request that is not fulfilled: a status of HTTP and a sentence.

    `again` are the seconds after which to try again, `allow` the methods that are possible.
    """

    status: int
    reason: str
    again: int | None = None
    allow: Sequence[str] = ()

    def __str__(self) -> str:
        """The sentence."""
        return self.reason

    @property
    def headers(self) -> dict[str, str]:
        """What HTTP says beside status and sentence."""
        told = {"Retry-After": str(self.again) if self.again is not None else "", "Allow": ", ".join(self.allow)}
        return {name: value for name, value in told.items() if value}
