"""The job `train`: a student learns the accepted trajectories."""

import queue
import shutil
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import msgspec
from tokenizers import Tokenizer

from stillroom.errors import ProjectError
from stillroom.jobs import Cancelled, Event, Finished, HeldOut, JobContext, Note, Stage, Step, read_journal
from stillroom.project import Project
from stillroom.store import Method, Store
from stillroom.students import Student, ready_student
from stillroom.training.advice import no_room
from stillroom.training.checkpoints import CHECKPOINTS, HeldOutLosses, last_checkpoint
from stillroom.training.made_with import made_with
from stillroom.training.pairs import make_pairs
from stillroom.training.plan import plan_steps
from stillroom.training.recipe import Recipe
from stillroom.training.samples import Dropped, Sample, make_sample

ADAPTER = "adapter"


class TrainParams(msgspec.Struct, frozen=True):
    """`resume` goes on from the run's newest checkpoint, with the recipe that the run began with.

    `method`: what is learnt, agents' trajectories or chains of thought without tools; what served the student has to know it.
    `keep`: train no further, and keep the student as far as the run has come.
    """

    student: str
    recipe: Recipe
    resume: bool = False
    method: Method = "agent"
    keep: bool = False

    @property
    def first_stage(self) -> Self:
        """The same without the second stage (training/preference.py), which runs in Stillroom alone."""
        return msgspec.structs.replace(self, recipe=msgspec.structs.replace(self.recipe, preference=0))


def train(context: JobContext, params: TrainParams) -> Iterator[Event]:
    """Train an adapter into the run's folder. Stopped, it saves a checkpoint, from which `resume` ends where an unbroken run ends.

    Raises:
        ProjectError: there is nothing to train on, or to keep.
        StudentError: the student's files cannot be used.
    """
    started = time.monotonic()
    checkpoint = _newest(context.folder / CHECKPOINTS, params)
    _tidy(context.project)
    student = yield from ready_student(params.student)
    store = context.project.store
    samples, held_out, dropped = make_samples(store, student, params.recipe, params.method)
    for drop in dropped:
        yield Note(f"Left out {drop.task}: {drop.reason}")
    if not samples:
        raise nothing_to_learn(params.method, dropped)
    pairs = []
    if params.recipe.preference and not params.keep:
        pairs = make_pairs(store, student, params.recipe, params.method)
        if not pairs:
            raise _no_pairs()
        yield Note(f"{len(pairs)} pairs of a right and a wrong solution of the same task come after.")
    plan = plan_steps(store, student, samples, params.recipe)
    yield Stage("Loading the student")

    # Loaded here and not above: `torch` takes seconds, and only this process needs it.
    from stillroom.training.memory import Ladder, foot
    from stillroom.training.session import TrainingSession
    from stillroom.training.weights import WORDS

    notes: list[Event] = []
    ladder = Ladder(
        context.folder, foot(params.recipe), plan, notes.append, partial(no_room, student, plan, params.recipe)
    )

    def loaded() -> Generator[Event, None, TrainingSession]:
        yield from _taken(notes)
        session = TrainingSession(student, plan, held_out, params.recipe, context.folder, ladder)
        device, weights = session.held.device, WORDS[session.held.weights]
        if len(own) == 1:
            prefix = max(session.prefixes.values())
            yield Note(f"{len(samples)} samples share their first {prefix} tokens. Training on {device}, {weights}.")
        else:
            prefix = min(session.prefixes.values())
            yield Note(
                f"{len(samples)} samples have {len(own)} sets of tools; those with the same one share at least their first {prefix}"
                f" tokens. Training on {device}, {weights}."
            )
        if not session.in_one_row:
            yield Note(
                "This student cannot share the beginning between samples: each is read whole, which takes longer."
            )
        _, changed = made_with(context.folder, device, session.held.weights)
        if changed:
            yield Note(f"This run began with {'; '.join(changed)}. It may end a little differently than it would have.")
        return session

    if params.recipe.evaluate_steps and not held_out:
        yield Note("No held-out task was taught, so nothing can tell which student is the best: the last one is kept.")
    own = {sample.tool_set for sample in samples}
    if masked := sum(step[0].tool_set not in own for step in plan):
        yield Note(f"In {masked} of {len(plan)} steps the tools have other names.")
    session = yield from _trained(loaded, context, checkpoint, keep=params.keep)
    trained = params.keep or session.ended_early or session.step == session.steps
    if trained and not session.is_measured:
        yield Stage("Measuring the loss on held-out tasks")
        loss = session.measure(context.stop)
        yield from _taken(notes)
        if loss is not None:
            yield HeldOut(session.step, loss)
    if not trained or not session.is_measured:
        yield Cancelled(
            f"Paused at step {session.step} of {session.steps}, and saved. Go on with: stillroom train --resume"
        )
        return
    last = _told(context.folder, session.step)
    if session.ended_early:
        yield Note(
            f"Ended at step {session.step} of {session.steps}: on held-out tasks the last {params.recipe.patience} measurements were no better."
        )
    made, _ = made_with(context.folder, session.held.device, session.held.weights)
    step, held_out_loss = session.save_adapter(context.folder / ADAPTER)
    if step < session.step:
        yield Note(f"Kept is the student after step {step}, which did best on held-out tasks.")
    done = {
        "steps": session.step,
        "planned_steps": session.steps,
        "kept_step": step,
        "peak_memory_gb": session.peak_memory_gb(),
    }
    preferred = None
    if pairs:
        from stillroom.training.preference import prefer

        held = session.held
        del session  # its base makes room for that of the second stage
        preferred = yield from prefer(context, student, pairs, held_out, params.recipe, held)
        if preferred is None:
            yield Cancelled("Paused while telling right from wrong, and saved. Go on with: stillroom train --resume")
            return
    yield Finished(
        {
            "run": context.run,
            "student": params.student,
            "method": params.method,
            **done,
            "samples": len(samples),
            "loss": last.loss if last else None,
            "held_out_loss": held_out_loss,
            "seconds": round(time.monotonic() - started, 1),
            "tokens_per_second": last.tokens_per_second if last else None,
            "resumed_from": checkpoint.name if checkpoint else None,
            "preference": preferred,
            **made,
            "memory": msgspec.to_builtins(ladder.rung),
        }
    )


def _taken(notes: list[Event]) -> Iterator[Event]:
    """All notes, each once."""
    while notes:
        yield notes.pop(0)


def _newest(folder: Path, params: TrainParams) -> Path | None:
    """What the run goes on from, or keeps; None where it begins."""
    if not params.resume and not params.keep:
        return None
    newest = last_checkpoint(folder) or (HeldOutLosses(folder).best if params.keep else None)
    if newest is None and params.keep:
        raise ProjectError(
            "Nothing to keep",
            "The run was stopped before its first checkpoint.",
            "Go on with it: stillroom train --resume",
        )
    return newest


def _tidy(project: Project) -> None:
    """Remove the checkpoints of runs that are done: several times as large as an adapter, and of no more use."""
    for run in project.store.runs("train"):
        if run.state == "done":
            shutil.rmtree(project.run_folder(run.id) / CHECKPOINTS, ignore_errors=True)


def _told(folder: Path, step: int) -> Step | None:
    """What an earlier start of the run told of a step."""
    told = [event for event in read_journal(folder, Step) if isinstance(event, Step) and event.step == step]
    return told[-1] if told else None


def nothing_to_learn(method: Method, dropped: Sequence[Dropped]) -> ProjectError:
    """The error of a project of which nothing was taught by this method, or all of it was left out."""
    if dropped:
        return ProjectError(
            "Nothing to train on",
            f"Every solution was left out. The first one: {dropped[0].reason}",
            "Where they are too long, raise the recipe's max_tokens, or describe the tools more briefly.",
        )
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


def _no_pairs() -> ProjectError:
    return ProjectError(
        "No pairs to tell apart",
        "No training task has both an accepted and a rejected solution that call or answer otherwise.",
        "Leave the second stage out (--set preference=0), or correct a rejected solution first: stillroom review",
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


def _trained(
    loaded: Callable[[], Generator[Event, None, Any]], context: JobContext, checkpoint: Path | None, *, keep: bool
) -> Generator[Event, None, Any]:
    """The session that trained to its end, or to the checkpoint that is kept; loaded again as often as memory asks for it."""
    from stillroom.training.memory import Reload, release

    while True:
        session = None
        try:
            session = yield from loaded()
            if keep:
                session.load(checkpoint)
            else:
                yield Stage("Training", session.steps, "steps")
                yield from in_thread(session, context.stop, checkpoint)
            return session
        except Reload:
            checkpoint = checkpoint if keep else last_checkpoint(context.folder / CHECKPOINTS)
        session = None
        release()
        yield Stage("Loading the student")


def in_thread(session: Any, stop: threading.Event, checkpoint: Path | None) -> Iterator[Event]:
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
