"""What came of an export into Ollama: what was proved there, and how to use the model."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from stillroom.export import langchain_example, python_example, question_for, run_line, short_name
from stillroom.store import Store
from stillroom.tools import Tool
from stillroom_desktop.pages.builder.tool_state import read_tool
from stillroom_desktop.pages.export_past import Deployed
from stillroom_desktop.pages.export_quant import Figures
from stillroom_desktop.theme import GAP
from stillroom_desktop.widgets.basic import Button, HairLine
from stillroom_desktop.widgets.cards import Card
from stillroom_desktop.widgets.checklist import Checklist, Item
from stillroom_desktop.widgets.code import CodeView
from stillroom_desktop.widgets.controls import Segmented
from stillroom_desktop.widgets.facts import Fact, Facts
from stillroom_desktop.words import moment, percent

translate = QCoreApplication.translate

_CODE_HEIGHT = 304
_BEGINS = "from langchain"  # above it stands the tools' own source


class OllamaReport(QWidget):
    """The proof, beside it how to use what was exported; in a narrow window above it."""

    def __init__(self) -> None:
        super().__init__()
        self.proof, self.use = ProofCard(), UseCard()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.proof, 1)
        self._row.addWidget(self.use, 1)

    def show_export(self, run: str, deployed: Deployed, scored: Figures, store: Store) -> None:
        """Show the export that `run` made, beside what the scorecard measured of the student."""
        self.proof.show_export(deployed, scored)
        self.use.show_export(run, deployed, store)

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for both beside each other."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


class ProofCard(Card):
    """What was seen of the model in Ollama before it got its name. `opened` asks for the whole report."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(translate("ProofCard", "Proof, in Ollama"))
        self.open = Button(self.tr("Report"), "book", small=True)
        self.open.setObjectName("export_report")
        self.open.setToolTip(self.tr("All of this in one text, with both programs, to keep or to send."))
        self.open.clicked.connect(self.opened)
        self.add_action(self.open)
        self.lines = Checklist()
        self._talk = Facts()
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.body.addWidget(HairLine())
        self.body.addWidget(self._talk)

    def show_export(self, deployed: Deployed, scored: Figures) -> None:
        address = deployed.host.partition("://")[2]
        server = self.tr("Ollama {version} at {address}").format(version=deployed.version, address=address)
        listed = self.tr("It lists: {words}").format(words=", ".join(deployed.capabilities))
        right = self.tr("{right} of {n} tool calls right there").format(right=deployed.right, n=deployed.n)
        if scored.exact is None:
            beside = self.tr(
                "Tried plain and streamed, with your tools really running. The scorecard has no figure beside it."
            )
        else:
            beside = self.tr(
                "Tried plain and streamed, with your tools really running. The scorecard: {rate} of {n} calls exact."
            ).format(rate=percent(scored.exact), n=scored.n)
        lines = [
            Item(self.tr("{model}, {quant}").format(model=deployed.model, quant=deployed.quant), "done", server),
            Item(self.tr("Ollama knows that it calls tools"), "done", listed),
            Item(
                self.tr("It reads what it was trained on"),
                "done",
                self.tr("Ollama's prompts are the same as in training, sign by sign."),
            ),
            Item(right, "done" if deployed.right else "attention", beside),
        ]
        if deployed.previous:
            kept = self.tr("It is {name} now.").format(name=deployed.previous)
            lines.append(Item(self.tr("What had the name before is kept"), "done", kept))
        self.lines.set(lines)
        self.set_note(moment(deployed.when))
        line = run_line(deployed.model, deployed.host)
        self._talk.set(
            [Fact(self.tr("Talk to it"), line, self.tr("Type this into a terminal."), mono=True, copied=line)]
        )


class UseCard(Card):
    """Programs to paste."""

    def __init__(self) -> None:
        super().__init__(translate("UseCard", "Use it"), flush=True)
        self._run = ""
        self._examples = {"python": "", "langchain": ""}
        self.tabs = Segmented([("python", "Python"), ("langchain", "LangChain")], name=self.tr("Example"))
        self.tabs.changed.connect(self._show)
        self.copy = Button(self.tr("Copy"), "copy", small=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._examples[self.tabs.value]))
        self.add_action(self.tabs)
        self.add_action(self.copy)
        self.code = CodeView()
        self.code.setAccessibleName(self.tr("Example"))
        self.code.setMinimumHeight(_CODE_HEIGHT)
        self.code.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.body.addWidget(self.code, 1)

    def show_export(self, run: str, deployed: Deployed, store: Store) -> None:
        if run == self._run:
            return
        tools = [read for tool in store.tools() if isinstance(read := read_tool(tool), Tool)]
        self._run = run
        self.setVisible(bool(tools))
        if tools:
            asked = (short_name(deployed.model), deployed.host, tools, question_for(tools, store.tasks("held_out")))
            self._examples = {
                "python": python_example(*asked).rstrip(),
                "langchain": langchain_example(*asked).rstrip(),
            }
            self._show()

    def _show(self) -> None:
        self.code.set_text(self._examples[self.tabs.value])
        if self.tabs.value == "langchain":
            self.set_note("pip install langchain langchain-ollama")
            self.code.show_line(_BEGINS)
        else:
            self.set_note("pip install ollama")
