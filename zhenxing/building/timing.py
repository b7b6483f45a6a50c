"""How long a report may take: an alarm in the program, and behind it one that ends a process that does not heed it."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

AGAIN: Final = 1.0  # seconds; a library may swallow the first alarm
GRACE: Final = 30.0  # seconds that a process has to heed the alarm


class TimeUp(BaseException):
    """The time for a report is up; no library's `except Exception` may take it for an error."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUp in what takes longer; only where there are alarms (not on Windows) and in the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def doomed(seconds: float) -> Iterator[None]:
    """End the process where the time is long up: compiled code may heed no alarm. Works on every system."""
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
