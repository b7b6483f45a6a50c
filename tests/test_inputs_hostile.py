"""Sources that are too large, too slow or meant to harm: refused in a line, and the rest goes on."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from typer.testing import CliRunner

from builders.graph import iri
from builders.sources.limits import Limits
from builders.sources.source import Found
from builders.text import visible
from tests.documents import SENTENCES, packed
from zhenxing.building.build import Build
from zhenxing.building.making import Maker
from zhenxing.building.timing import TimeUp, limited
from zhenxing.building.workers import Means, Task, results
from zhenxing.cli import app
from zhenxing.folder import Folder

TEXT = SENTENCES[0]


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, done.stdout, done.stderr


def test_a_report_that_is_too_large_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "big.txt").write_text("多" * 400_000, encoding="utf-8")
    (tmp_path / "s" / "good.txt").write_text(TEXT, encoding="utf-8")
    code, out, err = run("build", tmp_path / "s", "--into", tmp_path / "kg", "--max-size", "1")
    assert (code, out.count("\n"), err.count("\n")) == (1, 1, 1)
    assert "big.txt: is larger than --max-size allows (1,200,000 bytes)" in err
    assert list(Folder.load(tmp_path / "kg").entries) == ["good"]


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    start = time.perf_counter()
    code, _, err = run("build", tmp_path / "huge.txt", "--into", tmp_path / "kg")
    assert (code, "100,000,000 bytes" in err) == (1, True)
    assert time.perf_counter() - start < 30


# The first alarm may ring where Python can only tell of it, as in hypothesis's callback of the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_report_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_text(
        "".join(f"第{n}段，新建帮扶车间{n}个，吸纳{n}人就业。\n" for n in range(1, 30_000)), encoding="utf-8"
    )
    start = time.perf_counter()
    result = Maker.load().make(Found(str(slow), "slow.txt", limits=Limits(seconds=0.5)), "slow.txt")
    assert str(result) == f"{slow}: took longer than --timeout allows (0.5 s)"
    assert time.perf_counter() - start < 60


@pytest.mark.skipif(sys.platform == "win32", reason="has no alarms")
def test_the_alarm_is_not_taken_for_an_error_and_rings_again() -> None:
    rung = 0
    start = time.perf_counter()
    with pytest.raises(TimeUp), limited(0.1):
        while True:
            try:
                time.sleep(10)
            except Exception:
                rung += 1
    with pytest.raises(TimeUp), limited(0.1):
        try:
            time.sleep(10)
        except TimeUp:
            time.sleep(10)
    assert (rung, time.perf_counter() - start < 9) == (0, True)


def test_a_process_that_heeds_no_alarm_is_ended() -> None:
    """Compiled code may never come back to Python: what stands for it here shuts out every signal."""
    code = (
        "import signal, time, zhenxing.building.timing as timing; timing.GRACE = 0.2\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\n"
        "with timing.doomed(0.2):\n    while True: pass"
    )
    start = time.perf_counter()
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 1
    assert time.perf_counter() - start < 50


@pytest.mark.slow
def test_the_time_limit_holds_in_worker_processes(tmp_path: Path) -> None:
    slow, good = tmp_path / "slow.txt", tmp_path / "good.txt"
    slow.write_text(
        "".join(f"第{n}段，新建帮扶车间{n}个，吸纳{n}人就业。\n" for n in range(1, 30_000)), encoding="utf-8"
    )
    good.write_text(TEXT, encoding="utf-8")
    limits = Limits(seconds=2)
    tasks = [Task(Found(str(slow), "slow.txt", limits=limits), "slow.txt", None)]
    tasks += [Task(Found(str(good), f"{n}.txt", limits=limits), "good.txt", None) for n in range(70)]
    maker = Maker.load()
    first, *others = results(Means((), iri.BASE, ()), tasks, 2, maker)
    assert "took longer than --timeout allows" in str(first)
    assert {type(other).__name__ for other in others} == {"Made"}


NASTY = "\x1b[31m红\u202e倒\x07.txt"


def test_names_and_texts_do_not_reach_a_terminal_raw(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / NASTY).write_text(f"{TEXT}\u202e倒写\x07{SENTENCES[1]}", encoding="utf-8")
    (tmp_path / "s" / f"x{NASTY}").write_bytes(b"")
    code, out, err = run("build", tmp_path / "s", "--into", tmp_path / "kg")
    assert code == 1
    assert not re.search("[\x00-\x08\x1b\u202e]", out + err)
    assert (r"\x1b[31m红\u202e倒\x07.txt" in out, "holds no text" in err) == (True, True)


def test_marks_of_a_report_are_kept_in_its_text_and_stay_out_of_iris(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    text = f'{TEXT * 5}\u202e倒写\x07{SENTENCES[1]}\n《关于\u202e\x07<帮扶> "意见"》（青乡振〔2023〕4号）'
    (tmp_path / "s" / NASTY).write_text(text, encoding="utf-8")
    assert run("build", tmp_path / "s", "--into", tmp_path / "kg")[0] == 0
    (entry,) = Folder.load(tmp_path / "kg").entries.values()
    assert (tmp_path / "kg" / "texts" / f"{entry.slug}.txt").read_bytes().decode() == text
    triples = list(parse(path=tmp_path / "kg" / "reports" / f"{entry.slug}.ttl", format=RdfFormat.TURTLE))
    nodes = [node.value for triple in triples for node in triple if isinstance(node, NamedNode)]
    assert all(node.isascii() and not re.search(r"[\x00-\x20]", node) for node in nodes)
    assert run("check", tmp_path / "kg")[0] == 0


def test_names_of_files_never_lead_out_of_the_graph(tmp_path: Path) -> None:
    names = ["up..%2F..%2F.txt", "con.txt", "a" * 200 + ".txt", "…/振兴.txt", " .txt", "-rf.txt", "'\";.txt"]
    (tmp_path / "r.zip").write_bytes(packed({name: TEXT.encode() for name in names}))
    states = [outcome.state for outcome in Build([str(tmp_path / "r.zip")], tmp_path / "kg").run()]
    assert states == ["made"] * len(names)
    made = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.ttl")}
    assert len(made) == len(names)
    assert all(re.fullmatch(r"kg/reports/[a-z0-9._-]{1,80}\.ttl", name) for name in made)


def test_visible_leaves_plain_text_alone() -> None:
    assert visible("振兴\n\t2023年") == "振兴\n\t2023年"


def test_an_encoding_may_be_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("縣裡今年建成幫扶車間26個。".encode("big5"))
    code, out, _ = run("build", tmp_path / "a.txt", "--into", tmp_path / "kg", "--encoding", "big5")
    assert (code, "[big5hkscs]" in out) == (0, True)
    code, _, err = run("build", tmp_path / "a.txt", "--into", tmp_path / "kg", "--encoding", "utf-8")
    assert (code, "its encoding is not known (no utf-8 at byte 0)" in err) == (1, True)
    code, _, err = run("build", tmp_path / "a.txt", "--into", tmp_path / "kg", "--encoding", "base64")
    assert (code, "no encoding is called 'base64'" in err) == (2, True)
