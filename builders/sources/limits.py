"""How much of a source is read, and how: what the user sets for a build."""

from typing import Final, NamedTuple

SIZE: Final = 50_000_000  # bytes; a report of a thousand pages has a tenth of them
SECONDS: Final = 120.0


class Limits(NamedTuple):
    """The largest report in bytes, the longest that reading one may take in seconds, and the encoding if told."""

    size: int = SIZE
    seconds: float = SECONDS
    encoding: str | None = None


USUAL: Final = Limits()
