"""What could learn, as the page Student knows it: of the catalogue, in the cache, or named by the user."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from stillroom.errors import StillroomError, StudentError
from stillroom.evaluation import Probed
from stillroom.students import (
    SMOLLM2,
    Fit,
    Hardware,
    Kept,
    Licence,
    Listed,
    Shape,
    Student,
    ask_hub,
    catalogue,
    find_student,
    fit,
    is_prepared,
    kept_students,
    listed,
    on_the_hub,
    student_name,
    usual_setting,
)
from stillroom_desktop.words import student_title

Shown = Literal["all", "fits", "here"]
Order = Literal["fit", "size", "probe", "name"]

_LEVELS = {"easily": 0, "tight": 1, "no": 2}


class Candidate(msgspec.Struct, frozen=True):
    """A student that could be chosen, by its `name` as the project keeps it.

    `bytes` are those of its download, or of what lies here. `here`: it can be used as it is. `kept` is what the cache has of it,
    the beginning of a download too. What is not known is None, or "".
    """

    name: str
    title: str
    good_for: str = ""
    tool_format: str = ""
    licence: Licence | None = None
    page: str = ""
    bytes: int | None = None
    parameters: int | None = None
    context: int | None = None
    shape: Shape | None = None
    here: bool = False
    kept: Kept | None = None

    @property
    def begun(self) -> tuple[int, int] | None:
        """How many bytes of how many an unfinished download has."""
        return (self.kept.bytes, self.kept.of) if self.kept and self.kept.of is not None and not self.here else None

    @property
    def is_packed(self) -> bool:
        """Whether its weights lie on this computer, and have only to be brought into the form that training needs."""
        return (
            not self.here and (self.name == SMOLLM2 or self.name.lower().endswith(".gguf")) and not self._is_on_the_hub
        )

    @property
    def is_gone(self) -> bool:
        """Whether it was a folder of the user's that can no longer be used."""
        return not (self.here or self.is_packed or self._is_on_the_hub)

    @property
    def _is_on_the_hub(self) -> bool:
        return on_the_hub(self.name) is not None

    def fit(self, hardware: Hardware | None) -> Fit | None:
        """Whether it can be trained on this computer; None where that cannot be told yet."""
        if self.shape is None or hardware is None:
            return None
        return fit(self.shape, usual_setting(hardware), hardware)


def of_catalogue() -> list[Candidate]:
    """What is known without looking at the disk."""
    return [_listed(model, here=False, kept=None) for model in catalogue()]


def look_around(chosen: str, named: Iterable[Candidate]) -> list[Candidate]:
    """The catalogue, what else is in the cache, the chosen student and those that the user has `named`, each with what lies here.

    This looks at the disk.
    """
    in_cache = {kept.name: kept for kept in kept_students()}
    found = {
        model.name: _listed(
            model, here=is_prepared(model.name), kept=in_cache.pop(model.name, in_cache.pop(model.hub, None))
        )
        for model in catalogue()
    }
    others = {each.name: each for each in named}
    for name in [*others, *in_cache, chosen]:
        if name not in found and not listed(name):
            found[name] = _unlisted(name, others.get(name), in_cache.get(name))
    return list(found.values())


def look_up(given: str) -> Candidate:
    """What the user named: a folder, a GGUF file, or a model on the hub, which is asked for it.

    Raises:
        StillroomError: it is no student, or the hub does not answer.
    """
    name = student_name(given)
    if model := listed(name):
        return _listed(model, here=is_prepared(model.name), kept=None)
    hub = on_the_hub(name)
    if hub is None or is_prepared(name):
        if Path(name).suffix.lower() != ".gguf" or is_prepared(name):
            find_student(name)  # says what is wrong with it
        elif not Path(name).is_file():
            raise StudentError("No such file", f"There is no file {name}.", "Choose the file, or correct its path.")
        return _unlisted(name, None, None)
    offer = ask_hub(hub)
    licence = Licence(offer.licence, "", offer.page, offer.gated or offer.closed, offer.asks)
    return Candidate(name, student_title(name), licence=licence, page=offer.page, bytes=offer.size)


def ordered(
    candidates: Iterable[Candidate], order: Order, hardware: Hardware | None, probes: Mapping[str, Probed]
) -> list[Candidate]:
    """The candidates in an order; those that are alike in it the smallest first. Of those that fit alike, those here come first."""

    def level(candidate: Candidate) -> tuple[int, bool]:
        known = candidate.fit(hardware)
        return _LEVELS[known.level] if known else 1, not (candidate.here or candidate.kept)

    def exact(candidate: Candidate) -> float:
        known = probes.get(candidate.name)
        return -1.0 if known is None or known.exact.value is None else known.exact.value

    by_size = sorted(candidates, key=lambda candidate: candidate.bytes or 0)
    match order:
        case "fit":
            return sorted(by_size, key=level)
        case "probe":
            return sorted(by_size, key=exact, reverse=True)
        case "name":
            return sorted(by_size, key=lambda candidate: candidate.title.casefold())
        case "size":
            return by_size


def is_shown(candidate: Candidate, shown: Shown, text: str, hardware: Hardware | None) -> bool:
    """Whether the filters leave it: `text` stands in its name, its title or its licence."""
    known = candidate.fit(hardware)
    wanted = {"all": True, "fits": known is None or known.level != "no", "here": candidate.here}[shown]
    words = f"{candidate.name} {candidate.title} {candidate.licence.name if candidate.licence else ''}".casefold()
    return wanted and all(word in words for word in text.casefold().split())


def _listed(model: Listed, *, here: bool, kept: Kept | None) -> Candidate:
    return Candidate(
        model.name,
        model.title,
        model.good_for,
        model.tool_format,
        model.licence,
        f"https://huggingface.co/{model.hub}",
        round(model.download_gb * 1e9),
        model.parameters,
        model.context,
        model.shape,
        here,
        kept,
    )


def _unlisted(name: str, before: Candidate | None, kept: Kept | None) -> Candidate:
    """A student that is in no catalogue, with what its files say of it."""
    candidate = before or Candidate(name, student_title(name), bytes=kept.of or kept.bytes if kept else None)
    candidate = msgspec.structs.replace(candidate, here=False, kept=kept)
    try:
        student = find_student(name)
    except StillroomError:
        return candidate
    settings = _settings(student)
    shape = None
    with contextlib.suppress(StillroomError):
        shape = Shape.of_config(settings)
    context = settings.get("text_config", settings).get("max_position_embeddings")
    return msgspec.structs.replace(
        candidate,
        here=True,
        tool_format=student.family.name,
        bytes=sum(file.stat().st_size for file in student.folder.glob("*.safetensors")),
        parameters=shape.parameters if shape else None,
        context=context if isinstance(context, int) else None,
        shape=shape,
    )


def _settings(student: Student) -> dict[str, Any]:
    try:
        settings = json.loads((student.folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def is_the_sample_s(candidate: Candidate) -> bool:
    """Whether it is the student whose weights came in a package, with what has to be said of them."""
    return candidate.name == SMOLLM2
