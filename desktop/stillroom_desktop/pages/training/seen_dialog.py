"""What the student sees: every sample of the project as the tokens that it becomes, and what is left out, with its reason."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stillroom.errors import StillroomError
from stillroom.store import Store
from stillroom.training import Measured, Seen, TrainParams
from stillroom_desktop.engine_words import failure_words, said
from stillroom_desktop.pages.training.sample_reader import SampleReader
from stillroom_desktop.pages.training.token_legend import TokenLegend
from stillroom_desktop.pages.training.token_view import TokenView, role_title, token_text
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card, Notice
from stillroom_desktop.widgets.controls import SearchField, Select
from stillroom_desktop.widgets.table import Column, Row, Table
from stillroom_desktop.words import count

_FATES = ("train", "held_out", "dropped")


class SeenDialog(QDialog):
    """A list of the samples at the left, the chosen one at the right. It reads the store while it is open."""

    def __init__(self, store: Store, params: TrainParams, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._seen = store, Seen(())
        self._samples: dict[str, Measured] = {}
        self._sides = Counter[str]()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("seen")
        self.setWindowTitle(self.tr("What the student sees"))
        self.resize(1000, 640)
        self.search = SearchField(self.tr("Find"))
        self.search.setAccessibleName(self.tr("Find samples"))
        self.which = Select([], name=self.tr("Which samples"))
        columns = [
            Column("prompt", self.tr("Task")),
            Column("tokens", self.tr("Tokens"), "number", 76),
            Column("why", self.tr("Left out because"), "muted", 230, spare=True),
        ]
        self.table = Table(columns, "seen")
        self.table.setAccessibleName(self.tr("Samples"))
        self.progress = Label(size=12, role="text3", wrap=True)
        self.wrong = Notice("bad", "")
        self.reason = Notice("warn", "")
        self._nothing = QWidget()  # stands under what went wrong, where there is no sample
        self.legend = TokenLegend()
        self.view = TokenView()
        self.here = Label(size=12, role="text2", tabular=True, elide=True)
        self.sample = Card(self.tr("Sample"), " ", flush=True)
        self.back = Button(self.tr("Previous"))
        self.next = Button(self.tr("Next"))
        self.place = Label(role="text2", tabular=True)
        self._lay_out()
        self.search.changed.connect(self._filter)
        self.which.changed.connect(self._filter)
        self.table.selected_row.connect(self._show)
        self.view.reached.connect(self._say_token)
        for button, by, keys in ((self.back, -1, "Alt+Left"), (self.next, 1, "Alt+Right")):
            button.clicked.connect(lambda _=False, by=by: self._step(by))
            button.setShortcut(keys)
            button.setToolTip(keys)
        self.reader = SampleReader(self)
        self.reader.found.connect(self._take)
        self.reader.ended.connect(self._end)
        self.finished.connect(self.reader.stop)
        self._offer([""] * 4)
        self.progress.setText(self.tr("Reading the samples ..."))
        self._show("")
        self.reader.begin(store.path, params)

    def _lay_out(self) -> None:
        choose = QHBoxLayout()
        choose.setContentsMargins(14, 10, 14, 10)
        choose.setSpacing(8)
        choose.addWidget(self.search, 1)
        choose.addWidget(self.which)
        listed = Card(flush=True)
        listed.body.setSpacing(0)
        listed.body.addLayout(choose)
        listed.body.addWidget(HairLine())
        listed.body.addWidget(self.table, 1)
        self.sample.body.setSpacing(0)
        self.sample.add_action(self.legend)
        told = QVBoxLayout()
        told.setContentsMargins(14, 10, 14, 0)
        told.addWidget(self.reason)
        self.sample.body.addLayout(told)
        self.sample.body.addWidget(self.view, 1)
        self.sample.body.addWidget(HairLine())
        under = QHBoxLayout()
        under.setContentsMargins(19, 8, 19, 9)
        under.addWidget(self.here, 1)
        self.sample.body.addLayout(under)
        self._both = QWidget()
        self._row = QHBoxLayout(self._both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(listed, 2)
        self._row.addWidget(self.sample, 3)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        foot.addSpacing(6)
        foot.addWidget(self.place)
        foot.addSpacing(6)
        foot.addWidget(self.progress, 1)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(GAP)
        whole.addWidget(Label(self.windowTitle(), size=15, weight=600))
        whole.addWidget(self.wrong)
        whole.addWidget(self._both, 1)
        whole.addWidget(self._nothing, 1)
        self._nothing.hide()
        whole.addLayout(foot)
        self.wrong.hide()

    # What is read

    def _take(self, found: Sequence[Measured]) -> None:
        self._samples |= {sample.trajectory: sample for sample in found}
        self._sides.update(map(_fate, found))
        self.table.rows.append([_row(sample) for sample in found])
        self.progress.setText(self.tr("Reading the samples: %n so far", "", len(self._samples)))
        if not self.table.selected:
            self.table.step(0)
        self._say_place()

    def _end(self, error: StillroomError | None) -> None:
        if error:
            self.wrong.set("bad", *failure_words(error.to_json()))
        self.wrong.setVisible(error is not None)
        nothing = error is not None and not self._samples
        self._nothing.setVisible(nothing)
        for part in (self._both, self.back, self.next):
            part.setVisible(not nothing)
        self._offer([f" · {count(number)}" for number in (len(self._samples), *(self._sides[key] for key in _FATES))])
        dropped = self._sides["dropped"]
        none = self.tr("None is left out.") if self._samples else ""
        self.progress.setText(self.tr("%n sample(s) left out", "", dropped) if dropped else none)

    def _offer(self, counts: Sequence[str]) -> None:
        words = (self.tr("All"), self.tr("Learnt from"), self.tr("Held out"), self.tr("Left out"))
        keys = ("", *_FATES)
        self.which.set_options([(key, word + number) for key, word, number in zip(keys, words, counts, strict=True)])

    # What is shown

    def _filter(self) -> None:
        self.table.filter_text(self.search.text())
        self.table.filter_value("fate", self.which.value or None)
        self._row.setStretch(0, 4 if self.which.value == "dropped" else 2)  # the reasons need room
        if not self.table.selected:
            self.table.step(0)
        self._say_place()

    def _step(self, by: int) -> None:
        self.table.step(by)
        self._say_place()

    def _say_place(self) -> None:
        at = self.table.currentIndex().row()
        self.back.setEnabled(at > 0)
        self.next.setEnabled(0 <= at < self.table.count - 1)
        words = self.tr("{place} of {all}").format(place=count(at + 1), all=count(self.table.count))
        self.place.setText(words if at >= 0 else "")

    def _show(self, id: str) -> None:
        sample = self._samples.get(id)
        trajectory = self._store.trajectory(id) if sample else None
        self._seen = self.reader.see(trajectory, self._store) if trajectory else Seen(())
        self.sample.set_note(self._summary(sample) if sample else " ")
        self.reason.set("warn", self.tr("Left out"), said(self._seen.dropped))
        self.reason.setVisible(bool(self._seen.dropped))
        self.legend.show_dropped(bool(self._seen.dropped))
        self.legend.setVisible(sample is not None)
        self.here.setText("")
        self.view.show_seen(self._seen)
        self._say_place()

    def _summary(self, sample: Measured) -> str:
        tokens = self.tr("%n token(s)", "", len(self._seen.tokens))
        if sample.dropped:
            return tokens
        words = (
            self.tr("{tokens}, {learned} learned")
            if sample.split == "train"
            else self.tr("{tokens}, {learned} scored; held out, never learned from")
        )
        return words.format(tokens=tokens, learned=count(self._seen.learned))

    def _say_token(self, at: int) -> None:
        if at >= len(self._seen.tokens):
            return
        token = self._seen.tokens[at]
        fate = (
            self.tr("left out") if self._seen.dropped else self.tr("learned") if token.learned else self.tr("only read")
        )
        words = self.tr("Token {at} of {all}: {text}, number {id}, {fate}. {turn}").format(
            at=count(at + 1),
            all=count(len(self._seen.tokens)),
            text=token_text(token).removesuffix("\n"),
            id=token.id,
            fate=fate,
            turn=role_title(token.role),
        )
        self.here.setText(words)
        self.view.setAccessibleDescription(words)


def _row(sample: Measured) -> Row:
    return {
        "id": sample.trajectory,
        "prompt": sample.prompt,
        "tokens": sample.tokens or None,
        "why": said(sample.dropped),
        "fate": _fate(sample),
    }


def _fate(sample: Measured) -> str:
    return "dropped" if sample.dropped else sample.split
