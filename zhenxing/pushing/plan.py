"""What a push has to do: which graphs of a folder a server lacks, and which it has too many."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhenxing.files import FileError
from zhenxing.folder import Folder, sha256
from zhenxing.pushing.stores import DEFAULT


@dataclass(frozen=True, slots=True)
class Local:
    """The graphs of a folder: the files of each and the checksum of what they hold."""

    files: Mapping[str, tuple[Path, ...]]
    checksums: Mapping[str, str]

    @classmethod
    def of(cls, folder: Folder, merged: bool) -> "Local":
        """Those of a folder; with `merged` also the default graph, which holds all of them."""
        named = dict(folder.graphs())
        files: dict[str, tuple[Path, ...]] = {graph: (file,) for graph, file in named.items()}
        checksums = {graph: _checksum(file) for graph, file in named.items()}
        if merged:
            files[DEFAULT] = tuple(named.values())
            checksums[DEFAULT] = sha256("\n".join(sorted(checksums.values())).encode())
        return cls(files, checksums)


@dataclass(frozen=True, slots=True)
class Plan:
    """Graphs to send, graphs that stand as they should, and graphs that the folder no longer has."""

    send: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]

    @classmethod
    def of(cls, wanted: Mapping[str, str], account: Mapping[str, str | None], every: bool = False) -> "Plan":
        """What makes a server with that account hold the graphs wanted; `every` trusts no account."""
        send = tuple(graph for graph, checksum in wanted.items() if every or account.get(graph) != checksum)
        kept = tuple(graph for graph in wanted if graph not in send)
        return cls(send, kept, tuple(sorted(account.keys() - wanted.keys())))


def _checksum(file: Path) -> str:
    """The SHA-256 of a file."""
    try:
        with file.open("rb") as data:
            return hashlib.file_digest(data, "sha256").hexdigest()
    except OSError:
        raise FileError(str(file), "missing; building its source again mends it") from None
