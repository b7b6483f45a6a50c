"""Where a command's words go: results to standard output or a file, talk to standard error."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from builders.errors import ReportError
from builders.text import visible
from zhenxing.files import write


@contextmanager
def told() -> Iterator[None]:
    """Tell of an expected error in one line; let a bug keep its traceback."""
    try:
        yield
    except ReportError as error:
        complain(error)
        raise typer.Exit(1) from error


def complain(error: object) -> None:
    """One red line on standard error."""
    message = visible(" ".join(str(error).split()))
    typer.secho(f"error: {message}", fg="red", err=True)


def remark(words: str, names: Sequence[str]) -> None:
    """A line on standard error that names what it is about; none where it is about nothing."""
    if names:
        typer.echo(visible(f"{words}: {', '.join(names)}"), err=True)


def deliver(data: bytes, output: Path | None) -> None:
    """Write a result whole: to a file, or to standard output where none is named."""
    if output is None or str(output) == "-":
        sys.stdout.flush()
        if sys.stdout.isatty():
            data = visible(data.decode(errors="replace")).encode()  # a terminal obeys what a report may hold
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write(output, data)


def width(output: Path | None) -> int | None:
    """The columns a table may take: those of the terminal, or any number where there is none."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
