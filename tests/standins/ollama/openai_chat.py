"""POST /v1/chat/completions, as Ollama translates it to /api/chat and back (`v1-chat-student`); plain only."""

import datetime
import json
import random
from collections.abc import Sequence
from typing import Any

from .creating import CreateError
from .go_json import to_json
from .go_values import DecodeError, get


def to_ollama(body: dict[str, Any]) -> dict[str, Any]:
    """The request as one of /api/chat; it samples at 1 unless told, whatever the model says (rule 13).

    Raises:
        CreateError: a message or a call is malformed.
    """
    if not body.get("messages"):
        raise CreateError("[] is too short - 'messages'", 400)
    if body.get("stream"):
        raise CreateError("streams of /v1 are not offered by this stand-in", 400)
    options: dict[str, Any] = {"temperature": 1.0, "top_p": 1.0}
    for name, option in (
        ("max_tokens", "num_predict"),
        ("temperature", "temperature"),
        ("seed", "seed"),
        ("frequency_penalty", "frequency_penalty"),
        ("presence_penalty", "presence_penalty"),
        ("top_p", "top_p"),
    ):
        if body.get(name) is not None:
            options[option] = body[name]
    if stop := body.get("stop"):
        options["stop"] = [stop] if isinstance(stop, str) else stop
    messages = body["messages"]
    return {
        "model": body.get("model", ""),
        "messages": [shown for message in messages for shown in _messages(message, messages)],
        "tools": body.get("tools"),
        "options": options,
        "stream": False,
        "_debug_render_only": body.get("_debug_render_only", False),
    }


def _messages(message: dict[str, Any], history: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    role, content = message.get("role", ""), message.get("content")
    calls = [_call(call) for call in message.get("tool_calls") or []]
    if content is None and message.get("tool_calls") is None:
        raise CreateError("invalid message content type: <nil>", 400)
    texts = [""] if content is None else [content] if isinstance(content, str) else content
    shown: list[dict[str, Any]] = []
    for part in texts:
        text = part.get("text") if isinstance(part, dict) and part.get("type") == "text" else part
        if not isinstance(text, str):
            raise CreateError("invalid message format", 400)
        shown.append({"role": role, "content": text})
    if calls and shown:
        shown[-1]["tool_calls"] = calls
    if role.lower() == "tool" and shown:
        identity = message.get("tool_call_id") or ""
        known = {call.get("id"): call["function"]["name"] for old in history for call in old.get("tool_calls") or []}
        shown[-1] |= {"tool_name": message.get("name") or known.get(identity, ""), "tool_call_id": identity}
    return shown


def _call(call: dict[str, Any]) -> dict[str, Any]:

    function = get(call, "function", dict, "ToolCall") or {}
    try:
        arguments = json.loads(get(function, "arguments", str, "ToolCall.function"))
    except ValueError:
        arguments = None
    except DecodeError as error:
        raise CreateError(str(error), 400) from error
    if not isinstance(arguments, dict):
        raise CreateError("invalid tool call arguments", 400)
    return {"id": call.get("id", ""), "function": {"name": function.get("name", ""), "arguments": arguments}}


def from_ollama(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as OpenAI's; arguments are a text, and a reply with calls finished for that reason."""
    message, calls = answer["message"], answer["message"].get("tool_calls", [])
    reason = answer.get("done_reason")
    shown = {"role": message["role"], "content": message["content"]}
    if calls:
        shown["tool_calls"] = [
            {
                "id": call["id"],
                "index": call["function"]["index"],
                "type": "function",
                "function": {
                    "name": call["function"]["name"],
                    "arguments": to_json(call["function"]["arguments"]),
                },
            }
            for call in calls
        ]
    read, written = answer.get("prompt_eval_count", 0), answer.get("eval_count", 0)
    completion = {
        "id": f"chatcmpl-{random.randrange(999)}",
        "object": "chat.completion",
        "created": int(datetime.datetime.now(datetime.UTC).timestamp()),
        "model": answer["model"],
        "system_fingerprint": "fp_ollama",
        "choices": [
            {"index": 0, "message": shown, "finish_reason": "tool_calls" if calls and reason == "stop" else reason}
        ],
        "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
    }
    return completion | ({"_debug_info": answer["_debug_info"]} if "_debug_info" in answer else {})


def error_of(status: int, text: str) -> dict[str, Any]:
    """An error as OpenAI's."""
    kind = {400: "invalid_request_error", 404: "not_found_error"}.get(status, "api_error")
    return {"error": {"message": text, "type": kind, "param": None, "code": None}}
