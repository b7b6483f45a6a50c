"""Files that are written whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.errors import ReportError


@dataclass(eq=False)
class FileError(ReportError):
    """A file that cannot be read or written, and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        """The path and the reason."""
        return f"{self.path}: {self.reason}"


def write(path: Path, data: bytes) -> None:
    """Put the bytes at a path in one step: a reader sees the old file or the new one, and a failure leaves the old."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device or a pipe: replacing it would make a file of it
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise FileError(str(path), f"cannot be written ({(error.strerror or str(error)).lower()})") from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def write_folder(path: Path, files: Mapping[str, bytes], mark: str) -> None:
    """Put a folder of files at a path, whole or not at all.

    It replaces an empty one, or one whose file named by `mark` begins with the same line: one made before.
    """
    if path.exists() and not (path.is_dir() and (not any(path.iterdir()) or _begins_alike(path / mark, files[mark]))):
        raise FileError(str(path), "exists, and was not made by this command; choose another")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    former = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        draft.mkdir(parents=True)
        for name, data in files.items():
            (draft / name).write_bytes(data)
        if path.exists():
            path.rename(former)
        draft.rename(path)
    except OSError as error:
        if former.exists() and not path.exists():
            former.rename(path)
        raise FileError(str(path), f"cannot be written ({(error.strerror or str(error)).lower()})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def _begins_alike(path: Path, data: bytes) -> bool:
    """Whether a file begins with the same line as the data."""
    return path.is_file() and path.read_bytes().partition(b"\n")[0] == data.partition(b"\n")[0]
