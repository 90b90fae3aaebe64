"""The job `export`: the adapter alone, a model folder in Hugging Face format, the training data, or the model card."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stillroom.conversation import canonical_json
from stillroom.errors import ProjectError
from stillroom.export.card import base_name, model_card
from stillroom.export.params import FilesParams
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.place import sha256_of, whole
from stillroom.project import Project
from stillroom.serving import merged_folder, trained_run
from stillroom.store import Run
from stillroom.training import ADAPTER

CARD = "README.md"


def export_files(context: JobContext, params: FilesParams) -> Iterator[Event]:
    """Write what was asked for to `out`; whole or not at all. The same run gives the same bytes.

    The training data are those of the project, and need no run.
    """
    project, out = context.project, Path(params.out)
    if params.what == "data":  # there is some before anything is trained on it
        yield Stage(f"Writing {out}")
        with whole(out, 0) as unfinished:
            _write_data(project, unfinished)
        yield Finished({"files": [described(out)], "run": ""})
        return
    run = trained_run(project, params.run)
    yield Stage(f"Writing {out}")
    if params.what == "card":
        with whole(out, 0) as unfinished:
            unfinished.write_text(model_card(project, run), encoding="utf-8")
    else:
        if params.what == "adapter":
            source = project.run_folder(run.id) / ADAPTER
        else:
            source = yield from merged_folder(project, run, context.stop)
        with whole(out, sum(path.stat().st_size for path in source.iterdir())) as unfinished:
            shutil.copytree(source, unfinished, ignore=shutil.ignore_patterns(CARD))
            if params.what == "adapter":
                _clean_adapter(unfinished / "adapter_config.json", run)
            (unfinished / CARD).write_text(model_card(project, run), encoding="utf-8")
    written = sorted(out.iterdir()) if out.is_dir() else [out]
    yield Finished({"files": [described(path) for path in written], "run": run.id})


def described(path: Path) -> dict[str, Any]:
    """A file as the command line tells of it."""
    return {"path": str(path), "bytes": path.stat().st_size, "sha256": sha256_of(path)}


def _write_data(project: Project, out: Path) -> None:
    """One accepted trajectory of the training side a line, as the OpenAI chat format and TRL have it: messages and tools."""
    store = project.store
    lines = 0
    with out.open("w", encoding="utf-8") as file:
        for trajectory in store.taught_trajectories("train"):
            line: dict[str, Any] = {
                "task": trajectory.task,
                "messages": [message.to_openai() for message in trajectory.messages],
                "tools": [tool.to_openai() for tool in store.tool_set(trajectory.tool_set)],
            }
            file.write(canonical_json(line) + "\n")
            lines += 1
    if not lines:
        raise ProjectError(
            "No training data",
            "The project has no accepted trajectories.",
            "Let the teacher solve some tasks first: stillroom teach",
        )


def _clean_adapter(path: Path, run: Run) -> None:
    """Name the base as others know it, not by its place on this computer, and write lists in one order."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = base_name(run.spec["params"]["student"])
    config["target_modules"] = sorted(config["target_modules"])
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
