"""Builds that go on where others ended: what changed, what is gone, what was broken off."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import pytest
from typer.testing import CliRunner

from builders.sources.source import Found
from zhenxing.building import workers
from zhenxing.building.build import Build
from zhenxing.building.making import Maker
from zhenxing.building.status import statuses
from zhenxing.building.workers import Means, Task, results
from zhenxing.building.writing import writing
from zhenxing.cli import app
from zhenxing.files import FileError
from zhenxing.folder import Folder

TEXTS = {
    "pinglu.txt": "2023年，平陆县新建帮扶车间12个，吸纳340人就业。\n",
    "yuzhong.txt": "2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动力481人。\n",
    "pingwu.txt": "2021年，平武县发放小额信贷1.2亿元。\n",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of three reports."""
    place = tmp_path / "sources"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker.load()


def build(into: Path, *given: Path, base: str | None = None) -> dict[str, str]:
    """Build, and say what became of each source."""
    return {outcome.name: outcome.state for outcome in Build(list(map(str, given)), into, base=base).run()}


def content(kg: Path) -> dict[str, bytes]:
    """Every file of a graph folder but its lock and its store."""
    derived = {"store", ".lock", ".checked.json"}
    files = (file for file in kg.rglob("*") if file.is_file() and derived.isdisjoint(file.relative_to(kg).parts))
    return {file.relative_to(kg).as_posix(): file.read_bytes() for file in files}


def states(kg: Path) -> dict[str, str]:
    return {status.name: status.state for status in statuses(Folder.load(kg))}


def test_only_what_changed_is_built_again(sources: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    assert build(kg, sources) == dict.fromkeys(sorted(TEXTS), "made")
    before = content(kg)
    assert build(kg, sources) == dict.fromkeys(sorted(TEXTS), "unchanged")
    assert content(kg) == before
    (sources / "pinglu.txt").write_text("2023年，平陆县新建帮扶车间13个，吸纳340人就业。\n", encoding="utf-8")
    assert build(kg, sources) == {"pinglu.txt": "made", "pingwu.txt": "unchanged", "yuzhong.txt": "unchanged"}
    after = content(kg)
    assert {name for name in after if after[name] != before[name]} == {
        "manifest.json",
        "reports/pinglu.ttl",
        "texts/pinglu.txt",
    }


def test_what_is_gone_from_a_folder_given_again_is_removed_and_the_rest_stays(sources: Path, tmp_path: Path) -> None:
    kg, other = tmp_path / "kg", tmp_path / "other.txt"
    other.write_text("2023年，永济市新建车间2个。\n", encoding="utf-8")
    build(kg, sources, other)
    (sources / "pingwu.txt").unlink()
    assert build(kg, sources)["pingwu.txt"] == "removed"
    assert sorted(Folder.load(kg).entries) == ["other", "pinglu", "yuzhong"]
    assert not (kg / "reports" / "pingwu.ttl").exists()
    assert not (kg / "texts" / "pingwu.txt").exists()


def test_a_build_without_sources_takes_those_the_folder_was_made_of(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kg = Path("kg")
    (tmp_path / "other.txt").write_text("2023年，永济市新建车间2个。\n", encoding="utf-8")
    build(kg, Path("sources"), Path("other.txt"))
    (sources / "pinglu.txt").write_text("2023年，平陆县新建帮扶车间13个。\n", encoding="utf-8")
    (sources / "new.txt").write_text("2023年，永济市新建车间3个。\n", encoding="utf-8")
    told = {"new.txt": "made", "other.txt": "unchanged", "pinglu.txt": "made"}
    monkeypatch.chdir(sources)
    assert build(Path("../kg")) == told | {"pingwu.txt": "unchanged", "yuzhong.txt": "unchanged"}
    assert Folder.load(tmp_path / "kg").given == ("../sources",)


def test_a_change_of_rules_or_vocabulary_builds_everything_again(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kg = tmp_path / "kg"
    build(kg, sources)
    monkeypatch.setattr("zhenxing.building.making.fingerprint", lambda files: "other rules")
    assert set(states(kg).values()) == {"current"}
    monkeypatch.setattr("zhenxing.building.status.fingerprint", lambda files: "other rules")
    assert set(states(kg).values()) == {"rules"}
    assert set(build(kg).values()) == {"made"}
    assert set(states(kg).values()) == {"current"}


def test_a_damaged_or_missing_file_is_made_again(sources: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, sources)
    whole = content(kg)
    (kg / "reports" / "pinglu.ttl").write_bytes(b"damage")
    (kg / "texts" / "yuzhong.txt").unlink()
    assert states(kg) == {"pinglu.txt": "damaged", "pingwu.txt": "current", "yuzhong.txt": "damaged"}
    assert build(kg) == {"pinglu.txt": "made", "pingwu.txt": "unchanged", "yuzhong.txt": "made"}
    assert content(kg) == whole


@pytest.mark.parametrize("manifest", ["{", '{"format": 1, "reports": []}'])
def test_a_manifest_that_is_damaged_or_of_another_version_is_made_anew(
    manifest: str, sources: Path, tmp_path: Path
) -> None:
    kg = tmp_path / "kg"
    build(kg, sources)
    whole = content(kg)
    (kg / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(FileError, match=r"building the sources again mends it|made by another version"):
        Folder.load(kg)
    assert set(build(kg, sources).values()) == {"made"}
    assert content(kg) == whole


def test_a_status_for_each_way_to_be_stale(sources: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    build(kg, sources)
    (sources / "pinglu.txt").write_text("2024年，平陆县新建车间1个。\n", encoding="utf-8")
    (sources / "pingwu.txt").unlink()
    (sources / "new.txt").write_text("2023年，永济市新建车间3个。\n", encoding="utf-8")
    assert states(kg) == {"pinglu.txt": "changed", "pingwu.txt": "gone", "yuzhong.txt": "current", "new.txt": "new"}
    told = CliRunner().invoke(app, ["status", str(kg), "--lang", "zh"])
    assert told.exit_code == 1
    assert [line.split()[1] for line in told.stdout.splitlines()[2:]] == [
        "来源已改动",
        "来源已不存在",
        "最新",
        "尚未构建",
    ]
    build(kg, sources)
    assert CliRunner().invoke(app, ["status", str(kg)]).exit_code == 0
    (kg / ".building").mkdir()
    told = CliRunner().invoke(app, ["status", str(kg)])
    assert told.exit_code == 1
    assert "broken off" in told.stderr


def test_two_builds_at_once_are_kept_apart(sources: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "kg"), pytest.raises(FileError, match="another build is writing it"):
        build(tmp_path / "kg", sources)
    assert set(build(tmp_path / "kg", sources).values()) == {"made"}


def test_a_disk_that_is_full_leaves_the_old_graph_and_tells_of_it_once(sources: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    kg = tmp_path / "kg"
    build(kg, sources)
    before = content(kg)
    long = "".join(f"2023年，平陆县第{number}批新建车间{number}个。\n" for number in range(10, 900))
    (sources / "long.txt").write_text(long, encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = [sys.executable, "-c", "from zhenxing.cli import main; main()", "build", sources, "--into", kg]
    ran = subprocess.run(command, preexec_fn=limit, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert "long.t" in line
    assert "cannot be written (file too large)" in line
    assert {name: data for name, data in content(kg).items() if not name.startswith(".building")} == before


def test_work_that_is_shared_gives_the_same_results(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH", 1)
    means = Means((), "https://example.org/")
    maker = Maker.load(*means)
    tasks = [Task(Found(str(sources / name), name), name, None) for name in sorted(TEXTS)] * 4
    assert list(results(means, tasks, 2, maker)) == list(results(means, tasks, 1, maker))


def _killed(work: Callable[[], object], hurt: Callable[[], object]) -> bool:
    """Whether a process forked to do some work was killed in it."""
    child = os.fork()
    if not child:
        hurt()
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _at_step(number: int) -> Callable[[], None]:
    """Let this process kill itself at its n-th change to the file system."""
    steps = iter(range(number))

    def audit(event: str, _: object) -> None:
        if event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "open") and next(steps, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: sys.addaudithook(audit)


def _after(seconds: float) -> Callable[[], None]:
    """Let this process be killed after a time; by a thread, since a build's limit of time has the alarm."""
    return lambda: Timer(seconds, os.kill, (os.getpid(), signal.SIGKILL)).start()


def _wounds() -> Iterator[Callable[[], None]]:
    chance = random.Random(7)
    yield from (_at_step(number) for number in range(1, 45))
    yield from (_after(chance.uniform(0.001, 0.02)) for _ in range(40))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems fork")
def test_a_build_killed_at_any_moment_leaves_a_whole_graph_and_the_next_ends_like_an_undisturbed_one(
    sources: Path, tmp_path: Path, maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Maker, "load", lambda *_: maker)
    old, kg = tmp_path / "old", tmp_path / "kg"
    build(old, sources)
    before = content(old)
    (sources / "pinglu.txt").write_text("2024年，平陆县新建帮扶车间13个。\n", encoding="utf-8")
    (sources / "pingwu.txt").unlink()
    (sources / "new.txt").write_text("2023年，永济市新建车间3个。\n", encoding="utf-8")
    undisturbed = tmp_path / "undisturbed"
    build(undisturbed, sources)
    after = content(undisturbed)
    killed = 0
    for number, wound in enumerate(_wounds()):
        place = kg / str(number)
        place.mkdir(parents=True)
        for name, data in before.items():
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_bytes(data)
        work = Build([str(sources)], place)
        killed += _killed(lambda work=work: list(work.run()), wound)
        manifest = (place / "manifest.json").read_bytes()
        assert manifest in (before["manifest.json"], after["manifest.json"])
        left = content(place)
        if not any(name == ".building/manifest.json" for name in left) and manifest == before["manifest.json"]:
            assert {name: data for name, data in left.items() if not name.startswith(".building")} == before
        build(place, sources)
        assert content(place) == after
    assert killed >= 50
