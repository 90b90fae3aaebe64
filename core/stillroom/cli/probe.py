"""The commands `students probe` and `students choose`: which student could learn this, measured before any training, and which one will."""

from pathlib import Path
from typing import Any

import click
import msgspec

from stillroom import work
from stillroom.cli.app import command, project_option
from stillroom.cli.catalogue import fits
from stillroom.cli.output import counted
from stillroom.cli.run import run_job
from stillroom.cli.students import students
from stillroom.errors import StudentError
from stillroom.evaluation import PROBE_TASKS, Probed, cell
from stillroom.students import (
    called_as_chosen,
    catalogue,
    choose_student,
    chosen_student,
    find_student,
    fit,
    is_prepared,
    look,
    shape_of,
    usual_setting,
)
from stillroom.work import open_to_write


@command(students, "probe")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@project_option
@click.option(
    "--tasks", type=click.IntRange(1), default=PROBE_TASKS, show_default=True, help="So many held-out tasks are asked."
)
def probe(names: tuple[str, ...], project: Path, tasks: int) -> tuple[dict[str, Any], str]:
    """Ask students some of the project's held-out tasks before any training, so that the choice is measured.

    Each is shown a few solved training tasks first. Without NAMEs: those of the catalogue that are here and fit this computer.
    Stopped, the same command goes on.
    """
    with open_to_write(project) as opened:
        result = run_job(work.probe(opened, names or _here() or (chosen_student(opened.store),), tasks))
    known = {name: msgspec.convert(told, Probed) for name, told in result["students"].items()}
    rows = [_fits(name) | {"probe": _fields(score)} for name, score in known.items()]
    rows += [_fits(name) | {"problem": f"{why['message']} {why['hint']}"} for name, why in result["failed"].items()]
    return {"run": result["run"], "students": rows, "tasks": result["tasks"], "examples": result["examples"]}, _words(
        known, result
    )


@command(students, "choose")
@click.argument("name")
@project_option
def choose(name: str, project: Path) -> tuple[dict[str, Any], str]:
    """Choose the student that this project trains, and that chat, evaluate and export mean from then on.

    NAME is one of `stillroom students list`, ORG/NAME on the hub, a GGUF file, or a folder. It may be downloaded later.
    """
    chosen = called_as_chosen(name)
    here = is_prepared(chosen)
    if here:
        find_student(chosen)  # says what is wrong with it
    with open_to_write(project) as opened:
        choose_student(opened.store, chosen)
    later = "" if here else f" It is not on this computer yet: stillroom students get {chosen}"
    return {"student": chosen, "here": here}, f"{chosen} is this project's student.{later}"


def _fits(name: str) -> dict[str, Any]:
    """A student's name, and whether it fits where that can be told."""
    hardware = look()
    try:
        found = fits(fit(shape_of(name), usual_setting(hardware), hardware))
    except StudentError:
        found = {}
    return {"name": name, **found}


def _here() -> tuple[str, ...]:
    """The students of the catalogue whose files are here, and that can be trained on this computer."""
    hardware = look()
    setting = usual_setting(hardware)
    return tuple(
        student.name
        for student in catalogue()
        if is_prepared(student.name) and fit(student.shape, setting, hardware).level != "no"
    )


def _fields(known: Probed) -> dict[str, Any]:
    rates = {"exact": known.exact, "name": known.name, "no_call": known.no_call}
    return {"seconds": known.seconds, **msgspec.to_builtins(rates)}


def _words(known: dict[str, Probed], result: dict[str, Any]) -> str:
    best = sorted(known, key=lambda name: known[name].exact.value or 0.0, reverse=True)
    lines = [
        f"{name}: exact {cell(known[name].exact)}, restraint {cell(known[name].no_call)}, {known[name].seconds:.1f} s a task"
        for name in best
    ]
    lines += [f"{name}: not asked. {why['message']} {why['hint']}" for name, why in result["failed"].items()]
    told = f"{counted(result['tasks'], 'held-out tasks')}, {counted(result['examples'], 'solved examples')} before each"
    return "\n".join([*lines, f"{told}; in brackets right/n and the 95 % interval."])
