"""A stand-in for providers of models: it speaks OpenAI's and Anthropic's chat APIs on the loopback, as their published schemas have
them, and says what a test has written. It is no recording of a real provider.
"""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    body: Body
    number: int


@dataclass(frozen=True)
class Says:
    """A model's turn. `calls` are names with arguments, as objects or as the text that is sent for them.

    `delay` is in seconds, before the first byte; `cut` ends the connection after so many parts; `pieces` sends no stream.
    """

    content: str = ""
    thought: str = ""
    calls: tuple[tuple[str, Any], ...] = ()
    finish: str = ""
    refusal: str = ""
    usage: tuple[int, int] | None = (100, 20)
    delay: float = 0.0
    cut: int | None = None
    whole: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    more: Body = field(default_factory=dict)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refuses:
    """An answer that is none."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


Answer = Says | Refuses
_ids = iter(range(1, 1 << 60))


def openai_error(message: str, code: str | None = None) -> Body:
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}


def anthropic_error(kind: str, message: str) -> Body:
    return {"type": "error", "error": {"type": kind, "message": message}}


class ProviderStandIn:
    """Answers each request with what `script` says to it. Use it in a `with` block."""

    def __init__(self, script: Callable[[Asked], Answer], models: tuple[str, ...] = ("model-a", "model-b")) -> None:
        self.script, self.models = script, models
        self.asked: list[Asked] = []
        self.busy = self.most_busy = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="provider stand-in")

    def __enter__(self) -> "ProviderStandIn":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    @property
    def base_url(self) -> str:
        """For OpenAI's API; Anthropic's is without the path."""
        return f"http://127.0.0.1:{self.port}/v1"

    async def _run(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        self._connections: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._one(reader, writer):
                    pass
        finally:
            self._connections.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        content = await reader.readexactly(int(headers.get("content-length", 0)))
        path = head[0].split(" ")[1]
        asked = Asked(path, headers, json.loads(content) if content else {}, len(self.asked))
        self.asked.append(asked)
        if path.endswith("/models"):
            listed = [{"id": name, "object": "model", "created": 0, "owned_by": "stand-in"} for name in self.models]
            return await self._send(writer, 200, {"object": "list", "data": listed}, {})
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            answer = self.script(asked)
            await asyncio.sleep(answer.delay)
            if isinstance(answer, Refuses):
                return await self._send(writer, answer.status, answer.body, answer.headers)
            parts = list(_anthropic(answer) if path.endswith("/messages") else _openai(answer, asked.body))
            if answer.whole:
                return await self._send(writer, 200, _whole(answer, asked.body), answer.headers)
            return await self._stream(writer, parts, answer)
        finally:
            self.busy -= 1

    async def _send(self, writer: asyncio.StreamWriter, status: int, body: Any, headers: dict[str, str]) -> bool:
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        kind = "text/html" if isinstance(body, str) else "application/json"
        lines = [f"HTTP/1.1 {status} Answer", f"content-type: {kind}", f"content-length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        await writer.drain()
        return True

    async def _stream(self, writer: asyncio.StreamWriter, parts: list[bytes], answer: Says) -> bool:
        lines = ["HTTP/1.1 200 Answer", "content-type: text/event-stream", "transfer-encoding: chunked"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        kept = parts[: answer.cut]
        written = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in kept)
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + written + (b"" if answer.cut else b"0\r\n\r\n"))
        await writer.drain()
        return not answer.cut


def _call_texts(answer: Says) -> Iterator[tuple[int, str, str, str]]:
    for place, (name, arguments) in enumerate(answer.calls):
        id = answer.ids[place] if answer.ids else f"call_{next(_ids)}"
        yield place, id, name, arguments if isinstance(arguments, str) else json.dumps(arguments)


def _finish(answer: Says) -> str:
    return answer.finish or ("tool_calls" if answer.calls else "stop")


def _whole(answer: Says, body: Body) -> Body:
    """https://platform.openai.com/docs/api-reference/chat/object"""
    calls = [
        {"id": id, "type": "function", "function": {"name": name, "arguments": text}}
        for _, id, name, text in _call_texts(answer)
    ]
    message = {"role": "assistant", "content": answer.content or None, "tool_calls": calls or None} | answer.more
    usage = answer.usage or (0, 0)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": _finish(answer)}],
        "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)},
    }


def _openai(answer: Says, body: Body) -> Iterator[bytes]:
    """https://platform.openai.com/docs/api-reference/chat-streaming/streaming"""

    def part(delta: Body, finish: str | None = None, **more: Any) -> bytes:
        choices = [] if more else [{"index": 0, "delta": delta, "finish_reason": finish}]
        chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
        return b"data: " + json.dumps(chunk | {"choices": choices} | more, ensure_ascii=False).encode() + b"\n\n"

    yield part({"role": "assistant", "content": ""} | answer.more)
    for text in _halves(answer.thought):
        yield part({"reasoning_content": text})
    for text in _halves(answer.content):
        yield part({"content": text})
    for text in _halves(answer.refusal):
        yield part({"refusal": text})
    for place, id, name, written in _call_texts(answer):
        function = {"name": name, "arguments": ""}
        yield part({"tool_calls": [{"index": place, "id": id, "type": "function", "function": function}]})
        for text in _halves(written):
            yield part({"tool_calls": [{"index": place, "function": {"arguments": text}}]})
    yield part({}, _finish(answer))
    if answer.usage and body.get("stream_options"):
        read, written_tokens = answer.usage
        usage = {"prompt_tokens": read, "completion_tokens": written_tokens, "total_tokens": read + written_tokens}
        yield part({}, usage=usage)
    yield b"data: [DONE]\n\n"


def _anthropic(answer: Says) -> Iterator[bytes]:
    """https://docs.anthropic.com/en/docs/build-with-claude/streaming"""

    def event(kind: str, **fields: Any) -> bytes:
        return f"event: {kind}\ndata: {json.dumps({'type': kind} | fields)}\n\n".encode()

    read, written_tokens = answer.usage or (0, 0)
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": "claude",
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": read, "output_tokens": 1},
    }
    yield event("message_start", message=message)
    blocks: list[tuple[Body, list[Body]]] = []
    if answer.thought:
        deltas = [{"type": "thinking_delta", "thinking": text} for text in _halves(answer.thought)]
        deltas.append({"type": "signature_delta", "signature": "signed"})
        blocks.append(({"type": "thinking", "thinking": "", "signature": ""}, deltas))
    if answer.content:
        blocks.append(
            ({"type": "text", "text": ""}, [{"type": "text_delta", "text": text} for text in _halves(answer.content)])
        )
    for _, id, name, written in _call_texts(answer):
        deltas = [{"type": "input_json_delta", "partial_json": text} for text in _halves(written)]
        blocks.append(({"type": "tool_use", "id": f"toolu_{id}", "name": name, "input": {}}, deltas))
    for index, (block, deltas) in enumerate(blocks):
        yield event("content_block_start", index=index, content_block=block)
        for delta in deltas:
            yield event("content_block_delta", index=index, delta=delta)
        yield event("content_block_stop", index=index)
    stop = answer.finish or ("tool_use" if answer.calls else "end_turn")
    yield event(
        "message_delta", delta={"stop_reason": stop, "stop_sequence": None}, usage={"output_tokens": written_tokens}
    )
    yield event("message_stop")


def _halves(text: str) -> list[str]:
    middle = len(text) // 2
    return [half for half in (text[:middle], text[middle:]) if half]
