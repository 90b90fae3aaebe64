"""The job `draft_tool`: from one sentence a teacher drafts a tool with three calls of it. Nothing of the draft runs here."""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import closing
from typing import Any

import msgspec

from stillroom.conversation import Message, ToolSpec, canonical_json, json_within
from stillroom.errors import KnownError, ToolError
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Note, Spending, Stage, Waits, in_turn, with_notes
from stillroom.models import ChatModel
from stillroom.teacher import Ledger, Teacher, on_this_computer, open_teacher
from stillroom.tools.arguments import argument_problem
from stillroom.tools.reading import tool_from_json
from stillroom.tools.tool import tool_to_json

EXAMPLES = 3
_TRIES = 2

DRAFT_PROMPT = """You write a tool for an assistant that calls functions: one Python function, and what a model is told of it. \
You get a sentence that says what the tool is to do, and the names of the tools that there are already. Call keep_tool with it, once:

- name: in snake_case, and none of those there are; the function has it too.
- description: one or two sentences that say what goes in, what comes out, and when to use it.
- parameters: a JSON Schema of type object, with properties, each with its type and description, and required.
- code: one module for Python 3.11 with the standard library alone and all its imports. The function takes the parameters by name, and \
returns text or what JSON can hold. It runs in a sandbox. It raises ValueError, with words that a model can act on, where the arguments \
cannot be right.
- changes: whether it changes something, rather than only reading. network: whether it needs the network.
- examples: the arguments of three calls, as objects; they differ, fit the parameters and show what the tool is for."""

KEEP = ToolSpec(
    "keep_tool",
    "Keeps the drafted tool, for a person to look at.",
    {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "description": {"type": "string"},
            "parameters": {"type": "object"},
            "code": {"type": "string"},
            "changes": {"type": "boolean"},
            "network": {"type": "boolean"},
            "examples": {"type": "array", "items": {"type": "object"}},
        },
        "required": ["name", "description", "parameters", "code", "examples"],
    },
)


class DraftParams(msgspec.Struct, frozen=True):
    """`sentence`: what the tool is to do, in the user's words. `budget`: in US dollars, for this run."""

    sentence: str
    teacher: Teacher
    budget: float | None = None


class Draft(msgspec.Struct, frozen=True):
    """A tool as a project keeps it, and the arguments of calls that show what it is for."""

    tool: dict[str, Any]
    examples: tuple[dict[str, Any], ...]


def draft_tool(context: JobContext, params: DraftParams) -> Iterator[Event]:
    """Let a teacher draft a tool. The project's tools stay as they are: the draft is what the run comes to."""
    taken = [tool["name"] for tool in context.project.store.tools()]
    ledger = Ledger(context.project.store, context.run, params.budget)
    notes: asyncio.Queue[Waits] = asyncio.Queue()
    teacher = open_teacher(params.teacher, ledger, "draft", at_once=1, stop=context.stop, tell=notes.put_nowait)
    yield Note(f"Teacher: {teacher.name}.")
    if not on_this_computer(params.teacher.address):
        yield Note(f"To {params.teacher.address} go your sentence and the names of your tools. {params.teacher.terms}")
    yield Stage("Drafting the tool")
    started = time.monotonic()

    async def drafted() -> AsyncGenerator[Draft, None]:
        async with teacher:
            yield await write_draft(teacher, params.sentence, taken)

    draft = None
    with closing(in_turn(with_notes(drafted(), notes, context.stop))) as items:
        for item in items:
            if isinstance(item, Draft):
                draft = item
            else:
                yield item
    yield Spending(ledger.cost, ledger.tokens)
    if draft is None:
        yield Cancelled("Stopped before the draft was there.")
        return
    yield Finished(
        msgspec.to_builtins(draft)
        | {
            "cost_usd": ledger.cost,
            "tokens": ledger.tokens,
            "seconds": round(time.monotonic() - started, 2),
            "teacher": teacher.name,
        }
    )


async def write_draft(model: ChatModel, sentence: str, taken: Sequence[str]) -> Draft:
    """Ask for a draft; one that cannot be used is sent back once, with what is wrong.

    Raises:
        KnownError: the model cannot be asked, or what it wrote cannot be used.
    """
    told = canonical_json({"sentence": sentence, "there": list(taken)})
    messages = [Message("system", DRAFT_PROMPT), Message("user", told)]
    problem = ""
    for _ in range(_TRIES):
        reply = await model.reply(messages, [KEEP])
        call = next((call for call in reply.message.tool_calls if call.name == KEEP.name), None)
        # Some models write the object instead of calling the function with it.
        written = call.arguments if call else json_within(reply.message.content) or {}
        draft = read_draft(written, taken)
        if isinstance(draft, Draft):
            return draft
        problem = draft
        messages.append(reply.message)
        if reply.message.tool_calls:
            messages += [
                Message("tool", f"Error: {problem}", tool_call_id=each.id, name=each.name)
                for each in reply.message.tool_calls
            ]
        else:
            messages.append(Message("user", f"{problem} Call keep_tool with the whole tool."))
    raise KnownError(
        "The draft cannot be used",
        f"{model.name} wrote a tool that cannot be used, and again after it was told why: {problem}",
        "Say in more words what the tool gets and what it returns, or choose a larger model.",
    )


def read_draft(written: dict[str, Any], taken: Sequence[str]) -> Draft | str:
    """What a model wrote as a draft, or what is wrong with it, in words that it can act on."""
    if not written:
        return "There was no tool."
    name, code = written.get("name"), written.get("code")
    if name in taken:
        return f"There is a tool {name} already."
    try:
        tool = tool_from_json(
            {
                "name": name,
                "description": written.get("description"),
                "parameters": written.get("parameters"),
                "implementation": {"kind": "python", "source": code, "entry": name},
                "effects": "changes" if written.get("changes") is True else "reads",
                "network": written.get("network") is True,
            }
        )
    except ToolError as error:
        return f"{error.message} {error.hint}"
    examples = written.get("examples")
    if not isinstance(examples, list) or len(examples) < EXAMPLES:
        return "It has to have three calls as examples."
    for example in examples[:EXAMPLES]:
        if problem := argument_problem(tool.spec, example):
            return f"One of the calls does not fit: {problem}"
    return Draft(tool_to_json(tool), tuple(examples[:EXAMPLES]))
