"""How quickly the page Tasks opens, chooses, sorts and scrolls among 100,000 tasks of one project, and what importing them takes.

    .venv/bin/python tests/benchmarks/asking.py [--tasks 100000] [--rounds 5] [--import 20000]

Prints milliseconds of the processor for each: the median of the rounds, and the slowest. With --import a CSV file of so many rows is
imported as well, in this process: the window does it in a child.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TOOLS = [f"tool_{n}" for n in range(9)]
KINDS = ("call", "chain", "parallel", "ask_back", "no_tool", "chat")


def fill(folder: Path, count: int) -> None:
    """Tasks of nine tools and 700 families, each with a worked call."""
    from stillroom.project import Project
    from stillroom.store import Task, WorkedCall

    with Project.create(folder) as project:
        project.store._connection.execute("PRAGMA synchronous = OFF")  # to fill it sooner; reading is the same
        project.store.add_tasks(
            Task(
                f"task-{n}",
                f"Please encrypt the text number {n} that I wrote to my aunt in May, with the key {n % 26}, and tell me.",
                KINDS[n % 6],
                f"family-{n % 700}",
                solution=((WorkedCall(TOOLS[n % 9], {"text": f"the text {n}", "key": n % 26}),),),
            )
            for n in range(count)
        )


def measure(name: str, rounds: int, act: Callable[[], object], before: Callable[[], object] = lambda: None) -> None:
    taken = []
    for _ in range(rounds):
        before()
        started = time.process_time()
        act()
        taken.append((time.process_time() - started) * 1000)
    print(f"{name:34} {statistics.median(taken):9.1f} ms (slowest {max(taken):.1f}, n = {len(taken)})")


def page(folder: Path, count: int, rounds: int) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from stillroom_desktop.app import make_application
    from stillroom_desktop.pages.tasks import TasksPage
    from stillroom_desktop.workspace import Workspace

    app = make_application()
    workspace = Workspace()
    assert workspace.open(folder)

    def shown(act: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            act()
            QApplication.processEvents()

        return done

    def opened() -> TasksPage:
        made = TasksPage(workspace)
        made.resize(1200, 900)
        made.show()
        QApplication.processEvents()
        return made

    measure("page opened", rounds, opened)
    tasks = opened()
    assert tasks.table.count == count
    filters, bar = tasks.filters, tasks.table.verticalScrollBar()
    reset = shown(filters.reset)
    measure("a cell of the grid chosen", rounds, shown(lambda: tasks._choose_cell("tool_3", "kind", "chain")), reset)
    measure("a kind chosen", rounds, shown(lambda: filters.kind.set_value("chain")), reset)

    def search(text: str) -> Callable[[], None]:
        def act() -> None:
            filters.search.blockSignals(True)
            filters.search.setText(text)
            filters.search.blockSignals(False)
            filters._tell()

        return shown(act)

    measure("a text found in a few", rounds, search("number 777"), reset)
    measure("a text found nowhere", rounds, search("nowhere"), reset)
    reset()
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    for column, name in enumerate(("number", "task", "kind", "family")):
        measure(
            f"sorted by {name}",
            rounds,
            shown(lambda column=column: tasks.table.sortByColumn(column, down)),  # type: ignore[misc]
            shown(lambda: tasks.table.sortByColumn(0, up)),
        )
    measure("scrolled to the end", rounds, shown(lambda: bar.setValue(bar.maximum())), shown(lambda: bar.setValue(0)))
    measure("drawn anew after a change", rounds, shown(lambda: (setattr(tasks, "_says", None), tasks.refresh())))
    tasks.close()
    workspace.close()
    app.quit()


def imported(folder: Path, count: int) -> None:
    from stillroom.jobs import Finished, JobSpec, run_here
    from stillroom.project import Project

    path = folder / "asked.csv"
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 9))) for _ in range(2000)]
    with path.open("w") as file:
        file.write("question;kind\n")
        for n in range(count):
            file.write(f"Tell me about {' '.join(chance.choices(words, k=9))} number {n};call\n")
    with Project.create(folder / "imported"):
        pass
    started = time.process_time()
    params = {"path": str(path), "mapping": {"prompt": "question"}}
    *_, last = run_here(JobSpec("stillroom.tasks:import_tasks", "import", str(folder / "imported"), "import-1", params))
    assert isinstance(last, Finished), last
    print(f"{'imported':34} {time.process_time() - started:9.1f} s for {count} rows, {last.result['added']} added")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--import", dest="imports", type=int, metavar="ROWS", default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "QT_QPA_PLATFORM": "offscreen",
            "STILLROOM_CONFIG": f"{home}/config",
            "STILLROOM_CACHE": f"{home}/cache",
        }
        fill(Path(home) / "project", options.tasks)
        page(Path(home) / "project", options.tasks, options.rounds)
        if options.imports:
            imported(Path(home), options.imports)


if __name__ == "__main__":
    sys.exit(main())
