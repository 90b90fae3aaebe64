"""What earlier exports left behind, as the runs tell it: files that were written, and a model in Ollama."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from stillroom.store import Run

Target = Literal["ollama", "removal", "gguf", "folder", "adapter", "data", "card", "training"]


def target_of(job: str, params: dict[str, Any]) -> Target:
    """Where an export goes, by its job and what that was asked."""
    if job.endswith(":export_ollama"):
        return "ollama"
    if job.endswith(":remove_ollama"):
        return "removal"
    if job.endswith(":export_training"):
        return "training"
    if job.endswith(":export_files"):
        what: Target = params["what"]
        return what
    return "gguf"


class Written(msgspec.Struct, frozen=True):
    """What an export wrote to `path`, a file or a folder; `trained` is the training run of the student in it.

    `sha256` is that of a single file, "" where there are several; `quant` is "" where numbers keep their bits.
    """

    path: Path
    size: int
    sha256: str
    quant: str
    trained: str
    when: float

    @property
    def is_whole(self) -> bool:
        """Whether it is in its place and as large as it was: what can be told without reading all of it."""
        try:
            sizes = [each.stat().st_size for each in ([self.path] if self.path.is_file() else self.path.iterdir())]
        except OSError:
            return False
        return sum(sizes) == self.size


class Deployed(msgspec.Struct, frozen=True):
    """A model that an export made in Ollama, and what it did there: `right` of `n` tool calls. `previous`: what had its name before."""

    model: str
    host: str
    version: str
    capabilities: tuple[str, ...]
    right: int
    n: int
    previous: str
    quant: str
    trained: str
    when: float


class Past(msgspec.Struct, frozen=True):
    """The newest of each kind that came to its end; `runs` are their ids."""

    deployed: Deployed | None
    written: dict[Target, Written]
    runs: dict[Target, str]


def look_back(runs: Sequence[Run]) -> Past:
    """Of all exports, the newest first, the last of each target."""
    deployed: Deployed | None = None
    written: dict[Target, Written] = {}
    newest: dict[Target, str] = {}
    removed: set[tuple[str, str]] = set()
    for run in runs:
        if run.state != "done":
            continue
        try:  # another Stillroom's run may have told other things
            target = target_of(run.spec["job"], run.spec["params"])
            if target == "removal":
                removed.add((run.spec["params"]["name"], run.spec["params"]["host"]))
            if target in newest or (target == "ollama" and (run.result["model"], run.result["host"]) in removed):
                continue
            if target == "ollama":
                deployed = _deployed(run)
            elif target != "removal":
                written[target] = _written(run, target)
        except (KeyError, IndexError, TypeError):
            continue
        newest[target] = run.id
    return Past(deployed, written, newest)


def _written(run: Run, target: Target) -> Written:
    files: list[dict[str, Any]] = run.result["files"]
    alone = files[0] if target in ("gguf", "data", "card") else None
    return Written(
        Path(alone["path"] if alone else run.spec["params"]["out"]),
        sum(file["bytes"] for file in files),
        alone["sha256"] if alone else "",
        run.result.get("quant", ""),
        run.result["run"],
        run.finished or run.started,
    )


def _deployed(run: Run) -> Deployed:
    result = run.result
    return Deployed(
        result["model"],
        result["host"],
        result["version"],
        tuple(result["capabilities"]),
        result["verified"]["right"],
        result["verified"]["n"],
        result["previous"] or "",
        result["quant"],
        result["run"],
        run.finished or run.started,
    )
