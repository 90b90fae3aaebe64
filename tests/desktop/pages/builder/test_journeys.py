"""A user at the page Tools: a tool is built by keys and clicks, tried, mended and kept; a class is imported, trusted and tried."""

import errno
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stillroom_desktop.pages.builder.import_dialog import ImportDialog
from stillroom_desktop.pages.builder.importing import reader
from stillroom_desktop.pages.tools import ToolsPage
from stillroom_desktop.widgets.controls import Select
from stillroom_desktop.widgets.passage import Passage
from stillroom_desktop.workspace import Workspace

SERVER = Path(__file__).parents[3] / "standins" / "mcp" / "desk.py"
DESK = '''
class Desk:
    """A desk with notes."""

    def __init__(self):
        self.notes = []

    def _load_scenario(self, scenario):
        self.notes = list(scenario["notes"])

    def write(self, text: str) -> int:
        """Write a note.

        Args:
            text: What stands on it.
        """
        print("writing", text)
        self.notes.append(text)
        return len(self.notes)


def shout(text: str) -> str:
    """Say it louder.

    Args:
        text: What to say.
    """
    return text.upper()


def broken(connection: "Unknown") -> str:
    """Cannot be told to a model."""
    return ""
'''


@pytest.fixture
def page(show_page: Callable[..., ToolsPage], empty_workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> ToolsPage:
    """The page of a new project of the user's own."""
    assert empty_workspace.create(tmp_path / "own")
    page = show_page(ToolsPage, empty_workspace, 1300, 900)
    page.activateWindow()
    qtbot.waitActive(page)
    return page


def tool(page: ToolsPage) -> dict[str, Any]:
    return page.workspace.store.tools()[0]


def click(button: QWidget | None, qtbot: QtBot) -> None:
    assert button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_here(qtbot: QtBot, text: str, *then: Qt.Key) -> None:
    """Write into what has the focus."""
    into = QApplication.focusWidget()
    assert into
    qtbot.keyClicks(into, text)
    for key in then:
        qtbot.keyClick(into, key)
    for _ in range(3):
        QApplication.processEvents()


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def run(page: ToolsPage, qtbot: QtBot) -> str:
    """Run the call as it is written; what came back."""
    click(page.try_tool.button, qtbot)
    qtbot.waitUntil(lambda: page.try_tool.button.text() == "Run", timeout=20_000)
    QApplication.processEvents()
    return "\n".join(passage.toPlainText() for passage in page.try_tool.findChildren(Passage) if passage.isVisible())


def choose_type(page: ToolsPage, qtbot: QtBot, kind: str) -> None:
    tree = page.editor.parameters.tree
    [select] = [each for each in tree.viewport().findChildren(Select) if each.isVisible()]
    select.hidePopup()
    select.set_value(kind)
    select.activated.emit(select.currentIndex())
    for _ in range(3):
        QApplication.processEvents()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    tree.setFocus()


def test_a_tool_with_nested_parameters_is_built_by_keys(page: ToolsPage, qtbot: QtBot) -> None:
    page.menus.menu.actions()[0].trigger()
    assert QApplication.focusWidget() is page.editor.name
    type_here(qtbot, "plan_trip", Qt.Key.Key_Tab)
    while QApplication.focusWidget() is not page.editor.description:
        press(qtbot, Qt.Key.Key_Tab)
    type_here(qtbot, "Count the days of a trip.")
    page.editor.parameters.add.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Space)
    type_here(qtbot, "place", Qt.Key.Key_Tab)
    choose_type(page, qtbot, "object")
    page.editor.parameters.inside.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Space)
    type_here(qtbot, "days", Qt.Key.Key_Tab)
    choose_type(page, qtbot, "integer")
    page.editor.flush()
    assert tool(page)["name"] == "plan_trip"
    assert tool(page)["description"] == "Count the days of a trip."
    assert tool(page)["parameters"]["properties"] == {
        "place": {"type": "object", "properties": {"days": {"type": "integer"}}, "required": ["days"]}
    }
    page.editor.code.to_code.trigger()
    assert "def plan_trip(place: dict) -> str:" in page.editor.code.code.toPlainText()
    assert page.workspace.trusted


def test_a_mistake_is_found_at_its_line_and_mended(page: ToolsPage, qtbot: QtBot) -> None:
    page.make("python")
    page.editor.description.setPlainText("Double a number.")
    page.editor.parameters.do("add")
    type_here(qtbot, "number", Qt.Key.Key_Return)
    code = page.editor.code.code
    code.setFocus()
    code.selectAll()
    code.setTabChangesFocus(False)
    type_here(qtbot, "def new_tool(number):", Qt.Key.Key_Return)
    type_here(qtbot, "print('got', number)", Qt.Key.Key_Return)
    type_here(qtbot, "return numbr * 2")
    qtbot.waitUntil(lambda: page.editor.code.state.text() == "Line 3: undefined name 'numbr'")
    qtbot.waitUntil(lambda: "number" in page.try_tool.arguments.form.controls)
    page.try_tool.arguments.form.controls["number"].setText("ab")  # type: ignore[union-attr]
    said = run(page, qtbot)
    assert "numbr" in said
    assert code.run_line == 3
    assert "got ab" in said
    assert page.list.entries.rows.row(0)["note"] == "Failed"
    click(page.editor.code.state, qtbot)
    assert code.textCursor().blockNumber() == 2
    code.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    press(qtbot, Qt.Key.Key_End)
    for _ in range(9):
        press(qtbot, Qt.Key.Key_Backspace)
    type_here(qtbot, "number * 2")
    assert code.run_line == 0
    assert "abab" in run(page, qtbot)
    assert page.book.ran("new_tool") == "well"
    assert tool(page)["implementation"]["source"].endswith("return number * 2")
    qtbot.waitUntil(lambda: page.editor.code.state.text() == "No errors")
    code.insertPlainText(" ")
    page.editor.flush()
    assert page.list.entries.rows.row(0)["note"] == "Changed since it ran"


def test_parameters_are_read_from_the_code(page: ToolsPage, qtbot: QtBot) -> None:
    page.make("python")
    page.editor.code.code.replace_text(DESK.replace("shout", "new_tool"))
    page.editor.code.from_code.trigger()
    assert tool(page)["description"] == "Say it louder."
    assert tool(page)["parameters"]["required"] == ["text"]
    page.editor.code.code.replace_text("def new_tool(")
    page.editor.code.from_code.trigger()
    assert any("line 1" in label.text() for label in page.editor.code.findChildren(QLabel))


def imported(page: ToolsPage, qtbot: QtBot) -> ImportDialog:
    click(page.menus.bring, qtbot)
    [dialog] = [each for each in page.findChildren(ImportDialog) if each.isVisible()]
    return dialog


def test_a_class_is_imported_trusted_and_tried(page: ToolsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.make("python")
    file = tmp_path / "desk.py"
    file.write_text(DESK)
    dialog = imported(page, qtbot)
    dialog.where.setFocus()
    qtbot.keyClicks(dialog.where, str(file))
    qtbot.keyClick(dialog.where, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert dialog.list.chosen == ["write", "shout"]
    assert dialog.list.item(0).text() == "write, method of Desk, a stateful tool set, Write a note."
    assert "Left out: broken." in dialog._remarks.text()
    dialog.list.setCurrentRow(1)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.add.text().startswith("Add 1 tool")  # an earlier test may have loaded the plurals
    click(dialog.add, qtbot)
    assert [each["name"] for each in page.workspace.store.tools()] == ["new_tool", "write"]
    assert page.list.entries.selected == "write"
    assert not page.workspace.trusted  # it came from elsewhere
    assert not page.try_tool.button.isEnabled()
    click(page.findChild(QPushButton, "trust_project"), qtbot)
    qtbot.waitUntil(page.try_tool.button.isEnabled)
    page.try_tool.arguments.form.controls["text"].setText("milk")  # type: ignore[union-attr]
    page.try_tool.state.set_text('{"notes": ["tea"]}')
    said = run(page, qtbot)
    assert said.startswith("2\n")
    assert "writing milk" in said
    assert '"milk"' in said.partition("notes")[2]
    said = run(page, qtbot)
    assert said.startswith("2\n")  # every try begins anew


def test_a_name_that_is_taken_is_replaced_on_wish_only(page: ToolsPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "desk.py"
    file.write_text(DESK)
    page.make("python")
    page.editor.name.setText("shout")
    page.editor.flush()
    dialog = imported(page, qtbot)
    dialog.where.setText(str(file))
    click(dialog.read, qtbot)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert dialog.list.chosen == ["write"]
    click(dialog.all, qtbot)
    click(dialog.add, qtbot)
    assert [each["name"] for each in page.workspace.store.tools()] == ["write", "shout"]
    click(page.menus.undo, qtbot)
    assert [each["name"] for each in page.workspace.store.tools()] == ["shout"]
    assert page.workspace.trusted


def test_what_cannot_be_imported_is_told_and_escape_keeps_nothing(
    page: ToolsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = imported(page, qtbot)
    click(dialog.read, qtbot)
    assert dialog.where.property("invalid")
    dialog.kind.set_value("openapi")
    dialog.where.setText(str(tmp_path / "none.json"))
    click(dialog.read, qtbot)
    qtbot.waitUntil(dialog._fault.isVisible)
    assert not dialog.add.isEnabled()
    dialog.kind.set_value("schema")
    assert not dialog._fault.isVisible()
    schemas = tmp_path / "schemas.json"
    schemas.write_text(
        '[{"name": "find", "description": "Find it.", "parameters": {"type": "object", "properties": {}}}]'
    )
    dialog.where.setText(str(schemas))
    click(dialog.read, qtbot)
    qtbot.waitUntil(lambda: dialog.list.chosen == ["find"])
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.workspace.store.tools() == []
    assert page.workspace.trusted


SHOP = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example.org/v1"}],
    "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    "security": [{"key": []}],
    "paths": {
        "/items/{id}": {
            "get": {
                "operationId": "getItem",
                "summary": "Find an item.",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "It."}},
            }
        }
    },
}


def test_an_operation_is_imported_with_the_name_of_its_secret(page: ToolsPage, qtbot: QtBot, tmp_path: Path) -> None:
    document = tmp_path / "shop.json"
    document.write_text(json.dumps(SHOP))
    dialog = imported(page, qtbot)
    dialog.kind.set_value("openapi")
    dialog.where.setText(str(document))
    dialog.secret.setText("shop_key")
    click(dialog.read, qtbot)
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=10_000)
    assert "GET https://shop.example.org/v1/items/{id}" in dialog.list.item(0).text()
    assert "They ask for the secret shop_key." in dialog._remarks.text()
    click(dialog.add, qtbot)
    assert page.editor.kind.value == "http"
    assert page.editor.request.headers.rows == [["X-Key", "{secret:shop_key}"]]
    qtbot.waitUntil(lambda: "shop_key" in [label.text() for label in page.secrets.findChildren(QLabel)])
    click(page.findChild(QPushButton, "trust_what"), qtbot)
    assert not page.workspace.trusted


def test_tools_of_an_mcp_server_are_listed_and_tried(page: ToolsPage, qtbot: QtBot) -> None:
    dialog = imported(page, qtbot)
    dialog.kind.set_value("mcp")
    dialog.where.setText(f'"{sys.executable}" "{SERVER}"')
    click(dialog.read, qtbot)
    qtbot.waitUntil(lambda: dialog.list.count() > 3, timeout=20_000)
    click(dialog.none, qtbot)
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    click(dialog.add, qtbot)
    assert tool(page)["name"] == "add"
    assert tool(page)["effects"] == "reads"
    assert page.workspace.trust()
    qtbot.waitUntil(page.try_tool.button.isEnabled)
    page.try_tool.arguments.form.controls["a"].setText("2")  # type: ignore[union-attr]
    assert run(page, qtbot) == "3"


def test_a_stock_tool_is_added_with_what_it_needs(
    page: ToolsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))
    chosen = iter([str(documents), ""])
    monkeypatch.setattr(
        "stillroom_desktop.pages.builder.tool_actions.QFileDialog.getExistingDirectory", lambda *_: next(chosen)
    )
    [add] = [action for action in page.menus.menu.actions() if action.text() == "Search in my documents"]
    add.trigger()
    assert tool(page)["name"] == "search_documents"
    assert tool(page)["folders"][0]["path"] == str(documents)
    assert page.workspace.store.fact("packages") == ["pypdf>=6"]
    assert page.workspace.trusted
    qtbot.waitUntil(page.packages.install.isVisible)
    add.trigger()  # and no folder is chosen
    assert len(page.workspace.store.tools()) == 1


def test_tools_are_exported(page: ToolsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.make("python")
    page.editor.description.setPlainText("Does nothing.")
    page.editor.flush()
    page.menus.write(tmp_path / "tools.py", ".py")
    assert "def new_tool() -> str:" in (tmp_path / "tools.py").read_text()
    page.menus.write(tmp_path / "tools.json", ".json")
    assert '"name": "new_tool"' in (tmp_path / "tools.json").read_text()
    page.menus.write(tmp_path / "whole.json", ".json", whole=True)
    assert [each.name for each in reader("schema", str(tmp_path / "whole.json"))().tools] == ["new_tool"]
    for dialog in page.findChildren(QDialog):
        dialog.done(0)
    for out in (tmp_path / "tools", tmp_path / "tools.json" / "more.json"):  # nobody was asked; no folder
        with qtbot.waitSignal(page.workspace.failed):
            page.menus.write(out, ".json")


def test_an_export_that_breaks_off_leaves_the_file_as_it_was(
    page: ToolsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.make("python")
    page.editor.description.setPlainText("Does nothing.")
    page.editor.flush()
    (tmp_path / "tools.json").write_text("mine")

    def write_half(path: Path, text: str, **_: Any) -> None:
        path.write_bytes(text[:9].encode())
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(Path, "write_text", write_half)
    with qtbot.waitSignal(page.workspace.failed):
        page.menus.write(tmp_path / "tools.json", ".json")
    assert [path.read_bytes() for path in tmp_path.glob("*tools.json*")] == [b"mine"]


def test_a_request_with_a_secret_is_written(page: ToolsPage, qtbot: QtBot, memory_keyring: Any) -> None:
    page.make("http")
    page.editor.description.setPlainText("Ask the weather.")
    request = page.editor.request
    request.url.setFocus()
    request.url.clear()
    type_here(qtbot, "https://api.example.org/weather")
    click(request.query.more, qtbot)
    qtbot.wait(400)  # what was written is kept meanwhile, and the row that says nothing yet stays
    type_here(qtbot, "days", Qt.Key.Key_Tab)
    type_here(qtbot, "3")
    request.secret_asked.emit(request._take_secret)
    [dialog] = [each for each in page.findChildren(QDialog, "secret") if each.isVisible()]
    for name, text in (("Name", "weather"), ("Value", "s3cret")):
        [field] = [each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name]
        field.setText(text)
    low = dialog.height()
    dialog.name.setText("my key")  # type: ignore[attr-defined]
    click(dialog.keep, qtbot)  # type: ignore[attr-defined]
    assert dialog.height() > low + 50  # there is room to say why not
    dialog.name.setText("weather")  # type: ignore[attr-defined]
    click(dialog.keep, qtbot)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: request.headers.rows == [["Authorization", "Bearer {secret:weather}"]])
    page.editor.flush()
    assert tool(page)["implementation"] == {
        "kind": "http",
        "method": "GET",
        "url": "https://api.example.org/weather",
        "query": {"days": "3"},
        "headers": {"Authorization": "Bearer {secret:weather}"},
    }
    assert list(memory_keyring.kept.values()) == ["s3cret"]
    assert "s3cret" not in str(page.workspace.store.tools())

    def forgets() -> list[QPushButton]:
        buttons = page.secrets.findChildren(QPushButton)
        return [each for each in buttons if each.isVisible() and each.accessibleName().startswith("Forget")]

    qtbot.waitUntil(lambda: len(forgets()) == 1)  # the row is drawn anew when the keyring has taken the secret
    click(forgets()[0], qtbot)
    qtbot.waitUntil(lambda: memory_keyring.kept == {})
    qtbot.waitUntil(lambda: any(each.text() == "Set" for each in page.secrets.findChildren(QPushButton)))
