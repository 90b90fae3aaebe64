"""The commands `students list` and `students fit`: which models could learn, and what they take here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command
from stillroom.cli.recipes import recipe_of
from stillroom.cli.students import students
from stillroom.project import Project
from stillroom.students import (
    CONTEXT,
    Fit,
    Hardware,
    Listed,
    Setting,
    catalogue,
    chosen_student,
    find_student,
    fit,
    is_prepared,
    look,
    shape_of,
    usual_setting,
)
from stillroom.training import PRESETS, Recipe, footprint, project_footprint

_LEVELS = {"easily": "easily", "tight": "just", "no": "no"}


@command(students, "list")
def list_() -> tuple[dict[str, Any], str]:
    """The catalogue: small models fit for tool use, what each takes, and whether it can be trained on this computer.

    Any other model of the hub, a folder or a GGUF file works as well. A gated one asks for an account on the hub.
    """
    hardware = look()
    setting = usual_setting(hardware)
    rows = [(model, fit(model.shape, setting, hardware)) for model in catalogue()]
    return {"students": [_listed(model) | fits(found) for model, found in rows]}, _table(
        ("NAME", "PARAMETERS", "DOWNLOAD", "CONTEXT", "TRAINS IN", "RUNS IN", "FITS", "LICENCE"),
        [
            (
                model.name,
                _short(model.parameters),
                f"{model.download_gb:.1f} GB",
                f"{model.context:,}",
                f"{found.train_gb:.1f} GB",
                f"{found.run_gb:.1f} GB",
                _LEVELS[found.level],
                model.licence.name + (", gated" if model.licence.gated else ""),
            )
            for model, found in rows
        ],
    )


@command(students, "fit")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--project", type=ANY_PATH, help="Reckon with this project's own samples, not with usual ones.")
@click.option(
    "--preset", type=click.Choice(list(PRESETS)), default="balanced", show_default=True, help="How it would be trained."
)
@click.option("--set", "changes", metavar="KEY=VALUE", multiple=True, help="Change one setting of the recipe.")
@click.option(
    "--context",
    type=click.IntRange(1),
    default=CONTEXT,
    show_default=True,
    help="Tokens of a conversation, when it is run.",
)
def fit_(
    names: tuple[str, ...], project: Path | None, preset: Any, changes: tuple[str, ...], context: int
) -> tuple[dict[str, Any], str]:
    """What training and running students takes on this computer, part by part. A NAME may be a folder; without any: the catalogue.

    It is reckoned from a model's size; nothing is downloaded and no model is loaded. Where it was measured, on processors with
    models up to 0.6B, it is within 15 %; on graphics cards it was not measured yet.
    """
    recipe = recipe_of(preset, changes)
    hardware = look()
    setting = _setting(project, recipe, hardware)
    rows = [
        (name, fit(shape_of(name), setting, hardware, context))
        for name in names or [model.name for model in catalogue()]
    ]
    fields = {
        "students": [{"name": name, **fits(found), "parts": found.parts} for name, found in rows],
        "tokens": {"prefix": setting.prefix, "tail": setting.tail, "learned": setting.learned, "context": context},
        "weights": setting.weights,
    }
    words = [
        f"{name}: {_LEVELS[found.level]}. {found.because} Running takes about {found.run_gb:.1f} GB."
        for name, found in rows
    ]
    return fields, "\n".join(words)


def _setting(project: Path | None, recipe: Recipe, hardware: Hardware) -> Setting:
    if project is None:
        return footprint((), recipe, hardware)
    with Project.open(project, writer=False) as opened:
        name = chosen_student(opened.store)
        student = find_student(name) if is_prepared(name) else None
        return project_footprint(opened.store, student, recipe, hardware)


def _listed(model: Listed) -> dict[str, Any]:
    return {
        "name": model.name,
        "title": model.title,
        "hub": model.hub,
        "here": is_prepared(model.name),
        "parameters": model.parameters,
        "download_gb": model.download_gb,
        "context": model.context,
        "family": model.family,
        "tool_format": model.tool_format,
        "good_for": model.good_for,
        "licence": {
            "name": model.licence.name,
            "words": model.licence.words,
            "url": model.licence.url,
            "gated": model.licence.gated,
            "asks": model.licence.asks,
        },
    }


def fits(found: Fit) -> dict[str, Any]:
    """A fit as the contract's fields."""
    return {"fits": found.level, "because": found.because, "train_gb": found.train_gb, "run_gb": found.run_gb}


def _short(parameters: int) -> str:
    return f"{parameters / 1e9:.1f}B" if parameters >= 0.95e9 else f"{parameters / 1e6:.0f}M"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as what is in them; those of figures are flush right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    figures = [all(row[place][:1].isdigit() for row in rows) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if figure else cell.ljust(width)
            for cell, width, figure in zip(row, widths, figures, strict=True)
        ).rstrip()
        for row in (head, *rows)
    )
