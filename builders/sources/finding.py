"""Finding sources: files, folders, patterns, archives and corpora, each source once and in a fixed order."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Final

from builders.sources import archives, corpora
from builders.sources.extraction import SUFFIXES, UNREAD
from builders.sources.limits import USUAL, Limits
from builders.sources.refusals import SourceError, TextError
from builders.sources.shelves import Shelf, refused, suffix_of
from builders.sources.source import STDIN, Found

_PATTERN: Final = re.compile(r"[*?\[]")


def find_sources(paths: Iterable[str | Path], limits: Limits = USUAL, *, whole: bool = True) -> list[Found]:
    """The sources among and below the paths, each once and in a fixed order; their texts are not kept.

    Folders that are not whole may hold no source, and their sidecars may speak of files that are not there.
    """
    named: dict[str, Found] = {}
    found = []
    for one in (one for path in expanded(map(str, paths)) for one in _found(path, limits, whole)):
        if isinstance(one.name, SourceError) or (first := named.setdefault(one.name, one)) is one:
            found.append(one)
        elif (one.part, Path(one.path).resolve()) != (first.part, Path(first.path).resolve()):
            found.append(refused(one.path, TextError("same name", first.path)))
    return found


def expanded(paths: Iterable[str]) -> list[str]:
    """The paths, with the files that fit in place of each pattern; a pattern that nothing fits stays."""
    return [match for path in paths for match in _fitting(path) or (path,)]


def _fitting(path: str) -> list[str]:
    """The files and folders that fit a pattern; none of what is no pattern or is there by that name."""
    if not _PATTERN.search(path) or Path(path).exists():
        return []
    fixed = Path(_PATTERN.split(path)[0] + "x").parent
    return sorted(map(str, fixed.glob(str(PurePath(path).relative_to(fixed)))))


def gathers(path: str) -> bool:
    """Whether a path holds many sources: a folder, an archive or a corpus."""
    return path != STDIN and (Path(path).is_dir() or suffix_of(path) in (archives.SUFFIX, *corpora.SUFFIXES))


def _found(path: str, limits: Limits, whole: bool) -> Iterator[Found]:
    """The sources at a path or that a pattern means."""
    if path == STDIN:
        yield Found(STDIN, "stdin.txt", limits=limits)
    elif Path(path).is_dir():
        yield from Shelf(Path(path), limits, whole=whole).sources()
    else:
        yield from _given(Shelf(Path(path).parent, limits), Path(path), Path(path).name)


def _given(shelf: Shelf, file: Path, name: str) -> Iterator[Found]:
    """The source, or the sources, that a file given by name is."""
    suffix = suffix_of(file)
    if not suffix or suffix in SUFFIXES or not file.exists():
        yield shelf.source(file, name)
    elif gathers(str(file)):
        yield from shelf.gathered(file, name)
    else:
        yield refused(str(file), TextError("unknown suffix", "; ".join(filter(None, (suffix, UNREAD.get(suffix))))))
