"""The page Teach: before, while and after the tasks are taught, with jobs that the test plays."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, new_id
from stillroom.jobs import Progress, Stage, Taught
from stillroom.store import Execution, Task, Verdict, VerdictStage
from stillroom_desktop.pages.taught import TaughtTasks
from stillroom_desktop.pages.teach import TeachPage
from stillroom_desktop.widgets.cards import EmptyState, FigureCell, Notice
from stillroom_desktop.widgets.verdicts import TrajectoryDialog, count_reasons
from stillroom_desktop.workspace import Workspace

Solve = Callable[..., Taught]
RESULT: dict[str, Any] = {"tasks": 0, "accepted": 0, "rejected": {}, "failed": {}, "seconds": 2.0}


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> TeachPage:
    page = TeachPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    return page


@pytest.fixture
def tasks(workspace: Workspace) -> list[Task]:
    return list(workspace.store.tasks())


@pytest.fixture
def solve(workspace: Workspace, fake: Any) -> Solve:
    """Stores a trajectory of a task as the job does, and returns the event that tells it."""

    def solve(task: Task, stage: VerdictStage | None = None, reason: str = "") -> Taught:
        store, run = workspace.store, fake.job("teach").spec.run
        tools = store.keep_tool_set([ToolSpec("clock", "Tells the time.", {"type": "object", "properties": {}})])
        call = ToolCall(new_id("call"), "clock", {})
        said = (
            Message("user", task.turns[0]),
            Message("assistant", "", "Look.", (call,)),
            Message("assistant", "Noon."),
        )
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tools, said)
        done = Execution(call.id, "clock", {}, True, "noon", 0.25)
        store.add_trajectory(trajectory, run, [done], [Verdict(stage or "check", stage is None, reason)])
        return Taught(task.id, trajectory.id, stage is None, reason)

    return solve


def start(page: TeachPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.start, Qt.MouseButton.LeftButton)


def shown_words(page: TeachPage) -> str:
    QApplication.processEvents()  # a layout shows what was just added to it
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def primary(page: TeachPage) -> list[str]:
    """The names of the primary buttons that can be seen."""
    buttons = page.findChildren(QPushButton)
    return [
        button.objectName() or button.text()
        for button in buttons
        if button.isVisible() and button.property("kind") == "primary"
    ]


def figure(cell: FigureCell) -> str:
    return cell.accessibleName()


def test_before_anything_is_taught_it_says_what_this_teacher_is(page: TeachPage) -> None:
    assert "a script, not a model" in shown_words(page).replace("\n", " ")
    assert primary(page) == ["teach_start"]
    assert not page.table.isVisible()


@pytest.mark.parametrize(
    ("fill", "words", "step"), [("tools", "No tasks yet", "tasks"), ("tasks", "No tools yet", "tools")]
)
def test_what_is_missing_is_said_with_the_way_to_it(
    empty_workspace: Workspace, tmp_path: Any, qtbot: QtBot, fill: str, words: str, step: str
) -> None:
    empty_workspace.create(tmp_path / "empty", None)
    if fill == "tasks":
        empty_workspace.store.add_tasks([Task("a", "What time is it?", solution=())])
    page = TeachPage(empty_workspace)
    qtbot.addWidget(page)
    page.show()
    assert words in shown_words(page)
    asked: list[str] = []
    empty_workspace.go.connect(asked.append)
    state = next(state for state in page.findChildren(EmptyState) if state.isVisible())
    qtbot.mouseClick(state.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert asked == [step]


def test_teaching_starts_with_the_chosen_number_at_a_time(page: TeachPage, fake: Any, qtbot: QtBot) -> None:
    page.workspace.settings.set("concurrency", 7)
    start(page, qtbot)
    assert {"limit": None, "concurrency": 7, "retry_failed": False}.items() <= fake.job("teach").spec.params.items()
    assert primary(page) == ["Pause"]
    assert figure(page.figures.left).endswith("Starting …")
    assert "7 task" in figure(page.figures.speed)


def test_rows_figures_and_reasons_come_while_it_runs(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(Stage("Teaching", len(tasks), "tasks"))
    job.feed(solve(tasks[0]), solve(tasks[1]))
    job.feed(solve(tasks[2], "check", "The answer is not: 5"), Progress(3, len(tasks), 40.4))
    assert [page.table.rows.row(place)["number"] for place in range(3)] == [3, 2, 1]
    assert figure(page.figures.tasks) == f"Tasks: 3 of {len(tasks)}. 2 kept · 1 rejected"
    assert figure(page.figures.kept) == "Kept share: 67 %. passed every check"
    assert figure(page.figures.left) == "Time: 40 s left. It costs nothing"
    words = shown_words(page)
    assert "What went wrong\n1\n" in words and "The answer is not: 5" in words
    assert "a script, not a model" in words
    assert page.live.isVisible()


def test_the_tabs_count_and_filter(page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot) -> None:
    start(page, qtbot)
    fake.job("teach").feed(solve(tasks[0]), solve(tasks[1], "schema", "No such tool."), solve(tasks[2]))
    counts = {}
    for key in ("kept", "rejected", "all"):
        page.shown.set_value(key)
        counts[key] = page.table.count
    assert counts == {"kept": 2, "rejected": 1, "all": 3}


def test_a_page_that_is_made_late_shows_what_was_taught_before(
    workspace: Workspace, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    workspace.teach()
    job = fake.job("teach")
    first = solve(tasks[0])
    page = TeachPage(workspace)
    qtbot.addWidget(page)
    page.show()
    job.feed(first, solve(tasks[1]))  # the first one was in the store when the page looked
    assert page.table.rows.rowCount() == 2


def test_pause_says_that_it_saves_and_then_goes_on(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(solve(tasks[0]))
    qtbot.mouseClick(page.pause, Qt.MouseButton.LeftButton)
    assert job.cancel_asked
    assert (page.pause.text(), page.pause.isEnabled()) == ("Stopping, saving …", False)
    job.cancelled("Stopped after 1 of 9 tasks; all of them are kept.")
    assert "Stopped after 1 of 9 tasks" in shown_words(page)
    assert (primary(page), page.start.text()) == (["teach_start"], "Go on")
    start(page, qtbot)
    assert len(fake.started("teach")) == 2


def test_a_failure_is_shown_in_its_words(page: TeachPage, fake: Any, qtbot: QtBot) -> None:
    start(page, qtbot)
    fake.job("teach").fail("The disk is full", "There was no room.", "Free some space.")
    words = shown_words(page)
    assert "The disk is full" in words and "There was no room. Free some space." in words
    assert primary(page) == ["teach_start"]


def test_when_all_is_taught_the_student_can_be_trained(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    fake.job("teach").feed(*map(solve, tasks))
    fake.job("teach").finish(RESULT | {"tasks": len(tasks), "accepted": len(tasks), "seconds": 14.2})
    held_out = sum(task.split == "held_out" for task in tasks)
    words = shown_words(page)
    assert f"{len(tasks)} of {len(tasks)} tasks solved and verified in 14 s" in words
    assert f"{len(tasks) - held_out} are there to learn from; {held_out} are held out" in words
    assert primary(page) == ["train_start"]
    qtbot.mouseClick(page.train, Qt.MouseButton.LeftButton)
    assert len(fake.started("train")) == 1
    asked: list[str] = []
    page.workspace.go.connect(asked.append)
    assert page.train.text() == "See the training"
    qtbot.mouseClick(page.train, Qt.MouseButton.LeftButton)
    assert (asked, len(fake.started("train"))) == (["train"], 1)


def test_rejected_ones_are_tried_again_and_take_the_old_ones_places(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    first, *others = tasks
    fake.job("teach").feed(solve(first, "execution", "It fell over."), *map(solve, others))
    fake.job("teach").finish(RESULT | {"tasks": len(tasks)})
    assert page.retry.isVisible()
    assert page.retry.text() in ("Try it again", "Try the 1 again")  # with English's plurals loaded, or without
    qtbot.mouseClick(page.retry, Qt.MouseButton.LeftButton)
    assert fake.job("teach").spec.params["retry_failed"]
    fake.job("teach").feed(solve(first))
    fake.job("teach").finish(RESULT | {"tasks": 1, "accepted": 1})
    assert (page.table.rows.rowCount(), page.table.rows.row(0)["id"]) == (len(tasks), first.id)
    assert not page.retry.isVisible()
    assert f"{len(tasks)} of {len(tasks)} tasks solved and verified" in shown_words(page)


def test_nothing_kept_is_no_success(page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot) -> None:
    start(page, qtbot)
    fake.job("teach").feed(*(solve(task, "format", "There is no answer.") for task in tasks))
    fake.job("teach").finish(RESULT | {"tasks": len(tasks)})
    assert "No solution passed the checks" in shown_words(page)
    assert primary(page) == []


def test_tasks_without_a_solution_are_said(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    page.workspace.store.add_tasks([Task("new-1", "How late is it?"), Task("new-2", "And now?", solution=())])
    page.refresh()
    start(page, qtbot)
    fake.job("teach").feed(*map(solve, tasks))
    fake.job("teach").finish(RESULT | {"tasks": len(tasks)})
    assert "1 without a solution" in figure(page.figures.tasks)
    assert (primary(page), page.start.isVisible()) == (["teach_start"], True)


def test_a_job_that_cannot_start_leaves_the_button_as_it_was(page: TeachPage, fake: Any, qtbot: QtBot) -> None:
    page.workspace.teach()
    page.start.show()
    start(page, qtbot)
    assert (page.start.isEnabled(), len(fake.started("teach"))) == (True, 1)


@pytest.mark.parametrize(("stage", "words"), [(None, "Kept"), ("check", "Rejected: Not what the task expects")])
def test_a_row_opens_its_conversation(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot, stage: VerdictStage | None, words: str
) -> None:
    start(page, qtbot)
    fake.job("teach").feed(solve(tasks[0], stage, "It is not noon." if stage else ""))
    page.table.select(tasks[0].id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = page.findChild(TrajectoryDialog)
    notice = dialog.findChild(Notice)
    assert notice.accessibleName() == words
    assert ("It is not noon." in notice.accessibleDescription()) == (stage is not None)
    dialog.accept()


def test_closing_the_project_leaves_the_page_quiet(page: TeachPage) -> None:
    page.workspace.close()
    page.refresh()


def test_reasons_are_counted_by_stage_the_most_frequent_first(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    for task, stage, reason in zip(tasks, ["schema", "check", "check", "check"], ["a", "b", "c", "b"], strict=False):
        solve(task, stage, reason)
    counted = count_reasons(page.workspace.store.taught_rows())
    assert [(count.stage, count.count, count.reasons) for count in counted] == [
        ("check", 3, (("b", 2), ("c", 1))),
        ("schema", 1, (("a", 1),)),
    ]


def test_speed_is_measured_from_when_solutions_were_stored(
    workspace: Workspace, fake: Any, solve: Solve, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.teach()
    now = 1000.0
    for task in tasks[:13]:
        monkeypatch.setattr("time.time", lambda now=now: now)
        solve(task)
        now += 5
    known = TaughtTasks()
    known.load(workspace)
    assert known.speed(1000.0) == (pytest.approx(12.0), [pytest.approx(12.0, rel=0.4)] * 4)
    assert known.speed(1000.0, 1120.0) == (pytest.approx(6.0), [12.0, 12.0, pytest.approx(2.0), 0.0])
    assert known.speed(1060.0) is None
