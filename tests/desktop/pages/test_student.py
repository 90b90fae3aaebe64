"""The page Student: what fits and what is here, downloads, probes, and the choice."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.errors import KnownError
from stillroom.evaluation import probe_params
from stillroom.jobs import Progress, Stage
from stillroom.store import Run, Score
from stillroom.students import SMOLLM2, Fit, HubName, Offer, catalogue, kept_student
from stillroom.students.kept import Source, keep_source, unfinished
from stillroom.students.naming import cached
from stillroom.students.offer import HubFile
from stillroom_desktop.pages.candidates import candidate as candidates
from stillroom_desktop.pages.candidates import gate_dialog
from stillroom_desktop.pages.candidates.card import StudentCard
from stillroom_desktop.pages.candidates.gate_dialog import GateDialog
from stillroom_desktop.pages.student import StudentPage
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.words import count
from stillroom_desktop.workspace import Workspace

QWEN = "qwen3-0.6b"
QWEN_ON_THE_HUB = "Qwen/Qwen3-0.6B"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache in which nothing is, and a catalogue of three."""
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STILLROOM_CONFIG", str(tmp_path / "config"))
    return tmp_path / "cache"


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[StudentPage]:
    page = StudentPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    looked(page, qtbot)
    yield page
    looked(page, qtbot)


def looked(page: StudentPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not (page._looker.busy or page.own.busy or page._remover.busy or page.board.busy))


def download(name: str = QWEN_ON_THE_HUB, model: Any = None) -> Path:
    """A student in the cache as if it had been downloaded."""
    hub = HubName(name)
    folder = cached(hub.folder)
    write_model(folder)
    keep_source(folder, Source(name))
    return folder


def write_model(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    tokens = [{"content": "<|im_start|>"}, {"content": "<|im_end|>"}]
    (folder / "tokenizer.json").write_text(json.dumps({"added_tokens": tokens}))
    (folder / "model.safetensors").write_bytes(b"0" * 5000)


def begin_download(done: int = 300, of: int = 1000) -> None:
    hub = HubName(QWEN_ON_THE_HUB)
    partial = unfinished(cached(hub.folder))
    partial.mkdir(parents=True)
    (partial / "model.safetensors.part").write_bytes(b"0" * done)
    keep_source(partial, Source(QWEN, Offer(hub, "main", (HubFile("model.safetensors", of, "0"),), "apache-2.0", "")))


def chosen(page: StudentPage) -> tuple[str, list[str]]:
    """The project's student, and the cards that are marked as chosen."""
    marked = [name for name, card in page.board.cards.items() if not card.chosen.isHidden()]
    return page.workspace.store.fact("student", SMOLLM2), marked


def words(widget: Any) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def order(page: StudentPage) -> list[str]:
    return list(page.board.order)


def click(button: QPushButton, qtbot: QtBot) -> None:
    assert button.isVisible() and button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_student_of_the_catalogue_has_a_card_with_what_there_is_to_know(page: StudentPage) -> None:
    assert set(page.board.cards) == {model.name for model in catalogue()}
    card = page.board.cards[QWEN]
    shown = words(card)
    assert [
        part
        for part in ("Qwen3 0.6B", "596 million parameters, 1.2 GB", f"{count(40960)} tokens", "Apache 2.0")
        if part not in shown
    ] == []
    assert "Free for any use, also commercial." in shown
    assert card.fit.word == "Fits easily" and "Training takes about" in shown
    assert (card.state.text(), card.get.text()) == ("Not downloaded", "Download")
    assert not card.probe.isVisible()
    assert chosen(page) == (SMOLLM2, [SMOLLM2])
    assert "16 GB of memory" in words(page.hardware)


def test_what_fits_stands_first_and_filters_leave_the_rest_out(
    page: StudentPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels = dict.fromkeys(page.board.cards, "tight") | {SMOLLM2: "no", QWEN: "easily"}

    def fit(shape: Any, *_: Any) -> Fit:
        name = next(model.name for model in catalogue() if model.shape == shape)
        return Fit(levels[name], "It is so.", 1.0, 1.0, {})  # type: ignore[arg-type]

    monkeypatch.setattr(candidates, "fit", fit)
    page.refresh()
    page._arrange()
    assert (order(page)[0], order(page)[-1]) == (QWEN, SMOLLM2)
    assert page.board.cards[SMOLLM2].fit.word == "Does not fit"
    page.filters.choose("fits")
    assert SMOLLM2 not in order(page) and page.board.cards[SMOLLM2].isHidden()
    page.filters.choose("here")
    assert order(page) == []
    assert page.show_all.isVisible()
    click(page.show_all, qtbot)
    assert len(order(page)) == len(catalogue())
    page.filters.search.setText("qwen3 0.6")
    qtbot.waitUntil(lambda: order(page) == [QWEN])


def test_one_is_downloaded_paused_and_gone_on_with(page: StudentPage, fake: Any, qtbot: QtBot) -> None:
    card = page.board.cards[QWEN]
    click(card.get, qtbot)
    job = fake.job("prepare")
    assert job.spec.params == {"student": QWEN}
    job.feed(Stage("Downloading the student", 1_200_000_000, "bytes"), Progress(300_000_000, 1_200_000_000, 90.0))
    assert card.state.text() == "300 MB of 1.2 GB, 2 min left"
    assert not card.get.isVisible() and not page.board.cards[SMOLLM2].get.isEnabled()
    click(card.pause, qtbot)
    assert job.cancel_asked and card.state.text() == "Pausing …"
    begin_download()
    job.cancelled()
    looked(page, qtbot)
    assert (card.state.text(), card.get.text()) == ("Paused at 0.0 MB of 0.0 MB", "Resume")
    click(card.get, qtbot)
    download()
    fake.job("prepare").finish({"student": QWEN})
    looked(page, qtbot)
    assert card.state.text().startswith("On this computer") and card.probe.isVisible()
    assert not card.get.isVisible() and not card.pause.isVisible()


def test_why_a_download_failed_is_said_on_its_card(page: StudentPage, fake: Any, qtbot: QtBot) -> None:
    click(page.board.cards[QWEN].get, qtbot)
    fake.job("prepare").fail("Too little room", "It needs 1.2 GB.", "Free some space.")
    looked(page, qtbot)
    assert "It needs 1.2 GB. Free some space." in words(page.board.cards[QWEN])
    assert "It needs 1.2 GB." not in words(page.board.cards[SMOLLM2])
    assert page.board.cards[QWEN].get.isEnabled()


def test_what_a_gate_asks_for_is_said_before_and_the_token_goes_to_the_keyring(
    page: StudentPage, fake: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(gate_dialog, "get_secret", lambda _: None)
    monkeypatch.setattr(gate_dialog, "keyring_works", lambda: "")
    monkeypatch.setattr(gate_dialog, "set_secret", kept.__setitem__)
    gated(page, QWEN)
    assert "Its makers ask you first: Your name." in words(page.board.cards[QWEN])
    click(page.board.cards[QWEN].get, qtbot)
    assert not fake.jobs
    dialog = page.window().findChild(GateDialog)
    assert "They ask: Your name." in words(dialog)
    assert dialog.token.echoMode() == QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: not dialog._looker.busy)
    dialog.keep.click()
    assert "Paste the token" in words(dialog)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    dialog.page.click()
    assert opened == [f"https://huggingface.co/{QWEN_ON_THE_HUB}"]
    dialog.token.setText(" hf_secret ")
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(fake.jobs))
    assert kept == {"hub-huggingface.co": "hf_secret"}
    assert fake.job("prepare").spec.params == {"student": QWEN}


def gated(page: StudentPage, name: str) -> None:
    """Let a student's makers ask for something."""
    [known] = [each for each in page._candidates if each.name == name]
    assert known.licence
    licence = msgspec.structs.replace(known.licence, gated=True, asks="Your name.")
    other = msgspec.structs.replace(known, licence=licence)
    page._candidates = [other if each is known else each for each in page._candidates]
    page.refresh()


def test_one_is_chosen_and_what_is_not_here_can_be_got(page: StudentPage, fake: Any, qtbot: QtBot) -> None:
    click(page.board.cards[QWEN].choose, qtbot)
    assert chosen(page) == (QWEN, [QWEN])
    assert "Qwen3 0.6B is chosen, and not on this computer yet." in words(page._notice)
    click(page._act, qtbot)
    assert fake.job("prepare").spec.params == {"student": QWEN}
    assert not page._notice.isVisible()


def test_one_is_removed_after_asking(page: StudentPage, qtbot: QtBot) -> None:
    folder = download()
    page._look()
    looked(page, qtbot)
    card = page.board.cards[QWEN]
    assert card.remove.isEnabled() and not page.board.cards[SMOLLM2].remove.isEnabled()
    card.remove.trigger()
    dialog = page.window().findChild(MessageDialog)
    assert "Remove Qwen3 0.6B" in dialog.title
    dialog.findChild(QPushButton, "remove_student").click()
    looked(page, qtbot)
    qtbot.waitUntil(lambda: card.state.text() == "Not downloaded")
    assert not folder.exists() and kept_student(QWEN) is None


def measure(workspace: Workspace, right: dict[str, int], run: str = "probe-1", state: str = "done") -> None:
    """A probe of students on six tasks, of which they get so many right."""
    store = workspace.store
    params = probe_params(store, list(right), 6)
    spec = {"params": msgspec.to_builtins(params)}
    store.start_run(Run(run, "probe", "running", float(run[-1]), spec=spec))
    for name, good in right.items():
        for place, task in enumerate(params.tasks):
            store.add_score(
                run, Score(name, task, keep_trajectory(workspace, run, task), place < good, True, "", 9, 2.0)
            )
    store.end_run(run, state, {"students": {}, "failed": {}})  # type: ignore[arg-type]


def keep_trajectory(workspace: Workspace, run: str, task: str) -> str:
    from stillroom.conversation import Trajectory, new_id

    kept = Trajectory(new_id("trajectory"), task, "agent", workspace.store.keep_tool_set([]), ())
    workspace.store.add_trajectory(kept, run)
    return kept.id


def test_a_probe_is_shown_with_its_size_and_interval_and_orders_the_cards(page: StudentPage, qtbot: QtBot) -> None:
    measure(page.workspace, {SMOLLM2: 1, QWEN: 6})
    page.refresh()
    page.filters.choose(order="probe")
    assert order(page)[:2] == [QWEN, SMOLLM2]
    known = page._probes[QWEN]
    shown = words(page.board.cards[QWEN].probe_line)
    assert f"{known.exact.n} of {known.exact.n}" in shown and "2.0 s a task" in shown
    assert "100 %" in shown
    assert "On other tasks" not in shown
    page.workspace.store.set_tools([*page.workspace.store.tools()][:-1])
    measure(page.workspace, {SMOLLM2: 2}, "probe-2")
    page.refresh()
    assert "On other tasks than the newest probe." in words(page.board.cards[QWEN].probe_line)
    assert "On other tasks" not in words(page.board.cards[SMOLLM2].probe_line)


def test_those_that_are_here_are_probed_together_and_one_that_was_stopped_goes_on(
    page: StudentPage, fake: Any, qtbot: QtBot
) -> None:
    assert not page.probe_all.isVisible()
    download()
    write_model(cached(SMOLLM2))
    page._look()
    looked(page, qtbot)
    click(page.probe_all, qtbot)
    job = fake.job("probe")
    assert sorted(job.spec.params["students"]) == sorted([SMOLLM2, QWEN])
    job.feed(Stage(f"Scoring {QWEN} (llama.cpp, F16)", 24, "tasks"), Progress(7, 24))
    assert page.board.cards[QWEN].state.text() == "Probing: 7 of 24 tasks"
    assert not page.board.cards[SMOLLM2].probe.isEnabled() and not page.probe_all.isEnabled()
    job.cancelled()
    assert "The probe was stopped." in words(page._notice)
    click(page._act, qtbot)
    assert fake.job("probe").spec.run == job.spec.run
    fake.job("probe").finish(
        {"students": {}, "failed": {QWEN: {"title": "Not a model folder", "message": "No.", "hint": ""}}}
    )
    assert "Not a model folder" in words(page.board.cards[QWEN])
    click(page.board.cards[SMOLLM2].probe, qtbot)
    assert fake.job("probe").spec.params["students"] == (SMOLLM2,)


def enter(page: StudentPage, given: str, qtbot: QtBot) -> None:
    page.own.field.setText(given)
    qtbot.keyClick(page.own.field, Qt.Key.Key_Return)
    looked(page, qtbot)


def test_a_folder_of_the_user_s_becomes_the_student(page: StudentPage, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "my model"
    write_model(folder)
    enter(page, str(folder), qtbot)
    qtbot.waitUntil(lambda: chosen(page) == (str(folder), [str(folder)]))
    card = page.board.cards[str(folder)]
    assert order(page)[0] == str(folder)
    assert "my model" in words(card) and "chatml" in words(card)
    assert (card.fit.word, card.remove.isEnabled()) == ("Fit not known", False)


def test_a_folder_that_is_gone_says_so(page: StudentPage, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "my model"
    write_model(folder)
    enter(page, str(folder), qtbot)
    qtbot.waitUntil(lambda: chosen(page) == (str(folder), [str(folder)]))
    folder.rename(tmp_path / "elsewhere")
    page._look()
    looked(page, qtbot)
    assert "cannot be used any more" in words(page._notice)
    assert page.board.cards[str(folder)].state.text() == "Cannot be used any more"
    assert not page.board.cards[str(folder)].get.isVisible()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "config.json").unlink(), "has no readable config.json"),
        (lambda folder: (folder / "config.json").write_text('{"auto_map": {"a": "b"}}'), "Python code of its own"),
        (lambda folder: (folder / "model.safetensors").rename(folder / "model.bin"), "so it is refused"),
    ],
)
def test_a_folder_that_cannot_be_used_is_explained_where_it_was_named(
    page: StudentPage, tmp_path: Path, qtbot: QtBot, spoil: Any, said: str
) -> None:
    folder = tmp_path / "model"
    write_model(folder)
    spoil(folder)
    enter(page, str(folder), qtbot)
    assert said in words(page.own)
    assert chosen(page)[0] == SMOLLM2
    qtbot.keyClicks(page.own.field, "x")
    assert said not in words(page.own)


def test_another_model_of_the_hub_is_looked_up_there(
    page: StudentPage, fake: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(hub: HubName) -> Offer:
        if hub.hub == "nobody/nothing":
            raise KnownError("The hub does not answer", "It is silent.", "Go online.")
        files = (HubFile("model.safetensors", 3_000_000_000, "0"),)
        return Offer(hub, "main", files, "mit", f"https://huggingface.co/{hub.hub}")

    monkeypatch.setattr(candidates, "ask_hub", ask)
    enter(page, "nobody/nothing", qtbot)
    assert "It is silent." in words(page.own)
    enter(page, "someone/Model-1B", qtbot)
    looked(page, qtbot)
    card = page.board.cards["someone/Model-1B"]
    assert (order(page)[0], chosen(page)[0]) == ("someone/Model-1B", SMOLLM2)
    assert "3 GB" in words(card) and "mit" in words(card)
    click(card.get, qtbot)
    assert fake.job("prepare").spec.params == {"student": "someone/Model-1B"}


def test_it_is_said_when_the_trained_student_was_another(page: StudentPage, fake: Any, qtbot: QtBot) -> None:
    download()
    page._look()
    looked(page, qtbot)
    page.workspace.train()
    fake.job("train").finish({"steps": 1, "loss": 1.0, "seconds": 1.0})
    assert not page._notice.isVisible()
    click(page.board.cards[QWEN].choose, qtbot)
    assert "Your trained student was made from SmolLM2 135M. Train again, and Qwen3 0.6B learns." in words(page._notice)


def test_the_cards_stand_in_as_many_columns_as_there_is_room_for(page: StudentPage) -> None:
    def columns() -> int:
        QApplication.processEvents()
        return len({card.x() for card in page.findChildren(StudentCard) if card.isVisible()})

    assert columns() == 2
    page.resize(900, 700)
    assert columns() == 1


def test_the_project_may_be_closed_while_cards_are_made(workspace: Workspace, qtbot: QtBot) -> None:
    page = StudentPage(workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.board.busy and not page._looker.busy)
    workspace.close()
    looked(page, qtbot)
    assert page.board.cards


def test_the_next_step_is_training(page: StudentPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.workspace.go.connect(asked.append)
    click(page.go_on, qtbot)
    assert (asked, page.go_on.objectName()) == (["train"], "train_open")
