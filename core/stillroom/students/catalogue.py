"""The catalogue: small models that are fit to use tools, each with what its makers say of it. The facts are data, in `students.json`.

Sizes, parameters, contexts and licences are those of their makers' config.json and model card. What was not found there is left out.
"""

from functools import cache
from typing import Any

import msgspec

from stillroom.students.shape import Shape
from stillroom_resources import resource


class Licence(msgspec.Struct, frozen=True):
    """Under which terms a model may be used: the licence's `name`, what it says in plain `words`, and where it stands.

    `gated`: the hub gives the files only to those who have agreed there; `asks` is what it asks for.
    """

    name: str
    words: str
    url: str
    gated: bool = False
    asks: str = ""


class Listed(msgspec.Struct, frozen=True):
    """A model of the catalogue: `name` is its short key, `hub` its id on the hub, `family` how it writes turns (templates).

    `parameters` as its makers count them, `images` of these in a part that reads images, which Stillroom leaves out; `context` in
    tokens as they state it. `tool_format` and `good_for` are plain words.
    """

    name: str
    title: str
    hub: str
    family: str
    shape: Shape
    parameters: int
    context: int
    licence: Licence
    good_for: str
    tool_format: str
    images: int = 0

    @property
    def download_gb(self) -> float:
        """What its weights take on the disk, 16-bit as on the hub, in GB of 10^9 bytes."""
        return round(2 * self.parameters / 1e9, 2)


class _Entry(msgspec.Struct, frozen=True):
    """A model as the file has it: its licence and tool format by their keys there, and the sizes in its config.json."""

    name: str
    title: str
    hub: str
    family: str
    parameters: int
    context: int
    licence: str
    tools: str
    good_for: str
    config: dict[str, Any]
    images: int = 0


class _File(msgspec.Struct, frozen=True):
    licences: dict[str, Licence]
    tool_formats: dict[str, str]
    students: list[_Entry]


@cache
def catalogue() -> tuple[Listed, ...]:
    """All models of the catalogue, the smallest first."""
    file = msgspec.json.decode(resource("students.json").read_bytes(), type=_File)
    return tuple(
        Listed(
            name=entry.name,
            title=entry.title,
            hub=entry.hub,
            family=entry.family,
            shape=Shape.of_config(entry.config),
            parameters=entry.parameters,
            context=entry.context,
            licence=file.licences[entry.licence],
            good_for=entry.good_for,
            tool_format=file.tool_formats[entry.tools],
            images=entry.images,
        )
        for entry in sorted(file.students, key=lambda entry: entry.parameters)
    )


def listed(name: str) -> Listed | None:
    """The model of that short name or hub id; None where there is none."""
    return next((model for model in catalogue() if name in (model.name, model.hub)), None)
