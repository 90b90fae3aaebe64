"""Solutions written to a file that the user chooses."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stillroom.export import write_solutions
from stillroom.store import Store, TaughtRow
from stillroom_desktop.pages.reviewing.reading import Asked
from stillroom_desktop.words import count, home_path
from stillroom_desktop.workspace import Workspace

_BATCH = 500  # solutions that are read at once
_LOOKS = 10  # to write one takes as long as to look at so many


class Exporting(QObject):
    """`said` tells in words what comes of it."""

    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked = Asked(workspace, self)
        self._asked.told.connect(self._written)
        self._asked.refused.connect(lambda: self.said.emit(""))

    def ask(self, tasks: Sequence[str], method: str, window: QWidget) -> None:
        """Ask for a file, and write these tasks' solutions there; the dialog asks before it takes another's place."""
        project = self._workspace.project
        assert project
        proposed = project.exports_folder / f"{project.folder.name}-solutions.jsonl"
        path, _ = QFileDialog.getSaveFileName(
            window, self.tr("Export the solutions"), str(proposed), self.tr("JSON lines (*.jsonl)")
        )
        if not path or self._asked.busy:
            return
        file = Path(path)

        def write(store: Store) -> tuple[Path, int]:
            return file, write_solutions(store, _in_batches(store, tasks, method), file)

        self.said.emit(self.tr("Writing …"))
        self._asked.ask(write, len(tasks) * _LOOKS)

    def _written(self, written: tuple[Path, int]) -> None:
        file, lines = written
        self.said.emit(self.tr("{count} written to {file}").format(count=count(lines), file=home_path(file)))


def _in_batches(store: Store, tasks: Sequence[str], method: str) -> Iterator[TaughtRow]:
    for start in range(0, len(tasks), _BATCH):
        yield from store.rows_of(tasks[start : start + _BATCH], method)
