"""Tools run in child processes of their own: warm workers, each with limits and a scratch folder, replaced when one was stopped.

What is enforced, and where:
- Everywhere: a call has a time limit, after which its worker is killed with all that it started. A tool sees none of
  Stillroom's environment variables, so no key that stands in one. It works in an empty folder of its own, with the
  standard library alone. What it prints goes nowhere, what it returns is limited to 64 KiB. When Stillroom ends, however
  it ends, the workers do too (except on Linux not before a tool that is deep in C code comes back to Python).
- Linux and macOS: a file of at most 64 MiB, 128 open files, no core dump. Linux: 1 GiB of memory for each process, and no
  program gives more rights than Stillroom has (sudo does not work).
- Linux, where an ordinary user may make namespaces (`Sandbox.network_off` says so): no network, not even this computer's
  own; no sight of Stillroom's memory or environment, no signal to any other process, and nothing that a tool started can
  outlive its worker.

What is not enforced: a tool reads and writes the files its user may, reaches services through sockets that lie in the
file system (Docker's, for example), and may start programs. Without namespaces it has the network, and a process that
leaves its group lives on. On Windows there is no limit to memory or file size. Tools share the workers: one can spoil
what another returns, and a thread it leaves behind runs on until its worker ends. So this protects against mistakes and
runaway code, not against malice: start only tools that the user trusts.

A worker keeps its modules from call to call, and which worker takes a call is open. Functions should be pure: what one
keeps in a global, or in its scratch folder, may be there at the next call or not. The folder goes with its worker; only
when Stillroom is killed outright does it stay behind, in the system's folder for temporary files.
"""

import asyncio
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from stillroom.conversation import ToolCall, digest
from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools.arguments import argument_problem
from stillroom.tools.tool import PythonCode, Tool

_WORKER = Path(__file__).with_name("worker.py")
_START_LIMIT = 20.0
_LINE_LIMIT = 1 << 20  # 64 KiB of text is at most six times as long in JSON's escapes


_Line = TypeVar("_Line", bound=msgspec.Struct)


class _Hello(msgspec.Struct, frozen=True):
    network_off: bool


class _Answer(msgspec.Struct, frozen=True):
    id: int
    ok: bool
    text: str


class Sandbox:
    """Runs calls to a fixed set of tools, up to `workers` at once. Use it in an `async with` block."""

    def __init__(self, tools: Iterable[Tool], workers: int = 2) -> None:
        self._tools = {tool.name: tool for tool in tools}
        codes = (tool.implementation for tool in self._tools.values())
        self._modules = {digest(code.source): code.source for code in codes if isinstance(code, PythonCode)}
        # The slots: a warm worker, or None where one is still to be started. The warm ones are taken first.
        self._slots: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        self._running: set[_Worker] = set()
        self._count = workers
        self.network_off = False

    async def __aenter__(self) -> Self:
        """Start the first worker; the others start when they are needed.

        Raises:
            ToolError: no worker can be started.
        """
        first = await self._start()
        self.network_off = first.network_off
        for slot in [None] * (self._count - 1) + [first]:
            self._slots.put_nowait(slot)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(worker.end() for worker in self._running))

    async def call(self, call: ToolCall) -> Execution:
        """Run one call; wait for a free worker first if all are at work.

        The result is a text as the tool returned it, anything else as canonical JSON. Whatever a model or a tool does wrong
        is an execution that is not `ok`, whose result begins with "Error: ". `seconds` is the wall-clock time of the tool.

        Raises:
            ToolError: no worker can be started.
        """
        tool = self._tools.get(call.name)
        if tool is None:
            return _execution(
                call, False, f"Error: there is no tool {call.name}; there is {', '.join(self._tools) or 'none'}."
            )
        if problem := argument_problem(tool.spec, call.arguments):
            return _execution(call, False, f"Error: {problem}")
        if not isinstance(tool.implementation, PythonCode):
            return _execution(call, False, f"Error: {tool.name} has no implementation that runs here.")
        worker = await self._slots.get()
        try:
            if worker and not worker.alive:
                self._running.discard(worker)
                await worker.end()
                worker = None
            worker = worker or await self._start()
            started = time.perf_counter()
            ok, text = await worker.run(tool, tool.implementation, call.arguments)
            return _execution(call, ok, text, time.perf_counter() - started)
        finally:
            self._slots.put_nowait(worker)

    async def _start(self) -> "_Worker":
        worker = await _Worker.start(self._modules)
        self._running.add(worker)
        return worker


class _Worker:
    """One child process and its scratch folder."""

    def __init__(self, process: asyncio.subprocess.Process, scratch: str) -> None:
        self._process = process
        self._scratch = scratch
        self._calls = 0
        self.network_off = False

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    @classmethod
    async def start(cls, modules: dict[str, str]) -> Self:
        try:
            scratch = tempfile.mkdtemp(prefix="stillroom-tool-")
        except OSError as error:
            raise _no_worker(error.strerror or str(error)) from error
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", "-X", "utf8", str(_WORKER)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=_LINE_LIMIT,
                cwd=scratch,
                env=_environment(scratch),
                **_own_group(),
            )
        except BaseException as error:
            shutil.rmtree(scratch, ignore_errors=True)
            if isinstance(error, OSError):
                raise _no_worker(error.strerror or str(error)) from error
            raise
        worker = cls(process, scratch)
        try:
            async with asyncio.timeout(_START_LIMIT):
                hello = await worker._exchange({"modules": modules}, _Hello)
        except BaseException as error:
            await worker.end()
            if isinstance(error, TimeoutError):
                raise _no_worker(f"it did not answer within {_START_LIMIT:g} s") from error
            raise
        if hello is None:
            await worker.end()
            raise _no_worker(f"it ended at once, with status {process.returncode}")
        worker.network_off = hello.network_off
        return worker

    async def run(self, tool: Tool, code: PythonCode, arguments: dict[str, Any]) -> tuple[bool, str]:
        """Whether the call went well, and its text. A worker that has not answered is ended."""
        self._calls += 1
        request = {
            "id": self._calls,
            "tool": tool.name,
            "module": digest(code.source),
            "entry": code.entry,
            "arguments": arguments,
        }
        try:
            async with asyncio.timeout(tool.time_limit):
                answer = await self._exchange(request, _Answer)
        except TimeoutError:
            await self.end()
            return False, f"Error: {tool.name} took longer than {tool.time_limit:g} s and was stopped."
        except BaseException:
            await self.end()
            raise
        if answer is None or answer.id != self._calls:
            await self.end()
            return False, f"Error: the process of {tool.name} ended before it returned."
        return answer.ok, answer.text

    async def _exchange(self, message: dict[str, Any], kind: type[_Line]) -> _Line | None:
        """Send a line and read one; None if the worker has ended or wrote something else than that kind of answer."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            await self._process.stdin.drain()
            return msgspec.json.decode(await self._process.stdout.readline(), type=kind)
        except (ConnectionError, ValueError):  # no line, one beyond the limit, or one that is no such answer
            return None

    async def end(self) -> None:
        """Kill the process with all that it started, and remove its folder."""
        _kill(self._process)
        assert self._process.stdin
        self._process.stdin.close()
        await self._process.wait()
        await asyncio.to_thread(shutil.rmtree, self._scratch, ignore_errors=True)


def _environment(scratch: str) -> dict[str, str]:
    """What a tool sees of the environment: where programs lie, and its scratch folder for everything else."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), scratch)


def _own_group() -> dict[str, Any]:
    """A group of its own: it can be killed as a whole, and Ctrl-C in a terminal does not reach it."""
    if sys.platform == "win32":
        import subprocess

        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _kill(process: asyncio.subprocess.Process) -> None:
    if sys.platform == "win32":
        import psutil

        with contextlib.suppress(psutil.NoSuchProcess):
            for child in psutil.Process(process.pid).children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            process.kill()
    else:
        import signal

        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _execution(call: ToolCall, ok: bool, result: str, seconds: float = 0.0) -> Execution:
    return Execution(call.id, call.name, call.arguments, ok, result, seconds)


def _no_worker(reason: str) -> ToolError:
    return ToolError(
        "Tools cannot run here",
        f"The process in which tools run could not be started: {reason}.",
        "Free some memory or disk space, then try again.",
    )
