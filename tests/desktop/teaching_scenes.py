"""The page Teach in every state: with a teacher that is paid, and with the worked solutions."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtTest import QTest
from reviewing_scenes import reviewed
from scene import FULL, Scene, dialog_scenes, page_scene
from staging import Understudy, began_earlier

from stillroom import work
from stillroom.jobs import Lost, Progress, Spending, Stage, Waits
from stillroom.teacher import Price, Teacher, forget_teacher, keep_teacher
from stillroom.trust import let_send
from stillroom_desktop.window import Window


def taught_by_a_model(window: Window, understudy: Understudy) -> Iterator[Scene]:
    """A teacher that is paid: the options, an estimate, a run that waits and meets every kind of trouble, and its budget."""
    workspace, fake = window.workspace, understudy.fake
    assert workspace.project
    keep_teacher(teacher := Teacher("mini", "openai", "gpt-4.1-mini", price=Price(0.4, 1.6)))
    work.choose_teacher(workspace.project, teacher.name)
    let_send(workspace.project.folder, teacher.address)
    workspace.trust()
    window.go("teach")
    page: Any = window.page
    page.setup.form.more.click()
    page.setup.form.first_thought.setChecked(True)
    yield page_scene(window, "teach", "options")
    page.setup.form.families.click()
    yield from dialog_scenes(window, "teach", "families")
    page.estimate.click()
    job = fake.job("teach")
    tasks = [task for task in workspace.store.tasks() if task.solution]
    job.feed(Stage("Teaching", 5, "tasks"), understudy.solve(job, tasks[0]), Progress(1, 5))
    yield page_scene(window, "teach", "estimating")
    cost = {"value": 0.684, "low": 0.521, "high": 0.847}
    seconds = {"value": 330.0, "low": 250.0, "high": 410.0}
    measured = {"tasks": len(tasks) - 1, "cost_usd": cost, "seconds": seconds}
    job.finish({"tasks": 5, "accepted": 5, "rejected": {}, "failed": {}, "estimate": measured})
    yield page_scene(window, "teach", "estimated")
    page.start.click()
    job = fake.job("teach")
    began_earlier(job, 388)
    slow = Lost(tasks[1].id, f"{teacher.address} did not answer in time.", "The teacher takes too long", 31.0, 0.0004)
    wrong = understudy.solve(job, tasks[2], "check", "encrypt_text: key was left out, expected 3")
    broken = understudy.solve(job, tasks[3], "schema", "There is no tool encrypt.")
    job.feed(Stage("Teaching", 90, "tasks"), slow, wrong, broken)
    job.feed(*(understudy.solve(job, task) for task in tasks[4:40]), Progress(39, 90, 260.0), Spending(0.0412, 39_214))
    job.feed(Waits("The teacher is asked too much: waiting 9 s, then 2 at a time.", 9.0, 2))
    yield page_scene(window, "teach", "waiting")
    job.finish({"tasks": 90, "accepted": 36, "rejected": {"check": 1}, "failed": {}, "budget_reached": True})
    yield page_scene(window, "teach", "budget")
    page.raise_budget.click()
    fake.job("teach").finish({"tasks": 3, "accepted": 3, "rejected": {}, "failed": {}, "seconds": 4.2})
    yield page_scene(window, "teach", "checked")
    work.choose_teacher(workspace.project, None)
    forget_teacher(teacher.name)
    workspace.touch()


def taught_by_worked_solutions(window: Window, understudy: Understudy) -> Iterator[Scene]:
    workspace = window.workspace
    workspace.teach()
    understudy.fake.job("teach").fail(*FULL)
    yield page_scene(window, "teach", "failed")
    yield page_scene(window, "overview", "failed")
    mended = understudy.break_a_tool()
    teaching = understudy.teach()
    yield page_scene(window, "teach", "starting")
    for _ in range(8):
        next(teaching)
        QTest.qWait(20)
    yield page_scene(window, "teach", "running")
    yield page_scene(window, "overview", "teaching")
    for _ in teaching:
        pass
    yield page_scene(window, "teach", "rejected")
    yield from reviewed(window, understudy)
    workspace.store.set_tools(mended)
    workspace.teach(retry=True)
    for _ in understudy.fake.job("teach").run_really(400):
        pass
    yield page_scene(window, "teach", "done")
    teach: Any = window.page
    teach.run.table.activated_row.emit(next(workspace.store.tasks()).id)
    yield from dialog_scenes(window, "teach", "solution")
    yield page_scene(window, "review", "done")
    yield page_scene(window, "overview", "taught")
