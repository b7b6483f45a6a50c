"""The command that makes the explorer's page."""

from pathlib import Path
from typing import Annotated

import typer

from zhenxing.cli.application import app
from zhenxing.cli.options import Kg, Lang, Language, Output
from zhenxing.output import deliver, remark, told


@app.command(epilog="Example: zhenxing explore kg -o explorer.html")
def explore(
    kg: Kg,
    output: Output = None,
    split: Annotated[
        bool, typer.Option("--split", help="Put what is looked at only now and then into a folder beside the page.")
    ] = False,
    lang: Lang = Language.EN,
) -> None:
    """Make a page to look at the graph with: networks, reports with their facts marked, the sentence behind each."""
    from zhenxing.explorer.model import graph, model
    from zhenxing.explorer.page import page
    from zhenxing.explorer.site import LARGE, beside
    from zhenxing.folder import Folder

    if split and (output is None or str(output) == "-"):
        raise typer.BadParameter("files beside the page need a page with a name: give -o FILE", param_hint="--split")
    with told():
        found = model(graph(Folder.load(kg)))
        if split:
            beside(found, Path(str(output)), lang.value)
            return
        whole = page(found, lang.value)
        deliver(whole, output)
        if len(whole) > LARGE:
            remark("a large page; --split keeps what is seldom looked at beside it", [f"{len(whole) / 1e6:.0f} MB"])
