"""The page Evaluate: what is compared, live counts, the scorecard in words and figures, and what still fails."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, Trajectory, new_id
from stillroom.evaluation import EvaluateParams, arm_score
from stillroom.jobs import Event, Progress, Scored, Stage
from stillroom.serving import ArmName
from stillroom.store import Execution, Run, Score, Task
from stillroom.students import SMOLLM2, WEIGHTS_NOTE
from stillroom.tasks import compare_calls
from stillroom.tools import tool_from_json
from stillroom_desktop.pages.evaluate import EvaluatePage
from stillroom_desktop.pages.evaluated import look_at
from stillroom_desktop.pages.failure import FailureDialog, calls_right
from stillroom_desktop.pages.scoring import Tally
from stillroom_desktop.workspace import Workspace

if TYPE_CHECKING:
    from fake_jobs import FakeJob, FakeRunner

ARMS: tuple[ArmName, ...] = ("base", "student", "quantised")
MakePage = Callable[[], EvaluatePage]


@pytest.fixture
def make_page(show_page: Callable[..., Any], workspace: Workspace) -> MakePage:
    return partial(show_page, EvaluatePage, workspace)


@pytest.fixture
def trained(workspace: Workspace) -> Workspace:
    train(workspace, "train-1")
    return workspace


def train(workspace: Workspace, run: str, started: float = 0.0, student: str = SMOLLM2) -> None:
    spec = {"params": {"student": student, "recipe": {}}}
    workspace.store.start_run(Run(run, "train", "running", started or time.time(), spec=spec))
    workspace.store.end_run(run, "done", {"run": run})


def held_out(workspace: Workspace) -> list[Task]:
    return [task for task in workspace.store.tasks("held_out") if task.solution is not None]


def play(workspace: Workspace, job: "FakeJob", arm: ArmName, tasks: Sequence[Task], wrong: int) -> list[Score]:
    """Let an arm do these tasks, the first `wrong` of those that need a call with a wrong argument; the base calls nothing."""
    store = workspace.store
    specs = [tool_from_json(tool).spec for tool in store.tools()]
    tool_set = store.keep_tool_set(specs)
    scores: list[Score] = []
    events: list[Event] = [Stage(f"Scoring {arm}", len(tasks), "tasks")]
    for at, task in enumerate(tasks, start=1):
        messages, executions = [Message("user", task.turns[0])], []
        for step in task.solution or () if arm != "base" else ():
            changes = {} if wrong <= 0 else {next(iter(step[0].arguments)): "something else"}
            calls = tuple(ToolCall(new_id("call"), call.name, call.arguments | changes) for call in step)
            messages.append(Message("assistant", tool_calls=calls))
            executions += [Execution(call.id, call.name, call.arguments, True, "ran", 0.01) for call in calls]
        wrong -= task.needs_call
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tool_set, tuple(messages))
        same = compare_calls(task.solution or (), trajectory.calls, specs)
        score = Score(arm, task.id, trajectory.id, same.exact, same.name, same.reason, 40, 0.1)
        store.add_trajectory(trajectory, job.spec.run, executions)
        store.add_score(job.spec.run, score)
        events += [Scored(arm, task.id, trajectory.id, same.exact, same.reason), Progress(at, len(tasks), 60.0)]
        scores.append(score)
    job.feed(*events)
    return scores


def evaluate(workspace: Workspace, job: "FakeJob", wrong: dict[ArmName, int]) -> None:
    """A whole evaluation, from the first task to its result."""
    tasks = held_out(workspace)
    arms = {}
    for arm in ARMS:
        scores = play(workspace, job, arm, tasks, wrong.get(arm, 0))
        arms[arm] = msgspec.to_builtins(arm_score(list(zip(tasks, scores, strict=True)), f"llama.cpp, {arm}"))
    job.finish({"arms": arms, "run": job.spec.params["run"], "tasks": len(tasks), "seconds": {}, "gate": None})


def counts(workspace: Workspace) -> tuple[int, int]:
    needing = sum(task.needs_call for task in held_out(workspace))
    return needing, len(held_out(workspace)) - needing


def test_without_a_student_it_leads_to_train(make_page: MakePage, workspace: Workspace, qtbot: QtBot) -> None:
    page = make_page()
    assert not page.start.isVisible()
    with qtbot.waitSignal(workspace.go, check_params_cb=lambda key: key == "train"):
        page.way_to_train.click()


def test_without_held_out_tasks_it_leads_to_tasks(
    empty_workspace: Workspace, show_page: Callable[..., Any], qtbot: QtBot, tmp_path: Any
) -> None:
    assert empty_workspace.create(tmp_path / "bare", None)
    train(empty_workspace, "train-1")
    page = show_page(EvaluatePage, empty_workspace)
    assert not page.start.isVisible()
    with qtbot.waitSignal(empty_workspace.go, check_params_cb=lambda key: key == "tasks"):
        page.way_to_tasks.click()


def test_before_it_says_what_is_compared(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    needing, without = counts(trained)
    assert f"{needing} need a call, {without} need none" in page.compared.sentence.text()
    assert page.start.objectName() == "evaluate_start"
    page.start.click()
    assert fake.job("evaluate").spec.params["arms"] == ARMS
    assert page.scoring.isVisible()
    assert not page.compared.isVisible()


def test_running_it_counts_each_arm_and_draws_the_scorecard_so_far(
    make_page: MakePage, trained: Workspace, fake: "FakeRunner"
) -> None:
    page = make_page()
    page.start.click()
    job, tasks = fake.job("evaluate"), held_out(trained)
    _, without = counts(trained)
    job.feed(Stage("Converting the base to GGUF"))
    assert page.scoring.words("base") == ", Running"
    play(trained, job, "base", tasks, 0)
    play(trained, job, "student", tasks[:10], 2)
    assert page.scoring.words("base") == f"{without} right of {len(tasks)} done, Done"
    assert page.scoring.words("student") == "8 right of 10 done, 1 min left"
    assert page.scoring.words("quantised") == ", Waiting"
    assert page.scorecard.arms.table.model().rowCount() == 2
    assert page.scorecard.failures.arm.value == "student"
    assert page.scorecard.failures.table.count == 2
    later = make_page()
    assert later.scoring.words("student") == page.scoring.words("student")


def test_stopped_it_goes_on_with_what_is_scored(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    job, tasks = fake.job("evaluate"), held_out(trained)
    play(trained, job, "base", tasks[:10], 0)
    page.pause.click()
    assert job.cancel_asked
    assert page.stopping.isVisible()
    job.cancelled("Stopped while scoring base. What was scored is kept.")
    assert page.outcome.accessibleName() == f"Paused: 10 of {3 * len(tasks)} answers are scored"
    assert not page.try_it.isVisible()
    assert page.start.text() == "Go on"
    page.start.click()
    again = fake.job("evaluate")
    assert again.spec.run == job.spec.run
    play(trained, again, "base", tasks[10:12], 0)
    assert "of 12 done" in page.scoring.words("base")


def test_done_it_says_what_the_figures_mean_without_a_gate(
    make_page: MakePage, trained: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    page = make_page()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {"student": 9, "quantised": 12})
    needing, without = counts(trained)
    right = needing - 9
    assert page.outcome.accessibleName() == f"The trained student makes the right call in {right} of {needing} tasks"
    said = page.outcome.accessibleDescription()
    assert f"That is {round(100 * right / needing)} %, with 95 % certainty " in said
    assert f"Before training it was 0 of {needing}." in said
    assert f"As exported it is {needing - 12} of {needing}." in said
    assert f"it made none in {without} of {without} (before: {without})" in said
    assert page.outcome.property("state") == "ok"
    assert page.scorecard.arms.table.model().index(1, 0).data() == "Trained, llama.cpp, student"
    assert page.scorecard.arms.table.model().index(2, 0).data() == "As exported, Q4_K_M, llama.cpp, quantised"
    assert WEIGHTS_NOTE in page.scorecard.arms.notes.text()
    assert page.try_it.objectName() == "chat_open"
    with qtbot.waitSignal(trained.go, check_params_cb=lambda key: key == "chat"):
        page.try_it.click()
    assert make_page().outcome.accessibleDescription() == said


def test_no_clear_difference_is_said(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {"student": counts(trained)[0] - 1})
    assert page.outcome.property("state") == "warn"
    assert "no clear difference" in page.outcome.accessibleDescription()


def test_a_student_of_chains_of_thought_is_told_by_its_answers(
    make_page: MakePage, trained: Workspace, fake: "FakeRunner"
) -> None:
    """It makes no calls, so that nothing is said of calls."""
    spec = {"params": {"student": SMOLLM2, "recipe": {}, "method": "cot"}}
    trained.store.start_run(Run("train-cot", "train", "running", time.time(), spec=spec))
    trained.store.end_run("train-cot", "done", {"run": "train-cot"})
    page = make_page()
    page.start.click()
    job, tasks = fake.job("evaluate"), held_out(trained)[:10]
    arms = {}
    for arm in ARMS:
        scores = []
        for at, task in enumerate(tasks):
            chain = Trajectory(new_id("trajectory"), task.id, "cot", trained.store.keep_tool_set([]), ())
            answer = at < (6 if arm == "student" else 0)
            scores.append(Score(arm, task.id, chain.id, False, False, "" if answer else "No.", 40, 0.1, answer))
            trained.store.add_trajectory(chain, job.spec.run)
            trained.store.add_score(job.spec.run, scores[-1])
        arms[arm] = msgspec.to_builtins(arm_score(list(zip(tasks, scores, strict=True)), "llama.cpp", "cot"))
    job.finish({"arms": arms, "run": "train-cot", "tasks": 10, "seconds": {}, "gate": None})
    assert "The trained student gives the right answer in 6 of 10 tasks" in page.outcome.accessibleName()
    evaluated = look_at(trained.store, job.spec.run, EvaluateParams(ARMS, "train-cot"), {"arms": arms})
    assert [len(evaluated.failures[arm]) for arm in ARMS] == [4 if arm == "student" else 10 for arm in ARMS]


def test_by_kind_and_by_tool(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {})
    table = page.scorecard.kinds.table
    calls = sum(task.kind == "call" for task in held_out(trained))
    assert [table.model().index(0, column).data() for column in range(4)] == [
        "Single call",
        f"0 of {calls}",
        f"{calls} of {calls}",
        f"{calls} of {calls}",
    ]
    page.scorecard.kinds.by.set_value("tool")
    tools = {call.name for task in held_out(trained) for step in task.solution or () for call in step}
    assert {table.model().index(row, 0).data() for row in range(table.model().rowCount())} == tools


def test_a_failed_task_opens_as_its_conversation(
    make_page: MakePage, trained: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    page = make_page()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {"student": 3})
    failures = page.scorecard.failures
    assert failures.table.count == 3
    assert not failures.open.isEnabled()
    failures.table.step(1)
    failures.open.click()
    dialog = next(window for window in QApplication.topLevelWidgets() if isinstance(window, FailureDialog))
    assert dialog.place.text() == "1 of 3"
    assert "something else" in dialog.reason.accessibleName()
    assert dialog.made.cards and dialog.expected.cards
    dialog.next.click()
    dialog.next.click()
    assert dialog.place.text() == "3 of 3"
    assert not dialog.next.isEnabled()
    dialog.accept()
    failures.arm.set_value("quantised")
    assert failures.nothing.isVisible()
    failures.arm.set_value("base")
    assert failures.table.count == counts(trained)[0]


def test_each_expected_call_counts_once(workspace: Workspace) -> None:
    task = next(task for task in held_out(workspace) if task.kind == "call")
    specs = [tool_from_json(tool).spec for tool in workspace.store.tools()]
    assert task.solution
    expected = task.solution[0][0]
    made = ToolCall("1", expected.name, expected.arguments)
    other = ToolCall("2", expected.name, {})
    message = Message("assistant", tool_calls=(other, made, made))
    assert calls_right(task, Trajectory("t", task.id, "agent", "", (message,)), specs) == [False, True, False]


def test_a_failure_is_said_in_words(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    fake.job("evaluate").fail("The disk is full", "There was no room left.", "Free some space.")
    assert page.outcome.accessibleName() == "The disk is full"
    assert page.outcome.accessibleDescription() == "There was no room left. Free some space."
    assert page.start.text() == "Try again"
    assert page.compared.isVisible()


def test_a_scorecard_of_an_earlier_training_says_so(
    make_page: MakePage, trained: Workspace, fake: "FakeRunner"
) -> None:
    page = make_page()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {})
    assert not page.stale.isVisible()
    assert page.start.text() == "Score again"
    train(trained, "train-2", time.time() + 60)
    page.refresh()
    assert page.stale.isVisible()
    assert page.start.text() == "Score it"
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {"student": 5})
    assert not page.stale.isVisible()


def test_old_evaluations_can_be_chosen(make_page: MakePage, trained: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    first = fake.job("evaluate")
    evaluate(trained, first, {"student": 5})
    assert not page.scorecard.arms.runs.isVisible()
    said = page.outcome.accessibleName()
    page.start.click()
    evaluate(trained, fake.job("evaluate"), {"student": 1})
    assert page.outcome.accessibleName() != said
    assert page.scorecard.arms.runs.isVisible()
    page.scorecard.arms.runs.set_value(first.spec.run)
    assert page.outcome.accessibleName() == said


def test_only_what_was_asked_is_counted(trained: Workspace, fake: "FakeRunner") -> None:
    trained.evaluate()
    job = fake.job("evaluate")
    params = msgspec.structs.replace(look_at(trained.store, job.spec.run, _params(job), {}).params, limit=4)
    play(trained, job, "student", held_out(trained)[:5], 0)
    evaluated = look_at(trained.store, job.spec.run, params, {})
    assert evaluated.arms["student"].pass_k["1"].n == 4
    assert evaluated.lead == "student"
    tally = Tally(params, 4, trained.store.scores(job.spec.run))
    assert tally.at == "base"


def _params(job: "FakeJob") -> Any:
    from stillroom.evaluation import EvaluateParams

    return msgspec.convert(job.spec.params, EvaluateParams)
