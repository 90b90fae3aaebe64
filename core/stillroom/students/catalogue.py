"""The catalogue: small models that are fit to use tools, each with what its makers say of it. The facts are data, in `students.json`.

A fact that was not found at its source is not in it: it is empty, and shown as not known.
"""

from functools import cache

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

    `parameters` as its makers count them, `context` in tokens as they state it; `tool_format` and `good_for` are plain words.
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

    @property
    def download_gb(self) -> float:
        """What its weights take on the disk, 16-bit as on the hub, in GB of 10^9 bytes."""
        return round(2 * self.parameters / 1e9, 2)


@cache
def catalogue() -> tuple[Listed, ...]:
    """All models of the catalogue, the smallest first."""
    models = msgspec.json.decode(resource("students.json").read_bytes(), type=list[Listed])
    return tuple(sorted(models, key=lambda listed: listed.parameters))


def listed(name: str) -> Listed | None:
    """The model of that short name or hub id; None where there is none."""
    return next((model for model in catalogue() if name in (model.name, model.hub)), None)
