"""A server to push to: its addresses, how it is spoken to, and the credentials that the environment holds."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from builders.errors import ReportError

VIA: Final = ("gsp", "update")
USER, PASSWORD, TOKEN = "ZHENXING_USER", "ZHENXING_PASSWORD", "ZHENXING_TOKEN"


@dataclass(eq=False)
class PushError(ReportError):
    """What keeps a graph from its server: where, why, and what to do about it."""

    url: str
    reason: str

    def __str__(self) -> str:
        """The address and the reason."""
        return f"{self.url}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who the server is told we are; secrets never show."""

    user: str | None = None
    password: str = field(default="", repr=False)
    token: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Those that the environment holds, none where it holds none."""
        return cls(environment.get(USER) or None, environment.get(PASSWORD, ""), environment.get(TOKEN) or None)


@dataclass(frozen=True, slots=True)
class Target:
    """A server: the address that takes graphs, by Graph Store Protocol or by SPARQL Update, and the one that answers.

    A request carries `batch` statements at most, is waited for `timeout` seconds and tried `retries` times again.
    """

    url: str
    via: str = "gsp"
    query: str | None = None
    batch: int = 50_000
    timeout: float = 120
    retries: int = 4
    credentials: Credentials = Credentials()

    def __post_init__(self) -> None:
        """Refuse what is no web address, and passwords where they would be seen."""
        for url in filter(None, (self.url, self.query)):
            parts = urlsplit(url)
            if parts.username is not None or parts.password is not None:
                bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
                raise PushError(bare, f"no credentials in the address: set {USER} and {PASSWORD}, or {TOKEN}")
            if parts.scheme not in ("http", "https") or not _host(parts):
                raise PushError(url, "not a web address, such as http://localhost:7878/store")


def _host(parts: SplitResult) -> str | None:
    """The host of an address; none where its port is no number."""
    try:
        return parts.hostname if parts.port != 0 else None
    except ValueError:
        return None
