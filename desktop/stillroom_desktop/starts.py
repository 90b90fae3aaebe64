"""What a user can start on the open project."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stillroom import work
from stillroom.errors import StillroomError, from_exception
from stillroom.evaluation import EvaluateParams
from stillroom.export import FilesParams, GgufParams, OllamaParams, RemoveParams, TrainingFolderParams
from stillroom.jobs import JobSpec
from stillroom.project import Project
from stillroom.serving import ArmName, ChatParams
from stillroom.settings import Settings
from stillroom.tasks import ImportParams, MakeParams
from stillroom.training import PRESETS, Recipe
from stillroom.trajectories import TeachParams
from stillroom_desktop.jobs import RunningJob


class Starts(QObject):
    """The part of a Workspace that makes a job of what a user asks for, each asking the window to show the page where it is seen.

    None is given, and `failed` tells why, where it may not start now.
    """

    failed = Signal(object)

    project: Project | None
    settings: Settings

    if TYPE_CHECKING:  # the workspace has it

        def start(self, spec: JobSpec, page: str = "") -> RunningJob | None: ...

    def import_tasks(self, params: ImportParams) -> RunningJob | None:
        """Add the tasks of a file, or of a text; no page is asked for."""
        return self._begin(lambda project: work.import_tasks(project, params))

    def make_tasks(self, params: MakeParams) -> RunningJob | None:
        """Let a teacher write tasks, or go on with what was stopped if it asks for the same."""
        return self._begin(lambda project: work.make_tasks(project, params), "tasks")

    def teach(self, retry: bool = False, params: TeachParams | None = None) -> RunningJob | None:
        """Teach the tasks that have no trajectory, with `retry` also those whose trajectory was rejected; or as `params` say."""
        return self._begin(lambda project: work.teach(project, params or self._lessons(project, retry)), "teach")

    def resume_teaching(self, budget: float | None = None) -> RunningJob | None:
        """Go on with the newest teaching as it was begun, or with another budget in all, in US dollars."""
        return self._begin(lambda project: work.resume_teaching(project, budget), "teach")

    def get_student(self, name: str) -> RunningJob | None:
        """Download a student, or make its weights ready; what was begun is gone on with."""
        return self._begin(lambda project: work.prepare(project, name), "student")

    def probe(self, students: Sequence[str]) -> RunningJob | None:
        """Ask students some held-out tasks before any training, or go on with a probe that was stopped."""
        return self._begin(lambda project: work.probe(project, students), "student")

    def train(self, recipe: Recipe | None = None) -> RunningJob | None:
        """Train the project's student from its first step."""
        return self._begin(lambda project: work.train(project, recipe or default_recipe()), "train")

    def resume_training(self) -> RunningJob | None:
        """Go on with the training that was stopped."""
        return self._begin(work.resume_training, "train")

    def keep_training(self) -> RunningJob | None:
        """Train the training that was stopped no further, and keep its student as far as it has come."""
        return self._begin(work.keep_training, "train")

    def evaluate(self) -> RunningJob | None:
        """Score the base, the student and its quantised form, or go on with a scoring that was stopped."""
        params = EvaluateParams(("base", "student", "quantised"))
        return self._begin(lambda project: work.evaluate(project, params), "evaluate")

    def export_gguf(self, out: Path, quant: str) -> RunningJob | None:
        """Write the student as one GGUF file: `out`, or a file in the folder `out`."""
        return self._begin(lambda project: work.export_gguf(project, GgufParams(str(out), quant)), "export")

    def export_files(self, params: FilesParams) -> RunningJob | None:
        """Write the adapter, the model folder, the training data or the model card."""
        return self._begin(lambda project: work.export_files(project, params), "export")

    def export_training(self, out: Path) -> RunningJob | None:
        """Write the training of the student that is exported as a folder that runs on any computer."""

        def spec(project: Project) -> JobSpec:
            return work.export_training(project, TrainingFolderParams(str(out), work.training_of(project)))

        return self._begin(spec, "export")

    def adopt(self, folder: Path) -> RunningJob | None:
        """Take back what was trained elsewhere, in a folder that such an export wrote."""
        return self._begin(lambda project: work.adopt(project, folder), "train")

    def export_ollama(self, params: OllamaParams) -> RunningJob | None:
        """Make the student a model in Ollama; the project's tools run for the proof."""
        return self._begin(lambda project: work.export_ollama(project, params), "export")

    def remove_ollama(self, params: RemoveParams) -> RunningJob | None:
        """Remove a model from Ollama that an export made."""
        return self._begin(lambda project: work.remove_ollama(project, params), "export")

    def install_packages(self) -> RunningJob | None:
        """Install the Python packages that the project's tools need, into an environment of their own."""
        return self._begin(work.install_packages)

    def chat(self, arm: ArmName) -> RunningJob | None:
        """Begin to talk to an arm; no page is asked for. Messages are sent as `{"prompt": text}`; `cancel` ends it."""
        return self._begin(lambda project: work.chat(project, ChatParams(arm)))

    def _lessons(self, project: Project, retry: bool) -> TeachParams:
        """How tasks are taught unless the user says otherwise.

        Raises:
            KnownError: the project's teacher is not set up here.
        """
        return TeachParams(
            concurrency=self.settings.get("concurrency"),
            retry_failed=retry,
            teacher=work.chosen_teacher(project),
            budget=work.budget_of(project),
        )

    def _begin(self, spec: Callable[[Project], JobSpec], page: str = "") -> RunningJob | None:
        assert self.project
        try:
            made = spec(self.project)
        except (StillroomError, OSError, sqlite3.Error) as error:
            self.failed.emit(from_exception(error))
            return None
        return self.start(made, page)


def default_recipe() -> Recipe:
    """What a first student is trained with: the preset that is done soonest."""
    return PRESETS["quick"]
