"""Ray as an engine: from this machine to a cluster; what a dead worker held is done again by another."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from zhenxing.cluster.engines import Given, Made
from zhenxing.files import FileError

RETRIES: Final = 2  # of a task whose worker died; a third death is that of a source, not of a machine
PATIENCE: Final = 10.0  # seconds for a cluster to answer
_AHEAD: Final = 4  # tasks waiting for each core of the cluster, so that the driver's memory does not grow with them
# Ray neither reports its use over the network, nor warns of devices that no task asks for.
_QUIET: Final = MappingProxyType({"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"})


class Ray:
    """The Ray cluster that RAY_ADDRESS names, or that runs on this machine, or is started on it for the while."""

    def __init__(self, workers: int = 0) -> None:
        """Start so many workers where none run; 0: one a core."""
        if not find_spec("ray"):
            raise FileError("ray", "not installed; `pip install 'zhenxing[cluster]'` does so")
        self._workers = workers or None

    def map(self, act: Callable[[Given], Made], tasks: Sequence[Given]) -> Iterator[tuple[Given, Made | None]]:
        """Each task with what is made of it, as that comes about; None where worker after worker died of it."""
        if not tasks:
            return
        with self._cluster() as ray:
            # Without retries of exceptions: those are faults of ours, or a place that cannot be written.
            remote = ray.remote(max_retries=RETRIES, retry_exceptions=False)(act)
            rest, waiting = iter(tasks), dict[Any, Given]()
            while True:
                free = max(_AHEAD, int(_AHEAD * ray.cluster_resources().get("CPU", 1))) - len(waiting)
                waiting.update((remote.remote(task), task) for task in islice(rest, free))
                if not waiting:
                    return
                (ready, *_), _ = ray.wait(list(waiting), num_returns=1)
                yield waiting.pop(ready), self._result(ray, ready)

    def _result(self, ray: Any, ready: Any) -> Any:
        """What was made; None where the worker died."""
        try:
            return ray.get(ready)
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except ray.exceptions.RayError:
            return None

    @contextmanager
    def _cluster(self) -> Iterator[Any]:
        """Ray, connected; what is started here is ended here."""
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        import ray

        if ray.is_initialized():
            yield ray
            return
        _answers(os.environ.get("RAY_ADDRESS", ""))
        try:
            ray.init(num_cpus=self._workers, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise FileError("ray", f"no cluster ({' '.join(str(error).split())})") from error
        try:
            yield ray
        finally:
            ray.shutdown()


def _answers(address: str) -> None:
    """Raise a FileError where nothing answers at HOST:PORT: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not port.isdecimal():
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except OSError as error:
        raise FileError("ray", f"no cluster at {address} ({(error.strerror or str(error)).lower()})") from None
