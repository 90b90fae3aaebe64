"""The commands about teachers: who they are, their keys, what they cost, and whether they answer."""

import asyncio
from pathlib import Path
from typing import Any

import click
import msgspec

from stillroom.cli.app import command, project_option, stillroom, usage
from stillroom.cli.output import counted
from stillroom.cli.typed import Number, read_secret
from stillroom.errors import KnownError
from stillroom.project import Project
from stillroom.secrets import set_secret
from stillroom.teacher import (
    PROVIDERS,
    Price,
    Teacher,
    check,
    find_teacher,
    forget_teacher,
    keep_teacher,
    offered_models,
    price_of,
    provider_at,
    read_teachers,
    try_teacher,
)

_PROVIDERS = click.Choice([provider.name for provider in PROVIDERS])


@stillroom.group()
def teachers() -> None:
    """Models that teach: providers, keys and prices."""


@command(teachers, "list")
def list_teachers() -> tuple[dict[str, Any], str]:
    """List your teachers, and the providers to choose from."""
    known = read_teachers()
    fields = {
        "teachers": [_fields(teacher) for teacher in known],
        "providers": [{"name": each.name, "title": each.title, "base_url": each.base_url} for each in PROVIDERS],
    }
    lines = [
        f"{teacher.name}: {teacher.model} at {teacher.address}, {_in_words(price_of(teacher))}" for teacher in known
    ]
    lines.append("worked-solutions: plays the tasks' own solutions; a script, not a model")
    return fields, "\n".join(lines)


@command(teachers, "add")
@click.argument("name")
@click.option(
    "--provider", type=_PROVIDERS, help="Who offers the model; by default the one that NAME or --base-url says."
)
@click.option("--model", required=True, help="The model, as the provider names it.")
@click.option("--base-url", default="", help="The server's address, where it is not the provider's own.")
@click.option("--key", default="", help="The name of its key in the keyring; the provider's by default.")
@click.option("--api-key-env", "key_env", default="", help="The environment variable that holds its key instead.")
@click.option("--max-tokens", type=click.IntRange(1), default=None, help="The longest reply, thoughts included.")
@click.option("--temperature", type=Number(0, 2), help="Left to the model by default; many take none.")
def add(
    name: str,
    provider: str | None,
    model: str,
    base_url: str,
    key: str,
    key_env: str,
    max_tokens: int | None,
    temperature: float | None,
) -> tuple[dict[str, Any], str]:
    """Add a teacher; one of the same name is replaced. Its key is kept with: stillroom teachers set-key NAME"""
    if provider is None and not base_url and name not in _PROVIDERS.choices:
        raise click.UsageError(
            f"{name} is no provider. Say who offers {model} with --provider, or give a server's address with --base-url."
        )
    if provider is None:
        provider = name if name in _PROVIDERS.choices else provider_at(base_url).name
    teacher = Teacher(name, provider, model, base_url, key, key_env, temperature=temperature)
    if max_tokens is not None:
        teacher = msgspec.structs.replace(teacher, max_tokens=max_tokens)
    with usage():
        check(teacher)
    keep_teacher(teacher)
    missing = teacher.secret and not teacher.has_key
    more = f"\nIts key is still missing: stillroom teachers set-key {name}" if missing else ""
    return {"teachers": [_fields(teacher)]}, f"Added {name}: {model} at {teacher.address}.{more}"


@command(teachers, "remove")
@click.argument("name")
def remove(name: str) -> tuple[dict[str, Any], str]:
    """Remove a teacher. Its key stays in the keyring."""
    forget_teacher(name)
    return {"teachers": [_fields(teacher) for teacher in read_teachers()]}, f"Removed {name}."


@command(teachers, "set-key")
@click.argument("name")
def set_key(name: str) -> tuple[dict[str, Any], str]:
    """Keep the key of a teacher, or of a provider, in the system's keyring. It is asked for, or read from stdin."""
    teacher = next((each for each in read_teachers() if each.name == name), None)
    keys = [provider.key for provider in PROVIDERS if provider.key]
    if teacher is None and name not in keys:
        raise KnownError(
            "No such teacher", f"There is no teacher {name}, and no such provider.", f"Providers: {', '.join(keys)}."
        )
    secret = (teacher.key or teacher.offered_by.key if teacher else "") or name
    set_secret(secret, read_secret(secret).strip().partition("\n")[0])
    if teacher:
        keep_teacher(msgspec.structs.replace(teacher, key=secret, key_env=""))
    return {"key": secret}, f"The key {secret} is kept in the keyring."


@command(teachers, "test")
@click.argument("name")
def test(name: str) -> tuple[dict[str, Any], str]:
    """Ask a teacher for one small tool call, and say what is wrong if it makes none. It costs a few hundred tokens."""
    teacher = find_teacher(name)
    usage = asyncio.run(try_teacher(teacher)).usage
    price = price_of(teacher)
    fields = {
        "latency": round(usage.seconds, 3),
        "model": teacher.model,
        "tokens": usage.prompt_tokens + usage.completion_tokens,
        "cost_usd": price.cost(usage) if price else None,
    }
    return fields, f"{teacher.model} called the tool after {usage.seconds:.2f} s."


@command(teachers, "models")
@click.argument("name")
def models(name: str) -> tuple[dict[str, Any], str]:
    """List the models that a teacher's server offers."""
    names = asyncio.run(offered_models(find_teacher(name)))
    return {"models": names}, "\n".join(names)


@command(teachers, "price")
@click.argument("name")
@click.option("--input", "read", type=Number(0), help="US dollars for a million tokens read.")
@click.option("--output", "written", type=Number(0), help="US dollars for a million tokens written.")
@click.option("--list", "listed", is_flag=True, help="Use the list price again.")
def price(name: str, read: float | None, written: float | None, listed: bool) -> tuple[dict[str, Any], str]:
    """Show what a teacher costs, or say it, where the list is wrong or does not have it."""
    if (read is None) != (written is None) or (listed and read is not None):
        raise click.UsageError("Give --input and --output together, or --list.")
    teacher = find_teacher(name)
    if listed or read is not None:
        own = None if read is None or written is None else Price(read, written)
        teacher = msgspec.structs.replace(teacher, price=own)
        keep_teacher(teacher)
    return {"teachers": [_fields(teacher)]}, f"{name}: {_in_words(price_of(teacher))}"


@command(teachers, "spent")
@project_option
def spent(project: Path) -> tuple[dict[str, Any], str]:
    """Show what the project's calls to providers took and cost: by purpose and model, the dearest first."""
    with Project.open(project, writer=False) as opened:
        rows = opened.store.spent()
    fields = {"spent": msgspec.to_builtins(rows), "cost_usd": round(sum(row.cost_usd for row in rows), 6)}
    lines = [
        f"{row.purpose}, {row.model}: {counted(row.calls, 'calls')}, {row.prompt_tokens + row.completion_tokens:,} tokens, {row.cost_usd:.4f} USD"
        + (f" and {counted(row.unpriced, 'calls')} whose price is not known" if row.unpriced else "")
        for row in rows
    ]
    return fields, "\n".join(lines) or "Nothing was spent yet."


def _fields(teacher: Teacher) -> dict[str, Any]:
    found = price_of(teacher)
    return {
        "name": teacher.name,
        "provider": teacher.provider,
        "model": teacher.model,
        "base_url": teacher.address,
        "key": teacher.secret,
        "has_key": teacher.has_key,
        "price": {"input": found.input, "output": found.output, "own": teacher.price is not None} if found else None,
    }


def _in_words(price: Price | None) -> str:
    if price is None:
        return "price not known"
    if not (price.input or price.output):
        return "free"
    return f"{price.input:g} USD for a million tokens read, {price.output:g} USD written"
