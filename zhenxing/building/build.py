"""Building a graph folder: what changed is made again, what is gone is left out; a bad source stops no other."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from builders.corrections import Correction, check
from builders.errors import ReportError
from builders.graph import iri
from builders.sources.finding import expanded, find_sources, gathers
from builders.sources.limits import USUAL, Limits
from builders.sources.refusals import SourceError
from builders.sources.source import STDIN, Found
from zhenxing.building.correcting import corrections
from zhenxing.building.making import Made, Maker
from zhenxing.building.summary import Summary
from zhenxing.building.workers import Means, Result, Task, results
from zhenxing.building.writing import Writing, vocabularies, writing
from zhenxing.files import FileError
from zhenxing.folder import CORRECTIONS, Entry, Folder

State = Literal["made", "unchanged", "removed", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its report's summary, or why there is none."""

    name: str
    state: State
    summary: Summary | None = None
    error: ReportError | None = None
    lost: tuple[Correction, ...] = ()  # corrections whose fact is not there


class Build:
    """A build of sources into a graph folder."""

    def __init__(
        self,
        sources: Sequence[str],
        into: Path,
        vocabulary: Sequence[Path] = (),
        base: str | None = None,
        limits: Limits = USUAL,
    ) -> None:
        """Make out what is to be read; without sources it is what the folder was built from."""
        self.into = into
        self.vocabulary = vocabulary
        self.sources = expanded(sources) or remembered(Folder.load(into))
        self.found = find_sources(self.sources, limits)
        said = corrections(into / CORRECTIONS)
        self.means = Means(vocabularies(into, vocabulary), base or _base(into), said)
        self.maker = Maker.load(*self.means)
        check(str(into / CORRECTIONS), said, self.maker.reader.lexicon)

    def run(self, workers: int = 1) -> Iterator[Outcome]:
        """The outcomes, one a source, as they come about; at the end everything is put in place."""
        folders = [source for source in self.sources if gathers(source)]
        with writing(self.into) as folder:
            folder.keep(self.vocabulary)
            folder.given(recorded(source, self.into) for source in folders)
            for entry in self._gone(folder, folders):
                folder.remove(entry.slug)
                yield Outcome(entry.name, "removed")
            tasks = [self._task(folder, one) for one in self.found]
            for task, result in zip(tasks, results(self.means, tasks, workers, self.maker), strict=True):
                yield _taken(folder, task, result)
            folder.commit()

    def _gone(self, folder: Writing, folders: Sequence[str]) -> Iterator[Entry]:
        """The reports whose source lay in a folder that is given again, and is there no more."""
        there = {Path(one.path).resolve() for one in self.found if not _is_empty(one)}
        roots = [Path(source).resolve() for source in folders]
        for entry in folder.folder.entries.values():
            place = located(entry.source, self.into).resolve()
            if (
                entry.source != STDIN
                and there.isdisjoint((place, *place.parents))
                and any(map(place.is_relative_to, roots))
            ):
                yield entry

    def _task(self, folder: Writing, one: Found) -> Task:
        """A source to be made, with what is known of it from an earlier build if its files are sound."""
        entry = folder.entry(iri.slug(one.name)) if isinstance(one.name, str) else None
        return Task(one, recorded(one.path, self.into), entry if entry and folder.sound(entry) else None)


def remembered(folder: Folder) -> list[str]:
    """What a graph folder was built from: folders, and files beside them."""
    roots = [located(source, folder.path).resolve() for source in folder.given]
    files = (entry.source for entry in folder.entries.values() if entry.source != STDIN)
    beside = (file for file in files if not any(map(located(file, folder.path).resolve().is_relative_to, roots)))
    return [_given(source, folder.path) for source in (*folder.given, *beside)]


def _given(source: str, folder: Path) -> str:
    """A source whose place a graph folder keeps, as it would be given here."""
    return source if Path(source).is_absolute() else os.path.relpath(located(source, folder))


def recorded(path: str, into: Path) -> str:
    """A source's place as a graph folder keeps it: relative to the folder where it was given so, that both may move."""
    if path == STDIN or Path(path).is_absolute():
        return path
    return Path(os.path.relpath(path, into)).as_posix()


def located(source: str, folder: Path) -> Path:
    """Where a source lies whose place a graph folder keeps."""
    return Path(os.path.normpath(folder / source))


def _is_empty(found: Found) -> bool:
    """Whether what was found is a folder or an archive without reports."""
    return isinstance(found.name, SourceError) and found.name.reason == "no reports"


def _base(into: Path) -> str:
    """The base of the IRIs of the reports that a folder has."""
    with suppress(FileError):  # there is none, or it is to be made anew
        for entry in Folder.load(into).entries.values():
            return entry.iri.removesuffix(f"report/{entry.slug}")
    return iri.BASE


def _taken(folder: Writing, task: Task, result: Result) -> Outcome:
    """The outcome of a task, once its result is in the folder."""
    match result:
        case Made():
            folder.add(result.entry, result.text, result.graph)
            return Outcome(result.entry.name, "made", summary=result.summary, lost=result.lost)
        case Entry():
            folder.note(replace(result, source=task.recorded))
            return Outcome(result.name, "unchanged")
        case error:
            return Outcome(task.found.path, "failed", error=error)
