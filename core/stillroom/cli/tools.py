"""The command `tools`: a project's tools, and where they come from and go to."""

import asyncio
import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, project_option, stillroom
from stillroom.conversation import ToolCall, new_id
from stillroom.errors import KnownError, ProjectError, from_os_error
from stillroom.project import Project
from stillroom.secrets import delete_secret, set_secret
from stillroom.store import Execution, Store
from stillroom.tools import Sandbox, Tool, read_tools, tool_from_json, tool_to_json
from stillroom.tools.importers import (
    Imported,
    add_tools,
    import_mcp,
    import_openapi,
    import_python,
    import_schemas,
    server_from,
    split_target,
    to_openai,
    to_python,
)
from stillroom.tools.placeholders import secrets_in
from stillroom.work import open_to_write


@stillroom.group()
def tools() -> None:
    """What the agent may do."""


@command(tools, "list")
@project_option
def list_tools(project: Path) -> tuple[dict[str, Any], str]:
    """List the project's tools."""
    with Project.open(project, writer=False) as opened:
        written = opened.store.tools()
    return {"tools": written}, "\n".join(
        f"{tool['name']}: {tool['description']}" for tool in written
    ) or "There are no tools yet."


@command(tools, "show")
@project_option
@click.argument("name")
def show(project: Path, name: str) -> tuple[dict[str, Any], str]:
    """Show one tool whole."""
    with Project.open(project, writer=False) as opened:
        tool = tool_to_json(_tool(opened.store, name))
    return {"tools": [tool]}, json.dumps(tool, ensure_ascii=False, indent=2)


@command(tools, "add")
@project_option
@click.argument("file", type=ANY_PATH)
def add(project: Path, file: Path) -> tuple[dict[str, Any], str]:
    """Add the tools of a JSON file; one of the same name is replaced."""
    added = [tool_to_json(tool) for tool in read_tools(file)]
    names = [tool["name"] for tool in added]
    with open_to_write(project) as opened:
        kept = [tool for tool in opened.store.tools() if tool["name"] not in names]
        opened.store.set_tools([*kept, *added])
    return {"tools": added}, f"Added {', '.join(names)}."


@command(tools, "remove")
@project_option
@click.argument("name")
def remove(project: Path, name: str) -> tuple[dict[str, Any], str]:
    """Remove a tool."""
    with open_to_write(project) as opened:
        _tool(opened.store, name)
        kept = [tool for tool in opened.store.tools() if tool["name"] != name]
        opened.store.set_tools(kept)
    return {"tools": kept}, f"Removed {name}."


@command(tools, "test")
@project_option
@click.argument("name")
@click.option("--args", "arguments", default="{}", metavar="JSON", help="The arguments, as a JSON object.")
def test(project: Path, name: str, arguments: str) -> tuple[dict[str, Any], str]:
    """Run a tool once, as an agent would."""
    try:
        values = json.loads(arguments)
    except ValueError as error:
        raise click.UsageError(f"--args is no JSON: {error}.") from error
    if not isinstance(values, dict):
        raise click.UsageError('--args takes a JSON object, for example {"text": "hello"}.')
    with Project.open(project, writer=False) as opened:
        tool = _tool(opened.store, name)
    done = asyncio.run(_run(tool, values))
    return {
        "result": done.result,
        "seconds": round(done.seconds, 4),
        "worked": done.ok,
    }, f"{done.result}\n{done.seconds:.3f} s"


async def _run(tool: Tool, arguments: dict[str, Any]) -> Execution:
    async with Sandbox([tool], workers=1) as sandbox:
        return await sandbox.call(ToolCall(new_id("call"), tool.name, arguments))


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
    """Functions of a Python file or module as tools, a class as a stateful tool set. The file is read, not run."""
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
    server = server_from(target, _pairs("--env", env), _pairs("--header", header))
    return _import(asyncio.run(import_mcp(server)), **options)


def _pairs(option: str, words: tuple[str, ...]) -> dict[str, str]:
    if wrong := [word for word in words if "=" not in word]:
        raise click.UsageError(f"{option} takes NAME=VALUE, not {wrong[0]}.")
    return {name: value for name, _, value in (word.partition("=") for word in words)}


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
    lines = [f"{tool.name}({', '.join(tool.parameters['properties'])}): {tool.description}" for tool in taken.tools]
    words = lines if show else [f"Imported {', '.join(names)}." if names else "Nothing was imported."]
    words += [f"They need the secret {name}; keep it with: stillroom tools secret {name}" for name in secrets]
    words += [f"Skipped {remark.name}: {remark.reason}" for remark in taken.skipped]
    words += [f"{remark.name}: {remark.reason}" for remark in taken.notes]
    return fields, "\n".join(words)


@command(tools, "export")
@project_option
@click.option("--choose", multiple=True, metavar="NAME", help="Take this tool alone. May be repeated.")
@click.option("--replace", is_flag=True, help="Write over OUT if it is there.")
@click.argument("out", metavar="OUT.json|OUT.py", type=ANY_PATH)
def export_tools(project: Path, choose: tuple[str, ...], replace: bool, out: Path) -> tuple[dict[str, Any], str]:
    """The tools for other programs: as JSON for OpenAI, LangChain and Ollama, or as one Python module."""
    if out.suffix not in (".json", ".py"):
        raise click.UsageError("OUT ends in .json, for the tools' schemas, or in .py, for their Python code.")
    with Project.open(project, writer=False) as opened:
        chosen = [_tool(opened.store, name) for name in choose] or list(map(tool_from_json, opened.store.tools()))
    if out.suffix == ".py":
        text, names, skipped, notes = to_python(chosen)
    else:
        text = json.dumps(to_openai(chosen), ensure_ascii=False, indent=2) + "\n"
        names, skipped, notes = tuple(tool.name for tool in chosen), (), ()
    try:
        with out.open("w" if replace else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise KnownError("The file is there", f"{out} exists.", "Choose another name, or add --replace.") from error
    except OSError as error:
        raise from_os_error(error, out) from error
    fields = {
        "exported": list(names),
        "skipped": [remark._asdict() for remark in skipped],
        "notes": [remark._asdict() for remark in notes],
        "file": str(out),
    }
    words = [f"Wrote {len(names)} tools to {out}."]
    words += [f"Skipped {remark.name}: {remark.reason}" for remark in skipped]
    words += [f"{remark.name}: {remark.reason}" for remark in notes]
    return fields, "\n".join(words)


@command(tools, "secret")
@click.option("--remove", is_flag=True, help="Forget it.")
@click.argument("name")
def secret(name: str, remove: bool) -> tuple[dict[str, Any], str]:
    """Keep a secret in the system's keyring, as a tool's {secret:NAME} asks for it. Its value is read from the terminal, or stdin."""
    if remove:
        delete_secret(name)
        return {"secret": name}, f"Forgot {name}."
    value = getpass.getpass(f"{name}: ", stream=sys.stderr) if sys.stdin.isatty() else sys.stdin.read()
    set_secret(name, value)
    return {"secret": name}, f"Kept {name} in the keyring."


def _tool(store: Store, name: str) -> Tool:
    for tool in store.tools():
        if tool["name"] == name:
            return tool_from_json(tool)
    names = ", ".join(tool["name"] for tool in store.tools()) or "none"
    raise ProjectError("No such tool", f"The project has no tool {name}.", f"It has: {names}.")
