"""The application that commands join."""

from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

ORDER: Final = (
    "build check audit evaluate status correct diff query facts compare network explore serve export push".split()
)


class Commands(TyperGroup):
    """The commands in the order of their use."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names as help lists them; one that has no place comes last."""
        known = super().list_commands(ctx)
        return sorted(known, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reports on rural revitalisation as a knowledge graph: every figure tied to its sentence.",
    epilog="Example: zhenxing build seeds --into kg",
)


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
