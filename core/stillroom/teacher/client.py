"""What the clients of the two APIs have in common. Their SDKs talk through aiohttp, which takes a third of the processor time of httpx2."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.request import getproxies

import aiohttp
import httpx2
import msgspec

from stillroom.conversation import Message, ToolSpec
from stillroom.models import Reply
from stillroom.teacher.failures import CallError, broken, refused, too_slow, unreachable
from stillroom.teacher.prices import on_this_computer
from stillroom.teacher.teachers import Teacher

CONNECT_SECONDS = 15.0
SILENT_SECONDS = 300.0
"""How long a server may say nothing: models think for minutes before their first word."""

_KEPT = 2048
_NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


class Answer(msgspec.Struct, frozen=True):
    """A reply as a server gave it, with its headers."""

    reply: Reply
    headers: Mapping[str, str]


class Client(ABC):
    """Asks one model over one API: one question, one answer, and no retries. `sdk` is the provider's own asynchronous client.

    Where messages end with an assistant's turn, the reply goes on from it, and begins with it.
    """

    optional: tuple[str, ...] = ()
    """Fields of a request that a server may refuse and be asked without."""

    def __init__(self, teacher: Teacher, key: str | None, sdk: Any, errors: tuple[type[Exception], ...]) -> None:
        self._teacher, self._key, self._sdk = teacher, key, sdk
        # Beside the SDK's own errors: what its HTTP library says of a connection that breaks, and what a malformed answer comes to.
        self._errors: tuple[type[Exception], ...] = (
            *errors,
            httpx2.HTTPError,
            aiohttp.ClientError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            AssertionError,
        )
        self._said = Said()
        self._unwanted: set[str] = set()

    async def ask(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Answer:
        """Ask once.

        Raises:
            CallError: there is no answer.
        """
        request = self._wanted(messages, tools)
        try:
            return await self._ask(request, messages)
        except CallError as error:
            unwanted = {name for name in self.optional if name in request and name in error.refused}
            if error.status not in (400, 422) or not unwanted:
                raise
            self._unwanted |= unwanted
            return await self._ask(self._wanted(messages, tools), messages)

    def size(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> int:
        """The bytes of the question: no tokenizer makes more tokens of it."""
        return size(self._wanted(messages, tools))

    async def models(self) -> list[str]:
        """The models that the server offers.

        Raises:
            CallError: it does not say.
        """
        try:
            return sorted([model.id async for model in self._sdk.models.list()])
        except self._errors as error:
            raise self._failure(error) from None

    async def close(self) -> None:
        await self._sdk.close()

    def _wanted(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> dict[str, Any]:
        return {name: value for name, value in self._request(messages, tools).items() if name not in self._unwanted}

    @abstractmethod
    def _request(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> dict[str, Any]: ...

    @abstractmethod
    async def _ask(self, request: dict[str, Any], messages: Sequence[Message]) -> Answer: ...

    def _failure(self, error: Exception) -> CallError:
        """Any of the errors in words. (Both SDKs name their errors alike, but share no class.)"""
        cause = error.__cause__ if isinstance(error.__cause__, httpx2.HTTPError) else error
        response = getattr(error, "response", None)
        # A connection that breaks is a ConnectTimeout to the SDKs' transport, as one is that never came about.
        if isinstance(cause.__cause__, _NO_CONNECTION) or isinstance(cause, httpx2.UnsupportedProtocol):
            return unreachable(self._teacher, str(cause) or type(cause).__name__)
        if isinstance(cause, httpx2.ReadTimeout):
            return too_slow(self._teacher)
        if isinstance(cause, httpx2.HTTPError) or not hasattr(error, "body"):
            return broken(self._teacher, str(cause) or type(cause).__name__)
        if response is None:  # an error in the midst of a stream
            return refused(self._teacher, self._key, 500, words_of(error.body) or str(error), {})
        # Where it comes in the midst of a stream, the status is that of its beginning.
        status = response.status_code if response.status_code >= 400 else 500
        said = words_of(error.body) or response.text[:300]
        return refused(self._teacher, self._key, status, said, response.headers)


def words_of(body: Any) -> str:
    """What an error's JSON says, with its code; Gemini wraps it into a list."""
    body = body[0] if isinstance(body, list) and body else body
    if not isinstance(body, dict):
        return ""
    inner = body.get("error", body)
    if not isinstance(inner, dict):
        return str(inner)
    return f"{inner.get('message') or inner.get('detail') or ''} {inner.get('code') or ''}".strip()


class Said:
    """What a server's own turns with calls looked like, by their first call, to give them back as they were.

    Providers sign a model's thoughts, or name its calls, in fields of their own, and refuse the next turn without them.
    """

    def __init__(self) -> None:
        self._turns: dict[str, Any] = {}

    def keep(self, turn: Message, raw: Any) -> None:
        if len(self._turns) >= _KEPT:
            del self._turns[next(iter(self._turns))]
        self._turns[turn.tool_calls[0].id] = raw

    def of(self, turn: Message) -> Any | None:
        return self._turns.get(turn.tool_calls[0].id) if turn.tool_calls else None

    def __contains__(self, call: str) -> bool:
        return call in self._turns


def size(value: Any) -> int:
    return len(msgspec.json.encode(value))


def http_options(address: str, silent_seconds: float) -> dict[str, Any]:
    """What the SDKs' HTTP clients are made with: patience, and no proxy for a server on this computer."""
    timeout = httpx2.Timeout(silent_seconds, connect=CONNECT_SECONDS, pool=None)
    return {"timeout": timeout, "trust_env": not (getproxies() and on_this_computer(address))}
