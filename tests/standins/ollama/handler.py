"""HTTP as Ollama speaks it: bodies of a length or in chunks, answers as JSON or as a stream of lines, and blobs."""

import contextlib
import hashlib
import json
import socket
import tempfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .creating import CreateError
from .go_json import to_json

if TYPE_CHECKING:
    from .server import OllamaStandIn

Stream = Iterator[dict[str, Any]]


class Answer(NamedTuple):
    """`body` is sent as JSON, text as it is, None as nothing."""

    status: int
    body: Any


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def standin(self) -> "OllamaStandIn":
        return self.server.standin  # type: ignore[attr-defined,no-any-return]

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_DELETE = do_HEAD = do_PUT = do_GET  # noqa: N815

    def _serve(self) -> None:
        standin, path = self.standin, self.path.partition("?")[0]
        if standin.gone_after is not None and len(standin.requests) >= standin.gone_after:
            self._hang_up()
            return
        if path.startswith("/api/blobs/"):
            self._blob(path.removeprefix("/api/blobs/"))
            return
        data = b"".join(self._body())
        try:
            body = json.loads(data) if data else None
        except ValueError:
            body = data
        standin.requests.append((self.command, path, body))
        if self.command in ("POST", "DELETE", "PUT") and not isinstance(body, dict):
            text = "missing request body" if body is None else "invalid character in request body"
            self._send(Answer(400, {"error": text}))
            return
        answer = standin.answer(self.command, path, body or {})
        if isinstance(answer, Answer):
            self._send(answer)
        else:
            self._stream(answer)

    def _body(self) -> Iterator[bytes]:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            while size := int(self.rfile.readline().partition(b";")[0], 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return
        left = int(self.headers.get("Content-Length") or 0)
        while left and (part := self.rfile.read(min(left, 1 << 20))):
            left -= len(part)
            yield part

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _blob(self, digest: str) -> None:
        standin = self.standin
        note = [self.command, f"/api/blobs/{digest}", None]
        at = len(standin.requests)
        standin.requests.append(tuple(note))  # type: ignore[arg-type]
        try:
            path = standin.blobs.path(digest)
        except CreateError as error:
            self._drain()
            self._send(Answer(error.status, {"error": str(error)}))
            return
        if self.command == "HEAD":
            self._send(Answer(200, None) if path.exists() else Answer(404, {"error": f'blob "{digest}" not found'}))
        elif self.command != "POST":
            self._drain()
            self._send(Answer(405, "405 method not allowed"))
        elif path.exists():
            self._drain()
            self._send(Answer(200, None))
        else:
            answer, size = self._upload(digest, path)
            standin.requests[at] = ("POST", f"/api/blobs/{digest}", size)
            if answer is None:
                self._hang_up()
            else:
                self._send(answer)

    def _drain(self) -> None:
        for _ in self._body():
            pass

    def _upload(self, digest: str, path: Path) -> tuple[Answer | None, int]:
        """The answer, None for a connection that breaks, and how much came; only a whole blob is kept."""
        standin, summed, size = self.standin, hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix="sha256-", delete=False) as file:
            kept = Path(file.name)
            try:
                for part in self._body():
                    limit = standin.cut_upload_after
                    if limit is not None and size + len(part) >= limit:
                        return None, limit
                    size += len(part)
                    if standin.disk_full:
                        continue
                    summed.update(part)
                    file.write(part)
                file.flush()
                if standin.disk_full:
                    return Answer(500, {"error": f"write {kept}: no space left on device"}), size
                found = f"sha256:{summed.hexdigest()}"
                if found != digest:
                    # As the real one, which keeps what it got under the digest that it has.
                    kept.replace(standin.blobs.path(found))
                    text = f'digest mismatch, expected "{digest}", got "{found}"'
                    return Answer(400, {"error": text}), size
                kept.replace(path)
                return Answer(201, None), size
            finally:
                kept.unlink(missing_ok=True)

    def _send(self, answer: Answer) -> None:
        text = isinstance(answer.body, str)
        data = b"" if answer.body is None else (answer.body if text else to_json(answer.body)).encode()
        self.send_response(answer.status)
        if data:
            kind = "text/plain; charset=utf-8" if text else "application/json; charset=utf-8"
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, lines: Stream) -> None:
        """Lines of JSON. An error before the first of them is a plain answer; a later one is a line (rule 1)."""
        try:
            first = next(lines)
        except CreateError as error:
            self._send(Answer(error.status, {"error": str(error)}))
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for line in chain([first], lines):
                self._chunk(line)
        except CreateError as error:
            self._chunk({"error": str(error)})
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, line: dict[str, Any]) -> None:
        data = to_json(line).encode() + b"\n"
        self.wfile.write(f"{len(data):X}\r\n".encode() + data + b"\r\n")
