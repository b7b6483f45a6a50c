"""Commands that make a graph and judge it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from builders.facts import Judgement
from builders.graph.iri import BASE
from builders.sources.limits import SECONDS, SIZE
from builders.text import visible
from zhenxing.cli.application import app
from zhenxing.cli.options import (
    Audits,
    Engines,
    Findings,
    Kg,
    Kind,
    Lang,
    Language,
    Output,
    Scores,
    States,
    Validators,
    known,
)
from zhenxing.output import complain, deliver, remark, told, width

if TYPE_CHECKING:
    from zhenxing.cluster.building import ShardedBuild
    from zhenxing.cluster.engines import Engine


@app.command(epilog="Example: zhenxing build seeds report.txt --into kg --vocabulary my.ttl")
def build(
    into: Annotated[
        str,
        typer.Option(
            "--into", metavar="KG", help="The graph folder, made where there is none; with --engine a folder or URL."
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE…]", help="Reports, folders, archives, patterns, - for input; none: what KG is made of."
        ),
    ] = None,
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocabulary", metavar="TTL", help="Add a vocabulary of your own.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help=f"Where the IRIs of reports begin, else {BASE}.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes at work; 0: one a core.")] = 0,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding", metavar="NAME", callback=known, help="The encoding of texts and pages, not to be found out."
        ),
    ] = None,
    max_size: Annotated[
        float, typer.Option("--max-size", metavar="MB", min=0, help="Refuse a report that is larger, unpacked.")
    ] = SIZE / 1_000_000,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Give up a report that takes longer.")
    ] = SECONDS,
    engine: Annotated[
        Engines | None,
        typer.Option("--engine", help="Make shards of N-Quads and Parquet instead, on a Ray cluster or here."),
    ] = None,
    shards: Annotated[
        int | None, typer.Option("--shards", min=1, help="How many, with --engine; else one for some 200 files.")
    ] = None,
    lang: Lang = Language.EN,
) -> None:
    """Read reports into a graph folder, one line a report that is new or changed.

    What is unchanged is left alone, what is gone from a folder given is removed, and other reports in KG stay. A build
    that is broken off changes nothing; run again, it goes on. Exit status 1 if a source failed: the others are built.
    """
    from builders.sources.limits import Limits
    from zhenxing.building.build import Build
    from zhenxing.building.workers import cores
    from zhenxing.progress import progress

    if base is not None and (not base.endswith(("/", "#")) or not base.isascii() or "://" not in base):
        raise typer.BadParameter("an absolute ASCII IRI that ends with / or #", param_hint="--base")
    limits = Limits(round(max_size * 1_000_000), timeout, encoding)
    if engine:
        if not sources:
            raise typer.BadParameter("with --engine the sources must be given", param_hint="SOURCE…")
        with told():
            from zhenxing.cluster.building import ShardedBuild
            from zhenxing.cluster.engines import ENGINES

            sharded = ShardedBuild(sources, into, vocabulary or (), base, limits, shards)
            failed = _in_shards(sharded, ENGINES[engine.value](workers))
        raise typer.Exit(int(failed))
    names: dict[str, list[str]] = {"unchanged": [], "removed": [], "failed": []}
    with told():
        work = Build(sources or (), Path(into), vocabulary or (), base, limits)
        for outcome in progress(work.run(workers or cores()), len(work.found)):
            if outcome.error:
                complain(outcome.error)
            for correction in outcome.lost:
                typer.echo(f"{outcome.name}: its fact is gone: {correction}", err=True)
            if outcome.summary:
                typer.echo(visible(outcome.summary.told(lang.value)))
            else:
                names[outcome.state].append(outcome.name)
    if names["unchanged"]:
        typer.echo(f"{len(names['unchanged'])} unchanged", err=True)
    remark("removed", names["removed"])
    raise typer.Exit(int(bool(names["failed"])))


def _in_shards(work: "ShardedBuild", engine: "Engine") -> bool:
    """Run a build in shards, one line a shard; whether a source failed."""
    from zhenxing.progress import progress

    failures = [*work.failures]
    for shard in progress(work.run(engine), len(work.tasks)):
        typer.echo(f"{shard.number + 1}/{len(work.tasks)}  {shard.counts.told()}")
        failures.extend(shard.failures)
        for correction in shard.lost:
            typer.echo(f"its fact is gone: {correction}", err=True)
    for failure in sorted(set(failures)):
        complain(failure)
    return bool(failures)


@app.command(epilog="Example: zhenxing status kg && zhenxing build --into kg")
def status(
    kg: Kg,
    form: Annotated[States, typer.Option("--format", help="A table or JSON.")] = States.TABLE,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Tell which reports are up to date, and of the others why not; exit status 1 where a build is due."""
    from zhenxing.building.status import statuses, unfinished, written
    from zhenxing.folder import Folder

    with told():
        folder = Folder.load(kg)
        found = list(statuses(folder))
        deliver(written(found, form.value, lang.value, width(output)), output)
    if unfinished(folder):
        typer.echo("a build was broken off or is at work; `zhenxing build --into KG` goes on with it", err=True)
    raise typer.Exit(int(unfinished(folder) or any(one.state != "current" for one in found)))


@app.command(epilog="Example: zhenxing correct kg changzhi-2022.txt 118 --set region=140400 --by 李敏")
def correct(
    kg: Kg,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report's name.")],
    at: Annotated[int, typer.Argument(metavar="AT", min=0, help="Where the fact begins, as `zhenxing facts` says.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")],
    change: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="A field and what is right.")
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The fact holds as it is.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="There is no such fact.")] = False,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; today if left out.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Where several facts stand at one place.")] = None,
) -> None:
    """Confirm, reject or correct a fact; KG/corrections.csv keeps it, and each build applies it.

    It holds while the fact's sentence stands; a build tells of each that has lost its fact.
    """
    from zhenxing.building.correcting import Place, Said, correct
    from zhenxing.folder import Folder

    if [bool(change), confirm, reject].count(True) != 1 or not all("=" in each for each in change or ()):
        raise typer.BadParameter("give one of --confirm, --reject and --set FIELD=VALUE")
    changes = dict(each.split("=", 1) for each in change or ())
    judgement: Judgement = "confirmed" if confirm else "rejected" if reject else "corrected"
    with told():
        said = Said(judgement, changes, by, (on or datetime.now()).date().isoformat(), note)
        for correction in correct(Folder.load(kg), Place(report, at, kind and kind.value), said):
            typer.echo(correction)
    typer.echo(f"`zhenxing build --into {kg}` applies it", err=True)


@app.command(epilog="Example: zhenxing check kg --lang zh")
def check(
    kg: Kg,
    form: Annotated[Findings, typer.Option("--format", help="How to tell the findings.")] = Findings.TEXT,
    engine: Annotated[
        Validators, typer.Option("--engine", help="The validator; auto: shacl where it is installed.")
    ] = Validators.AUTO,
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes at work; 0: one a core.")] = 0,
    output: Output = None,
    lang: Lang = Language.EN,
) -> None:
    """Check every report's graph against the shapes; exit status 1 where one is violated.

    A report that has not changed since the last check is not checked again. pyshacl is the reference; shacl finds the
    same and is much faster where it is installed.
    """
    from zhenxing.building.workers import cores
    from zhenxing.check.checking import check
    from zhenxing.check.findings import written
    from zhenxing.folder import Folder
    from zhenxing.progress import progress

    with told():
        folder = Folder.load(kg)
        results = list(progress(check(folder, engine.value, workers or cores()), len(folder.entries)))
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
    from zhenxing.audit.auditing import implied, judgements
    from zhenxing.audit.audits import Audit, written
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
    from zhenxing.evaluate.folders import evaluate
    from zhenxing.evaluate.scoreboard import written
    from zhenxing.folder import Folder

    if misses != "all" and not misses.isdecimal():
        raise typer.BadParameter("a number, or all", param_hint="--misses")
    most = None if misses == "all" else int(misses)
    with told():
        found = evaluate(Folder.load(kg), golden)
        remark("no golden file for", found.without_gold)
        remark("no report for", found.without_report)
        deliver(written(found, form.value, most, lang.value, width(output)), output)
