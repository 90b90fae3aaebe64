"""Sample projects: tools and tasks that come with Stillroom, with worked solutions for a scripted teacher to play."""

import contextlib
import json
from pathlib import Path
from typing import Any

from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.tasks.lines import read_tasks
from stillroom.tools import read_tools, tool_to_json
from stillroom.trust import trust
from stillroom_resources import resource

SAMPLES = ("cipher-desk",)


def make_project(folder: Path, sample: str | None = None) -> Project:
    """Make a project, empty or with a sample's tools and tasks, and hold it for writing.

    Raises:
        ProjectError: the folder holds something already.
        KnownError: there is no such sample, or the folder cannot be written.
    """
    if sample is not None and sample not in SAMPLES:
        raise KnownError("No such sample", f"There is no sample {sample}.", f"Choose {', '.join(SAMPLES)}.")
    project = Project.create(folder)
    try:
        if sample is not None:
            _fill(project, sample)
    except BaseException:
        project.discard()
        raise
    return project


def _fill(project: Project, sample: str) -> None:
    source = _folder(sample)
    tools = [tool_to_json(tool) for tool in read_tools(source / "tools.json")]
    project.store.set_tools(tools)
    with contextlib.suppress(KnownError):  # then the window asks, and says what is in the way
        trust(project.folder, tools)
    project.store.add_tasks(read_tasks(source / "tasks.jsonl"))
    project.store.set_fact("sample", sample)
    project.store.set_fact("student", sample_facts(sample)["student"])


def sample_facts(sample: str) -> dict[str, Any]:
    """What a sample says of itself: `title`, `sentence`, `student`, and the `case` to try it on."""
    facts: dict[str, Any] = json.loads((_folder(sample) / "sample.json").read_text(encoding="utf-8"))
    return facts


def _folder(sample: str) -> Path:
    return resource("samples", sample.replace("-", "_"))
