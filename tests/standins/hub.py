"""A model hub on the loopback: the part of Hugging Face's API that a download needs, with a second host for large files.

Written after huggingface_hub (hf_api.py, utils/_http.py) and the hub's documents: /api/models/ORG/NAME?blobs=true, and
/ORG/NAME/resolve/COMMIT/FILE, which sends large files' readers on to another host; refusals have a header X-Error-Code.
"""

import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

COMMIT = "c" * 40
_LARGE = 100_000  # bytes, from which on a file lies on the other host


class Hub:
    """Has `models`: for each id its files. What it does else, a test sets. Use it in a `with` block.

    `gated` are models given only to those who show one of `tokens`; `hidden` are shown to nobody else. `card` is the head of every
    README. `cut` breaks the connection after so many bytes of a file, once for each entry; `changed` is what comes instead of a
    file; `no_ranges` sends whole files to those who ask for a part; `failing` are statuses that the other host answers with first, and
    `down` is one that both always do; `hold` is waited for in the middle of each large file, `pause` seconds before each quarter
    MiB. `asked` has the requests: whom, what, and the headers.
    """

    def __init__(self, models: Mapping[str, Mapping[str, bytes]]) -> None:
        self.models = {name: dict(files) for name, files in models.items()}
        self.gated: set[str] = set()
        self.hidden: set[str] = set()
        self.tokens: set[str] = set()
        self.card: dict[str, Any] = {"license": "apache-2.0"}
        self.cut: dict[str, list[int]] = {}
        self.changed: dict[str, bytes] = {}
        self.failing: list[int] = []
        self.down = 0
        self.no_ranges = False
        self.hold: threading.Event | None = None
        self.pause = 0.0
        self.half_sent = threading.Event()
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self._hosts = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, name)) for name in ("hub", "store")]
        self.url, self.store_url = (f"http://127.0.0.1:{host.server_port}" for host in self._hosts)
        self._threads = [
            threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02}) for host in self._hosts
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.hold:
            self.hold.set()
        for host, thread in zip(self._hosts, self._threads, strict=True):
            host.shutdown()
            host.server_close()
            thread.join()

    def fetched(self, host: str = "store") -> list[tuple[str, str]]:
        """Which files were asked for of a host, and from where on."""
        return [(path.rpartition("/")[2], headers.get("range", "")) for at, path, headers in self.asked if at == host]

    def told(self, model: str) -> dict[str, Any]:
        """What `/api/models` says."""
        siblings = []
        for name, content in self.models[model].items():
            said: dict[str, Any] = {"rfilename": name, "size": len(content)}
            said["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            if len(content) > _LARGE:
                said["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 134}
            siblings.append(said)
        gated = "manual" if model in self.gated else False
        return {"id": model, "sha": COMMIT, "siblings": siblings, "gated": gated, "cardData": self.card, "tags": []}


def _handler(hub: Hub, host: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            parts = urlsplit(self.path)
            hub.asked.append((host, parts.path, headers))
            if hub.down or (hub.failing and host == "store"):
                return self._say(hub.down or hub.failing.pop(0))
            words = parts.path.strip("/").split("/")
            model = "/".join(words[2:4] if words[0] == "api" else words[:2])
            if host == "hub":
                if (refusal := self._refusal(model, headers, words[0] == "api")) is not None:
                    return self._say(*refusal)
                if words[0] == "api":
                    return self._say(200, body=json.dumps(hub.told(model)).encode())
            name = words[-1]
            if words[2:4] != ["resolve", COMMIT] or name not in hub.models[model]:
                return self._say(404, "EntryNotFound")
            if host == "hub" and len(hub.models[model][name]) > _LARGE:
                self.send_response(302)
                self.send_header("Location", f"{hub.store_url}{parts.path}")
                self.send_header("Content-Length", "0")
                return self.end_headers()
            return self._give(name, hub.changed.get(name, hub.models[model][name]), headers.get("range"))

        def _refusal(self, model: str, headers: dict[str, str], asks_api: bool) -> tuple[int, str] | None:
            token = headers.get("authorization", "").removeprefix("Bearer ")
            known = token in hub.tokens
            if token and not known and token != "another's":
                return 401, ""  # "Invalid credentials in Authorization header", see _say
            if model not in hub.models or (model in hub.hidden and not known):
                return (404 if token else 401), "RepoNotFound"
            if model in hub.gated and not known and not asks_api:
                return (403 if token else 401), "GatedRepo"
            return None

        def _say(self, status: int, code: str = "", body: bytes = b"") -> None:
            self.send_response(status)
            if code:
                self.send_header("X-Error-Code", code)
            elif status == 401:
                self.send_header("X-Error-Message", "Invalid credentials in Authorization header")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _give(self, name: str, content: bytes, asked: str | None) -> None:
            start = 0 if asked is None or hub.no_ranges else int(asked.removeprefix("bytes=").removesuffix("-"))
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.end_headers()
            cuts = hub.cut.get(name, [])
            end = cuts.pop(0) if cuts else len(content)
            half = (start + end) // 2 if hub.hold and len(content) > _LARGE else start
            self.wfile.write(content[start:half])
            if half > start and hub.hold:
                hub.half_sent.set()
                hub.hold.wait(30)
            for place in range(half, end, 1 << 18):
                time.sleep(hub.pause)
                self.wfile.write(content[place : min(place + (1 << 18), end)])
            self.close_connection = True

        def handle(self) -> None:
            with contextlib.suppress(OSError):  # whoever asked is gone
                super().handle()

        def log_message(self, *_: Any) -> None: ...

    return Handler
