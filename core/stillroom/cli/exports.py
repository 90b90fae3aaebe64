"""The commands that take the trained student elsewhere."""

from pathlib import Path
from typing import Any

import click

from stillroom import work
from stillroom.cli.app import ANY_PATH, command, project_argument, project_option, replace_option, stillroom
from stillroom.cli.output import counted, size_words
from stillroom.cli.recipes import asks_a_recipe, recipe_of
from stillroom.cli.run import run_job
from stillroom.export import (
    FileKind,
    FilesParams,
    GgufParams,
    OllamaParams,
    RemoveParams,
    TrainingFolderParams,
    gguf_file,
    run_line,
    transcript,
)
from stillroom.place import check_free, sha256_of
from stillroom.project import Project
from stillroom.serving import DEFAULT_QUANT
from stillroom.store import Method
from stillroom.students import QUANTS, SIXTEEN_BIT
from stillroom.training import Preset
from stillroom.work import open_to_write

_BITS = "Bits for each weight."


@stillroom.group()
def export() -> None:
    """Take the trained student elsewhere."""


@command(export, "gguf")
@project_option
@click.argument("out", type=ANY_PATH)
@click.option(
    "--quant",
    type=click.Choice([*QUANTS, SIXTEEN_BIT]),
    default=DEFAULT_QUANT,
    show_default=True,
    help=_BITS,
)
@click.option("--run", help="The training run; the newest by default.")
@replace_option
def gguf(project: Path, out: Path, quant: str, run: str | None, *, replace: bool) -> tuple[dict[str, Any], str]:
    """Write the student as one GGUF file, which llama.cpp and Ollama run.

    Quantised (Q4_K_M and the like), it has fewer bits for each weight: smaller and quicker, and a little less exact.
    """
    out = out.expanduser().absolute()
    with open_to_write(project) as opened:
        if not replace:
            _check_free(opened, gguf_file(opened, out, quant))
        result = run_job(work.export_gguf(opened, GgufParams(str(out), quant, run)))
    return result, _written(result)


def _check_free(project: Project, out: Path) -> None:
    """Make sure that nothing is written over but what an earlier export of the project wrote, as it wrote it: a script may run again.

    Raises:
        KnownError: there is another file.
    """
    ours = {
        file["sha256"]
        for run in project.store.runs()
        for file in run.result.get("files", ())
        if file["path"] == str(out)
    }
    if not (ours and out.is_file() and sha256_of(out) in ours):
        check_free(out)


def _written(result: dict[str, Any]) -> str:
    return "\n".join(
        f"{file['path']}  {file['bytes'] / 1e6:.1f} MB  sha256 {file['sha256']}" for file in result["files"]
    )


def _add_files(what: FileKind, sentence: str) -> None:
    @project_option
    @click.argument("out", type=ANY_PATH)
    @click.option("--run", help="The training run; the newest by default.")
    def files(project: Path, out: Path, run: str | None, *, replace: bool = False) -> tuple[dict[str, Any], str]:
        out = out.expanduser().absolute()
        with open_to_write(project) as opened:
            if not replace:
                _check_free(opened, out)
            result = run_job(work.export_files(opened, FilesParams(what, str(out), run)))
        return result, _written(result)

    files.__doc__ = sentence
    command(export, what)(files if what in ("adapter", "folder") else replace_option(files))


_add_files("adapter", "Write the adapter alone, a folder that peft loads beside the base.")
_add_files("folder", "Write the student as a model folder in Hugging Face format.")
_add_files("data", "Write the accepted solutions as JSONL, with messages and tools.")
_add_files("card", "Write the model card: method, data, licence, scorecard, tools, limits.")


@command(export, "training")
@project_option
@click.argument("out", type=ANY_PATH)
@asks_a_recipe
@click.option("--run", help="Write out this training run anew, with its student and its recipe.")
@click.option("--without-base", is_flag=True, help="Leave the student's own weights out.")
def training(
    project: Path,
    out: Path,
    student: str | None,
    preset: Preset,
    method: Method,
    changes: tuple[str, ...],
    run: str | None,
    without_base: bool,
) -> tuple[dict[str, Any], str]:
    """Write the training as a folder that runs on any computer: on one GPU, on several, or over SSH.

    It needs TRL there, and no Stillroom. `stillroom train --adopt` takes back what was learnt.
    """
    if run and (student or changes):
        raise click.UsageError("--run has a student and a recipe of its own: leave out --student and --set.")
    recipe = recipe_of(preset, changes)
    out = out.expanduser().absolute()
    with open_to_write(project) as opened:
        asked = work.training_of(opened, run) if run else work.training(opened, recipe, student, method)
        result = run_job(work.export_training(opened, TrainingFolderParams(str(out), asked, not without_base)))
    size = sum(file["bytes"] for file in result["files"])
    told = f"{counted(result['samples'], 'samples')}, {counted(result['steps'], 'steps')}, {size_words(size)}"
    return result, f"{out}: {told}. How to run it, here or elsewhere, is in its README.md."


@command(export, "ollama")
@project_argument
@click.option("--name", required=True, help="The model's name in Ollama, for example my-student.")
@click.option("--host", help="Where Ollama listens; by default OLLAMA_HOST, else this computer.")
@click.option(
    "--quant", type=click.Choice([*QUANTS, SIXTEEN_BIT]), default=DEFAULT_QUANT, show_default=True, help=_BITS
)
@click.option("--run", help="The training run; the newest by default.")
@click.option("--replace", is_flag=True, help="Replace a model of that name; it is kept under another tag.")
@click.option("--start", is_flag=True, help="Start the Ollama that is installed here, if none answers.")
@click.option("--remove", is_flag=True, help="Remove the model of that name, if Stillroom made it.")
@click.option("--case", is_flag=True, help="Ask the stock model too, through LangChain, and print both conversations.")
def ollama(
    project: Path,
    name: str,
    host: str | None,
    quant: str,
    run: str | None,
    replace: bool,
    start: bool,
    remove: bool,
    case: bool,
) -> tuple[dict[str, Any], str]:
    """Make the student a model in Ollama, and prove that it calls tools there.

    It takes the name only when Ollama reads what the student was trained on and has made tool calls of held-out tasks.
    """
    if remove:
        with open_to_write(project) as opened:
            result = run_job(work.remove_ollama(opened, RemoveParams(name, host)))
        return result, f"Removed {name}." if result["was_there"] else f"Ollama has no model {name}."
    with open_to_write(project) as opened:
        result = run_job(
            work.export_ollama(opened, OllamaParams(name, host, quant, run, replace, case=case, start=start))
        )
    verified = result["verified"]
    lines = [
        f"Ollama {result['version']} runs {result['model']}; {verified['right']} of {verified['n']} tool calls right there.",
        *([f"What was there before is now {result['previous']}."] if result["previous"] else []),
        f"Talk to it: {run_line(result['model'], result['host'])}",
        f"Examples in Python and LangChain, and all of this: {result['report']}",
    ]
    if told := result["case"]:
        lines += ["", "The stock model, through LangChain:", transcript(told["stock"])]
        lines += ["", "The student, through LangChain:", transcript(told["student"])]
    return result, "\n".join(lines)
