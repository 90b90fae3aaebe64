"""The model families that Stillroom can teach: how each writes turns, tools and calls.

A family keeps its own turn markers. Thoughts, calls and the JSON of tools are the same for all, in the one spelling that Ollama's
templates produce too. One renderer makes the text for training, chat, scorecard and export: `Family.render`, from the family's one
chat template, which also goes into the exported GGUF.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.sandbox
import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.errors import StudentError
from stillroom.templates.calls import CALL_MARK, parse_turn

_HERE = Path(__file__).parent


class Family(msgspec.Struct, frozen=True):
    """One way of writing conversations; its templates are in the folder of its name, or of the family that it is written as.

    `markers` are the texts that its tokenizers have as single tokens. `stop` are those at which a reply ends; `end_of_turn` is the
    one of them that a student learns to write. `begin` is what every conversation begins with, "" for nothing.
    """

    name: str
    markers: tuple[str, ...]
    end_of_turn: str
    stop: tuple[str, ...]
    begin: str = ""
    written_as: str = ""

    parse = staticmethod(parse_turn)

    @property
    def chat_template(self) -> str:
        """The family's jinja, with tool blocks; for transformers, llama.cpp and the GGUF alike."""
        begin = f'{{{{ "{self.begin}" }}}}' if self.begin else ""
        return _text("shared.jinja") + begin + _text(self.written_as or self.name, "chat_template.jinja")

    @property
    def ollama_template(self) -> str:
        """The same as a template of Go, for Ollama, which keeps a newline at its end: there is none.

        From 0.30 on Ollama takes the GGUF's template instead, with another spelling of the tools, unless it finds the words
        `eq .Role "tool"` in this one (server/images.go, shouldPreferChatTemplate). Calls are read only if the first text
        inside `if .ToolCalls` is the tag that they begin with (tools/template.go).
        """
        return _text(self.written_as or self.name, "ollama.gotmpl").rstrip("\n")

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

    def prompt(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> str:
        """The same for a server to go on with, which puts `begin` there itself, as the GGUF tells it to."""
        return self.render(messages, tools, reply=True).removeprefix(self.begin)

    def before_calls(self, turn: Message) -> str:
        """What an assistant's turn says before its calls, its thought included: the text that a server gives beside parsed calls."""
        asked = (Message("user", "?"),)
        written = self.render((*asked, turn), (), reply=False).removeprefix(self.render(asked, (), reply=True))
        return written.partition(CALL_MARK if turn.tool_calls else self.end_of_turn)[0]


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
def _text(*names: str) -> str:
    return _HERE.joinpath(*names).read_text(encoding="utf-8")


@cache
def _compiled(template: str) -> jinja2.Template:
    # The environment that transformers renders chat templates in (utils/chat_template_utils.py).
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment.from_string(template)


_CHATML_STOP = ("<|im_end|>", "<|endoftext|>", "<|im_start|>")

QWEN = Family(
    name="qwen",
    markers=("<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"),
    end_of_turn="<|im_end|>",
    stop=_CHATML_STOP,
)
"""Qwen 2.5 and 3, and others in Hermes' format: ChatML whose tokenizer has the marks of calls."""

CHATML = Family(name="chatml", markers=("<|im_start|>", "<|im_end|>"), end_of_turn="<|im_end|>", stop=_CHATML_STOP)
"""SmolLM2 and others; ChatML itself knows no tools, so tool blocks are added."""

LFM2 = Family(
    name="lfm2",
    markers=("<|startoftext|>", "<|im_start|>", "<|im_end|>"),
    end_of_turn="<|im_end|>",
    stop=_CHATML_STOP,
    begin="<|startoftext|>",
    written_as="chatml",
)
"""LFM2 of Liquid AI: ChatML behind a token of its own. Its own calls are Python, which Ollama does not read."""

LLAMA3 = Family(
    name="llama3",
    markers=("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
    end_of_turn="<|eot_id|>",
    stop=("<|eot_id|>", "<|eom_id|>", "<|end_of_text|>", "<|start_header_id|>"),
    begin="<|begin_of_text|>",
)
"""Llama 3, 3.1, 3.2 and 3.3. Its own way of calling is a bare object, which Ollama does not find behind a thought."""

GEMMA = Family(
    name="gemma",
    markers=("<start_of_turn>", "<end_of_turn>"),
    end_of_turn="<end_of_turn>",
    stop=("<end_of_turn>", "<eos>", "<start_of_turn>"),
    begin="<bos>",
)
"""Gemma 2 and 3: no system turn, so system text and tools stand in the first of the user's; results of tools are the user's too."""

GRANITE = Family(
    name="granite",
    markers=("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
    end_of_turn="<|end_of_text|>",
    stop=("<|end_of_text|>", "<|start_of_role|>"),
)
"""Granite 3 and 4; 4 has the marks of calls and of results as tokens, and writes these as the user's."""

PHI = Family(
    name="phi",
    markers=("<|system|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|end|>"),
    end_of_turn="<|end|>",
    stop=("<|end|>", "<|endoftext|>", "<|user|>"),
)
"""Phi-4-mini, whose markers may swallow spaces and newlines behind them: none are put there. Phi 3 knows no turn of a tool."""

MISTRAL = Family(
    name="mistral",
    markers=("<s>", "</s>", "[INST]", "[/INST]", "[TOOL_RESULTS]", "[/TOOL_RESULTS]"),
    end_of_turn="</s>",
    stop=("</s>", "[INST]", "[TOOL_RESULTS]"),
    begin="<s>",
)
"""Mistral and Ministral since the third version of their tokenizers: no system turn that all of them know, so system text and tools
stand in the first of the user's, where they stay; a reply follows its question without a mark."""

FAMILIES = (QWEN, LFM2, CHATML, LLAMA3, GEMMA, GRANITE, PHI, MISTRAL)
"""Where one has all markers of another, it comes first."""


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
        if special.issuperset(family.markers):
            return family
    known = ", ".join(family.name for family in FAMILIES)
    raise StudentError(
        "Unknown family",
        f"Stillroom does not know how the model in {folder} writes its turns.",
        f"Choose a model of a known family: {known}.",
    )
