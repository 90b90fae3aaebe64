"""The card at the left of the page: filters, the list of solutions, and what goes through it."""

from PySide6.QtWidgets import QHBoxLayout

from stillroom_desktop.pages.reviewing.filters import Filters
from stillroom_desktop.pages.reviewing.solution_list import SolutionList
from stillroom_desktop.widgets.basic import Button, HairLine, Label
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.words import count


class Browser(Card):
    """Filters above a list, buttons below it; the page says what they do."""

    def __init__(self) -> None:
        super().__init__(self.tr("Solutions"), " ", flush=True)
        self.filters = Filters()
        self.list = SolutionList()
        self.previous = Button("", "chevron_up", small=True, name=self.tr("Previous"))
        self.next = Button("", "chevron_down", small=True, name=self.tr("Next"))
        self.look = Button(self.tr("Needs a look"), "eye", small=True)
        self.export = Button("", "export", small=True, name=self.tr("Export"))
        self._said = Label(size=12, role="text3", elide=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(15, 9, 15, 9)
        foot.setSpacing(6)
        for button in (self.previous, self.next, self.look):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.export)
        said = QHBoxLayout()
        said.setContentsMargins(15, 8, 15, 0)
        said.addWidget(self._said)
        self.body.setSpacing(0)
        self.body.addWidget(self.filters)
        self.body.addWidget(HairLine())
        self.body.addWidget(self.list, 1)
        self.body.addWidget(HairLine())
        self.body.addLayout(said)
        self.body.addLayout(foot)
        self.say("")

    def show_counts(self, total: int) -> None:
        """Say how many there are, are shown, and are selected."""
        marked, shown = self.list.marked_count, self.list.count
        if marked > 1:
            self.set_note(self.tr("%n selected", "", marked))
        elif shown < total:
            self.set_note(self.tr("{shown} of {all}").format(shown=count(shown), all=count(total)))
        else:
            self.set_note(count(total))

    def say(self, words: str) -> None:
        """Say what came of the last thing done."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
