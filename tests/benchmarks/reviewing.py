"""How quickly 100,000 trajectories of one project are listed, counted, chosen from and decided on.

    .venv/bin/python tests/benchmarks/reviewing.py [--trajectories 100000] [--rounds 5]

Prints milliseconds of the processor for each query: the median of the rounds, and the slowest.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.store import Chosen, Execution, Run, Store, Task, Verdict


def fill(store: Store, count: int) -> None:
    """Each task has one trajectory of four messages; one in ten is rejected, and one tool in a thousand is rare."""
    store.start_run(Run("teach", "teach", "done", 0.0))
    tool_set = store.keep_tool_set([])
    store.add_tasks(Task(f"task-{n}", f"Please encrypt number {n} with the key {n % 26}.") for n in range(count))
    store._connection.execute("PRAGMA synchronous = OFF")  # to fill it sooner; reading is the same
    for n in range(count):
        tool = "rare" if n % 1000 == 999 else "encrypt"
        call = ToolCall("call", tool, {"n": n})
        messages = (
            Message("system", "Be brief."),
            Message("user", f"Please encrypt number {n} with the key {n % 26}."),
            Message("assistant", thought="Encrypt it.", tool_calls=(call,)),
            Message("tool", "done", tool_call_id="call", name=tool),
            Message("assistant", "Done."),
        )
        verdicts = [Verdict("format", True), Verdict("check", n % 10 != 0, "" if n % 10 else "It was another key.")]
        executions = [Execution("call", tool, {"n": n}, True, "done", 0.01)]
        store.add_trajectory(
            Trajectory(f"trajectory-{n}", f"task-{n}", "agent", tool_set, messages), "teach", executions, verdicts
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trajectories", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    count = options.trajectories
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "project.db", create=True)
        fill(store, count)
        asked: dict[str, Callable[[], object]] = {
            "first page of 50": lambda: store.taught_rows(limit=50),
            "page in the middle": lambda: store.taught_rows(after=count // 2, limit=50),
            "rejected, first page": lambda: store.taught_rows(Chosen("rejected"), limit=50),
            "a rare tool, first page": lambda: store.taught_rows(Chosen(tool="rare"), limit=50),
            "nothing fits": lambda: store.taught_rows(Chosen(tool="none"), limit=50),
            "counts": store.review_counts,
            "counts of the window": store.taught_counts,
            "all rows": store.taught_rows,
            "a decision": lambda: store.add_review(True, f"trajectory-{count // 2}"),
            "its undoing": lambda: store.undo_review(f"trajectory-{count // 2}"),
        }
        for name, ask in asked.items():
            taken = []
            for _ in range(options.rounds):
                started = time.process_time()
                ask()
                taken.append((time.process_time() - started) * 1000)
            print(f"{name:26} {statistics.median(taken):9.1f} ms (slowest {max(taken):.1f}, n = {len(taken)})")
        store.close()


if __name__ == "__main__":
    main()
