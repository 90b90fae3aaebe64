"""The job `probe`: which student could learn this, measured before any training, so that it is chosen by data.

Each student is shown a few solved training tasks and then asked some of the held-out ones, all the same ones.
"""

from collections.abc import Iterator, Sequence

import msgspec

from stillroom.conversation import ToolSpec, digest, tool_set_digest
from stillroom.errors import ProjectError, StillroomError
from stillroom.evaluation.intervals import Rate
from stillroom.evaluation.scorecard import arm_score
from stillroom.evaluation.scoring import SLOTS, score_arm
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Note
from stillroom.serving import solved_examples, untrained_arm
from stillroom.store import Run, Store, Task, TaskChoice
from stillroom.tools import tool_from_json
from stillroom.trajectories import in_sandbox

PROBE_TASKS = 24
"""So many held-out tasks are asked unless somebody says otherwise: few enough to compare several students, too few for a scorecard."""


class ProbeParams(msgspec.Struct, frozen=True):
    """Each of `students` is asked the `tasks` (ids). `shown` identifies what all of them are shown: the tools and the examples."""

    students: tuple[str, ...]
    tasks: tuple[str, ...]
    shown: str

    @property
    def asked(self) -> tuple[tuple[str, ...], str]:
        """What must be the same for figures to be compared."""
        return self.tasks, self.shown


class Probed(msgspec.Struct, frozen=True):
    """How one student did: the rates of a scorecard, and how many seconds it took for a task. `measured` in seconds since 1970.

    `params` are those of its run: two figures can be compared where their `asked` is the same.
    """

    exact: Rate
    name: Rate
    no_call: Rate
    seconds: float
    measured: float
    params: ProbeParams


def probe_params(store: Store, students: Sequence[str], count: int = PROBE_TASKS) -> ProbeParams:
    """What a probe of these students asks: held-out tasks of each kind, as many as its share of them is.

    Raises:
        ProjectError: there is nothing to ask.
    """
    places = store.task_places(TaskChoice(split="held_out", worked=True), "kind")
    chosen = [places[at * len(places) // count] for at in range(count)] if len(places) > count else places
    if not chosen:
        raise ProjectError(
            "Nothing to probe on",
            "The project has no held-out tasks with a solution.",
            "Add some with: stillroom tasks import FILE",
        )
    tasks = store.tasks_at(chosen)
    examples = solved_examples(store, _specs(store))
    shown = digest([tool_set_digest(_specs(store)), [[message.to_openai() for message in one] for one in examples]])
    return ProbeParams(tuple(students), tuple(tasks[place].id for place in chosen), shown)


def probe(context: JobContext, params: ProbeParams) -> Iterator[Event]:
    """Ask one student after the other. Each score is stored as it is made; started again, the run goes on.

    One that cannot be asked is told of and left out.
    """
    store = context.project.store
    tasks = [task for task in map(store.task, params.tasks) if task]
    examples = solved_examples(store, _specs(store))
    yield Note(f"Each student sees {len(examples)} solved training tasks before each question.")
    failed: dict[str, StillroomError] = {}
    for name in params.students:
        try:
            if not _is_whole(store, context.run, name, tasks):
                arm = yield from untrained_arm("icl", name, "agent", examples, context.stop)
                running = in_sandbox(store, [tool_from_json(tool) for tool in store.tools()], SLOTS)
                yield from score_arm(context, arm, name, tasks, _specs(store), running)
        except StillroomError as error:
            failed[name] = error
            yield Note(f"{name} was left out: {error.message}")
        if context.stop.is_set():
            yield Cancelled(f"Stopped while asking {name}. What was scored is kept.")
            return
    if failed and len(failed) == len(params.students):
        raise failed[params.students[-1]]
    known = probed(store)
    yield Finished(
        {
            "students": {name: msgspec.to_builtins(known[name]) for name in params.students if name not in failed},
            "failed": {name: error.to_json() for name, error in failed.items()},
            "tasks": len(tasks),
            "examples": len(examples),
        }
    )


def probed(store: Store) -> dict[str, Probed]:
    """The newest probe of each student that was asked all its tasks, whether or not its run got to its end."""
    found: dict[str, Probed] = {}
    for run in store.runs("probe"):
        params = msgspec.convert(run.spec["params"], ProbeParams)
        tasks = {id: task for id in params.tasks if (task := store.task(id))}
        scores = store.scores(run.id)
        for name in {score.arm for score in scores} - found.keys():
            of_it = [score for score in scores if score.arm == name]
            if len(of_it) == len(params.tasks):
                score = arm_score([(tasks[score.task], score) for score in of_it if score.task in tasks], "")
                seconds = sum(score.seconds for score in of_it) / len(of_it)
                found[name] = Probed(score.exact, score.name, score.no_call, seconds, _measured(run), params)
    return found


def _measured(run: Run) -> float:
    return run.finished or run.started


def _is_whole(store: Store, run: str, name: str, tasks: Sequence[Task]) -> bool:
    """Whether a student was asked all of the tasks in this run."""
    asked = {score.task for score in store.scores(run) if score.arm == name}
    return all(task.id in asked for task in tasks)


def _specs(store: Store) -> list[ToolSpec]:
    return [tool_from_json(tool).spec for tool in store.tools()]
