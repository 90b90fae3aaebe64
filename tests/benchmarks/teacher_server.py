"""A server that answers each call of a teacher after 200 ms, with as little work as there can be: what teaching.py asks.

It says the same in the same parts as the stand-in of the tests, which takes a connection, a task and a parsed header for each.
"""

import asyncio
import json
from typing import Any

import msgspec

DELAY = 0.2

_CHUNK = '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"stand-in",'
_USAGE = '"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}'


class _Message(msgspec.Struct):
    role: str
    content: Any = None


class _Asked(msgspec.Struct):
    messages: list[_Message]
    stream: bool = False


_read = msgspec.json.Decoder(_Asked).decode


class _Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        _, _, length = head.lower().partition(b"content-length:")
        if len(body) >= int(length.split(b"\r\n", 1)[0]):
            self._received = b""
            asyncio.get_running_loop().call_later(DELAY, self._answer, _read(body))

    def _answer(self, asked: _Asked) -> None:
        if not self._transport.is_closing():
            self._transport.write(_streamed(asked) if asked.stream else _whole(asked))


def _streamed(asked: _Asked) -> bytes:
    """What a teacher says: https://platform.openai.com/docs/api-reference/chat-streaming/streaming."""
    word, last = _word(asked), asked.messages[-1]
    if last.role == "user" and word:
        function = '"function":{"name":"shout","arguments":""}'
        deltas = [
            '"reasoning_content":"Lou"',
            '"reasoning_content":"dly."',
            f'"tool_calls":[{{"index":0,"id":"call_{word}","type":"function",{function}}}]',
            '"tool_calls":[{"index":0,"function":{"arguments":"{\\"text\\": "}}]',
            f'"tool_calls":[{{"index":0,"function":{{"arguments":"\\"{word}\\"}}"}}}}]',
        ]
    else:
        said = f"{last.content}!" if last.role == "tool" else "Hello."
        deltas = [f'"content":"{said[:3]}"', f'"content":"{said[3:]}"']
    parts = [f'"choices":[{{"index":0,"delta":{{{delta}}},"finish_reason":null}}]' for delta in deltas]
    finish = "tool_calls" if len(deltas) > 2 else "stop"
    parts = [
        '"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]',
        *parts,
        f'"choices":[{{"index":0,"delta":{{}},"finish_reason":"{finish}"}}]',
        f'"choices":[],{_USAGE}',
    ]
    events = [f"data: {_CHUNK}{part}}}\n\n" for part in parts] + ["data: [DONE]\n\n"]
    chunks = "".join(f"{len(event):x}\r\n{event}\r\n" for event in events)
    return f"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n{chunks}0\r\n\r\n".encode()


def _whole(asked: _Asked) -> bytes:
    """The same for smolagents, which has a tool to answer with, and does not stream."""
    word = _word(asked)
    asked_first = len(asked.messages) == 2  # the prompt and the task
    name, arguments = ("shout", {"text": word}) if asked_first else ("final_answer", {"answer": f"{word.upper()}!"})
    call = {"id": f"call_{word}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    said = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "stand-in"}
    said["choices"] = [{"index": 0, "message": message, "finish_reason": "tool_calls"}]  # type: ignore[assignment]
    body = json.dumps(said | json.loads(f"{{{_USAGE}}}")).encode()
    return b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)


def _word(asked: _Asked) -> str:
    """What is to be shouted; "" where nothing is."""
    return json.dumps(asked.messages[1].content).partition("Shout ")[2].partition(".")[0]


def serve(address: Any, over: Any) -> None:
    """Run until `over` is set; the base URL goes to `address`, a multiprocessing connection."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Connection, "127.0.0.1", 0, backlog=1024)
        address.send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
        await asyncio.to_thread(over.wait)
        server.close()

    asyncio.run(run())
