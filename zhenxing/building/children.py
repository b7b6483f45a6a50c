"""What a process of a pool begins with."""

import os
import signal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def begin() -> None:
    """Leave an interrupt from the keyboard to the parent, and end with it: else a process waits for tasks for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the parent's sentinel says that it is gone."""
    wait([parent])
    os._exit(1)
