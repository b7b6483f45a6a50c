"""Engines: what deals out tasks to processes, wherever these are; the part that another cluster would do anew."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from zhenxing.building.children import begin
from zhenxing.building.workers import cores

Given = TypeVar("Given")
Made = TypeVar("Made")


class Engine(Protocol):
    """A pure function done over tasks by many processes."""

    def map(self, act: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[tuple[Given, Made | None]]:
        """Each task with what is made of it, as that comes about; None where the process at work on it died."""


class Processes:
    """The processes of this machine."""

    def __init__(self, workers: int = 0) -> None:
        """So many processes; 0: one a core."""
        self._workers = workers or cores()

    def map(self, act: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[tuple[Given, Made | None]]:
        """Each task with what is made of it; the death of one process loses the tasks of all."""
        if not tasks:
            return
        pool = ProcessPoolExecutor(min(self._workers, len(tasks)), get_context("spawn"), begin)
        try:
            futures = {pool.submit(act, task): task for task in tasks}
            for future in as_completed(futures):
                try:
                    yield futures[future], future.result()
                except BrokenProcessPool:
                    yield futures[future], None
        finally:
            pool.shutdown(cancel_futures=True)


def _ray(workers: int) -> Engine:
    """The Ray cluster that RAY_ADDRESS names, or one on this machine."""
    from zhenxing.cluster.on_ray import Ray

    return Ray(workers)


ENGINES: Final[Mapping[str, Callable[[int], Engine]]] = MappingProxyType({"processes": Processes, "ray": _ray})
