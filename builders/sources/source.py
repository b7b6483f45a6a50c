"""Sources: what was found to be read, and the text that each becomes, or why it is no report."""

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from builders.sources import corpora
from builders.sources.archives import Member
from builders.sources.corpora import Row
from builders.sources.extraction import Extract, extract
from builders.sources.limits import USUAL, Limits
from builders.sources.particulars import UNKNOWN, Particulars, particulars
from builders.sources.refusals import SourceError, TextError

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be read and what its bytes were; `name` is the file's name, or its path inside the folder given.

    `means` tells how the text was got where the file holds more than text, `particulars` what is said of it elsewhere.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    means: str = ""
    particulars: Particulars = UNKNOWN


class Found(NamedTuple):
    """A source that was asked for: its path, its name or why it can be none, and what a sidecar says of it.

    `part` is the file in an archive, or the row of a corpus, that it is.
    """

    path: str
    name: str | SourceError
    particulars: Particulars = UNKNOWN
    part: Member | Row | None = None
    limits: Limits = USUAL

    def read(self) -> Source:
        """The source; raises SourceError where there is none."""
        return self.source(self.data())

    def data(self) -> bytes:
        """The bytes that the source is made of; raises SourceError where there are none or too many."""
        if isinstance(self.name, SourceError):
            raise self.name
        try:
            return self.part.data(self.limits.size) if self.part else _bytes(self.path, self.limits.size)
        except TextError as refusal:
            raise refusal.of(self.path) from None
        except FileNotFoundError:
            raise SourceError(self.path, "missing") from None
        except OSError as error:
            raise SourceError(self.path, "unreadable", (error.strerror or "").lower()) from None

    def source(self, data: bytes) -> Source:
        """The source made of these bytes."""
        if isinstance(self.name, SourceError):
            raise self.name
        try:
            found = self._extract(data)
        except TextError as refusal:
            raise refusal.of(self.path) from None
        if not found.text.strip():
            raise SourceError(self.path, "empty")
        said = self.particulars.over(found.particulars)
        return Source(self.name, found.text, found.encoding, hashlib.sha256(data).hexdigest(), found.means, said)

    def _extract(self, data: bytes) -> Extract:
        """The text that the bytes hold, and what they say of it."""
        if not data.strip():
            raise TextError("empty")
        if isinstance(self.part, Row):
            record: Mapping[str, object] = self.part.record(data)
            return Extract(corpora.text_of(record), self.part.encoding, particulars=particulars(record))
        suffix = PurePosixPath(self.part.names[-1] if self.part else self.path).suffix
        return extract(data, suffix, self.limits.encoding)


def read_source(path: str | Path, name: str | None = None) -> Source:
    """The source at a path, `-` the standard input; raises SourceError where there is none."""
    return Found(str(path), name or ("stdin.txt" if str(path) == STDIN else Path(path).name)).read()


def _bytes(path: str, most: int) -> bytes:
    """The bytes of a file, never more than allowed."""
    if path == STDIN:
        data = sys.stdin.buffer.read(most + 1)
    else:
        with Path(path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size  # of a pipe none
            if size > most:
                raise TextError("too large", f"{size:,} bytes")
            data = file.read((size or most) + 1)
    if len(data) > most:
        raise TextError("too large", f"more than {most:,} bytes")
    return data
