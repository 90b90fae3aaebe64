"""What of a task a form does not show, and what stays of it when the form is saved."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from stillroom.store import AnswerCheck, Check, Task


def written(before: Task, after: Task) -> Task:
    """What a form cannot hold stays as it was: more than one check of the answer, calls that are a check, and results and thoughts
    while the calls are the same.
    """
    check = after.check or Check()
    if before.check and before.check.answer and check.answer == _first(before.check.answer):
        check = msgspec.structs.replace(check, answer=before.check.answer)
    kept: dict[str, Any] = {"id": before.id, "split": before.split, "made": before.made}
    if before.solution is None and before.check and before.check.calls is not None:
        calls = None if after.solution is None else tuple(call for step in after.solution for call in step)
        check = msgspec.structs.replace(check, calls=calls)
        kept |= {"solution": None, "turn_steps": ()}
    elif after.solution_by_turn == before.solution_by_turn and (after.solution is None) == (before.solution is None):
        kept |= {"results": before.results, "thoughts": before.thoughts, "turn_steps": before.turn_steps}
        if after.answers == before.answers:
            kept["answer"] = before.answer
        if before.check:
            check = msgspec.structs.replace(check, calls=before.check.calls)
    return msgspec.structs.replace(after, check=None if check == Check() else check, **kept)


def _first(answer: AnswerCheck) -> AnswerCheck:
    """What the form shows of a check of the answer."""
    kind = kind_of(answer)
    if not kind:
        return AnswerCheck()
    shown = AnswerCheck(**{kind: getattr(answer, kind)})
    return msgspec.structs.replace(shown, tolerance=answer.tolerance) if kind == "number" else shown


def kind_of(answer: AnswerCheck) -> str:
    """Which of an answer's checks the form shows, by its field; "" where there is none."""
    return next((name for name in ("equals", "matches", "number") if getattr(answer, name) is not None), "")


def shown_steps(task: Task) -> Sequence[Any]:
    """The steps that are right after each user turn: of the worked solution, or else of the check, one after another."""
    if task.solution is None and task.check and task.check.calls:
        return [*((),) * (len(task.turns) - 1), tuple((call,) for call in task.check.calls)]
    return task.solution_by_turn


def as_json(value: Any) -> str:
    """A state as it stands in a field; "" for none."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)
