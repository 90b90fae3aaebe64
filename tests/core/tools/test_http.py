import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from standins.keyrings import MemoryKeyring
from standins.web import WebServer

from stillroom.conversation import canonical_json
from stillroom.secrets import set_secret
from stillroom.tools import HttpRequest, Tool
from stillroom.tools.http import request

ANY = {"type": "object", "properties": {name: {} for name in ("a", "b", "c")} | {"d": {"default": 7}}}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as started:
        yield started


def ask(code: HttpRequest, time_limit: float = 5.0, **arguments: Any) -> tuple[bool, str]:
    return asyncio.run(request(Tool("look", "Look.", ANY, code, time_limit=time_limit), arguments))


def asked(server: WebServer, code: HttpRequest, **arguments: Any) -> dict[str, Any]:
    ok, text = ask(code, **arguments)
    assert ok, text
    assert json.loads(text) == server.asked[-1]
    return server.asked[-1]


def test_arguments_stand_where_the_tool_puts_them_and_nowhere_else(server: WebServer) -> None:
    code = HttpRequest(
        "GET",
        server.url + "/items/{a}/x{b}?own=1%2F2&at={c}",
        {"q": "{b}", "n": "{d}", "none": "{e}"},
        {"X-A": "v {a}"},
    )
    found = asked(server, code, a="a/../b?c=d#e", b="ä&b=c +", c="1&own=2")
    assert found["path"] == (
        "/items/a%2F..%2Fb%3Fc%3Dd%23e/x%C3%A4%26b%3Dc%20%2B?own=1%2F2&at=1%26own%3D2&q=%C3%A4%26b%3Dc+%2B&n=7"
    )
    assert found["headers"]["x-a"] == "v a/../b?c=d#e"


@pytest.mark.parametrize(
    ("a", "path"),
    [([1, "x"], "/?q=1&q=x"), (True, "/?q=true"), ({"k": 1}, "/?q=%7B%22k%22%3A1%7D"), (None, "/"), ("", "/?q=")],
)
def test_a_query_value_by_its_type(server: WebServer, a: Any, path: str) -> None:
    assert asked(server, HttpRequest("GET", server.url + "/", {"q": "{a}"}), a=a)["path"] == path


@pytest.mark.parametrize(
    ("body", "headers", "kind", "sent"),
    [
        ({"x": "{a}", "y": ["{b}", "s {b}"], "z": "{c}"}, {}, "application/json", '{"x":[1],"y":["é","s é"]}'),
        ("{a}", {}, "application/json", "[1]"),
        ("{b}", {}, "text/plain; charset=utf-8", "é"),
        ('{{"q": "{b}"}}', {"Content-Type": "application/json"}, "application/json", '{{"q": "é"}}'),
        (
            {"x": "{b}", "n": "{d}"},
            {"content-type": "application/x-www-form-urlencoded"},
            "application/x-www-form-urlencoded",
            "x=%C3%A9&n=7",
        ),
        ("{c}", {}, None, ""),
        (None, {}, None, ""),
    ],
)
def test_a_body_is_json_or_text(
    server: WebServer, body: Any, headers: dict[str, str], kind: str | None, sent: str
) -> None:
    found = asked(server, HttpRequest("POST", server.url + "/", {}, headers, body), a=[1], b="é")
    assert (found["method"], found["headers"].get("content-type"), found["body"]) == ("POST", kind, sent)


@pytest.mark.parametrize("a", ["", ".", ".."])
def test_a_segment_of_the_path_cannot_vanish_or_lead_up(server: WebServer, a: str) -> None:
    ok, text = ask(HttpRequest("DELETE", server.url + "/items/{a}"), a=a)
    assert not ok
    assert "must not be empty, a dot or two dots" in text
    assert not server.asked


@pytest.mark.parametrize("a", ["x\r\nX-Evil: 1", "x\ny", "x\0", "\x7f"])
def test_a_header_has_one_line(server: WebServer, a: str) -> None:
    ok, text = ask(HttpRequest("GET", server.url, {}, {"X-A": "v {a}"}), a=a)
    assert not ok
    assert text == "Error: what the header X-A would be has a line break or another control character in it."
    assert not server.asked


def test_half_a_surrogate_pair_and_an_endless_address_are_refused(server: WebServer) -> None:
    for code in (
        HttpRequest("GET", server.url + "/{a}"),
        HttpRequest("POST", server.url, body="{a}"),
        HttpRequest("GET", server.url, headers={"X-A": "{a}"}),
    ):
        assert ask(code, a="\ud800") == (False, "Error: an argument is no valid text.")
    assert ask(HttpRequest("GET", server.url + "/{a}"), a="x" * 70_000) == (False, "Error: URL too long")


SECRET = 'k3y/+"'


@pytest.fixture
def secret(memory_keyring: MemoryKeyring) -> str:
    set_secret("weather", SECRET)
    return SECRET


def test_a_secret_goes_to_the_server_and_nowhere_else(server: WebServer, secret: str) -> None:
    code = HttpRequest("GET", server.url + "/{a}", {"key": "{secret:weather}"}, {"X-Key": "Key {secret:weather}"})
    ok, text = ask(code, a="{secret:weather}")
    assert ok
    found = server.asked[0]
    assert found["headers"]["x-key"] == f"Key {secret}"
    assert found["path"] == "/%7Bsecret%3Aweather%7D?key=k3y%2F%2B%22"
    assert "k3y" not in text  # the server told all of it
    assert "k3y" not in canonical_json(msgspec.to_builtins(Tool("look", "Look.", ANY, code)))
    server.answer = lambda path: (403, {"Content-Type": "text/plain; charset=utf-8"}, f"{secret} is wrong".encode())
    assert ask(code, a="x") == (False, "Error: the server answered 403 Forbidden: {secret:weather} is wrong")
    server.answer = lambda path: (403, {}, b"-" * 996 + secret.encode())  # what is shown ends within it
    assert "k3y" not in ask(code, a="x")[1]


def test_a_missing_secret_is_said_and_nothing_is_sent(server: WebServer, memory_keyring: MemoryKeyring) -> None:
    ok, text = ask(HttpRequest("GET", server.url, {}, {"X-Key": "{secret:weather}"}))
    assert not ok
    assert "no secret weather" in text
    assert "STILLROOM_SECRET_WEATHER" in text
    assert not server.asked


def test_what_the_server_refuses_is_told_with_the_start_of_its_words(server: WebServer) -> None:
    server.answer = lambda path: (404, {"Content-Type": "application/json"}, b'{ "error" : "no such item" }')
    assert ask(HttpRequest("GET", server.url)) == (
        False,
        'Error: the server answered 404 Not Found: {"error":"no such item"}',
    )
    server.answer = lambda path: (500, {}, b"x" * 100_000)
    ok, text = ask(HttpRequest("GET", server.url))
    assert not ok
    assert len(text) < 1100
    server.answer = lambda path: (500, {}, b"\0\xff")
    assert ask(HttpRequest("GET", server.url)) == (False, "Error: the server answered 500 Internal Server Error.")


@pytest.mark.parametrize(
    ("headers", "body", "shown"),
    [
        ({"Content-Type": "application/json"}, b'{ "b": 1, "a": "\\u00e9" }', '{"a":"é","b":1}'),
        ({"Content-Type": "application/problem+json; charset=utf-8"}, b"[ 1 ]", "[1]"),
        ({"Content-Type": "application/json"}, b"no json", "no json"),
        ({"Content-Type": "application/json"}, b'"\\ud800"', '"\\ud800"'),
        ({"Content-Type": "text/html; charset=iso-8859-1"}, b"\xe9", "é"),
        ({}, "é".encode(), "é"),
        ({"Content-Encoding": "gzip", "Content-Type": "application/json"}, gzip.compress(b"{ }"), "{}"),
        ({}, b"", "200 OK"),
    ],
)
def test_what_is_shown_is_canonical_json_or_text(
    server: WebServer, headers: dict[str, str], body: bytes, shown: str
) -> None:
    server.answer = lambda path: (200, headers, body)
    assert ask(HttpRequest("GET", server.url)) == (True, shown)


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        ({"Content-Type": "image/png"}, b"\x89PNG\0", "answered with image/png, which is no text"),
        ({}, b"\xff\xfe", "which is no text"),
        ({"Content-Type": "text/plain; charset=rot13"}, b"a", "which is no text"),
        ({"Content-Encoding": "br"}, b"a", "compressed (br)"),
        ({"Content-Encoding": "gzip"}, b"no gzip", "cannot be read"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)), "more than 65536 bytes"),
    ],
    ids=["image", "bytes", "charset", "brotli", "broken", "bomb"],
)
def test_what_is_no_text_is_refused(server: WebServer, headers: dict[str, str], body: bytes, said: str) -> None:
    server.answer = lambda path: (200, headers, body)
    ok, text = ask(HttpRequest("GET", server.url))
    assert not ok
    assert said in text


def test_no_more_is_read_than_is_allowed(server: WebServer) -> None:
    server.answer = lambda path: (200, {}, b"x" * (64 << 10))
    assert ask(HttpRequest("GET", server.url)) == (True, "x" * (64 << 10))
    server.answer = lambda path: (200, {}, b"x" * 100_000_000)
    assert ask(HttpRequest("GET", server.url)) == (
        False,
        "Error: look returned more than 65536 bytes; at most 65536 are allowed.",
    )
    patience = time.monotonic() + 5
    while not server.cut and time.monotonic() < patience:
        time.sleep(0.01)
    assert server.cut  # the server could not get rid of it


def test_a_redirect_is_followed_on_the_same_server_only(server: WebServer, secret: str) -> None:
    with WebServer() as other:
        code = HttpRequest("GET", server.url + "/start", {}, {"X-Key": "{secret:weather}"})
        ends = {"/start": "/end", "/end": ""}
        server.answer = lambda path: (302, {"Location": ends[path]}, b"") if ends[path] else (200, {}, b"there")
        assert ask(code) == (True, "there")
        for location, host in (
            (other.url, "127.0.0.1"),
            ("https://127.0.0.1/", "127.0.0.1"),
            (f"http://localhost:{server.port}/", "localhost"),
            ("ftp://127.0.0.1/", "127.0.0.1"),
        ):
            server.answer = lambda path, to=location: (302, {"Location": to}, b"")  # type: ignore[misc]
            assert ask(code) == (False, f"Error: 127.0.0.1 sends on to another server, {host}, which is not followed.")
        server.answer = lambda path: (307, {"Location": "/start"}, b"")
        assert ask(code) == (False, "Error: 127.0.0.1 sent on more than 5 times.")
        assert not other.asked


def test_a_server_that_is_slow_or_not_there_is_told(server: WebServer) -> None:
    gate = threading.Event()
    server.answer = lambda path: (gate.wait(5) * 200, {}, b"")
    assert ask(HttpRequest("GET", server.url), time_limit=0.2) == (
        False,
        "Error: look took longer than 0.2 s and was stopped.",
    )
    gate.set()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ok, text = ask(HttpRequest("GET", f"http://127.0.0.1:{port}"))
    assert not ok
    assert text.startswith("Error: 127.0.0.1 could not be reached: ")
