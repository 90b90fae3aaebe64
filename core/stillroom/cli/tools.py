"""The command `tools`: a project's tools, and where they come from and go to."""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, project_option, replace_option, stillroom, usage
from stillroom.cli.output import counted
from stillroom.cli.run import run_job
from stillroom.cli.typed import read_secret
from stillroom.conversation import read_json
from stillroom.errors import KnownError, ProjectError
from stillroom.place import check_free, whole
from stillroom.project import Project
from stillroom.secrets import delete_secret, set_secret
from stillroom.store import Store
from stillroom.tools import (
    PACKAGES,
    Tool,
    advise,
    check_packages,
    make,
    note_ran,
    read_tools,
    stock_tools,
    tool_environment,
    tool_from_json,
    tool_to_json,
    try_once,
)
from stillroom.tools.importers import Exported, Imported, Remark, add_tools, to_json, to_python
from stillroom.tools.placeholders import check_secret_name
from stillroom.work import install_packages, open_to_write

_INSTALL = "stillroom tools packages install"


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


@command(tools, "check")
@project_option
@click.argument("name", required=False)
def check(project: Path, name: str | None) -> tuple[dict[str, Any], str]:
    """Say what a small model is likely to handle badly about the tools, or about one of them."""
    with Project.open(project, writer=False) as opened:
        everyone = list(map(tool_from_json, opened.store.tools()))
        asked = [_tool(opened.store, name)] if name else everyone
    found = [
        (tool.name, advice)
        for tool in asked
        for advice in advise(tool, [each for each in everyone if each.name != tool.name])
    ]
    fields = [{"tool": tool, "level": each.level, "field": each.field, "message": each.text} for tool, each in found]
    words = "\n".join(f"{tool}, {each.field}: {each.text}" for tool, each in found)
    return {"advice": fields}, words or "There is nothing to better."


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
@click.option("--initial-state", default="{}", metavar="JSON", help="What a tool set with a state begins with.")
def test(project: Path, name: str, arguments: str, initial_state: str) -> tuple[dict[str, Any], str]:
    """Run a tool once, as an agent would."""
    values = _object("--args", arguments, '{"text": "hello"}')
    initial = _object("--initial-state", initial_state, '{"count": 3}')
    with Project.open(project, writer=False) as opened:
        tool = _tool(opened.store, name)
        written = next(each for each in opened.store.tools() if each["name"] == name)
        needs = opened.store.fact(PACKAGES, [])
    tried = asyncio.run(try_once(tool, values, needs, initial))
    done = tried.execution
    if done.ok:
        _remember(project, written)
    fields = {
        "result": done.result,
        "seconds": round(done.seconds, 4),
        "worked": done.ok,
        "printed": done.printed,
        "line": done.line,
        "state": tried.state,
    }
    return fields, f"{done.printed}{done.result}\n{done.seconds:.3f} s"


def _object(option: str, text: str, example: str) -> dict[str, Any]:
    try:
        value = read_json(text)
    except ValueError as error:
        raise click.UsageError(f"{option} is no JSON: {error}.") from error
    if not isinstance(value, dict):
        raise click.UsageError(f"{option} takes a JSON object, for example {example}.")
    return value


def _remember(project: Path, written: dict[str, Any]) -> None:
    """Keep that a tool ran well as it is, unless someone else is writing to the project."""
    with contextlib.suppress(KnownError), Project.open(project, writer=True) as opened:
        note_ran(opened.store, [written])


@command(tools, "export")
@project_option
@click.option("--choose", multiple=True, metavar="NAME", help="Take this tool alone. May be repeated.")
@replace_option
@click.argument("out", metavar="OUT.json|OUT.py", type=ANY_PATH)
def export_tools(project: Path, choose: tuple[str, ...], replace: bool, out: Path) -> tuple[dict[str, Any], str]:
    """The tools for other programs: as JSON for OpenAI, LangChain and Ollama, or as one Python module."""
    if out.suffix not in (".json", ".py"):
        raise click.UsageError("OUT ends in .json, for the tools' schemas, or in .py, for their Python code.")
    with Project.open(project, writer=False) as opened:
        chosen = [_tool(opened.store, name) for name in dict.fromkeys(choose)] or list(
            map(tool_from_json, opened.store.tools())
        )
    written = to_python(chosen) if out.suffix == ".py" else to_json(chosen)
    if not replace:
        check_free(out)
    with whole(out, len(written.text)) as unfinished:
        unfinished.write_text(written.text, encoding="utf-8", newline="\n")
    fields = {
        "exported": list(written.names),
        "skipped": [remark._asdict() for remark in written.skipped],
        "notes": [remark._asdict() for remark in written.notes],
        "file": str(out),
    }
    return fields, "\n".join([f"Wrote {counted(len(written.names), 'tools')} to {out}.", *remarks(written)])


@command(tools, "secret")
@click.option("--remove", is_flag=True, help="Forget it.")
@click.argument("name")
def secret(name: str, remove: bool) -> tuple[dict[str, Any], str]:
    """Keep a secret in the system's keyring, as a tool's {secret:NAME} asks for it. Its value is read from the terminal, or stdin."""
    if remove:
        delete_secret(name)
        return {"secret": name}, f"Forgot {name}."
    with usage():
        check_secret_name(name)
    set_secret(name, read_secret(name))
    return {"secret": name}, f"Kept {name} in the keyring."


@tools.group()
def stock() -> None:
    """Ready tools to add to a project, and to change there like any other."""


@command(stock, "list")
def list_stock() -> tuple[dict[str, Any], str]:
    """List the ready tools, with what each asks for."""
    found = stock_tools()
    lines = []
    for each in found:
        asks = "".join(f" --answer {name}=FOLDER" for name, _ in each.asks)
        needs = f" (needs {', '.join(each.packages)})" if each.packages else ""
        lines.append(f"{each.key}{asks}: {each.sentence}{needs}")
    fields = [
        {
            "name": each.key,
            "title": each.title,
            "description": each.sentence,
            "asks": dict(each.asks),
            "packages": list(each.packages),
        }
        for each in found
    ]
    return {"stock": fields}, "\n".join(lines)


@command(stock, "add")
@project_option
@click.option("--answer", "answers", multiple=True, metavar="NAME=FOLDER", help="A folder that the tool asks for.")
@click.option("--replace", is_flag=True, help="Replace tools of the same names.")
@click.argument("name")
def add_stock(project: Path, answers: tuple[str, ...], replace: bool, name: str) -> tuple[dict[str, Any], str]:
    """Add a ready tool to the project, and what it needs to the project's packages."""
    given = pairs("--answer", answers)
    ready = {each.key: each for each in stock_tools()}
    if name not in ready:
        raise click.UsageError(f"There is no stock tool {name}; there are {', '.join(ready)}.")
    asks = dict(ready[name].asks)
    if unknown := [each for each in given if each not in asks]:
        raise click.UsageError(f"{name} does not ask for {unknown[0]}.")
    if missing := [each for each in asks if each not in given]:
        raise click.UsageError(f"{asks[missing[0]]} Say it with --answer {missing[0]}=FOLDER.")
    made = make(name, given)
    needs = ready[name].packages
    with open_to_write(project) as opened:
        opened.store.set_tools(add_tools(opened.store.tools(), made, replace=replace))
        packages = check_packages([*opened.store.fact(PACKAGES, []), *needs])
        opened.store.set_fact(PACKAGES, packages)
    words = f"Added {', '.join(tool.name for tool in made)}."
    words += f"\nThe project needs {', '.join(needs)} now: {_INSTALL}" if needs else ""
    return {"tools": list(map(tool_to_json, made)), "packages": list(packages)}, words


@tools.group()
def packages() -> None:
    """The Python packages that the project's tools need, in an environment of their own."""


@command(packages, "list")
@project_option
def list_packages(project: Path) -> tuple[dict[str, Any], str]:
    """List the packages, and say whether they are installed here."""
    with Project.open(project, writer=False) as opened:
        needs = opened.store.fact(PACKAGES, [])
    return _packages(needs)


@command(packages, "add")
@project_option
@click.argument("names", nargs=-1, required=True, metavar="PACKAGE...")
def add_packages(project: Path, names: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Add packages to the list, as pip takes them: pypdf, or "pypdf>=6". Nothing is installed yet."""
    with usage():
        check_packages(names)
    with open_to_write(project) as opened:
        needs = check_packages([*opened.store.fact(PACKAGES, []), *names])
        opened.store.set_fact(PACKAGES, needs)
    return _packages(needs)


@command(packages, "remove")
@project_option
@click.argument("names", nargs=-1, required=True, metavar="PACKAGE...")
def remove_packages(project: Path, names: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Take packages off the list."""
    with open_to_write(project) as opened:
        needs: list[str] = opened.store.fact(PACKAGES, [])
        if unknown := [name for name in names if name not in needs]:
            raise ProjectError(
                "No such package", f"{unknown[0]} is not on the list.", f"It has: {', '.join(needs) or 'none'}."
            )
        left = [name for name in needs if name not in names]
        opened.store.set_fact(PACKAGES, left)
    return _packages(left)


@command(packages, "install")
@project_option
def install(project: Path) -> tuple[dict[str, Any], str]:
    """Install the packages into an environment of their own in your cache; Stillroom's own stays as it is."""
    with open_to_write(project) as opened:
        result = run_job(install_packages(opened))
    words = (
        f"Installed {', '.join(result['installed'])}."
        if result["packages"]
        else "The project's tools need no packages."
    )
    return result, words


def _packages(needs: Sequence[str]) -> tuple[dict[str, Any], str]:
    installed = not needs or tool_environment(needs) is not None
    words = "\n".join(needs) or "The project's tools need no packages."
    return {
        "packages": list(needs),
        "installed": installed,
    }, words if installed else f"{words}\nNot installed: {_INSTALL}"


def pairs(option: str, words: tuple[str, ...]) -> dict[str, str]:
    """What was given as NAME=VALUE, by name."""
    if wrong := [word for word in words if "=" not in word]:
        raise click.UsageError(f"{option} takes NAME=VALUE, not {wrong[0]}.")
    return {name: value for name, _, value in (word.partition("=") for word in words)}


def remarks(found: Imported | Exported) -> list[str]:
    """What was skipped and what is to be known, a line for each reason."""
    return [f"Skipped {line}" for line in _by_reason(found.skipped)] + _by_reason(found.notes)


def _by_reason(remarks: Sequence[Remark]) -> list[str]:
    names: dict[str, list[str]] = {}
    for remark in remarks:
        names.setdefault(remark.reason, []).append(remark.name)
    return [f"{', '.join(those)}: {reason}" for reason, those in names.items()]


def _tool(store: Store, name: str) -> Tool:
    for tool in store.tools():
        if tool["name"] == name:
            return tool_from_json(tool)
    names = ", ".join(tool["name"] for tool in store.tools()) or "none"
    raise ProjectError("No such tool", f"The project has no tool {name}.", f"It has: {names}.")
