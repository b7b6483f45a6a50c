"""Source files: finding them, decoding them, and saying of each bad one why it is no report.

The text is kept as the file has it, line ends included, so that offsets lead back into it; only a
byte-order mark is left out.
"""

import codecs
import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import charset_normalizer

from builders.errors import ReportError

STDIN: Final = "-"
Reason = Literal[
    "missing", "unreadable", "empty", "binary", "undecodable", "unknown suffix", "no reports", "same name", "failed"
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
        return f"{self.path}: {MEANINGS[self.reason]}" + (f" ({self.detail})" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be read and what its bytes were; `name` is the file's name, or its path inside the folder given."""

    name: str
    text: str
    encoding: str
    sha256: str


class Found(NamedTuple):
    """A file that was asked for: its path, and its name as a source or why it can be none."""

    path: str
    name: str | SourceError

    def read(self) -> Source:
        """The source; raises SourceError where there is none."""
        if isinstance(self.name, SourceError):
            raise self.name
        return read_source(self.path, self.name)

    def data(self) -> bytes:
        """The bytes that the source is made of."""
        return sys.stdin.buffer.read() if self.path == STDIN else Path(self.path).read_bytes()


def find_sources(paths: Iterable[str | Path]) -> list[Found]:
    """The files among and below the paths, each once and in a fixed order; nothing is read yet."""
    named: dict[str, str] = {}
    found = []
    for path, name in _files(paths):
        if isinstance(name, SourceError) or name not in named:
            found.append(Found(path, name))
        elif Path(path).resolve() != Path(named[name]).resolve():
            found.append(Found(path, SourceError(path, "same name", named[name])))
        if not isinstance(name, SourceError):
            named.setdefault(name, path)
    return found


def read_source(path: str | Path, name: str | None = None) -> Source:
    """The source at a path, `-` the standard input; raises SourceError where there is none."""
    if str(path) == STDIN:
        return _source(STDIN, name or "stdin.txt", sys.stdin.buffer.read(), _plain_text)
    place = Path(path)
    reader = READERS.get(place.suffix.lower(), _plain_text)
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        raise SourceError(str(path), "missing") from None
    except OSError as error:
        raise SourceError(str(path), "unreadable", (error.strerror or "").lower()) from None
    return _source(str(path), name or place.name, data, reader)


def decode(data: bytes) -> tuple[str, str]:
    r"""The text of some bytes and the encoding it was in: a byte-order mark, else UTF-8, else what reads as Chinese.

    >>> decode("振兴\r\n".encode("gb18030"))
    ('振兴\r\n', 'gb18030')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding), encoding
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _reads_as_chinese(text, encoding):
            return text, encoding
    guess = charset_normalizer.from_bytes(data).best()
    if guess is None:
        raise UnicodeDecodeError("unknown", data, 0, len(data), "no encoding fits")
    return str(guess), guess.encoding


_ABOUT: Final = re.compile(r"\.|[A-Z]{2,}\.")  # hidden, or README, SOURCES, LICENSE

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def _reads_as_chinese(text: str, encoding: str) -> bool:
    """Whether nearly all characters beyond ASCII are common Chinese ones; wrong encodings give rare ones."""
    beyond = [mark for mark in text if mark > "\x7f"]
    common = sum(bool(mark.encode("big5" if encoding == "big5" else "gb2312", "ignore")) for mark in beyond)
    return bool(beyond) and common >= 0.9 * len(beyond) and not _is_binary(text)


def _is_binary(text: str) -> bool:
    """Whether control characters show that the bytes were no text; word processors leave one here and there."""
    return "\0" in text or len(_CONTROLS.findall(text)) > 0.01 * len(text)


def _plain_text(data: bytes) -> tuple[str, str]:
    """The text of a plain file."""
    return decode(data)


Reading = Callable[[bytes], tuple[str, str]]
READERS: Final[Mapping[str, Reading]] = MappingProxyType({".txt": _plain_text, ".md": _plain_text})


def _source(path: str, name: str, data: bytes, reader: Reading) -> Source:
    """The source made of a file's bytes."""
    if not data.strip():
        raise SourceError(path, "empty")
    try:
        text, encoding = reader(data)
    except UnicodeDecodeError:
        raise SourceError(path, "binary" if b"\0" in data else "undecodable") from None
    if not text.strip():
        raise SourceError(path, "empty")
    if _is_binary(text):
        raise SourceError(path, "binary")
    return Source(name, text, encoding, hashlib.sha256(data).hexdigest())


def _files(paths: Iterable[str | Path]) -> Iterator[tuple[str, str | SourceError]]:
    """The path of every file and its name, or why it has none."""
    for path in paths:
        place = Path(path)
        if str(path) == STDIN:
            yield STDIN, "stdin.txt"
        elif place.is_dir():
            yield from _inside(place)
        elif place.exists() and place.suffix and _suffix(place.name) not in READERS:
            yield str(path), SourceError(str(path), "unknown suffix", place.suffix)
        else:
            yield str(path), _spoken(place.name)


def _inside(folder: Path) -> Iterator[tuple[str, str | SourceError]]:
    """The files below a folder that a reader knows; hidden ones and those about the folder are passed over."""
    unread: list[OSError] = []
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += (Path(parent) / name for name in files if not _ABOUT.match(name) and _suffix(name) in READERS)
    for error in unread:
        yield str(error.filename), SourceError(str(error.filename), "unreadable", (error.strerror or "").lower())
    if not found and not unread:
        yield str(folder), SourceError(str(folder), "no reports")
    for file in sorted(found, key=lambda file: file.relative_to(folder).parts):
        yield str(file), _spoken(file.relative_to(folder).as_posix())


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _spoken(name: str) -> str:
    """A file's name as Unicode text that is the same on every system."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
