"""How close teaching comes to what a server could give: one that answers each call after 200 ms, with 64 and 256 calls in flight.

    .venv/bin/python tests/benchmarks/teaching.py [--rounds 16] [--repeat 3] [--in-flight 64 256] [--smolagents PYTHON]

Once each task is two calls of the teacher and one of a tool that really runs, in a process of the task's own; once it is one call
of the teacher alone. Beside it the same calls with OpenAI's SDK alone, as its documentation has it. The ideal is the calls in
flight divided by 0.2 s; the first two and the last two tasks of each worker do not count, since not all are at work then. The
server is a process of its own on the same machine, and so has a part in what is missing: the processor time of a call in both is
printed, and how busy the machine was with all that ran on it. Memory is weighed in a run of its own, when half of the tasks are done.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from teacher_server import DELAY, serve

from stillroom import work
from stillroom.jobs import Finished, Progress, run_here
from stillroom.project import Project
from stillroom.store import Task, WorkedCall
from stillroom.teacher import teacher_at
from stillroom.trajectories import TeachParams

SMOLAGENTS = Path(__file__).with_name("smolagents_in_threads.py")
TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}


class Moment(msgspec.Struct):
    """When it was (seconds since 1970), and the seconds of processor time that had gone: here, in the server, on all cores."""

    at: float
    here: float
    server: float
    machine: float


def now(server: psutil.Process) -> Moment:
    times, used = psutil.cpu_times(), server.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    busy = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0) - idle
    return Moment(time.time(), time.process_time(), used.user + used.system, busy)


class Measured(msgspec.Struct):
    """Calls a second, and for each call the milliseconds of processor time here and in the server; the machine's load, 0 to 1."""

    speed: float
    here: float
    server: float
    busy: float
    memory: tuple[float, float] = (0.0, 0.0)


def between(first: Moment, last: Moment, calls: int) -> Measured:
    seconds = last.at - first.at
    return Measured(
        calls / seconds,
        1e3 * (last.here - first.here) / calls,
        1e3 * (last.server - first.server) / calls,
        (last.machine - first.machine) / seconds / (os.cpu_count() or 1),
    )


def memory_mb(process: psutil.Process) -> float:
    """What a process has, with its part of what it shares with others (PSS) where the system tells that."""
    try:
        told = process.memory_full_info()
    except psutil.NoSuchProcess:
        return 0.0
    return getattr(told, "pss", told.rss) / 1e6


def teach(base_url: str, server: int, rounds: int, in_flight: int, with_tools: bool, weigh: bool, result: Any) -> None:
    """Teach in this process, and send what came out; where the memory is weighed, the speed does not count."""
    tasks = in_flight * rounds // (2 if with_tools else 1)
    asked, memory = psutil.Process(server), (0.0, 0.0)
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "project") as project:
        project.store.set_tools([TOOL])
        project.store.add_tasks(map(shout if with_tools else greet, range(tasks)))
        spec = work.teach(project, TeachParams(concurrency=in_flight, teacher=teacher_at(base_url, "stand-in")))
        moments = []
        for event in run_here(spec):
            if isinstance(event, Progress) and event.done in (2 * in_flight, tasks - 2 * in_flight):
                moments.append(now(asked))
            if weigh and isinstance(event, Progress) and event.done == tasks // 2:
                own = memory_mb(psutil.Process())
                memory = (own, own + sum(map(memory_mb, psutil.Process().children(recursive=True))))
        assert isinstance(event, Finished), event
        assert event.result["accepted"] == tasks, event
        between_them = (
            moment.at for moment in moments
        )  # tasks are kept in bursts, so they say less of how many calls there were
        calls = project.store._value("SELECT count(*) FROM payments WHERE created BETWEEN ? AND ?", *between_them)
    result.send(msgspec.structs.replace(between(*moments, calls), memory=memory))


def shout(n: int) -> Task:
    """Two calls of the teacher, and one of the tool in a process of the task's own."""
    return Task(f"task-{n}", f"Shout w{n}.", solution=((WorkedCall("shout", {"text": f"w{n}"}),),))


def greet(n: int) -> Task:
    """One call of the teacher, and none of a tool."""
    return Task(f"task-{n}", f"Hello number {n}.", kind="chat", answer="Hello.")


def ask_alone(base_url: str, server: int, rounds: int, in_flight: int, result: Any) -> None:
    """The calls of `greet` with OpenAI's SDK alone: nothing is read, checked or kept of what comes."""
    import openai

    asked = psutil.Process(server)
    moments: list[Moment] = []
    done = 0

    async def ask(sdk: openai.AsyncOpenAI) -> None:
        nonlocal done
        for n in range(rounds):
            said: Any = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": f"Hello number {n}."}]
            function: Any = {name: TOOL[name] for name in ("name", "description", "parameters")}
            stream = await sdk.chat.completions.create(
                model="stand-in",
                messages=said,
                tools=[{"type": "function", "function": function}],
                stream=True,
                stream_options={"include_usage": True},
            )
            async for _ in stream:
                pass
            done += 1
            if done in (2 * in_flight, (rounds - 2) * in_flight):
                moments.append(now(asked))

    async def ask_all() -> None:
        async with openai.AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0) as sdk:
            await asyncio.gather(*(ask(sdk) for _ in range(in_flight)))

    asyncio.run(ask_all())
    result.send(between(*moments, in_flight * (rounds - 4)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=16, help="calls for each one in flight; even, at least 10")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--in-flight", type=int, nargs="+", default=[64, 256])
    parser.add_argument(
        "--smolagents", metavar="PYTHON", help="a Python that has smolagents[openai], to do the same work"
    )
    options = parser.parse_args()
    processes = multiprocessing.get_context("spawn")
    receive, send = processes.Pipe(duplex=False)
    over = processes.Event()
    server = processes.Process(target=serve, args=(send, over))
    server.start()
    base_url = receive.recv()

    def run(what: Any, *settings: Any) -> Measured:
        child = processes.Process(target=what, args=(base_url, server.pid, options.rounds, *settings, send))
        child.start()
        told = receive.recv()
        child.join()
        return told

    def tell(what: str, in_flight: int, runs: list[Measured], memory: str) -> None:
        speeds = sorted(run.speed for run in runs)
        here, its, busy = (statistics.median(getattr(run, name) for run in runs) for name in ("here", "server", "busy"))
        middle, ideal = statistics.median(speeds), in_flight / DELAY
        print(
            f"{in_flight} {what}, {options.rounds * in_flight} calls: {middle:.0f} calls/s "
            f"({speeds[0]:.0f} to {speeds[-1]:.0f}, {len(speeds)} runs) of {ideal:.0f}, that is {middle / ideal:.0%}; "
            f"{here:.2f} ms of a processor for each call and {its:.2f} in the server, all cores {busy:.0%} busy{memory}",
            flush=True,
        )

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; load before {os.getloadavg()[0]:.1f}")
    for in_flight in options.in_flight:
        for with_tools in (True, False):
            runs = [run(teach, in_flight, with_tools, False) for _ in range(options.repeat)]
            job, everything = run(teach, in_flight, with_tools, True).memory
            what = "in flight, a tool in each task" if with_tools else "in flight, no tools"
            tell(what, in_flight, runs, f"; {job:.0f} MB, with the tools' processes {everything:.0f} MB")
        runs = [run(ask_alone, in_flight) for _ in range(options.repeat)]
        tell("in flight, OpenAI's SDK alone", in_flight, runs, "")
        if options.smolagents:
            tasks = options.rounds * in_flight // 2
            words = [options.smolagents, SMOLAGENTS, base_url, str(tasks), str(in_flight)]
            told = [
                json.loads(subprocess.run(words, check=True, capture_output=True).stdout.splitlines()[-1])
                for _ in range(options.repeat)
            ]
            speeds = sorted(each["calls_per_second"] for each in told)
            print(
                f"{in_flight} threads of smolagents, {told[0]['calls']} calls: {statistics.median(speeds):.0f} calls/s "
                f"({speeds[0]:.0f} to {speeds[-1]:.0f}, {len(speeds)} runs), "
                f"that is {statistics.median(speeds) / in_flight * DELAY:.0%}; {told[0]['memory_mb']:.0f} MB",
                flush=True,
            )
    over.set()
    server.join()


if __name__ == "__main__":
    main()
