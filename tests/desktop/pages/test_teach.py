"""The page Teach: before, while and after the tasks are taught, with jobs that the test plays."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom import work
from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, new_id
from stillroom.jobs import Lost, Progress, Spending, Stage, Taught, Waits
from stillroom.store import Chosen, Execution, Payment, Run, Task, Verdict, VerdictStage
from stillroom.teacher import BUDGET_REACHED, Price, Teacher, keep_teacher
from stillroom.trajectories import TeachParams
from stillroom.trust import let_send
from stillroom_desktop.money import about
from stillroom_desktop.pages.taught import Cause, TaughtTasks
from stillroom_desktop.pages.teach import TeachPage
from stillroom_desktop.pages.teach_families import FamiliesDialog
from stillroom_desktop.pages.teach_run import LostDialog
from stillroom_desktop.widgets.cards import EmptyState, FigureCell, Notice
from stillroom_desktop.widgets.verdicts import TrajectoryDialog
from stillroom_desktop.words import NOTHING
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
        return Taught(task.id, trajectory.id, stage is None, reason, stage, ("clock",), 0.25)

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
    assert not page.run.isVisible()
    assert page.setup.isVisible() and not page.estimate.isVisible()
    assert "It costs nothing" in shown_words(page)


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
    assert page.setup.form.concurrency.value() == 4
    page.setup.form.concurrency.setValue(7)
    start(page, qtbot)
    assert {"limit": None, "concurrency": 7, "retry_failed": False}.items() <= fake.job("teach").spec.params.items()
    assert primary(page) == ["Pause"]
    assert "Starting …" in figure(page.run.figures.time)
    assert "7 task" in figure(page.run.figures.speed)


def test_rows_figures_and_reasons_come_while_it_runs(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(Stage("Teaching", len(tasks), "tasks"))
    job.feed(solve(tasks[0]), solve(tasks[1]))
    job.feed(solve(tasks[2], "check", "The answer is not: 5"), Progress(3, len(tasks), 40.4))
    assert [page.run.table.rows.row(place)["number"] for place in range(3)] == [3, 2, 1]
    assert figure(page.run.figures.tasks) == f"Tasks: 3 of {len(tasks)}. 2 kept · 1 rejected"
    assert figure(page.run.figures.cost).endswith("It costs nothing")
    assert figure(page.run.figures.time).startswith("Time: 40 s left. running for")
    words = shown_words(page)
    assert "What went wrong\n1 of 3\n" in words and "The answer is not: 5" in words
    assert "a script, not a model" in words
    assert page.run.live.isVisible()


def test_the_tabs_count_and_filter(page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot) -> None:
    start(page, qtbot)
    fake.job("teach").feed(solve(tasks[0]), solve(tasks[1], "schema", "No such tool."), solve(tasks[2]))
    counts = {}
    for key in ("kept", "rejected", "all"):
        page.run.shown.set_value(key)
        counts[key] = page.run.table.count
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
    assert page.run.table.rows.rowCount() == 2


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
    assert f"Paused at 1 of {len(tasks)} tasks" in shown_words(page)
    assert primary(page) == ["teach_resume"]
    qtbot.mouseClick(page.resume, Qt.MouseButton.LeftButton)
    assert [spec.run for spec in fake.started("teach")] == [job.spec.run] * 2


def test_a_failure_is_shown_in_its_words(page: TeachPage, fake: Any, qtbot: QtBot) -> None:
    start(page, qtbot)
    fake.job("teach").fail("The disk is full", "There was no room.", "Free some space.")
    words = shown_words(page)
    assert "The disk is full" in words and "There was no room. Free some space." in words
    assert primary(page) == ["teach_resume"]


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
    assert (page.run.table.rows.rowCount(), page.run.table.rows.row(0)["id"]) == (len(tasks), first.id)
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
    assert (primary(page), page.start.isVisible()) == (["teach_start"], True)
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert "Without a worked solution\n1 task" in shown_words(page)
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.run.isVisible()


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
    page.run.table.select(tasks[0].id)
    qtbot.keyClick(page.run.table, Qt.Key.Key_Return)
    dialog = page.findChild(TrajectoryDialog)
    notice = dialog.findChild(Notice)
    assert notice.accessibleName() == words
    assert ("It is not noon." in notice.accessibleDescription()) == (stage is not None)
    dialog.accept()


def test_closing_the_project_leaves_the_page_quiet(page: TeachPage) -> None:
    page.workspace.close()
    page.refresh()


def test_a_cause_is_counted_has_an_example_and_filters(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    for task, stage, reason in zip(tasks, ["schema", "check", "check", "check"], ["a", "b", "c", "b"], strict=False):
        job.feed(solve(task, stage, reason))
    job.feed(solve(tasks[4]), Lost(tasks[5].id, "It did not answer in time.", "The teacher takes too long", 30.0))
    known = TaughtTasks()
    assert known.load(page.workspace)  # what a window opened later reads says the same
    for told in (known, page._known):
        assert told.causes == [
            Cause("check", False, 3, "b"),
            Cause("schema", False, 1, "a"),
            Cause("The teacher takes too long", True, 1, "It did not answer in time."),
        ]
        assert (told.kept(), told.rejected, told.failed, told.taught) == (1, 4, 1, 5)
    check, lost = page.run.causes.rows[False, "check"], page.run.causes.rows[True, "The teacher takes too long"]
    assert check.accessibleName() == "Not what the task expects: 3. b"
    counts = []
    for row in (check, lost, lost):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        counts.append((page.run.table.count, page.run.shown.value))
    assert counts == [(3, "rejected"), (1, "failed"), (6, "all")]
    page.run.table.select(tasks[5].id)
    qtbot.keyClick(page.run.table, Qt.Key.Key_Return)
    dialog = page.findChild(LostDialog)
    assert (dialog.title, dialog.text) == ("The teacher takes too long", "It did not answer in time.")
    dialog.accept()
    job.finish(RESULT)
    assert [cell.accessibleName() for cell in list(page.run.funnel.cells.values())[:4]] == [
        "Taught: 5 left, 0 rejected",
        "Usable reply: 5 left, 0 rejected",
        "Calls fit the tools: 4 left, 1 rejected",
        "Tools worked: 4 left, 0 rejected",
    ]
    page.workspace.teach()  # the lost one is tried again, and is lost no more
    fake.job("teach").feed(solve(tasks[5]))
    assert (page._known.failed, page._known.kept(), page.run.table.rows.rowCount()) == (0, 2, 6)


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


# With a model that is paid


@pytest.fixture
def teacher(workspace: Workspace) -> Teacher:
    """A teacher whose price is known, chosen by the project with a budget; the user agreed that it is asked."""
    teacher = Teacher("mini", "openai", "gpt-4.1-mini", price=Price(0.4, 1.6))
    keep_teacher(teacher)
    keep_teacher(other := Teacher("other", "anthropic", "claude-sonnet-4-5"))
    assert workspace.project
    work.choose_teacher(workspace.project, "mini")
    work.set_budget(workspace.project, 1.0)
    for each in (teacher, other):
        let_send(workspace.project.folder, each.address)
    return teacher


ESTIMATE = {
    "tasks": 600,
    "cost_usd": {"value": 0.68, "low": 0.52, "high": 0.84},
    "seconds": {"value": 330.0, "low": 250.0, "high": 410.0},
}


def test_what_is_chosen_is_what_the_job_gets(teacher: Teacher, page: TeachPage, fake: Any, qtbot: QtBot) -> None:
    form = page.setup.form
    assert (form.budget.amount, form.judge.value, form.first_thought.isVisible()) == (1.0, "", False)
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    form.which.set_value("failed")
    form.limit.setText("0")
    assert (form.params, page.start.isEnabled()) == (None, False)
    form.limit.setText("50")
    form.budget.setText("2.5")
    assert not form.keep.isVisible()
    form.samples.setValue(3)
    assert form.keep.isVisible()
    form.keep.set_value("all")
    form.first_thought.setChecked(True)
    form.judge.set_value("other")
    form.faults.setValue(10)
    families = list(page.workspace.store.families())
    qtbot.mouseClick(form.families, Qt.MouseButton.LeftButton)
    dialog = page.findChild(FamiliesDialog)
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    start(page, qtbot)
    params = msgspec.convert(fake.job("teach").spec.params, TeachParams)
    assert params.judge and params.judge.name == "other"
    assert msgspec.structs.replace(params, judge=None) == TeachParams(
        limit=50, concurrency=4, retry_failed=True, faults=0.1, teacher=teacher, budget=2.5, samples=3, keep="all",
        first_thought=True, without_first_thought=(min(families),),
    )  # fmt: skip


def test_an_estimate_is_shown_while_the_options_it_holds_for_are(
    teacher: Teacher, page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    assert "Cost and time are not known yet" in shown_words(page)
    qtbot.mouseClick(page.estimate, Qt.MouseButton.LeftButton)
    job = fake.job("teach")
    assert job.spec.params["estimate"]
    job.feed(Stage("Teaching", 5, "tasks"), solve(tasks[0]), Progress(1, 5))
    assert "Measuring with 5 tasks: 1 done" in shown_words(page)
    assert (page.setup.form.isEnabled(), primary(page)) == (False, ["Pause"])
    job.finish(RESULT | {"tasks": 5, "accepted": 5, "estimate": ESTIMATE})
    told = "About 0.68 USD (0.52 USD to 0.84 USD), and about 6 min (4 min to 7 min)"
    assert told in shown_words(page)
    assert primary(page) == ["teach_start"]
    page.setup.form.samples.setValue(2)
    assert told not in shown_words(page)
    page.setup.form.samples.setValue(1)
    page.setup.form.budget.setText("5")
    assert told in shown_words(page)


def test_the_cost_stands_against_the_budget_and_what_is_waited_for_is_said(
    teacher: Teacher, page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(Stage("Teaching", len(tasks), "tasks"), Waits("The teacher is asked too much.", 9.0, 2))
    assert page.run.waits.isVisible()
    assert "waiting 9 s, then 2 call" in page.run.waits.accessibleName()
    quarter = len(tasks) // 4
    job.feed(solve(tasks[0]), Spending(0.5, 100), Progress(1, quarter * 4, 100))  # most of it in an earlier start
    assert figure(page.run.figures.cost) == "Cost, USD: 0.50 of 1.00. 100 tokens"
    job.feed(Spending(0.5 + 0.002 * (quarter - 1), 123), Progress(quarter, quarter * 4, 100))
    whole = about(0.5 + 0.002 * (4 * quarter - 1))
    assert f"About {whole} when done · 123 tokens" in figure(page.run.figures.cost)
    job.feed(Spending(None, 200))
    assert figure(page.run.figures.cost) == f"Cost, USD: {NOTHING} price not known. 200 tokens"
    job.cancelled()
    assert not page.run.waits.isVisible()


def test_at_its_budget_it_says_so_and_goes_on_with_a_larger_one(
    teacher: Teacher, page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(solve(tasks[0]), Lost(tasks[1].id, "It could cost more.", BUDGET_REACHED), Spending(0.99, 1000))
    job.finish(RESULT | {"tasks": len(tasks), "accepted": 1, "budget_reached": True})
    words = shown_words(page)
    assert "Stopped at the budget of 1.00 USD" in words
    assert f"{len(tasks) - 1} task" in words
    assert (page._known.failed, page.run.causes.rows) == (0, {})
    assert page.outcome.field.amount == 2.0
    qtbot.mouseClick(page.raise_budget, Qt.MouseButton.LeftButton)
    first, again = fake.started("teach")
    assert (again.run, again.params) == (first.run, first.params | {"budget": 2.0})
    fake.job("teach").finish(RESULT | {"tasks": len(tasks), "accepted": 1, "budget_reached": True})
    assert page.outcome.field.amount == 4.0
    page.outcome.field.setText("")
    assert not page.raise_budget.isEnabled()


def test_who_is_chosen_meanwhile_teaches_next(
    teacher: Teacher, page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.setup.form.more, Qt.MouseButton.LeftButton)
    page.setup.form.which.set_value("failed")
    page.setup.form.limit.setText("1")
    start(page, qtbot)
    fake.job("teach").feed(solve(tasks[0]))
    fake.job("teach").finish(RESULT | {"tasks": 1, "accepted": 1})
    assert page.workspace.project
    work.choose_teacher(page.workspace.project, "other")
    page.refresh()
    start(page, qtbot)
    params = fake.started("teach")[-1].params
    assert (params["teacher"]["name"], params["retry_failed"], params["limit"]) == ("other", False, None)


def test_a_solution_that_is_written_meanwhile_can_be_played(page: TeachPage, tasks: list[Task]) -> None:
    store = page.workspace.store
    bare = msgspec.structs.replace(tasks[0], solution=None)
    store.swap_tasks([task.id for task in tasks], [(0, bare)])
    page.workspace.touch()
    assert (page._known.hopeless, page.start.isEnabled()) == (1, False)
    store.swap_tasks([bare.id], [(0, tasks[0])])
    page.refresh()
    assert (page._known.hopeless, page.start.isEnabled()) == (0, True)


def test_what_each_kept_one_cost_and_how_far_samples_agree_is_said_in_the_end(
    teacher: Teacher, page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot
) -> None:
    start(page, qtbot)
    job = fake.job("teach")
    job.feed(*map(solve, tasks[1:]), solve(tasks[0], "check", "No."))
    payment = Payment("teach", "openai", "gpt-4.1-mini", 9, 9, 0.01 * (len(tasks) - 1), 1.0, tasks[0].id)
    page.workspace.store.add_payment(job.spec.run, payment)
    page.workspace.store._connection.execute("UPDATE trajectories SET agreement = 0.75")
    job.finish(RESULT | {"tasks": len(tasks)})
    late = TaughtTasks()
    late.load(page.workspace)
    assert late.spent == Spending(payment.cost_usd, 18)
    words = shown_words(page)
    assert "Each one cost 0.01 USD." in words and "The samples of a task agree in 75 %." in words
    asked: list[str] = []
    page.workspace.go.connect(asked.append)
    qtbot.mouseClick(page.review, Qt.MouseButton.LeftButton)
    assert (asked, page.workspace.to_review) == (["review"], Chosen(state="rejected"))


def test_a_teacher_that_is_not_set_up_here_is_said(page: TeachPage) -> None:
    page.workspace.store.set_fact("teacher", "elsewhere")
    page.refresh()
    assert "The teacher is not set up here" in shown_words(page)
    assert not page.start.isEnabled()
    asked: list[str] = []
    page.workspace.go.connect(asked.append)
    page.choose_teacher.click()
    assert asked == ["teacher"]


def test_the_table_holds_the_newest_and_says_where_the_others_are(
    page: TeachPage, fake: Any, solve: Solve, tasks: list[Task], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("taught", "teach_run"):
        monkeypatch.setattr(f"stillroom_desktop.pages.{module}.SHOWN", 4)
    start(page, qtbot)
    fake.job("teach").feed(*map(solve, tasks[:6]))
    assert [page.run.table.rows.row(place)["number"] for place in range(page.run.table.count)] == [6, 5, 4, 3]
    assert "The newest 4 are listed." in shown_words(page)
    fake.job("teach").finish(RESULT)
    late = TaughtTasks()
    late.load(page.workspace)
    assert ([lesson.number for lesson in late.rows], late.kept()) == ([6, 5, 4, 3], 6)


def test_a_run_that_another_stillroom_wrote_is_shown_all_the_same(
    workspace: Workspace, show_page: Callable[..., TeachPage]
) -> None:
    for number, spec in enumerate(({}, {"params": {"teacher": "somebody", "samples": "many"}})):
        workspace.store.start_run(Run(f"teach-{number}", "teach", "running", float(number), spec=spec))
        workspace.store.end_run(f"teach-{number}", "done", {})
        assert show_page(TeachPage, workspace).run.isVisible()
