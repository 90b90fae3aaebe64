"""The job `export training`: a folder with which the project's training runs on any computer that has TRL.

It holds the data as tokens, the order in which they are read, and the program that reads them; `train --adopt` takes back what it
has learnt (training/adopt.py).
"""

import json
import re
import shutil
from collections.abc import Generator, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import canonical_json
from stillroom.export.files import described
from stillroom.export.training_readme import training_readme
from stillroom.jobs import Event, Finished, JobContext, Note, Progress, Stage, Stopped
from stillroom.place import sha256_of, whole
from stillroom.store import Store
from stillroom.students import Student, on_the_hub, ready_student
from stillroom.training import Sample, TrainParams, standalone
from stillroom.training.described import adapter_shape
from stillroom.training.plan import plan_steps
from stillroom.training.train import make_samples, nothing_to_learn

_IDENTITY = r".*\.safetensors|tokenizer\.json|config\.json"
"""The files by which a base is known again."""

_TO_LOAD = rf"{_IDENTITY}|.*\.index\.json|tokenizer_config\.json"
"""What transformers loads a base from."""

_PIECE = 16 * 1024 * 1024


class TrainingFolderParams(msgspec.Struct, frozen=True):
    """`training` is what would be trained here, and is written to the folder `out`; `base`: with the student's own weights."""

    out: str
    training: TrainParams
    base: bool = True


def export_training(context: JobContext, params: TrainingFolderParams) -> Iterator[Event]:
    """Write the training to `out`; whole or not at all. The same project gives the same bytes.

    Raises:
        ProjectError: there is nothing to train on.
        StudentError: the student's files cannot be used.
        KnownError: there is no room, or `out` holds something.
    """
    store, training, out = context.project.store, params.training.first_stage, Path(params.out)
    if training != params.training:
        yield Note("The second stage, which tells right from wrong, runs in Stillroom alone and is left out.")
    student = yield from ready_student(training.student)
    samples, held_out, dropped = make_samples(store, student, training.recipe, training.method)
    for drop in dropped:
        yield Note(f"Left out {drop.task}: {drop.reason}")
    if not samples:
        raise nothing_to_learn(training.method, dropped)
    plan = plan_steps(store, student, samples, training.recipe)
    files = _base_files(student, _TO_LOAD)
    spec = {
        "stillroom": version("stillroom"),
        "base": {
            "name": student.title,
            "hub": _hub(student),
            "files": {name: standalone.file_print(student.folder / name) for name in _base_files(student, _IDENTITY)},
        },
        "method": training.method,
        "family": student.family.name,
        "recipe": msgspec.to_builtins(training.recipe),
        "adapter": adapter_shape(student, training.recipe).settings,
        "samples": len(samples),
    }
    yield Stage(f"Writing {out}", unit="bytes")
    with whole(out, sum((student.folder / name).stat().st_size for name in files) if params.base else 0) as unfinished:
        unfinished.mkdir()
        _write_json(unfinished / standalone.SPEC, spec)
        _write_samples(store, plan, unfinished)
        with (unfinished / standalone.HELD_OUT).open("w", encoding="utf-8") as file:
            file.writelines(_line(store, sample) for sample in held_out)
        (unfinished / "requirements.txt").write_text("".join(f"{pin}\n" for pin in pins()), encoding="utf-8")
        (unfinished / "README.md").write_text(training_readme(out.name, spec, params.base), encoding="utf-8")
        shutil.copyfile(standalone.__file__, unfinished / "train.py")
        if params.base:
            for progress in _copy_base(student, files, unfinished / standalone.BASE):
                yield progress
                if context.stop.is_set():
                    raise Stopped
    yield Finished(
        {
            "files": [described(path) for path in sorted(out.rglob("*")) if path.is_file()],
            "run": "",
            "spec": sha256_of(out / standalone.SPEC),
            "samples": len(samples),
            "steps": len(plan),
        }
    )


def pins() -> list[str]:
    """What train.py needs, in the versions that are installed here: those of packaging/locks."""
    return [f"{name}=={version(name).partition('+')[0]}" for name in standalone.LIBRARIES]


def _hub(student: Student) -> str:
    """Where the hub has the very weights that the student has; "" where it has not, or that is not known."""
    found = on_the_hub(student.name)
    return found.hub if found and not found.file else ""


def _base_files(student: Student, pattern: str) -> list[str]:
    return sorted(path.name for path in student.folder.iterdir() if re.fullmatch(pattern, path.name))


def _write_samples(store: Store, plan: Sequence[Sequence[Sample]], folder: Path) -> None:
    """Write each sample that a step reads once, and which lines each step reads."""
    lines: dict[int, int] = {}
    with (folder / standalone.DATA).open("w", encoding="utf-8") as file:
        for sample in (sample for step in plan for sample in step):
            if id(sample) not in lines:
                lines[id(sample)] = len(lines)
                file.write(_line(store, sample))
    _write_json(folder / standalone.PLAN, [[lines[id(sample)] for sample in step] for step in plan], indent=None)


def _line(store: Store, sample: Sample) -> str:
    """A sample as TRL's tokenized form has it, with the messages that it was rendered from.

    Where its tools were masked, it is the tokens that have the other names.
    """
    trajectory = store.trajectory(sample.trajectory)
    assert trajectory
    line: dict[str, Any] = {
        "task": sample.task,
        "input_ids": sample.ids,
        "assistant_masks": [int(learned) for learned in sample.learned],
        "messages": [message.to_openai() for message in trajectory.messages],
        "masked": sample.tool_set != trajectory.tool_set,
    }
    return canonical_json(line) + "\n"


def _copy_base(student: Student, files: Sequence[str], target: Path) -> Generator[Progress, None, None]:
    target.mkdir()
    total, done = sum((student.folder / name).stat().st_size for name in files), 0
    for name in files:
        with (student.folder / name).open("rb") as source, (target / name).open("wb") as copy:
            while piece := source.read(_PIECE):
                done += copy.write(piece)
                yield Progress(done, total)


def _write_json(path: Path, value: Any, indent: int | None = 2) -> None:
    path.write_text(json.dumps(value, indent=indent, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
