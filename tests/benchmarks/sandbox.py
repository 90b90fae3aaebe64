"""What a tool's call costs in the sandbox beside a fresh Python for each call.

    .venv/bin/python tests/benchmarks/sandbox.py [CALLS]

All ways run the same function, in turn, in one run: a call in a session that is open, a call in a session of its own (a new process,
a new folder, both gone afterwards), and `python -c` for each call, which is neither confined nor kept from the next one. The
overhead is the wall-clock time of a call less that of the function itself in this process, which is under a microsecond.
"""

import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

from stillroom.conversation import ToolCall
from stillroom.tools import PythonCode, Sandbox, Tool

SOURCE = "def add(a, b):\n    return a + b\n"
SCHEMA = {"type": "object", "properties": {name: {"type": "integer"} for name in "ab"}, "required": ["a", "b"]}
TOOL = Tool("add", "Add two numbers.", SCHEMA, PythonCode(SOURCE, "add"))
FRESH = SOURCE + "import json, sys\nprint(json.dumps(add(**json.loads(sys.argv[1]))))"
CALL = ToolCall("call-1", "add", {"a": 2, "b": 3})
ROUNDS = 5


async def fresh() -> str:
    """What runs a call without a sandbox, started as quickly as asyncio can."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "-c", FRESH, json.dumps(CALL.arguments)), stdout=subprocess.PIPE
    )
    out, _ = await process.communicate()
    return out.decode().strip()


async def times(call: Callable[[], Awaitable[str]], count: int) -> list[float]:
    """The milliseconds that each of so many calls took, one after another."""
    taken = []
    for _ in range(count):
        started = time.perf_counter()
        assert await call() == "5"
        taken.append((time.perf_counter() - started) * 1000)
    return taken


async def at_once(call: Callable[[], Awaitable[str]], count: int, workers: int) -> float:
    """Calls a second, with so many at a time."""
    left = iter(range(count))

    async def work() -> None:
        for _ in left:
            assert await call() == "5"

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(workers)))
    return count / (time.perf_counter() - started)


async def measure(count: int) -> None:
    workers = os.cpu_count() or 1
    async with Sandbox([TOOL], workers) as sandbox, sandbox.session() as session:

        async def warm() -> str:
            return (await session.call(CALL)).result

        async def own() -> str:
            return (await sandbox.call(CALL)).result

        ways = {"in an open session": (warm, 10), "in a session of its own": (own, 1), "python -c": (fresh, 1)}
        taken: dict[str, list[float]] = {way: [] for way in ways}
        rates: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, (call, times_more) in ways.items():
                await times(call, 3)
                share = count * times_more // ROUNDS
                taken[way] += await times(call, share)
                rates[way].append(await at_once(call, share, workers))
    slowest = statistics.median(taken["python -c"])
    print(f"{platform.processor() or platform.machine()}, {workers} cores, Python {platform.python_version()}")
    print(f"not enforced: {' '.join(sandbox.unenforced) or 'nothing'}")
    for way, each in taken.items():
        percentiles = statistics.quantiles(each, n=100)
        print(
            f"{way:24} n = {len(each):5}: p50 {percentiles[49]:7.3f} ms, p99 {percentiles[98]:7.3f} ms,"
            f" {slowest / percentiles[49]:6.1f} times as quick at p50;"
            f" {statistics.median(rates[way]):6.0f} a second with {workers} at a time ({min(rates[way]):.0f} to {max(rates[way]):.0f})"
        )


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
