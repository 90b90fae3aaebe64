"""An evaluation as the store has it: each arm's rates so far, and what each arm still gets wrong."""

from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from stillroom.evaluation import ArmScore, EvaluateParams, arm_score
from stillroom.serving import ArmName
from stillroom.store import Method, Score, Store, Task
from stillroom.students import SMOLLM2, WEIGHTS_NOTE, chosen_student
from stillroom_desktop.engine_words import said

translate = QCoreApplication.translate


class Evaluated(msgspec.Struct, frozen=True):
    """`arms` are those that were scored on anything, in the order in which they were asked for; `failures` are by arm, in the
    tasks' order. `tasks` are those to be scored on.
    """

    run: str
    params: EvaluateParams
    tasks: tuple[Task, ...]
    arms: dict[ArmName, ArmScore]
    failures: dict[ArmName, list[tuple[Task, Score]]]

    @property
    def lead(self) -> ArmName | None:
        """The arm that the scorecard is about: the trained student, if it was scored."""
        order: tuple[ArmName, ...] = ("student", "quantised", "icl", "base")
        return next((arm for arm in order if arm in self.arms), None)


def look_at(store: Store, run: str, params: EvaluateParams, result: dict[str, Any]) -> Evaluated:
    """Sum up what a run has scored until now; its `result` knows what ran the arms, once it is done."""
    tasks = tuple(task for task in store.tasks("held_out") if task.solution is not None)[: params.limit]
    scored: dict[str, dict[str, Score]] = {arm: {} for arm in params.arms}
    for score in store.scores(run):
        scored[score.arm][score.task] = score
    pairs = {arm: [(task, scored[arm][task.id]) for task in tasks if task.id in scored[arm]] for arm in params.arms}
    trained = store.run(params.run) if params.run else None
    method: Method = trained.spec["params"].get("method", "agent") if trained else "agent"
    backends = {arm: known["backend"] for arm, known in result.get("arms", {}).items()}
    return Evaluated(
        run,
        params,
        tasks,
        {arm: arm_score(pairs[arm], backends.get(arm, ""), method) for arm in params.arms if pairs[arm]},
        {arm: [pair for pair in pairs[arm] if _failed(pair[1], method)] for arm in params.arms},
    )


def _failed(score: Score, method: Method) -> bool:
    return not score.exact if method == "agent" else score.answer is False


def weights_note(store: Store, params: EvaluateParams) -> str:
    """What has to be said of the student's weights beside its figures; empty where nothing has."""
    trained = store.run(params.run) if params.run else None
    name = trained.spec["params"]["student"] if trained else chosen_student(store)
    return said(WEIGHTS_NOTE) if name == SMOLLM2 else ""


def arm_words(arm: ArmName, quant: str) -> tuple[str, str]:
    """An arm's name in the scorecard, and a short one for a column."""
    match arm:
        case "base":
            return translate("Scorecard", "Before training"), translate("Scorecard", "Before")
        case "icl":
            return translate("Scorecard", "Before training, with examples"), translate("Scorecard", "Examples")
        case "student":
            return translate("Scorecard", "Trained"), translate("Scorecard", "Trained")
        case "quantised":
            return (
                translate("Scorecard", "As exported, {quant}").format(quant=quant),
                translate("Scorecard", "Exported"),
            )
