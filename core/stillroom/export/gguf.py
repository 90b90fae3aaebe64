"""The job `export gguf`: the trained student as one file that llama.cpp and Ollama run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from stillroom.export.files import described
from stillroom.export.params import GgufParams
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.place import whole
from stillroom.serving import open_arm


def export_gguf(context: JobContext, params: GgufParams) -> Iterator[Event]:
    """Merge, convert and quantise what is not there yet, then copy it to its place; whole or not at all."""
    arm = yield from open_arm(context.project, "quantised", params.run, params.quant, context.stop)
    out = Path(params.out)
    if out.is_dir() or out.suffix != ".gguf":
        out = out / f"{context.project.folder.name}-{params.quant}.gguf"
    yield Stage(f"Writing {out}")
    with whole(out, arm.path.stat().st_size) as unfinished:
        shutil.copyfile(arm.path, unfinished)
    yield Finished({"files": [described(out)], "quant": params.quant, "run": arm.run})
