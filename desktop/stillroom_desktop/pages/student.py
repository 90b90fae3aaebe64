"""The page Student: which small model learns, chosen by what fits, by what it may be used for, and by what it can do already."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from stillroom.errors import StillroomError
from stillroom.evaluation import Probed, probed
from stillroom.jobs import Event, Stage
from stillroom.serving import newest_trained
from stillroom.store import Run
from stillroom.students import choose_student, chosen_student, is_prepared, listed, remove_student
from stillroom_desktop.background import Background
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.folders import show_page
from stillroom_desktop.jobs import RunningJob
from stillroom_desktop.pages.candidates.board import CardBoard
from stillroom_desktop.pages.candidates.candidate import Candidate, is_shown, look_around, of_catalogue, ordered
from stillroom_desktop.pages.candidates.filters import CandidateFilters
from stillroom_desktop.pages.candidates.gate_dialog import GateDialog
from stillroom_desktop.pages.candidates.hardware_line import HardwareLine
from stillroom_desktop.pages.candidates.legend import Legend
from stillroom_desktop.pages.candidates.own import OwnCard
from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.widgets.basic import Button, Label
from stillroom_desktop.widgets.cards import Notice
from stillroom_desktop.widgets.facts import size_text
from stillroom_desktop.widgets.message import MessageDialog
from stillroom_desktop.widgets.reading_order import tab_as_read
from stillroom_desktop.words import student_title
from stillroom_desktop.workspace import Workspace


class StudentPage(Page):
    """The catalogue, what else lies on this computer, and what the user names; the choice is the project's."""

    key: StepKey = "student"
    follows = ("prepare", "probe")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.set_header(
            self.tr("Student"), self.tr("The small model that learns. Its own weights stay as they are, always.")
        )
        self._candidates = of_catalogue()
        self._named: dict[str, Candidate] = {}  # by the user, since the page was made
        self._probes: dict[str, Probed] = {}
        self._looker = Background(self, daemon=True)  # a cache on a disk that sleeps must hold up nobody
        self._looker.done.connect(self._on_looked)
        self._remover = Background(self)
        self._remover.done.connect(self._on_removed)
        self.probe_all = Button(self.tr("Probe those here"), "gauge")
        self.probe_all.clicked.connect(lambda: workspace.probe(self._to_probe()))
        self.go_on = Button(self.tr("Go on to training"), "arrow_right", kind="primary")
        self.go_on.setObjectName("train_open")
        self.go_on.clicked.connect(lambda: workspace.go.emit("train"))
        self.set_buttons(self.probe_all, self.go_on)
        self._act = Button(self.tr("Go on"), small=True)
        self._act.clicked.connect(self._answer)
        self._notice = Notice("info", "", button=self._act)
        self._answers = ""  # what the notice's button does: get the chosen one, or go on with the probe
        self.hardware = HardwareLine(workspace)
        self.filters = CandidateFilters()
        self.filters.changed.connect(self._arrange)
        self.filters.another.clicked.connect(self._name_another)
        self._none = Label(self.tr("None of them is like that."), role="text2")
        self.show_all = Button(self.tr("Show all"), small=True)
        self.show_all.clicked.connect(self._show_all)
        self.board = CardBoard()
        self.board.wished.connect(self._do)
        self.board.made.connect(self._show_standings)
        self.board.placed.connect(lambda: tab_as_read(self, self.hardware.again))
        self.own = OwnCard()
        self.own.found.connect(self._add_named)
        none = QHBoxLayout()
        none.setSpacing(10)
        none.addWidget(self._none)
        none.addWidget(self.show_all)
        none.addStretch(1)
        for part in (self._notice, self.hardware, self.filters):
            self.body.addWidget(part)
        self.body.addWidget(Legend())
        self.body.addLayout(none)
        self.body.addWidget(self.board)
        self.body.addWidget(self.own)
        self.body.addStretch(1)
        workspace.hardware_seen.connect(self._on_hardware)

    # What is done

    @property
    def _chosen(self) -> str:
        name = chosen_student(self.workspace.store)
        return model.name if (model := listed(name)) else name

    def _do(self, name: str, wish: str) -> None:
        candidate = self.board.cards[name].candidate
        match wish:
            case "get" if candidate.licence and candidate.licence.gated and not candidate.begun:
                self._ask_for_token(candidate)
            case "get":
                self.workspace.get_student(name)
            case "token":
                self._ask_for_token(candidate)
            case "pause":
                if job := self._getting(name):
                    job.cancel()
            case "remove":
                self._ask_to_remove(candidate)
            case "probe":
                self.workspace.probe([name])
            case "choose":
                self._choose(name)
            case "terms" if candidate.licence:
                show_page(self.workspace, candidate.licence.url)
            case "page":
                show_page(self.workspace, candidate.page)

    def _choose(self, name: str) -> None:
        choose_student(self.workspace.store, name)
        self.workspace.touch()
        self.refresh()

    def _ask_for_token(self, candidate: Candidate) -> None:
        get = partial(self.workspace.get_student, candidate.name)
        GateDialog(self.window(), self.workspace, candidate, get).open()

    def _ask_to_remove(self, candidate: Candidate) -> None:
        assert candidate.kept
        dialog = MessageDialog(
            self.window(),
            self.tr("Remove {title} from this computer?").format(title=candidate.title),
            self.tr(
                "That frees {size}. It can be downloaded again. What was trained from it stays, but needs it to be exported or "
                "trained further."
            ).format(size=size_text(candidate.kept.bytes)),
            icon="trash",
            role="text2",
        )
        dialog.setObjectName("removing")
        dialog.add_button(self.tr("Cancel"), kind="primary")
        remove = partial(self._remover.call, lambda: remove_student(candidate.name))
        dialog.add_button(self.tr("Remove"), remove, kind="danger").setObjectName("remove_student")
        dialog.open()

    def _on_removed(self, outcome: Any) -> None:
        if isinstance(outcome, StillroomError):
            self.workspace.failed.emit(outcome)
        self._look()

    def _name_another(self) -> None:
        self._area.ensureWidgetVisible(self.own)
        self.own.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_named(self, candidate: Candidate) -> None:
        """Show what the user named as the first card; where it can be used as it is, it is chosen."""
        self._named[candidate.name] = candidate
        self._candidates = [candidate, *(each for each in self._candidates if each.name != candidate.name)]
        self.filters.choose("all", self.filters.order)
        self.filters.search.clear()
        if candidate.here:
            self._choose(candidate.name)
        self._arrange()
        self._look()

    def _answer(self) -> None:
        if self._answers == "get":
            self._do(self._chosen, "get")
        elif run := self.workspace.latest("probe"):
            self.workspace.probe(list(run.spec["params"]["students"]))

    def _to_probe(self) -> list[str]:
        """Those that are here and not too large for this computer."""
        hardware = self.workspace.hardware
        fits = ((each, each.fit(hardware)) for each in self._candidates if each.here)
        return [each.name for each, fit in fits if fit is None or fit.level != "no"]

    def _show_all(self) -> None:
        self.filters.search.clear()
        self.filters.choose()
        self._arrange()

    # What is known

    def _look(self) -> None:
        if self.workspace.project:
            chosen, named = self._chosen, list(self._named.values())
            self._looker.call(lambda: look_around(chosen, named))

    def _on_looked(self, outcome: Any) -> None:
        if isinstance(outcome, StillroomError):
            self.workspace.failed.emit(outcome)
            return
        first = [each for each in outcome if each.name in self._named]
        self._candidates = [*first, *(each for each in outcome if each.name not in self._named)]
        self.refresh()
        self._arrange()

    def _on_hardware(self) -> None:
        if self.isVisible():
            self.refresh()
            self._arrange()

    def _getting(self, name: str) -> RunningJob | None:
        job = self.workspace.running("prepare")
        return job if job and _short(job.spec.params["student"]) == name else None

    def follow(self, job: RunningJob) -> None:
        job.events.connect(self._on_events)
        job.state_changed.connect(self.redraw)
        job.ended.connect(self._look)

    def _on_events(self, events: list[Event]) -> None:
        if self.isVisible():
            self._show_standings(self._candidates)

    # What is shown

    def refresh(self) -> None:
        if self.workspace.project is None:
            return
        self._probes = probed(self.workspace.store)
        self.hardware.refresh()
        self._show_standings(self._candidates)
        self._show_notice()
        here = self._to_probe()
        self.probe_all.setVisible(len(here) > 1)
        self.probe_all.setEnabled(self.workspace.running("probe") is None)

    def _show_standings(self, candidates: Iterable[Candidate]) -> None:
        if self.workspace.project is None:  # cards are still being made when it is closed
            return
        newest = next(iter(self._probes.values()), None)
        chosen, hardware = self._chosen, self.workspace.hardware
        job = self.workspace.running("probe")
        busy = job is not None or self.workspace.running("prepare") is not None
        for candidate in candidates:
            if (card := self.board.cards.get(candidate.name)) is None:
                continue
            known = self._probes.get(candidate.name)
            card.show_candidate(candidate)
            card.show_fit(candidate.fit(hardware))
            comparable = known is None or newest is None or known.params.asked == newest.params.asked
            card.show_probe(known, comparable=comparable)
            card.show_standing(
                chosen=candidate.name == chosen,
                getting=self._getting(candidate.name),
                probing=_probing(job, candidate.name) if job else None,
                busy=busy,
                fault=self._fault(candidate),
            )

    def _fault(self, candidate: Candidate) -> tuple[str, str] | None:
        """Why it could not be got, or not be probed, the last time that this was tried."""
        got, probe = self.workspace.latest("prepare"), self.workspace.latest("probe")
        if (
            got
            and got.state == "failed"
            and not candidate.here
            and _short(got.spec["params"]["student"]) == candidate.name
        ):
            return failure_words(got.result)
        if probe is None or candidate.name not in probe.spec["params"]["students"]:
            return None
        if probe.state == "failed" and len(probe.spec["params"]["students"]) == 1:
            return failure_words(probe.result)
        left_out = probe.result.get("failed", {}).get(candidate.name) if probe.state == "done" else None
        return failure_words(left_out) if left_out else None

    def _show_notice(self) -> None:
        """What stands between this student and training, a probe that did not end, or what was trained from another one."""
        chosen, probe = self._chosen, self.workspace.latest("probe")
        gone = any(each.name == chosen and each.is_gone for each in self._candidates)
        trained = newest_trained(self.workspace.store)
        idle = not self.workspace.running("probe") and not self.workspace.running("prepare")
        self._answers = ""
        if gone:
            self._notice.set("warn", self.tr("The chosen student cannot be used any more: {name}").format(name=chosen))
        elif not self._is_here(chosen) and idle and chosen in self.board.cards:
            self._answers = "get"
            self._act.setText(self.tr("Get it now"))
            self._notice.set(
                "info",
                self.tr("{title} is chosen, and not on this computer yet.").format(title=student_title(chosen)),
                self.tr("Training begins once it is here."),
            )
        elif probe and idle and probe.state in ("cancelled", "failed") and len(probe.spec["params"]["students"]) > 1:
            self._show_probe_end(probe)
        elif trained and _short(trained.spec["params"]["student"]) != chosen:
            self._notice.set(
                "info",
                self.tr("Your trained student was made from {name}. Train again, and {chosen} learns.").format(
                    name=student_title(trained.spec["params"]["student"]), chosen=student_title(chosen)
                ),
            )
        else:
            self._notice.hide()
            return
        self._act.setVisible(bool(self._answers))
        self._notice.show()

    def _show_probe_end(self, probe: Run) -> None:
        self._answers = "probe"
        self._act.setText(self.tr("Go on"))
        if probe.state == "failed":
            self._notice.set("bad", *failure_words(probe.result))
        else:
            self._notice.set("warn", self.tr("The probe was stopped. What was scored is kept."))

    def _is_here(self, name: str) -> bool:
        """Whether training can begin with it; the sample's is made ready by the training itself."""
        candidate = next((each for each in self._candidates if each.name == name), None)
        return candidate is None or candidate.here or candidate.is_packed or is_prepared(name)

    def _arrange(self) -> None:
        """Show the cards that are wanted, in their order; what the user named stands first."""
        if self.workspace.project is None:
            return
        hardware, filters = self.workspace.hardware, self.filters
        wanted = [each for each in self._candidates if is_shown(each, filters.shown, filters.text, hardware)]
        named = [each for each in wanted if each.name in self._named]
        rest = [each for each in wanted if each.name not in self._named]
        self.board.show_order([*named, *ordered(rest, filters.order, hardware, self._probes)])
        filters.show_count(len(wanted), len(self._candidates))
        self._none.setVisible(not wanted)
        self.show_all.setVisible(not wanted)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._arrange()
        self._look()


def _short(name: str) -> str:
    """A student's name as its card has it: by its short name where it is in the catalogue."""
    return model.name if (model := listed(name)) else name


def _probing(job: RunningJob, name: str) -> tuple[int, int] | None:
    """How many of how many tasks a student was asked so far; None where it is not its turn."""
    stage = job.stage
    if name not in job.spec.params["students"]:
        return None
    if isinstance(stage, Stage) and stage.name.startswith(f"Scoring {name} ("):
        return (job.progress.done if job.progress else 0), stage.total or 0
    return None
