"""What came of a training, in words."""

from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.store import Run
from stillroom.training import TrainParams
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.pages.training_log import TrainingLog
from stillroom_desktop.theme import State
from stillroom_desktop.words import took

translate = QCoreApplication.translate


def params_of(params: dict[str, Any]) -> TrainParams:
    """What a training was asked, from its spec."""
    return msgspec.convert(params, TrainParams)


def outcome_words(run: Run, log: TrainingLog) -> tuple[State, str, str]:
    """A state, a title and a sentence for a training that runs no more, as its `log` tells."""
    match run.state:
        case "done":
            title = translate("TrainPage", "Trained %n step(s) in {time}", "", run.result.get("steps", 0))
            return "ok", title.format(time=took(run.result.get("seconds", 0))), _learnt(run, log)
        case "failed":
            return "bad", *failure_words(run.result)
    return "warn", *_paused(run, log)


def _learnt(run: Run, log: TrainingLog) -> str:
    """What became of the loss, as far as it was measured, and which student is kept."""
    number, result = QLocale().toString, run.result
    words = []
    if log.steps:
        words.append(
            translate("TrainPage", "The loss went from {first} to {last}.").format(
                first=number(log.steps[0].loss, "f", 2), last=number(log.steps[-1].loss, "f", 2)
            )
        )
    if (held_out := result.get("held_out_loss")) is not None:
        words.append(
            translate("TrainPage", "On held-out tasks, which it never saw, it is {loss}.").format(
                loss=number(held_out, "f", 2)
            )
        )
    steps, kept = result.get("steps"), result.get("kept_step")
    if steps and kept and kept < steps:
        words.append(translate("TrainPage", "Kept is the student after step {step}, the best one.").format(step=kept))
    if steps and result.get("planned_steps", steps) > steps:
        words.append(translate("TrainPage", "{all} steps were planned.").format(all=result["planned_steps"]))
    return " ".join(words)


def _paused(run: Run, log: TrainingLog) -> tuple[str, str]:
    last = log.last
    if last is None:
        title = translate("TrainPage", "Stopped before its first step")
        return title, translate("TrainPage", "Nothing is lost. Start it again when you like.")
    title = translate("TrainPage", "Paused at step {step} of {total}").format(step=last.step, total=last.total)
    if log.saved:
        return title, translate(
            "TrainPage", "All of it is saved. It goes on from here, and ends as if it had never stopped."
        )
    return title, translate(
        "TrainPage",
        "It was interrupted. It goes on from its last checkpoint, which a run saves every %n step(s).",
        "",
        params_of(run.spec["params"]).recipe.checkpoint_steps,
    )
