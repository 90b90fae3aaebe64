"""What there is to do next, in words and as an action: Overview's banner."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from stillroom.jobs import Step
from stillroom.store import Run, RunKind
from stillroom.students import chosen_student
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.steps import StepKey, next_step, step_of
from stillroom_desktop.theme import State
from stillroom_desktop.words import count, job_title, percent, student_title, time_left
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


class Next(msgspec.Struct, frozen=True):
    """A sentence, its explanation, and a button that does it."""

    key: StepKey
    state: State
    title: str
    text: str
    word: str
    icon: str
    act: Callable[[], object]


def what_next(workspace: Workspace) -> Next:
    """What the open project needs: what runs is shown, what stopped goes on, otherwise the way's next step."""
    if job := next((job for job in workspace.jobs if job.kind != "chat"), None):
        return _running(workspace, job)
    key = next_step(workspace)
    runs = [run for run in workspace.store.runs() if run.kind in _LONG]
    # What was done last is what the user, or a crash, broke off; otherwise it is about the next step.
    for run in runs[:1] + [run for run in runs if run.kind == key][:1]:
        if run.state == "cancelled":
            return _stopped(workspace, run)
        if run.state == "failed":
            return _failed(workspace, run)
    return _fresh(workspace, key)


_LONG: tuple[RunKind, ...] = ("teach", "train", "evaluate")
"""The kinds of work that go on by themselves once they are started, and can be gone on with."""


def _running(workspace: Workspace, job: RunningJob) -> Next:
    key = step_of(job.kind)
    what = job_title(job.kind)
    share = "" if job.share is None else percent(job.share)
    left = "" if job.seconds_left is None else time_left(job.seconds_left)
    if job.state == "stopping":
        how = translate("Next", "Stopping, saving ...")
    else:
        how = ", ".join(filter(None, [share, left])) or translate("Next", "It has just begun.")
    return Next(
        key,
        "accent",
        translate("Next", "{what} is running").format(what=what),
        how,
        translate("Next", "Show it"),
        "arrow_right",
        partial(workspace.go.emit, key),
    )


def _stopped(workspace: Workspace, run: Run) -> Next:
    key, what = step_of(run.kind), job_title(run.kind)
    step = _last_step(workspace, run) if key == "train" else None
    if step:
        title = translate("Next", "{what} paused at step {step} of {total}").format(
            what=what, step=step.step, total=step.total
        )
    elif key == "teach":
        taught, tasks = sum(workspace.store.taught_counts()), sum(row["count"] for row in workspace.store.task_counts())
        title = translate("Next", "{what} paused at {taught} of {tasks} tasks").format(
            what=what, taught=count(taught), tasks=count(tasks)
        )
    else:
        title = translate("Next", "{what} is paused").format(what=what)
    text = translate("Next", "What was finished is kept. It goes on from there.")
    return Next(key, "warn", title, text, translate("Next", "Resume"), "play", _action(workspace, key, resume=True))


def _failed(workspace: Workspace, run: Run) -> Next:
    key = step_of(run.kind)
    title, text = failure_words(run.result)
    title = translate("Next", "{what} failed: {title}").format(what=job_title(run.kind), title=title)
    return Next(
        key,
        "bad",
        title,
        text,
        translate("Next", "Try again"),
        "refresh",
        _action(workspace, key, resume=key == "teach" or (key == "train" and _last_step(workspace, run) is not None)),
    )


def _last_step(workspace: Workspace, run: Run) -> Step | None:
    """How far a training came."""
    return next((event for event in reversed(workspace.journal(run)) if isinstance(event, Step)), None)


def _action(workspace: Workspace, key: StepKey, *, resume: bool = False) -> Callable[[], object]:
    """What a step's button does: start its work, or show its page."""
    match key:
        case "teach":
            return workspace.resume_teaching if resume else workspace.teach
        case "train":
            return workspace.resume_training if resume else workspace.train
        case "evaluate":
            return workspace.evaluate
        case _:
            return partial(workspace.go.emit, key)


def _fresh(workspace: Workspace, key: StepKey) -> Next:
    title, text, word, icon = _words(workspace, key)
    shown = "chat" if key == "overview" else key
    return Next(shown, "ok" if key == "overview" else "accent", title, text, word, icon, _action(workspace, shown))


def _words(workspace: Workspace, key: StepKey) -> tuple[str, str, str, str]:
    """The title, the explanation, the button's word and its icon of a step that is to begin."""
    store = workspace.store
    match key:
        case "tools":
            return (
                translate("Next", "Next: say what your agent may do"),
                translate("Next", "Add the tools that it can call: a name, what it does, and what it takes."),
                translate("Next", "Add tools"),
                "tools",
            )
        case "tasks":
            return (
                translate("Next", "Next: say what people ask of it"),
                translate("Next", "Add tasks: what is typed, and which calls are right for it."),
                translate("Next", "Add tasks"),
                "list",
            )
        case "teach":
            tasks = sum(row["count"] for row in store.task_counts())
            text = translate(
                "Next", "A teacher solves {tasks} tasks. Your tools really run, and every solution is checked."
            )
            return (
                translate("Next", "Next: let the teacher solve the tasks"),
                text.format(tasks=tasks),
                translate("Next", "Teach the tasks"),
                "graduation",
            )
        case "train":
            kept, _ = store.taught_counts()
            on_gpu = workspace.hardware is not None and workspace.hardware.gpu is not None
            where = translate("Next", "your graphics card") if on_gpu else translate("Next", "this PC's processor")
            text = translate("Next", "{student} learns from {kept} solutions, here on {where}.")
            return (
                translate("Next", "Next: train your student"),
                text.format(student=student_title(chosen_student(store)), kept=kept, where=where),
                translate("Next", "Train the student"),
                "flame",
            )
        case "evaluate":
            held_out = sum(row["count"] for row in store.task_counts() if row["split"] == "held_out")
            text = translate("Next", "{tasks} tasks that it has never seen, beside the model that it was before.")
            return (
                translate("Next", "Next: see what it has learned"),
                text.format(tasks=held_out),
                translate("Next", "Score it"),
                "gauge",
            )
        case "chat":
            return (
                translate("Next", "Next: try it yourself"),
                translate("Next", "Ask it something and watch its calls, before and after, side by side."),
                translate("Next", "Try it"),
                "chat",
            )
        case "export":
            return (
                translate("Next", "Next: take it home"),
                translate("Next", "Your student as one file, which llama.cpp and Ollama run."),
                translate("Next", "Export"),
                "export",
            )
        case _:
            return (
                translate("Next", "Your student is ready"),
                translate(
                    "Next", "It is trained, scored and exported. Talk to it, or add tools and tasks and train again."
                ),
                translate("Next", "Talk to it"),
                "chat",
            )
