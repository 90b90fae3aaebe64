"""Tasks that are typed or pasted: a line each."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stillroom.tasks import ImportParams
from stillroom_desktop.theme import font
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.dialog import AskingDialog
from stillroom_desktop.workspace import Workspace


class TypeTasksDialog(AskingDialog):
    """Asks for tasks, and begins to add them."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        super().__init__(parent, QCoreApplication.translate("TypeTasksDialog", "Type or paste tasks"))
        self.setObjectName("type_tasks")
        self._workspace = workspace
        self.text = QPlainTextEdit()
        self.text.setFont(font())
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Tasks, one a line"))
        self.text.setPlaceholderText(self.tr("How warm is it in the greenhouse?\nSet the heating to 21 degrees."))
        self.text.textChanged.connect(self._count)
        self.add = Button(self.tr("Add"), kind="primary")
        self.add.clicked.connect(self._add)
        words = self.tr(
            "One task a line, as a person would type it. The teacher works out the calls. A line that begins with a brace is read"
            " as a task line of a JSONL file."
        )
        self.body.addWidget(Label(words, role="text2", wrap=True))
        self.body.addWidget(self.text, 1)
        self.add_buttons(self.add)
        self.resize(600, 420)
        self._count()
        self.text.setFocus()

    def _count(self) -> None:
        lines = sum(bool(line.strip()) for line in self.text.toPlainText().splitlines())
        self.add.setText(self.tr("Add %n task(s)", "", lines) if lines else self.tr("Add"))
        self.add.setEnabled(lines > 0)

    def _add(self) -> None:
        if self._workspace.import_tasks(ImportParams(text=self.text.toPlainText())):
            self.accept()
