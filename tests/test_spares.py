"""Temporary folders: gone with the program, whichever signal ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.folders import samples
from tests.serving import COMMAND
from zhenxing.spares import spare

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_spare_folder_is_gone_with_its_block() -> None:
    with spare() as place:
        (place / "file").write_text("kept for now", encoding="utf-8")
    assert not place.exists()
    with pytest.raises(ValueError, match="no"), spare() as place:
        raise ValueError("no")
    assert not place.exists()


def test_the_signals_mean_what_they_did_before() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with spare():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["query", "--timeout", "60", "--sparql", ENDLESS]])
def test_a_signal_leaves_nothing_behind(words: list[str], name: str, tmp_path: Path) -> None:
    kg, spares = samples(tmp_path / "kg").path, tmp_path / "spares"
    spares.mkdir()
    command = [sys.executable, "-c", COMMAND, words[0], str(kg), *words[1:]]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": str(spares)}, stderr=subprocess.PIPE) as process:
        while not list(spares.iterdir()):
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(1)  # a process of its own is at the query by now
        process.send_signal(signal.Signals[name])
        process.wait(30)
    assert list(spares.iterdir()) == []
