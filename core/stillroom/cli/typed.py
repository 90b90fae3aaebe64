"""What a user types or pipes in: numbers, text, and secrets, which are not shown."""

import math
import sys
from typing import Any

import click


class Number(click.FloatRange):
    """A number within bounds. `nan` is within none: it would pass every comparison, and with it every budget."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        return self.fail(f"{value} is no number.", param, ctx) if math.isnan(number) else number


def read_stdin() -> str:
    """All of stdin.

    Raises:
        UsageError: it is no text.
    """
    try:
        text = sys.stdin.read()
        text.encode()  # in some locales, what is no text is read as halves of surrogate pairs
    except UnicodeError as error:
        raise click.UsageError(f"What is piped in is no text in {sys.stdin.encoding}.") from error
    return text


def read_secret(name: str) -> str:
    """A secret's value: asked for on a terminal, or else all of stdin.

    Raises:
        UsageError: what is piped in is no text.
    """
    return click.prompt(name, hide_input=True, err=True) if sys.stdin.isatty() else read_stdin()
