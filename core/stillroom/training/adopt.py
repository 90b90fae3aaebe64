"""The job `adopt`: an adapter that was trained elsewhere, from a training folder of this project, becomes a run of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stillroom.errors import KnownError, StudentError
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.place import sha256_of, whole
from stillroom.students import Student, ready_student
from stillroom.training.described import AdapterShape, adapter_shape
from stillroom.training.standalone import ADAPTER, RESULT, SPEC, WEIGHTS, file_print
from stillroom.training.train import TrainParams

_AGAIN = "Bring its adapter folder and result.json back again, whole: the README.md in the folder says how."


class AdoptParams(TrainParams, frozen=True, kw_only=True):
    """`folder`: the training folder, with what came back in it; the rest is what it was exported with."""

    folder: str


class TrainedElsewhere(msgspec.Struct, frozen=True):
    """What `result.json` says: the SHA-256 of the spec and of the adapter's weights, and how the training went."""

    spec: str
    adapter: str
    steps: int
    seconds: float
    tokens_per_second: float
    weights: str
    processes: int
    device: str
    loss: float | None = None
    held_out_loss: float | None = None
    peak_memory_gb: float | None = None
    libraries: dict[str, str] = {}


def spec_digest(folder: Path) -> str:
    """The SHA-256 of a training folder's spec, by which its project knows it again.

    Raises:
        KnownError: it is no training folder.
    """
    spec = folder / SPEC
    if not spec.is_file():
        raise KnownError(
            "Not a training folder",
            f"{folder} holds no {SPEC}.",
            "Give the folder that was written by: stillroom export training",
        )
    return sha256_of(spec)


def adopt(context: JobContext, params: AdoptParams) -> Iterator[Event]:
    """Check what came back, against the student and the recipe that it was exported with, and keep it as this run's adapter.

    Raises:
        KnownError: nothing came back, it was trained by another recipe, or it is torn.
        StudentError: the weights are pickled, or those of another base.
    """
    folder = Path(params.folder)
    yield Stage("Checking what came back")
    spec = _spec(folder)
    result = _result(folder)
    student = yield from ready_student(params.student)
    _check_base(student, spec)
    adapter = _whole_adapter(folder, result)
    shape = adapter_shape(student, params.recipe)
    _check_adapter(adapter, shape)
    target = context.folder / ADAPTER
    with whole(target, sum(path.stat().st_size for path in adapter.iterdir())) as unfinished:
        unfinished.mkdir()
        for name in (WEIGHTS, "adapter_config.json"):
            shutil.copyfile(adapter / name, unfinished / name)
    yield Finished(
        {
            "run": context.run,
            "student": params.student,
            "method": params.method,
            "samples": spec["samples"],
            "resumed_from": None,
            "adopted_from": str(folder),
        }
        | {name: value for name, value in msgspec.to_builtins(result).items() if name not in ("spec", "adapter")}
    )


def _spec(folder: Path) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((folder / SPEC).read_text(encoding="utf-8"))  # the very one that was exported
    return spec


def _result(folder: Path) -> TrainedElsewhere:
    try:
        result = msgspec.json.decode((folder / RESULT).read_bytes(), type=TrainedElsewhere)
    except OSError as error:
        raise KnownError(
            "Nothing came back yet", f"{folder} holds no {RESULT}, which its train.py writes at the end.", _AGAIN
        ) from error
    except msgspec.DecodeError as error:
        raise KnownError("What came back is torn", f"{folder / RESULT} cannot be read: {error}.", _AGAIN) from error
    if result.spec != spec_digest(folder):
        raise KnownError(
            "Trained by another recipe",
            f"The {RESULT} in {folder} is of another {SPEC} than the one beside it.",
            "Put what came back into the folder that it was trained from.",
        )
    return result


def _check_base(student: Student, spec: dict[str, Any]) -> None:
    """train.py refuses to train on another base than the spec's; here is looked whether the student still is that one."""
    for name, known in spec["base"]["files"].items():
        if file_print(student.folder / name) != known:
            raise StudentError(
                "The adapter is of another base",
                f"{name} in {student.folder} is another one now than when the folder was exported.",
                "Put back the student that it was exported with, or export again and train there again.",
            )


def _whole_adapter(folder: Path, result: TrainedElsewhere) -> Path:
    """The adapter's folder, if its weights are those that train.py wrote."""
    adapter = folder / ADAPTER
    weights = adapter / WEIGHTS
    if not weights.is_file():
        pickled = [path.name for ending in ("bin", "pt", "pth") for path in adapter.glob(f"*.{ending}")]
        if pickled:
            raise StudentError(
                "Pickled weights",
                f"{pickled[0]} in {adapter} could run code when it is loaded, so it is refused.",
                f"train.py writes {WEIGHTS}: bring that back.",
            )
        raise KnownError("Nothing came back yet", f"{adapter} holds no {WEIGHTS}.", _AGAIN)
    if sha256_of(weights) != result.adapter:
        raise KnownError("What came back is torn", f"{weights} is not what train.py wrote.", _AGAIN)
    return adapter


def _check_adapter(adapter: Path, shape: AdapterShape) -> None:
    """That it is what the recipe gives this student, and holds numbers only."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    another = StudentError(
        "Trained by another recipe",
        f"The adapter in {adapter} is not what the folder's recipe gives this student.",
        "Put what came back into the folder that it was trained from.",
    )
    try:
        weights = load_file(adapter / WEIGHTS)
        settings = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    except (SafetensorError, OSError, ValueError) as error:
        raise KnownError("What came back is torn", f"{adapter} cannot be read: {error}.", _AGAIN) from error
    if {name: list(weight.shape) for name, weight in weights.items()} != shape.weights:
        raise another
    settings["target_modules"] = sorted(settings.get("target_modules") or ())
    if {name: settings.get(name) for name in shape.settings} != shape.settings or settings.get("use_rslora"):
        raise another
    if not all(weight.isfinite().all() for weight in weights.values()):
        raise StudentError(
            "The training broke down",
            f"The adapter in {adapter} holds numbers that are none (NaN or infinite).",
            "Export again with a lower learning rate, for example --set learning_rate=5e-4.",
        )
