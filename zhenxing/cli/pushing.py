"""Commands that hand a graph to a database server."""

import re
from enum import StrEnum
from typing import Annotated, Final

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Kg, Lang, Language
from zhenxing.output import remark, told

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?@!$&'()*+,;=%-]+")


class Via(StrEnum):
    """How a server is spoken to."""

    GSP = "gsp"
    UPDATE = "update"


@app.command(epilog="Example: zhenxing push kg http://localhost:7878/store --dry-run")
def push(
    kg: Kg,
    url: Annotated[str, typer.Argument(metavar="URL", help="The server's address for graphs: docs/databases.md.")],
    via: Annotated[Via, typer.Option("--via", help="By Graph Store Protocol, or by SPARQL Update.")] = Via.GSP,
    query: Annotated[
        str | None, typer.Option("--query", metavar="URL", help="With --via update: where it answers queries.")
    ] = None,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be sent and deleted; change nothing.")
    ] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete pushed graphs that the folder no longer has.")
    ] = False,
    default: Annotated[
        bool, typer.Option("--default-graph", help="Keep all graphs together in the default graph too.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Send every graph, changed or not.")] = False,
    ledger: Annotated[
        str | None, typer.Option("--ledger", metavar="IRI", help="The graph that keeps account of what was pushed.")
    ] = None,
    batch: Annotated[int, typer.Option("--batch", min=1, metavar="N", help="Statements a request.")] = 50_000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, metavar="S", help="Seconds to wait.")] = 120,
    retries: Annotated[int, typer.Option("--retries", min=0, metavar="N", help="Further tries of what failed.")] = 4,
    lang: Lang = Language.EN,
) -> None:
    """Put the graph on a SPARQL server: one named graph a report, only what changed since the last push.

    User and password are taken from ZHENXING_USER and ZHENXING_PASSWORD, or a bearer token from ZHENXING_TOKEN. The
    server keeps account of what arrived: a push that breaks off is taken up where it stopped. Graphs that were not
    pushed are never touched.
    """
    from zhenxing.folder import Folder
    from zhenxing.progress import progress
    from zhenxing.pushing import telling
    from zhenxing.pushing.ledger import LEDGER
    from zhenxing.pushing.push import Push
    from zhenxing.pushing.target import Credentials, Target

    if (via == Via.UPDATE) != (query is not None):
        raise typer.BadParameter("goes with --via update, which needs it", param_hint="--query")
    if ledger is not None and not _IRI.fullmatch(ledger):
        raise typer.BadParameter("an absolute IRI, such as https://example.org/pushed", param_hint="--ledger")
    with told():
        target = Target(url, via.value, query, batch, timeout, retries, Credentials.of())
        with Push.to(target, Folder.load(kg), ledger or LEDGER, default, every) as pushed:
            steps = pushed.steps(delete)
            done = []
            for step in steps if dry else progress(pushed.carry_out(steps), len(steps)):
                typer.echo(telling.line(step, lang.value))
                done.append(step)
            if not dry:
                typer.echo(telling.summary(done, len(pushed.plan.kept), lang.value), err=True)
            if not delete:
                remark(telling.WORDS["gone"][lang.value], pushed.plan.gone)
