"""The page Train: before, while and after a training, and drawn anew from the journal."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from stillroom.conversation import Message, Trajectory, new_id
from stillroom.jobs import HeldOut, Note, Stage, Step
from stillroom.store import Run, Verdict
from stillroom.tools import tool_from_json
from stillroom.training import PRESETS
from stillroom_desktop.pages.recipe_form import RecipeForm
from stillroom_desktop.pages.recipe_words import preset_of, value_words
from stillroom_desktop.pages.train import TrainPage
from stillroom_desktop.pages.train_setup import steps_of
from stillroom_desktop.pages.training_log import TrainingLog, up_to_now
from stillroom_desktop.workspace import Workspace

if TYPE_CHECKING:
    from fake_jobs import FakeRunner

MakePage = Callable[[], TrainPage]


@pytest.fixture
def make_page(show_page: Callable[..., Any], workspace: Workspace) -> MakePage:
    return partial(show_page, TrainPage, workspace)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No student is prepared, so that none is read."""
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def taught(workspace: Workspace) -> Workspace:
    """Every second task has an accepted trajectory, the others a rejected one."""
    store = workspace.store
    tool_set = store.keep_tool_set([tool_from_json(tool).spec for tool in store.tools()])
    store.start_run(Run("teach-1", "teach", "running", time.time()))
    for at, task in enumerate(store.tasks()):
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tool_set, (Message("user", task.turns[0]),))
        store.add_trajectory(trajectory, "teach-1", (), [Verdict("check", at % 2 == 0, "")])
    store.end_run("teach-1", "done", {"tasks": at + 1})
    return workspace


def steps(first: int, last: int, total: int = 71) -> list[Step]:
    return [Step(at, total, 2.0 / at, 1e-3, 500.0 + at, 5.6, (total - at) * 8.9) for at in range(first, last + 1)]


def result(**changes: Any) -> dict[str, Any]:
    return {"steps": 71, "loss": 0.03, "held_out_loss": 0.06, "seconds": 678.0, "resumed_from": None} | changes


def shown_buttons(page: TrainPage) -> set[str]:
    from PySide6.QtWidgets import QPushButton

    return {button.text() for button in page.findChildren(QPushButton) if button.isVisible()}


def test_without_solutions_it_leads_to_teach(make_page: MakePage, workspace: Workspace, qtbot: QtBot) -> None:
    page = make_page()
    assert not page.setup.isVisible()
    with qtbot.waitSignal(workspace.go, check_params_cb=lambda key: key == "teach"):
        page.way_to_teach.click()


def test_without_a_project_it_does_nothing(empty_workspace: Workspace, show_page: Callable[..., Any]) -> None:
    show_page(TrainPage, empty_workspace).refresh()


def test_before_it_says_what_will_happen_and_guesses_no_time(make_page: MakePage, taught: Workspace) -> None:
    page = make_page()
    store = taught.store
    accepted = store.taught_tasks(accepted_only=True)
    learnt = [task for task in store.tasks("train") if task.id in accepted]
    count, quick = len(learnt), PRESETS["quick"]
    read = count + (quick.restraint - 1) * sum(not task.needs_call for task in learnt)
    assert 0 < count < sum(1 for _ in store.tasks("train"))
    assert page.setup.learns.value.startswith(f"{count} ")
    assert page.setup.work.value.startswith(f"{-(-read // quick.batch_size)} ")
    assert page.setup.time.value == "Not known yet"
    page.setup.form.presets.set_value("thorough")
    assert page.setup.work.value.startswith(f"{-(-count // 8) * 5} ")


@pytest.mark.parametrize(("memory", "word"), [(64.0, "Fits easily"), (4.6, "Tight"), (3.0, "Does not fit")])
def test_before_it_says_whether_it_fits_and_why(
    make_page: MakePage, taught: Workspace, qtbot: QtBot, memory: float, word: str
) -> None:
    assert taught.hardware
    taught.hardware = msgspec.structs.replace(taught.hardware, memory_gb=memory)
    page = make_page()
    qtbot.waitUntil(lambda: not page.setup.fit.busy, timeout=20_000)
    assert page.setup.memory.value == word
    assert "GB" in page.setup.memory.accessibleName()
    assert page.start.isEnabled()


def test_pairs_are_counted_where_the_recipe_asks_for_them(taught: Workspace, make_page: MakePage, qtbot: QtBot) -> None:
    page, store = make_page(), taught.store
    setup = page.setup
    assert not setup.pairs.isVisible()
    setup.form.more.click()
    setup.form.controls["preference"].setText("1")
    assert setup.pairs.isVisible()
    qtbot.waitUntil(lambda: not setup.counter.busy)
    assert setup.pairs.value == "No pairs" and "Review" in setup.pairs.accessibleName()
    right = next(store.taught_trajectories("train"))
    wrong = msgspec.structs.replace(right, id="wrong", messages=(*right.messages, Message("assistant", "Another.")))
    store.add_trajectory(wrong, "teach-1", (), [Verdict("check", False, "No.")])
    page.refresh()
    qtbot.waitUntil(lambda: not setup.counter.busy)
    assert setup.pairs.value.startswith("1 ")


def test_a_former_run_gives_the_time(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    taught.train()
    fake.job("train").feed(*steps(1, 71))
    fake.job("train").finish(result())
    page = make_page()
    page.again.click()
    assert page.setup.time.value.startswith("About ")
    page.setup.form.controls["batch_size"].setText("4")
    assert page.setup.time.value == "Not known yet"
    page.back.click()
    assert page.outcome.isVisible()


def test_it_trains_with_the_chosen_recipe(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.setup.form.presets.set_value("balanced")
    page.setup.form.controls["rank"].setText("16")
    page.start.click()
    recipe = fake.job("train").spec.params["recipe"]
    assert (recipe["epochs"], recipe["rank"]) == (2, 16)
    assert page.run.isVisible()
    assert not page.setup.isVisible()
    assert shown_buttons(page) >= {"Pause"}


def test_running_it_shows_figures_loss_and_what_happened(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner"
) -> None:
    page = make_page()
    page.start.click()
    job = fake.job("train")
    job.feed(Stage("Loading the student"), Note("562 samples."), Stage("Training", 71, "steps"), *steps(1, 40))
    assert page.run.step.accessibleName().startswith("Step: 40 of 71. Running for ")
    assert page.run.speed.accessibleName().startswith("Speed: 540 tokens/s. 8.9 s a step")
    assert page.run.memory.accessibleName().startswith("Memory: 5.6 of 16 GB")
    assert page.run.time.accessibleName().startswith("Time: 5 min left. Done about ")
    assert len(page.run.loss.plot.steps) == 40
    assert [row.text for row in page.log.happened] == ["Loading the student", "562 samples.", "Training, 71 steps"]
    assert all(row.when for row in page.log.happened)


def test_running_it_says_how_busy_the_computer_is_as_long_as_someone_looks(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    page = make_page()
    page.start.click()
    page.run.load._ask()
    qtbot.waitUntil(lambda: page.run.load.share is not None)
    page.run.load.share = 0.97
    fake.job("train").feed(*steps(1, 2))
    assert page.run.memory.accessibleName().startswith("Memory: 5.6 of 16 GB. Processor 97 %")
    page.hide()
    assert not page.run.load._timer.isActive()
    assert page.run.load.share is None


def test_stopped_to_be_kept_it_saves_and_keeps(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner", qtbot: QtBot
) -> None:
    page = make_page()
    page.start.click()
    assert not page.keep.isEnabled()  # there is nothing to keep yet
    stopped = fake.job("train")
    stopped.feed(*steps(1, 30), HeldOut(20, 0.2))
    page.keep.click()
    stopped.cancelled()
    qtbot.waitUntil(lambda: fake.job("train") is not stopped)
    keeping = fake.job("train")
    assert keeping.spec.params["keep"]
    assert "Stop and keep" not in shown_buttons(page)
    keeping.finish(result(steps=30, planned_steps=71, kept_step=20))
    assert page.outcome.accessibleDescription().endswith(
        "Kept is the student after step 20, the best one. 71 steps were planned."
    )


def test_while_one_runs_another_is_put_into_the_queue(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner"
) -> None:
    page = make_page()
    page.start.click()
    page.another.click()
    assert page.setup.isVisible() and not page.run.isVisible()
    assert "Train the student" not in shown_buttons(page)
    fake.job("train").feed(*steps(1, 3))
    assert page.setup.isVisible()
    page.queue_it.click()
    assert page.run.isVisible()
    assert page.waiting.accessibleName() == "1 training(s) waiting"
    assert len(taught.queue.runs) == 1


def test_pause_saves_and_resume_goes_on(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    job = fake.job("train")
    job.feed(Stage("Training", 71, "steps"), *steps(1, 40))
    page.pause.click()
    assert job.cancel_asked
    assert page.stopping.isVisible()
    assert not page.pause.isEnabled()
    job.cancelled("Paused at step 40 of 71, and saved. Go on with: stillroom train --resume")
    assert page.outcome.accessibleName() == "Paused at step 40 of 71"
    assert "as if it had never stopped" in page.outcome.accessibleDescription()
    assert page.resume.isVisible() and page.resume.objectName() == "train_resume"
    page.resume.click()
    again = fake.job("train")
    assert again is not job
    assert again.spec.params["resume"] and again.spec.run == job.spec.run
    assert len(page.run.loss.plot.steps) == 40
    again.feed(Stage("Training", 71, "steps"), *steps(41, 45))
    assert [step.step for step in page.run.loss.plot.steps] == list(range(1, 46))


def test_done_it_says_what_came_of_it_and_scores(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.start.click()
    job = fake.job("train")
    job.feed(*steps(1, 71), HeldOut(71, 0.06))
    job.finish(result(run=job.spec.run))
    assert page.outcome.accessibleName().endswith("in 11 min")
    assert page.outcome.accessibleDescription() == (
        "The loss went from 2.00 to 0.03. On held-out tasks, which it never saw, it is 0.06."
    )
    assert page.score.isVisible() and page.score.objectName() == "evaluate_start"
    page.score.click()
    scoring = fake.job("evaluate")
    assert scoring.spec.params["run"] == job.spec.run
    assert not page.score.isEnabled()
    scoring.finish({"run": job.spec.run, "arms": {}})
    assert page.score.text() == "See the scorecard"
    page.score.click()
    assert len(fake.started("evaluate")) == 1


def test_a_failure_is_said_in_words_and_tried_again(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    page = make_page()
    page.setup.form.presets.set_value("balanced")
    page.start.click()
    fake.job("train").fail("The disk is full", "There was no room left.", "Free some space.")
    assert page.outcome.accessibleName() == "The disk is full"
    assert page.outcome.accessibleDescription() == "There was no room left. Free some space."
    assert page.retry.isVisible() and not page.resume.isVisible()
    page.retry.click()
    assert fake.job("train").spec.params["recipe"]["epochs"] == 2
    fake.job("train").feed(*steps(1, 3))
    fake.job("train").fail("The disk is full", "There was no room left.")
    assert page.resume.isVisible() and not page.retry.isVisible()


def test_a_window_opened_later_shows_the_same(make_page: MakePage, taught: Workspace, fake: "FakeRunner") -> None:
    first = make_page()
    first.start.click()
    job = fake.job("train")
    job.feed(Stage("Training", 71, "steps"), *steps(1, 20))
    job.cancelled()
    taught.resume_training()
    job = fake.job("train")
    job.feed(Stage("Training", 71, "steps"), *steps(21, 30))
    later = make_page()
    assert [step.step for step in later.run.loss.plot.steps] == list(range(1, 31))
    assert later.run.step.accessibleName() == first.run.step.accessibleName()
    assert [row.text for row in later.log.happened] == [row.text for row in first.log.happened]
    job.feed(*steps(31, 71), HeldOut(71, 0.06))
    job.finish(result())
    last = make_page()
    for page in (first, later):
        assert [step.step for step in page.run.loss.plot.steps] == list(range(1, 72))
        assert page.outcome.accessibleName() == last.outcome.accessibleName()
    assert last.run.loss.plot.held_out == [(71, 0.06)]


def test_an_interrupted_run_is_paused_at_its_last_checkpoint(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner"
) -> None:
    taught.train()
    job = fake.job("train")
    job.feed(*steps(1, 33))
    taught.store.end_run(job.spec.run, "cancelled", {"message": "It ended before it could say so."})
    taught.jobs.clear()
    page = make_page()
    assert page.outcome.accessibleName() == "Paused at step 33 of 71"
    assert "checkpoint" in page.outcome.accessibleDescription()


def test_a_step_that_is_done_again_replaces_what_came_after_it() -> None:
    events = [Stage("Loading"), *steps(1, 3), Stage("Training", 3, "steps"), *steps(1, 1, 3)]
    log = TrainingLog.of_journal([(event, None) for event in events])
    assert [step.step for step in log.steps] == [1]


def test_a_page_that_is_opened_later_knows_when_it_happened(
    make_page: MakePage, taught: Workspace, fake: "FakeRunner"
) -> None:
    taught.train()
    job = fake.job("train")
    job.feed(Stage("Loading the student"), Note("562 samples."), *steps(1, 3))
    while_it_runs = make_page()
    job.cancelled()
    afterwards = make_page()
    for page in (while_it_runs, afterwards):
        assert [row.text for row in page.log.happened][:2] == ["Loading the student", "562 samples."]
        assert all(row.when is not None and abs(row.when - time.time()) < 60 for row in page.log.happened)


def test_what_the_window_was_not_told_yet_is_not_taken_from_the_journal() -> None:
    journal = [(event, 100.0) for event in (Stage("Loading"), *steps(1, 3), Stage("Loading"), *steps(4, 5))]
    events = [event for event, _ in journal]
    assert up_to_now(journal, events[4:]) == journal
    assert up_to_now(journal, events[4:6]) == journal[:6]
    assert up_to_now(journal, []) == journal
    unwritten = Note("not written yet")
    assert up_to_now(journal[:4], [unwritten]) == [*journal[:4], (unwritten, None)]


def test_every_value_of_a_recipe_can_be_changed_and_is_explained(qtbot: QtBot) -> None:
    form = RecipeForm()
    qtbot.addWidget(form)
    assert set(form.controls) == set(PRESETS["quick"].__struct_fields__)
    assert all(all(value_words(name)) for name in form.controls)
    form.more.click()
    form.controls["max_steps"].setText("3")
    form.controls["activation_checkpointing"].click()
    assert form.recipe is not None
    assert (form.recipe.max_steps, form.recipe.activation_checkpointing) == (3, True)
    assert preset_of(form.recipe) is None
    assert steps_of(1000, form.recipe) == 3
    form.undo.click()
    assert form.recipe == PRESETS["quick"]


def test_a_page_that_was_wide_and_becomes_narrow_does_not_scroll_sideways(
    make_page: MakePage, taught: Workspace, speak: Callable[[str], None], qtbot: QtBot
) -> None:
    speak("de")
    page = make_page()
    page.setup.form.more.click()
    for width in (1440, 790):  # the page's in windows of 1680 and 1024 px
        page.resize(width, 600)
        qtbot.wait(50)
        [area] = [area for area in page.findChildren(QScrollArea) if area.parentWidget() is page]
        assert area.horizontalScrollBar().maximum() == 0


def test_a_value_that_does_not_fit_is_said_beside_it(make_page: MakePage, taught: Workspace) -> None:
    page = make_page()
    field = page.setup.form.controls["learning_rate"]
    field.setText("0")
    assert field.accessibleDescription() == "A number above 0 and up to 1 is needed."
    assert not page.start.isEnabled()
    page.setup.form.presets.set_value("balanced")
    assert page.start.isEnabled()
