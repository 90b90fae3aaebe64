"""The commands that look at a project and change it: new, tools, tasks, and doctor."""

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from stillroom.cli.app import ANY_PATH, command, not_built, project_option, stillroom
from stillroom.cli.doctor import examine
from stillroom.conversation import ToolCall, new_id
from stillroom.errors import ProjectError
from stillroom.project import Project
from stillroom.store import Execution, Store
from stillroom.tasks import SAMPLES, make_project, read_tasks
from stillroom.tools import Sandbox, Tool, read_tools, tool_from_json, tool_to_json
from stillroom.work import open_to_write


@command(stillroom, "new")
@click.argument("folder", metavar="DIR", type=ANY_PATH)
@click.option("--sample", type=click.Choice(SAMPLES), help="Begin with a sample's tools and tasks.")
def new(folder: Path, sample: str | None) -> tuple[dict[str, Any], str]:
    """Make a project: a folder that holds everything of one student."""
    with make_project(folder, sample) as project:
        counts = _counts(project.store)
        words = f"Made {project.folder}: {len(project.store.tools())} tools, {_sum(counts)} tasks."
        return {"project": str(project.folder)}, words


@command(stillroom, "doctor")
def doctor() -> tuple[dict[str, Any], str]:
    """Look at this computer: hardware, libraries, keyring, Ollama, disk; what is missing and how to get it."""
    hardware, checks = examine()
    fields = {
        "gpu": hardware.gpu,
        "gpu_memory_gb": hardware.gpu_memory_gb,
        "memory_gb": hardware.memory_gb,
        "cores": hardware.cores,
        "checks": [
            {"name": check.name, "ok": check.ok, "message": check.message, "hint": check.hint} for check in checks
        ],
    }
    words = [
        f"{'ok' if check.ok else '--'}  {check.name}: {check.message}" + (f"\n      {check.hint}" if check.hint else "")
        for check in checks
    ]
    return fields, "\n".join(words)


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


def _tool(store: Store, name: str) -> Tool:
    for tool in store.tools():
        if tool["name"] == name:
            return tool_from_json(tool)
    names = ", ".join(tool["name"] for tool in store.tools()) or "none"
    raise ProjectError("No such tool", f"The project has no tool {name}.", f"It has: {names}.")


@stillroom.group()
def tasks() -> None:
    """What is asked of the agent."""


@command(tasks, "list")
@project_option
def list_tasks(project: Path) -> tuple[dict[str, Any], str]:
    """Count the project's tasks by kind, and by side of the split."""
    with Project.open(project, writer=False) as opened:
        counts = _counts(opened.store)
    lines = [
        f"{kind}: {', '.join(f'{count} {split}' for split, count in sides.items())}" for kind, sides in counts.items()
    ]
    return {"counts": counts}, "\n".join(lines) or "There are no tasks yet."


@command(tasks, "import")
@project_option
@click.argument("file", type=ANY_PATH)
@click.option("--map", "mapping", multiple=True, help="Which column is which field. (Still to come.)")
def import_tasks(project: Path, file: Path, mapping: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Add the tasks of a JSONL file, one JSON object a line; all of them or none."""
    if mapping:
        raise not_built("Mapping columns")
    with open_to_write(project) as opened:
        opened.store.add_tasks(read_tasks(file))
        counts = _counts(opened.store)
    return {"counts": counts, "dropped": {}}, f"The project has {_sum(counts)} tasks now."


def _counts(store: Store) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in store.task_counts():
        counts.setdefault(row["kind"], {})[row["split"]] = row["count"]
    return counts


def _sum(counts: dict[str, dict[str, int]]) -> int:
    return sum(sum(sides.values()) for sides in counts.values())
