"""The page Export: the choices, the stages, the file that came of it, and those made before."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.jobs import Stage
from stillroom.students import QUANTS, SIXTEEN_BIT
from stillroom_desktop.pages.export import ExportPage
from stillroom_desktop.workspace import Workspace

SHA = "9b" * 32


@pytest.fixture
def trained(workspace: Workspace, fake: Any) -> str:
    """The id of a training run that is done."""
    workspace.train()
    job = fake.job("train")
    job.finish({"steps": 1, "loss": 1.0, "seconds": 1.0})
    return str(job.spec.run)


@pytest.fixture
def page(workspace: Workspace, trained: str, qtbot: QtBot) -> ExportPage:
    page = ExportPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    return page


def shown_words(page: ExportPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def primary(page: ExportPage) -> list[str]:
    buttons = page.findChildren(QPushButton)
    return [button.objectName() for button in buttons if button.isVisible() and button.property("kind") == "primary"]


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def export(page: ExportPage, fake: Any, trained: str, qtbot: QtBot, size: int = 105_400_000) -> Path:
    """Export with the choices as they are, to the end; the file is written with `size` holes in it."""
    out, quant = page.choices.out, page.choices.quant.value
    assert out
    click(page.write, qtbot)
    with out.open("wb") as file:
        file.truncate(size)
    fake.job("export").finish(
        {"files": [{"path": str(out), "bytes": size, "sha256": SHA}], "quant": quant, "run": trained}
    )
    return out


def test_without_a_trained_student_it_shows_the_way(workspace: Workspace, qtbot: QtBot) -> None:
    page = ExportPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert "No trained student yet" in shown_words(page)
    asked: list[str] = []
    workspace.go.connect(asked.append)
    click(next(button for button in page.findChildren(QPushButton) if button.isVisible()), qtbot)
    assert asked == ["train"]


@pytest.mark.parametrize("quant", [*QUANTS, SIXTEEN_BIT])
def test_each_quantisation_is_explained(page: ExportPage, quant: str) -> None:
    page.choices.quant.set_value(quant)
    assert "bits for" in shown_words(page)
    assert page.choices.out == page.workspace.store.path.parent / "exports" / f"project-{quant}.gguf"


def test_a_size_is_shown_where_it_was_measured(page: ExportPage, trained: str) -> None:
    assert "known when it is made" in shown_words(page)
    assert page.workspace.project
    with (page.workspace.project.run_folder(trained) / "student-Q4_K_M.gguf").open("wb") as file:
        file.truncate(105_400_000)
    page.refresh()
    assert "105 MB" in shown_words(page)


def test_the_chosen_file_is_written(page: ExportPage, fake: Any, tmp_path: Path, qtbot: QtBot) -> None:
    page.choices.quant.set_value("Q8_0")
    page.choices.folder.field.setText(str(tmp_path / "Größe"))
    click(page.write, qtbot)
    assert fake.job("export").spec.params == {
        "out": str(tmp_path / "Größe" / "project-Q8_0.gguf"),
        "quant": "Q8_0",
        "run": None,
    }


@pytest.mark.parametrize("path", ["", "exports", "~nobody-of-that-name/x"])
def test_a_folder_that_cannot_be_is_said_before_anything_starts(page: ExportPage, path: str, qtbot: QtBot) -> None:
    page.choices.folder.field.clear()
    qtbot.keyClicks(page.choices.folder.field, path or " ")
    assert "Give the full path of a folder." in shown_words(page)
    assert not page.write.isEnabled()


def test_a_file_that_would_be_replaced_is_said(page: ExportPage) -> None:
    assert page.choices.out
    page.choices.out.write_bytes(b"")
    page.refresh()
    assert "it will be replaced" in shown_words(page)


def test_stages_come_while_it_runs(page: ExportPage, fake: Any, qtbot: QtBot) -> None:
    click(page.write, qtbot)
    job = fake.job("export")
    assert "Starting …" in shown_words(page)
    job.feed(Stage("Merging the adapter into the base"), Stage("Converting the student to GGUF"))
    words = shown_words(page)
    assert "Merging the adapter into the base" in words and "Converting the student to GGUF" in words
    assert (primary(page), page.choices.isEnabled()) == ([], False)
    click(page.stop, qtbot)
    assert job.cancel_asked and page.stop.text() == "Stopping …"
    job.cancelled("Stopped.")
    assert primary(page) == ["export_write"]


def test_a_page_that_is_made_late_shows_the_stages_before(
    workspace: Workspace, trained: str, fake: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.export_gguf(tmp_path, "Q4_K_M")
    fake.job("export").feed(Stage("Merging"), Stage("Converting"))
    page = ExportPage(workspace)
    qtbot.addWidget(page)
    page.show()
    assert "Merging\n\nConverting" in shown_words(page)


def test_what_came_out_is_said_and_its_folder_opens(
    page: ExportPage, fake: Any, trained: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = export(page, fake, trained, qtbot)
    words = shown_words(page)
    assert "Wrote project-Q4_K_M.gguf, 105 MB" in words
    assert SHA in words and f'llama-cli -m "{out}"' in words
    assert primary(page) == ["export_open_folder"]
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    click(page.open_folder, qtbot)
    assert opened == [QUrl.fromLocalFile(str(out.parent))]


def test_a_folder_that_does_not_open_is_said(
    page: ExportPage, fake: Any, trained: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(page, fake, trained, qtbot)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    with qtbot.waitSignal(page.workspace.failed):
        click(page.open_folder, qtbot)


def test_the_digest_is_copied(page: ExportPage, fake: Any, trained: str, qtbot: QtBot) -> None:
    export(page, fake, trained, qtbot)
    click(next(button for button in page.findChildren(QPushButton) if button.toolTip() == "Copy: SHA-256"), qtbot)
    assert QGuiApplication.clipboard().text() == SHA


def test_another_choice_makes_writing_the_next_thing_again(
    page: ExportPage, fake: Any, trained: str, qtbot: QtBot
) -> None:
    export(page, fake, trained, qtbot)
    page.choices.quant.set_value("Q8_0")
    assert primary(page) == ["export_write"]


def test_those_made_before_are_listed_with_what_became_of_them(
    page: ExportPage, fake: Any, trained: str, qtbot: QtBot
) -> None:
    gone = export(page, fake, trained, qtbot)
    page.choices.quant.set_value("Q5_K_M")
    changed = export(page, fake, trained, qtbot)
    page.choices.quant.set_value("Q8_0")
    export(page, fake, trained, qtbot, size=1_500_000_000)
    gone.unlink()
    changed.write_bytes(b"?")
    page.refresh()
    rows = [page.table.rows.row(place) for place in range(3)]
    assert [(row["quant"], row["size"], row["state"][0]) for row in rows] == [
        ("Q8_0", "1.5 GB", "There"),
        ("Q5_K_M", "105 MB", "Changed"),
        ("Q4_K_M", "105 MB", "Gone"),
    ]
    page.table.select(rows[2]["id"])
    assert page.file.accessibleName() == gone.name
    assert "no longer as it was written" in shown_words(page)


def test_a_failure_is_shown_in_its_words(page: ExportPage, fake: Any, qtbot: QtBot) -> None:
    click(page.write, qtbot)
    fake.job("export").fail("Too little room", "It needs 0.3 GB.", "Free some space.")
    words = shown_words(page)
    assert "Too little room" in words and "It needs 0.3 GB. Free some space." in words
    assert primary(page) == ["export_write"]


def test_the_scorecards_figure_stands_beside_the_form_it_was_measured_of(
    page: ExportPage, fake: Any, trained: str
) -> None:
    assert "Not scored yet" in shown_words(page)
    page.workspace.evaluate()
    arms = {arm: {"exact": {"value": value, "n": 42}} for arm, value in (("student", 0.88), ("quantised", 0.857))}
    fake.job("evaluate").finish({"arms": arms, "run": trained, "tasks": 66})
    assert "Scored as Q4_K_M: 86 % of 42 held-out calls are exact." in shown_words(page)
    page.choices.quant.set_value(SIXTEEN_BIT)
    assert "Scored as 16 bit: 88 % of 42" in shown_words(page)
    page.choices.quant.set_value("Q8_0")
    assert "Not scored as Q8_0" in shown_words(page)


def test_a_score_of_a_former_student_does_not_count(page: ExportPage, fake: Any) -> None:
    page.workspace.evaluate()
    fake.job("evaluate").finish({"arms": {}, "run": "train-of-before", "tasks": 66})
    assert "Not scored yet" in shown_words(page)
