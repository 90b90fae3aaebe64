"""The product's steps as jobs to start, with what each goes on with; the command line and the window start the same ones.

Those that are named after a step return a JobSpec and start nothing; the project must be open for writing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import new_id
from stillroom.errors import KnownError, ProjectError
from stillroom.evaluation import PROBE_TASKS, EvaluateParams, ProbeParams, probe_params
from stillroom.export import FilesParams, GgufParams, OllamaParams, RemoveParams, TrainingFolderParams
from stillroom.jobs import JobSpec, settle_runs
from stillroom.project import Project
from stillroom.serving import ChatParams, trained_run
from stillroom.store import Method, Run, RunKind
from stillroom.students import PrepareParams, chosen_student, student_name
from stillroom.tasks import ImportParams, MakeParams
from stillroom.teacher import Teacher, check, find_teacher, read_teachers
from stillroom.tools import PACKAGES, PackagesParams
from stillroom.tools.drafting import DraftParams
from stillroom.training import TRAIN, AdoptParams, Recipe, TrainParams, spec_digest
from stillroom.trajectories import EditParams, TeachParams


def open_to_write(folder: Path) -> Project:
    """Open a project as its writer, with the records of runs that were interrupted put right.

    Raises:
        ProjectError: as `Project.open`.
    """
    project = Project.open(folder, writer=True)
    try:
        settle_runs(project)
    except BaseException:
        project.close()
        raise
    return project


def chosen_teacher(project: Project) -> Teacher | None:
    """Who teaches in this project; None for the worked solutions.

    Raises:
        KnownError: it is set up on another computer only, or not any more, or cannot be a teacher.
    """
    name = project.store.fact("teacher")
    if name is None:
        return None
    found = next((teacher for teacher in read_teachers() if teacher.name == name), None)
    if found is None:
        raise KnownError(
            "The teacher is not set up here",
            f"This project is taught by {name}, which is no teacher on this computer.",
            "Choose another one, or set it up with: stillroom teachers add NAME --provider PROVIDER --model MODEL",
        )
    return check(found)


def choose_teacher(project: Project, name: str | None) -> None:
    """Let a teacher of the user's teach in this project; None: the worked solutions.

    Raises:
        KnownError: there is no such teacher.
    """
    project.store.set_fact("teacher", find_teacher(name).name if name else None)


def budget_of(project: Project) -> float | None:
    """What a paid run of this project may cost unless it says otherwise, in US dollars; None for no limit."""
    dollars = project.store.fact("budget")
    return float(dollars) if isinstance(dollars, int | float) and dollars >= 0 else None


def set_budget(project: Project, dollars: float | None) -> None:
    """Limit what a paid run of this project may cost, in US dollars."""
    project.store.set_fact("budget", dollars)


def prepare(project: Project, student: str) -> JobSpec:
    """Download a student into the user's cache, or make its weights ready there; what was begun is gone on with."""
    return _spec(project, "prepare", "stillroom.students:prepare", PrepareParams(student_name(student)))


def probe(project: Project, students: Sequence[str], count: int = PROBE_TASKS) -> JobSpec:
    """Ask students some held-out tasks before any training; the newest probe is gone on with if it was stopped and asked the same.

    Raises:
        ProjectError: there is nothing to ask.
    """
    params = probe_params(project.store, [student_name(name) for name in students], count)
    stopped = unfinished_run(project, "probe")
    same = stopped and msgspec.convert(stopped.spec["params"], ProbeParams).asked == params.asked
    return _spec(project, "probe", "stillroom.evaluation:probe", params, stopped.id if stopped and same else None)


def install_packages(project: Project) -> JobSpec:
    """Make the environment of the Python packages that the project's tools need."""
    params = PackagesParams(tuple(project.store.fact(PACKAGES, [])))
    return _spec(project, "packages", "stillroom.tools:install_packages", params)


def draft_tool(project: Project, params: DraftParams) -> JobSpec:
    """Let a teacher draft a tool; the project's tools stay as they are."""
    return _spec(project, "draft", "stillroom.tools.drafting:draft_tool", params)


def import_tasks(project: Project, params: ImportParams) -> JobSpec:
    """Add the tasks of a file, or of a text."""
    return _spec(project, "import", "stillroom.tasks:import_tasks", params)


def make_tasks(project: Project, params: MakeParams) -> JobSpec:
    """Let a teacher write tasks; the newest such run is gone on with if it asked for the same and was stopped."""
    stopped = unfinished_run(project, "make_tasks")
    run = stopped.id if stopped and asks_the_same(stopped, params) else None
    return _spec(project, "make_tasks", "stillroom.tasks:make_tasks", params, run)


def teach(project: Project, params: TeachParams) -> JobSpec:
    """Let the teacher solve the tasks that have no trajectory yet."""
    return _spec(project, "teach", _TEACH, params)


def resume_teaching(project: Project, budget: float | None = None) -> JobSpec:
    """Go on with the newest teaching run, as it was begun, or with another `budget` in all (US dollars).

    Its teachers are asked as the user has set them up, whatever the run says of their addresses and keys: a project may come from
    someone else.

    Raises:
        ProjectError: there is none that this Stillroom knows how to go on with.
        KnownError: its teacher is not set up here.
    """
    run = next(iter(project.store.runs("teach")), None)
    if run is None:
        raise ProjectError(
            "Nothing to resume", "Nothing of this project was taught yet.", "Start with: stillroom teach"
        )
    try:
        params = msgspec.convert(run.spec["params"], TeachParams)
    except (KeyError, msgspec.ValidationError) as error:
        raise ProjectError(
            "Nothing to resume", "Another Stillroom taught last, in another way.", "Start with: stillroom teach"
        ) from error
    params = msgspec.structs.replace(
        params,
        teacher=_own(params.teacher),
        judge=_own(params.judge),
        budget=params.budget if budget is None else budget,
    )
    return _spec(project, "teach", _TEACH, params, run.id)


def edit(project: Project, params: EditParams) -> JobSpec:
    """Execute and verify a solution that a person edited."""
    return _spec(project, "review", "stillroom.trajectories:edit", params)


def train(project: Project, recipe: Recipe, student: str | None = None, method: Method = "agent") -> JobSpec:
    """Train a student, by default the one that the project has chosen, from its first step, on what was taught by a method."""
    return _spec(project, "train", TRAIN, training(project, recipe, student, method))


def training(project: Project, recipe: Recipe, student: str | None = None, method: Method = "agent") -> TrainParams:
    """What to train, here or elsewhere; the student by default the one that the project has chosen."""
    return TrainParams(student_name(student or chosen_student(project.store)), recipe, method=method)


def training_of(project: Project, run: str | None = None) -> TrainParams:
    """What a training run trained, by default the newest that is done: to be trained anew, elsewhere.

    Raises:
        ProjectError: there is none.
    """
    params = msgspec.convert(trained_run(project, run).spec["params"], TrainParams)
    return msgspec.structs.replace(params, resume=False, keep=False)


def resume_training(project: Project) -> JobSpec:
    """Go on with the newest training run, from its last checkpoint.

    Raises:
        ProjectError: it was not stopped midway, or there is none.
    """
    run = unfinished_run(project, "train")
    if run is None or run.spec["job"] != TRAIN:
        raise ProjectError(
            "Nothing to resume",
            "No training run of this project was stopped midway.",
            "Start one with: stillroom train",
        )
    params = msgspec.structs.replace(msgspec.convert(run.spec["params"], TrainParams), resume=True, keep=False)
    return _spec(project, "train", TRAIN, params, run.id)


def keep_training(project: Project) -> JobSpec:
    """Train the newest training run no further, and keep its student as far as it has come.

    Raises:
        ProjectError: it was not stopped midway, or there is none.
    """
    spec = resume_training(project)
    return msgspec.structs.replace(spec, params=spec.params | {"keep": True})


def adopt(project: Project, folder: Path) -> JobSpec:
    """Take back what was trained elsewhere, from a training folder that this project wrote, as a training run of it.

    Raises:
        KnownError: it is no training folder.
        ProjectError: this project did not write it.
    """
    folder = folder.expanduser().absolute()
    digest = spec_digest(folder)
    for run in project.store.runs("export"):
        if run.result.get("spec") == digest:
            training = run.spec["params"]["training"]
            return _spec(
                project,
                "train",
                "stillroom.training:adopt",
                msgspec.convert(training | {"folder": str(folder)}, AdoptParams).first_stage,
            )
    raise ProjectError(
        "A folder of another project",
        f"This project wrote no training folder with the recipe in {folder}.",
        "Open the project that wrote it; a recipe that was changed since is another one: export it anew.",
    )


def evaluate(project: Project, params: EvaluateParams) -> JobSpec:
    """Score arms; the newest evaluation is gone on with if it asked the same and was stopped.

    Raises:
        ProjectError: an arm needs a trained student, and there is none.
    """
    if {"student", "quantised"} & set(params.arms):
        params = msgspec.structs.replace(params, run=trained_run(project, params.run).id)
    stopped = unfinished_run(project, "evaluate")
    same = stopped is not None and asks_the_same(stopped, params)
    return _spec(project, "evaluate", "stillroom.evaluation:evaluate", params, stopped.id if stopped and same else None)


def chat(project: Project, params: ChatParams) -> JobSpec:
    """Talk to an arm."""
    return _spec(project, "chat", "stillroom.serving:chat", params)


def export_gguf(project: Project, params: GgufParams) -> JobSpec:
    """Write the trained student as one GGUF file."""
    return _spec(project, "export", "stillroom.export:export_gguf", params)


def export_files(project: Project, params: FilesParams) -> JobSpec:
    """Write the adapter, the merged model, the training data or the model card."""
    return _spec(project, "export", "stillroom.export:export_files", params)


def export_training(project: Project, params: TrainingFolderParams) -> JobSpec:
    """Write a training as a folder that runs on any computer."""
    return _spec(project, "export", "stillroom.export:export_training", params)


def export_ollama(project: Project, params: OllamaParams) -> JobSpec:
    """Make the trained student a model in Ollama, and prove that it calls tools there."""
    return _spec(project, "export", "stillroom.export.ollama:export_ollama", params)


def remove_ollama(project: Project, params: RemoveParams) -> JobSpec:
    """Remove a model from Ollama that Stillroom made."""
    return _spec(project, "export", "stillroom.export.ours:remove_ollama", params)


def unfinished_run(project: Project, kind: RunKind) -> Run | None:
    """The newest run of a kind, if it was stopped or failed midway."""
    newest = next(iter(project.store.runs(kind)), None)
    return newest if newest and newest.state in ("cancelled", "failed") else None


def asks_the_same(run: Run, params: msgspec.Struct) -> bool:
    """Whether a run was started with these parameters."""
    return bool(msgspec.convert(run.spec["params"], type(params)) == params)


_TEACH = "stillroom.trajectories:teach"


def _own(teacher: Teacher | None) -> Teacher | None:
    return teacher and msgspec.structs.replace(find_teacher(teacher.name), model=teacher.model)


def _spec(project: Project, kind: RunKind, job: str, params: msgspec.Struct, run: str | None = None) -> JobSpec:
    values: dict[str, Any] = msgspec.to_builtins(params)
    return JobSpec(job, kind, str(project.folder), run or new_id(kind), values)
