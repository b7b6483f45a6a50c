"""How many rows have been written, told by the bytes of each format: Oxigraph writes results itself, and fast."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from pyoxigraph import QueryResultsFormat


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take them."""

    def flush(self) -> None:
        """Pass on what can be."""


class TooManyError(Exception):
    """There are more rows than the limit."""


class Plain:
    """Text whose marks count wherever they stand."""

    def __call__(self, data: bytes) -> bytes:
        """All of it."""
        return data


class Unquoted:
    """Text whose marks count outside double quotes only."""

    def __init__(self) -> None:
        """Begin outside."""
        self._inside = 0

    def __call__(self, data: bytes) -> bytes:
        """What of the next bytes stands outside."""
        pieces = data.split(b'"')
        outside = b"".join(pieces[self._inside :: 2])
        self._inside = (self._inside + len(pieces) - 1) % 2
        return outside


class Escaped(Unquoted):
    """The same where a backslash escapes a quote."""

    def __init__(self) -> None:
        """Begin outside, after no backslash."""
        super().__init__()
        self._held = b""

    def __call__(self, data: bytes) -> bytes:
        """What of the next bytes stands outside."""
        data = self._held + data
        whole = len(data) - (len(data) - len(data.rstrip(b"\\"))) % 2
        self._held = data[whole:]
        return super().__call__(data[:whole].replace(b"\\\\", b"").replace(b'\\"', b""))


class Mark(NamedTuple):
    """What stands once a row, and how many stand there before the first row is over the limit."""

    text: bytes
    spare: int
    shown: Callable[[], Callable[[bytes], bytes]]


# CSV and TSV end each line, the first of which is the header; JSON has a comma between rows.
MARKS: Final[Mapping[QueryResultsFormat, Mark]] = MappingProxyType(
    {
        QueryResultsFormat.JSON: Mark(b"},{", -1, Escaped),
        QueryResultsFormat.XML: Mark(b"<result>", 0, Plain),
        QueryResultsFormat.CSV: Mark(b"\n", 1, Unquoted),
        QueryResultsFormat.TSV: Mark(b"\n", 1, Plain),
    }
)


class Limited:
    """A sink that lets a number of rows through."""

    def __init__(self, sink: Sink, form: QueryResultsFormat, limit: int) -> None:
        """Let `limit` rows of a format, one or more, through to a sink."""
        mark = MARKS[form]
        self._sink = sink
        self._mark = mark.text
        self._left = limit + mark.spare
        self._shown = mark.shown()
        self._end = b""

    def write(self, data: bytes, /) -> int:
        """Pass the bytes on; raises TooManyError where a row goes over the limit."""
        text = self._end + self._shown(data)
        self._end = text[max(0, len(text) - len(self._mark) + 1) :] if len(self._mark) > 1 else b""
        self._left -= text.count(self._mark)
        if self._left < 0:
            raise TooManyError
        return self._sink.write(data)

    def flush(self) -> None:
        """Nothing is held back."""
