"""The page Train in every state: what pictures, tabbing and layout are tested on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QScrollArea
from scene import FULL, Scene, dialog_scenes, page_scene, settle
from staging import Understudy, began_earlier
from tiny import make_tokenizer

from stillroom.students import SMOLLM2
from stillroom.templates import CHATML
from stillroom.training import PRESETS
from stillroom_desktop.window import Window


def trained(window: Window, understudy: Understudy, home: Path) -> Iterator[Scene]:
    window.go("train")
    ready: Any = window.page
    while ready.setup.fit.busy:
        QTest.qWait(20)
    yield page_scene(window, "train", "ready")
    yield from _seen(window, home)
    job = understudy.start_training()
    yield page_scene(window, "train", "starting")
    job.fail(*FULL)
    yield page_scene(window, "train", "failed")
    job = understudy.start_training()
    understudy.load(job)
    began_earlier(job, 388)
    understudy.train(job, 1, 40)
    running: Any = window.page
    running.run.load.share = 0.97
    understudy.train(job, 41, 41)
    yield page_scene(window, "train", "running")
    yield from _queued(window)
    yield page_scene(window, "overview", "training")
    yield page_scene(window, "chat", "training")
    job.cancel()
    yield page_scene(window, "train", "stopping")
    job.cancelled("Paused at step 41 of 72, and saved. Go on with: stillroom train --resume")
    yield page_scene(window, "train", "paused")
    yield page_scene(window, "overview", "paused")
    window.workspace.resume_training()
    job = understudy.fake.job("train")
    understudy.load(job)
    understudy.train(job, 42, 72)
    understudy.end_training(job)
    yield page_scene(window, "train", "done")
    train: Any = window.page
    train.again.click()
    yield page_scene(window, "train", "again")
    train.setup.form.more.click()
    yield page_scene(window, "train", "all-values")
    train.back.click()
    _train_another(window, understudy)


def _train_another(window: Window, understudy: Understudy) -> None:
    """Another training, as if it had been before the first."""
    first: Any = window.workspace.latest("train")
    window.workspace.train(msgspec.structs.replace(PRESETS["balanced"], rank=16))
    job = understudy.fake.job("train")
    understudy.train(job, 1, 72)
    understudy.end_training(job)
    window.workspace.store.start_run(msgspec.structs.replace(first, started=job.started + 1))
    window.workspace.store.end_run(first.id, "done", first.result)
    window.workspace.touch()


def compared(window: Window) -> Iterator[Scene]:
    """Both trainings, one of them scored, and one that failed."""
    window.go("train")
    page: Any = window.page
    page.compare.click()
    dialog: Any = window.findChildren(QDialog, "compare")[-1]
    dialog.runs.tick_all(True)
    dialog.plot.read_at(40)
    settle()
    yield Scene("train", "compare", dialog)
    bar = dialog.findChildren(QScrollArea)[-1].verticalScrollBar()
    bar.setValue(bar.maximum())
    yield from dialog_scenes(window, "train", "compare-end")


def _queued(window: Window) -> Iterator[Scene]:
    """While one runs, others are put into the queue."""
    page: Any = window.page
    page.another.click()
    yield page_scene(window, "train", "another")
    page.setup.form.presets.set_value("balanced")
    page.setup.form.controls["rank"].setText("16")
    page.queue_it.click()
    page.another.click()
    page.setup.form.presets.set_value("thorough")
    page.queue_it.click()
    yield page_scene(window, "train", "waiting")
    page.waiting_open.click()
    yield from dialog_scenes(window, "train", "queue")
    for run in window.workspace.queue.runs:
        window.workspace.queue.remove(run.id)
    page.waiting_open.click()
    yield from dialog_scenes(window, "train", "queue-empty")
    page.setup.form.presets.set_value("quick")


def _seen(window: Window, home: Path) -> Iterator[Scene]:
    """What a student sees, one whose tokenizer is there."""
    folder = home / "models" / "tiny-chatml"
    folder.mkdir(parents=True)
    make_tokenizer(folder, CHATML)
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").touch()
    page: Any = window.page
    page.setup.sees.click()
    _wait_for_samples(window)
    yield from dialog_scenes(window, "train", "seen-not-prepared")
    window.workspace.store.set_fact("student", str(folder))
    page.refresh()
    page.setup.form.controls["max_tokens"].setText("1000")
    page.setup.sees.click()
    dialog = _wait_for_samples(window)
    yield Scene("train", "seen", dialog)
    dialog.which.set_value("dropped")
    yield from dialog_scenes(window, "train", "seen-left-out")
    window.workspace.store.set_fact("student", SMOLLM2)
    page.setup.form.undo.click()
    page.refresh()


def _wait_for_samples(window: Window) -> Any:
    dialog: Any = window.findChildren(QDialog, "seen")[-1]
    while dialog.reader.busy:
        QTest.qWait(10)
    return dialog
