"""What every route of the server rests on: the graph folder, the workers over its store, where its IRIs begin."""

from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request

from builders.iri import BASE
from zhenxing.folder import Folder
from zhenxing.server.refusals import RefusalError
from zhenxing.server.workers import Pool
from zhenxing.store import StoreOf


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


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    found = request.app.state.site
    assert isinstance(found, Site)
    return found


def accepted(request: Request) -> str:
    """What a client accepts, in however many headers it says so."""
    return ",".join(request.headers.getlist("accept"))


def root(request: Request) -> str:
    """The address of the server as its client knows it, with a slash at its end."""
    try:
        return NamedNode(str(request.base_url)).value
    except ValueError:
        raise RefusalError(400, "the Host header is no host") from None
