"""Processes of a pool end with the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from zhenxing.children import begin

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), begin if sys.argv[1] == "watching" else None)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
@pytest.mark.parametrize(("manner", "left"), [("watching", False), ("waiting", True)])
def test_the_process_of_a_pool_whose_parent_is_killed(manner: str, left: bool, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), manner], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        until = time.monotonic() + (1 if left else 10)
        while alive(child) and time.monotonic() < until:
            time.sleep(0.05)
        found = alive(child)
        if found:
            os.kill(child, signal.SIGKILL)
        assert found is left
