"""What every route of the server rests on: the graph folder, the workers over its store, where its IRIs begin."""

from dataclasses import dataclass

from starlette.requests import Request

from builders.iri import BASE
from zhenxing.folder import Folder
from zhenxing.server.workers import Pool


@dataclass(frozen=True, slots=True)
class Site:
    """A graph folder being served."""

    folder: Folder
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
