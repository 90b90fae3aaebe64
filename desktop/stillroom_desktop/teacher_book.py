"""The user's teachers as the window knows them: whose keys are there, what they cost, and what came of a test."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from stillroom.errors import StillroomError, from_exception
from stillroom.models import Usage
from stillroom.project import Project
from stillroom.secrets import keyring_works, set_secret
from stillroom.store import Payment
from stillroom.teacher import (
    Price,
    Teacher,
    check,
    forget_teacher,
    keep_teacher,
    price_of,
    read_teachers,
    try_teacher,
)
from stillroom.trust import stop_sending
from stillroom.work import choose_teacher
from stillroom_desktop.background import Background

if TYPE_CHECKING:
    from stillroom_desktop.workspace import Workspace


Standing = Literal["fine", "gone", "keyless", "failed"]
"""Of a chosen teacher: it is not set up here, its key is missing, or its last test failed."""


class Known(msgspec.Struct, frozen=True):
    """Whether a teacher's key is there, or it needs none; and its price, None where that is not known."""

    ready: bool
    price: Price | None


class TeacherBook(QObject):
    """What is asked of the keyring, the list of prices and servers is asked beside the window; `changed` tells that more is known.

    A test holds for the very teacher that was tested: one that was changed since is not tested.
    """

    changed = Signal()

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.teachers: list[Teacher] = []
        self.problem: StillroomError | None = None
        """Why the list of teachers, or one of them, could not be read."""
        self.no_keyring = ""
        """What keeps keys from being kept here; "" if nothing does."""
        self.tests: dict[Teacher, Usage | StillroomError] = {}
        self.testing: Teacher | None = None
        self.removed: Teacher | None = None
        """The one that was removed last, and can be put back."""
        self._was_chosen = False  # that one
        self._tested_in: Project | None = None
        self._known: dict[Teacher, Known] = {}
        self._looked = False
        self._looker = Background(self, daemon=True)  # a keyring may wait for the user
        self._looker.done.connect(self._on_looked)
        self._tester = Background(self, daemon=True)
        self._tester.done.connect(self._on_tested)
        workspace.opened.connect(self._look_if_chosen)
        workspace.closed.connect(self._forget_removed)

    @property
    def busy(self) -> bool:
        """Whether something is being looked up or tested."""
        return self._looker.busy or self._tester.busy

    def find(self, name: str) -> Teacher | None:
        return next((teacher for teacher in self.teachers if teacher.name == name), None)

    @property
    def chosen(self) -> Teacher | None:
        """The teacher of the open project, as far as it was looked up; None for the worked solutions."""
        name = self._workspace.store.fact("teacher") if self._workspace.project else None
        return self.find(str(name)) if name else None

    def known(self, teacher: Teacher) -> Known | None:
        """What is known of a teacher; None until it was looked up."""
        return self._known.get(teacher)

    def standing(self, name: str) -> Standing:
        """How the teacher of that name stands, as far as that was looked up."""
        if not self._looked:
            return "fine"
        teacher = self.find(name)
        if teacher is None:
            return "gone"
        if not self._known[teacher].ready:
            return "keyless"
        return "failed" if isinstance(self.tests.get(teacher), StillroomError) else "fine"

    def look(self) -> None:
        """Read the list anew, and look up keys and prices."""
        self._looker.call(_look)

    def _look_if_chosen(self) -> None:
        if self._workspace.store.fact("teacher"):
            self.look()

    def _on_looked(self, found: Any) -> None:
        self._looked = True
        if isinstance(found, StillroomError):
            self.teachers, self._known, self.problem = [], {}, found
        else:
            self._known, self.problem, self.no_keyring = found
            self.teachers = list(self._known)
        if self.removed and self.find(self.removed.name) not in (None, self.removed):
            self._forget_removed()  # to put it back would be to take another one's place
        self._tell()

    def _forget_removed(self) -> None:
        self.removed = None

    # A test

    def test(self, teacher: Teacher) -> None:
        """Ask a teacher for one small tool call; what it costs goes into the project's ledger."""
        self.testing, self._tested_in = teacher, self._workspace.project
        self._tester.call(lambda: asyncio.run(try_teacher(teacher)).usage)
        self.changed.emit()

    def _on_tested(self, outcome: Usage | StillroomError) -> None:
        teacher, self.testing = self.testing, None
        assert teacher
        self.tests[teacher] = outcome
        project = self._workspace.project
        if isinstance(outcome, Usage) and project and project is self._tested_in:
            known = self.known(teacher)
            cost = known.price.cost(outcome) if known and known.price else None
            tokens = (outcome.prompt_tokens, outcome.completion_tokens)
            payment = Payment("test", teacher.provider, teacher.model, *tokens, cost, round(outcome.seconds, 3))
            self._try(lambda: project.store.add_payment("test", payment))
        self._tell()

    # Changes

    def choose(self, name: str | None) -> None:
        """Let a teacher teach in the project; None: the worked solutions."""
        project = self._workspace.project
        assert project
        self._try(lambda: choose_teacher(project, name))
        self._tell()

    def stop_sending(self, teacher: Teacher) -> None:
        """Ask again before anything of the open project is sent to a teacher."""
        project = self._workspace.project
        assert project
        self._try(lambda: stop_sending(project.folder, teacher.address))
        self._tell()

    def remove(self, teacher: Teacher) -> None:
        """Remove a teacher; where it was chosen, the worked solutions are. `restore` takes that back."""
        was_chosen = self._workspace.store.fact("teacher") == teacher.name
        if self._try(lambda: forget_teacher(teacher.name)):
            self.removed, self._was_chosen = teacher, was_chosen
            self.teachers.remove(teacher)
            if was_chosen:
                self.choose(None)
            else:
                self._tell()

    def restore(self) -> None:
        """Put the removed teacher back, and choose it again if it was chosen."""
        teacher = self.removed
        if teacher and self._try(lambda: keep_teacher(teacher)):
            self.removed = None
            if self._was_chosen:
                self.choose(teacher.name)
            self.look()

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except (StillroomError, OSError, sqlite3.Error) as error:
            self._workspace.failed.emit(from_exception(error))
            return False
        return True

    def _tell(self) -> None:
        """Say that more is known, to those that look at the book and to those that look where the steps stand."""
        self.changed.emit()
        if self._workspace.project:
            self._workspace.touch()


def _look() -> tuple[dict[Teacher, Known], StillroomError | None, str]:
    known: dict[Teacher, Known] = {}
    problem: StillroomError | None = None
    for teacher in read_teachers():
        try:
            check(teacher)
        except StillroomError as error:
            problem = error
        else:
            known[teacher] = Known(not teacher.secret or teacher.has_key, price_of(teacher))
    return known, problem, keyring_works()


def keep(before: Teacher | None, teacher: Teacher, key: str) -> Teacher:
    """Keep a teacher in place of the one it was `before`, with its key where that is not empty. It may wait for the keyring.

    Raises:
        KnownError: it cannot be a teacher, or it or its key cannot be kept.
    """
    check(teacher)
    if key:
        set_secret(teacher.secret, key)
    keep_teacher(teacher)
    if before and before.name != teacher.name:
        forget_teacher(before.name)
    return teacher
