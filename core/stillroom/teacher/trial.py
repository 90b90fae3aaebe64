"""A real small call with a tool: what the button "test" and `teachers test` make, to say what is wrong before anything is paid for."""

from stillroom.conversation import Message, ToolSpec
from stillroom.models import Reply
from stillroom.teacher.api import open_client
from stillroom.teacher.failures import CallError
from stillroom.teacher.teachers import Teacher

_TOOL = ToolSpec(
    "read_thermometer",
    "Reads the thermometer of a room.",
    {
        "type": "object",
        "properties": {"room": {"type": "string", "description": "The room."}},
        "required": ["room"],
    },
)
_QUESTION = [Message("user", "How warm is it in the cellar? Call the tool read_thermometer to find out.")]


async def try_teacher(teacher: Teacher) -> Reply:
    """Ask a teacher for one tool call, with one try; `usage.seconds` of the reply says how long it took.

    Raises:
        KnownError: what is wrong: no or a wrong key, no credit, no such model, no network, no tool calling.
    """
    client = open_client(teacher)
    try:
        reply = (await client.ask(_QUESTION, [_TOOL])).reply
    finally:
        await client.close()
    if not any(call.name == _TOOL.name for call in reply.message.tool_calls):
        said = reply.problem or f"It said: {reply.message.content[:200] or 'nothing'}"
        raise CallError(
            "No tool calling",
            f"{teacher.model} at {teacher.address} was asked for a tool call, and made none. {said}",
            "Choose a model that calls tools; some servers have to be started with it switched on.",
            scope="run",
        )
    return reply


async def offered_models(teacher: Teacher, key: str | None = None) -> list[str]:
    """The models that a teacher's server offers, asked with its key, or with one that is not kept yet.

    Raises:
        KnownError: it cannot be asked.
    """
    client = open_client(teacher, key)
    try:
        return await client.models()
    finally:
        await client.close()
