"""The one ledger of every paid call, and the cap that no call may break: it is checked before each, against the worst it could cost."""

import asyncio

from stillroom.store import Payment, Store
from stillroom.teacher.failures import CallError


class BudgetReached(CallError):  # noqa: N818 - nothing went wrong
    """The next call could cost more than is left."""


class Ledger:
    """What a run spends, whoever it pays. `cap` is in US dollars; each call is a row in the project's database once it is over."""

    def __init__(self, store: Store, run: str, cap: float | None = None) -> None:
        self._store, self._run, self.cap = store, run, cap
        self._reserved: list[float] = []
        self._settled = asyncio.Event()
        self.spent = 0.0
        self.tokens = 0
        """Read and written together."""
        self._priced = True
        self._calls = 0
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
                    "The budget is reached",
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
        self.spent += payment.cost_usd or 0.0
        self._priced = self._priced and payment.cost_usd is not None
        self.tokens += payment.prompt_tokens + payment.completion_tokens
        self.release(worst)
        self._store.add_payment(self._run, payment)
