"""Temporary folders that are gone when the program ends, also where a signal ends it."""

import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

_ENDS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def spare() -> Iterator[Path]:
    """A folder of its own for what is not kept, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="zhenxing-", ignore_cleanup_errors=True) as place, _orderly():
        yield Path(place)


@contextmanager
def _orderly() -> Iterator[None]:
    """Let a signal that ends the program run what is to be done at the end of its blocks."""

    def end(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)  # as a shell tells it

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
