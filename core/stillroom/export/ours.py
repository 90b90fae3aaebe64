"""Which models in an Ollama are ours: their names, what is kept and what is cleared away, and the job `remove_ollama`.

Whatever an export makes there says so in its licence. Nothing that does not is ever removed.
"""

import hashlib
import platform
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from stillroom.errors import KnownError
from stillroom.export.params import RemoveParams
from stillroom.jobs import Event, Finished, JobContext, Stage
from stillroom.serving.ollama_server import Ollama, OllamaError, Shown

MADE_HERE = "Exported by Stillroom"


class Names(msgspec.Struct, frozen=True):
    """`asked`: with its tag; `candidate`: until it is proved; `previous`: what an earlier model of that name is kept as."""

    asked: str
    candidate: str
    previous: str


def names_of(name: str, project: Path) -> Names:
    """The names of an export. The candidate's tag is the project's own: no two exports of a project run at once."""
    base, tag = _parts(name)
    previous = "previous" if tag == "latest" else f"{tag}-previous"
    return Names(f"{base}:{tag}", f"{base}:{_candidate_tag(project)}", f"{base}:{previous}")


def free_previous(server: Ollama, names: Names) -> str:
    """The name for what is replaced; with a number where a model is kept under it already, so that none is written over."""
    number, free = 1, names.previous
    while server.show(free):
        number += 1
        free = f"{names.previous}-{number}"
    return free


def taken(names: Names, before: Shown, previous: str) -> KnownError:
    """That a model of the name is there, whose it is, and what would be kept of it."""
    whose = "an earlier export of Stillroom" if is_ours(before) else "a model that Stillroom did not make"
    return KnownError(
        "The name is taken",
        f"Ollama has {names.asked} already: {whose}. When it is replaced, it is kept as {previous}.",
        "Choose another name, or say --replace.",
    )


def is_ours(shown: Shown) -> bool:
    return MADE_HERE in shown.license


def clear_abandoned(server: Ollama, project: Path) -> list[str]:
    """Remove what an export of this project left there when it was killed; the names of what was."""
    tag = _candidate_tag(project)
    found = [name for name in server.models() if name.rpartition(":")[2] == tag]
    removed = []
    for name in found:
        shown = server.show(name)
        if shown and is_ours(shown):
            server.delete(name)
            removed.append(name)
    return removed


def forget(server: Ollama, name: str) -> None:
    """Remove what was made on the way; a server that is gone has been spoken of already."""
    with suppress(OllamaError):
        server.delete(name)


def remove_ollama(context: JobContext, params: RemoveParams) -> Iterator[Event]:  # noqa: ARG001 - as every job
    """Remove a model that Stillroom made, if it is still there. What had its name before stays under its tag.

    Raises:
        KnownError: someone else made it, or Ollama cannot be reached.
    """
    base, tag = _parts(params.name)
    name = f"{base}:{tag}"
    yield Stage("Removing the model")
    with Ollama(params.host) as server:
        shown = server.show(name)
        if shown and not is_ours(shown):
            raise KnownError(
                "Not made by Stillroom",
                f"Someone else made {name}.",
                f"If it may go, remove it with: ollama rm {name}",
            )
        server.delete(name)
        yield Finished({"removed": name, "host": server.address, "was_there": shown is not None})


def _parts(name: str) -> tuple[str, str]:
    """A model's name and its tag."""
    if ":" in name.rpartition("/")[2]:
        base, _, tag = name.rpartition(":")
        return base, tag
    return name, "latest"


def _candidate_tag(project: Path) -> str:
    where = f"{platform.node()} {project.resolve()}"
    return f"stillroom-{hashlib.sha256(where.encode()).hexdigest()[:12]}"
