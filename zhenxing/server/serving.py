"""Serving a graph folder until it is interrupted."""

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn

from zhenxing.files import FileError
from zhenxing.folder import Folder
from zhenxing.server.application import application
from zhenxing.server.site import Serving
from zhenxing.server.workers import Bounds
from zhenxing.spares import spare

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_GRACE: Final = 3  # seconds for open requests at the end


def serve(folder: Folder, host: str, port: int, bounds: Bounds, *, cors: bool, tell: Callable[[str], None]) -> None:
    """Serve a folder at an address, 0 being any free port; tells where once it listens."""
    with spare() as place, _listening(host, port) as bound:
        app = application(Serving(folder, place, bounds), cors=cors)
        at = f"[{host}]" if ":" in host else host
        if host not in LOOPBACK:
            tell(f"warning: {host} is reachable from other machines; what is served is read-only but not protected")
        tell(f"http://{at}:{bound.getsockname()[1]}/")
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE
        )
        server = uvicorn.Server(config)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, server.handle_exit)  # uvicorn itself minds only the other ends
        server.run(sockets=[bound])


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise FileError(f"{host}:{port}", f"cannot be listened at ({(error.strerror or str(error)).lower()})") from None
    with bound:
        yield bound
