"""Tasks written by a teacher: what it is asked for, and what of its reply can be a task."""

import contextlib
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec, canonical_json, json_within, new_id, read_json
from stillroom.store import NO_CALL_KINDS, Cell, Execution, Kind, Made, Task, WorkedCall
from stillroom.tasks.coverage import DIFFICULTIES, PERSONAS
from stillroom.tasks.lines import task_id
from stillroom.tools import argument_problem

RunCall = Callable[[ToolCall], Awaitable[Execution]]

State = dict[str, Any]
Steps = tuple[tuple[WorkedCall, ...], ...]

WRITER_PROMPT = """You write realistic requests of users to an assistant that has the tools given. They are for training and testing \
it, so they must vary: in subject, in values, in wording, in length. Write as the persona would, in its own words; never name a tool. \
Every value that a call needs stands in the request, unless the kind says otherwise. Invent all data; no real persons. Where a \
state is given, the tools begin in it, and the requests are about what is in it.

Reply with one JSON object and nothing else:
{"tasks": [{"number": 1, "prompt": "what the user says", "calls": [[{"name": "tool", "arguments": {}}]]}]}
`calls` is what solves the request: a list of steps, each a list of calls that can be made at once; [] where no call is right. \
Arguments are exact, with all that are required and none that the request does not ask for. Where the kind speaks of `then`, that \
stands beside `prompt`: what the user says next."""

_KINDS: dict[Kind, str] = {
    "call": "one call of {tool} solves it",
    "chain": 'two or three steps, {tool} among them; a later call needs what an earlier step returned. In the arguments write "$1" '
    'for the result of the first step, "$1.name" for a field of it',
    "parallel": "one step of two or three calls at once, {tool} among them, of which none needs what another returns",
    "ask_back": "it is for {tool}, but leaves out one thing that {tool} requires and that nobody could guess; right is to ask. `then` "
    "is how the user answers, with that thing and nothing new; `calls` are what is right after that, one call of {tool}",
    "no_tool": "it sounds as if a tool could do it, but none of these tools can; right is to say so: no call",
    "chat": "small talk, or a question that needs no tool: no call",
}
_RESULT_OF = re.compile(r"\$(\d+)(?:\.(\w+))?")


class Draft(msgspec.Struct, frozen=True):
    """A task as a teacher wrote it for a cell. In the calls of a chain stands "$1" for the result of the first step.

    `then` is what the user says once the assistant has asked back; the steps come after it.
    """

    cell: Cell
    prompt: str
    steps: Steps
    then: str = ""


def request(
    cells: Sequence[Cell], tools: Sequence[ToolSpec], there: Sequence[str], state: State | None
) -> list[Message]:
    """Ask for one task for each cell; `there` are prompts that they must not be like, `state` is what stateful tools begin in."""
    wanted = [
        {
            "number": number,
            "kind": _KINDS[cell.kind].format(tool=cell.tool),
            "difficulty": DIFFICULTIES[cell.difficulty],
            "persona": PERSONAS[cell.persona],
        }
        for number, cell in enumerate(cells, start=1)
    ]
    functions = [tool.to_openai()["function"] for tool in tools]
    told = {"tools": functions, "write": wanted, "unlike": list(there)} | ({"state": state} if state else {})
    return [Message("system", WRITER_PROMPT), Message("user", canonical_json(told))]


def read_drafts(text: str, cells: Sequence[Cell]) -> list[Draft | None]:
    """What a reply has for each cell, by the numbers that the request gave them; without a number it is its place."""
    found: dict[int, Draft] = {}
    written = (json_within(text) or {}).get("tasks")
    for place, item in enumerate(written if isinstance(written, list) else [], start=1):
        match item:
            case {"prompt": str(prompt), **rest} if prompt.strip():
                number = rest.get("number", place)
                if isinstance(number, int) and 0 < number <= len(cells):
                    cell = cells[number - 1]
                    with contextlib.suppress(msgspec.ValidationError):
                        then = rest.get("then") if cell.kind == "ask_back" else ""
                        steps = _steps(rest.get("calls"), cell.kind)
                        found[number] = Draft(
                            cell, prompt.strip(), steps, then.strip() if isinstance(then, str) else ""
                        )
    return [found.get(number) for number in range(1, len(cells) + 1)]


def _steps(calls: Any, kind: Kind) -> Steps:
    """The calls as steps. Teachers like to leave the steps out; what the calls are to one another their kind says.

    Raises:
        msgspec.ValidationError: they are no calls.
    """
    if isinstance(calls, list) and all(isinstance(call, dict) for call in calls):
        calls = [calls] if kind == "parallel" else [[call] for call in calls]
    return tuple(filter(None, msgspec.convert(calls or (), Steps)))


def draft_problem(draft: Draft, tools: Sequence[ToolSpec]) -> str:
    """Why a draft is not of its cell's kind, in a few words; "" where it is."""
    kind, sizes = draft.cell.kind, [len(step) for step in draft.steps]
    of_kind = {
        "call": sizes == [1],
        "chain": len(sizes) > 1,
        "parallel": len(sizes) == 1 and sizes[0] > 1,
        "ask_back": bool(draft.then) == bool(sizes),
    }
    if not of_kind.get(kind, not sizes):
        return "not of its kind"
    specs = {tool.name: tool for tool in tools}
    calls = [call for step in draft.steps for call in step]
    if any(call.name not in specs for call in calls):
        return "a tool that is not there"
    if (calls or kind not in NO_CALL_KINDS) and draft.cell.tool not in {call.name for call in calls}:
        return "not about its tool"
    # A result that is still to come fits any type.
    if any(argument_problem(specs[call.name], call.arguments) for call in calls if not _waits(call)):
        return "a call that does not fit its tool"
    return ""


async def worked_solution(draft: Draft, tools: Sequence[ToolSpec], run: RunCall | None) -> Steps | str | None:
    """The draft's calls as they were really made, with the results of earlier ones filled in; or in a few words why not.

    Without `run` nothing is made, and where a call waits for a result the solution stays open: None.
    """
    if run is None:
        return None if any(map(_waits, (call for step in draft.steps for call in step))) else draft.steps
    specs = {tool.name: tool for tool in tools}
    made: list[tuple[WorkedCall, ...]] = []
    results: list[str] = []
    for step in draft.steps:
        filled = tuple(_filled(call, results, specs[call.name]) for call in step)
        done = [await run(ToolCall(new_id("call"), call.name, call.arguments)) for call in filled]
        if not all(execution.ok for execution in done):
            return "a call that failed when it was made"
        made.append(filled)
        results.append(done[0].result)
    return tuple(made)


def made_task(draft: Draft, solution: Steps | None, state: State | None, run: str) -> Task:
    """A draft as a task; its worked solution is what is expected of whoever solves it."""
    prompt = (draft.prompt, draft.then) if draft.then else draft.prompt
    turn_steps = (0, len(solution)) if draft.then and solution is not None else ()
    return Task(
        task_id(prompt, state),
        prompt,
        draft.cell.kind,
        initial_state=state,
        solution=solution,
        turn_steps=turn_steps,
        made=Made(run, draft.cell),
    )


def _waits(call: WorkedCall) -> bool:
    return any(isinstance(value, str) and _RESULT_OF.fullmatch(value) for value in call.arguments.values())


def _filled(call: WorkedCall, results: Sequence[str], spec: ToolSpec) -> WorkedCall:
    """The call with the results of earlier steps in its arguments: as text, or where that does not fit as the JSON that it is."""
    texts = {name: _result(value, results) for name, value in call.arguments.items()}
    if not argument_problem(spec, texts):
        return WorkedCall(call.name, texts)
    values = {name: _json(value) if value != call.arguments[name] else value for name, value in texts.items()}
    return WorkedCall(call.name, values)


def _result(value: Any, results: Sequence[str]) -> Any:
    found = _RESULT_OF.fullmatch(value) if isinstance(value, str) else None
    if not found or not 0 < int(found[1]) <= len(results):
        return value
    result = results[int(found[1]) - 1]
    if found[2] is None:
        return result
    whole = _json(result)
    part = whole.get(found[2], value) if isinstance(whole, dict) else value
    return part if isinstance(part, str) else canonical_json(part)


def _json(text: Any) -> Any:
    try:
        return read_json(text)
    except (TypeError, ValueError):
        return text
