"""The command line: each command takes its arguments, makes one call and prints."""

import os
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from builders.iri import BASE
from zhenxing.output import complain, deliver, remark, told, width

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reports on rural revitalisation as a knowledge graph: every figure tied to its sentence.",
    epilog="Example: zhenxing build seeds --into kg",
)


class Language(StrEnum):
    """The language of names and messages."""

    ZH = "zh"
    EN = "en"


class Rows(StrEnum):
    """Formats of a query's answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TSV = "tsv"
    TTL = "ttl"


class Table(StrEnum):
    """Formats of the fact table."""

    JSONL = "jsonl"
    CSV = "csv"
    TABLE = "table"


class Kind(StrEnum):
    """Kinds of facts."""

    OBSERVATION = "observation"
    INITIATIVE = "initiative"
    COOPERATION = "cooperation"
    MEASURE = "measure"
    PLACE = "place"
    ORGANISATION = "organisation"
    DOCUMENT = "document"


class Scores(StrEnum):
    """Formats of an evaluation."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Findings(StrEnum):
    """Formats of a check's findings."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


class Audits(StrEnum):
    """Formats of an audit."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Graph(StrEnum):
    """Formats of RDF."""

    TTL = "ttl"
    TRIG = "trig"
    NQ = "nq"
    NT = "nt"
    JSONLD = "jsonld"
    RDF = "rdf"


class Picture(StrEnum):
    """Formats of a network."""

    HTML = "html"
    SVG = "svg"
    PNG = "png"
    GRAPHML = "graphml"
    GEXF = "gexf"


class Comparison(StrEnum):
    """Formats of a comparison."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PNG = "png"
    SVG = "svg"


class Level(StrEnum):
    """Levels of regions."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


Kg = Annotated[Path, typer.Argument(metavar="KG", help="The graph folder.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of standard output.")]
Lang = Annotated[Language, typer.Option("--lang", envvar="ZHENXING_LANG", help="The language of names and messages.")]


def version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from builders import __version__

        typer.echo(f"zhenxing {__version__}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take the options before the command."""


@app.command(epilog="Example: zhenxing build seeds report.txt --into kg --vocabulary my.ttl")
def build(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Reports, folders of them, or - for input.")],
    into: Annotated[Path, typer.Option("--into", metavar="KG", help="The graph folder, made where there is none.")],
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocabulary", metavar="TTL", help="Add a vocabulary of your own.")
    ] = None,
    base: Annotated[str, typer.Option("--base", metavar="IRI", help="Where the IRIs of reports begin.")] = BASE,
    lang: Lang = Language.EN,
) -> None:
    """Read reports into a graph folder, one line a report.

    A report of the same name is replaced; others in the folder stay. Exit status 1 if a source failed: the others
    are built.
    """
    from builders.sources import find_sources
    from zhenxing.building import build
    from zhenxing.progress import progress
    from zhenxing.summary import summary

    if not base.endswith(("/", "#")) or not base.isascii() or "://" not in base:
        raise typer.BadParameter("an absolute ASCII IRI that ends with / or #", param_hint="--base")
    failed = False
    with told():
        found = find_sources(sources)
        for outcome in progress(build(found, into, vocabulary or (), base), len(found)):
            if outcome.error:
                failed = True
                complain(outcome.error)
            elif outcome.report:
                typer.echo(summary(outcome.report, outcome.region, lang.value))
    raise typer.Exit(int(failed))


@app.command(epilog="Example: zhenxing check kg --lang zh")
def check(
    kg: Kg,
    form: Annotated[Findings, typer.Option("--format", help="How to tell the findings.")] = Findings.TEXT,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Check every report's graph against the shapes; exit status 1 where one is violated."""
    from zhenxing.checking import check
    from zhenxing.findings import written
    from zhenxing.folder import Folder
    from zhenxing.progress import progress

    with told():
        folder = Folder.load(kg)
        results = list(progress(check(folder), len(folder.entries)))
        deliver(written(results, form.value, lang.value), output)
    raise typer.Exit(int(any(result.violated for result in results)))


@app.command(epilog="Example: zhenxing audit kg --lang zh --format html -o audit.html")
def audit(
    kg: Kg,
    form: Annotated[Audits | None, typer.Option("--format", help="By the file's suffix, else text.")] = None,
    derived: Annotated[
        bool, typer.Option("--derived", help="Tell too what the reports imply but do not print.")
    ] = False,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Tell whether the figures of the reports add up, contradictions first; exit status 1 where there is one.

    Each verdict comes with its sentence, its figures and the arithmetic in one line.
    """
    from zhenxing.auditing import implied, judgements
    from zhenxing.audits import Audit, written
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    suffix = output.suffix.lstrip(".").lower() if output else ""
    wanted = form.value if form else suffix if suffix in {item.value for item in Audits} else Audits.TEXT.value
    with told():
        folder = Folder.load(kg)
        store = StoreOf(folder)
        audited = Audit(len(folder.entries), list(judgements(store)), list(implied(store)) if derived else None)
        deliver(written(audited, wanted, lang.value), output)
    raise typer.Exit(int(audited.contradicted))


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
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Ask a bundled question or one of your own in SPARQL; all reports together are the default graph."""
    from zhenxing import answers, asking
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    if not listed and (kg is None or (name is None) == (sparql is None)):
        raise typer.BadParameter("give a graph folder and either the NAME of a query or --sparql; see --list")
    with told():
        if listed or kg is None:
            deliver(asking.listing(lang.value, width(output)), output)
            return
        store = StoreOf(Folder.load(kg))
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a query does not return to Python before it ends
        text = asking.own(sparql) if sparql is not None else asking.bundled(store, name or "", param or [], lang.value)
        deliver(answers.written(store.query(text), form and form.value, width(output)), output)


@app.command(epilog="Example: zhenxing facts kg --format jsonl -o facts.jsonl")
def facts(
    kg: Kg,
    form: Annotated[
        Table, typer.Option("--format", help="One JSON object a line, CSV, or a table of the main columns.")
    ] = Table.TABLE,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only facts of this kind.")] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="CODE", help="Only of this region, by its code or name.")
    ] = None,
    output: Output = None,
) -> None:
    """List every fact with its report, its place in the text and its words."""
    from zhenxing import asking, facts
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    with told():
        store = StoreOf(Folder.load(kg))
        found = facts.facts(store, kind and kind.value)
        if region:
            found = facts.within(found, asking.code(store, region))
        deliver(facts.written(found, form.value, width(output)), output)


@app.command(epilog="Example: zhenxing evaluate kg tests/golden --misses 20")
def evaluate(
    kg: Kg,
    golden: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of golden facts: docs/gold.md.")],
    misses: Annotated[
        str, typer.Option("--misses", metavar="N", help="Tell the first N misses, or all; CSV holds them alone.")
    ] = "0",
    form: Annotated[Scores, typer.Option("--format", help="A table, JSON or CSV.")] = Scores.TABLE,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Score the graph against facts that are known to hold, and tell what was missed."""
    from zhenxing.evaluate import evaluate
    from zhenxing.folder import Folder
    from zhenxing.scoreboard import written

    if misses != "all" and not misses.isdecimal():
        raise typer.BadParameter("a number, or all", param_hint="--misses")
    most = None if misses == "all" else int(misses)
    with told():
        found = evaluate(Folder.load(kg), golden)
        remark("no golden file for", found.without_gold)
        remark("no report for", found.without_report)
        deliver(written(found, form.value, most, lang.value, width(output)), output)


@app.command(epilog="Example: zhenxing export kg --format jsonld -o kg.jsonld")
def export(
    kg: Kg,
    form: Annotated[Graph, typer.Option("--format", help="The format of RDF.")] = Graph.TRIG,
    report: Annotated[str | None, typer.Option("--report", metavar="NAME", help="Only this report.")] = None,
    output: Output = None,
) -> None:
    """Give out the graph: all of it with the ontology and the vocabularies, or one report's."""
    from zhenxing.exporting import exported
    from zhenxing.folder import Folder

    with told():
        folder = Folder.load(kg)
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
    from zhenxing.compared import Choice, compared
    from zhenxing.folder import Folder
    from zhenxing.store import StoreOf

    suffix = output.suffix.lstrip(".").lower() if output else ""
    wanted = form.value if form else suffix if suffix in {item.value for item in Comparison} else "table"
    with told():
        store = StoreOf(Folder.load(kg))
        chosen = Choice(region, year, level and level.value)
        deliver(compared(store, metric, chosen, every, wanted, lang.value, width(output)), output)


def main() -> None:
    """Run the command line; a reader that closes its pipe early ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
