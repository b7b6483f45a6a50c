"""Progress on long runs: a bar on standard error, where that is a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")
LONG: Final = 3


def progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, a bar showing how many of the total have come."""
    if total < LONG or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    both = sys.stdout.isatty()
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=both) as bar:
        yield from bar.track(items, total=total, description="")
