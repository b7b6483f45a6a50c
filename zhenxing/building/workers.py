"""Making reports in several processes at once, in the order of their sources."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NamedTuple

from builders.corrections import Correction
from builders.errors import ReportError
from builders.sources.refusals import SourceError
from builders.sources.source import Found
from zhenxing.building.children import begin
from zhenxing.building.making import Made, Maker
from zhenxing.building.timing import doomed
from zhenxing.folder import Entry

WORTH: Final = 64  # reports; for fewer, loading the vocabularies in another process costs more than it gains
_AHEAD: Final = 4  # tasks a process may have waiting, so that memory does not grow with their number
Result = Made | Entry | ReportError


class Task(NamedTuple):
    """A source, how its place is recorded, and what is known of it from an earlier build."""

    found: Found
    recorded: str
    known: Entry | None


class Means(NamedTuple):
    """What a process needs to become a maker: the vocabularies, the base of the IRIs, and people's corrections."""

    vocabularies: Sequence[Path]
    base: str
    corrections: tuple[Correction, ...] = ()


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results(means: Means, tasks: Sequence[Task], workers: int, maker: Maker) -> Iterator[Result]:
    """The result of each task, in their order; the maker at hand does them where they are few."""
    if workers == 1 or len(tasks) < WORTH:
        return (maker.make(*task) for task in tasks)
    return _shared(means, iter(tasks), workers)


def guarded(means: Means, tasks: Sequence[Task]) -> Iterator[Result]:
    """The result of each task, in their order, each made in a process apart, whose death is that task's alone."""
    return _shared(means, iter(tasks), 1)


def _shared(means: Means, tasks: Iterator[Task], workers: int) -> Iterator[Result]:
    """The results of tasks that several processes share."""
    pool = _pool(means, workers)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    try:
        while True:
            waiting.extend((task, _given(pool, task)) for task in islice(tasks, _AHEAD * workers - len(waiting)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # Which of the waiting tasks ended its process cannot be told: each is tried again by itself.
                lost = [task, *(other for other, _ in waiting)]
                waiting.clear()
                pool.shutdown(cancel_futures=True)
                yield from (_alone(means, one) for one in lost)
                pool = _pool(means, workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _given(pool: ProcessPoolExecutor, task: Task) -> Future[Result]:
    """The task, given to a pool; lost like those before it where that has broken meanwhile."""
    try:
        return pool.submit(_make, task)
    except BrokenProcessPool as broken:
        lost: Future[Result] = Future()
        lost.set_exception(broken)
        return lost


def _alone(means: Means, task: Task) -> Result:
    """The result of a task in a process of its own."""
    with _pool(means, 1) as pool:
        try:
            return pool.submit(_make, task).result()
        except BrokenProcessPool:
            return SourceError(
                task.found.path, "failed", "the process that read it died; was there memory and time enough?"
            )


def _pool(means: Means, workers: int) -> ProcessPoolExecutor:
    """Processes that are makers."""
    # A process forked off one with threads may hang: start each from nothing.
    return ProcessPoolExecutor(workers, get_context("spawn"), _become_maker, means)


_makers: list[Maker] = []  # the maker that this process is


def _become_maker(*means: Any) -> None:
    """Load what a maker needs."""
    begin()
    _makers.append(Maker.load(*means))


def _make(task: Task) -> Result:
    """Do a task in a process that is a maker."""
    return done(_makers[0], task)


def done(maker: Maker, task: Task) -> Result:
    """The result of a task; a process that it takes far too long to do it ends."""
    with doomed(task.found.limits.seconds):
        return maker.make(*task)
