"""The page Train in every state: what pictures, tabbing and layout are tested on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from scene import FULL, Scene, dialog_scenes, page_scene
from staging import Understudy, began_earlier
from tiny import make_tokenizer

from stillroom.students import SMOLLM2
from stillroom.templates import CHATML
from stillroom_desktop.window import Window


def trained(window: Window, understudy: Understudy, home: Path) -> Iterator[Scene]:
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
    yield page_scene(window, "train", "running")
    yield from _queued(window)
    yield page_scene(window, "overview", "training")
    yield page_scene(window, "chat", "training")
    job.cancel()
    yield page_scene(window, "train", "stopping")
    job.cancelled("Paused at step 40 of 72, and saved. Go on with: stillroom train --resume")
    yield page_scene(window, "train", "paused")
    yield page_scene(window, "overview", "paused")
    window.workspace.resume_training()
    job = understudy.fake.job("train")
    understudy.load(job)
    understudy.train(job, 41, 72)
    understudy.end_training(job)
    yield page_scene(window, "train", "done")
    train: Any = window.page
    train.again.click()
    yield page_scene(window, "train", "again")
    train.setup.form.more.click()
    yield page_scene(window, "train", "all-values")
    train.back.click()


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
