"""The page Student in every state: downloads, a gate, probes, what the user named, and what was chosen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtTest import QTest
from scene import FULL, Scene, dialog_scenes, page_scene
from staging import Understudy

from stillroom.conversation import Trajectory, new_id
from stillroom.evaluation import ProbeParams
from stillroom.jobs import Progress, Stage
from stillroom.store import Score, Store
from stillroom.students import SMOLLM2, HubName, Offer, listed
from stillroom.students.kept import Source, keep_source, unfinished
from stillroom.students.naming import cached
from stillroom.students.offer import HubFile
from stillroom_desktop.window import Window

SMALL, GATED = "qwen3-0.6b", "llama-3.2-1b-instruct"
FEW = (SMOLLM2, SMALL, GATED, "lfm2-1.2b", "qwen3-8b")
"""Students of every kind: the sample's, one that fits, one behind a gate, one of another kind, and a large one."""


def students_compared(window: Window, understudy: Understudy) -> Iterator[Scene]:
    """One is downloaded, paused and fetched whole, one has a gate; those that are here are probed, and one is chosen."""
    workspace, fake = window.workspace, understudy.fake
    window.go("student")
    page: Any = window.page
    _settle(page)
    model = listed(SMALL)
    assert model
    size = round(model.download_gb * 1e9)
    page.board.cards[SMALL].get.click()
    job = fake.job("prepare")
    job.feed(Stage("Downloading the student", size, "bytes"), Progress(size * 31 // 100, size, 142.0))
    yield page_scene(window, "student", "downloading")
    _begin(model.hub, size)
    job.cancelled("Stopped. What was finished is kept.")
    _settle(page)
    page.board.cards[SMALL].choose.click()
    yield page_scene(window, "student", "paused")
    page.board.cards[SMALL].get.click()
    fake.job("prepare").fail(*FULL)
    _settle(page)
    yield page_scene(window, "student", "failed")
    page.board.cards[GATED].get.click()
    QTest.qWait(100)
    yield from dialog_scenes(window, "student", "gate")
    _fetch(model.hub)
    page._look()
    _settle(page)
    page.probe_all.click()
    job = fake.job("probe")
    params = msgspec.convert(job.spec.params, ProbeParams)
    _score(workspace.store, job.spec.run, params, SMOLLM2, 0.2)
    job.feed(Stage(f"Scoring {SMALL} (llama.cpp, F16, 6 solved examples before each task)", 24, "tasks"))
    job.feed(Progress(9, 24, 61.0))
    yield page_scene(window, "student", "probing")
    job.cancelled("Stopped. What was finished is kept.")
    yield page_scene(window, "student", "stopped")
    page._act.click()
    job = fake.job("probe")
    _score(workspace.store, job.spec.run, params, SMALL, 0.6)
    job.finish({"students": {SMOLLM2: {}, SMALL: {}}, "failed": {}, "tasks": len(params.tasks), "examples": 6})
    _settle(page)
    page.filters.choose(order="probe")
    yield page_scene(window, "student", "probed")
    page.own.field.setText(str(Path.home() / "models" / "nothing"))
    page.own.look.click()
    _settle(page)
    page._area.verticalScrollBar().setValue(page._area.verticalScrollBar().maximum())
    yield page_scene(window, "student", "own")
    page.filters.search.setText("nobody's")
    QTest.qWait(200)
    yield page_scene(window, "student", "none")
    page.show_all.click()
    page.board.cards[SMALL].remove.trigger()
    yield from dialog_scenes(window, "student", "removing")
    page.board.cards[SMOLLM2].choose.click()


def _settle(page: Any) -> None:
    for _ in range(100):
        QTest.qWait(20)
        if not (page._looker.busy or page.own.busy or page.board.busy):
            return


def _begin(hub: str, size: int) -> None:
    """The beginning of a download, as it lies in the cache. It is a hole in a file, which takes no room."""
    name = HubName(hub)
    partial = unfinished(cached(name.folder))
    partial.mkdir(parents=True)
    with (partial / "model.safetensors.part").open("wb") as file:
        file.truncate(size * 31 // 100)
    keep_source(partial, Source(hub, Offer(name, "main", (HubFile("model.safetensors", size, "0"),), "apache-2.0", "")))


def _fetch(hub: str) -> None:
    """A student in the cache, as if it were whole."""
    folder = cached(HubName(hub).folder)
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    tokens = [{"content": "<|im_start|>"}, {"content": "<|im_end|>"}, {"content": "<tool_call>"}]
    (folder / "tokenizer.json").write_text(json.dumps({"added_tokens": tokens}))
    with (folder / "model.safetensors").open("wb") as file:
        file.truncate(1_192_135_096)  # a hole, which takes no room
    keep_source(folder, Source(hub))


def _score(store: Store, run: str, params: ProbeParams, student: str, share: float) -> None:
    for place, task in enumerate(params.tasks):
        kept = Trajectory(new_id("trajectory"), task, "agent", store.keep_tool_set([]), ())
        store.add_trajectory(kept, run)
        exact = place * 7 % 10 < share * 10
        store.add_score(run, Score(student, task, kept.id, exact, exact, "", 30, 1.1 + share))
