"""Folders of sources: what lies in them, what their sidecars say of it, and what they leave out."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from builders.sources import archives, corpora
from builders.sources.extraction import SUFFIXES, UNREAD
from builders.sources.limits import Limits
from builders.sources.particulars import SIDECAR, Particulars, sidecar
from builders.sources.refusals import TextError
from builders.sources.source import Found

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE: Final = ".zhenxingignore"
_ABOUT: Final = re.compile(r"\.|[A-Z]{2,}\.|__MACOSX$|~\$")  # hidden; README, SOURCES, LICENSE; what others leave
KINDS: Final = frozenset((*SUFFIXES, *UNREAD, archives.SUFFIX, *corpora.SUFFIXES))
Described = Mapping[str, Particulars | TextError]


class Shelf:
    """A folder of sources, or the one around a source that is given by itself."""

    def __init__(self, root: Path, limits: Limits, *, whole: bool = True) -> None:
        """Stand for the folder, or for a part of its files; nothing is read yet."""
        self._root = root
        self._limits = limits
        self._whole = whole
        self._sidecars: dict[Path, Described] = {}

    def sources(self) -> Iterator[Found]:
        """The sources below the folder; what is hidden, ignored, about the folder or of no known kind is left out."""
        unread: list[OSError] = []
        files = sorted(self._files(unread), key=lambda file: file.relative_to(self._root).parts)
        for error in unread:
            yield refused(str(error.filename), TextError("unreadable", (error.strerror or "").lower()))
        count = len(unread)
        for file in files:
            name, suffix = file.relative_to(self._root).as_posix(), suffix_of(file)
            if suffix in SUFFIXES:
                found: Iterable[Found] = (self.source(file, name),)
            elif suffix in UNREAD:
                found = (refused(str(file), TextError("unknown suffix", f"{suffix}; {UNREAD[suffix]}")),)
            else:
                found = self.gathered(file, name, asked=False)
            for one in found:
                count += 1
                yield one
        yield from self._amiss()
        if not count and self._whole:
            yield refused(str(self._root), TextError("no reports"))

    def source(self, file: Path, name: str) -> Found:
        """The source that a file is."""
        return _described(Found(str(file), spoken(name), limits=self._limits), self._said(file))

    def gathered(self, file: Path, name: str, *, asked: bool = True) -> Iterator[Found]:
        """The sources in an archive or a corpus; a table without texts is no corpus unless it was asked for."""
        try:
            if suffix_of(file) == archives.SUFFIX:
                yield from self._members(file, name)
                return
            for number, row in enumerate(corpora.rows(str(file), self._limits.size, self._limits.encoding), 1):
                path = f"{file}/{row.name}"
                if row.refusal:
                    yield refused(f"{file}:{number}", row.refusal)
                else:
                    yield Found(path, spoken(f"{name}/{row.name}"), part=row.row, limits=self._limits)
        except TextError as refusal:
            if asked or refusal.reason != "no text column":
                yield refused(str(file), refusal)
        except OSError as error:
            yield refused(str(file), TextError("unreadable", (error.strerror or "").lower()))

    def _members(self, file: Path, name: str) -> Iterator[Found]:
        """The sources in an archive, with what a sidecar in it says of them."""
        listed = [
            one
            for one in archives.members(str(file), self._limits.size)
            if not any(_ABOUT.match(part) for part in PurePosixPath(one.name).parts if part != "..")
        ]
        said: dict[str, Particulars | TextError] = {}
        for one in listed:
            if PurePosixPath(one.name).name == SIDECAR and not one.refusal:
                folder = PurePosixPath(one.name).parent
                data = archives.Member(str(file), one.names).data(self._limits.size)
                said |= {(folder / key).as_posix(): value for key, value in sidecar(data)}
        count = 0
        for one in listed:
            suffix, path = suffix_of(one.name), f"{file}/{one.name}"
            if suffix in UNREAD:
                found = refused(path, TextError("unknown suffix", f"{suffix}; {UNREAD[suffix]}"))
            elif one.refusal and suffix in KINDS:
                found = refused(path, one.refusal)
            elif suffix in SUFFIXES:
                part = archives.Member(str(file), one.names)
                made = Found(path, spoken(f"{name}/{one.name}"), part=part, limits=self._limits)
                found = _described(made, said.get(one.name))
            else:
                continue
            count += 1
            yield found
        if not count:
            yield refused(str(file), TextError("no reports"))

    def _files(self, unread: list[OSError]) -> Iterator[Path]:
        """The files below the folder whose kind is known."""
        ignored: dict[Path, GitIgnoreSpec] = {}
        for parent, folders, files in os.walk(self._root, onerror=unread.append):
            place = Path(parent)
            if IGNORE in files:
                ignored[place] = _patterns(place / IGNORE)
            folders[:] = [each for each in folders if not (each.startswith(".") or _out(ignored, place / each, "/"))]
            for each in files:
                known = suffix_of(each) in KINDS and not _ABOUT.match(each) and each != SIDECAR
                if known and not _out(ignored, place / each):
                    yield place / each

    def _said(self, file: Path) -> Particulars | TextError | None:
        """What the sidecars between the folder and a file say of it, the nearest first."""
        for place in file.parents:
            described = self._sidecar(place)
            if (name := spoken(file.relative_to(place).as_posix())) in described:
                return described[name]
            if place == self._root:
                break
        return None

    def _sidecar(self, place: Path) -> Described:
        """What the sidecar of a folder says; under no name, what is wrong with it."""
        if place not in self._sidecars:
            file = place / SIDECAR
            try:
                said = {spoken(name): value for name, value in sidecar(file.read_bytes())} if file.is_file() else {}
            except TextError as refusal:
                said = {"": refusal}
            except OSError as error:
                said = {"": TextError("unreadable", (error.strerror or "").lower())}
            self._sidecars[place] = MappingProxyType(said)
        return self._sidecars[place]

    def _amiss(self) -> Iterator[Found]:
        """What is wrong with the sidecars: they cannot be read, or name files that are not there."""
        for place, described in sorted(self._sidecars.items()):
            for name, said in described.items():
                if not name and isinstance(said, TextError):
                    yield refused(str(place / SIDECAR), said)
                elif self._whole and not (place / name).exists():
                    yield refused(str(place / SIDECAR), TextError("not described", f"{name} is not there"))


def refused(path: str, refusal: TextError) -> Found:
    """What was found and is no source."""
    return Found(path, refusal.of(path))


def suffix_of(path: str | Path) -> str:
    """The suffix of a path in small letters."""
    return PurePosixPath(path).suffix.lower()


def spoken(name: str) -> str:
    """A file's name as Unicode text that is the same on every system."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _described(found: Found, said: Particulars | TextError | None) -> Found:
    """A source with what is said of it; none where that cannot be read."""
    if isinstance(said, TextError):
        return refused(found.path, TextError(said.reason, f"{SIDECAR}: {said.detail}"))
    return found if said is None else found._replace(particulars=said)


def _patterns(file: Path) -> "GitIgnoreSpec":
    """The patterns of an ignore file."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(file.read_text(encoding="utf-8", errors="replace").splitlines())


def _out(ignored: "Mapping[Path, GitIgnoreSpec]", path: Path, end: str = "") -> bool:
    """Whether an ignore file at or above a path leaves it out."""
    return any(
        spec.match_file(path.relative_to(place).as_posix() + end)
        for place, spec in ignored.items()
        if path.is_relative_to(place)
    )
