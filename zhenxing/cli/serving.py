"""The command that serves a graph."""

from typing import Annotated

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Kg
from zhenxing.output import told


@app.command(epilog="Example: zhenxing serve kg --port 7878 --timeout 10")
def serve(
    kg: Kg,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 is any free one.")] = 7878,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may work.")] = 30,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Rows an answer may have; 0 is any number.")] = 1_000_000,
    memory: Annotated[int, typer.Option("--memory", min=256, help="Megabytes a query may take.")] = 2048,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Queries at once; 0 goes by the machine.")] = 0,
    waiting: Annotated[int, typer.Option("--queue", min=0, help="Queries that may wait for a worker.")] = 256,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Let pages of other sites ask.")] = True,
) -> None:
    """Serve the graph on the web, read-only: SPARQL, an editor, and a page for every IRI.

    Where it listens is told on standard error; an interrupt (Ctrl+C) ends it.
    """
    from zhenxing.folder import Folder
    from zhenxing.server.serving import serve as run
    from zhenxing.server.workers import Bounds

    usual = Bounds()
    bounds = Bounds(workers or usual.workers, waiting, timeout, limit or None, memory << 20)
    with told():
        run(Folder.load(kg), host, port, bounds, cors=cors, tell=lambda line: typer.echo(line, err=True))
