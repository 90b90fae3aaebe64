"""The job `export gguf`: the trained student as one file that llama.cpp and Ollama run."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.errors import KnownError, from_os_error
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.serving import DEFAULT_QUANT, open_arm


class GgufParams(msgspec.Struct, frozen=True):
    """`out`: the file to write, or a folder to write it into; `run`: the training run, the newest by default."""

    out: str
    quant: str = DEFAULT_QUANT
    run: str | None = None


def export_gguf(context: JobContext, params: GgufParams) -> Iterator[Event]:
    """Merge, convert and quantise what is not there yet, then copy it to its place; whole or not at all."""
    arm = yield from open_arm(context.project, "quantised", params.run, params.quant)
    out = Path(params.out)
    if out.is_dir() or out.suffix != ".gguf":
        out = out / f"{context.project.folder.name}-{params.quant}.gguf"
    size = arm.path.stat().st_size
    yield Stage(f"Writing {out}")
    unfinished = out.with_name(f".{out.name}.unfinished")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(out.parent).free
        if free < size:
            raise KnownError(
                "Too little room",
                f"{out} needs {size / 1e9:.2f} GB; {free / 1e9:.2f} GB are free.",
                "Free some space, or choose another folder.",
            )
        shutil.copyfile(arm.path, unfinished)
        unfinished.replace(out)
    except OSError as error:
        raise from_os_error(error, out) from error
    finally:
        unfinished.unlink(missing_ok=True)
    yield Finished({"files": [_described(out)], "quant": params.quant, "run": arm.run})


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "path": str(path),
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }
