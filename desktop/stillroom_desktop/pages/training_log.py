"""What a training run told, over all its starts: what the page Train is drawn from, live and from the journal alike."""

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale

from stillroom.jobs import Cancelled, Event, Failed, Finished, HeldOut, Note, Stage, Step
from stillroom_desktop.engine_words import said
from stillroom_desktop.stages import stage_words, unit_words

translate = QCoreApplication.translate


class Happened(msgspec.Struct, frozen=True):
    """Something that happened; `when`, in seconds since 1970, is None where it is not known (an older journal holds no times)."""

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
    def of_journal(cls, events: Iterable[tuple[Event, float | None]]) -> "TrainingLog":
        """What a run told, each event with its time."""
        log = cls()
        for event, when in events:
            log.add(event, when)
        return log

    def add(self, event: Event, when: float | None = None) -> None:
        self.saved = isinstance(event, Cancelled)
        match event:
            case Step():
                while self.steps and self.steps[-1].step >= event.step:
                    self.steps.pop()
                self.steps.append(event)
                self.held_out = [point for point in self.held_out if point[0] < event.step]
            case HeldOut():
                known = [point for point in self.held_out if point[0] < event.step]
                self.held_out = [*known, (event.step, event.loss)]
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


def up_to_now(
    journal: Sequence[tuple[Event, float | None]], history: Sequence[Event]
) -> Sequence[tuple[Event, float | None]]:
    """A run's journal as far as the present start has told the window of it: what it tells next is not in it yet."""
    events = [event for event, _ in journal]
    length = len(history)
    for begin in range(len(events) - length, -1, -1):
        if events[begin : begin + length] == list(history):
            return journal[: begin + length]
    return [*journal, *((event, None) for event in history)]
