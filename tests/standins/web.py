"""A web server on the loopback that answers as a test says."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from stillroom.conversation import canonical_json

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers and body."""


class WebServer:
    """Answers with what `answer` makes of a path, by default what it was `asked` last. Use it in a `with` block."""

    def __init__(self, answer: Callable[[str], Answer] | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer = answer or self._echo
        self.cut = False  # it could not get rid of all that it had to say
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                web.asked.append({"method": self.command, "path": self.path, "headers": headers, "body": body.decode()})
                status, given, content = web.answer(self.path)
                self.send_response(status)
                for name, value in given.items():
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                try:
                    self.wfile.write(content)
                except OSError:
                    web.cut = True

            do_GET = do_POST = do_HEAD = do_PUT = do_PATCH = do_DELETE = do  # noqa: N815

            def log_message(self, *_: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _echo(self, _: str) -> Answer:
        return 200, {"Content-Type": "application/json"}, canonical_json(self.asked[-1]).encode()
