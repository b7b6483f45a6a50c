"""The SPARQL editor, YASGUI, with the bundled questions as its examples."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from zhenxing.query.questions import Question, questions
from zhenxing.server.pages import Naming, page


async def editor(_: Request) -> Response:
    """The editor's page."""
    return page("editor.html", Naming((), {}))


async def examples(_: Request) -> Response:
    """The bundled questions, asked about the examples that their headers give."""
    return JSONResponse(_examples())


@cache
def _examples() -> list[dict[str, str]]:
    return [
        {"tag": asked.tag, "name": asked.name, "zh": asked.title.zh, "en": asked.title.en, "query": _example(asked)}
        for asked in questions()
    ]


def _example(asked: Question) -> str:
    """A question about what its header gives as examples where it has no default, without that header."""
    given = {each.name: each.example for each in asked.parameters if each.default is None}
    return "\n".join(line for line in asked.bind(**given).splitlines() if not line.startswith("#+")).strip() + "\n"


ROUTES: Final[Sequence[BaseRoute]] = (Route("/editor", editor), Route("/editor/examples", examples))
