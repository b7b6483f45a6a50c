"""Archives: the reports packed in .zip files, read in memory and never unpacked to the disk."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from builders.sources.refusals import TextError

SUFFIX: Final = ".zip"
DEEPEST: Final = 3  # archives within each other
MOST: Final = 200_000  # files in one archive
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
_BROKEN: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class Member(NamedTuple):
    """A file in an archive: the archive's path, and the names that lead to it through archives within."""

    archive: str
    names: tuple[str, ...]

    def data(self, most: int) -> bytes:
        """Its bytes, never more than allowed; TextError where it has none or too many."""
        archive = _opened(self.archive, Path(self.archive).stat().st_mtime_ns)
        for name in self.names[:-1]:
            archive = zipfile.ZipFile(io.BytesIO(_unpacked(archive, name, most)))
        return _unpacked(archive, self.names[-1], most)


class Listed(NamedTuple):
    """A file that an archive lists: its name for people, the names that lead to it, or why it cannot be read."""

    name: str
    names: tuple[str, ...]
    refusal: TextError | None = None


def members(path: str, most: int) -> Iterator[Listed]:
    """The files of an archive and of those in it, in the order of their names; TextError where it is none."""
    try:
        archive = _opened(path, Path(path).stat().st_mtime_ns)
    except _BROKEN as error:
        raise TextError("damaged", f"no archive: {str(error)[:60]}") from None
    yield from sorted(_listed(archive, (), (), most), key=lambda one: PurePosixPath(one.name).parts)


def _listed(archive: zipfile.ZipFile, above: Sequence[str], names: Sequence[str], most: int) -> Iterator[Listed]:
    """The files of an opened archive; `above` are the names of the archives around it as people read them."""
    parts = archive.infolist()
    if len(parts) > MOST:
        raise TextError("too large", f"{len(parts):,} files in one archive")
    for part in parts:
        if part.is_dir():
            continue
        said = _said(part)
        name, way = "/".join((*above, said)), (*names, part.filename)
        if _escapes(said):
            yield Listed(name, way, TextError("unsafe"))
        elif part.flag_bits & _ENCRYPTED:
            yield Listed(name, way, TextError("encrypted"))
        elif PurePosixPath(said).suffix.lower() != SUFFIX:
            yield Listed(
                name, way, TextError("too large", f"{part.file_size:,} bytes") if part.file_size > most else None
            )
        elif len(way) >= DEEPEST:
            yield Listed(name, way, TextError("nested"))
        else:
            try:
                inner = zipfile.ZipFile(io.BytesIO(_unpacked(archive, part.filename, most)))
                yield from list(_listed(inner, (*above, said), way, most))
            except TextError as refusal:
                yield Listed(name, way, refusal)
            except _BROKEN as error:
                yield Listed(name, way, TextError("damaged", str(error)[:60]))


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of a file; what its archive says of its length is not trusted."""
    try:
        with archive.open(name) as part:
            data = part.read(most + 1)
    except _BROKEN as error:
        raise TextError("damaged", str(error)[:60]) from None
    except KeyError:
        raise TextError("missing") from None
    if len(data) > most:
        raise TextError("too large", f"more than {most:,} bytes unpacked")
    return data


def _said(part: zipfile.ZipInfo) -> str:
    """A file's name: of old archives in the encoding that Chinese Windows packs them with."""
    if part.flag_bits & _UTF8 or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def _escapes(name: str) -> bool:
    """Whether a name leads out of the folder that it would be unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


@lru_cache(maxsize=4)
def _opened(path: str, changed: int) -> zipfile.ZipFile:
    """An archive, opened once for all its files as long as it does not change."""
    del changed
    return zipfile.ZipFile(path)
