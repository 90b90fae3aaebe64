"""The page Tasks: figures, filters, and a task with its worked solution."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from fake_jobs import FakeRunner
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stillroom.conversation import Trajectory
from stillroom.jobs import Progress, Spending, Stage
from stillroom.store import AnswerCheck, Cell, Check, Kind, Made, Run, Task, WorkedCall
from stillroom.tasks import ImportParams, MakeParams
from stillroom.teacher import Price, Teacher, teacher_at
from stillroom.tools import read_tools, tool_to_json
from stillroom.trust import let_send
from stillroom_desktop.money import dollars
from stillroom_desktop.pages.asked.editor import TaskEditor
from stillroom_desktop.pages.asked.import_dialog import ImportTasksDialog
from stillroom_desktop.pages.asked.left_out_dialog import LeftOutDialog
from stillroom_desktop.pages.asked.make_dialog import MakeTasksDialog
from stillroom_desktop.pages.asked.type_dialog import TypeTasksDialog
from stillroom_desktop.pages.tasks import TasksPage
from stillroom_desktop.widgets.cards import FigureCell
from stillroom_desktop.widgets.chips import Chip
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.words import NOTHING, count
from stillroom_desktop.workspace import Workspace
from stillroom_resources import resource

TOOLS = resource("samples", "cipher_desk", "tools.json")
EXPECTED = ((WorkedCall("hash_text", {"text": "tea"}),),)
SOLVED = {
    "id": "solved",
    "prompt": "Hash tea and note it.",
    "kind": "chain",
    "family": "kitchen",
    "solution": [[{"name": "hash_text", "arguments": {"text": "tea"}}], [{"name": "note", "arguments": {}}]],
    "results": [["abc"], [{"noted": True}]],
    "thoughts": ["First hash.", "Then note.", "Done."],
    "answer": "Noted.",
}
ASKED = {
    "id": "asked",
    "prompt": ["Convert it.", "To what?"],
    "kind": "ask_back",
    "split": "held_out",
    "solution": [],
    "answer": "What?",
}
OPEN = {
    "id": "open",
    "prompt": "How warm is it?",
    "family": "garden",
    "check": {
        "calls": [{"name": "measure", "arguments": {}}],
        "answer": {"equals": "21", "matches": "^2", "number": 21.0, "tolerance": 0.5},
    },
}


def make_page(workspace: Workspace, qtbot: QtBot) -> TasksPage:
    page = TasksPage(workspace)
    qtbot.addWidget(page)
    page.resize(1208, 860)
    page.show()
    return page


@pytest.fixture
def page(empty_workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> TasksPage:
    """The page on a project with three tasks."""
    assert empty_workspace.create(tmp_path / "own")
    empty_workspace.store.add_tasks(msgspec.convert(task, Task) for task in (SOLVED, ASKED, OPEN))
    return make_page(empty_workspace, qtbot)


def words(page: TasksPage) -> str:
    QApplication.processEvents()
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    seen += [chip.word for chip in page.findChildren(Chip) if chip.isVisible()]
    seen += [passage.toPlainText() for passage in page.findChildren(Passage) if passage.isVisible()]
    return "\n".join(seen)


def figures(page: TasksPage) -> list[str]:
    return [cell.accessibleName() for cell in page.findChildren(FigureCell)]


def shown(page: TasksPage) -> list[str]:
    model = page.table.model()
    return [model.index(number, 1).data() for number in range(page.table.count)]


def test_the_figures(page: TasksPage) -> None:
    learn, held_out, no_call, worked = figures(page)
    assert learn.startswith("To learn from: 2 of 3.")
    assert held_out.startswith("Held out: 1 of 3.")
    assert no_call.startswith("No call is right: 33 %")
    assert worked.startswith("Worked solutions: 2")
    assert "1" in worked.split(". ", 1)[1]


def test_the_rows_say_what_is_expected(page: TasksPage) -> None:
    rows = [page.table.rows.row(number) for number in range(3)]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["kind"] for row in rows] == ["Chain of calls", "Missing value", "Single call"]
    assert [row["tools"] for row in rows] == [("hash_text", "note"), (), ("measure",)]
    assert [row["side"][0] for row in rows] == ["Learn", "Held out", "Learn"]


def test_filters_by_side_kind_and_text_hold_together(page: TasksPage, qtbot: QtBot) -> None:
    page.filters.side.set_value("train")
    assert shown(page) == ["Hash tea and note it.", "How warm is it?"]
    page.filters.kind.set_value("chain")
    assert shown(page) == ["Hash tea and note it."]
    page.filters.side.set_value("held_out")
    assert shown(page) == []
    page.filters.kind.set_value("")
    assert shown(page) == ["Convert it."]
    page.filters.side.set_value("all")
    with qtbot.waitSignal(page.filters.search.changed):
        page.filters.search.setText("measure")
    assert shown(page) == ["How warm is it?"]
    page.refresh()
    assert shown(page) == ["How warm is it?"]
    page.filters.choose_cell("hash_text", "kind", "chat")  # an empty one
    assert shown(page) == []


def test_the_worked_solution_is_shown_as_a_conversation(page: TasksPage) -> None:
    said = words(page)
    for part in (
        "No. 1",
        "Chain of calls",
        "Hash tea and note it.",
        "First hash.",
        "abc",
        '{"noted":true}',
        "Noted.",
        "kitchen",
    ):
        assert part in said
    assert said.count("Right call") == 2


def test_a_task_without_a_call_and_one_without_a_solution(page: TasksPage) -> None:
    page.table.select("asked")
    said = words(page)
    assert "Convert it." in said
    assert "To what?" in said
    assert "What?" in said
    assert "Held out" in said
    assert "No worked solution" not in said
    page.table.select("open")
    said = words(page)
    for part in ("No worked solution", "it calls measure", "“21”", "^2", "21, give or take 0.5", "No. 3"):
        assert part in said


def test_new_tasks_are_shown_and_the_chosen_one_stays(page: TasksPage) -> None:
    page.table.select("asked")
    page.workspace.store.add_tasks([Task("new", "Something new.")])
    page.workspace.touch()
    assert page.table.count == 4
    assert page.table.selected == "asked"
    assert figures(page)[0].startswith("To learn from: 3 of 4.")


def test_without_tasks_it_says_what_to_do(page: TasksPage, tmp_path: Path) -> None:
    assert page.workspace.create(tmp_path / "empty")
    said = words(page)
    assert "No tasks yet" in said
    assert "drop a file here" in said
    assert not page.table.isVisible()
    page.workspace.close()
    assert "No tasks yet" in words(page)


def test_the_sample_is_shown_narrow_and_wide(workspace: Workspace, qtbot: QtBot) -> None:
    page = make_page(workspace, qtbot)
    assert page.table.count == len(list(workspace.store.tasks()))
    for width in (1208, 792):
        page.resize(width, 660)
        QApplication.processEvents()
        assert page.table.horizontalScrollBar().maximum() == 0
        assert page.detail.isVisible()


# What they cover


def cell(page: TasksPage, tool: str, column: str) -> str:
    model = page.coverage.grid.cells
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == tool)
    return str(model.index(row, titles.index(column)).data())


def test_the_grid_counts_both_sides(page: TasksPage) -> None:
    page.workspace.store.add_tasks(
        [Task(str(n), f"Tea {n}.", "chain", f"f{n}", "held_out", solution=EXPECTED) for n in range(2)]
    )
    page.workspace.touch()
    assert cell(page, "hash_text", "Chain") == "1 + 2"
    assert cell(page, "hash_text", "All") == "1 + 2"
    assert cell(page, "measure", "Single") == "1"
    assert cell(page, "no tool", "Missing") == "0 + 1"
    assert cell(page, "measure", "Chain") == NOTHING
    row = next(row for row in range(3) if page.coverage.grid.cells.index(row, 0).data() == "hash_text")
    spoken = page.coverage.grid.cells.index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "hash_text, Chain of calls: 1 to learn from, 2 held out"


def test_a_cell_chooses_its_tasks_and_once_more_all_of_them(page: TasksPage) -> None:
    grid = page.coverage.grid
    rows = {grid.cells.index(row, 0).data(): row for row in range(grid.cells.rowCount())}
    grid.setCurrentIndex(grid.cells.index(rows["hash_text"], 2))
    for shows in (["Hash tea and note it."], ["Hash tea and note it.", "Convert it.", "How warm is it?"]):
        QTest.keyClick(grid, Qt.Key.Key_Return)
        assert shown(page) == shows
    grid.setCurrentIndex(grid.cells.index(rows["measure"], 0))
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert shown(page) == ["How warm is it?"]
    assert page.filters.clear.isVisible()
    page.filters.clear.click()
    assert page.table.count == 3


def test_the_grid_by_difficulty_and_persona_of_written_tasks(page: TasksPage) -> None:
    made = Made("make-1", Cell("call", "measure", "hard", "brief"))
    page.workspace.store.add_tasks([Task("made", "How warm?", family="garden", made=made)])
    page.workspace.touch()
    page.coverage.by.set_value("difficulty")
    assert (cell(page, "measure", "Hard"), cell(page, "measure", "not said")) == ("1", "1")
    page.coverage.grid.chosen.emit("measure", "hard")
    assert shown(page) == ["How warm?"]
    page.coverage.by.set_value("persona")
    assert cell(page, "measure", "Brief") == "1"
    page.coverage.fold.click()
    assert not page.coverage.grid.isVisible()


# Changing tasks


def wait(page: TasksPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.book.busy)


def edit(page: TasksPage, id: str) -> None:
    page.filters.reset()
    assert page.table.select(id)
    page.detail.edit.click()
    assert page.editor.isVisible()


def test_a_task_is_changed_in_its_place_and_back_again(page: TasksPage, qtbot: QtBot) -> None:
    edit(page, "open")
    page.editor.turns._turns[0].text.setPlainText("How cold is it in the cellar?")
    page.editor.kind.set_value("chain")
    page.editor.answer.set_value("number")
    page.editor.answer_text.setText("4,5")
    page.editor.tolerance.setText("0.5")
    page.editor.save.click()
    wait(page, qtbot)
    assert not page.editor.isVisible()
    task = list(page.workspace.store.tasks())[2]
    assert (task.prompt, task.kind, task.family, task.split) == (
        "How cold is it in the cellar?", "chain", "garden", "train",
    )  # fmt: skip
    assert task.check == Check((WorkedCall("measure", {}),), AnswerCheck(number=4.5, tolerance=0.5))
    assert page.table.selected == task.id
    assert "Undo: change a task" in page.menus.undo.toolTip()
    page.menus.undo.click()
    wait(page, qtbot)
    assert list(page.workspace.store.tasks())[2] == msgspec.convert(OPEN, Task)
    assert not page.menus.undo.isEnabled()


def test_what_a_form_does_not_show_stays(page: TasksPage, qtbot: QtBot) -> None:
    silent = Task("silent", "Say nothing.", "chat", "quiet", check=Check(()))
    both = Task("both", "Hash tea twice.", family="twice", solution=EXPECTED, check=Check(EXPECTED[0]))
    page.workspace.store.add_tasks([silent, both])
    page.workspace.touch()
    page.refresh()
    for id in ("solved", "asked", "open", "silent", "both"):
        before = page.workspace.store.task(id)
        edit(page, id)
        page.editor.save.click()
        assert not page.book.busy
        assert page.workspace.store.task(id) == before
        edit(page, id)
        kind: Kind = "no_tool" if id in ("asked", "silent") else "parallel"
        page.editor.kind.set_value(kind)
        page.editor.save.click()
        wait(page, qtbot)
        assert before
        assert page.workspace.store.task(id) == msgspec.structs.replace(before, kind=kind)


ROUND = {
    "name": "round",
    "description": "Rounds a number.",
    "parameters": {
        "type": "object",
        "properties": {"n": {"type": "number"}, "digits": {"type": "integer", "default": 3}},
        "required": ["n"],
        "additionalProperties": True,
    },
    "implementation": {"kind": "python", "source": "def round(n, digits=3): return n", "entry": "round"},
}


def test_only_what_was_written_changes(page: TasksPage, qtbot: QtBot) -> None:
    store = page.workspace.store
    store.set_tools([ROUND])
    calls = tuple((WorkedCall("round", arguments),) for arguments in ({"n": 0.1}, {"n": 2, "extra": ""}))
    check = Check(answer=AnswerCheck(number=3.14159265, tolerance=1234567.0), state={})
    store.add_tasks([Task("exact", "Round them.", family="sums", solution=calls, initial_state={}, check=check)])
    page.workspace.touch()
    page.refresh()
    before = store.task("exact")
    edit(page, "exact")
    page.editor.save.click()
    assert page.detail.isVisible() and not page.book.busy
    edit(page, "exact")
    page.editor.turns._turns[0].text.set_text("Round both.")
    page.editor.calls.rows[1].form.controls["n"].setText("5")
    page.editor.save.click()
    wait(page, qtbot)
    [after] = [task for task in store.tasks() if task.family == "sums"]
    assert before
    assert after.solution == ((WorkedCall("round", {"n": 0.1}),), (WorkedCall("round", {"n": 5, "extra": ""}),))
    assert (after.prompt, after.initial_state, after.check) == ("Round both.", {}, before.check)


def test_calls_stay_with_their_turns(page: TasksPage, qtbot: QtBot) -> None:
    store = page.workspace.store
    store.set_tools([ROUND])
    calls = tuple((WorkedCall("round", {"n": number}),) for number in (1, 2, 3))
    turns = ("One.", "Two.", "Three.")
    store.add_tasks([Task("three", turns, family="sums", solution=calls, turn_steps=(1, 1, 1))])
    page.workspace.touch()
    page.refresh()
    edit(page, "three")
    page.editor.turns._turns[1].gone.click()
    page.editor.save.click()
    wait(page, qtbot)
    [after] = [task for task in store.tasks() if task.family == "sums"]
    assert after.turns == ("One.", "Three.")
    assert after.solution_by_turn == (calls[:2], calls[2:])


@pytest.mark.parametrize("text", ["1,000", "nan", "inf", "1_0", "1.2.3", ""])
def test_what_is_no_number_for_certain_is_none(page: TasksPage, text: str) -> None:
    edit(page, "open")
    page.editor.answer.set_value("number")
    page.editor.answer_text.setText(text)
    page.editor.save.click()
    assert "is no number" in words(page)
    assert page.editor.isVisible()


def test_what_is_being_written_is_not_lost_to_another_row(page: TasksPage) -> None:
    edit(page, "open")
    page.editor.turns._turns[0].text.set_text("How cold is it?")
    parts = (page.table, page.filters, page.coverage)
    assert not any(part.isEnabled() for part in parts)
    page.refresh()
    assert page.editor.turns.texts == ["How cold is it?"]
    page.editor.cancel.click()
    assert all(part.isEnabled() for part in parts) and page.detail.isVisible()


def test_a_conversation_with_calls_is_written(page: TasksPage, qtbot: QtBot) -> None:
    page.workspace.store.set_tools([tool_to_json(tool) for tool in read_tools(TOOLS)])
    page.workspace.touch()
    page.refresh()
    edit(page, "asked")
    page.editor.right.set_value("calls")
    page.editor.calls.more.click()
    [row] = page.editor.calls.rows
    row.tool.set_value("convert_units")
    assert row.turn_number == 1
    page.editor.save.click()
    assert "convert_units: " in words(page)  # what it takes is missing
    row.tool.set_value("count_words")
    row.form.controls["text"].setText("a b c")
    page.editor.calls.more.click()
    page.editor.calls.rows[1].at_once.setChecked(True)
    page.editor.calls.rows[1].tool.set_value("count_words")
    page.editor.calls.rows[1].form.controls["text"].setText("d e")
    page.editor.turns._turns[1].answer.setPlainText("Five.")
    page.editor.save.click()
    wait(page, qtbot)
    task = list(page.workspace.store.tasks())[1]
    calls = tuple(WorkedCall("count_words", {"text": text}) for text in ("a b c", "d e"))
    assert task.solution_by_turn == ((), (calls,))
    assert task.answers == ("", "Five.")
    edit(page, task.id)
    assert [row.at_once.isChecked() for row in page.editor.calls.rows] == [False, True]
    page.editor.turns._turns[1].gone.click()
    page.editor.calls.rows[1].gone.click()
    assert page.editor.calls.rows[0].turn_number == 0
    page.editor.cancel.click()
    assert page.detail.isVisible()


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda editor: editor.turns._turns[0].text.setPlainText(" "), "empty prompt"),
        (lambda editor: editor.answer_text.setText("[") or editor.answer.set_value("matches"), "no regular expression"),
        (lambda editor: editor.answer_text.setText("many") or editor.answer.set_value("number"), "“many” is no number"),
        (lambda editor: editor.initial.setPlainText("[1]"), "Initial state: this is no JSON object"),
        (lambda editor: editor.right.set_value("none"), "has no call in its solution"),
    ],
)
def test_what_is_no_task_is_said_and_nothing_is_kept(
    page: TasksPage, write: Callable[[TaskEditor], None], said: str
) -> None:
    edit(page, "solved")
    write(page.editor)
    page.editor.save.click()
    assert said in words(page)
    assert page.editor.isVisible()
    assert page.workspace.store.task("solved") == msgspec.convert(SOLVED, Task)


def test_the_keys_of_the_form(page: TasksPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitActive(page)
    page.table.select("open")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.editor.isVisible()
    assert QApplication.focusWidget() is page.editor.turns._turns[0].text
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    edit(page, "open")
    page.editor.kind.set_value("chain")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(page, qtbot)
    task = page.workspace.store.task("open")
    assert task and task.kind == "chain"


def test_a_family_of_the_other_side_is_refused_with_words(page: TasksPage, qtbot: QtBot) -> None:
    page.workspace.store.add_tasks([Task("far", "Elsewhere.", family="abroad", split="held_out")])
    edit(page, "solved")
    page.editor.family.setText("abroad")
    page.editor.save.click()
    wait(page, qtbot)
    assert "A family would be on both sides" in words(page)
    page.editor.turns._turns[0].text.setPlainText("How warm is it?")
    page.editor.family.setText("kitchen")
    page.editor.save.click()
    wait(page, qtbot)
    assert "There is such a task already" in words(page)


def test_it_says_when_the_task_was_taught(page: TasksPage) -> None:
    store = page.workspace.store
    store.start_run(Run("run", "teach", "done", 0.0))
    store.add_trajectory(Trajectory("t", "open", "agent", store.keep_tool_set(()), ()), "run")
    edit(page, "open")
    assert "it has to be taught again" in words(page)
    page.editor.cancel.click()
    edit(page, "solved")
    assert "it has to be taught again" not in words(page)


def test_selected_tasks_are_removed_and_come_back(page: TasksPage, qtbot: QtBot) -> None:
    before = list(page.workspace.store.tasks())
    page.table.setFocus()
    page.table.select("solved")
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    wait(page, qtbot)
    assert [task.id for task in page.workspace.store.tasks()] == ["open"]
    assert page.table.selected == "open"
    page.undo()
    wait(page, qtbot)
    assert list(page.workspace.store.tasks()) == before
    assert "Redo: remove 2 task(s)" in page.menus.redo.toolTip()
    page.redo()
    wait(page, qtbot)
    assert [task.id for task in page.workspace.store.tasks()] == ["open"]
    assert not page.menus.redo.isEnabled()
    page.undo()
    wait(page, qtbot)
    assert list(page.workspace.store.tasks()) == before


def test_nothing_is_changed_while_tasks_are_added(page: TasksPage, fake: FakeRunner, qtbot: QtBot) -> None:
    page.workspace.import_tasks(ImportParams(text="Sing."))
    with qtbot.waitSignal(page.workspace.failed) as failed:
        page.detail.remove.click()
    assert "Tasks are being added" in str(failed.args)
    fake.job("import").cancelled()


# Adding tasks


def test_typed_tasks_are_added_and_taken_back(page: TasksPage, fake: FakeRunner, qtbot: QtBot) -> None:
    page.menus.open_typing()
    dialog = page.findChild(TypeTasksDialog)
    assert dialog
    assert not dialog.add.isEnabled()
    dialog.text.setPlainText("Sing a song.\n\nHow warm is it?\n")
    assert dialog.add.text() == "Add 2 task(s)"
    dialog.add.click()
    list(fake.job("import").run_really(50))
    page.refresh()
    assert page.table.count == 4
    said = words(page)
    assert "1 task(s) added" in said
    assert "1 there already" in said
    page.notice.details.click()
    left_out = page.findChild(LeftOutDialog)
    assert left_out
    row = left_out.table.rows.row(0)
    assert (row["where"], row["reason"], row["prompt"]) == ("Line 3", "there already", "How warm is it?")
    left_out.accept()
    page.notice.close_button.click()
    assert not page.notice.isVisible()
    page.menus.undo.click()
    wait(page, qtbot)
    assert page.table.count == 3


def import_dialog(page: TasksPage, path: Path, qtbot: QtBot) -> ImportTasksDialog:
    page.menus.open_import(path)
    dialog = page.findChildren(ImportTasksDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._reader.busy)
    return dialog


def test_a_table_is_imported_by_its_columns(page: TasksPage, fake: FakeRunner, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "asked.csv"
    path.write_text("what;kind;topic\nSing a song.;chat;music\nDance.;chat;music\n")
    dialog = import_dialog(page, path, qtbot)
    assert dialog.isVisible()
    assert not dialog.add.isEnabled()
    assert dialog.columns["kind"].value == "kind"
    dialog.columns["prompt"].set_value("what")
    dialog.columns["family"].set_value("topic")
    dialog.columns["kind"].set_value("")
    row = dialog.table.rows.row(0)
    assert (row["prompt"], row["kind"], row["rest"]) == ("Sing a song.", "", "Family: music")
    dialog.add.click()
    assert not dialog.isVisible()
    assert fake.job("import").spec.params["mapping"] == {"prompt": "what", "family": "topic", "kind": ""}
    list(fake.job("import").run_really(50))
    assert [(task.kind, task.family) for task in page.workspace.store.tasks()][3:] == [("call", "music")] * 2


def test_a_file_that_cannot_be_read_and_one_with_nothing_in_it(page: TasksPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = import_dialog(page, tmp_path / "none.jsonl", qtbot)
    assert dialog._fault.isVisible()
    dialog.reject()
    (tmp_path / "empty.txt").touch()
    dialog = import_dialog(page, tmp_path / "empty.txt", qtbot)
    assert "There is no task in this file." in dialog._fault.accessibleName()
    assert not dialog.add.isEnabled()
    dialog.reject()


def test_a_file_is_dropped_on_the_page(page: TasksPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "asked.txt"
    path.write_text("Sing.\nDance.\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(drop)
    [dialog] = page.findChildren(ImportTasksDialog)
    qtbot.waitUntil(lambda: not dialog._reader.busy)
    assert [dialog.table.rows.row(number)["prompt"] for number in range(2)] == ["Sing.", "Dance."]
    assert dialog.add.isEnabled()
    dialog.reject()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "picture.png"))])
    assert page.menus.dropped_file(data) is None


# Letting the teacher write


TEACHER = msgspec.structs.replace(teacher_at("http://127.0.0.1:9/v1", "big-1"), price=Price(1.0, 2.0))


def agree(workspace: Workspace) -> None:
    """Let the project's tools run, and its texts be sent to the teacher."""
    assert workspace.project
    workspace.trust()
    let_send(workspace.project.folder, TEACHER.address)


def make_dialog(workspace: Workspace, page: TasksPage, qtbot: QtBot, teacher: Teacher = TEACHER) -> MakeTasksDialog:
    MakeTasksDialog.begin(page, workspace, teacher)
    dialog = page.findChildren(MakeTasksDialog)[-1]
    qtbot.waitUntil(lambda: not dialog._planner.busy)
    return dialog


def test_without_a_teacher_or_tools_it_says_what_is_missing(page: TasksPage, qtbot: QtBot) -> None:
    for teacher, step in ((None, "teacher"), (TEACHER, "tools")):
        MakeTasksDialog.begin(page, page.workspace, teacher)
        dialog = page.findChildren(MessageDialog)[-1]
        with qtbot.waitSignal(page.workspace.go) as go:
            dialog.findChildren(QPushButton)[-1].click()
        assert go.args == [step]


def test_the_plan_is_shown_and_started(workspace: Workspace, fake: FakeRunner, qtbot: QtBot) -> None:
    page = make_page(workspace, qtbot)
    dialog = make_dialog(workspace, page, qtbot)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "15 % without a call" in said
    assert any(text.startswith("Likely between ") for text in said)
    rows = [[dialog.grid.cells.index(row, column).data() for column in range(7)] for row in range(7)]
    assert (
        sum(int(text.split(" → ")[1]) - int(text.split(" → ")[0]) for row in rows for text in row if " → " in text)
        == 50
    )
    dialog.count.setValue(20)
    for kind, share in dialog.shares.items():
        share.setValue({"call": 90, "chat": 10}.get(kind, 0))
    qtbot.waitUntil(lambda: not dialog._later.isActive() and not dialog._planner.busy)
    dialog.budget.setText("1.5")
    agree(workspace)
    dialog.make.click()
    params = msgspec.convert(fake.job("make_tasks").spec.params, MakeParams)
    assert (params.count, params.mix, params.budget, params.teacher) == (20, {"call": 0.9, "chat": 0.1}, 1.5, TEACHER)


def test_where_the_price_is_not_known_there_is_no_limit(workspace: Workspace, qtbot: QtBot) -> None:
    page = make_page(workspace, qtbot)
    dialog = make_dialog(workspace, page, qtbot, Teacher("odd", "openai", "nobody-knows-it"))
    assert not dialog.budget.isEnabled()
    assert any("is not known" in label.text() for label in dialog.findChildren(QLabel))
    for share in dialog.shares.values():
        share.setValue(0)
    dialog._plan()
    assert not dialog.make.isEnabled()
    dialog.reject()


def test_writing_is_followed_paused_and_gone_on_with(workspace: Workspace, fake: FakeRunner, qtbot: QtBot) -> None:
    page = make_page(workspace, qtbot)
    agree(workspace)
    workspace.make_tasks(MakeParams(50, TEACHER))
    job = fake.job("make_tasks")
    job.feed(Stage("Writing tasks", 50, "tasks"), Progress(12, 50), Spending(0.0123, 3456))
    said = words(page)
    assert "Writing tasks: 12 of 50 tasks" in said
    assert f"{count(3456)} tokens, {dollars(0.0123)}" in said
    page.menus.pause.click()
    assert job.cancel_asked
    job.cancelled("Stopped after 12 of 50 tasks; all of them are kept. Run it again to go on.")
    page.refresh()
    assert "Stopped after 12 of 50 tasks" in words(page)
    page.notice.close_button.click()
    assert "Writing tasks is paused" in words(page)
    page.notice.close_button.click()
    assert not page.notice.isVisible()
    page.notice._put_aside = ""
    page.refresh()
    page.notice.go_on.click()
    assert fake.job("make_tasks") is not job
    assert fake.job("make_tasks").spec.run == job.spec.run
    fake.job("make_tasks").finish({"made": 30, "missing": 8, "dropped": {"near-duplicate": 3}, "budget_reached": True})
    page.refresh()
    said = words(page)
    assert "30 task(s) written, then the budget was reached" in said
    assert "Left out: 3 nearly the same as another" in said


# Very many tasks


def test_of_very_many_tasks_only_those_are_read_that_are_looked_at(
    page: TasksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = page.workspace.store
    store.add_tasks(Task(f"task-{n}", f"Tell me about number {n}.", family=f"f{n % 9}") for n in range(3000))
    read: list[int] = []
    fetch = store.tasks_at
    monkeypatch.setattr(store, "tasks_at", lambda places: read.extend(places) or fetch(places))
    page.workspace.touch()
    QApplication.processEvents()
    assert page.table.count == 3003
    assert len(read) < 300
    assert page.table.select("task-2500")
    assert page.table.currentIndex().row() == 2503
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert shown_first(page) == "Tell me about number 2999."
    assert page.table.selected == "task-2500"
    page.filters.family.set_value("f3")
    assert page.table.count == 333
    assert len(read) < 900


def shown_first(page: TasksPage) -> str:
    return str(page.table.model().index(0, 1).data())
