"""What the window says of projects, runs and time, in words that several of its parts use."""

import time
from pathlib import Path, PurePath
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from stillroom.project import Project
from stillroom.store import Kind, Run, RunKind
from stillroom.students import SMOLLM2, listed
from stillroom.tasks import sample_facts
from stillroom_desktop.engine_words import failure_words
from stillroom_desktop.theme import State

translate = QCoreApplication.translate

NOTHING = "\N{EN DASH}"
"""What stands where a figure would be."""


def project_title(project: Project) -> str:
    """A project's name: a sample's own, otherwise that of its folder."""
    sample = project.store.fact("sample")
    return str(sample_facts(sample)["title"]) if sample else project.folder.name


def project_sentence(project: Project) -> str:
    """What a project is for."""
    if sample := project.store.fact("sample"):
        return sample_sentence(sample)
    return translate("Words", "A small model of your own, that calls your tools.")


def sample_sentence(sample: str) -> str:
    """What a sample is for."""
    return translate("Samples", str(sample_facts(sample)["sentence"]))


def student_title(student: str) -> str:
    """A student's name as people say it."""
    if student == SMOLLM2:
        return "SmolLM2 135M"
    if model := listed(student):
        return model.title
    name = PurePath(student.rpartition(":")[2] if student.endswith(".gguf") else student)
    return name.stem if name.suffix == ".gguf" else name.name


def home_path(folder: Path) -> str:
    """A folder as people write it, with ~ for their home."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)


def time_left(seconds: float) -> str:
    """How long something still takes, as exactly as an estimate is."""
    if seconds < 50:
        return translate("Words", "{seconds} s left").format(seconds=max(1, round(seconds / 5) * 5))
    minutes = round(seconds / 60)
    if minutes < 90:
        return translate("Words", "{minutes} min left").format(minutes=max(1, minutes))
    return translate("Words", "{hours} h left").format(hours=_number(seconds / 3600, 1))


def took(seconds: float) -> str:
    """How long something took."""
    if seconds < 90:
        return translate("Words", "{seconds} s").format(seconds=round(seconds))
    if seconds < 5400:
        return translate("Words", "{minutes} min").format(minutes=round(seconds / 60))
    return translate("Words", "{hours} h").format(hours=_number(seconds / 3600, 1))


def moment(seconds: float) -> str:
    """A time (seconds since 1970) as a clock shows it today, and as a date before."""
    locale = QLocale()
    there = QDateTime.fromSecsSinceEpoch(int(seconds))
    if there.date() == QDateTime.fromSecsSinceEpoch(int(time.time())).date():
        return locale.toString(there.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(there.date(), QLocale.FormatType.ShortFormat)


def job_title(kind: RunKind) -> str:
    """A job of this kind while it runs."""
    match kind:
        case "prepare":
            return translate("Words", "Preparing the student")
        case "teach":
            return translate("Words", "Teaching")
        case "train":
            return translate("Words", "Training")
        case "evaluate":
            return translate("Words", "Scoring")
        case "chat":
            return translate("Words", "Chat")
        case "export":
            return translate("Words", "Exporting")
        case "packages":
            return translate("Words", "Installing packages")
        case "review":
            return translate("Words", "Executing an edited solution")
        case "make_tasks":
            return translate("Words", "Writing tasks")
        case "draft":
            return translate("Words", "Drafting a tool")
        case "import":
            return translate("Words", "Importing tasks")
        case "probe":
            return translate("Words", "Probing students")


def outcome(run: Run) -> tuple[State, str]:
    """What came out of a run, in a sentence without its full stop, with the state that stands for it."""
    what = job_title(run.kind)
    match run.state:
        case "running":
            return "accent", translate("Words", "{what} goes on").format(what=what)
        case "cancelled":
            return "warn", translate("Words", "{what} was stopped; what was finished is kept").format(what=what)
        case "failed":
            title, _ = failure_words(run.result)
            return "bad", translate("Words", "{what} failed: {title}").format(what=what, title=title)
    try:
        return _done(run.kind, run.result)
    except (KeyError, IndexError, TypeError):  # another Stillroom's run may have told other things
        return "ok", translate("Words", "{what} is done").format(what=what)


def _done(kind: RunKind, result: dict[str, Any]) -> tuple[State, str]:
    match kind:
        case "prepare":
            return "ok", translate("Words", "The student's weights are ready")
        case "teach":
            return _taught(result)
        case "train":
            sentence = translate("Words", "Trained {steps} steps in {time}, loss {loss}")
            return "ok", sentence.format(
                steps=result["steps"], time=took(result["seconds"]), loss=_number(result["loss"] or 0.0, 3)
            )
        case "evaluate":
            return "ok", _scored(result)
        case "chat":
            return "ok", translate("Words", "Talked to the {arm}").format(arm=arm_title(result["arm"]))
        case "export":
            return "ok", _exported(result)
        case "packages":
            return "ok", translate("Words", "The tools' packages are installed")
        case "review":
            return "ok", translate("Words", "The edited solution was executed")
        case "make_tasks":
            return "ok", translate("Words", "{count} tasks written").format(count=result["made"])
        case "draft":
            return "ok", translate("Words", "Drafted the tool {name}").format(name=result["tool"]["name"])
        case "import":
            return "ok", translate("Words", "{count} tasks imported").format(count=result["added"])
        case "probe":
            return "ok", translate("Words", "Probed %n student(s)", None, len(result["students"]))


def _exported(result: dict[str, Any]) -> str:
    if "model" in result:
        sentence = translate("Words", "Exported to Ollama as {model}, {right} of {n} tool calls right there")
        return sentence.format(model=result["model"], **result["verified"])
    if "removed" in result:
        return translate("Words", "Removed {model} from Ollama").format(model=result["removed"])
    files = result["files"]
    path = Path(files[0]["path"])
    if len(files) > 1:
        return translate("Words", "Wrote the folder {name}").format(name=path.parent.name)
    size = _number(files[0]["bytes"] / 1e6, 0)
    return translate("Words", "Wrote {file}, {size} MB").format(file=path.name, size=size)


def _taught(result: dict[str, Any]) -> tuple[State, str]:
    if not result["tasks"]:
        return "ok", translate("Words", "Every task was taught before")
    kept, tasks = result["accepted"], result["tasks"]
    return "ok" if kept else "warn", translate("Words", "Teaching ended: {kept} of {tasks} solutions kept").format(
        kept=kept, tasks=tasks
    )


def _scored(result: dict[str, Any]) -> str:
    rates = {arm: score["exact"]["value"] for arm, score in result["arms"].items()}
    named = [(arm_title(arm), percent(rates[arm])) for arm in ("student", "base") if rates.get(arm) is not None]
    shown = ", ".join(translate("Words", "{arm} {rate}").format(arm=arm, rate=rate) for arm, rate in named)
    return translate("Words", "Scored on {tasks} tasks, exact calls: {rates}").format(
        tasks=result["tasks"], rates=shown
    )


def kind_title(kind: Kind) -> str:
    """What a task of this kind asks for."""
    match kind:
        case "call":
            return translate("Words", "Single call")
        case "chain":
            return translate("Words", "Chain of calls")
        case "parallel":
            return translate("Words", "Parallel calls")
        case "ask_back":
            return translate("Words", "Missing value")
        case "no_tool":
            return translate("Words", "No tool fits")
        case "chat":
            return translate("Words", "Small talk")


def calls_words(count: int) -> str:
    """How many calls were made, in words."""
    if count == 0:
        return translate("Solution", "no call")
    return translate("Solution", "%n call(s)", None, count)


def arm_title(arm: str) -> str:
    """An arm of the scorecard in words."""
    match arm:
        case "base":
            return translate("Words", "base")
        case "icl":
            return translate("Words", "base with examples")
        case "quantised":
            return translate("Words", "quantised student")
        case _:
            return translate("Words", "student")


def percent(share: float) -> str:
    """A share from 0 to 1."""
    return translate("Words", "{number} %").format(number=round(100 * share))


def exact(value: float) -> str:
    """A number with all its digits, as a person would write it into a field."""
    return str(value).removesuffix(".0")


def count(value: float) -> str:
    """A whole number, its thousands apart."""
    return QLocale().toString(round(value))


def gigabytes(value: float) -> str:
    """A size in GB of 10^9 bytes."""
    return translate("Words", "{number} GB").format(number=_number(value, 1 if value < 10 and value % 1 else 0))


def _number(value: float, decimals: int) -> str:
    return QLocale().toString(value, "f", decimals)
