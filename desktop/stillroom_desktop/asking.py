"""What a job may not begin without: the user's word that the project's tools may run, and that texts of it may be sent to a teacher."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from stillroom.jobs import JobSpec
from stillroom.teacher import Teacher, leaves_this_computer
from stillroom.trust import may_send

_WITHOUT_TOOLS = (
    "stillroom.students:prepare",
    "stillroom.training:train",
    "stillroom.training:adopt",
    "stillroom.export:export_gguf",
    "stillroom.export:export_files",
    "stillroom.export:export_training",
    "stillroom.export.ours:remove_ollama",
    "stillroom.tools:install_packages",
    "stillroom.tools.drafting:draft_tool",
    "stillroom.tasks:import_tasks",
)
"""The jobs that run no tool of the project, and need no trust in them."""

_ASKED = ("teacher", "judge")
"""The parameters of jobs that name whom they ask."""


class Sending(msgspec.Struct, frozen=True):
    """Whom a job would send something of the project in `folder`, and what it may cost (US dollars; None: no limit)."""

    folder: Path
    teacher: Teacher
    cap: float | None = None


def runs_tools(spec: JobSpec) -> bool:
    """Whether a job runs the project's tools."""
    return spec.job not in _WITHOUT_TOOLS


def not_agreed(spec: JobSpec) -> Sending | None:
    """What a job would send elsewhere to which the user has not agreed yet, the first of it; None where there is nothing."""
    folder = Path(spec.project)
    for teacher in _teachers(spec):
        if leaves_this_computer(teacher) and not may_send(folder, teacher.address):
            return Sending(folder, teacher, spec.params.get("budget"))
    return None


def _teachers(spec: JobSpec) -> Iterator[Teacher]:
    for name in _ASKED:
        if told := spec.params.get(name):
            yield msgspec.convert(told, Teacher)
