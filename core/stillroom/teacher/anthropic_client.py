"""A model behind Anthropic's Messages API, asked with Anthropic's own SDK."""

import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from stillroom.conversation import Message, ToolCall, ToolSpec, canonical_json, read_json
from stillroom.models import Reply, Usage
from stillroom.teacher.client import SILENT_SECONDS, Answer, Client, http_options, size
from stillroom.teacher.teachers import Teacher


class AnthropicClient(Client):
    """Asks over `POST /v1/messages`, streamed. Thoughts come as summaries, since a model's own are not given."""

    # Older models do not think by themselves, newer ones have no temperature.
    optional = ("thinking", "temperature")

    def __init__(self, teacher: Teacher, key: str | None, silent_seconds: float = SILENT_SECONDS) -> None:
        import anthropic

        options = http_options(teacher.address, silent_seconds)
        sdk = anthropic.AsyncAnthropic(
            api_key=key,
            base_url=teacher.address,
            timeout=options["timeout"],
            max_retries=0,
            http_client=anthropic.DefaultAioHttpClient(**options),
        )
        super().__init__(teacher, key, sdk, (anthropic.AnthropicError,))

    def _request(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._teacher.model,
            "max_tokens": self._teacher.max_tokens,
            "messages": list(self._turns(messages)),
        }
        if system := "\n\n".join(message.content for message in messages if message.role == "system"):
            request["system"] = system
        if tools:
            request["tools"] = [
                {"name": tool.name, "description": tool.description, "input_schema": tool.parameters} for tool in tools
            ]
        if messages[-1].role != "assistant":  # a given beginning and thinking exclude each other
            request["thinking"] = {"type": "adaptive", "display": "summarized"}
        if self._teacher.temperature is not None:
            request["temperature"] = self._teacher.temperature
        return request

    def _turns(self, messages: Sequence[Message]) -> Iterator[dict[str, Any]]:
        """The conversation as Anthropic writes it: what tools returned is said by the user, all of a turn at once."""
        said = [message for message in messages if message.role != "system"]
        for role, turns in groupby(said, lambda message: message.role):
            if role == "tool":
                results = [
                    {"type": "tool_result", "tool_use_id": turn.tool_call_id, "content": turn.content} for turn in turns
                ]
                yield {"role": "user", "content": results}
                continue
            for turn in turns:
                yield {"role": role, "content": self._said.of(turn) or _blocks(turn)}

    async def _ask(self, request: dict[str, Any], messages: Sequence[Message]) -> Answer:
        started = time.monotonic()
        written = 0
        try:
            known = {name: value for name, value in request.items() if name != "temperature"}
            extra = {
                name: request[name] for name in request.keys() - known.keys()
            }  # the SDK has no such argument any more
            async with self._sdk.messages.stream(**known, extra_body=extra) as stream:
                async for event in stream:
                    if event.type == "content_block_delta":
                        written += size(event.delta.model_dump())
                message, headers = await stream.get_final_message(), stream.response.headers
            if not message.stop_reason:
                raise ValueError("it ended before its end")
        except self._errors as error:
            failure = self._failure(error)
            failure.written = written or None
            raise failure from None
        begun = messages[-1].content if messages[-1].role == "assistant" else ""
        usage = message.usage
        cached = usage.cache_read_input_tokens or 0
        took = Usage(
            usage.input_tokens + (usage.cache_creation_input_tokens or 0) + cached,
            usage.output_tokens,
            time.monotonic() - started,
            cached,
        )
        return Answer(self._reply(message, begun, took), headers)

    def _reply(self, answer: Any, begun: str, usage: Usage) -> Reply:
        text = begun + "".join(block.text for block in answer.content if block.type == "text")
        thought = "".join(block.thinking for block in answer.content if block.type == "thinking")
        plain = Message("assistant", text.strip(), thought.strip())
        match answer.stop_reason:
            case "refusal":
                return Reply(plain, usage, f"The teacher refused: {text or 'it gave no reason'}")
            case "max_tokens" | "model_context_window_exceeded":
                return Reply(plain, usage, "The reply was cut at its length limit.")
        calls = []
        for block in answer.content:
            if block.type != "tool_use":
                continue
            try:
                arguments = read_json(canonical_json(block.input))
            except ValueError:
                arguments = None
            if not isinstance(arguments, dict):
                problem = f"A call of {block.name} has arguments that are no JSON object: {str(block.input)[:200]}"
                return Reply(plain, usage, problem)
            calls.append(ToolCall(block.id, block.name, arguments))
        message = Message("assistant", plain.content, plain.thought, tuple(calls))
        if calls and not begun:
            self._said.keep(message, [block.model_dump(exclude_none=True) for block in answer.content])
        return Reply(message, usage)


def _blocks(turn: Message) -> str | list[dict[str, Any]]:
    if not turn.tool_calls:
        return turn.content
    text = [{"type": "text", "text": turn.content}] if turn.content else []
    calls = [
        {"type": "tool_use", "id": call.id, "name": call.name, "input": call.arguments} for call in turn.tool_calls
    ]
    return [*text, *calls]
