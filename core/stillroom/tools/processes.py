"""The sandbox's processes, seen from the engine: one host for the code of a tool, and a process of its own for each session.

Each process loads the code for itself. Where there is fork, a host is a process that has imported what the code will, and forks the
others (`worker/zygote.py`). On Windows one is always started ahead.
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Annotated, Any

import msgspec

from stillroom.conversation import digest
from stillroom.tools.rooms import Room
from stillroom.tools.spawn import LINE_LIMIT, kill_tree, no_process, spawn
from stillroom.tools.worker.calls import OUTPUT
from stillroom.tools.worker.session import NETWORK

_START_LIMIT = 20.0
_END_LIMIT = 5.0

UNENFORCED_ON_WINDOWS = (
    "A tool can read and change your files.",
    NETWORK,
    "A tool can stop other programs of yours.",
    "A tool can use any amount of memory, write files of any size, and start any number of programs.",
)


class LoadError(Exception):
    """The code did not come to its end; the text says why, for whoever called the tool."""


class Answer(msgspec.Struct, frozen=True):
    """What a process answers to one request, as `worker/session.py` says. A tool can forge it: so its limits are checked here again."""

    id: int
    ok: bool
    text: str
    line: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
    printed: Annotated[str, msgspec.Meta(max_length=OUTPUT)]


class Process(ABC):
    """A process that answers one session's requests, one at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._asked = 0
        self.answered = True

    async def begin(self, scratch: Path, initial: dict[str, Any]) -> str:
        """Let it load the code, to work in a session's folder; why it could not, "" if it could."""
        await self._send({"begin": {"scratch": str(scratch), "initial": initial}})
        try:
            async with asyncio.timeout(_START_LIMIT):
                ready = await self._reader.readline()
        except TimeoutError:
            return f"the code had not been loaded after {_START_LIMIT:g} s."
        except (OSError, ValueError):
            ready = b""
        return "" if ready else "the process ended while the code was loaded."

    async def ask(self, time_limit: float, request: dict[str, Any], most: int = OUTPUT) -> Answer | None:
        """Send a request and wait for its answer, a text of at most `most` bytes; None if the process has ended, or wrote something else.

        Raises:
            TimeoutError: there was no answer within `time_limit` seconds.
        """
        self._asked += 1
        self.answered = False
        try:
            async with asyncio.timeout(time_limit):
                await self._send({"id": self._asked, **request})
                answer = msgspec.json.decode(await self._reader.readline(), type=Answer)
        except TimeoutError:
            raise
        except (OSError, ValueError):  # no line, one beyond the limit, or one that is no answer
            return None
        self.answered = answer.id == self._asked and len(answer.text.encode()) <= most
        return answer if self.answered else None

    async def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):
            self._writer.write(json.dumps(message).encode() + b"\n")
            await self._writer.drain()

    @abstractmethod
    async def end(self) -> None:
        """Kill it with all that it started; it is gone when this returns."""


class Host(ABC):
    """Where the processes of one room come from."""

    unenforced: tuple[str, ...] = ()
    _problem = ""

    async def begin(self, scratch: Path, initial: dict[str, Any]) -> Process:
        """A process that has loaded the code, for a session with this folder and initial state.

        Raises:
            LoadError: the code could not be loaded; it is not tried again.
            ToolError: no process can be started.
        """
        if not self._problem:
            process = await self._process()
            try:
                self._problem = await process.begin(scratch, initial)
            except BaseException:
                await process.end()
                raise
            if not self._problem:
                return process
            await process.end()
        raise LoadError(self._problem)

    @abstractmethod
    async def start(self) -> None:
        """Raises:
        ToolError: no process can be started.
        """

    @abstractmethod
    async def end(self) -> None:
        """End it with all processes that came from it."""

    @abstractmethod
    async def _process(self) -> Process:
        """A process in which nothing of a tool has run yet.

        Raises:
            LoadError: what the code imports could not be imported.
            ToolError: no process can be started.
        """


async def start_host(room: Room, scratch: Path, environment: Path | None) -> Host:
    """Start what a room's processes come from; `scratch` is the folder in which all of them lie.

    Raises:
        ToolError: no process can be started.
    """
    python = [str(environment), "-I"] if environment else [sys.executable, "-I", "-S"]
    setup = {
        "source": room.source,
        "owner": room.owner,
        "file": f"tool_{digest(room.source)[:12]}.py",
        "search": room.search,
        "network": room.network,
        "scratch": str(scratch),
        "read": [folder.path for folder in room.folders if not folder.write] + ([room.search] if room.search else []),
        "write": [folder.path for folder in room.folders if folder.write],
    }
    line = json.dumps(setup).encode() + b"\n"
    host = HOST(python, line, scratch)
    await host.start()
    return host


class _Zygote(Host):
    """The host where there is fork."""

    def __init__(self, python: list[str], setup: bytes, scratch: Path) -> None:
        self._python, self._setup, self._scratch = python, setup, scratch
        self._root: asyncio.subprocess.Process | None = None
        self._control: socket.socket
        self._received = b""
        self._loaded: asyncio.Task[str] | None = None
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        theirs.setblocking(True)
        self._received = b""
        try:
            self._root = await spawn(self._python, "zygote", self._scratch, theirs.fileno())
        except BaseException:
            self._control.close()
            raise
        finally:
            theirs.close()
        process, hello = self._root, None
        try:
            async with asyncio.timeout(_START_LIMIT):
                await asyncio.get_running_loop().sock_sendall(self._control, self._setup)
                hello = await self._line()
        except ConnectionError:
            pass
        except TimeoutError as error:
            raise no_process(f"it did not answer within {_START_LIMIT:g} s") from error
        finally:
            if hello is None:
                await self.end()
        if hello is None:
            raise no_process(f"it ended at once, with status {process.returncode}")
        self.unenforced = tuple(hello["unenforced"])
        self._loaded = asyncio.create_task(self._load())

    async def _process(self) -> Process:
        async with self._starting:
            assert self._loaded
            if problem := await asyncio.shield(self._loaded):  # it is not tried again
                raise LoadError(problem)
            if self._root is None or self._root.returncode is not None:
                await self.end()
                await self.start()
        if problem := await asyncio.shield(self._loaded):
            raise LoadError(problem)
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            try:
                near, far = map(ours.enter_context, socket.socketpair())
                theirs.callback(far.close)
                end, life = os.pipe()
                theirs.callback(os.close, end)
                ours.callback(os.close, life)
                far.setblocking(True)  # also where the program has set a timeout for all sockets
                socket.send_fds(self._control, [b"\n"], [far.fileno(), end])
            except OSError as error:
                raise no_process(error.strerror or str(error)) from error
            reader, writer = await asyncio.open_unix_connection(sock=near, limit=LINE_LIMIT)
            ours.pop_all()
        return _Forked(reader, writer, life, self)

    async def end(self) -> None:
        if self._root is None:
            return
        process, self._root = self._root, None
        if self._loaded:
            self._loaded.cancel()
        self._control.close()
        assert process.stdin
        process.stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_END_LIMIT):
                await process.wait()
        if process.returncode is None:
            kill_tree(process)
            await process.wait()

    async def _load(self) -> str:
        """Why what the code imports could not be imported; "" if it was."""
        try:
            async with asyncio.timeout(_START_LIMIT):
                ready = await self._line()
        except TimeoutError:
            assert self._root and self._root.stdin
            self._root.stdin.close()  # its end
            return f"the code had not been loaded after {_START_LIMIT:g} s."
        return "" if ready else "the process ended while the code was loaded."

    async def _line(self) -> dict[str, Any] | None:
        loop = asyncio.get_running_loop()
        while b"\n" not in self._received:
            try:
                part = await loop.sock_recv(self._control, 1 << 16)
            except ConnectionError:
                part = b""
            if not part:
                return None
            self._received += part
        line, _, self._received = self._received.partition(b"\n")
        read: dict[str, Any] = json.loads(line)
        return read


class _Forked(Process):
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, life: int, zygote: _Zygote) -> None:
        super().__init__(reader, writer)
        self._life = life
        self._zygote = zygote

    async def end(self) -> None:
        if self._life < 0:
            return
        life, self._life = self._life, -1
        os.close(life)
        try:
            async with asyncio.timeout(_END_LIMIT):
                while await self._reader.read(1 << 16):
                    pass
        except OSError:
            pass
        except TimeoutError:  # its watcher does not do its work: then all goes
            await self._zygote.end()
        finally:
            self._writer.close()


class _Spawning(Host):
    """The host where there is no fork."""

    unenforced = UNENFORCED_ON_WINDOWS

    def __init__(self, python: list[str], setup: bytes, scratch: Path) -> None:
        self._python, self._setup, self._scratch = python, setup, scratch
        self._ahead: asyncio.Task[Process] | None = None

    async def start(self) -> None:
        self._ahead = asyncio.create_task(self._spawn())
        await self._ahead  # whether one can be started at all is to be known now

    async def end(self) -> None:
        if self._ahead:
            ahead, self._ahead = self._ahead, None
            (process,) = await asyncio.gather(ahead, return_exceptions=True)
            if isinstance(process, Process):
                await process.end()

    async def _process(self) -> Process:
        assert self._ahead
        ahead, self._ahead = self._ahead, asyncio.create_task(self._spawn())
        return await ahead

    async def _spawn(self) -> Process:
        process = await spawn(self._python, "session", self._scratch, asyncio.subprocess.PIPE)
        assert process.stdin and process.stdout
        process.stdin.write(self._setup)
        return _Spawned(process.stdout, process.stdin, process)


class _Spawned(Process):
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, process: asyncio.subprocess.Process
    ) -> None:
        super().__init__(reader, writer)
        self._process = process

    async def end(self) -> None:
        kill_tree(self._process)
        self._writer.close()
        await self._process.wait()


HOST = _Spawning if sys.platform == "win32" else _Zygote
