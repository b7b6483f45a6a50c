"""The command line: each command takes its arguments, makes one call and prints."""

import os
import sys

from zhenxing.cli import asking, exploring, giving, making, pushing, serving
from zhenxing.cli.application import app

__all__ = ["app", "asking", "exploring", "giving", "main", "making", "pushing", "serving"]


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
