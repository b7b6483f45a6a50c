"""The explorer as the server shows it: its page, and its parts as they are looked at."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from zhenxing.network.model import Language
from zhenxing.server.refusals import RefusalError
from zhenxing.server.site import Site, site_of

PARTS: Final = "explore/parts"
ENDPOINT: Final = "sparql"
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
HEADERS: Final = {"Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The explorer's files for one state of the graph: the page in each language, and the parts by name."""

    pages: Mapping[Language, bytes]
    parts: Mapping[str, bytes]


def shown(site: Site) -> Shown:
    """The explorer of a site as it stands."""
    from zhenxing.explorer.model import graph, model
    from zhenxing.explorer.page import site as files

    found = model(graph(site.folder))
    zh, en = (dict(files(found, PARTS, language, ENDPOINT)) for language in LANGUAGES)
    return Shown({"zh": zh.pop(""), "en": en[""]}, zh)


async def page(request: Request) -> Response:
    """The explorer's page, in Chinese where the browser asks for it first."""
    from zhenxing.explorer.page import policy

    language: Language = "zh" if request.headers.get("accept-language", "").lower().startswith("zh") else "en"
    headers = HEADERS | {
        "Content-Security-Policy": f"{policy(beside=True, asks=True)}; frame-ancestors 'none'",
        "Vary": "Accept-Language",
    }
    return Response((await _shown(request)).pages[language], media_type="text/html", headers=headers)


async def part(request: Request) -> Response:
    """One of the parts that the page takes up."""
    found = (await _shown(request)).parts.get(request.path_params["name"])
    if found is None:
        raise RefusalError(404, "the explorer has no such part")
    return Response(found, media_type="text/javascript", headers=HEADERS)


async def elsewhere(_: Request) -> Response:
    """The page's one address."""
    return RedirectResponse("/explore")


async def _shown(request: Request) -> Shown:
    """The explorer of the present graph: made at the first question, again when the graph has been built anew."""
    site, state = site_of(request), request.app.state
    if getattr(state, "explored", None) is not site:
        state.explored, state.explorer = site, asyncio.ensure_future(asyncio.to_thread(shown, site))
    made: asyncio.Future[Shown] = state.explorer
    try:
        return await asyncio.shield(made)
    except Exception:
        state.explored = None
        raise


ROUTES: Final[Sequence[BaseRoute]] = (
    Route("/explore", page),
    Route("/explore/", elsewhere),
    Route(f"/{PARTS}/{{name:path}}", part),
)
