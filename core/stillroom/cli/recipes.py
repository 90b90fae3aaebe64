"""What a training is asked for on the command line: who learns, what, and by which recipe."""

from collections.abc import Callable
from typing import Any, get_args

import click

from stillroom.cli.app import usage
from stillroom.cli.students import STUDENT
from stillroom.store import Method
from stillroom.training import EXPLAINED, PRESETS, Preset, Recipe, make_recipe

METHODS = click.Choice(get_args(Method))


def asks_a_recipe(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a training: the function gets `student`, `preset`, `method` and `changes`, which `recipe_of` puts together."""
    options = (
        click.option("--student", help=f"Who learns: {STUDENT}."),
        click.option(
            "--preset",
            type=click.Choice(list(PRESETS)),
            default="balanced",
            show_default=True,
            help=" ".join(f"{preset}: {words}" for preset, words in EXPLAINED.items()),
        ),
        click.option(
            "--method",
            type=METHODS,
            default="agent",
            show_default=True,
            help="What the student learns: how to use the tools, or (cot) a chain of thought without them.",
        ),
        click.option(
            "--set",
            "changes",
            metavar="KEY=VALUE",
            multiple=True,
            help=f"Change one setting of the recipe, for example epochs=3. There are {', '.join(Recipe.__struct_fields__)}.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def recipe_of(preset: Preset, changes: tuple[str, ...]) -> Recipe:
    """A preset with the changes that were asked for.

    Raises:
        click.UsageError: a change is none, or does not fit.
    """
    changed = dict(_split(change) for change in changes)
    with usage():
        return make_recipe(preset, changed)


def _split(change: str) -> tuple[str, str]:
    name, mark, value = change.partition("=")
    if not mark:
        raise click.UsageError(f"--set takes KEY=VALUE, not {change}.")
    return name, value
