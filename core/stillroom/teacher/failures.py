"""What goes wrong when a teacher is asked, in words, with what to do about it: try again, lose the one task, or end the run."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Literal

from stillroom.errors import KnownError
from stillroom.secrets import hide
from stillroom.teacher.teachers import Teacher

Scope = Literal["again", "task", "run"]


class CallError(KnownError):
    """A teacher's call brought no reply.

    `scope` says whether to try it "again", to go on without this "task", or to end the "run". `wait` is how many seconds the
    server wants to be left alone. `status` is the HTTP status, 0 without one. `written` counts the bytes of an
    answer that had begun, and has to be paid; None where none had. `refused` is the server's own text.
    """

    def __init__(
        self,
        title: str,
        message: str,
        hint: str = "",
        *,
        scope: Scope = "again",
        wait: float | None = None,
        status: int = 0,
        written: int | None = None,
        refused: str = "",
    ) -> None:
        super().__init__(title, message, hint)
        self.scope, self.wait, self.status, self.written, self.refused = scope, wait, status, written, refused


class UnreachableError(CallError):
    """There is nobody at that address, or no way to it."""


def unreachable(teacher: Teacher, reason: str) -> UnreachableError:
    return UnreachableError(
        "The teacher cannot be reached",
        f"Nothing answers at {teacher.address} ({reason}).",
        "Start it, or check its address." if teacher.offered_by.own else "Check the address and your network.",
    )


def too_slow(teacher: Teacher) -> CallError:
    return CallError("The teacher takes too long", f"{teacher.address} did not answer in time.", "Try again later.")


def broken(teacher: Teacher, reason: str) -> CallError:
    return CallError("The answer broke off", f"{teacher.address} sent no whole answer: {reason}.", "Try again later.")


def refused(teacher: Teacher, key: str | None, status: int, said: str, headers: Mapping[str, str]) -> CallError:
    """The failure that an HTTP status and the server's own words come to. The key never stands in it, whatever the server says."""
    said = " ".join(hide(said, {teacher.secret: key or ""}).split())[:300] or f"HTTP {status}"
    low = said.lower()
    title, hint, scope = _meaning(teacher, status, low)
    message = f"{teacher.address} said: {said.rstrip('.')}."
    wait = retry_after(headers) if scope == "again" else None
    return CallError(title, message, hint, scope=scope, wait=wait, status=status, refused=low)


def _meaning(teacher: Teacher, status: int, said: str) -> tuple[str, str, Scope]:
    """Title, hint and scope, from a status and what was said, in lower case."""
    if status == 402 or any(
        word in said for word in ("insufficient_quota", "exceeded your current quota", "credit balance")
    ):
        return (
            "No credit",
            f"Add credit to your account with {teacher.offered_by.title}, or choose another teacher.",
            "run",
        )
    if status == 401 or (status in (400, 403) and ("api key" in said or "api_key" in said)):
        if teacher.key_env:
            return "Wrong key", f"Set {teacher.key_env} to the right one.", "run"
        if not teacher.secret:
            return "Wrong key", "It wants a key: name the variable that holds it with --api-key-env.", "run"
        return "Wrong key", f"Keep the right one with: stillroom teachers set-key {teacher.name}", "run"
    if status == 403:
        return "Not allowed", f"Your account may not use {teacher.model}: choose another model.", "run"
    if _no_tools(said):
        return "No tool calling", f"{teacher.model} calls no tools there: choose another model or server.", "run"
    if status == 404 and "model" in said:
        return "No such model", f"{teacher.offered_by.title} has no {teacher.model} for you: choose another.", "run"
    if status == 404:
        return "Wrong address", "Check the address: that of most servers ends in /v1.", "run"
    if status in (408, 409, 425, 429) or status >= 500:
        return ("Too many requests" if status == 429 else "The teacher failed"), "Try again later.", "again"
    return "The teacher refused", "See what it says; the other tasks go on.", "task"


def _no_tools(said: str) -> bool:
    """Whether the server means that it calls no tools: Ollama's, llama.cpp's, vLLM's and OpenRouter's words for it."""
    return any(
        words in said
        for words in ("not support tools", "support tool use", "enable-auto-tool-choice", "tools param requires")
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds to wait that `Retry-After` (RFC 9110, 10.2.3) or its finer form in milliseconds asks for."""
    if (text := headers.get("retry-after-ms")) is not None:
        return _number(text, 1e-3)
    text = headers.get("retry-after")
    if text is None:
        return None
    seconds = _number(text)
    if seconds is not None:
        return seconds
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _number(text: str, unit: float = 1.0) -> float | None:
    try:
        return max(0.0, float(text) * unit)
    except ValueError:
        return None
