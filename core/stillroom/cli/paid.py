"""What commands have in common that ask a teacher, which may cost money."""

import functools
from collections.abc import Callable
from typing import Any

import click
import msgspec

from stillroom.cli.app import usage
from stillroom.cli.typed import Number
from stillroom.teacher import Teacher, find_teacher, teacher_at


def asks_a_teacher(who: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that name a teacher and limit what is paid: the function gets `teacher`, None for none, and `budget`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("--teacher", help=who)
        @click.option("--base-url", help="The address of an OpenAI-compatible server, in place of --teacher.")
        @click.option("--model", help="The model there; with --teacher, in place of its own.")
        @click.option("--api-key-env", help="The environment variable that holds the server's key.")
        @click.option("--budget", type=Number(0), metavar="USD", help="Stop before it costs more US dollars than this.")
        @functools.wraps(function)
        def run(
            teacher: str | None, base_url: str | None, model: str | None, api_key_env: str | None, **options: Any
        ) -> Any:
            return function(teacher=_chosen(teacher, base_url, model, api_key_env), **options)

        return run

    return decorate


def _chosen(name: str | None, base_url: str | None, model: str | None, key_env: str | None) -> Teacher | None:
    """Who teaches; None for the worked solutions."""
    if name and (base_url or key_env):
        raise click.UsageError("Give either --teacher, or --base-url and --model.")
    if name and name != "worked-solutions":
        known = find_teacher(name)
        return msgspec.structs.replace(known, model=model) if model else known
    if base_url is None:
        if model or key_env:
            raise click.UsageError("--model and --api-key-env go with --base-url.")
        return None
    if not model:
        raise click.UsageError("--base-url needs --model: what the server calls its model.")
    with usage():
        teacher = teacher_at(base_url, model, key_env or "")
    teacher.read_key()  # what is no variable's name may be the key itself: it is not to reach a job's spec
    return teacher


def cost_words(dollars: float | None, tokens: int) -> str:
    return f"{tokens:,} tokens, {'price not known' if dollars is None else f'{dollars:.4f} USD'}"
