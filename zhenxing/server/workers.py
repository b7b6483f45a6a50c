"""Workers: processes that stand ready, are asked one query at a time, and are killed when it must stop."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zhenxing.server.asked import FRAME, Asked, Kind
from zhenxing.server.refusals import RefusalError

LATE: Final = "the query was stopped at the time limit of {:g} s; ask for less"
BUSY: Final = "the server is busy; try again"
DIED: Final = "the query broke its process off; it may have needed more memory than the server allows"
_START: Final = 60  # seconds a new worker may take


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much work is done at once, and how much for one query."""

    workers: int = max(4, os.cpu_count() or 1)
    waiting: int = 256
    timeout: float = 30
    limit: int | None = 1_000_000
    memory: int = 2 << 30


class Worker:
    """One process and its pipes."""

    def __init__(self, process: Process) -> None:
        """Stand for a process that has been started."""
        self._process = process

    @classmethod
    async def start(cls, store: Path, memory: int) -> "Worker":
        """A worker that has the store open."""
        paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "zhenxing.server.worker", str(store), str(memory)),
            stdin=PIPE,
            stdout=PIPE,
            env=os.environ | {"PYTHONPATH": paths},
            start_new_session=True,  # an interrupt from the keyboard is the server's to handle
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START):
                await worker.frame()
        except BaseException:
            worker.kill()
            raise
        return worker

    def ask(self, asked: Asked) -> None:
        """Send a query; frames tell the answer."""
        assert self._process.stdin
        self._process.stdin.write(asked.line())

    async def frame(self) -> tuple[Kind, bytes]:
        """The next frame."""
        assert self._process.stdout
        try:
            kind, length = FRAME.unpack(await self._process.stdout.readexactly(FRAME.size))
            return Kind(kind), await self._process.stdout.readexactly(length) if length else b""
        except (asyncio.IncompleteReadError, ConnectionError):
            raise RefusalError(500, DIED) from None

    def kill(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """End the process and wait until it is gone, with its pipes."""
        self.kill()
        await self._process.communicate()

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None


@dataclass
class Reply:
    """The answer to a query while it comes."""

    worker: Worker
    left: float
    timeout: float
    media: str = ""
    ended: bool = False

    async def begin(self) -> None:
        """Wait for the media type."""
        kind, payload = await self._frame()
        self.media = payload.decode()
        assert kind is Kind.MEDIA

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes as they come; a RefusalError tells that no more will."""
        while not self.ended:
            kind, payload = await self._frame()
            if kind is Kind.DATA:
                yield payload

    async def _frame(self) -> tuple[Kind, bytes]:
        """The next frame, within the time the query has left; only the time it works counts, not its reader's."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(self.left):
                kind, payload = await self.worker.frame()
        except TimeoutError:
            raise RefusalError(504, LATE.format(self.timeout)) from None
        self.left -= clock() - began
        self.ended = kind in (Kind.END, Kind.REFUSED)
        if kind is Kind.REFUSED:
            raise RefusalError(*json.loads(payload))
        return kind, payload


@dataclass
class Pool:
    """A bounded number of workers over one store, and a bounded queue of queries before them."""

    store: Path
    bounds: Bounds
    _idle: list[Worker] = field(default_factory=list)
    _waiting: int = 0
    _closed: bool = False
    _starting: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> "Pool":
        """Start all workers."""
        self._free = asyncio.Semaphore(self.bounds.workers)
        await asyncio.gather(*(self._add() for _ in range(self.bounds.workers)))
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all workers; those that still answer end with their answer."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        for worker in self._idle:
            worker.kill()

    @contextlib.asynccontextmanager
    async def asking(self, asked: Asked) -> AsyncIterator[Reply]:
        """The reply to a query; leaving before its end kills the worker and so the query."""
        await self._turn()
        reply: Reply | None = None
        try:
            worker = self._idle.pop() if self._idle else await Worker.start(self.store, self.bounds.memory)
            reply = Reply(worker, self.bounds.timeout, self.bounds.timeout)
            worker.ask(asked)
            await reply.begin()
            yield reply
        finally:
            if reply and reply.ended and reply.worker.alive and not self._closed:
                self._idle.append(reply.worker)
                self._free.release()
            else:
                if reply:
                    reply.worker.kill()
                if not self._closed:
                    self._renew()

    async def whole(self, asked: Asked) -> tuple[str, bytes]:
        """The media type and all bytes of an answer."""
        async with self.asking(asked) as reply:
            return reply.media, b"".join([chunk async for chunk in reply.chunks()])

    async def _turn(self) -> None:
        """Wait for a worker; a RefusalError where too many wait, or for too long."""
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._waiting >= self.bounds.waiting:
            raise RefusalError(503, BUSY, again=1)
        self._waiting += 1
        try:
            async with asyncio.timeout(self.bounds.timeout):
                await self._free.acquire()
        except TimeoutError:
            raise RefusalError(503, BUSY, again=1) from None
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        """Start a worker to stand ready."""
        self._idle.append(await Worker.start(self.store, self.bounds.memory))

    async def _replace(self) -> None:
        """Start a worker in place of one that was killed; its turn is free once it stands ready, or cannot."""
        try:
            await self._add()
        finally:
            self._free.release()

    def _renew(self) -> None:
        """Replace a worker while others answer."""
        task = asyncio.get_running_loop().create_task(self._replace())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
