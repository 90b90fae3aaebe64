"""The whole way in the window, as a user makes it from an empty home: with clicks.

One is quick: the teaching is real, in its child process, and what takes minutes on real weights is played, with its events, its
rows and its file. The other is slow: everything is real, on a few of the sample's tasks.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clicking import User
from fake_jobs import FakeRunner
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from staging import STEPS, Understudy

from stillroom.jobs import JobSpec
from stillroom_desktop.jobs import RunningJob, run_in_child
from stillroom_desktop.pages.welcome import WelcomePage
from stillroom_desktop.widgets.call_card import CallCard

TEACHING_MS = 90_000
"""Milliseconds in which the sample is taught, on a computer that is busy with other things, too."""

WORKING_MS = 180_000
"""Milliseconds in which a few steps are trained, or a few tasks scored."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system was asked to open."""
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    return asked


def test_from_an_empty_home_to_an_exported_student_in_fewer_than_ten_clicks(
    open_window: Callable[..., User], opened: list[QUrl], home: Path, qtbot: QtBot
) -> None:
    fake = FakeRunner()

    def runner(spec: JobSpec) -> RunningJob:
        return run_in_child(spec) if spec.kind == "teach" else fake(spec)

    user = open_window(runner)
    window, workspace = user.window, user.workspace
    understudy = Understudy(workspace, fake)

    assert isinstance(window.page, WelcomePage)
    user.click("open_sample")
    project = workspace.project
    assert project
    assert project.folder == home / "Stillroom" / "cipher-desk"

    with qtbot.waitSignal(workspace.job_ended, timeout=TEACHING_MS):
        user.click("overview_next")
        assert window.current == "teach"
    kept, rejected = workspace.store.taught_counts()
    assert kept == sum(task.solution is not None for task in workspace.store.tasks()) > 600
    assert rejected == 0
    teach: Any = window.page
    qtbot.waitUntil(lambda: teach.run.table.rows.rowCount() == kept)

    user.click("train_start")
    assert window.current == "train"
    training = fake.job("train")
    understudy.load(training)
    understudy.train(training, 1, STEPS)
    understudy.end_training(training)

    user.click("evaluate_start")
    assert window.current == "evaluate"
    scoring = fake.job("evaluate")
    for arm in ("base", "student", "quantised"):
        understudy.score(scoring, arm)
    understudy.end_scoring(scoring)

    user.click("chat_open")
    assert window.current == "chat"
    user.click("chat_send")
    student = fake.job("chat")
    assert student.sent[0]["prompt"]
    understudy.call_in_chat(student)
    [card] = window.page.findChildren(CallCard)
    qtbot.waitUntil(card.isVisible)  # a layout shows what it was given a moment later
    assert card.call.name == "encrypt_text"
    assert not card.settled
    understudy.answer_in_chat(student)
    assert card.settled
    base = fake.job("chat")
    assert base is not student
    understudy.answer_without_a_call(base)

    user.click("export_open")
    assert window.current == "export"
    for chat in (student, base):
        assert chat.cancel_asked  # the chats end when their page is left
        chat.cancelled()
    user.click("export_write")
    understudy.write(fake.job("export"))
    user.click("export_open_folder")
    written = Path(fake.job("export").spec.params["out"])
    assert written.is_file()
    assert written.is_relative_to(home)
    assert opened == [QUrl.fromLocalFile(str(written.parent))]

    assert user.clicks < 10
    assert not workspace.jobs
    window.close()
    assert not window.isVisible()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_from_an_empty_home_to_an_exported_student_and_everything_is_real(
    open_window: Callable[..., User], make_sample: Callable[..., int], opened: list[QUrl], qtbot: QtBot
) -> None:
    tasks = make_sample(learn=24, held_out=4)
    user = open_window()
    workspace = user.workspace
    user.click("open_sample")

    with qtbot.waitSignal(workspace.job_ended, timeout=TEACHING_MS):
        user.click("overview_next")
    assert user.sees(f"{tasks} of {tasks} tasks solved and verified")

    user.go("train")
    user.choose_recipe(max_steps="3", batch_size="4")
    assert user.sees("3 step")
    with qtbot.waitSignal(workspace.job_ended, timeout=WORKING_MS):
        user.click("train_start")
    assert user.sees("Trained 3 step")
    assert user.sees("The loss went from")
    assert user.sees("On held-out tasks, which it never saw, it is")

    with qtbot.waitSignal(workspace.job_ended, timeout=WORKING_MS):
        user.click("evaluate_start")
        assert user.window.current == "evaluate"
    assert user.sees("The trained student makes the right call in")
    assert user.sees("Before training it was")
    assert {score.arm for score in workspace.store.scores(workspace.store.runs("evaluate")[0].id)} == {
        "base",
        "student",
        "quantised",
    }

    user.click("chat_open")
    user.click("chat_send")
    columns = (user.page.after, user.page.before)
    qtbot.waitUntil(lambda: all(column.verdict and not column.busy for column in columns), timeout=WORKING_MS)
    for column in columns:
        assert user.sees(column.verdict[1])
    user.click("export_open")
    qtbot.waitUntil(lambda: not workspace.jobs, timeout=WORKING_MS)

    with qtbot.waitSignal(workspace.job_ended, timeout=WORKING_MS):
        user.click("export_write")
    user.click("export_open_folder")
    [exported] = workspace.store.runs("export")
    file = Path(exported.result["files"][0]["path"])
    assert file.read_bytes()[:4] == b"GGUF"
    assert user.sees(f"Wrote {file.name}")
    assert opened == [QUrl.fromLocalFile(str(file.parent))]
