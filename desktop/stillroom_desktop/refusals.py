"""Why something may not start now, in words: what runs already, or needs the project as it is."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from stillroom.errors import KnownError
from stillroom.store import RunKind
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.words import job_title

translate = QCoreApplication.translate

_ALONE = ("evaluate", "export", "chat", "probe")
"""What may not run while a student is trained: it would take the memory and the cores that training needs."""

_ADDING = ("make_tasks", "import")
"""What adds tasks: either knows only the families that were there when it began."""


def why_not(kind: RunKind, jobs: Sequence[RunningJob], *, copying: bool) -> KnownError | None:
    """Why a job of this kind may not start beside those that run; None where it may."""
    if copying:
        return is_worked_on(copying=True)
    # A student and the model it was before are talked to side by side.
    same = None if kind == "chat" else next((job for job in jobs if job.kind == kind), None)
    other = next((job for job in jobs if _apart(job.kind, kind)), None)
    if not (blocker := same or other):
        return None
    what = job_title(blocker.kind)
    if blocker.state == "stopping":
        return KnownError(
            translate("Workspace", "Still stopping"),
            translate("Workspace", "{what} is just saving what it has.").format(what=what),
            translate("Workspace", "Wait a moment, then start again."),
        )
    return KnownError(
        translate("Workspace", "Something else is running"),
        translate("Workspace", "{what} is running.").format(what=what),
        translate("Workspace", "Wait until it is done, or stop it: what is finished is kept."),
    )


def is_worked_on(*, copying: bool) -> KnownError:
    """Why a project can be neither left nor copied while something is done with it."""
    if copying:
        return KnownError(
            translate("Workspace", "A copy is being made"),
            translate("Workspace", "A project is being copied, and must stay as it is until then."),
            translate("Workspace", "Wait a moment, then start again."),
        )
    return KnownError(
        translate("Workspace", "Work is running"),
        translate("Workspace", "The open project is being worked on."),
        translate("Workspace", "Wait until it is done, or stop it: what is finished is kept."),
    )


def _apart(one: RunKind, other: RunKind) -> bool:
    """Whether jobs of these kinds may not run at the same time."""
    if one in _ADDING and other in _ADDING:
        return True
    return (one == "train" and other in _ALONE) or (other == "train" and one in _ALONE)
