"""The commands of students: which are here, getting one, removing it, and the token that some of them ask for."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import click

from stillroom import work
from stillroom.cli.app import command, stillroom
from stillroom.cli.output import size_words
from stillroom.cli.run import Interrupted, run_job
from stillroom.cli.typed import read_secret
from stillroom.project import Project
from stillroom.secrets import set_secret
from stillroom.students import SMOLLM2, WEIGHTS_NOTE, hub_address, kept_students, remove_student, token_name

STUDENT = (
    f"{SMOLLM2} or another of `stillroom students list`, ORG/NAME on the hub, ORG/NAME:FILE.gguf there, a GGUF file, or a folder that"
    " holds a model in Hugging Face format"
)


@stillroom.group()
def students() -> None:
    """Models that can learn."""


@command(students, "get")
@click.argument("name")
def get(name: str) -> tuple[dict[str, Any], str]:
    """Download a student, or make its weights ready.

    NAME is one of `stillroom students list`, ORG/NAME on the hub, ORG/NAME:FILE.gguf there, or a GGUF file. Ctrl-C pauses; the same
    command goes on at the byte where it stopped.
    """
    # A student is in the cache and in no project, but a job needs one. Where it fails, this one stays: its log is in it.
    scratch = Path(tempfile.mkdtemp(prefix="stillroom-"))
    with Project.create(scratch / "project") as project:
        try:
            result = run_job(work.prepare(project, name))
        except Interrupted:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
    shutil.rmtree(scratch, ignore_errors=True)
    return {
        "students": [{"name": name, "folder": result["folder"]}]
    }, f"{name} is ready in {result['folder']}.\n{WEIGHTS_NOTE if name == SMOLLM2 else ''}".strip()


@command(students, "kept")
def kept() -> tuple[dict[str, Any], str]:
    """Show which students are on this computer, also those whose download was not ended."""
    found = kept_students()
    fields = [{"name": each.name, "folder": str(each.folder), "bytes": each.bytes, "of": each.of} for each in found]
    lines = [
        f"{each.name}: {size_words(each.bytes)}" + (f" of {size_words(each.of)}, not complete" if each.of else "")
        for each in found
    ]
    return {"students": fields}, "\n".join(lines) or "None."


@command(students, "remove")
@click.argument("name")
def remove(name: str) -> tuple[dict[str, Any], str]:
    """Remove a student's files from this computer. Projects and what was trained stay as they are."""
    freed = remove_student(name)
    return {"freed_bytes": freed}, f"Removed {name}: {size_words(freed)} are free again."


@command(students, "set-token")
def set_token() -> tuple[dict[str, Any], str]:
    """Keep a token of the model hub in the system's keyring, for models behind a gate. It is asked for, or read from stdin."""
    name = token_name()
    set_secret(name, read_secret(name).strip().partition("\n")[0])
    return {"secret": name}, f"The token for {hub_address()} is kept in the keyring."
