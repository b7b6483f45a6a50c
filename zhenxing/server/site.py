"""What every route of the server rests on: the graph folder, the workers over its store, where its IRIs begin."""

import asyncio
import contextlib
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode
from starlette.requests import Request

from builders.graph.iri import BASE
from zhenxing.files import FileError
from zhenxing.folder import MANIFEST, Folder
from zhenxing.server.refusals import RefusalError
from zhenxing.server.workers import Bounds, Pool
from zhenxing.store import StoreOf, laid


@dataclass(frozen=True, slots=True)
class Site:
    """A graph folder being served."""

    folder: Folder
    store: StoreOf
    pool: Pool

    @property
    def bases(self) -> tuple[str, ...]:
        """Where IRIs of the graph begin: the reports' own bases, and the public one of the vocabularies."""
        own = (entry.iri.removesuffix(f"report/{entry.slug}") for entry in self.folder.entries.values())
        return tuple(dict.fromkeys((*own, BASE)))


class Serving:
    """A graph folder as it stands: when it has been built anew, the next request is answered from the new graph."""

    def __init__(self, folder: Folder, spare: Path, bounds: Bounds) -> None:
        """Make the store of a folder ready; a spare folder takes it where the graph folder cannot be written."""
        self.site: Site
        self._bounds = bounds
        self._spare = spare
        self._number = 0
        self._changing = asyncio.Lock()
        self._stamp = _stamp(folder)
        self._folder = folder
        self._store = self._laid(folder)

    async def __aenter__(self) -> "Serving":
        """Start the workers."""
        self.site = await self._site(self._folder, self._store)
        return self

    async def __aexit__(self, *error: object) -> None:
        """End the workers."""
        await self.site.pool.__aexit__(*error)

    async def refresh(self) -> None:
        """Take up the folder's new state, if it has one and it can be read."""
        if self._stamp == _stamp(self._folder):
            return
        async with self._changing:
            if (stamp := _stamp(self._folder)) == self._stamp:
                return
            self._stamp = stamp
            with contextlib.suppress(FileError):
                folder = Folder.load(self._folder.path)
                old, self.site = self.site, await self._site(folder, await asyncio.to_thread(self._laid, folder))
                await old.pool.__aexit__()

    async def _site(self, folder: Folder, store: Path) -> Site:
        return Site(folder, StoreOf(folder), await Pool(store, self._bounds).__aenter__())

    def _laid(self, folder: Folder) -> Path:
        self._number += 1
        return laid(folder, self._spare / str(self._number))


def _stamp(folder: Folder) -> tuple[int, int, int]:
    """What changes when a folder is built anew."""
    try:
        about = (folder.path / MANIFEST).stat()
    except OSError:
        return 0, 0, 0
    return about.st_mtime_ns, about.st_size, about.st_ino


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    serving = request.app.state.serving
    assert isinstance(serving, Serving)
    return serving.site


def accepted(request: Request) -> str:
    """What a client accepts, in however many headers it says so."""
    return ",".join(request.headers.getlist("accept"))


def root(request: Request) -> str:
    """The address of the server as its client knows it, with a slash at its end."""
    try:
        return NamedNode(str(request.base_url)).value
    except ValueError:
        raise RefusalError(400, "the Host header is no host") from None
