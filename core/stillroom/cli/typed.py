"""What a user types or pipes in: text, and secrets, which are not shown."""

import sys

import click


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
