"""The parts of the command line's contract that are still to come: each says so and exits with 1."""

import click

from stillroom.cli.app import not_built, stillroom
from stillroom.cli.exports import export

_LATER: tuple[tuple[click.Group, str, str], ...] = (
    (stillroom, "serve", "An OpenAI-compatible endpoint on this computer."),
    (stillroom, "cycle", "Teach, train and score in rounds."),
    (stillroom, "compare", "Methods over the same tasks."),
    (export, "pi", "Onto a Raspberry Pi."),
)


def add_later_commands() -> None:
    """Give each command that is still to come its place."""
    for group, name, sentence in _LATER:
        _add(group, name, sentence)


def _add(group: click.Group, name: str, sentence: str) -> None:
    sentence = f"{sentence} (Still to come.)"

    @group.command(name, help=sentence, short_help=sentence, context_settings={"ignore_unknown_options": True})
    @click.argument("words", nargs=-1, type=click.UNPROCESSED)
    def later(words: tuple[str, ...]) -> None:  # noqa: ARG001 - whatever is asked of it
        raise not_built(f"`{group.name} {name}`" if group is not stillroom else f"`{name}`")
