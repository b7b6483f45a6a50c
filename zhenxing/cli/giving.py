"""Commands that give a graph out."""

from typing import Annotated

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Graph, Kg, Lang, Language, Output, Picture, absolute
from zhenxing.output import deliver, told


@app.command(epilog="Example: zhenxing export kg --format jsonld -o kg.jsonld")
def export(
    kg: Kg,
    form: Annotated[
        Graph,
        typer.Option(
            "--format", help="A format of RDF; void: the graph as a dataset; cube: its figures as a data cube."
        ),
    ] = Graph.TRIG,
    report: Annotated[str | None, typer.Option("--report", metavar="NAME", help="Only this report.")] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--license", metavar="IRI", callback=absolute, help="The licence of the graph, for void and cube."
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Give out the graph: all of it with the ontology and the vocabularies, or one report's."""
    from zhenxing import dataset
    from zhenxing.exporting import exported
    from zhenxing.exports import cube
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    described = {Graph.VOID: dataset.turtle, Graph.CUBE: cube.turtle}.get(form)
    if report and described:
        raise typer.BadParameter(f"{form} is of the whole graph", param_hint="--report")
    if licence and not described:
        raise typer.BadParameter("goes with --format void or cube", param_hint="--license")
    with told():
        folder = Folder.load(kg)
        if described:
            deliver(described(StoreOf(folder), dataset.Publication(licence=licence)), output)
        else:
            deliver(exported(folder, form.value, folder.entry(report) if report else None), output)


@app.command(epilog="Example: zhenxing network kg -o network.html")
def network(
    kg: Kg,
    form: Annotated[Picture | None, typer.Option("--format", help="By the file's suffix, else html.")] = None,
    most: Annotated[int, typer.Option("--most", min=0, help="Draw only the best connected; 0 draws all.")] = 200,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Draw who carries out which initiative and who helps whom."""
    from zhenxing.folder import Folder
    from zhenxing.network import network
    from zhenxing.pictures import drawn
    from zhenxing.store import StoreOf

    known = {item.value for item in Picture}
    suffix = output.suffix.lstrip(".").lower() if output else ""
    if form is None and suffix and suffix not in known:
        raise typer.BadParameter(f"no format of this suffix; take one of {', '.join(sorted(known))}", param_hint="-o")
    wanted = form.value if form else suffix or Picture.HTML.value
    with told():
        deliver(drawn(network(StoreOf(Folder.load(kg)), lang.value), wanted, most, lang.value), output)
