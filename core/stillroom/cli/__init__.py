"""The command line: everything the window does, without Qt."""

from stillroom.cli import (
    catalogue,
    demo,
    exports,
    imports,
    probe,
    queue,
    review,
    students,
    tasks,
    teachers,
    things,
    tools,
    work,
)
from stillroom.cli.app import main
from stillroom.cli.later import add_later_commands

add_later_commands()

__all__ = [
    "catalogue",
    "demo",
    "exports",
    "imports",
    "main",
    "probe",
    "queue",
    "review",
    "students",
    "tasks",
    "teachers",
    "things",
    "tools",
    "work",
]
