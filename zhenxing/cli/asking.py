"""Commands that ask a graph."""

import signal
from pathlib import Path
from typing import Annotated

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Comparison, Differences, Kg, Kind, Lang, Language, Level, Output, Rows, Table
from zhenxing.output import deliver, told, width


@app.command(epilog="Example: zhenxing query kg pairings --param initiative=东西部协作")
def query(
    kg: Annotated[Path | None, typer.Argument(metavar="KG", help="The graph folder.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A bundled query; --list tells them.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query.")
    ] = None,
    sparql: Annotated[
        str | None, typer.Option("--sparql", help="A query of your own: its text, a file, or - for input.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the bundled queries and their parameters.")] = False,
    form: Annotated[Rows | None, typer.Option("--format", help="A table unless said otherwise.")] = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.01, metavar="SECONDS", help="Stop a query that takes longer.")
    ] = None,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Ask a bundled question or one of your own in SPARQL; all reports together are the default graph."""
    from zhenxing.folder import Folder
    from zhenxing.query import answers, asking
    from zhenxing.server import limited
    from zhenxing.store import StoreOf

    if not listed and (kg is None or (name is None) == (sparql is None)):
        raise typer.BadParameter("give a graph folder and either the NAME of a query or --sparql; see --list")
    with told():
        if listed or kg is None:
            deliver(asking.listing(form and form.value, lang.value, width(output)), output)
            return
        store = StoreOf(Folder.load(kg))
        if timeout is None:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a query does not return to Python before it ends
        text = asking.own(sparql) if sparql is not None else asking.bundled(store, name or "", param or [], lang.value)
        answer = limited.limited(store.folder, text, timeout) if timeout else store.query(text)
        deliver(answers.written(answer, form and form.value, width(output)), output)


@app.command(epilog="Example: zhenxing facts kg --format jsonl -o facts.jsonl")
def facts(
    kg: Kg,
    form: Annotated[
        Table | None,
        typer.Option(
            "--format",
            help="JSON lines, CSV, a table of the main columns, or for spreadsheets xlsx and excel-csv, with names and "
            "sentences. By the file's suffix, else a table.",
        ),
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only facts of this kind.")] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="CODE", help="Only of this region, by its code or name.")
    ] = None,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """List every fact with its report, its place in the text and its words.

    The fields of JSON lines, CSV and the table have the same names in every language.
    """
    from zhenxing import facts
    from zhenxing.folder import Folder
    from zhenxing.held import facts_of
    from zhenxing.query import asking
    from zhenxing.store import StoreOf

    suffix = output.suffix.lstrip(".").lower() if output else ""
    wanted = form.value if form else suffix if suffix in {item.value for item in Table} else Table.TABLE.value
    with told():
        folder = Folder.load(kg)
        store = StoreOf(folder)
        found = facts_of(folder, kind and kind.value)
        if region:
            found = facts.within(found, asking.code(store, region))
        if wanted in facts.FORMATS:
            deliver(facts.written(found, wanted, width(output)), output)
        else:
            from zhenxing.exports.spreadsheets import spreadsheet

            deliver(spreadsheet(store, found, wanted, lang.value, output, kind and kind.value), output)


@app.command(epilog="Example: zhenxing compare kg 风险消除率 --lang zh -o chart.png")
def compare(
    kg: Kg,
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="A metric's key, or its Chinese or English name.")],
    region: Annotated[str, typer.Option("--region", help="Only regions within this one: its code or name.")] = "100000",
    year: Annotated[int | None, typer.Option("--year", help="Only figures of this year.")] = None,
    level: Annotated[Level | None, typer.Option("--level", help="Only regions of this level.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every figure of a region, not the latest alone.")] = False,
    form: Annotated[Comparison | None, typer.Option("--format", help="By the file's suffix, else a table.")] = None,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Rank regions by one metric; what cannot be compared fairly is noted, or left out with the reason."""
    from zhenxing.compare.compared import Choice, compared
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    suffix = output.suffix.lstrip(".").lower() if output else ""
    wanted = form.value if form else suffix if suffix in {item.value for item in Comparison} else "table"
    with told():
        store = StoreOf(Folder.load(kg))
        chosen = Choice(region, year, level and level.value)
        deliver(compared(store, metric, chosen, every, wanted, lang.value, width(output)), output)


@app.command(epilog="Example: zhenxing diff kg-before kg --format csv -o changes.csv")
def diff(
    old: Annotated[Path, typer.Argument(metavar="KG1", help="A graph folder.")],
    new: Annotated[Path, typer.Argument(metavar="KG2", help="Another one.")],
    form: Annotated[Differences, typer.Option("--format", help="Text, JSON lines or CSV.")] = Differences.TEXT,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Tell which facts the second graph adds, drops or changes, report by report; exit status 1 where it does.

    A fact that only moved, since its text grew or shrank before it, has not changed.
    """
    from zhenxing.diff.changes import changes
    from zhenxing.diff.differences import written
    from zhenxing.folder import Folder

    with told():
        found = list(changes(Folder.load(old), Folder.load(new)))
        deliver(written(found, form.value, lang.value), output)
    raise typer.Exit(int(bool(found)))
