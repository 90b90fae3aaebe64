"""A task changed by hand: it stays at its place and on its side, and is another task once something else is asked or expected."""

import msgspec

from stillroom.conversation import digest
from stillroom.errors import ProjectError
from stillroom.store import Made, Store, Swap, Task
from stillroom.tasks.coverage import cell_of
from stillroom.tasks.intake import Intake


def change_task(store: Store, before: Task, after: Task) -> tuple[Task, Swap]:
    """Put a task in the place of another one, on its side: the task as it is now, and what undoes it.

    What was taught and scored is true of what was asked and expected then. So where either changes the task gets another id,
    and those rows, which stay beside the old one, count no more. Without a family it joins the one most like it.

    Raises:
        ProjectError: it is nearly the same as another task, its family is on the other side, or the old one is not there.
    """
    position = store.task_place(before.id)
    if position is None:
        raise ProjectError("The task is gone", f"There is no task {before.id} any more.", "Look at the tasks anew.")
    other = _essence(after) != _essence(before)
    after = msgspec.structs.replace(
        after,
        id=f"task-{digest(_essence(after))[:12]}" if other else before.id,
        family=after.family if other else after.family or before.family,
        split=before.split,
        made=_made(before, after) if other or after.kind != before.kind else before.made,
    )
    if other:
        taken = Intake.of(store, without=before.id).take(after, before.split)
        if isinstance(taken, str):
            raise _refusal(taken, after)
        after = taken
    return after, store.swap_tasks([before.id], [(position, after)])


def _essence(task: Task) -> object:
    """What a solution is of: what is asked, in which state, and what is right."""
    return msgspec.to_builtins(
        msgspec.structs.replace(task, id="", kind="call", family="", split="train", made=None, thoughts=())
    )


def _made(before: Task, after: Task) -> Made | None:
    """Its place in the grid, if it was written for one: of the kind and about the tool that it is now."""
    if before.made is None:
        return None
    tool = cell_of(msgspec.structs.replace(after, made=None)).tool
    if not tool and after.kind == before.kind:
        tool = before.made.cell.tool
    return msgspec.structs.replace(
        before.made, cell=msgspec.structs.replace(before.made.cell, kind=after.kind, tool=tool)
    )


def _refusal(reason: str, task: Task) -> ProjectError:
    if reason == "family on the other side":
        return ProjectError(
            "The family is on the other side",
            f"The family {task.family} is on the other side of the split, and no family may stand on both.",
            "Give the task another family, or leave the field empty: then one is found for it.",
        )
    return ProjectError(
        "There is such a task already",
        "What it asks is the same, or nearly the same, as what another task asks.",
        "Ask about something else, or remove one of the two.",
    )
