"""The arms of a comparison, each as a GGUF file that llama.cpp runs; made when first asked for, and kept."""

import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, get_args

import msgspec
from tokenizers import Tokenizer

from stillroom.conversation import Message
from stillroom.errors import KnownError, NotBuiltError, ProjectError
from stillroom.jobs import Event, Progress, Stage, Stopped
from stillroom.project import Project
from stillroom.serving.in_context import Example, solved_examples
from stillroom.serving.llama import CONTEXT
from stillroom.store import Method, Run, Store
from stillroom.students import SIXTEEN_BIT, Student, base_gguf, chosen_student, convert, quantise, ready_student
from stillroom.templates import Family
from stillroom.tools import tool_from_json
from stillroom.training import ADAPTER, merge
from stillroom.trajectories import COT_PROMPT, SYSTEM_PROMPT

ArmName = Literal["base", "icl", "student", "quantised"]
DEFAULT_QUANT = "Q4_K_M"
_MERGED = "merged"  # in a run's folder


class Arm(msgspec.Struct, frozen=True):
    """One model to compare: its GGUF file, the student it is of, and the run that trained it, if one did.

    `method`: how it is asked, with tools or for a chain of thought without them: as it was trained, and its base beside it alike.
    `examples` are solved tasks that it is shown before it is asked (the arm `icl`).
    """

    name: ArmName
    path: Path
    student: Student
    run: str
    backend: str
    method: Method = "agent"
    examples: tuple[Example, ...] = ()

    @property
    def system(self) -> str:
        """The system prompt that it is asked with."""
        return COT_PROMPT if self.method == "cot" else SYSTEM_PROMPT

    @property
    def history(self) -> tuple[Message, ...]:
        """What it is told before the user speaks: the system prompt, then the examples."""
        return (Message("system", self.system), *(message for example in self.examples for message in example))

    @property
    def context(self) -> int:
        """The most tokens of one conversation: as many as ever, beside the examples."""
        if not self.examples:
            return CONTEXT
        tokenizer = Tokenizer.from_file(str(self.student.folder / "tokenizer.json"))
        text = self.student.family.render(self.history, (), reply=False)
        return CONTEXT + len(tokenizer.encode(text, add_special_tokens=False).ids)

    def without_examples(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """A conversation that began with its `history`, as if there had been no examples."""
        return (messages[0], *messages[len(self.history) :])


def arm_name(text: str) -> ArmName:
    """Check an arm's name as a user gave it.

    Raises:
        NotBuiltError: the arm is one that a later version brings.
        KnownError: there is no such arm.
    """
    names: tuple[ArmName, ...] = get_args(ArmName)
    for name in names:
        if text == name:
            return name
    if text == "teacher":
        raise NotBuiltError("Not there yet", f"The arm {text} is still to come.", f"Choose among {', '.join(names)}.")
    raise KnownError("No such arm", f"There is no arm {text}.", f"Choose among {', '.join(names)}.")


def trained_run(project: Project, run: str | None) -> Run:
    """The training run of that id, or the one that is meant where none is named.

    Raises:
        ProjectError: there is none.
    """
    done = _done(project.store)
    found = newest_trained(project.store) if run is None else next((each for each in done if each.id == run), None)
    if found:
        return found
    what = f"There is no finished training run {run}." if run else "No student has been trained yet."
    raise ProjectError("No trained student", what, "Train one with: stillroom train")


def newest_trained(store: Store) -> Run | None:
    """The training run that is meant where none is named: the newest of the chosen student, else the newest of all."""
    done, chosen = _done(store), chosen_student(store)
    return next((run for run in done if run.spec["params"].get("student") == chosen), done[0] if done else None)


def _done(store: Store) -> list[Run]:
    return [run for run in store.runs("train") if run.state == "done"]


def trained_method(run: Run) -> Method:
    """What a training run's student learnt."""
    method: Method = run.spec["params"].get("method", "agent")
    return method


def open_arm(
    project: Project, name: ArmName, run: str | None, quant: str, stop: threading.Event
) -> Generator[Event, None, Arm]:
    """Find an arm's file, or make it: a part of a job.

    Raises:
        ProjectError: the arm needs a trained student, or `run` names one, and there is none.
        KnownError: the file cannot be made.
        Stopped: `stop` was set.
    """
    if name in ("base", "icl"):
        base, method = _base(project, run)
        specs = [tool_from_json(tool).spec for tool in project.store.tools()]
        examples = solved_examples(project.store, specs, method) if name == "icl" else ()
        return (yield from untrained_arm(name, base, method, examples, stop))
    source = trained_run(project, run)
    method = trained_method(source)
    student = yield from ready_student(source.spec["params"]["student"])
    folder = project.run_folder(source.id)
    _renew_template(folder, student.family)
    sixteen = folder / f"student-{SIXTEEN_BIT}.gguf"
    if not sixteen.exists():
        merged = yield from merged_folder(project, source, stop)
        yield Stage("Converting the student to GGUF")
        yield from convert(merged, student.family, sixteen, f"{student.title}-stillroom", stop)
    if name == "student" or quant == SIXTEEN_BIT:
        return Arm(name, sixteen, student, source.id, f"llama.cpp, {SIXTEEN_BIT}", method)
    fewer_bits = folder / f"student-{quant}.gguf"
    if not fewer_bits.exists():
        yield Stage(f"Quantising the student to {quant}")
        yield from quantise(sixteen, fewer_bits, quant, stop)
    return Arm(name, fewer_bits, student, source.id, f"llama.cpp, {quant}", method)


def untrained_arm(
    name: ArmName, base: str, method: Method, examples: tuple[Example, ...], stop: threading.Event
) -> Generator[Event, None, Arm]:
    """A student as it came, shown these examples before it is asked: a part of a job.

    Raises:
        StudentError: there is no such student, or it cannot be used.
        KnownError: its file cannot be made.
        Stopped: `stop` was set.
    """
    student = yield from ready_student(base)
    path = yield from base_gguf(student, stop)
    backend = f"llama.cpp, {SIXTEEN_BIT}"
    if name == "icl":
        backend = f"llama.cpp, {SIXTEEN_BIT}, {len(examples)} solved examples before each task"
    return Arm(name, path, student, "", backend, method, examples)


def merged_folder(project: Project, run: Run, stop: threading.Event) -> Generator[Event, None, Path]:
    """A run's student as a model folder that needs no adapter; made when first asked for, and kept: a part of a job.

    Raises:
        KnownError: it cannot be made.
        Stopped: `stop` was set.
    """
    folder = project.run_folder(run.id)
    merged = folder / _MERGED
    if not merged.exists():
        student = yield from ready_student(run.spec["params"]["student"])
        yield Stage("Merging the adapter into the base", unit="parts")
        with closing(merge(student, folder / ADAPTER, merged)) as weights:
            for done, of in weights:
                yield Progress(done, of)
                if stop.is_set() and done < of:
                    raise Stopped
    return merged


def _renew_template(folder: Path, family: Family) -> None:
    """Put the family's chat template of today into a run's merged model, and drop the GGUF files that have one of before."""
    template = folder / _MERGED / "chat_template.jinja"
    if template.exists() and template.read_text(encoding="utf-8") != family.chat_template:
        for file in folder.glob("student-*.gguf"):
            file.unlink()
        template.write_text(family.chat_template, encoding="utf-8")


def _base(project: Project, run: str | None) -> tuple[str, Method]:
    """The student that a training run began with, and how it is asked; before any training, the one the project has chosen."""
    if run is None and newest_trained(project.store) is None:
        return chosen_student(project.store), "agent"
    source = trained_run(project, run)
    return source.spec["params"]["student"], trained_method(source)
