"""The card that says what a project has come to: three figures, and what happened."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stillroom.store import NO_CALL_KINDS, Run, RunState, Store
from stillroom_desktop.widgets.basic import HairLine, Label
from stillroom_desktop.widgets.call_card import Picture
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.words import NOTHING, count, home_path, moment, outcome
from stillroom_desktop.workspace import Workspace

_SHOWN = 6
_ICONS = {"ok": "check_circle", "warn": "pause", "bad": "warning", "accent": "clock"}


class SoFar(Card):
    """Figures and history of the open project."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("SoFar", "So far"), " ", flush=True)
        self.body.setSpacing(0)
        self._kept = Figure(self.tr("solutions kept, all really run"))
        self._restraint = Figure(self.tr("tasks where no call is right"))
        self._exact = Figure(self.tr("of the student's calls exact"))
        figures = QHBoxLayout()
        figures.setContentsMargins(20, 12, 20, 12)
        figures.setSpacing(16)
        for number, figure in enumerate((self._kept, self._restraint, self._exact)):
            if number:
                figures.addWidget(HairLine(vertical=True))
            figures.addWidget(figure, 1)
        self.body.addLayout(figures)
        self.body.addWidget(HairLine())
        self._history = QVBoxLayout()
        self._history.setContentsMargins(20, 10, 20, 10)
        self._history.setSpacing(0)
        self.body.addLayout(self._history)
        self.body.addStretch(1)
        self._shown: list[tuple[str, RunState]] | None = None

    def show_project(self, workspace: Workspace) -> None:
        """Draw it from the open project."""
        assert workspace.project
        store = workspace.store
        self.set_note(home_path(workspace.project.folder))
        self._kept.set(count(store.taught_counts()[0]))
        counts = store.task_counts()
        total = sum(row["count"] for row in counts)
        no_call = sum(row["count"] for row in counts if row["kind"] in NO_CALL_KINDS)
        self._restraint.set(str(round(100 * no_call / total)) if total else NOTHING, "%" if total else "")
        runs = store.runs()
        exact = _exact_share(runs)
        self._exact.set(NOTHING if exact is None else str(round(100 * exact)), "" if exact is None else "%")
        self._show_history(store, runs)

    def _show_history(self, store: Store, runs: list[Run]) -> None:
        newest = [run for run in runs if run.state != "running"][:_SHOWN]
        shown = [(run.id, run.state) for run in newest]
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._history.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for run in newest:
            state, sentence = outcome(run)
            role = {"accent": "accent_text"}.get(state, state)
            self._history.addWidget(
                _Entry(_ICONS.get(state, "info"), role, sentence, moment(run.finished or run.started))
            )
        if len(newest) < _SHOWN:
            sample = store.fact("sample")
            made = self.tr("Made from the sample") if sample else self.tr("Made as an empty project")
            self._history.addWidget(_Entry("check_circle", "ok", made, ""))


def _exact_share(runs: list[Run]) -> float | None:
    """The share (0 to 1) of exact calls of the student that was scored last."""
    for run in runs:
        if run.kind == "evaluate" and run.state == "done":
            arms = run.result.get("arms", {})
            score = arms.get("student") or arms.get("quantised") or {}
            share: float | None = score.get("exact", {}).get("value")
            return share
    return None


class Figure(QWidget):
    """A number with its unit, and under it what it counts."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self._number = Label(NOTHING, size=28, weight=600, tabular=True)
        self._unit = Label(role="text2")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)
        words = Label(caption, size=12, role="text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(words, 1)

    def set(self, number: str, unit: str = "") -> None:
        """Show a number."""
        self._number.setText(number)
        self._unit.setText(unit)
        self.setAccessibleName(f"{number} {unit} {self._caption}")


class _Entry(QWidget):
    def __init__(self, icon: str, role: str, sentence: str, when: str) -> None:
        super().__init__()
        self.setFixedHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(11)
        row.addWidget(Picture(icon, role))
        row.addWidget(Label(sentence, elide=True), 1)
        row.addWidget(Label(when, size=12, role="text3", tabular=True))
        self.setAccessibleName(", ".join(filter(None, [sentence, when])))
