"""The model families that Stillroom can teach: how each writes turns, tools and calls, and how its calls are read.

One renderer makes the text for training, chat, scorecard and export: `Family.render`, from the family's one chat template,
which also goes into the exported GGUF.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.sandbox
import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec, new_id, read_json
from stillroom.errors import StudentError


class Parsed(msgspec.Struct, frozen=True):
    """A model's text read as a turn; `problem` says what was malformed, in which case the text stays in `content`."""

    message: Message
    problem: str = ""


class Family(msgspec.Struct, frozen=True):
    """One way of writing conversations.

    `stop` are the texts at which a reply ends; `end_of_turn` is the one of them that a student learns to write. `call_mark` is
    what a call begins with.
    """

    name: str
    end_of_turn: str
    call_mark: str
    stop: tuple[str, ...]
    parse: Callable[[str], Parsed]

    @property
    def chat_template(self) -> str:
        """The family's jinja, with tool blocks; for transformers, llama.cpp and the GGUF alike."""
        return (Path(__file__).parent / self.name / "chat_template.jinja").read_text(encoding="utf-8")

    @property
    def ollama_template(self) -> str:
        """The same as a template of Go, for Ollama, which keeps a newline at its end: there is none.

        From 0.30 on Ollama takes the GGUF's template instead, with another spelling of the tools, unless it finds the words
        `eq .Role "tool"` in this one (server/images.go, shouldPreferChatTemplate). Calls are read only if the first text
        inside `if .ToolCalls` is the tag that they begin with (tools/template.go).
        """
        return (Path(__file__).parent / self.name / "ollama.gotmpl").read_text(encoding="utf-8").rstrip("\n")

    def render(self, messages: Sequence[Message], tools: Sequence[ToolSpec], *, reply: bool) -> str:
        """The conversation as the model reads it; `reply` opens the assistant's next turn.

        A `reply` rendering is a prefix of every later rendering of the same conversation, so that what is trained on is what
        is served.
        """
        return _compiled(self.chat_template).render(
            messages=[_for_template(message) for message in messages],
            tools=[tool.to_openai() for tool in tools] or None,
            add_generation_prompt=reply,
        )

    def before_calls(self, turn: Message) -> str:
        """What an assistant's turn says before its calls, its thought included: the text that a server gives beside parsed calls."""
        asked = (Message("user", "?"),)
        written = self.render((*asked, turn), (), reply=False).removeprefix(self.render(asked, (), reply=True))
        return written.partition(self.call_mark if turn.tool_calls else self.end_of_turn)[0]


def _for_template(message: Message) -> dict[str, Any]:
    """A message as transformers gives it to a chat template: arguments as objects, absent parts as nothing."""
    return {
        "role": message.role,
        "content": message.content,
        "reasoning_content": message.thought,
        "tool_calls": [
            {"type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.tool_calls
        ],
    }


@cache
def _compiled(template: str) -> jinja2.Template:
    # The environment that transformers renders chat templates in (utils/chat_template_utils.py).
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment.from_string(template)


_CALL = re.compile(r"<tool_call>(.*?)</tool_call>", re.DOTALL)


def parse_chatml(text: str) -> Parsed:
    """Read an assistant's turn: a line `Thought: ...`, then text or `<tool_call>` blocks."""
    text = text.strip()
    thought, content = "", text
    if text.startswith("Thought:"):
        first, _, rest = text.removeprefix("Thought:").partition("\n")
        thought, content = first.strip(), rest.strip()
        if "<tool_call>" in thought:
            thought, mark, rest = thought.partition("<tool_call>")
            content = mark + rest + content
    calls = []
    for block in _CALL.findall(content):
        try:
            call = read_json(block)
        except ValueError:
            return Parsed(Message("assistant", content=text), f"A tool call is no valid JSON: {block.strip()[:200]}")
        name, arguments = (call.get("name"), call.get("arguments")) if isinstance(call, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(arguments, dict):
            return Parsed(
                Message("assistant", content=text), f"A tool call has no name or no arguments: {block.strip()[:200]}"
            )
        calls.append(ToolCall(new_id("call"), name, arguments))
    rest = _CALL.sub("", content).strip()
    if "<tool_call>" in rest:
        return Parsed(Message("assistant", content=text), "A tool call was begun and not ended.")
    return Parsed(Message("assistant", content=rest, thought=thought.strip(), tool_calls=tuple(calls)))


CHATML = Family(
    name="chatml",
    end_of_turn="<|im_end|>",
    call_mark="<tool_call>",
    stop=("<|im_end|>", "<|endoftext|>", "<|im_start|>"),
    parse=parse_chatml,
)
FAMILIES = (CHATML,)


def family_of(folder: Path) -> Family:
    """The family of a student in Hugging Face format, by the turn markers that its tokenizer knows as single tokens.

    Raises:
        StudentError: the tokenizer cannot be read, or belongs to no family that Stillroom knows.
    """
    try:
        tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
        special = {token["content"] for token in tokenizer["added_tokens"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudentError(
            "No tokenizer",
            f"{folder} has no readable tokenizer.json.",
            "Choose a folder that holds a model in Hugging Face format.",
        ) from error
    for family in FAMILIES:
        if {"<|im_start|>", family.end_of_turn} <= special:
            return family
    known = ", ".join(family.name for family in FAMILIES)
    raise StudentError(
        "Unknown family",
        f"Stillroom does not know how the model in {folder} writes its turns.",
        f"Choose a model of a known family: {known}.",
    )
