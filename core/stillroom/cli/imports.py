"""The command `tools import`: tools from Python, OpenAPI, MCP or JSON schemas."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, project_option, usage
from stillroom.cli.tools import pairs, remarks, tools
from stillroom.project import Project
from stillroom.tools import HttpRequest, Tool, tool_to_json
from stillroom.tools.importers import (
    Imported,
    add_tools,
    import_mcp,
    import_openapi,
    import_python,
    import_schemas,
    server_from,
    split_target,
)
from stillroom.tools.placeholders import check_secret_name, secrets_in
from stillroom.work import open_to_write


@tools.group("import")
def imports() -> None:
    """Tools from Python, OpenAPI, MCP or JSON schemas."""


def _import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What every kind of import takes beside where it reads."""
    for option in (
        click.option("--show", is_flag=True, help="Only show what each would become; nothing is added."),
        click.option("--replace", is_flag=True, help="Replace tools of the same names."),
        click.option("--choose", multiple=True, metavar="NAME", help="Take this tool alone. May be repeated."),
        project_option,
    ):
        function = option(function)
    return function


@command(imports, "python")
@_import_options
@click.argument("target", metavar="PATH[:NAME]")
def from_python(target: str, **options: Any) -> tuple[dict[str, Any], str]:
    """Functions of a Python file or module as tools, a class as a set of tools that share a state. The file is read, not run."""
    path, name = split_target(target)
    return _import(import_python(path, name), **options)


@command(imports, "openapi")
@_import_options
@click.option(
    "--server", default="", metavar="URL", help="Where the service is, instead of the document's first server."
)
@click.option(
    "--secret",
    "secrets",
    multiple=True,
    metavar="[SCHEME=]NAME",
    help="The secret's name in the keyring, for one security scheme of the document or for any.",
)
@click.argument("where", metavar="PATH_OR_URL")
def from_openapi(where: str, server: str, secrets: tuple[str, ...], **options: Any) -> tuple[dict[str, Any], str]:
    """Operations of an OpenAPI 3.0 or 3.1 document as HTTP requests."""
    named = {scheme: name for scheme, _, name in (each.rpartition("=") for each in secrets)}
    with usage():
        for name in named.values():
            check_secret_name(name)
    return _import(import_openapi(where, server, named), **options)


@command(imports, "mcp")
@_import_options
@click.option("--env", multiple=True, metavar="NAME=VALUE", help="For a local server. VALUE may hold {secret:NAME}.")
@click.option(
    "--header", multiple=True, metavar="NAME=VALUE", help="For a remote server. VALUE may hold {secret:NAME}."
)
@click.argument("target", metavar="COMMAND_OR_URL")
def from_mcp(target: str, env: tuple[str, ...], header: tuple[str, ...], **options: Any) -> tuple[dict[str, Any], str]:
    """Tools of an MCP server: of a local one that COMMAND starts (in quotation marks), or a remote one at a URL."""
    server = server_from(target, pairs("--env", env), pairs("--header", header))
    if server.url and env:
        raise click.UsageError("--env is for a local server, which a command starts; a remote one takes --header.")
    if server.command and header:
        raise click.UsageError("--header is for a remote server, at a URL; a local one takes --env.")
    return _import(asyncio.run(import_mcp(server)), **options)


@command(imports, "schema")
@_import_options
@click.argument("file", type=ANY_PATH)
def from_schemas(file: Path, **options: Any) -> tuple[dict[str, Any], str]:
    """Schemas of OpenAI, LangChain, Ollama, Anthropic or BFCL as tools whose implementation is still to be attached."""
    return _import(import_schemas(file), **options)


def _import(
    found: Imported, project: Path, choose: tuple[str, ...], *, replace: bool, show: bool
) -> tuple[dict[str, Any], str]:
    taken = found.chosen(choose)
    if show:
        Project.open(project, writer=False).close()
    else:
        with open_to_write(project) as opened:
            opened.store.set_tools(add_tools(opened.store.tools(), taken.tools, replace=replace))
    names = [tool.name for tool in taken.tools]
    secrets = secrets_in([tool_to_json(tool)["implementation"] for tool in taken.tools])
    fields = {
        "imported": [] if show else names,
        "skipped": [remark._asdict() for remark in taken.skipped],
        "notes": [remark._asdict() for remark in taken.notes],
        "secrets": secrets,
        "tools": [tool_to_json(tool) for tool in taken.tools],
    }
    words = (
        list(map(_in_words, taken.tools))
        if show
        else [f"Imported {', '.join(names)}." if names else "Nothing was imported."]
    )
    words += [f"They need the secret {name}; keep it with: stillroom tools secret {name}" for name in secrets]
    return fields, "\n".join([*words, *remarks(taken)])


def _in_words(tool: Tool) -> str:
    code = tool.implementation
    request = f"\n    {code.method} {code.url}" if isinstance(code, HttpRequest) else ""
    return f"{tool.name}({', '.join(tool.parameters['properties'])}): {tool.description}{request}"
