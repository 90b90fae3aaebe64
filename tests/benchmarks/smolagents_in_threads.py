"""The same work as teaching.py's, done by smolagents' own loop in threads; teaching.py runs it with the Python that has smolagents.

    PYTHON tests/benchmarks/smolagents_in_threads.py BASE_URL TASKS THREADS

Prints calls per second, once each thread has had an answer, and the memory of the process in MB, as JSON. Its tool runs in the
process itself, not in one of its own.
"""

import json
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from smolagents import LogLevel, OpenAIServerModel, ToolCallingAgent, tool


@tool
def shout(text: str) -> str:
    """Write a text in capital letters.

    Args:
        text: The text.
    """
    return text.upper()


class Timed(OpenAIServerModel):  # type: ignore[misc]
    """Notes when each answer came."""

    answers: list[float] = []  # noqa: RUF012 - one list for all threads

    def generate(self, *arguments: Any, **options: Any) -> Any:
        reply = super().generate(*arguments, **options)
        self.answers.append(time.monotonic())
        return reply


def main() -> None:
    base_url, tasks, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    local = threading.local()

    def work(n: int) -> None:
        if not hasattr(local, "model"):
            local.model = Timed(model_id="stand-in", api_base=base_url, api_key="none")
        agent = ToolCallingAgent(tools=[shout], model=local.model, max_steps=5, verbosity_level=LogLevel.OFF)
        assert agent.run(f"Shout w{n}.") == f"W{n}!"

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(tasks)))
    ended = sorted(Timed.answers)
    speed = (len(ended) - threads) / (ended[-1] - ended[threads - 1])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(json.dumps({"calls": len(ended), "calls_per_second": speed, "memory_mb": memory}))


if __name__ == "__main__":
    main()
