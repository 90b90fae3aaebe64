"""The job `train`: a student learns the accepted trajectories."""

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from tokenizers import Tokenizer

from stillroom.errors import ProjectError
from stillroom.jobs import Cancelled, Event, Finished, HeldOut, JobContext, Note, Stage, Step
from stillroom.store import Method, Store
from stillroom.students import Student, ready_student
from stillroom.training.plan import plan_steps
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Dropped, Sample, make_sample

ADAPTER = "adapter"


class TrainParams(msgspec.Struct, frozen=True):
    """`resume` goes on from the run's newest checkpoint, with the recipe that the run began with.

    `method`: what is learnt, agents' trajectories or chains of thought without tools; what served the student has to know it.
    """

    student: str
    recipe: Recipe
    resume: bool = False
    method: Method = "agent"


def train(context: JobContext, params: TrainParams) -> Iterator[Event]:
    """Train an adapter into the run's folder. Stopped, it saves a checkpoint, from which `resume` ends where an unbroken run ends."""
    started = time.monotonic()
    student = yield from ready_student(params.student)
    store = context.project.store
    samples, held_out, dropped = make_samples(store, student, params.recipe, params.method)
    for drop in dropped:
        yield Note(f"Left out {drop.task}: {drop.reason}")
    if not samples:
        raise _nothing(params.method)
    plan = plan_steps(store, student, samples, params.recipe)
    yield Stage("Loading the student")

    # Loaded here and not above: `torch` takes seconds, and only this process needs it.
    from stillroom.training.session import TrainingSession

    session = TrainingSession(student, plan, held_out, params.recipe, context.folder)
    checkpoint = session.last_checkpoint() if params.resume else None
    prefix = max(session.prefixes.values())
    yield Note(
        f"{len(samples)} samples share their first {prefix} tokens. Training on {session.device}, {session.weights}."
    )
    own = {sample.tool_set for sample in samples}
    if masked := sum(step[0].tool_set not in own for step in plan):
        yield Note(f"In {masked} of {len(plan)} steps the tools have other names.")
    yield Stage("Training", session.steps, "steps")
    last: Step | None = None
    for event in _in_thread(session, context.stop, checkpoint):
        if isinstance(event, Step):
            last = event
        yield event
    if context.stop.is_set() and session.step < session.steps:
        yield Cancelled(
            f"Paused at step {session.step} of {session.steps}, and saved. Go on with: stillroom train --resume"
        )
        return
    session.save_adapter(context.folder / ADAPTER)
    held_out_loss = None
    if held_out:
        yield Stage("Measuring the loss on held-out tasks")
        held_out_loss = session.held_out_loss()
        yield HeldOut(session.step, held_out_loss)
    yield Finished(
        {
            "run": context.run,
            "student": params.student,
            "method": params.method,
            "steps": session.steps,
            "samples": len(samples),
            "loss": last.loss if last else None,
            "held_out_loss": held_out_loss,
            "seconds": round(time.monotonic() - started, 1),
            "tokens_per_second": last.tokens_per_second if last else None,
            "peak_memory_gb": session.peak_memory_gb(),
            "resumed_from": checkpoint.name if checkpoint else None,
        }
    )


def _nothing(method: Method) -> ProjectError:
    if method == "cot":
        return ProjectError(
            "Nothing to train on",
            "The project has no accepted chains of thought.",
            "Let a teacher solve some tasks so first: stillroom teach --method cot",
        )
    return ProjectError(
        "Nothing to train on",
        "The project has no accepted trajectories.",
        "Let the teacher solve some tasks first: stillroom teach",
    )


def make_samples(
    store: Store, student: Student, recipe: Recipe, method: Method = "agent"
) -> tuple[list[Sample], list[Sample], list[Dropped]]:
    """The training samples, some of them several times, the held-out samples, and what was left out of the former."""
    tokenizer = Tokenizer.from_file(str(student.folder / "tokenizer.json"))
    sides: dict[str, list[Sample]] = {"train": [], "held_out": []}
    dropped = []
    for split, side in sides.items():
        for trajectory in store.taught_trajectories("train" if split == "train" else "held_out", method):
            made = make_sample(
                trajectory, store.tool_set(trajectory.tool_set), student.family, tokenizer, recipe.max_tokens
            )
            if isinstance(made, Sample):
                called = trajectory.calls or method == "cot"
                often = recipe.restraint if split == "train" and not called else 1
                side.extend([made] * often)
            elif split == "train":
                dropped.append(made)
    return sides["train"], sides["held_out"], dropped


def _in_thread(session: Any, stop: threading.Event, checkpoint: Path | None) -> Iterator[Event]:
    """TRL's trainer calls back; a job yields. So it runs in a thread, and its events come through a bounded queue."""
    events: queue.Queue[Event | BaseException | None] = queue.Queue(64)

    def work() -> None:
        try:
            session.run(events.put, stop, checkpoint)
            events.put(None)
        except BaseException as error:  # noqa: BLE001 - the generator raises it
            events.put(error)

    thread = threading.Thread(target=work, daemon=True)  # a job that is closed midway does not wait for a step's end
    thread.start()
    while (event := events.get()) is not None:
        if isinstance(event, BaseException):
            raise event
        yield event
    thread.join()
