"""A tool that is an HTTP request: made here, in Stillroom's own process, because it may hold a secret and runs no code of a model.

An argument cannot leave the place that the tool gives it: what stands in the path or the query is percent-encoded, a path's
segment cannot become empty, `.` or `..`, a header has one line, and a redirect is followed on the same server only, so that no
secret travels to another. What comes back is limited while it is read. This imports httpx: import it where a request is made.
"""

import asyncio
import functools
import ssl
import zlib
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import msgspec

from stillroom.conversation import canonical_json, read_json
from stillroom.errors import KnownError
from stillroom.secrets import get_secrets, hide
from stillroom.tools.placeholders import fill, in_text, names_in, secrets_in, with_defaults
from stillroom.tools.tool import HttpRequest, Tool
from stillroom.tools.words import OUTPUT, clipped, too_long, too_slow

_REDIRECTS = 5
_SHOWN = 1000


class _Refused(Exception):  # noqa: N818 - it becomes a result
    """The request cannot be made, or its answer not be shown; the text is for the model."""


async def request(tool: Tool, arguments: dict[str, Any]) -> tuple[bool, str]:
    """Make the tool's request: whether it went well, and what the model is shown.

    That is canonical JSON where the server answers with JSON, and the text it sent otherwise. Whatever the server or the
    arguments do wrong is not ok, and a text that begins with "Error: ". No secret is ever in it.
    """
    assert isinstance(tool.implementation, HttpRequest)
    code = tool.implementation
    secrets: dict[str, str] = {}
    try:
        secrets = await asyncio.to_thread(get_secrets, secrets_in([code.headers, code.query]))
        async with asyncio.timeout(tool.time_limit):
            ok, text = await _exchange(tool, code, with_defaults(tool.parameters, arguments), secrets)
    except TimeoutError:
        return False, too_slow(tool.name, tool.time_limit)
    except KnownError as error:
        return False, f"Error: {error.message} {error.hint}"
    except (_Refused, httpx.InvalidURL) as error:
        ok, text = False, f"Error: {error}"
    except httpx.RequestError as error:
        ok, text = (
            False,
            f"Error: {httpx.URL(code.url).host} could not be reached: {str(error) or type(error).__name__}.",
        )
    return ok, hide(text, secrets)


async def _exchange(
    tool: Tool, code: HttpRequest, arguments: dict[str, Any], secrets: dict[str, str]
) -> tuple[bool, str]:
    try:
        url = httpx.URL(_fill_url(code.url, arguments))
        if params := _fill_query(code.query, arguments, secrets):
            url = url.copy_merge_params(httpx.QueryParams(urlencode(params)))
        headers = httpx.Headers({"Accept-Encoding": "identity", "User-Agent": "Stillroom"})
        headers.update(_fill_headers(code.headers, arguments, secrets))
        content = _fill_body(code.body, arguments, headers)
    except UnicodeEncodeError as error:
        raise _Refused("an argument is no valid text.") from error
    async with httpx.AsyncClient(verify=_trusted(), timeout=None) as client:
        made = client.build_request(code.method, url, headers=headers, content=content)
        for _ in range(_REDIRECTS):
            answer = await client.send(made, stream=True)
            try:
                if answer.next_request is None:
                    return await _read(tool, answer, secrets)
            finally:
                await answer.aclose()
            if not _same_server(made.url, answer.next_request.url):
                raise _Refused(
                    f"{made.url.host} sends on to another server, {answer.next_request.url.host}, which is not followed."
                )
            made = answer.next_request
    raise _Refused(f"{made.url.host} sent on more than {_REDIRECTS} times.")


def _fill_url(template: str, arguments: dict[str, Any]) -> str:
    if missing := [name for name in names_in(template) if name not in arguments]:
        raise _Refused(f"the argument {missing[0]} is needed.")
    filled: str = fill(template, {name: in_text(value) for name, value in arguments.items()}, quote=_quoted)
    paths = (url.partition("?")[0].split("/") for url in (template, filled))
    for before, after in zip(*paths, strict=True):
        if names_in(before) and after in ("", ".", ".."):
            raise _Refused(f"the argument {names_in(before)[0]} must not be empty, a dot or two dots.")
    return filled


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _fill_query(template: dict[str, str], arguments: dict[str, Any], secrets: dict[str, str]) -> list[tuple[str, str]]:
    filled = {name: fill(value, arguments, secrets) for name, value in template.items()}
    return [
        (name, in_text(each))
        for name, value in filled.items()
        if value is not msgspec.UNSET and value is not None
        for each in (value if isinstance(value, list) else [value])
    ]


def _fill_headers(
    template: dict[str, str], arguments: dict[str, Any], secrets: dict[str, str]
) -> list[tuple[bytes, bytes]]:
    filled = {name: fill(value, arguments, secrets) for name, value in template.items()}
    headers = {name: in_text(value).strip() for name, value in filled.items() if value is not msgspec.UNSET}
    for name, value in headers.items():
        if any((ord(letter) < 32 and letter != "\t") or ord(letter) == 127 for letter in value):
            raise _Refused(f"what the header {name} would be has a line break or another control character in it.")
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _fill_body(template: Any, arguments: dict[str, Any], headers: httpx.Headers) -> bytes | None:
    body = None if template is None else fill(template, arguments)
    if body is None or body is msgspec.UNSET:
        return None
    kind = headers.get("Content-Type", "")
    if isinstance(body, dict) and kind.startswith("application/x-www-form-urlencoded"):
        return urlencode({name: in_text(value) for name, value in body.items()}).encode()
    if isinstance(body, str):
        headers.setdefault("Content-Type", "text/plain; charset=utf-8")
        return body.encode()
    headers.setdefault("Content-Type", "application/json")
    return canonical_json(body).encode()


@functools.cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted: reading them takes longer than a request in the same town."""
    return httpx.create_ssl_context()


def _same_server(url: httpx.URL, onward: httpx.URL) -> bool:
    """Whether a redirect stays on the server, or is its change from http to https."""
    if (url.scheme, url.host, url.port) == (onward.scheme, onward.host, onward.port):
        return True
    upgraded = url.scheme == "http" and onward.scheme == "https" and url.port is None and onward.port is None
    return upgraded and url.host == onward.host


async def _read(tool: Tool, answer: httpx.Response, secrets: dict[str, str]) -> tuple[bool, str]:
    text = _shown(answer, await _body(tool, answer))
    if answer.is_success:
        return True, text or f"{answer.status_code} {answer.reason_phrase}".strip()
    said = f": {clipped(hide(text.strip(), secrets), _SHOWN)}" if text.strip() else "."  # half a secret is not found
    return False, f"Error: the server answered {answer.status_code} {answer.reason_phrase}".strip() + said


async def _body(tool: Tool, answer: httpx.Response) -> bytes:
    """All that the server sends, or where it refuses, the beginning of it: never more than is allowed, plus one piece."""
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > OUTPUT:
            break
    encoding = answer.headers.get("Content-Encoding", "identity").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):  # some servers compress although they were asked not to
        try:
            body = bytearray(zlib.decompressobj(wbits=47).decompress(body, OUTPUT + 1))
        except zlib.error as error:
            raise _Refused("the server's answer is compressed and cannot be read.") from error
    elif encoding not in ("", "identity"):
        raise _Refused(f"the server's answer is compressed ({clipped(encoding, 40)}), which it was asked not to do.")
    if len(body) > OUTPUT and answer.is_success:
        raise _Refused(too_long(tool.name, f"more than {OUTPUT}").removeprefix("Error: "))
    return bytes(body[:OUTPUT])


def _shown(answer: httpx.Response, body: bytes) -> str:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode(answer.charset_encoding or "utf-8", errors="strict" if answer.is_success else "replace")
        text.encode()
    except (UnicodeError, LookupError):
        text = "\0"
    if "\0" in text:
        if answer.is_success:
            raise _Refused(f"the server answered with {kind or 'something'}, which is no text.")
        return ""
    if kind == "application/json" or kind.endswith("+json"):
        try:
            return canonical_json(read_json(text))
        except (ValueError, RecursionError):
            return text
    return text
