"""Reports on rural revitalisation as a knowledge graph that can be asked, checked and drawn.

In a notebook: `zhenxing.open("kg").query("pairings")`, `zhenxing.open("kg").facts().frame()`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from builders import __version__
from builders.errors import ReportError

if TYPE_CHECKING:
    from zhenxing.notebook import Knowledge

__all__ = ["ReportError", "__version__", "open"]


def open(path: str | Path) -> "Knowledge":
    """The graph folder at a path, ready to be asked."""
    from zhenxing.notebook import Knowledge

    return Knowledge(path)
