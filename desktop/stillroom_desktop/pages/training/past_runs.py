"""The trainings of a project as they are compared: what each was asked, what it told, and what its student scored."""

import msgspec

from stillroom.evaluation import ArmScore
from stillroom.store import Run
from stillroom.training import Recipe, TrainParams
from stillroom_desktop.pages.recipe_words import recipe_title, shown_value, value_words
from stillroom_desktop.pages.training_log import TrainingLog
from stillroom_desktop.words import student_title
from stillroom_desktop.workspace import Workspace

ROLES = ("accent", "fill_info", "fill_ok", "fill_warn", "fill_bad")
"""The colours of the runs that are compared; there are no more at a time."""


class PastRun(msgspec.Struct, frozen=True):
    """A training with its `number`, counted from the project's first. `score` is of its student, None where it was not scored."""

    number: int
    run: Run
    params: TrainParams
    log: TrainingLog
    score: ArmScore | None

    @property
    def title(self) -> str:
        return recipe_title(self.params.recipe)


def numbered(workspace: Workspace) -> list[tuple[int, Run, TrainParams]]:
    """All trainings with their numbers, the newest first; those of another Stillroom, which asked for other things, are left out."""
    runs = workspace.store.runs("train")
    known = []
    for at, run in enumerate(runs):
        try:
            known.append((len(runs) - at, run, msgspec.convert(run.spec["params"], TrainParams)))
        except (KeyError, msgspec.ValidationError):
            continue
    return known


def read_past(workspace: Workspace, number: int, run: Run, params: TrainParams) -> PastRun:
    """Read what a training told, and the newest scorecard of its student."""
    log = TrainingLog.of_journal(workspace.timed_journal(run))
    return PastRun(number, run, params, log, _score(workspace, run.id))


def _score(workspace: Workspace, id: str) -> ArmScore | None:
    for scored in workspace.store.runs("evaluate"):
        if scored.state != "done" or scored.result.get("run") != id:
            continue
        arms = scored.result.get("arms", {})
        if found := arms.get("student") or arms.get("quantised"):
            return msgspec.convert(found, ArmScore)
    return None


def differences(runs: list[PastRun], student: str) -> tuple[list[tuple[str, list[str]]], int]:
    """The values in which these differ, each with what every run has; and how many are the same in all. `student` names the first."""
    rows = [
        (student, [student_title(past.params.student) for past in runs]),
        *(
            (value_words(name)[0], [shown_value(past.params.recipe, name) for past in runs])
            for name in Recipe.__struct_fields__
        ),
    ]
    differing = [(name, values) for name, values in rows if len(set(values)) > 1]
    return differing, len(rows) - len(differing)
