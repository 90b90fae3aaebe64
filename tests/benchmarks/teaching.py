"""How close teaching comes to what a server could give: one that answers each call after 200 ms, with 64 and 256 calls in flight.

    .venv/bin/python tests/benchmarks/teaching.py [--tasks 600] [--repeat 3] [--in-flight 64 256] [--smolagents PYTHON]

Once each task is two calls of the teacher and one of a tool that really runs, in a process of the task's own; once it is one call
of the teacher alone. The ideal is the calls in flight divided by 0.2 s. The server, a stand-in, is a process of its own on the
same machine, and so has a part in what is missing. Memory is weighed in a run of its own, when half of the tasks are done.
"""

import argparse
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from standins.providers.server import Asked, ProviderStandIn, Says

from stillroom import work
from stillroom.jobs import Finished, Progress, run_here
from stillroom.project import Project
from stillroom.store import Task, WorkedCall
from stillroom.teacher import teacher_at
from stillroom.trajectories import TeachParams

DELAY = 0.2
SMOLAGENTS = Path(__file__).with_name("smolagents_in_threads.py")
TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}


def teacher(asked: Asked) -> Says:
    """What the stand-in says."""
    if any(tool["function"]["name"] == "final_answer" for tool in asked.body.get("tools", ())):
        return smolagents_teacher(asked.body)
    messages = asked.body["messages"]
    asked.body.clear()  # the stand-in keeps what it was asked
    if "Hello" in messages[-1]["content"]:
        return Says("Hello.", delay=DELAY)
    if messages[-1]["role"] == "tool":
        return Says(f"{messages[-1]['content']}!", delay=DELAY)
    word = messages[1]["content"].removeprefix("Shout ").removesuffix(".")
    return Says(thought="Loudly.", calls=(("shout", {"text": word}),), delay=DELAY)


def smolagents_teacher(body: dict[str, Any]) -> Says:
    """The same for smolagents, which has a tool to answer with, and does not stream."""
    word = json.dumps(body["messages"]).partition("Shout ")[2].partition(".")[0]
    asked_first = len(body["messages"]) == 2  # the prompt and the task
    call = ("shout", {"text": word}) if asked_first else ("final_answer", {"answer": f"{word.upper()}!"})
    return Says(calls=(call,), delay=DELAY, whole=True)


def serve(address: Any, over: Any) -> None:
    """Run the stand-in until the benchmark is over."""
    with ProviderStandIn(lambda asked: teacher(Asked(asked.path, asked.headers, dict(asked.body), 0))) as server:
        address.send(server.base_url)
        over.wait()


def memory_mb(process: psutil.Process) -> float:
    """What a process has, with its part of what it shares with others (PSS) where the system tells that."""
    try:
        told = process.memory_full_info()
    except psutil.NoSuchProcess:
        return 0.0
    return getattr(told, "pss", told.rss) / 1e6


def measure(base_url: str, tasks: int, in_flight: int, with_tools: bool, weigh: bool, result: Any) -> None:
    """Teach so many tasks in this process, and send what came out; where the memory is weighed, the speed does not count."""
    memory = [0.0, 0.0]
    ended: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "project") as project:
        project.store.set_tools([TOOL])
        project.store.add_tasks(map(shout if with_tools else greet, range(tasks)))
        spec = work.teach(project, TeachParams(concurrency=in_flight, teacher=teacher_at(base_url, "stand-in")))
        for event in run_here(spec):
            if weigh and isinstance(event, Progress) and event.done == tasks // 2:
                own = memory_mb(psutil.Process())
                memory = [own, own + sum(map(memory_mb, psutil.Process().children(recursive=True)))]
        assert isinstance(event, Finished), event
        assert event.result["accepted"] == tasks, event
        ended = [row["created"] for row in project.store._rows("SELECT created FROM payments ORDER BY created")]
    # From the first answer to the last: a round of answers is on its way when the first comes.
    result.send(((len(ended) - in_flight) / (ended[-1] - ended[0]), *memory))


def shout(n: int) -> Task:
    """Two calls of the teacher, and one of the tool in a process of the task's own."""
    return Task(f"task-{n}", f"Shout w{n}.", solution=((WorkedCall("shout", {"text": f"w{n}"}),),))


def greet(n: int) -> Task:
    """One call of the teacher, and none of a tool."""
    return Task(f"task-{n}", f"Hello number {n}.", kind="chat", answer="Hello.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tasks", type=int, default=600)
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

    def run(*settings: Any) -> tuple[float, float, float]:
        child = processes.Process(target=measure, args=(base_url, *settings, send))
        child.start()
        told = receive.recv()
        child.join()
        return told

    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; load before {os.getloadavg()[0]:.1f}")
    for in_flight in options.in_flight:
        for with_tools in (True, False):
            tasks = options.tasks if with_tools else 2 * options.tasks
            speeds = sorted(run(tasks, in_flight, with_tools, False)[0] for _ in range(options.repeat))
            _, job, everything = run(tasks, in_flight, with_tools, True)
            middle, ideal = statistics.median(speeds), in_flight / DELAY
            print(
                f"{in_flight} in flight, {'a tool in each task' if with_tools else 'no tools'}, {2 * options.tasks} calls: "
                f"{middle:.0f} calls/s ({speeds[0]:.0f} to {speeds[-1]:.0f}, {len(speeds)} runs) of {ideal:.0f}, "
                f"that is {middle / ideal:.0%}; {job:.0f} MB, with the tools' processes {everything:.0f} MB",
                flush=True,
            )
        if options.smolagents:
            words = [options.smolagents, SMOLAGENTS, base_url, str(options.tasks), str(in_flight)]
            runs = [
                json.loads(subprocess.run(words, check=True, capture_output=True).stdout.splitlines()[-1])
                for _ in range(options.repeat)
            ]
            speeds = sorted(run["calls_per_second"] for run in runs)
            print(
                f"{in_flight} threads of smolagents, {runs[0]['calls']} calls: {statistics.median(speeds):.0f} calls/s "
                f"({speeds[0]:.0f} to {speeds[-1]:.0f}, {len(speeds)} runs), "
                f"that is {statistics.median(speeds) / in_flight * DELAY:.0%}; {runs[0]['memory_mb']:.0f} MB",
                flush=True,
            )
    over.set()
    server.join()


if __name__ == "__main__":
    main()
