"""How quickly 100,000 trajectories of one project are listed, counted, chosen from and decided on.

    .venv/bin/python tests/benchmarks/reviewing.py [--window] [--trajectories 100000] [--rounds 5]

- Without `--window`: milliseconds of the processor for each query, the median of the rounds and the slowest.
- With it: the real page Review in the window, on Qt's platform without a screen unless there is a display. Milliseconds of the
  clock from a click until what was asked for is painted, and beside it the longest gap between two beats of a 10 ms timer
  meanwhile: so long a key or a click would have had to wait. It needs a quiet machine; the load that it found is printed.
"""

import argparse
import itertools
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from stillroom.conversation import Message, ToolCall, Trajectory
from stillroom.project import Project
from stillroom.store import Chosen, Execution, Kind, Run, Store, Task, Verdict

BEAT_MS = 10
KINDS: tuple[Kind, ...] = ("call", "chain", "parallel")


def fill(store: Store, count: int) -> None:
    """Each task has one trajectory of four messages; one in ten is rejected, and one tool in a thousand is rare."""
    store.start_run(Run("teach", "teach", "done", 0.0))
    tool_set = store.keep_tool_set([])
    store.add_tasks(
        Task(f"task-{n}", _asked(n), kind=KINDS[n % 3], family=f"family-{n % 50}") for n in range(count)
    )  # fmt: skip
    store._connection.execute("PRAGMA synchronous = OFF")  # to fill it sooner; reading is the same
    for n in range(count):
        tool = "rare" if n % 1000 == 999 else "encrypt"
        call = ToolCall("call", tool, {"n": n})
        messages = (
            Message("system", "Be brief."),
            Message("user", _asked(n)),
            Message("assistant", thought="Encrypt it.", tool_calls=(call,)),
            Message("tool", "done", tool_call_id="call", name=tool),
            Message("assistant", "Done."),
        )
        verdicts = [Verdict("format", True), Verdict("check", n % 10 != 0, "" if n % 10 else "It was another key.")]
        executions = [Execution("call", tool, {"n": n}, True, "done", 0.01)]
        store.add_trajectory(
            Trajectory(f"trajectory-{n}", f"task-{n}", "agent", tool_set, messages), "teach", executions, verdicts
        )


def _asked(n: int) -> str:
    return f"Please encrypt number {n} with the key {n % 26}."


def measure_queries(store: Store, count: int, rounds: int) -> None:
    tasks = store.taught_ids(Chosen())
    middle = tasks[count // 2 : count // 2 + 64]
    asked: dict[str, Callable[[], object]] = {
        "first page of 50": lambda: store.taught_rows(limit=50),
        "64 rows in the middle": lambda: store.rows_of(middle),
        "all, in their order": lambda: store.taught_ids(Chosen()),
        "all, the newest first": lambda: store.taught_ids(Chosen(), "newest"),
        "those that need a look": lambda: store.taught_ids(Chosen("needs_look")),
        "a rare tool": lambda: store.taught_ids(Chosen(tool="rare")),
        "a text": lambda: store.taught_ids(Chosen(text="number 4711")),
        "counts of the window": store.taught_counts,
        "counts beside the filters": store.review_choices,
        "a decision": lambda: store.add_review(True, f"trajectory-{count // 2}"),
        "its undoing": lambda: store.undo_review(f"trajectory-{count // 2}"),
    }
    for name, ask in asked.items():
        taken = []
        for _ in range(rounds):
            started = time.process_time()
            ask()
            taken.append((time.process_time() - started) * 1000)
        print(f"{name:26} {statistics.median(taken):9.1f} ms (slowest {max(taken):.1f}, n = {len(taken)})", flush=True)


class Seen:
    """The window, with what a user does in it timed."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        from stillroom_desktop.app import make_application
        from stillroom_desktop.window import Window
        from stillroom_desktop.workspace import Workspace

        self._app = make_application()
        self.window = Window(Workspace())
        self.window.resize(1440, 900)
        self.window.show()
        self._beats: list[float] = []
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start()
        self._taken: dict[str, list[float]] = {}
        self._gaps: dict[str, float] = {}

    @property
    def page(self) -> Any:
        return self.window.page

    def time(self, name: str, do: Callable[[], object], done: Callable[[], bool]) -> None:
        """Do it, and let the window run until it is done and painted."""
        self.wait(lambda: True, 50)
        self._beats.clear()
        self._beats.append(time.perf_counter())
        started = time.perf_counter()
        do()
        self.wait(done)
        self.page.list.viewport().repaint()
        self._taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        self.wait(lambda: True, 50)
        gap = max(later - before for before, later in itertools.pairwise(self._beats)) * 1000
        self._gaps[name] = max(self._gaps.get(name, 0.0), gap)

    def wait(self, done: Callable[[], bool], least_ms: int = 0) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop, until = QEventLoop(), time.perf_counter() + least_ms / 1000
        look = QTimer(interval=1)
        look.timeout.connect(lambda: loop.quit() if time.perf_counter() >= until and done() else None)
        look.start()
        loop.exec()

    def report(self) -> None:
        for name, taken in self._taken.items():
            middle, most = statistics.median(taken), max(taken)
            gap = self._gaps[name]
            print(f"{name:26} {middle:8.1f} ms (slowest {most:.1f}, n = {len(taken)}); longest gap {gap:.0f} ms")


def measure_window(folder: Path, count: int, rounds: int) -> None:
    seen = Seen()
    workspace = seen.window.workspace
    for number in range(rounds):
        workspace.close()
        workspace.open(folder)
        seen.wait(lambda: workspace.hardware is not None, 200)
        seen.time("open the page", lambda: seen.window.go("review"), lambda: seen.page.list.count == count)
        seen.wait(lambda: not seen.page._counter.busy)
        review(seen, seen.page, count, f"number {1000 + number}")
    seen.report()
    seen.window.close()
    workspace.close()


def review(seen: Seen, page: Any, count: int, text: str) -> None:
    """What a user does on the page, once or several times."""
    state, search, bar = page.filters.state, page.filters.search, page.list.verticalScrollBar()

    def is_all() -> bool:
        return bool(page.list.count == count)

    def is_less() -> bool:
        return bool(page.list.count < count)

    def scroll(place: int) -> None:
        bar.setValue(bar.maximum() * (place * 7 % 41) // 41)

    seen.time("show what needs a look", lambda: state.set_value("needs_look"), is_less)
    seen.time("show all again", lambda: state.set_value(""), is_all)
    seen.time("find a text (150 ms pause)", lambda: search.setText(text), is_less)
    seen.time("show all again", page.filters.show_all, is_all)
    for place in range(1, 41):
        seen.time("scroll to a far screenful", partial(scroll, place), lambda: True)
    page.list.step(-count)
    for name in ["next"] * 40 + ["accept"] * 10:
        seen.time(f"key: {name}", page._keys[name].trigger, lambda: True)
    seen.wait(lambda: not page._counter.busy, 1500)
    page.list.selectAll()
    seen.time("reject all of them", page._keys["reject"].trigger, lambda: not page.decisions.busy)
    seen.time("take that back", page.undo, lambda: not page.decisions.busy)
    seen.wait(lambda: not (page._counter.busy or page._lister.busy), 1500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--window", action="store_true", help="measure the page in the window")
    parser.add_argument("--trajectories", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    print(f"{platform.platform()}, {psutil.cpu_count()} cores, Python {platform.python_version()}, load {load}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["STILLROOM_CONFIG"] = str(Path(home, "config"))
        folder = Path(home, "project")
        with Project.create(folder) as project:
            fill(project.store, options.trajectories)
            if not options.window:
                measure_queries(project.store, options.trajectories, options.rounds)
        if options.window:
            measure_window(folder, options.trajectories, options.rounds)


if __name__ == "__main__":
    main()
