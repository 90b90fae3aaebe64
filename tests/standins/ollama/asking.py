"""Plain HTTP to a stand-in."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from .server import OllamaStandIn


def request(server: OllamaStandIn, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """Status and body; of a stream, its lines."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    try:
        connection.request(method, path, body if body is None or isinstance(body, bytes) else json.dumps(body))
        answer = connection.getresponse()
        data, kind = answer.read(), answer.headers.get("Content-Type", "")
    finally:
        connection.close()
    if kind == "application/x-ndjson":
        return answer.status, [json.loads(line) for line in data.splitlines()]
    return answer.status, json.loads(data) if data and "json" in kind else data.decode() or None
