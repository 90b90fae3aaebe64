"""The one ledger of every paid call, and the cap that no call may break: it is checked before each, against the worst it could cost."""

import asyncio
from contextvars import ContextVar

import msgspec

from stillroom.store import Payment, Store
from stillroom.teacher.failures import CallError

BUDGET_REACHED = "The budget is reached"
"""The title of `BudgetReached`, by which a page knows a task that nothing was wrong with."""

PAID_FOR: ContextVar[str] = ContextVar("PAID_FOR", default="")
"""The task that calls are made for; each asynchronous task of a run says that for itself."""


class Bill(msgspec.Struct, frozen=True):
    """What the calls for one task took in a run. `cost_usd` is None where a price is not known."""

    cost_usd: float | None = 0.0
    seconds: float = 0.0


class BudgetReached(CallError):  # noqa: N818 - nothing went wrong
    """The next call could cost more than is left."""


class Ledger:
    """What a run spends, whoever it pays, over all its starts. `cap` is in US dollars; each call is a row in the project's database
    once it is over.
    """

    def __init__(self, store: Store, run: str, cap: float | None = None) -> None:
        self._store, self._run, self.cap = store, run, cap
        self._reserved: list[float] = []
        self._settled = asyncio.Event()
        before = store.spent(run)
        self.spent = sum((each.cost_usd for each in before), 0.0)
        self.tokens = sum(each.prompt_tokens + each.completion_tokens for each in before)
        """Read and written together."""
        self._priced = not any(each.unpriced for each in before)
        self._calls = sum(each.calls for each in before)
        self._bills: dict[str, Bill] = {}
        self.reached = False
        """Whether a call was refused because of the cap."""

    @property
    def cost(self) -> float | None:
        """US dollars spent so far; None where the price of a call is not known."""
        return round(self.spent, 6) if self._priced else None

    @property
    def typical(self) -> float:
        """What a call cost on average so far, in US dollars."""
        return self.spent / self._calls if self._calls else 0.0

    def bill(self, task: str) -> Bill:
        """What the calls for a task took since the run was started."""
        return self._bills.get(task, Bill())

    async def reserve(self, worst: float, leave: float = 0.0) -> None:
        """Set aside what a call could cost at most; wait for calls on their way where they decide whether it may be made.

        `leave`: what must be left beside it, for others to go on.

        Raises:
            BudgetReached: it could break the cap.
        """
        while self.cap is not None and self.spent + sum(self._reserved) + worst + leave > self.cap:
            if not self._reserved:
                self.reached = True
                raise BudgetReached(
                    BUDGET_REACHED,
                    f"{self.spent:.4f} of {self.cap:g} USD are spent, and the next call could cost {worst:.4f} USD.",
                    "Run it again with a larger --budget to go on.",
                    scope="task",
                )
            self._settled.clear()
            await self._settled.wait()
        self._reserved.append(worst)

    def release(self, worst: float) -> None:
        """A call for which so much was set aside cost nothing, or was written down."""
        self._reserved.remove(worst)
        self._settled.set()

    def settle(self, worst: float, payment: Payment) -> None:
        """Write down what a call took, in place of what was set aside for it."""
        self._calls += 1
        self._bills[payment.task] = _with(self.bill(payment.task), payment)
        self.spent += payment.cost_usd or 0.0
        self._priced = self._priced and payment.cost_usd is not None
        self.tokens += payment.prompt_tokens + payment.completion_tokens
        self.release(worst)
        self._store.add_payment(self._run, payment)


def _with(bill: Bill, payment: Payment) -> Bill:
    known = bill.cost_usd is not None and payment.cost_usd is not None
    cost = (bill.cost_usd or 0.0) + (payment.cost_usd or 0.0)
    return Bill(round(cost, 6) if known else None, bill.seconds + payment.seconds)
