"""The explorer's page with its parts in a folder beside it."""

import shutil
from pathlib import Path
from typing import Final

from zhenxing.explorer.model import Model
from zhenxing.explorer.page import site
from zhenxing.files import FileError, write
from zhenxing.network.model import Language

LARGE: Final = 20_000_000  # bytes of one page above which a reader waits
MARK: Final = "zhenxing-explorer"  # a file that tells our folder from another's


def beside(model: Model, page: Path, language: Language = "zh") -> None:
    """Write the page, and its parts into `NAME.data` beside it; the parts of an earlier page are gone."""
    folder = page.with_name(f"{page.stem}.data")
    if folder.exists() and not (folder / MARK).exists():
        raise FileError(str(folder), "is not the explorer's, and not overwritten; choose another name for the page")
    files = dict(site(model, folder.name, language))
    whole = files.pop("")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in {MARK: b"", **files}.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            write(place, content)
    except OSError as error:
        raise FileError(str(folder), f"cannot be written ({(error.strerror or str(error)).lower()})") from error
    write(page, whole)
