"""A model behind OpenAI's chat API, whoever offers it, asked with OpenAI's own SDK."""

import json
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any

import httpx2
import msgspec

from stillroom.conversation import Message, ToolCall, ToolSpec, new_id, read_json
from stillroom.models import Reply, Usage
from stillroom.teacher.client import SILENT_SECONDS, Answer, Client, http_options, size, words_of
from stillroom.teacher.failures import CallError, refused
from stillroom.teacher.teachers import Teacher

_THOUGHTS = ("reasoning_content", "reasoning")
"""What servers call a model's thoughts: DeepSeek, llama.cpp and vLLM; OpenRouter, Groq, Ollama and LM Studio."""


class OpenAIClient(Client):
    """Asks over `POST /chat/completions`, streamed. A server that answers in one piece is understood as well."""

    optional = ("temperature", "stream_options")

    def __init__(self, teacher: Teacher, key: str | None, silent_seconds: float = SILENT_SECONDS) -> None:
        import openai

        options = http_options(teacher.address, silent_seconds)
        sdk = openai.AsyncOpenAI(
            api_key=key or "none",  # the SDK wants one; a server that needs none does not look
            base_url=teacher.address,
            timeout=options["timeout"],
            max_retries=0,
            http_client=openai.DefaultAioHttpClient(**options),
        )
        super().__init__(teacher, key, sdk, (openai.OpenAIError,))
        self._stream = openai.AsyncStream[Any]

    def _request(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> dict[str, Any]:
        teacher, offered_by = self._teacher, self._teacher.offered_by
        request: dict[str, Any] = {
            "model": teacher.model,
            "messages": [self._message(message) for message in messages],
            offered_by.length: teacher.max_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if tools:
            request["tools"] = [tool.to_openai() for tool in tools]
        if teacher.temperature is not None:
            request["temperature"] = teacher.temperature
        if messages[-1].role == "assistant":
            if offered_by.prefill == "prefix":
                request["messages"][-1]["prefix"] = True
            if offered_by.prefill == "vllm":
                request |= {"continue_final_message": True, "add_generation_prompt": False}
        return request

    def _message(self, message: Message) -> dict[str, Any]:
        if (raw := self._said.of(message)) is not None:
            return dict(raw)
        written = message.to_openai()
        written.pop("reasoning_content", None)  # OpenAI and Mistral refuse a field that they do not know
        written.pop("name", None)
        if message.tool_calls and not message.content:
            written["content"] = None
        return written

    async def _ask(self, request: dict[str, Any], messages: Sequence[Message]) -> Answer:
        started = time.monotonic()
        turn: dict[str, Any] = {"role": "assistant", "content": ""}
        finish, usage, raw = "", None, None
        try:
            # Not `chat.completions.create`, which looks at each field of a conversation, each time.
            raw = await self._sdk.post(
                "/chat/completions",
                cast_to=httpx2.Response,
                content=msgspec.json.encode(request),
                stream=True,
                stream_cls=self._stream,
            )
            async with aclosing(_parts(raw)) as parts:
                async for part in parts:
                    if part.get("error"):
                        raise refused(self._teacher, self._key, 500, words_of(part), {})
                    choice = (part.get("choices") or [{}])[0]
                    _add(turn, choice.get("delta") or choice.get("message") or {})
                    finish = choice.get("finish_reason") or finish
                    usage = part.get("usage") or usage
            if not finish:
                raise ValueError("it ended before its end")
        except CallError as error:
            error.written = _written(turn)
            raise
        except self._errors as error:
            failure = self._failure(error)
            failure.written = _written(turn)
            raise failure from None
        finally:
            if raw:
                await raw.aclose()
        begun = messages[-1].content if messages[-1].role == "assistant" else ""
        reply = self._reply(turn, finish, begun)
        seconds = time.monotonic() - started
        # A server that does not count: about three bytes make a token.
        took = _usage(usage, seconds) if usage else Usage(size(request) // 3, size(turn) // 3, seconds)
        return Answer(msgspec.structs.replace(reply, usage=took), raw.headers)

    def _reply(self, turn: dict[str, Any], finish: str, begun: str) -> Reply:
        text = _text(turn.get("content"))
        if begun and not text.startswith(begun):  # most servers give only what they have added
            text = begun + text
        thought = next((turn[name] for name in _THOUGHTS if isinstance(turn.get(name), str)), "") or _thinking(turn)
        plain = Message("assistant", text.strip(), thought.strip())
        if turn.get("refusal") or finish == "content_filter":
            return Reply(plain, problem=f"The teacher refused: {turn.get('refusal') or text or 'its content filter'}")
        if finish == "length":
            return Reply(plain, problem="The reply was cut at its length limit.")
        calls = []
        for call in turn.get("tool_calls") or ():
            function = call.get("function") or {}
            name, written = function.get("name") or "", function.get("arguments") or "{}"
            try:
                arguments = read_json(written) if isinstance(written, str) else written
            except ValueError:
                arguments = None
            if not name or not isinstance(arguments, dict):
                problem = f"A call of {name or 'no name'} has arguments that are no JSON object: {str(written)[:200]}"
                return Reply(plain, problem=problem)
            if not call.get("id") or call["id"] in self._said:
                call["id"] = new_id("call")
            calls.append(ToolCall(call["id"], name, arguments))
        message = msgspec.structs.replace(plain, tool_calls=tuple(calls))
        if calls and not begun:
            self._said.keep(message, turn | {"content": turn["content"] or None})
        return Reply(message)


async def _parts(answer: httpx2.Response) -> AsyncGenerator[dict[str, Any], None]:
    """The parts of an answer, which are read here because the SDK's own reading takes longer than all the rest of a call."""
    if answer.headers.get("content-type", "").startswith("application/json"):
        yield json.loads(await answer.aread())
        return
    async with aclosing(_lines(answer)) as lines:
        async for line in lines:
            data = line.removeprefix(b"data:").strip()
            if line.startswith(b"data:") and data != b"[DONE]":
                yield json.loads(data)


async def _lines(answer: httpx2.Response) -> AsyncGenerator[bytes, None]:
    """The lines of an event stream. (`aiter_lines` ends one at U+2028 and the like, too, which may stand in a JSON text.)"""
    rest = b""
    async for part in answer.aiter_bytes():
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            yield line
    yield rest


def _written(turn: Mapping[str, Any]) -> int | None:
    """The bytes of what there is of a turn; None where nothing is."""
    return size(turn) if len(turn) > 2 or turn["content"] else None


def _add(turn: dict[str, Any], delta: Mapping[str, Any]) -> None:
    """Put a part of a turn to what there is: texts and lists grow, calls are told apart by their index, the rest is set."""
    for name, value in delta.items():
        if value is None or name == "role":
            continue
        before = turn.get(name)
        if name == "tool_calls":
            _add_calls(turn.setdefault(name, []), value)
        elif name == "content" and before and type(before) is not type(value):
            turn[name] = _as_parts(before) + _as_parts(value)
        elif isinstance(value, str) and isinstance(before, str):
            turn[name] = before + value
        elif isinstance(value, list) and isinstance(before, list):
            turn[name] = [*before, *value]
        else:
            turn[name] = value


def _add_calls(calls: list[dict[str, Any]], parts: Sequence[Mapping[str, Any]]) -> None:
    for place, part in enumerate(parts):
        index = part.get("index")
        index = place if index is None else index
        while len(calls) <= index:
            calls.append({"type": "function", "function": {"name": "", "arguments": ""}})
        call, function = calls[index], part.get("function") or {}
        call |= {name: value for name, value in part.items() if name not in ("index", "function") and value is not None}
        call["function"]["name"] += function.get("name") or ""
        written = function.get("arguments")
        if isinstance(written, dict):  # a server that does not write them as a text
            written = json.dumps(written)
        call["function"]["arguments"] += written or ""


def _as_parts(content: str | list[Any]) -> list[Any]:
    return content if isinstance(content, list) else [{"type": "text", "text": content}]


def _text(content: Any) -> str:
    """A turn's text; Mistral's thinking models give a list of parts."""
    if isinstance(content, list):
        return "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return content or ""


def _thinking(turn: Mapping[str, Any]) -> str:
    parts = turn.get("content")
    if not isinstance(parts, list):
        return ""
    return "".join(_text(part.get("thinking")) for part in parts if isinstance(part, dict))


def _usage(counted: Mapping[str, Any], seconds: float) -> Usage:
    details = counted.get("prompt_tokens_details") or {}
    return Usage(
        counted.get("prompt_tokens") or 0,
        counted.get("completion_tokens") or 0,
        seconds,
        details.get("cached_tokens") or 0,
    )
