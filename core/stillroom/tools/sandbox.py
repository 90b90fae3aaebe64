"""Where tools run: a `Sandbox` for a set of tools, and in it a `Session` for each trajectory, which shares nothing with another.

Code and programs run in processes of their own (`processes.py`, `worker/`); HTTP requests and the tools of MCP servers are
made by Stillroom itself, because they hold secrets and run no code of a model. What is enforced, and where:

- Everywhere: a call has a time limit, after which its process is killed with all that it started. A tool sees none of
  Stillroom's environment variables, so no key that stands in one. It works in an empty folder of its session's own, with the
  standard library alone unless the project has packages. What it returns is limited to 64 KiB, and so is what is kept of what
  it prints. When Stillroom ends, however it ends, so do the processes. A new session begins with processes in which nothing
  of a tool ran before, and loads the tool's code itself; when it ends, they are killed, and its folder is removed (when Stillroom
  is killed outright, folders stay behind among the system's temporary files; a later one removes them after a week).
- Linux and macOS: a file of at most 64 MiB, 128 open files, no core dump.
- Linux: 1 GiB of memory for each process. With Landlock and seccomp, as all of today's distributions have them: the network is
  off unless the tool says that it needs it, and sockets of other kinds, such as Docker's or the keyring's, always are; a tool
  reads the system's programs and libraries, Python, and the folders that it names, not the user's files; it writes to its
  scratch folder and to the named folders that it may write to; it traces no process but its session's, and signals none (with
  namespaces, or from Linux 6.12); at most 128 processes and threads in a session; no program gives more rights; all that a
  session has started ends with it. That holds for root, too. With user namespaces (Ubuntu from 23.10 refuses them) all this
  holds twice, and a tool changes no permissions or dates of the user's files either.

What a system does not enforce of this `Sandbox.unenforced` says, in words; on macOS and Windows that is a good deal.

What is not enforced anywhere: how much all processes of a session use together, so up to 128 times 1 GiB of memory, and any
number of 64 MiB files until the session ends; the time of the processor. That a file is there, how big and how old it is, a
tool can ask of files that it cannot read. A tool with the network reaches this computer's own servers, too. Where there is fork,
the packages that stand among the imports at the top of a tool's code are imported once for all sessions of that tool, under the
same limits but for the number of processes, which is 2048, and with the folders of all sessions open to them: packages are
trusted that far, a tool's own code is not. A tool can spoil what its own session answers, and no other.
"""

import asyncio
import contextlib
import itertools
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from stillroom.conversation import ToolCall
from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools.arguments import argument_problem
from stillroom.tools.placeholders import fill, in_text, with_defaults
from stillroom.tools.processes import Host, LoadError, Process, start_host
from stillroom.tools.rooms import Room, rooms
from stillroom.tools.scratch import make_scratch, remove_left_behind, remove_scratch
from stillroom.tools.tool import CommandLine, HttpRequest, McpTool, PythonCode, Tool
from stillroom.tools.words import too_slow
from stillroom.tools.worker.calls import STATE

if TYPE_CHECKING:
    from stillroom.tools.mcp import McpConnections

_STATE_LIMIT = 5.0

State = dict[str, dict[str, Any]]
"""The final state of a session: for each stateful tool set its class's name, and its attributes."""


class Sandbox:
    """Runs calls to a fixed set of tools, up to `workers` at once. Use it in an `async with` block.

    `environment` is the Python of the environment that holds the tools' packages; without one there is the standard library.
    """

    def __init__(self, tools: Iterable[Tool], workers: int = 2, environment: Path | None = None) -> None:
        self.tools = {tool.name: tool for tool in tools}
        self.slots = asyncio.Semaphore(workers)
        self.rooms = rooms(self.tools)
        self.unenforced: tuple[str, ...] = ()  # what this system does not enforce, a sentence each
        self._environment = environment
        self._hosts: dict[Room, asyncio.Task[Host]] = {}
        self.folder: Path
        self._mcp: McpConnections | None = None

    async def __aenter__(self) -> Self:
        """Start the process that the first tool comes from; others are started when they are needed.

        Raises:
            ToolError: no process can be started.
        """
        await asyncio.to_thread(remove_left_behind)
        self.folder = make_scratch()
        try:
            self.unenforced = (await self.host(next(iter(self.rooms.values()), Room()))).unenforced
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._mcp:
                await self._mcp.__aexit__(kind, error, trace)
        finally:
            hosts = await asyncio.gather(*self._hosts.values(), return_exceptions=True)
            await asyncio.gather(*(host.end() for host in hosts if not isinstance(host, BaseException)))
            await asyncio.to_thread(remove_scratch, self.folder)

    def session(self, initial: dict[str, Any] | None = None) -> "Session":
        """A session, to be used in an `async with` block. `initial` is the initial state of the stateful tool sets.

        It goes to the `_load_scenario` of their class if it has one, else to the constructor's arguments of those names. Where
        there are several sets it is keyed by their classes' names; where there is one it may be.
        """
        return Session(self, initial or {})

    async def call(self, call: ToolCall) -> Execution:
        """Run one call in a session of its own.

        Raises:
            ToolError: no process can be started.
        """
        async with self.session() as session:
            return await session.call(call)

    async def host(self, room: Room) -> Host:
        """Where the processes of a room come from; it is started when it is first asked for."""
        if room not in self._hosts:
            self._hosts[room] = asyncio.create_task(start_host(room, self.folder, self._environment))
        try:
            return await asyncio.shield(self._hosts[room])
        except ToolError:
            self._hosts.pop(room, None)  # the next call tries again
            raise

    async def mcp(self) -> "McpConnections":
        if self._mcp is None:
            from stillroom.tools.mcp import McpConnections  # it takes half a second

            self._mcp = await McpConnections().__aenter__()
        return self._mcp


class Session:
    """One trajectory's calls: several may run at once, those to one stateful tool set one after another."""

    def __init__(self, sandbox: Sandbox, initial: dict[str, Any]) -> None:
        self._sandbox = sandbox
        self._owners = {room.owner: room for room in sandbox.rooms.values() if room.owner}
        self._initial = initial
        self._idle: defaultdict[Room, list[Process]] = defaultdict(list)
        self._busy: set[Process] = set()
        self._turn: defaultdict[Room, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._folder: Path | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill all that the session has started, and remove its folder."""
        processes = [*self._busy, *itertools.chain.from_iterable(self._idle.values())]
        await asyncio.gather(*(process.end() for process in processes))
        if self._folder:
            await asyncio.to_thread(remove_scratch, self._folder)

    async def call(self, call: ToolCall) -> Execution:
        """Run one call; wait for a free worker first if all are at work.

        The result is a text as the tool returned it, anything else as canonical JSON. Whatever a model or a tool does wrong
        is an execution that is not `ok`, whose result begins with "Error: ". `seconds` is the wall-clock time of the tool.

        Raises:
            ToolError: no process can be started.
        """
        tools = self._sandbox.tools
        tool = tools.get(call.name)
        if tool is None:
            name = call.name if call.name.isidentifier() and call.name.isascii() else ascii(call.name)
            return _execution(
                call, False, f"Error: there is no tool {name[:80]}; there is {', '.join(tools) or 'none'}."
            )
        if problem := argument_problem(tool.spec, call.arguments):
            return _execution(call, False, f"Error: {problem}")
        match tool.implementation:
            case PythonCode(entry=entry):
                wanted = {"tool": tool.name, "entry": entry, "arguments": call.arguments}
                return await self._in_process(call, tool, {"call": wanted})
            case CommandLine(arguments=template):
                words = fill(template, with_defaults(tool.parameters, call.arguments))
                wanted = {"tool": tool.name, "arguments": list(map(in_text, words))}
                return await self._in_process(call, tool, {"program": wanted})
            case HttpRequest():
                from stillroom.tools import http  # it takes a fifth of a second

                return await self._outside(call, http.request(tool, call.arguments))
            case McpTool(server=server, tool=name):
                connections = await self._sandbox.mcp()
                return await self._outside(call, connections.call(server, name, call.arguments, tool.time_limit))
        return _execution(call, False, f"Error: {tool.name} has no implementation yet, only a description.")

    async def state(self) -> State:
        """The state of the stateful tool sets that was reached; {} where there are none.

        It is what can be spelt in JSON (`worker/calls.py: plain`) of the attributes whose names begin with no underscore. That of
        a set whose code fails, or whose answer is none, is left out.

        Raises:
            ToolError: no process can be started.
        """
        state = {}
        for owner, room in self._owners.items():
            with contextlib.suppress(LoadError, TimeoutError, msgspec.DecodeError):
                async with self._process(room) as process:
                    answer = await process.ask(_STATE_LIMIT, {"state": True}, STATE)
                    if answer and answer.ok:
                        state[owner] = msgspec.json.decode(answer.text, type=dict[str, Any])
        return state

    async def _in_process(self, call: ToolCall, tool: Tool, request: dict[str, Any]) -> Execution:
        room = self._sandbox.rooms[tool.name]
        started = time.perf_counter()
        try:
            async with self._process(room) as process:
                started = time.perf_counter()
                answer = await process.ask(tool.time_limit, request)
                seconds = time.perf_counter() - started
        except LoadError as error:
            return _execution(call, False, f"Error: {error}")
        except TimeoutError:
            answer, seconds = None, time.perf_counter() - started
            said = too_slow(tool.name, tool.time_limit)
        else:
            said = f"Error: the process of {tool.name} ended before it returned."
        if answer:
            return _execution(call, answer.ok, answer.text, seconds, answer.line, answer.printed)
        return _execution(call, False, f"{said} What {room.owner} held is lost." if room.owner else said, seconds)

    async def _outside(self, call: ToolCall, made: Awaitable[tuple[bool, str]]) -> Execution:
        async with self._sandbox.slots:
            started = time.perf_counter()
            ok, text = await made
            return _execution(call, ok, text, time.perf_counter() - started)

    @contextlib.asynccontextmanager
    async def _process(self, room: Room) -> AsyncIterator[Process]:
        """A process of this session for a room, used before or new. One that did not answer is ended with the block."""
        idle = self._idle[room]
        async with self._turn[room] if room.owner else contextlib.nullcontext(), self._sandbox.slots:
            process = idle.pop() if idle else await self._begin(room)
            self._busy.add(process)
            try:
                yield process
            finally:
                self._busy.discard(process)
                if process.answered:
                    idle.append(process)
                else:
                    await process.end()

    async def _begin(self, room: Room) -> Process:
        host = await self._sandbox.host(room)
        self._folder = self._folder or make_scratch(self._sandbox.folder)
        return await host.begin(self._folder, self._initial_of(room.owner))

    def _initial_of(self, owner: str) -> dict[str, Any]:
        keyed = bool(self._initial) and self._initial.keys() <= self._owners.keys()
        if keyed or len(self._owners) > 1:
            given: dict[str, Any] = self._initial.get(owner, {})
            return given
        return self._initial


def _execution(
    call: ToolCall, ok: bool, result: str, seconds: float = 0.0, line: int = 0, printed: str = ""
) -> Execution:
    return Execution(call.id, call.name, call.arguments, ok, result, seconds, line=line, printed=printed)
