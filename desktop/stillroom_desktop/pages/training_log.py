"""What a training run told, over all its starts: what the page Train is drawn from, live and from the journal alike."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.jobs import Cancelled, Event, Failed, Finished, HeldOut, Note, Stage, Step, is_last
from stillroom_desktop.engine_words import said
from stillroom_desktop.stages import stage_words, unit_words

translate = QCoreApplication.translate


class Happened(msgspec.Struct, frozen=True):
    """Something that happened; `when`, in seconds since 1970, is None where it was not seen (a journal holds no times)."""

    text: str
    when: float | None = None


class TrainingLog:
    """Steps, held-out losses and what happened, the newest last. A step that is done again replaces what came after it."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.held_out: list[tuple[int, float]] = []
        self.happened: list[Happened] = []
        self.stage: Stage | None = None
        self.saved = False  # whether it ended by saving a checkpoint: an interrupted run could not

    @classmethod
    def of_journal(cls, events: Sequence[Event], started: float, finished: float | None) -> "TrainingLog":
        """A run that has ended. `started` is when its last start began, `finished` when it ended."""
        log = cls()
        begins = 1 + max((at for at, event in enumerate(events[:-1]) if is_last(event)), default=-1)
        for at, event in enumerate(events):
            when = started if at == begins else finished if at == len(events) - 1 and is_last(event) else None
            log.add(event, when)
        return log

    def add(self, event: Event, when: float | None = None) -> None:
        self.saved = isinstance(event, Cancelled)
        match event:
            case Step():
                while self.steps and self.steps[-1].step >= event.step:
                    self.steps.pop()
                self.steps.append(event)
            case HeldOut():
                self.held_out = [point for point in self.held_out if point[0] < event.step] + [(event.step, event.loss)]
            case Stage():
                self.stage = event
            case _:
                pass
        if text := self._words(event):
            self.happened.append(Happened(text, when))

    @property
    def last(self) -> Step | None:
        """The newest step."""
        return self.steps[-1] if self.steps else None

    @property
    def seconds_per_step(self) -> float | None:
        """What a step took on average, as the newest start measured it; None before that can be known."""
        measured = next((step for step in reversed(self.steps) if step.step < step.total), None)
        return measured.seconds_left / (measured.total - measured.step) if measured else None

    def _words(self, event: Event) -> str:
        match event:
            case Stage(name=name, total=total, unit=unit):
                return f"{stage_words(name)}, {total} {unit_words(unit)}" if total else stage_words(name)
            case Note(text=text):
                return said(text)
            case HeldOut(step=step, loss=loss):
                words = translate("Training", "Held-out loss {loss} after step {step}")
                return words.format(loss=QLocale().toString(loss, "f", 3), step=step)
            case Finished():
                return translate("Training", "Done, and the adapter is saved")
            case Cancelled() if self.last:
                words = translate("Training", "Paused after step {step} of {total}, and saved")
                return words.format(step=self.last.step, total=self.last.total)
            case Cancelled(message=message):
                return said(message)
            case Failed(title=title):
                return said(title)
        return ""


def before(journal: Sequence[Event], history: Sequence[Event]) -> Sequence[Event]:
    """The events of a run's earlier starts: its journal without what the present start has told."""
    length = len(history)
    for begin in range(len(journal) - length, -1, -1):
        if list(journal[begin : begin + length]) == list(history):
            return journal[:begin]
    return journal
