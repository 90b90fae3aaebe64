"""A teacher behind an API as a ChatModel: every call within the limits and the budget, tried again where that helps, and in the ledger."""

import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from stillroom.conversation import Message, ToolSpec
from stillroom.jobs import Waits
from stillroom.models import Reply, Usage
from stillroom.store import Payment, Purpose
from stillroom.teacher.failures import CallError, Scope, UnreachableError
from stillroom.teacher.ledger import PAID_FOR, Ledger
from stillroom.teacher.limits import TRIES, Limits
from stillroom.teacher.prices import price_of
from stillroom.teacher.teachers import Teacher

if TYPE_CHECKING:  # the SDKs' HTTP library takes a while to load, which most starts can do without
    from stillroom.teacher.client import Answer, Client

_LOST_IN_A_ROW = 10
"""So many calls given up, and none answered in between: the server is down, and the run ends."""

_CALLS_TO_END = 4
"""So many calls a conversation may need after its first: the agent loop has five steps."""

_OVERHEAD = 1000
"""Tokens that a provider may add to a question unseen: for tools, Anthropic adds some hundreds."""


def open_client(teacher: Teacher, key: str | None = None) -> "Client":
    """The client of a teacher's API, with its key, or with this one, which is not kept anywhere yet.

    Raises:
        KnownError: it needs a key, and there is none.
    """
    from stillroom.teacher.anthropic_client import AnthropicClient
    from stillroom.teacher.openai_client import OpenAIClient

    client = AnthropicClient if teacher.offered_by.api == "anthropic" else OpenAIClient
    return client(teacher, key or teacher.read_key())


def open_teacher(
    teacher: Teacher,
    ledger: Ledger,
    purpose: Purpose,
    *,
    at_once: int,
    stop: threading.Event,
    tell: Callable[[Waits], None],
) -> "ApiTeacher":
    """A teacher ready to be asked: up to `at_once` calls at a time; `tell` gets what is to be said when they have to wait.

    Raises:
        KnownError: it needs a key and there is none, or the ledger has a cap and its price is not known.
    """
    return ApiTeacher(teacher, open_client(teacher), ledger, Limits(at_once, stop, tell), purpose)


class ApiTeacher:
    """Answers conversations for one purpose. Use it in an `async with` block."""

    def __init__(self, teacher: Teacher, client: "Client", ledger: Ledger, limits: Limits, purpose: Purpose) -> None:
        """Raises:
        CallError: the ledger has a cap, and the teacher's price is not known.
        """
        self.name = f"{teacher.model} ({teacher.offered_by.title})"
        self._teacher, self._client, self._ledger, self._limits = teacher, client, ledger, limits
        self._purpose: Purpose = purpose
        self._price = price_of(teacher)
        self._lost_in_a_row = 0
        self._under_way = 0
        self._answered = False
        if ledger.cap is not None and self._price is None:
            raise CallError(
                "No price",
                f"It is not known what {teacher.model} costs, so a budget cannot be kept.",
                f"Say it with: stillroom teachers price {teacher.name} --input USD --output USD (for a million tokens).",
                scope="run",
            )

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """Ask, and ask again where that may help.

        Raises:
            CallError: there is no answer; its `scope` says whether that ends the task or the run.
            BudgetReached: the call could cost more than is left.
        """
        size = self._client.size(messages, tools)
        begins = self._purpose not in ("judge", "user") and not any(message.role == "assistant" for message in messages)
        try:
            reply = await self._reply(messages, tools, size, begins)
        except BaseException:
            self._ended(not begins)
            raise
        self._ended(not reply.message.tool_calls)
        return reply

    async def _reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec], size: int, begins: bool) -> Reply:
        attempt = 1
        while True:
            try:
                answer = await self._ask(messages, tools, size, begins)
            except CallError as error:
                if error.scope != "again":
                    raise
                if isinstance(error, UnreachableError) and not self._answered:
                    error.scope = "run"  # it is the address or the network, and no passing trouble
                    raise
                if attempt == TRIES:
                    raise self._lost(error) from None
                await self._limits.pause_after(attempt, error)
                attempt += 1
            else:
                self._lost_in_a_row, self._answered = 0, True
                return answer.reply

    async def _ask(self, messages: Sequence[Message], tools: Sequence[ToolSpec], size: int, begins: bool) -> "Answer":
        # No tokenizer makes more tokens than there are bytes.
        worst = self._cost(Usage(size + _OVERHEAD, self._teacher.max_tokens)) or 0.0
        async with self._limits.turn() as began:
            await self._ledger.reserve(worst, self._to_end(worst) if begins else 0.0)
            self._under_way += begins
            try:
                answer = await self._client.ask(messages, tools)
            except CallError as error:
                self._ended(begins)
                if error.written is None:
                    self._ledger.release(worst)
                else:  # what was written has to be paid, and nobody says how much that is
                    self._pay(worst, Usage(size // 2, error.written // 2, time.monotonic() - began))
                self._limits.refused(began, error)
                raise
            except BaseException:
                self._ended(begins)
                self._ledger.release(worst)
                raise
            self._limits.answered(answer.headers)
            self._pay(worst, answer.reply.usage)
        return answer

    def _ended(self, ended: bool) -> None:
        if ended:  # a conversation of several user turns ends several times
            self._under_way = max(0, self._under_way - 1)

    def _to_end(self, worst: float) -> float:
        """What to leave for conversations that have begun: they are to end within the budget, rather than that another begins."""
        return max(worst, self._under_way * _CALLS_TO_END * self._ledger.typical) if self._under_way else 0.0

    def _pay(self, worst: float, usage: Usage) -> None:
        tokens = (usage.prompt_tokens, usage.completion_tokens)
        teacher = self._teacher
        seconds = round(usage.seconds, 3)
        payment = Payment(
            self._purpose, teacher.provider, teacher.model, *tokens, self._cost(usage), seconds, PAID_FOR.get()
        )
        self._ledger.settle(worst, payment)

    def _cost(self, usage: Usage) -> float | None:
        return self._price.cost(usage) if self._price else None

    def _lost(self, error: CallError) -> CallError:
        self._lost_in_a_row += 1
        scope: Scope = "run" if self._lost_in_a_row >= _LOST_IN_A_ROW else "task"
        return CallError(error.title, error.message, error.hint, scope=scope, status=error.status)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()
