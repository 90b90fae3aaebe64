"""The card of the loss plot: its legend, what it shows, and saving it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from stillroom_desktop.theme import theme
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.widgets.plot import LossPlot


class LossCard(Card):
    """The plot of a training run with its title row. Making one loads pyqtgraph."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Loss"),
            help=self.tr(
                "The loss is how surprised the student is by the next piece of a solved task: lower is better. "
                "Held-out tasks are never trained on, so their loss shows whether it learns or only remembers."
            ),
            flush=True,
        )
        self.plot = LossPlot()
        self._training = _Entry("accent", self.tr("Training"))
        self._held_out = _Entry("fill_info", self.tr("Held-out"))
        self._quantity = Segmented([("loss", self.tr("Loss")), ("learning_rate", self.tr("Learning rate"))])
        self._quantity.changed.connect(self._show_quantity)
        self._unit = Label(self.tr("nats per token"), size=12, role="text3")
        self._nothing = Label(self.tr("From the first step on, the loss is drawn here."), role="text3")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.failed = Notice("bad", self.tr("It could not be saved"))
        self.failed.hide()
        self.add_action(self._quantity)
        self.add_action(self._save_button())
        legend = QHBoxLayout()
        legend.setContentsMargins(12, 0, 16, 0)
        legend.setSpacing(18)
        legend.addWidget(self._unit)
        legend.addStretch(1)
        legend.addWidget(self._training)
        legend.addWidget(self._held_out)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 10, 4, 8)
        inside.setSpacing(2)
        inside.addWidget(self.failed)
        inside.addLayout(legend)
        inside.addWidget(self._nothing, 1)
        inside.addWidget(self.plot, 1)
        self.body.addLayout(inside)
        self.show_values()

    def show_values(self) -> None:
        """Put the newest values into the legend."""
        loss = self._quantity.value == "loss"
        steps, held_out = self.plot.steps, self.plot.held_out
        self.plot.setVisible(bool(steps))
        self._nothing.setVisible(not steps)
        self._unit.setVisible(bool(steps))
        self._training.set(steps[-1].loss if loss and steps else None)
        self._held_out.set(held_out[-1][1] if loss and held_out else None)

    def save(self, path: Path) -> None:
        """Save as a picture, or as CSV where the path ends so."""
        wrong = ""
        try:
            if path.suffix == ".csv":
                self.plot.save_csv(path)
            elif not self.plot.save_png(path):
                wrong = self.tr("{path} cannot be written.").format(path=path)
        except OSError as error:
            wrong = f"{path}: {error.strerror}."
        self.failed.set("bad", self.tr("It could not be saved"), wrong)
        self.failed.setVisible(bool(wrong))

    def _save_button(self) -> Button:
        button = Button("", "download", small=True, name=self.tr("Save the plot"))
        menu = QMenu(button)
        menu.addAction(self.tr("As a picture (PNG)"), lambda: self._ask("png"))
        menu.addAction(self.tr("As values (CSV)"), lambda: self._ask("csv"))
        button.setMenu(menu)
        return button

    def _ask(self, suffix: str) -> None:
        name = f"loss-{datetime.now():%Y-%m-%d}.{suffix}"  # noqa: DTZ005 - the user's own day
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the plot"), str(Path.home() / name), f"{suffix.upper()} (*.{suffix})"
        )
        if path:
            self.save(Path(path).with_suffix(f".{suffix}"))

    def _show_quantity(self, quantity: str) -> None:
        self.plot.show_quantity("loss" if quantity == "loss" else "learning_rate")
        self._unit.setText(self.tr("nats per token") if quantity == "loss" else self.tr("at each step"))
        self.show_values()


class _Entry(QWidget):
    """A curve in the legend: its dot, its name, its newest value. Hidden while there is none."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__()
        self._role = role
        self._value = Label(size=12, weight=600, tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(name, size=12, role="text2"))
        row.addWidget(self._value)
        theme.changed.connect(self.update)
        self.hide()

    def set(self, value: float | None) -> None:
        if value is not None:
            self._value.setText(QLocale().toString(value, "f", 3))
        self.setVisible(value is not None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._role))
            painter.drawEllipse(QRectF(2, self.height() / 2 - 4, 8, 8))
