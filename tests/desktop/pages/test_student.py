"""The page Student: which model learns, and what is said of one that cannot."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from stillroom.jobs import Stage
from stillroom.students import SMOLLM2, WEIGHTS_NOTE
from stillroom_desktop.pages.student import StudentPage
from stillroom_desktop.workspace import Workspace


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which nothing is prepared."""
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> StudentPage:
    page = StudentPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    return page


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder that looks like a model of the family that Stillroom knows."""
    folder = tmp_path / "my model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    tokens = [{"content": "<|im_start|>"}, {"content": "<|im_end|>"}]
    (folder / "tokenizer.json").write_text(json.dumps({"added_tokens": tokens}))
    (folder / "model.safetensors").write_bytes(b"0" * 1000)
    return folder


def enter(page: StudentPage, path: Path | str, qtbot: QtBot) -> None:
    """Write a folder's path and wait until it was looked at."""
    page.folder.field.setText(str(path))
    qtbot.keyClick(page.folder.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._looker.busy)


def chosen(page: StudentPage) -> tuple[str, bool, bool]:
    """The project's student, and whether the sample's or an own one is marked."""
    fact = page.workspace.store.fact("student", SMOLLM2)
    return fact, page.sample.radio.isChecked(), page.own.radio.isChecked()


def shown_words(page: StudentPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_samples_student_is_chosen_and_described(page: StudentPage) -> None:
    words = shown_words(page)
    assert chosen(page) == (SMOLLM2, True, False)
    assert all(part in words for part in ("135 million parameters", "Apache-2.0", WEIGHTS_NOTE))
    assert page.sample.chip.word == "Not prepared yet"
    assert "16 GB, 8 cores" in words


def test_it_is_prepared_by_a_job(page: StudentPage, fake: Any, cache: Path, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.prepare, Qt.MouseButton.LeftButton)
    job = fake.job("prepare")
    assert job.spec.params == {"student": SMOLLM2}
    job.feed(Stage("Preparing the student"))
    assert (page.sample.chip.word, page.prepare.isEnabled()) == ("Preparing …", False)
    (cache / "students" / SMOLLM2).mkdir(parents=True)
    job.finish({"student": SMOLLM2})
    assert (page.sample.chip.word, page.prepare.isVisible()) == ("Prepared", False)
    assert str(cache) in shown_words(page)


def test_what_preparing_failed_of_is_said(page: StudentPage, fake: Any, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.prepare, Qt.MouseButton.LeftButton)
    fake.job("prepare").fail("Too little room", "The student needs 0.6 GB.", "Free some space.")
    assert "The student needs 0.6 GB. Free some space." in shown_words(page)
    assert page.prepare.isEnabled()


def test_a_folder_that_can_be_used_becomes_the_student(page: StudentPage, model: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.changed):
        enter(page, model, qtbot)
    assert chosen(page) == (str(model), False, True)
    assert page.own.chip.word == "Can be used"
    assert "chatml" in shown_words(page)
    page.sample.radio.click()
    assert chosen(page) == (SMOLLM2, True, False)
    page.own.radio.click()
    assert chosen(page) == (str(model), False, True)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "config.json").unlink(), "has no readable config.json"),
        (lambda folder: (folder / "config.json").write_text('{"auto_map": {"a": "b"}}'), "Python code of its own"),
        (lambda folder: (folder / "model.safetensors").rename(folder / "model.bin"), "so it is refused"),
        (lambda folder: (folder / "tokenizer.json").write_text('{"added_tokens": []}'), "how the model in"),
        (lambda folder: (folder / "tokenizer.json").write_text("{"), "no readable tokenizer.json"),
    ],
)
def test_a_folder_that_cannot_is_explained_where_it_stands(
    page: StudentPage, model: Path, qtbot: QtBot, spoil: Any, words: str
) -> None:
    spoil(model)
    enter(page, model, qtbot)
    assert words in shown_words(page)
    assert chosen(page) == (SMOLLM2, True, False)
    assert page.own.chip.word == "Cannot be used"
    qtbot.keyClicks(page.folder.field, "x")
    assert words not in shown_words(page)


def test_while_a_worse_folder_is_written_the_chosen_one_stays(page: StudentPage, model: Path, qtbot: QtBot) -> None:
    enter(page, model, qtbot)
    enter(page, model / "nowhere", qtbot)
    assert chosen(page) == (str(model), False, False)
    assert f"Still chosen: {model}" in shown_words(page)


@pytest.mark.parametrize("answer", [True, False])
def test_choosing_an_own_one_asks_for_its_folder(
    page: StudentPage, model: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(model) if answer else "")
    page.own.radio.click()
    qtbot.waitUntil(lambda: not page._looker.busy)
    assert chosen(page) == ((str(model), False, True) if answer else (SMOLLM2, True, False))


def test_the_chosen_folder_is_shown_when_the_project_is_opened(workspace: Workspace, model: Path, qtbot: QtBot) -> None:
    workspace.store.set_fact("student", str(model))
    page = StudentPage(workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not page._looker.busy)
    assert (page.folder.path, page.own.chip.word, page.own.radio.isChecked()) == (str(model), "Can be used", True)
    workspace.close()
    assert page.folder.path == ""


def test_it_is_said_when_the_trained_student_was_another(
    page: StudentPage, fake: Any, model: Path, qtbot: QtBot
) -> None:
    page.workspace.train()
    fake.job("train").finish({"steps": 1, "loss": 1.0, "seconds": 1.0})
    assert "Your trained student was made from" not in shown_words(page)
    enter(page, model, qtbot)
    assert "Your trained student was made from SmolLM2 135M. Train again, and my model learns." in shown_words(page)


def test_the_next_step_is_training(page: StudentPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.workspace.go.connect(asked.append)
    qtbot.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert (asked, page.go_on.objectName()) == (["train"], "train_open")
