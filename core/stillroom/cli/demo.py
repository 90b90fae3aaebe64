"""The whole way on the sample project, as one command; each step is one that can be called alone."""

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from stillroom import work
from stillroom.cli.app import ANY_PATH, command, stillroom
from stillroom.cli.output import say
from stillroom.cli.run import run_job
from stillroom.cli.work import scorecard
from stillroom.evaluation import EvaluateParams
from stillroom.export import GgufParams, transcript
from stillroom.project import DATABASE, Project
from stillroom.serving import ChatParams
from stillroom.store import Run, RunKind
from stillroom.students import SMOLLM2, WEIGHTS_NOTE, look
from stillroom.tasks import make_project, sample_facts
from stillroom.training import PRESETS
from stillroom.trajectories import TeachParams
from stillroom.work import asks_the_same, open_to_write, unfinished_run

_SAMPLE = "cipher-desk"
_REPLY = 192  # tokens; an untrained student talks on and on, and shows nothing by it


@command(stillroom, "demo")
@click.argument("folder", metavar="[DIR]", type=ANY_PATH, default=Path(_SAMPLE))
def demo(folder: Path) -> tuple[dict[str, Any], str]:
    """Go the whole way on the sample project: teach, train, score, export, chat.

    It takes about a quarter of an hour without a GPU, and needs no key and no network. Stopped, the same command goes on.
    """
    made = not (folder / DATABASE).exists()
    with make_project(folder, _SAMPLE) if made else open_to_write(folder) as project:
        return _go(project)


def _go(project: Project) -> tuple[dict[str, Any], str]:
    case = sample_facts(_SAMPLE)["case"]
    clock = _Clock()
    say(
        f"The sample project is in {project.folder}. Its teacher plays worked solutions; it is a script, not a model.",
        json_mode=True,
    )
    clock.time("prepare", lambda: run_job(work.prepare(project, SMOLLM2)))
    clock.time("teach", lambda: run_job(work.teach(project, TeachParams())))
    trained = clock.time("train", lambda: _done_before(project, "train") or _train(project))
    params = EvaluateParams(("base", "student", "quantised"), trained["run"])
    evaluated = clock.time(
        "evaluate",
        lambda: _done_before(project, "evaluate", params) or run_job(work.evaluate(project, params)),
    )
    exported = clock.time("export", lambda: run_job(work.export_gguf(project, GgufParams(str(project.exports_folder)))))
    before = clock.time("chat", lambda: run_job(work.chat(project, ChatParams("base", case, longest=_REPLY))))
    after = clock.time("chat", lambda: run_job(work.chat(project, ChatParams("quantised", case, longest=_REPLY))))
    fields = {
        "project": str(project.folder),
        "arms": evaluated["arms"],
        "stages": clock.stages,
        "train": trained,
        "files": exported["files"],
        "case": {"before": before["trajectory"], "after": after["trajectory"]},
        "machine": _machine(),
        "notes": [WEIGHTS_NOTE],
    }
    words = f"""
{scorecard(evaluated)}

Before:
{transcript(before["trajectory"])}

After:
{transcript(after["trajectory"])}

{", ".join(f"{name} {seconds:.0f} s" for name, seconds in clock.stages.items())}; on {_machine()}.
{WEIGHTS_NOTE} The teacher was a script that plays worked solutions, not a model.
The student as one file: {exported["files"][0]["path"]}
Talk to it: stillroom chat --project {project.folder}
"""
    return fields, words.strip()


def _train(project: Project) -> dict[str, Any]:
    stopped = unfinished_run(project, "train")
    return run_job(work.resume_training(project) if stopped else work.train(project, PRESETS["quick"], SMOLLM2))


def _done_before(project: Project, kind: RunKind, params: msgspec.Struct | None = None) -> dict[str, Any] | None:
    """The result of the newest run of a kind, if it is done and was asked the same."""
    newest: Run | None = next(iter(project.store.runs(kind)), None)
    if newest is None or newest.state != "done":
        return None
    if params is not None and not asks_the_same(newest, params):
        return None
    return {"run": newest.id} | newest.result


class _Clock:
    """How long each stage took, in seconds; a stage timed twice adds up."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        started = time.monotonic()
        result = work()
        self.stages[stage] = round(self.stages.get(stage, 0.0) + time.monotonic() - started, 1)
        return result


def _machine() -> str:
    hardware = look()
    gpu = hardware.gpu or "no GPU"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {hardware.memory_gb} GB, {gpu}"
