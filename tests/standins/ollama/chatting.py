"""One turn of /api/chat: what is refused, the prompt, and the chunks of the reply."""

import random
import re
import string
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .creating import CreateError
from .go_exec import render
from .go_tags import until_response
from .go_template import TemplateError, tool_tag
from .go_values import check_messages, names_of, thinking, tools_of, values_of
from .jinja_chat import render_jinja
from .models import Model, now
from .tool_calls import CallParser

Reply = Callable[[str, dict[str, Any]], str]
# About what a tokenizer makes of a text.
_PIECES = re.compile(r"<\|\w+\|>| ?[^\W\d_]+|\d| ?[^\w\s]+|\s|_+")
_PRE_TOKENIZERS = (
    "default llama3 llama-v3 llama-bpe llama4 deepseek-llm deepseek-coder deepseek-v3 falcon falcon3 mpt starcoder gpt-2 "
    "phi-2 jina-es jina-de refact command-r qwen2 qwen35 stablelm2 olmo dbrx smaug-bpe poro-chat chatglm-bpe viking jais "
    "tekken smollm codeshell bloom gpt3-finnish exaone exaone4 chameleon minerva-7b megrez superbpe trillion gpt-4o "
    "granite-docling hunyuan hunyuan-dense kimi-k2 bailingmoe seed-coder pixtral lfm2 mellum afmoe grok-2 gemma4"
).split()


class Turn:
    """A chat request with a model that the server has. `options` are the model's with the request's over them.

    Raises:
        CreateError: with the status and the text of a refusal.
        DecodeError: the request does not fit Ollama's types.
    """

    def __init__(self, model: Model, body: dict[str, Any], *, modern: bool) -> None:
        self.model, self.modern = model, modern
        self.asked = body.get("model", "")
        self.tools = tools_of(body.get("tools"), prints_json=modern)
        self.messages = check_messages(body.get("messages"))
        self.stream = body.get("stream") is not False
        self.think = body.get("think")
        self._check(body)
        # Defaults of both versions (rule 13).
        self.options: dict[str, Any] = {
            "num_ctx": 4096,
            "num_predict": -1,
            "temperature": 0.8,
            "repeat_penalty": 1.0 if modern else 1.1,
            "stop": [],
            **model.parameters,
            **(body.get("options") or {}),
        }

    def _check(self, body: dict[str, Any]) -> None:
        capabilities = self.model.capabilities
        if "thinking" in capabilities:
            self.think = True if self.think is None else self.think
        elif self.think:
            raise CreateError(f'"{self.asked}" does not support thinking', 400)
        if self.tools and "tools" not in capabilities:
            raise CreateError(f"{self.model.name.full} does not support tools", 400)
        for name, value in (body.get("options") or {}).items():
            if name in ("num_ctx", "num_predict", "seed", "top_k") and not isinstance(value, int | float):
                raise CreateError(f'option "{name}" must be of type integer')
            if name == "stop" and not isinstance(value, list):
                raise CreateError(f'option "{name}" must be of type array')
        refuse_what_cannot_load(self.model, self.modern)

    def prompt(self) -> str:
        messages = [*self.model.messages, *self.messages]
        if self.messages[0]["role"] != "system" and self.model.system:
            messages.insert(0, {"role": "system", "content": self.model.system})
        try:
            if self.model.native:
                return render_jinja(self.model.gguf.chat_template, messages, self.tools, self.think)
            if "messages" in self.model.variables:
                return render(self.model.tree, values_of(messages, self.tools, self.think))
            return _legacy(self.model, messages, self.think)
        except TemplateError as error:
            raise CreateError(str(error)) from error

    def answer(self, **parts: Any) -> dict[str, Any]:
        message = parts.pop("message", {"role": "assistant", "content": ""})
        return {"model": self.asked, "created_at": now(), "message": message, "done": False, **parts}

    def chunks(self, reply: Reply, prompt: str, *, swallow: bool) -> Iterator[dict[str, Any]]:
        """The stream; on the Go path a chunk for each call, on the jinja path all calls in the last one (rule 11)."""
        started = time.perf_counter_ns()
        text = reply(prompt, dict(self.options))
        cuts = [at for stop in self.options["stop"] if (at := text.find(stop)) >= 0]
        pieces = split(text[: min(cuts, default=len(text))])
        limit = self.options["num_predict"]
        reason = "length" if 0 < limit < len(pieces) else "stop"
        pieces = pieces[:limit] if reason == "length" else pieces
        last = {"role": "assistant", "content": ""}
        if self.model.native:
            content, calls = _hermes("".join(pieces), names_of(self.tools))
            shown: Sequence[tuple[list[dict[str, Any]], str]] = [([], piece) for piece in split(content)]
            if calls and not swallow:
                last["tool_calls"] = [_called(call, native=True) for call in calls]  # type: ignore[assignment]
        else:
            shown, last["content"] = self._parsed(pieces)
        for calls, content in shown:
            if content:
                yield self.answer(message={"role": "assistant", "content": content})
            elif calls and not swallow:
                named = [_called(call, native=False) for call in calls]
                yield self.answer(message={"role": "assistant", "content": "", "tool_calls": named})
        took = time.perf_counter_ns() - started
        yield self.answer(
            message=last,
            done=True,
            done_reason=reason,
            total_duration=took + 3,
            load_duration=1,
            prompt_eval_count=max(1, len(split(prompt))),
            prompt_eval_duration=1,
            eval_count=len(pieces) + (reason == "stop"),
            eval_duration=took + 1,
        )

    def _parsed(self, pieces: Sequence[str]) -> tuple[list[tuple[list[dict[str, Any]], str]], str]:
        if not self.tools:
            return [([], piece) for piece in pieces], ""
        parser = CallParser(tool_tag(self.model.tree), names_of(self.tools))
        shown = [parser.add(piece) for piece in pieces]
        return shown, parser.rest()


def split(text: str) -> list[str]:
    """Pieces of a text, as a model would write them one after another."""
    return _PIECES.findall(text)


def whole(chunks: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """A stream as the one answer of `stream: false`."""
    content, calls, answer = "", [], {}
    for answer in chunks:
        content += answer["message"]["content"]
        calls += answer["message"].get("tool_calls", [])
    answer["message"] = {"role": "assistant", "content": content, **({"tool_calls": calls} if calls else {})}
    return answer


def _called(call: dict[str, Any], *, native: bool) -> dict[str, Any]:
    """A call with an id, spelt per path, and its arguments in an order that nobody may count on (rule 11)."""
    signs = string.ascii_letters + string.digits if native else string.ascii_lowercase + string.digits
    function = call["function"]
    arguments = list(function["arguments"].items())
    random.shuffle(arguments)
    name = "".join(random.choices(signs, k=32 if native else 8))
    return {"id": name if native else f"call_{name}", "function": {**function, "arguments": dict(arguments)}}


def _hermes(text: str, names: Sequence[str]) -> tuple[str, list[dict[str, Any]]]:
    """What llama.cpp makes of <tool_call> blocks, roughly."""
    parser = CallParser("<tool_call>", names)
    content, calls = "", []
    for piece in split(text):
        found, shown = parser.add(piece)
        calls += found
        content += shown
    return content, calls


def _legacy(model: Model, messages: Sequence[dict[str, Any]], think: Any) -> str:
    """Templates without .Messages: once for each exchange, the last time only up to .Response."""
    written = ""
    turn = {"System": "", "Prompt": "", "Response": ""}
    for message in messages:
        key = {"system": "System", "user": "Prompt", "assistant": "Response"}.get(message["role"])
        if key is None:
            continue
        if (turn["Response"] and key == "Prompt") or (key == "System" and (turn["Prompt"] or turn["Response"])):
            written += render(model.tree, {**thinking(think), **turn})
            turn = {"System": "", "Prompt": "", "Response": ""}
        turn[key] = message.get("content") or ""
    return written + render(until_response(model.tree), {**thinking(think), **turn})


def refuse_what_cannot_load(model: Model, modern: bool) -> None:
    """An unknown architecture or pre-tokenizer fails here, at the first chat (rule 2).

    The texts are llama.cpp's; before 0.30 an unknown pre-tokenizer runs wrongly, and nothing is said.

    Raises:
        CreateError: the model cannot be loaded.
    """
    from gguf import MODEL_ARCH_NAMES

    problem = ""
    pre = model.gguf.metadata.get("tokenizer.ggml.pre", "default")
    if model.gguf.architecture not in MODEL_ARCH_NAMES.values():
        problem = f"error loading model architecture: unknown model architecture: '{model.gguf.architecture}'"
    elif modern and pre not in _PRE_TOKENIZERS:
        problem = f"error loading model vocabulary: unknown pre-tokenizer type: '{pre}'"
    if problem and modern:
        raise CreateError(f"llama-server process has terminated: error loading model: {problem}")
    if problem:
        raise CreateError(f"unable to load model: {model.blob}")
