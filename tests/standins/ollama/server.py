"""A stand-in for an Ollama server, as strict as the real ones that were recorded: 0.24.0 and 0.33.0-rc2.

It makes prompts and reads calls as they do; what a model says comes from `reply`.
"""

import socket
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .chatting import Reply, Turn, whole
from .creating import Blobs, CreateError, check_request, create
from .go_values import DecodeError, get
from .handler import Answer, Handler, Stream
from .llama_reply import llama_reply
from .models import Model, now
from .names import Name, parse_name
from .openai_chat import error_of, from_ollama, to_ollama

__all__ = ["OllamaStandIn", "llama_reply"]


class _Server(ThreadingHTTPServer):
    """Knows its connections, so that none outlives it."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, standin: "OllamaStandIn") -> None:
        self.standin = standin
        self.connections: set[socket.socket] = set()
        self.failures: list[BaseException] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        import sys

        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.failures.append(error)


class OllamaStandIn:
    """A server of `version` that keeps its blobs in `folder`; `reply` gets the prompt and the options, and gives the text.

    `requests` are method, path and body (None for none, the number of bytes for a blob's). `models` are by their short
    names, with tag. Faults, for tests to switch on:
    `cut_upload_after`: bytes of an upload after which the connection is closed. `disk_full`: uploads fail.
    `gone_after`: the number of requests that are answered; later ones are hung up on. `chat_error`: what every chat fails with.
    `swallow_calls`: calls are parsed and lost. `render_wrong`: every prompt has a stray character at its end.
    """

    def __init__(
        self, folder: Path, version: str = "0.33.0-rc2", reply: Reply = lambda prompt, options: "Hello."
    ) -> None:
        self.version, self.reply = version, reply
        self.modern = tuple(int(part) for part in version.split("-", maxsplit=1)[0].split(".")[:2]) >= (0, 30)
        self.blobs = Blobs(folder)
        self.requests: list[tuple[str, str, Any]] = []
        self.models: dict[str, Model] = {}
        self.loaded: dict[str, int] = {}
        self.cut_upload_after: int | None = None
        self.disk_full = False
        self.gone_after: int | None = None
        self.chat_error = ""
        self.swallow_calls = False
        self.render_wrong = False

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for connection in list(self._server.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        if self._server.failures and kind is None:
            raise self._server.failures[0]

    def find(self, text: str) -> Model | None:
        """The model of a name in any of its spellings."""
        wanted = parse_name(text).short.lower()
        return next((model for name, model in self.models.items() if name.lower() == wanted), None)

    def answer(self, method: str, path: str, body: dict[str, Any]) -> Answer | Stream:
        """What a request that is no blob's is answered with."""
        routes: dict[str, dict[str, Callable[[dict[str, Any]], Answer | Stream]]] = {
            "/": {"GET": lambda _: Answer(200, "Ollama is running")},
            "/api/version": {"GET": lambda _: Answer(200, {"version": self.version})},
            "/api/tags": {"GET": lambda _: Answer(200, {"models": [m.listed() for m in self._newest_first()]})},
            "/api/ps": {"GET": self._ps},
            "/api/show": {"POST": self._show},
            "/api/create": {"POST": self._create},
            "/api/copy": {"POST": self._copy},
            "/api/delete": {"DELETE": self._delete},
            "/api/chat": {"POST": self._chat},
            "/v1/models": {"GET": self._openai_models},
            "/v1/chat/completions": {"POST": self._openai},
        }
        if path not in routes:
            return Answer(404, "404 page not found")
        asked = "GET" if method == "HEAD" and path in ("/", "/api/version", "/api/tags") else method
        if asked not in routes[path]:
            return Answer(405, "405 method not allowed")
        try:
            return routes[path][asked](body)
        except CreateError as error:
            answer = Answer(error.status, {"error": str(error)})
        except DecodeError as error:
            answer = Answer(400, {"error": str(error)})
        return Answer(answer.status, error_of(answer.status, answer.body["error"])) if path[:3] == "/v1" else answer

    def _newest_first(self) -> list[Model]:
        return sorted(self.models.values(), key=lambda model: model.modified, reverse=True)

    def _ps(self, _: dict[str, Any]) -> Answer:
        loaded = [(self.models[name], context) for name, context in self.loaded.items() if name in self.models]
        return Answer(200, {"models": [model.running(context) for model, context in loaded]})

    def _existing(self, text: str, missing: str) -> Model:
        model = self.find(text)
        if model is None:
            raise CreateError(missing, 404)
        return model

    def _show(self, body: dict[str, Any]) -> Answer:
        asked = get(body, "model", str, "ShowRequest") or get(body, "name", str, "ShowRequest")
        if not asked:
            raise CreateError("model is required", 400)
        name = parse_name(asked)
        if not name.valid:
            raise CreateError("invalid model name", 400)
        return Answer(200, self._existing(asked, f"model '{name.short}' not found").shown())

    def _create(self, body: dict[str, Any]) -> Answer | Stream:
        check_request(body)
        asked = get(body, "model", str, "CreateRequest") or get(body, "name", str, "CreateRequest")
        name = parse_name(asked)
        if not name.valid:
            raise CreateError("invalid model name", 400)
        known = self.find(asked)
        lines = create(body, known.name if known else name, self.blobs, modern=self.modern, find=self.find)

        def stream() -> Stream:
            for line in lines:
                if isinstance(line, Model):
                    self.models[line.name.short] = line
                else:
                    yield line

        if body.get("stream") is False:
            *_, last = stream()
            return Answer(200, last)
        return stream()

    def _named(self, asked: str, what: str) -> Name:
        name = parse_name(asked)
        if not name.valid:
            raise CreateError(f'{what} "{asked}" is invalid', 400)
        return name

    def _copy(self, body: dict[str, Any]) -> Answer:
        source, target = get(body, "source", str, "CopyRequest"), get(body, "destination", str, "CopyRequest")
        self._named(source, "source")
        name = self._named(target, "destination")
        model = self._existing(source, f'model "{source}" not found')
        known = self.find(target)
        copied = Model(**{key: getattr(model, key) for key in Model.__dataclass_fields__})
        copied.name, copied.modified = (known.name if known else name), now()
        self.models[copied.name.short] = copied
        return Answer(200, None)

    def _delete(self, body: dict[str, Any]) -> Answer:
        asked = get(body, "model", str, "DeleteRequest") or get(body, "name", str, "DeleteRequest")
        self._named(asked, "name")
        del self.models[self._existing(asked, f"model '{asked}' not found").name.short]
        return Answer(200, None)

    def _turn(self, body: dict[str, Any]) -> tuple[Turn, str]:
        asked = get(body, "model", str, "ChatRequest")
        if not parse_name(asked).valid:
            raise CreateError("model is required", 400)
        model = self._existing(asked, f"model '{asked}' not found")
        if self.chat_error:
            raise CreateError(self.chat_error, 500)
        turn = Turn(model, body, modern=self.modern)
        self.loaded[model.name.short] = turn.options["num_ctx"]
        return turn, (turn.prompt() if turn.messages else "") + ("·" if self.render_wrong else "")

    def _chat(self, body: dict[str, Any]) -> Answer | Stream:
        turn, prompt = self._turn(body)
        if not turn.messages:
            return Answer(200, turn.answer(done=True, done_reason="load"))
        if body.get("_debug_render_only"):
            info = {"rendered_template": prompt}
            return Answer(200, turn.answer(message={"role": "", "content": ""}, _debug_info=info))
        chunks = turn.chunks(self.reply, prompt, swallow=self.swallow_calls)
        return chunks if turn.stream else Answer(200, whole(chunks))

    def _openai(self, body: dict[str, Any]) -> Answer:
        answer = self._chat(to_ollama(body))
        return Answer(200, from_ollama(answer.body)) if isinstance(answer, Answer) else Answer(500, None)

    def _openai_models(self, _: dict[str, Any]) -> Answer:
        listed = [
            {"id": model.name.short, "object": "model", "created": int(model.created), "owned_by": model.name.namespace}
            for model in self._newest_first()
        ]
        return Answer(200, {"object": "list", "data": listed})
