"""Commands that give a graph out."""

from pathlib import Path
from typing import Annotated

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Graph, Kg, Lang, Language, Level, Output, Picture, View, absolute
from zhenxing.output import deliver, told


@app.command(epilog="Example: zhenxing export kg --format jsonld -o kg.jsonld")
def export(
    kg: Kg,
    form: Annotated[
        Graph,
        typer.Option(
            "--format",
            help="A format of RDF; void: the graph as a dataset; cube: its figures as a data cube; neo4j (a folder), "
            "graphml, gexf: a property graph; xlsx, excel-csv: the facts for a spreadsheet.",
        ),
    ] = Graph.TRIG,
    report: Annotated[str | None, typer.Option("--report", metavar="NAME", help="Only this report.")] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--license", metavar="IRI", callback=absolute, help="The licence of the graph, for void and cube."
        ),
    ] = None,
    lost: Annotated[
        Path | None,
        typer.Option("--loss", metavar="FILE", help="Write what a property graph loses, as .json or .csv."),
    ] = None,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Give out the graph: all of it with the ontology and the vocabularies, or one report's.

    What a property graph keeps, changes and drops is told on standard error.
    """
    from zhenxing.exports import cube, dataset, handing
    from zhenxing.exports.exporting import exported
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    described = {Graph.VOID: dataset.turtle, Graph.CUBE: cube.turtle}.get(form)
    if report and described:
        raise typer.BadParameter(f"{form} is of the whole graph", param_hint="--report")
    if licence and not described:
        raise typer.BadParameter("goes with --format void or cube", param_hint="--license")
    _check_property_graph(form, lost, output)
    with told():
        folder = Folder.load(kg)
        if form.value in handing.FORMATS:
            handed = handing.handed(folder, form.value, folder.entry(report) if report else None)
            handing.deliver(handed, output, lost)
            typer.echo(handing.told(handed, lang.value), err=True)
        elif form in (Graph.XLSX, Graph.EXCEL_CSV):
            from zhenxing.exports.spreadsheets import spreadsheet
            from zhenxing.held import facts_of

            found = facts_of(folder, report=folder.entry(report) if report else None)
            deliver(spreadsheet(StoreOf(folder), found, form.value, lang.value, output), output)
        elif described:
            deliver(described(StoreOf(folder), dataset.Publication(licence=licence)), output)
        else:
            deliver(exported(folder, form.value, folder.entry(report) if report else None), output)


def _check_property_graph(form: Graph, lost: Path | None, output: Path | None) -> None:
    """Refuse what a property graph cannot do, and what only one can."""
    from zhenxing.exports import handing, loss

    if lost and form.value not in handing.FORMATS:
        raise typer.BadParameter(f"goes with --format {', '.join(handing.FORMATS)}", param_hint="--loss")
    if lost and lost.suffix not in loss.WRITERS:
        raise typer.BadParameter(f"a file named *{' or *'.join(loss.WRITERS)}", param_hint="--loss")
    if form is Graph.NEO4J and (output is None or str(output) == "-"):
        raise typer.BadParameter("neo4j is a folder: name it", param_hint="-o")


@app.command(epilog="Example: zhenxing network kg --view lineage --initiative 百日攻坚 -o drives.svg")
def network(
    kg: Kg,
    view: Annotated[
        View,
        typer.Option(
            "--view",
            help="all: who carries out what and who helps whom; initiatives: only the first; pairings: only the "
            "second, as a flow; lineage: campaigns under initiatives under larger ones; shared: regions by how many "
            "initiatives they share.",
        ),
    ] = View.ALL,
    form: Annotated[
        Picture | None,
        typer.Option(
            "--format",
            help="By the file's suffix, else html. table, csv, json: how central each node is, and its community.",
        ),
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option("--region", metavar="NAME", help="Only these and those within, by name or code.")
    ] = None,
    initiative: Annotated[
        list[str] | None, typer.Option("--initiative", metavar="NAME", help="Only these and what belongs to them.")
    ] = None,
    year: Annotated[list[str] | None, typer.Option("--year", metavar="YEAR", help="Only what is of these.")] = None,
    level: Annotated[list[Level] | None, typer.Option("--level", help="Only regions of these levels.")] = None,
    around: Annotated[
        str, typer.Option("--around", metavar="NAME", help="Only a node and those near it, by name, alias or pinyin.")
    ] = "",
    depth: Annotated[int, typer.Option("--depth", min=1, help="How many steps from --around.")] = 1,
    most: Annotated[int, typer.Option("--most", min=0, help="Draw only the best connected; 0 draws all.")] = 200,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Draw or measure a network of the graph: regions, initiatives, who helps whom, what belongs to what."""
    from zhenxing.folder import Folder
    from zhenxing.network.choosing import Choice
    from zhenxing.network.pictures import drawn
    from zhenxing.network.viewing import network
    from zhenxing.output import width

    known = {item.value for item in Picture}
    suffix = output.suffix.lstrip(".").lower() if output else ""
    if form is None and suffix and suffix not in known:
        raise typer.BadParameter(f"no format of this suffix; take one of {', '.join(sorted(known))}", param_hint="-o")
    wanted = form.value if form else suffix or Picture.HTML.value
    choice = Choice(
        tuple(region or ()),
        tuple(initiative or ()),
        tuple(year or ()),
        tuple(one.value for one in level or ()),
        around,
        depth,
    )
    with told():
        found = network(Folder.load(kg), view.value, lang.value, choice)
        deliver(drawn(found, wanted, most, lang.value, width(output)), output)
