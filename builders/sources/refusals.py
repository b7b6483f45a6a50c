"""Why a source is no report."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from builders.errors import ReportError

Reason = Literal[
    "missing",
    "unreadable",
    "empty",
    "binary",
    "undecodable",
    "unknown suffix",
    "no reports",
    "same name",
    "failed",
    "too large",
    "too slow",
    "encrypted",
    "scanned",
    "damaged",
    "unsafe",
    "nested",
    "no text column",
    "not described",
]
MEANINGS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        "missing": "no such file or folder",
        "unreadable": "cannot be read",
        "empty": "holds no text",
        "binary": "is not a text file",
        "undecodable": "its encoding is not known",
        "unknown suffix": "this kind of file is not read",
        "no reports": "the folder holds no report",
        "same name": "another source has this name",
        "failed": "could not be built",
        "too large": "is larger than --max-size allows",
        "too slow": "took longer than --timeout allows",
        "encrypted": "is encrypted; save it without a password",
        "scanned": "holds pictures of pages and no text; run it through text recognition first",
        "damaged": "is damaged",
        "unsafe": "its name leads out of the archive",
        "nested": "an archive too deep inside archives",
        "no text column": "no column holds texts",
        "not described": "what is said of it cannot be read",
    }
)


@dataclass(eq=False)
class SourceError(ReportError):
    """A source that cannot be read as a report."""

    path: str
    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        """The path and what is wrong with it."""
        return f"{self.path}: {self.told}"

    @property
    def told(self) -> str:
        """What is wrong, without the path."""
        return MEANINGS[self.reason] + (f" ({self.detail})" if self.detail else "")


@dataclass(eq=False)
class TextError(ReportError):
    """Bytes that give no text, whatever their path."""

    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        """What is wrong with them."""
        return self.of("").told

    def of(self, path: str) -> SourceError:
        """The same, said of the source that has the bytes."""
        return SourceError(path, self.reason, self.detail)
