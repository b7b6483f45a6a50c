"""The documents' pictures of the explorer, taken anew: `python -m tests.pictures` with a browser at hand."""

import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from typer.testing import CliRunner

from tests.browsing import browser, tab
from zhenxing.cli import app

ROOT = Path(__file__).parent.parent
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 1180, "height": 900}
LOW = {"width": 1180, "height": 640}
PHONE = {"width": 390, "height": 780}
WHY = "tie=region/140800~initiative/hundred-day~carries+out"
# Of each picture: where it is in the page, what it needs to be drawn, the window, and its shade.
PICTURES: dict[str, tuple[str, str, dict[str, int], str]] = {
    "explorer-network": (f"#/network?lang=zh&{WHY}", ".why mark", WIDE, "light"),
    "explorer-families": ("#/network?v=lineage&lang=zh", ".picture", WIDE, "light"),
    "explorer-report": ("#/read/lanzhou-2023?lang=zh&fact=observation/673", ".card", WIDE, "light"),
    "explorer-compare": ("#/compare/consumption-amount?lang=zh", ".bars .row", NARROW, "light"),
    "explorer-ask": ("#/ask/metric-by-region?lang=zh&metric=lifted-at-work&as=bars", ".bars .row", LOW, "light"),
    "explorer-english-dark": ("#/network?lang=en&node=initiative/hundred-day", ".about", WIDE, "dark"),
    "explorer-phone": ("#/network?lang=zh&node=region/140800", ".about", PHONE, "dark"),
}


def taken(running: Any, page_file: Path, name: str) -> bytes:
    """A picture as a small PNG."""
    address, drawn, window, shade = PICTURES[name]
    with tab(running, viewport=window, color_scheme=shade) as opened:
        page = opened.open(page_file, address)
        page.wait_for_selector(drawn)
        page.wait_for_timeout(300)
        shot = Image.open(io.BytesIO(page.screenshot()))
    paper = io.BytesIO()
    shot.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(paper, "PNG", optimize=True)
    return paper.getvalue()


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as place, browser() as running:
        kg, page_file = Path(place) / "kg", Path(place) / "explorer.html"
        for words in (["build", str(ROOT / "seeds"), "--into", str(kg)], ["explore", str(kg), "-o", str(page_file)]):
            CliRunner().invoke(app, words, catch_exceptions=False)
        for name in PICTURES:
            (ROOT / "docs" / f"{name}.png").write_bytes(taken(running, page_file, name))


if __name__ == "__main__":
    main()
