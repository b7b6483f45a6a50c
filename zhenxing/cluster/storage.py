"""Folders on any file system that fsspec knows: a disk, a share, an object store, the web."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from zhenxing.files import FileError, write

_WEB: Final = frozenset({"http", "https"})


class Stored(NamedTuple):
    """A file below a place: its name there and its size in bytes, 0 where that is not told."""

    name: str
    size: int


class Place:
    """A folder or a file at a URL or a path."""

    def __init__(self, url: str) -> None:
        """Stand for what is there; nothing is read yet."""
        self.url = url

    def __reduce__(self) -> tuple[type["Place"], tuple[str]]:
        """A connection stays in its process."""
        return Place, (self.url,)

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        """The file system and the path in it."""
        if not find_spec("fsspec"):
            raise FileError("fsspec", "not installed; `pip install 'zhenxing[cluster]'` does so")
        from fsspec.core import url_to_fs

        try:
            files, path = url_to_fs(self.url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise FileError(self.url, f"cannot be opened ({' '.join(str(error).split())})") from None
        return files, str(path).rstrip("/")

    @property
    def address(self) -> str:
        """The URL or absolute path of what is there, without a slash at its end."""
        files, path = self._opened
        return path if self._local else str(files.unstrip_protocol(path))

    def at(self, name: str) -> str:
        """The address of a file below."""
        return f"{self.address}/{name}" if name else self.address

    @property
    def _web(self) -> bool:
        protocol = self._opened[0].protocol
        return not _WEB.isdisjoint((protocol,) if isinstance(protocol, str) else protocol)

    @property
    def _local(self) -> bool:
        from fsspec.implementations.local import LocalFileSystem

        return isinstance(self._opened[0], LocalFileSystem)

    def is_folder(self) -> bool:
        """Whether it holds files; on the web a slash at the end of its URL says so."""
        with self._told():
            files, path = self._opened
            return self.url.endswith("/") if self._web else bool(files.isdir(path))

    def files(self) -> list[Stored]:
        """The files below, by name."""
        with self._told():
            files, path = self._opened
            root = f"{path}/" if self._web else path
            found = files.find(root, detail=True).items()
        names = ((str(each).removeprefix(path).lstrip("/"), int(about.get("size") or 0)) for each, about in found)
        return sorted(Stored(unquote(name) if self._web else name, size) for name, size in names)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file below; None where there is none."""
        try:
            with self._told():
                return bytes(self._opened[0].cat_file(self._path(name)))
        except FileNotFoundError:
            return None

    def read_all(self, names: Iterable[str]) -> list[bytes | Exception]:
        """The bytes of files below, or why there are none; a store is asked for several at once."""
        found: list[bytes | Exception] = self._opened[0].cat_ranges(
            [self._path(name) for name in names], None, None, on_error="return"
        )
        return found

    def copy(self, name: str, to: Path) -> None:
        """Copy a file below to the disk, however large it is."""
        self._opened[0].get_file(self._path(name), str(to))

    def size(self, name: str) -> int | None:
        """How many bytes a file below has; None where there is none."""
        try:
            with self._told():
                return int(self._opened[0].info(self._path(name))["size"])
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Put a file below, whole or not at all: a store takes an object in one go."""
        with self._told("written"):
            path = self._path(name)
            if self._local:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                write(Path(path), data)
            else:
                self._opened[0].pipe_file(path, data)

    def remove(self, name: str) -> None:
        """Remove a file below."""
        with self._told("removed"):
            self._opened[0].rm_file(self._path(name))

    def _path(self, name: str) -> str:
        """A file below, as the file system calls it."""
        path = self._opened[1]
        if not name:
            return path
        if self._web:
            from urllib.parse import quote

            name = quote(name)
        return str(PurePosixPath(path) / name) if self._local else f"{path}/{name}"

    @contextmanager
    def _told(self, act: str = "read") -> Iterator[None]:
        """Tell in one line of what a file system cannot do, whatever it raises."""
        try:
            yield
        except FileError:
            raise
        except Exception as error:
            if act == "read" and isinstance(error, FileNotFoundError):
                raise  # that nothing is there is no error
            raise FileError(self.url, f"cannot be {act} ({reason(error)})") from error


def reason(error: Exception) -> str:
    """What a file system says went wrong, in a line."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split()).lower() or type(error).__name__
