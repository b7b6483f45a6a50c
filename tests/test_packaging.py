"""The wheel: built, installed in an empty environment, and used from a folder that is not the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import zhenxing

ROOT = Path(__file__).parent.parent


def run(*words: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_code_and_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"builders", "zhenxing", f"zhenxing-{zhenxing.__version__}.dist-info"}
    for folder, suffix in (("ontology", ".ttl"), ("shapes", ".ttl"), ("queries", ".rq")):
        here = {f"builders/{folder}/{path.name}" for path in (ROOT / folder).glob(f"*{suffix}")}
        assert here
        assert here <= set(names)
    assert "zhenxing/network/network.html" in names
    web = [path for path in (ROOT / "zhenxing/explorer/web").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in web} <= set(names)
    assert "zhenxing/explorer/web/vendor/oxigraph.wasm.gz" in names
    assert wheel.stat().st_size < 5_000_000


@pytest.mark.slow
def test_the_installed_wheel_works_elsewhere(wheel: Path, tmp_path: Path) -> None:
    home, work = tmp_path / "environment", tmp_path / "work"
    work.mkdir()
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    site, scripts = Path(paths["purelib"]), Path(paths["scripts"])
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", site, wheel, cwd=work)
    # What it depends on is here already; a path file lends it without lending an editable install of ourselves.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    assert str(site) in run(python, "-c", "import builders, zhenxing; print(builders.__file__)", cwd=work)
    (work / "报告.txt").write_text("2023年，运城市新建帮扶车间26个，吸纳1032人就业。\n", encoding="utf-8")
    command = (python, "-c", "from zhenxing.cli import main; main()")
    assert "运城市  2023" in run(*command, "build", "报告.txt", "--into", "kg", cwd=work)
    assert "报告.txt" in run(*command, "query", "kg", "reports", cwd=work)
    assert "violations: 0" in run(*command, "check", "kg", cwd=work)
    assert '"value": 1032,' in run(*command, "facts", "kg", "--format", "jsonl", cwd=work)
