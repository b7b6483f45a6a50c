"""Processes of a pool end with the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
PARENT = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from zhenxing.building.children import begin

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), begin)
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
def test_the_process_of_a_pool_ends_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        until = time.monotonic() + 10
        while alive(child) and time.monotonic() < until:
            time.sleep(0.05)
        found = alive(child)
        if found:
            os.kill(child, signal.SIGKILL)
        assert not found
