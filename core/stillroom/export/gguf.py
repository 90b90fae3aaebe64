"""The job `export gguf`: the trained student as one file that llama.cpp and Ollama run."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from stillroom.errors import StudentError
from stillroom.export.files import described
from stillroom.export.llama_parity import llama_difference
from stillroom.export.params import GgufParams
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.place import whole
from stillroom.project import Project
from stillroom.serving import open_arm


def export_gguf(context: JobContext, params: GgufParams) -> Iterator[Event]:
    """Merge, convert and quantise what is not there yet, compare what llama.cpp reads, then copy it; whole or not at all.

    Raises:
        StudentError: llama.cpp reads another text, or other tokens, than the student was trained on.
    """
    arm = yield from open_arm(context.project, "quantised", params.run, params.quant, context.stop)
    yield Stage("Comparing the prompt")
    if difference := llama_difference(arm.path, arm.student.folder / "tokenizer.json", arm.student.family):
        raise StudentError(
            "llama.cpp reads another text",
            f"Its prompt is not what the student was trained on: {difference}.",
            "Nothing was written. Choose another student, and report this.",
        )
    out = gguf_file(context.project, Path(params.out), params.quant)
    yield Stage(f"Writing {out}")
    with whole(out, arm.path.stat().st_size) as unfinished:
        shutil.copyfile(arm.path, unfinished)
    yield Finished({"files": [described(out)], "parity": True, "quant": params.quant, "run": arm.run})


def gguf_file(project: Project, out: Path, quant: str) -> Path:
    """The file that is written: `out` itself, or one in the folder `out`."""
    return out / f"{project.folder.name}-{quant}.gguf" if out.is_dir() or out.suffix != ".gguf" else out
