"""What a teacher thinks first, and what it thinks alone: the first-thought prefix, and chain of thought without tools.

The first-thought prefix is Agent Distillation's (arXiv 2505.17612, section 3.1): the teacher is asked without tools, with a
plain chain-of-thought prompt; the first paragraph of what it says begins its first turn as an agent, and stays in it as an
ordinary thought. It raised the paper's teacher on hard mathematics and made it look up less, so it may be left out for some
families of tasks.
"""

from collections.abc import Sequence

import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.models import ChatModel, Reply
from stillroom.teacher import CallError

ANSWER_MARK = "Answer:"

COT_PROMPT = "You are a helpful assistant. Think step by step; then answer."
"""What a student is told that learns chain of thought alone."""

_COT_TEACHER_PROMPT = (
    "You are a helpful assistant. You have no tools. Think step by step, in short sentences. "
    f"Then, on a line of its own, write {ANSWER_MARK} and the answer to the user, and nothing after it."
)
_FIRST_PROMPT = (
    "You are a helpful assistant. Think step by step about how to do what the user wants, in short paragraphs."
)
_BEGIN_SO = "Begin your reply with exactly the following line, whatever comes after it, and before any tool call:\n"
_TRIES = 2


class ChainOfThought:
    """A ChatModel that thinks step by step and answers, without tools: what is thought is told apart from the answer."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self.name = model.name

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        reply = await self._model.reply([Message("system", _COT_TEACHER_PROMPT), *_said(messages)], ())
        thought, mark, answer = reply.message.content.rpartition(ANSWER_MARK)
        if not mark:
            return msgspec.structs.replace(reply, problem=reply.problem or f"It gave no line that begins {ANSWER_MARK}")
        message = Message("assistant", answer.strip(), thought.strip() or reply.message.thought)
        return msgspec.structs.replace(reply, message=message)


class FirstThought:
    """A ChatModel whose first turn as an agent begins with its own first step of a chain of thought.

    `goes_on`: whether the API lets a reply go on from a given beginning. Where it does not, or refuses, the beginning stands in
    the prompt, and the reply is checked to begin with it. `counts` tells how often it was `given`, taken up when `asked` for,
    and `missed`, in which case the reply counts as it is.
    """

    def __init__(self, model: ChatModel, *, goes_on: bool, without: frozenset[str] = frozenset()) -> None:
        """`without`: the first user turns of those tasks that are to do without it."""
        self._model, self._goes_on, self._without = model, goes_on, without
        self.name = model.name
        self.counts = {"given": 0, "asked": 0, "missed": 0}

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        asked = next(message.content for message in messages if message.role == "user")
        if asked in self._without or any(message.role == "assistant" for message in messages):
            return await self._model.reply(messages, tools)
        thought = await self._first_step(messages)
        if not thought:
            self.counts["missed"] += 1
            return await self._model.reply(messages, tools)
        begun = f"Thought: {thought}"
        if self._goes_on:
            try:
                reply = await self._model.reply([*messages, Message("assistant", begun)], tools)
                self.counts["given"] += 1
                return _with_thought(reply, thought)
            except CallError as error:
                if error.status not in (400, 422, 500) or not _about_the_beginning(error.refused):
                    raise
                self._goes_on = False
        return await self._ask_for(begun, thought, messages, tools)

    async def _first_step(self, messages: Sequence[Message]) -> str:
        """The first paragraph of a chain of thought, in one line."""
        reply = await self._model.reply([Message("system", _FIRST_PROMPT), *_said(messages)], ())
        first = (reply.message.content or reply.message.thought).strip().split("\n\n")[0]
        return " ".join(first.removeprefix("Thought:").split())

    async def _ask_for(self, begun: str, thought: str, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        *before, last = messages
        last = msgspec.structs.replace(last, content=f"{last.content}\n\n{_BEGIN_SO}{begun}")
        for _ in range(_TRIES):
            reply = await self._model.reply([*before, last], tools)
            if " ".join(reply.message.content.split()).startswith(begun):
                self.counts["asked"] += 1
                return _with_thought(reply, thought)
        self.counts["missed"] += 1
        return reply


def _said(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages if message.role != "system"]


def _with_thought(reply: Reply, thought: str) -> Reply:
    """The reply with its first thought as its thought; what it says beside calls is thought too."""
    message = reply.message
    rest = " ".join(message.content.split()).removeprefix("Thought:").strip().removeprefix(thought).strip()
    if message.tool_calls:
        message = msgspec.structs.replace(message, content="", thought=f"{thought} {rest}".strip())
    else:
        message = msgspec.structs.replace(message, content=rest, thought=thought)
    return msgspec.structs.replace(reply, message=message)


def _about_the_beginning(refused: str) -> bool:
    """Whether a refusal is about the assistant's turn that the conversation ends with."""
    return any(word in refused for word in ("prefill", "prefix", "assistant", "last message", "continue_final_message"))
