"""The page Export: the cards of its targets, what they cost, their steps, and what came of the last export of each."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fake_jobs import HARDWARE
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from staging import Understudy

from stillroom.jobs import Note, Progress, Scored, Stage
from stillroom.students import QUANTS, SIXTEEN_BIT
from stillroom_desktop.pages import export_ollama
from stillroom_desktop.pages.export import TAKEN, ExportPage
from stillroom_desktop.pages.export_ollama import is_ollama_name, name_for
from stillroom_desktop.pages.export_quant import Figures, advice
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.workspace import Workspace

SHA = "9b" * 32


@pytest.fixture
def trained(workspace: Workspace, fake: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a training run that is done, of a student whose weights are not on this computer any more."""
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    workspace.hardware = msgspec.structs.replace(HARDWARE, ollama="0.33.0")
    workspace.train()
    job = fake.job("train")
    job.finish({"steps": 1, "loss": 1.0, "seconds": 1.0})
    return str(job.spec.run)


@pytest.fixture
def page(workspace: Workspace, trained: str, show_page: Callable[..., ExportPage]) -> ExportPage:
    return show_page(ExportPage, workspace, 1208, 860)


@pytest.fixture
def understudy(workspace: Workspace, fake: Any) -> Understudy:
    return Understudy(workspace, fake)


def shown_words(page: ExportPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def primary(page: ExportPage) -> list[str]:
    buttons = page.findChildren(QPushButton)
    return [button.objectName() for button in buttons if button.isVisible() and button.property("kind") == "primary"]


def click(button: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def copy(page: ExportPage, name: str, qtbot: QtBot) -> str:
    """What a copy button puts on the clipboard."""
    click(next(each for each in page.findChildren(QPushButton) if each.toolTip() == f"Copy: {name}"), qtbot)
    return QGuiApplication.clipboard().text()


def make_file(page: ExportPage, trained: str, quant: str, size: int) -> None:
    """The file that scoring or an export leaves in the training's folder."""
    assert page.workspace.project
    with (page.workspace.project.run_folder(trained) / f"student-{quant}.gguf").open("wb") as file:
        file.truncate(size)
    page.refresh()


def score(page: ExportPage, fake: Any, trained: str, student: float, quantised: float) -> None:
    page.workspace.evaluate()
    arms = {
        arm: {"exact": {"value": value, "n": 42}, "tokens_per_second": 51.6}
        for arm, value in (("student", student), ("quantised", quantised))
    }
    fake.job("evaluate").finish({"arms": arms, "run": trained, "tasks": 66})
    page.refresh()


# Without a student, and what there is to know before an export


def test_without_a_trained_student_it_shows_the_way(
    workspace: Workspace, show_page: Callable[..., ExportPage], qtbot: QtBot
) -> None:
    page = show_page(ExportPage, workspace)
    assert "No trained student yet" in shown_words(page)
    asked: list[str] = []
    workspace.go.connect(asked.append)
    click(next(button for button in page.findChildren(QPushButton) if button.isVisible()), qtbot)
    assert asked == ["train"]


@pytest.mark.parametrize("quant", [*QUANTS, SIXTEEN_BIT])
def test_each_quantisation_is_explained(page: ExportPage, quant: str) -> None:
    page.gguf.quant.select.set_value(quant)
    assert page.gguf.quant.row._note.text()
    assert page.gguf.out == page.workspace.store.path.parent / "exports" / f"project-{quant}.gguf"


def test_sizes_are_estimated_by_the_16_bits_and_exact_where_a_file_was_made(page: ExportPage, trained: str) -> None:
    assert "known when it is made" in shown_words(page)
    make_file(page, trained, SIXTEEN_BIT, 320_000_000)
    select = page.ollama.quant.select
    assert [select.itemText(place) for place in range(select.count())] == [
        "Q4_K_M, about 98 MB",
        "Q5_K_M, about 114 MB",
        "Q6_K, about 132 MB",
        "Q8_0, about 170 MB",
        "16 bit, 320 MB",
    ]
    assert "about 0.2 GB" in shown_words(page)
    make_file(page, trained, "Q4_K_M", 105_400_000)
    assert select.itemText(0) == "Q4_K_M, 105 MB"


def test_what_was_measured_stands_beside_each_and_makes_the_recommendation(
    page: ExportPage, fake: Any, trained: str
) -> None:
    words = shown_words(page)
    assert "Not scored yet" in words and "Recommended: the smallest" in words
    assert words.count("not measured yet") == 4  # speed and exact calls, on both cards
    score(page, fake, trained, 0.88, 0.857)
    words = shown_words(page)
    assert "Exact calls on held-out tasks: 88 % as trained, 16 bit, 86 % as Q4_K_M." in words
    assert "Measured: it loses 2 point" in words and "86 % of 42" in words and "52 tokens/s" in words
    assert page.gguf.quant.select.itemText(0) == "Q4_K_M, 86 % exact"
    assert page.gguf.quant.select.itemText(1) == "Q5_K_M"
    score(page, fake, trained, 0.857, 0.857)
    assert "Measured: no loss against 16 bit." in shown_words(page)


def test_a_score_of_a_former_student_does_not_count(page: ExportPage, fake: Any) -> None:
    score(page, fake, "train-of-before", 0.9, 0.9)
    assert "Not scored yet" in shown_words(page)


# Ollama


@pytest.mark.parametrize(("installed", "words"), [(False, "Ollama is not on this PC"), (True, "Ollama does not run")])
def test_without_ollama_it_says_how_to_get_or_start_it(
    page: ExportPage, understudy: Understudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, installed: bool, words: str
) -> None:
    monkeypatch.setattr(export_ollama, "ollama_is_installed", lambda: installed)
    understudy.see_ollama(None)
    assert words in shown_words(page)
    assert page.ollama.get.isVisible() != installed
    assert not page.ollama.export.isVisible()
    assert primary(page) == ["export_write"]
    with qtbot.waitSignal(page.workspace.hardware_seen):
        click(page.ollama.again, qtbot)
    understudy.see_ollama("0.33.0")
    assert words not in shown_words(page)
    assert primary(page) == ["export_ollama"]


def test_an_ollama_that_is_installed_is_started_with_the_export(
    page: ExportPage, understudy: Understudy, fake: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    understudy.see_ollama(None)
    assert "The export starts it" in shown_words(page)
    assert page.ollama.export.text() == "Start Ollama and export"
    click(page.ollama.export, qtbot)
    assert fake.job("export").spec.params["start"] is True


def test_another_computer_needs_no_ollama_here(
    page: ExportPage, understudy: Understudy, fake: Any, qtbot: QtBot
) -> None:
    understudy.see_ollama(None)
    click(page.ollama.elsewhere, qtbot)
    assert "Sent there: the student's weights" in shown_words(page)
    page.ollama.host.setText("http://[")
    assert "Give an address like" in shown_words(page) and not page.ollama.export.isEnabled()
    page.ollama.host.setText("192.168.1.20")
    click(page.ollama.export, qtbot)
    assert fake.job("export").spec.params["host"] == "192.168.1.20"


@pytest.mark.parametrize("name", ["cipher-desk", "My_student.1", "a:v2", "_x:1.0-rc"])
def test_names_that_ollama_takes(name: str) -> None:
    assert is_ollama_name(name)


@pytest.mark.parametrize("name", ["", "two words", "a:", ":b", "größe", "a/b", "a:b:c", "-a", "a" * 90])
def test_names_that_ollama_refuses_are_said_before_anything_starts(page: ExportPage, name: str) -> None:
    assert not is_ollama_name(name)
    page.ollama.name.setText(name)
    assert "Use letters, digits" in shown_words(page)
    assert not page.ollama.export.isEnabled()


@pytest.mark.parametrize(
    ("project", "name"), [("Cipher Desk", "cipher-desk"), ("Größe 2", "gr-e-2"), ("日本", "my-student")]
)
def test_the_name_to_begin_with_is_the_projects(project: str, name: str) -> None:
    assert name_for(project) == name and is_ollama_name(name)


def test_the_export_is_asked_for_as_it_was_chosen(page: ExportPage, fake: Any, qtbot: QtBot) -> None:
    page.ollama.name.setText("cipher:v2")
    page.ollama.quant.select.set_value("Q8_0")
    click(page.ollama.export, qtbot)
    job = fake.job("export")
    assert job.spec.job == "stillroom.export.ollama:export_ollama"
    params = job.spec.params
    asked = [params[name] for name in ("name", "host", "quant", "run", "replace")]
    assert asked == ["cipher:v2", None, "Q8_0", None, False]


def test_its_steps_come_while_it_runs(page: ExportPage, fake: Any, qtbot: QtBot) -> None:
    click(page.ollama.export, qtbot)
    job = fake.job("export")
    assert [item.state for item in page.ollama.steps.items] == ["empty"] * 8
    job.feed(Stage("Looking for Ollama"), Note("Ollama 0.33.0 answers."), Stage("Merging the adapter into the base"))
    items = page.ollama.steps.items
    assert [item.state for item in items[:3]] == ["done", "running", "empty"]
    assert items[1].note == "Merging the adapter into the base"
    job.feed(Stage("Sending the model to Ollama", 100_000_000, "bytes"), Progress(25_000_000, 100_000_000))
    item = page.ollama.steps.items[2]
    assert (item.right, item.share) == ("25 of 100 MB", 0.25)
    job.feed(Stage("Creating the model"), Note("parsing GGUF"))
    assert page.ollama.steps.items[3].note == "parsing GGUF"
    job.feed(Stage("Trying tool calls", 6, "tasks"), Scored("ollama, plain", "1", "t", True), Progress(1, 6))
    job.feed(Scored("ollama, plain", "2", "t", False), Progress(2, 6))
    item = page.ollama.steps.items[5]
    assert (item.right, item.note) == ("2 of 6", "1 of 2 right")
    assert [each.state for each in page.ollama.steps.items] == ["done"] * 5 + ["running"] + ["empty"] * 2
    assert primary(page) == [] and not page.gguf.write.isEnabled()
    click(page.ollama.stop, qtbot)
    assert job.cancel_asked and page.ollama.stop.text() == "Stopping …"
    job.cancelled("Stopped. Nothing was changed in Ollama.")
    assert "Nothing was changed in Ollama" in shown_words(page)
    assert primary(page) == ["export_ollama"]


def test_a_page_that_is_made_late_shows_the_steps_before(
    workspace: Workspace, trained: str, understudy: Understudy, show_page: Callable[..., ExportPage]
) -> None:
    understudy.send_to_ollama(understudy.start_into_ollama())
    page = show_page(ExportPage, workspace)
    assert [item.state for item in page.ollama.steps.items] == ["done"] * 5 + ["running"] + ["empty"] * 2
    assert page.ollama.steps.items[5].note == "3 of 4 right"


def test_a_taken_name_is_asked_about_and_tried_again(
    page: ExportPage, fake: Any, speak: Callable[[str], None], qtbot: QtBot
) -> None:
    speak("en")
    page.ollama.quant.select.set_value("Q8_0")
    click(page.ollama.export, qtbot)
    what = "Ollama has project:latest already: an earlier export of Stillroom."
    message = f"{what} When it is replaced, it is kept as project:previous."
    fake.job("export").fail(TAKEN, message, "Choose another name, or say --replace.")
    [dialog] = [each for each in page.findChildren(MessageDialog) if each.isVisible()]
    assert dialog.text == message
    dialog.reject()
    words = shown_words(page)
    assert TAKEN in words and "Choose another name, or replace it." in words and "--replace" not in words
    click(page.replace, qtbot)
    [dialog] = [each for each in page.findChildren(MessageDialog) if each.isVisible()]
    click(dialog.findChild(QPushButton, "replace_it"), qtbot)
    params = fake.job("export").spec.params
    assert (params["replace"], params["quant"], params["name"]) == (True, "Q8_0", "project")


def test_what_was_proved_is_reported_and_outlives_the_page(
    page: ExportPage,
    fake: Any,
    trained: str,
    understudy: Understudy,
    show_page: Callable[..., ExportPage],
    qtbot: QtBot,
) -> None:
    score(page, fake, trained, 0.88, 0.857)
    understudy.end_in_ollama(understudy.start_into_ollama("cipher"), "cipher:previous")
    assert "cipher is in Ollama and calls your tools" in shown_words(page)
    for shown in (page, show_page(ExportPage, page.workspace)):
        words = shown_words(shown)
        assert "cipher:latest, Q4_K_M" in words and "Ollama 0.33.0 at 127.0.0.1:11434" in words
        assert "10 of 12 tool calls right there" in words and "The scorecard: 86 % of 42 calls exact." in words
        assert "completion, tools" in words and "It is cipher:previous now." in words
        assert copy(shown, "Talk to it", qtbot) == "ollama run cipher"
        assert shown.ollama.chip.word == "Verified" and shown.ollama.name.text() in ("cipher", "project")
        assert primary(shown) == []


def test_what_was_made_there_is_removed_after_asking(
    page: ExportPage, fake: Any, understudy: Understudy, qtbot: QtBot
) -> None:
    assert not page.ollama.remove.isVisible()
    understudy.end_in_ollama(understudy.start_into_ollama("first"))
    understudy.end_in_ollama(understudy.start_into_ollama("cipher"), "cipher:previous")
    click(page.ollama.remove, qtbot)
    [dialog] = [each for each in page.findChildren(MessageDialog) if each.isVisible()]
    assert "stays as cipher:previous" in dialog.text
    click(dialog.findChild(QPushButton, "remove_not"), qtbot)
    assert len(fake.started("export")) == 2
    click(page.ollama.remove, qtbot)
    [dialog] = [each for each in page.findChildren(MessageDialog) if each.isVisible()]
    click(dialog.findChild(QPushButton, "remove_it"), qtbot)
    job = fake.job("export")
    assert job.spec.params == {"name": "cipher:latest", "host": "http://127.0.0.1:11434"}
    job.feed(Stage("Removing the model"))
    assert "Removing the model" in shown_words(page) and not page.gguf.write.isEnabled()
    job.finish({"removed": "cipher:latest", "host": "http://127.0.0.1:11434"})
    assert "cipher is no longer in Ollama" in shown_words(page)
    assert "first:latest, made" in shown_words(page)  # the one before it is still there
    assert "cipher:latest, Q4_K_M" not in shown_words(page)


def test_the_report_is_opened(
    page: ExportPage, fake: Any, understudy: Understudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    understudy.end_in_ollama(understudy.start_into_ollama("cipher"))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    click(page.report.proof.open, qtbot)
    assert page.workspace.project
    folder = page.workspace.project.run_folder(fake.job("export").spec.run)
    assert opened == [QUrl.fromLocalFile(str(folder / "report.md"))]


def test_the_examples_are_shown_and_copied(page: ExportPage, understudy: Understudy, qtbot: QtBot) -> None:
    understudy.end_in_ollama(understudy.start_into_ollama("cipher"))
    use = page.report.use
    assert "from ollama import Client" in use.code.toPlainText()
    use.tabs.set_value("langchain")
    click(use.copy, qtbot)
    copied = QGuiApplication.clipboard().text()
    assert copied == use.code.toPlainText() and "create_agent" in copied
    compile(copied, "pasted.py", "exec")


def test_a_tool_that_is_being_written_is_not_in_the_examples(
    page: ExportPage, understudy: Understudy, show_page: Callable[..., ExportPage]
) -> None:
    understudy.end_in_ollama(understudy.start_into_ollama("cipher"))
    first, *others = page.workspace.store.tools()
    page.workspace.set_tools([first | {"parameters": {"type": "nonsense"}}, *others], own=True)
    shown = show_page(ExportPage, page.workspace).report.use.code.toPlainText()
    assert first["name"] not in shown.split("messages =")[0] and others[0]["name"] in shown


def test_an_export_of_a_former_student_is_said_to_be_one(
    page: ExportPage, fake: Any, understudy: Understudy, tmp_path: Path
) -> None:
    understudy.end_in_ollama(understudy.start_into_ollama())
    understudy.write(understudy.start_writing(tmp_path / "a.gguf"))
    page.workspace.train()
    fake.job("train").finish({"steps": 1, "loss": 1.0, "seconds": 1.0})
    page.refresh()
    assert [page.ollama.chip.word, page.gguf.chip.word] == ["Earlier", "Earlier"]


def test_after_an_export_that_failed_it_looks_whether_ollama_still_runs(
    page: ExportPage, fake: Any, qtbot: QtBot
) -> None:
    click(page.ollama.export, qtbot)
    with qtbot.waitSignal(page.workspace.hardware_seen):
        fake.job("export").fail("Ollama is gone", "The connection broke.", "Start it again.")
    assert "The connection broke. Start it again." in shown_words(page)


def test_in_a_project_whose_tools_are_not_trusted_the_user_is_asked_first(
    page: ExportPage, fake: Any, qtbot: QtBot
) -> None:
    store = page.workspace.store
    first, *rest = store.tools()
    store.set_tools([first | {"description": "Another."}, *rest])
    with qtbot.waitSignal(page.workspace.trust_asked):
        click(page.ollama.export, qtbot)
    assert not fake.started("export")
    click(page.others.lines["card"].write, qtbot)
    assert fake.job("export").spec.params["what"] == "card"  # which runs no tool


# One file


def test_the_chosen_file_is_written(page: ExportPage, fake: Any, tmp_path: Path, qtbot: QtBot) -> None:
    page.gguf.quant.select.set_value("Q8_0")
    page.gguf.folder.field.setText(str(tmp_path / "Größe"))
    click(page.gguf.write, qtbot)
    assert fake.job("export").spec.params == {
        "out": str(tmp_path / "Größe" / "project-Q8_0.gguf"),
        "quant": "Q8_0",
        "run": None,
    }


@pytest.mark.parametrize("path", ["", "exports", "~nobody-of-that-name/x"])
def test_a_folder_that_cannot_be_is_said_before_anything_starts(page: ExportPage, path: str, qtbot: QtBot) -> None:
    for card in (page.gguf, page.others):
        card.folder.field.clear()
        qtbot.keyClicks(card.folder.field, path or " ")
    assert shown_words(page).count("Give the full path of a folder.") == 2
    assert not page.gguf.write.isEnabled()
    assert not any(line.write.isEnabled() for line in page.others.lines.values())
    page.refresh()
    assert not any(line.write.isEnabled() for line in page.others.lines.values())


def test_a_file_that_would_be_replaced_is_said(page: ExportPage) -> None:
    assert "It becomes project-Q4_K_M.gguf." in shown_words(page)
    assert page.gguf.out
    page.gguf.out.write_bytes(b"")
    page.refresh()
    assert "it will be replaced" in shown_words(page)


def test_what_was_written_is_said_and_its_folder_opens(
    page: ExportPage, understudy: Understudy, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "project-Q4_K_M.gguf"
    job = understudy.start_writing(out)
    job.feed(Stage("Quantising the student to Q4_K_M"), Stage(f"Writing {out}"))
    assert [item.state for item in page.gguf.steps.items] == ["done", "done", "running"]
    understudy.write(job)
    words = shown_words(page)
    assert "Wrote project-Q4_K_M.gguf, 105 MB" in words and f'llama-cli -m "{out}"' in words
    assert len(copy(page, "SHA-256", qtbot)) == 64
    assert (page.gguf.chip.word, primary(page)) == ("Written", ["export_open_folder"])
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    click(page.open_folder, qtbot)
    assert opened == [QUrl.fromLocalFile(str(out.parent))]
    out.write_bytes(b"?")
    page.refresh()
    assert page.gguf.chip.word == "Changed"


def test_a_failure_is_shown_in_its_words(page: ExportPage, fake: Any, qtbot: QtBot) -> None:
    click(page.gguf.write, qtbot)
    fake.job("export").fail("Too little room", "It needs 0.3 GB.", "Free some space.")
    words = shown_words(page)
    assert "Too little room" in words and "It needs 0.3 GB. Free some space." in words
    assert primary(page) == ["export_ollama"]


# The other files


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("folder", "project-model"),
        ("adapter", "project-adapter"),
        ("data", "project-training.jsonl"),
        ("card", "project-model-card.md"),
    ],
)
def test_other_files_are_written(
    page: ExportPage, fake: Any, trained: str, tmp_path: Path, qtbot: QtBot, kind: str, name: str
) -> None:
    page.others.folder.field.setText(str(tmp_path))
    line = page.others.lines[kind]  # type: ignore[index]
    click(line.write, qtbot)
    job = fake.job("export")
    out = tmp_path / name
    assert job.spec.params == {"what": kind, "out": str(out), "run": None}
    assert line.stop.isVisible() and not line.write.isVisible()
    job.feed(Stage(f"Writing {out}"))
    assert f"Writing {out}" in shown_words(page)
    if kind in ("folder", "adapter"):
        out.mkdir()
        files = [{"path": str(out / each), "bytes": 4, "sha256": SHA} for each in ("README.md", "weights")]
    else:
        files = [{"path": str(out), "bytes": 4, "sha256": SHA}]
    job.finish({"files": files, "run": trained})
    assert f"Wrote {name}" in shown_words(page) and out.name in line._last.text()
    click(line.write, qtbot)
    again = Path(fake.job("export").spec.params["out"])
    assert again.name == (f"{name}-2" if out.is_dir() else name)
    click(line.stop, qtbot)
    assert fake.job("export").cancel_asked


def test_a_training_is_written_out_and_what_it_learnt_is_taken_back(
    page: ExportPage, fake: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    page.others.folder.field.setText(str(tmp_path))
    line = page.others.lines["training"]
    assert not line.back.isVisible()
    click(line.write, qtbot)
    job = fake.job("export")
    out = tmp_path / "project-training"
    assert job.spec.job == "stillroom.export:export_training"
    assert job.spec.params["out"] == str(out) and job.spec.params["base"] is True
    assert job.spec.params["training"] == page.workspace.store.runs("train")[0].spec["params"]
    out.mkdir()
    (out / "spec.json").write_text("{}", encoding="utf-8")
    spec = hashlib.sha256(b"{}").hexdigest()
    job.finish({"files": [{"path": str(out / "spec.json"), "bytes": 2, "sha256": spec}], "run": "", "spec": spec})
    assert "Wrote project-training" in shown_words(page) and out.name in line._last.text()
    click(line.back, qtbot)
    adopting = fake.job("train").spec
    assert adopting.job == "stillroom.training:adopt" and adopting.params["folder"] == str(out)


def test_a_file_that_this_pc_cannot_hold_is_not_advised() -> None:
    known = {quant: Figures(size) for quant, size in (("Q4_K_M", 5 * 10**9), ("F16", 16 * 10**9))}
    assert "Too much for this PC, which has 8" in advice("F16", known, 8.0)
    assert "Recommended" in advice("Q4_K_M", known, 8.0)
    assert "nothing is lost" in advice("F16", known, None)
