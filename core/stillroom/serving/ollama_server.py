"""An Ollama server: what an export and a conversation ask of it.

What real servers do stands in the project's notes on Ollama 0.24 and 0.33. The official client does what it can; the version, the
upload with its progress and the rendered prompt are asked for directly, since it has no call for them.
"""

import json
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import msgspec
import ollama

from stillroom.conversation import Message, ToolCall, ToolSpec, new_id
from stillroom.errors import KnownError
from stillroom.models import Reply, Usage
from stillroom.students import is_here, ollama_address

_CHUNK = 1 << 20
# How Ollama and llama.cpp say that they do not know a model, that its file is not what it was, and that it is too large.
_UNKNOWN = re.compile("architecture|pre-tokenizer|unable to load model")
_DAMAGED = re.compile("unexpected eof|exceeds file size|not in gguf format")
_TOO_LARGE = re.compile("more system memory")
_SECONDS = httpx.Timeout(600, connect=5)  # the first chat loads the model, from a slow disk perhaps


class OllamaError(KnownError):
    """Ollama could not be reached, or refused. `said` is its own text, `status` the HTTP status; "" and 0 where it said nothing."""

    def __init__(self, title: str, message: str, hint: str = "", said: str = "", status: int = 0) -> None:
        super().__init__(title, message, hint)
        self.said, self.status = said, status


class Shown(msgspec.Struct, frozen=True):
    """What `/api/show` tells of a model."""

    capabilities: tuple[str, ...]
    template: str
    license: str


class Ollama:
    """A server, by default the one that `OLLAMA_HOST` names, else the one on this computer. Use it in a `with` block.

    Every call raises OllamaError, with words, where the server cannot be reached or refuses.
    """

    def __init__(self, host: str | None = None) -> None:
        self.address = address_of(host)
        # A proxy is asked only for a server elsewhere: this computer's own is never behind one.
        options: dict[str, Any] = {
            "timeout": _SECONDS,
            "trust_env": not is_here(self.address),
        }
        self._http = httpx.Client(base_url=self.address, follow_redirects=True, **options)
        self._client = ollama.Client(self.address, **options)

    def version(self) -> str:
        with self._words():
            answer = self._http.get("/api/version", timeout=5)
            answer.raise_for_status()
            try:
                return str(answer.json()["version"])
            except (ValueError, KeyError, TypeError):
                raise OllamaError(
                    "This is no Ollama",
                    f"What answers at {self.address} does not give a version as Ollama does.",
                    "Check the address.",
                ) from None

    def show(self, name: str) -> Shown | None:
        """What the server knows of a model; None if there is none of that name."""
        try:
            with self._words():
                shown = self._client.show(name)
        except OllamaError as error:
            if error.status == 404:
                return None
            raise
        return Shown(tuple(shown.capabilities or ()), shown.template or "", shown.license or "")

    def upload(self, path: Path, sha256: str, stop: threading.Event) -> Iterator[int]:
        """Bring a file to the server unless it has it, and yield the bytes sent so far. Ends early once `stop` is set."""
        size = path.stat().st_size
        with self._words():
            if self._http.head(f"/api/blobs/sha256:{sha256}").status_code == 200:
                yield size
                return
        sent: list[int] = [0]

        def content() -> Iterator[bytes]:
            with path.open("rb") as file:
                while (chunk := file.read(_CHUNK)) and not stop.is_set():
                    yield chunk
                    sent[0] += len(chunk)

        # The request is one blocking call: a thread sends, this one tells how far it is.
        outcome: list[httpx.Response | BaseException] = []

        def send() -> None:
            try:
                # With its length known, a server sees a file that was cut short.
                headers = {"Content-Length": str(size)}
                outcome.append(self._http.post(f"/api/blobs/sha256:{sha256}", content=content(), headers=headers))
            except Exception as error:  # noqa: BLE001 - raised again below
                outcome.append(error)

        thread = threading.Thread(target=send, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(0.2)
            yield sent[0]
        if stop.is_set() and sent[0] < size:
            return
        with self._words():
            match outcome[0]:
                case httpx.Response() as answer:
                    answer.raise_for_status()
                case BaseException() as error:
                    raise error

    def create(self, name: str, sha256: str, **settings: Any) -> Iterator[str]:
        """Make a model of an uploaded GGUF, and yield what the server says of its steps; `settings` as of `/api/create`.

        Errors of a create come with HTTP 200, in the midst of the stream; a create that ends well says `success`.
        """
        said = ""
        with self._words():
            for step in self._client.create(name, files={"model.gguf": f"sha256:{sha256}"}, stream=True, **settings):
                said = step.status or ""
                yield said
        if said != "success":
            raise OllamaError("Ollama stopped halfway", f"Ollama began to make {name} and ended at: {said}.", _AGAIN)

    def models(self) -> list[str]:
        """The names of all models that it has."""
        with self._words():
            return [model.model for model in self._client.list().models if model.model]

    def copy(self, source: str, target: str) -> None:
        with self._words():
            self._client.copy(source, target)

    def delete(self, name: str) -> None:
        """Remove a model; nothing happens if there is none of that name."""
        try:
            with self._words():
                self._client.delete(name)
        except OllamaError as error:
            if error.status != 404:
                raise

    def render(self, name: str, messages: Sequence[dict[str, Any]], tools: Sequence[ToolSpec]) -> str:
        """The prompt that the server makes of a conversation, without answering it."""
        body = {
            "model": name,
            "messages": list(messages),
            "tools": [tool.to_openai() for tool in tools],
            "stream": False,
            "_debug_render_only": True,
        }
        with self._words():
            answer = self._http.post("/api/chat", json=body)
            answer.raise_for_status()
            return str(answer.json()["_debug_info"]["rendered_template"])

    def chat(self, name: str, messages: Sequence[dict[str, Any]], tools: Sequence[ToolSpec], *, stream: bool) -> Reply:
        """One answer, its calls as Ollama read them and its text as it is."""
        request: dict[str, Any] = {
            "model": name,
            "messages": list(messages),
            "tools": [tool.to_openai() for tool in tools],
        }
        started = time.monotonic()
        with self._words():
            parts = self._client.chat(**request, stream=True) if stream else [self._client.chat(**request)]
            text, last = "", None
            calls: list[ollama.Message.ToolCall] = []
            for last in parts:
                text += last.message.content or ""
                calls += last.message.tool_calls or []
        counted = (last.prompt_eval_count or 0, last.eval_count or 0) if last else (0, 0)
        made = tuple(ToolCall(new_id("call"), call.function.name, dict(call.function.arguments)) for call in calls)
        return Reply(
            Message("assistant", text, tool_calls=made),
            Usage(*counted, time.monotonic() - started),
            "The reply was cut at its length limit." if last and last.done_reason == "length" else "",
        )

    def close(self) -> None:
        self._http.close()
        self._client.close()  # type: ignore[no-untyped-call]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _words(self) -> Iterator[None]:
        """Puts what goes wrong on the way into words."""
        try:
            yield
        except ollama.ResponseError as error:
            raise self._refused(error.error, error.status_code) from error
        except httpx.HTTPStatusError as error:
            raise self._refused(error.response.text, error.response.status_code) from error
        except (ConnectionError, httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise OllamaError(
                "Ollama does not answer",
                f"Nothing answers at {self.address} ({error}).",
                "Start Ollama (its application, or: ollama serve); if it runs elsewhere, check the address and the proxy."
                if not is_here(self.address)
                else "Start it: open its application, or type: ollama serve",
            ) from error
        except httpx.TimeoutException as error:
            raise OllamaError(
                "Ollama takes too long", f"{self.address} did not answer in time.", "See what it does, then try again."
            ) from error
        except httpx.HTTPError as error:
            raise OllamaError(
                "Ollama is gone",
                f"The connection to {self.address} broke ({str(error).rstrip('.') or type(error).__name__}).",
                f"Start it again. {_AGAIN}",
            ) from error

    def _refused(self, said: str, status: int) -> OllamaError:
        try:
            said = str(json.loads(said)["error"])
        except (ValueError, KeyError, TypeError):
            said = said.strip()[:300]
        low = said.lower()
        if "no space left" in low:
            title, hint = "Ollama's disk is full", "Free some space where Ollama keeps its models, then export again."
        elif "invalid model name" in low:
            title, hint = (
                "Ollama refuses the name",
                "Use letters, digits, dots, dashes and underscores, for example my-student.",
            )
        elif "does not support tools" in low:
            title, hint = "Ollama sees no tools in it", "Export it again with this version of Stillroom."
        elif _UNKNOWN.search(low):
            title, hint = "This Ollama does not know the model", "Update Ollama, or choose a student that it knows."
        elif _DAMAGED.search(low):
            title, hint = (
                "The model's file is damaged",
                "Delete the student's GGUF files in the folder of its training run, then export again: they are made anew.",
            )
        elif _TOO_LARGE.search(low):
            title, hint = "Too little memory there", "Choose a smaller quantisation, or another computer."
        elif status in (401, 403, 407):
            title, hint = (
                "Ollama is behind a door",
                "A proxy or a server in front of it wants a login: see your network's settings.",
            )
        else:
            title, hint = "Ollama refused", "More may stand in Ollama's own log."
        return OllamaError(title, f"{self.address} said: {said or f'HTTP {status}'}.", hint, said, status)


_AGAIN = "Export again: what was sent already is not sent twice."


def address_of(host: str | None) -> str:
    """The address of a server as a person gives it: a host, with or without scheme and port.

    Raises:
        KnownError: it is no address.
    """
    try:
        return ollama_address(host)
    except ValueError as error:
        where = host or os.environ.get("OLLAMA_HOST")
        hint = "Give one like http://192.168.1.20:11434."
        raise KnownError("No such address", f"{where} is no address of an Ollama ({error}).", hint) from error
