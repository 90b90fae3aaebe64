"""The window's start, its memory, and whether it answers while work runs.

    .venv/bin/python tests/benchmarks/window.py [--starts 5] [--work train] [--page overview] [--tasks 1000]

- Start: from the start of the process until the window has been shown and painted, and what its memory (RSS) is when it then
  rests, on the sample project with everything taught. Median, least and most of some starts, each in a process of its own.
- Heartbeat: a timer that beats every 10 ms while a child process really teaches the sample's tasks, or really trains the sample's
  student for a few steps on all cores, and a page follows it. Printed is the longest gap between two beats: so long a key or a
  click would have had to wait. The first plot of a training loads what draws it, which counts. `--work model` lets a model teach
  instead: a stand-in on this machine, a process of its own, that answers after 200 ms, with 64 and with 256 tasks at a time, each
  two calls of the teacher and one of a tool.

It needs a quiet machine; the load that it found is printed, too. Without a display it runs on Qt's platform without a screen, where painting goes to memory.
"""

import argparse
import itertools
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from teacher_server import serve
from teaching import TOOL, shout

PAGES = {
    "teach": ("overview", "teach", "review", "tasks"),
    "train": ("train", "overview"),
    "model": ("teach", "overview"),
}
AT_ONCE = (64, 256)
STEPS = 6
BEAT_MS = 10
AIM_MS = 50
REST_SECONDS = 2.0

Beat = tuple[float, float]
"""When it was, and the processor time of the thread until then, both in seconds."""

START = """
import sys, time
from PySide6.QtCore import QTimer
from stillroom_desktop import app, window

class Window(window.Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self):
        if self.workspace.project and not hasattr(self, "told"):
            self.told = True
            print(time.time(), flush=True)

app.Window = Window
sys.exit(app.run(None, sample=True))
"""
"""The window as `stillroom --sample` opens it; it prints the time (seconds since 1970) when the project has been painted."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the window.")
    parser.add_argument("--starts", type=int, default=5, help="how many starts; 0 measures none")
    parser.add_argument("--work", choices=PAGES, help="only the heartbeat while this is done")
    parser.add_argument("--tasks", type=int, default=1000, help="how many tasks a model teaches")
    parser.add_argument("--page", choices=sorted(set().union(*PAGES.values())), help="only this page's heartbeat")
    words = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    load = ", ".join(f"{value:.1f}" for value in psutil.getloadavg())
    print(f"{platform.platform()}, {psutil.cpu_count()} cores, Python {platform.python_version()}, load {load}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["STILLROOM_CONFIG"] = str(Path(home, "config"))
        for work in [words.work] if words.work else PAGES:
            for page in [words.page] if words.page else PAGES[work]:
                if work == "model":
                    measure_model(Path(home, work, page), page, words.tasks)
                    continue
                print_beats(f"{work} seen on {page}", heartbeat(Path(home, work, page), work, page))
        if words.starts:
            measure_starts(Path(home), words.starts)


def print_beats(what: str, beats: list[Beat]) -> None:
    """Print the longest gap between two beats, how many were longer than is aimed at, and what the window itself did at most in one.

    The last is processor time of its thread: where other work takes the cores, the gaps are longer than that, and it is not.
    """
    pairs = list(itertools.pairwise(beats))
    gaps = [1000 * (later[0] - before[0]) for before, later in pairs]
    own = max(1000 * (later[1] - before[1]) for before, later in pairs)
    over = sum(gap > AIM_MS for gap in gaps)
    print(
        f"{what}: longest gap {max(gaps):.0f} ms in {len(beats)} beats of {BEAT_MS} ms, {over} over {AIM_MS} ms; "
        f"the window's own work between two beats took at most {own:.0f} ms of a processor",
        flush=True,
    )


def measure_model(folder: Path, page: str, tasks: int) -> None:
    """Print the heartbeat while a model teaches so many tasks."""
    processes = multiprocessing.get_context("spawn")
    receive, send = processes.Pipe(duplex=False)
    over = processes.Event()
    server = processes.Process(target=serve, args=(send, over))
    server.start()
    address = receive.recv()
    for at_once in AT_ONCE:
        began = time.monotonic()
        beats = heartbeat(folder / str(at_once), "model", page, address, at_once, tasks)
        seconds, load = time.monotonic() - began, psutil.getloadavg()[0]
        print_beats(
            f"{tasks} tasks of a model, {at_once} at a time, seen on {page}, in {seconds:.0f} s, load {load:.1f}", beats
        )
    over.set()
    server.join()


def measure_starts(home: Path, starts: int) -> None:
    """Print how long starts take, and what memory they end with."""
    from stillroom.settings import Settings

    Settings().set("projects_folder", str(home / "projects"))
    make_taught(home / "projects" / "cipher-desk", limit=None)
    measured = [start() for _ in range(starts)]
    for name, unit, values in (
        ("start until painted", "s", [seconds for seconds, _ in measured]),
        ("memory at rest", "MB", [megabytes for _, megabytes in measured]),
    ):
        digits = 2 if unit == "s" else 0
        middle, least, most = statistics.median(values), min(values), max(values)
        print(f"{name}: median {middle:.{digits}f} {unit} ({least:.{digits}f} to {most:.{digits}f}, {starts} starts)")


def make_taught(folder: Path, limit: int | None) -> None:
    """The sample project, so many of its tasks taught."""
    from stillroom.jobs import JobSpec, run_here
    from stillroom.tasks import make_project

    with make_project(folder, "cipher-desk") as project:
        spec = JobSpec("stillroom.trajectories:teach", "teach", str(project.folder), "teach-1", {"limit": limit})
        for _ in run_here(spec):
            pass


def start() -> tuple[float, float]:
    """Seconds until the window is painted, and its memory in MB of 10^6 bytes some seconds later."""
    began = time.time()
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        painted = float(process.stdout.readline())
        time.sleep(REST_SECONDS)
        memory = psutil.Process(process.pid).memory_info().rss / 1e6
        process.kill()
    return painted - began, memory


def make_untaught(folder: Path, tasks: int) -> None:
    """A project with one tool, and so many tasks for it."""
    from stillroom.project import Project

    folder.parent.mkdir(parents=True, exist_ok=True)
    with Project.create(folder) as project:
        project.store.set_tools([TOOL])
        project.store.add_tasks(map(shout, range(tasks)))


def heartbeat(folder: Path, work: str, page: str, address: str = "", at_once: int = 0, tasks: int = 0) -> list[Beat]:
    """When a timer beat while a page shows work being done; a model at an address works on so many tasks.

    A few tasks were taught before, so that the page has made what it shows: that takes longer, once.
    """
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from stillroom.teacher import teacher_at
    from stillroom.training import Recipe
    from stillroom.trajectories import TeachParams
    from stillroom_desktop.app import make_application
    from stillroom_desktop.theme import theme
    from stillroom_desktop.window import Window
    from stillroom_desktop.workspace import Workspace

    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    if work == "model":
        make_untaught(folder / "cipher-desk", tasks)
    else:
        make_taught(folder / "cipher-desk", limit=40)
    workspace = Workspace()
    window = Window(workspace)
    window.resize(1440, 900)
    window.show()
    assert workspace.open(folder / "cipher-desk")
    loop = QEventLoop()
    workspace.trust()
    for key in ("teach" if work == "model" else work, page):
        window.go(key)
        QTimer.singleShot(500, loop.quit)
        loop.exec()
    beats: list[Beat] = []
    timer = QTimer(interval=BEAT_MS)
    timer.timeout.connect(lambda: beats.append((time.perf_counter(), time.thread_time())))
    timer.start()
    match work:
        case "teach":
            job = workspace.teach()
        case "train":
            job = workspace.train(Recipe(max_steps=STEPS))
        case _:
            teacher = teacher_at(address, "stand-in")
            job = workspace.teach(params=TeachParams(concurrency=at_once, teacher=teacher))
    assert job
    window.go(page)
    job.ended.connect(lambda: QTimer.singleShot(500, loop.quit))
    loop.exec()
    timer.stop()
    assert job.state == "done", job.last
    window.close()
    window.deleteLater()
    return beats


if __name__ == "__main__":
    main()
