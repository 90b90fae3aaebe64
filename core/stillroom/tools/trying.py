"""A tool tried once by a person, and which tools have run well as they are: one that never did is marked so."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from stillroom.conversation import ToolCall, new_id
from stillroom.store import Execution, Store
from stillroom.tools.environment import needed_environment, tool_environment
from stillroom.tools.sandbox import Sandbox, State
from stillroom.tools.tool import Tool

RAN = "tools_ran"
"""The fact of a project that holds `tools_that_ran`."""


class Tried(msgspec.Struct, frozen=True):
    """What came of a call, and the state of a stateful tool set after one that is ok; `unenforced` is that of the sandbox."""

    execution: Execution
    state: State
    unenforced: tuple[str, ...] = ()


async def try_once(
    tool: Tool, arguments: dict[str, Any], packages: Sequence[str], initial: dict[str, Any] | None = None
) -> Tried:
    """Run one call in a session of its own, with the project's packages if they are installed; many a tool needs none of them.

    Raises:
        ToolError: the tool imports something, and the packages are not installed; or no process can be started.
    """
    environment = tool_environment(packages) if packages else None
    async with Sandbox([tool], workers=1, environment=environment) as sandbox, sandbox.session(initial) as session:
        done = await session.call(ToolCall(new_id("call"), tool.name, arguments))
        if not done.ok and "ModuleNotFoundError" in done.result:
            needed_environment(packages)
        return Tried(done, await session.state() if done.ok else {}, sandbox.unenforced)


def tools_that_ran(store: Store) -> dict[str, str]:
    """What each tool was when it last ran well: `run_digest`, by its name. A project of someone else's may hold anything there."""
    known = store.fact(RAN)
    return known if isinstance(known, dict) else {}


def note_ran(store: Store, written: Iterable[dict[str, Any]]) -> None:
    """Remember that these tools ran well as they are: as the project kept them when the run began."""
    known = tools_that_ran(store)
    ran = known | {tool["name"]: run_digest(tool) for tool in written}
    if ran != known:
        store.set_fact(RAN, ran)


def run_digest(written: dict[str, Any]) -> str:
    """What a run of a tool depends on. Not by `conversation.digest`, which refuses half a surrogate pair: a tool may come from anyone."""
    parts = [written["parameters"], written["implementation"], written.get("network"), written.get("folders")]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
